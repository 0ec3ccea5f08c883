"""Whether what is sold has changed since it was learned, more than chance and the season explain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.monitoring.lines import UNCATEGORISED, Lines
from shopassistant.recommend.monitoring.measures import MEASURES, Measure, Rows, coarse
from shopassistant.recommend.monitoring.stability import LARGE, MODERATE, Mix, chance, distance
from shopassistant.recommend.monitoring.windows import LOOKBACK_DAYS, Windows

Floats = NDArray[np.float64]

# Of all looks at an unchanged shop, at most this share calls any of the measures changed; divided among them.
FALSE_ALARMS = 0.01
# Less than this says nothing about a mix, whatever the index.
LEAST_ROWS = 100
LEAST_VISITS = 50

STATES = ("unknown", "stable", "seasonal", "moderate", "large")


@dataclass(frozen=True)
class Drift:
    """What became of one measure.

    Attributes:
        measure: name, see `measures.Measure`.
        state: one of `STATES`; ``unknown`` where there is too little to tell.
        index: population stability index of the newest weeks against those learned from.
        by_chance: what the index would exceed by chance in at most its share of `FALSE_ALARMS`.
        seasonal_index: against the same weeks a year ago; None where there are no records of then.
        rows: lines, baskets or customers in the newest weeks.
        values: what a sentence needs: ``before_share`` and ``now_share``; for prices the medians ``before_minor`` and
            ``now_minor``; for baskets and visits what ten of them hold, ``before_ten`` and ``now_ten``; for categories
            the one that gained most, ``category`` (empty for small ones), and ``is_uncategorised``.
    """

    measure: str
    state: str
    index: float = 0.0
    by_chance: float = 0.0
    seasonal_index: float | None = None
    rows: int = 0
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_change(self) -> bool:
        """Whether this is news: neither chance nor season."""
        return self.state in ("moderate", "large")


def find_drift(lines: Lines, windows: Windows, first_day: int) -> tuple[Drift, ...]:
    """Every measure of the newest weeks against the weeks before, and against the same weeks a year ago.

    Args:
        lines: all lines of the windows, and of `LOOKBACK_DAYS` before each as far as there are records.
        windows: from `choose_windows`.
        first_day: of the shop's records.
    """
    learned = windows.before[-1].first, windows.before[0].last
    lines = coarse(lines, lines.between(*learned).category)
    return tuple(_judge(measure, lines, windows, first_day) for measure in MEASURES)


def _judge(measure: Measure, lines: Lines, windows: Windows, first_day: int) -> Drift:
    since = first_day + (LOOKBACK_DAYS if measure.looks_back else 0)
    before = [measure.rows(lines, window) for window in windows.before if window.first >= since]
    now = measure.rows(lines, windows.now)
    if not before or windows.now.first < since:
        return Drift(measure.name, "unknown", rows=len(now.values))
    limits = measure.limits(np.concatenate([part.values for part in before]), now.values)
    expected, actual = measure.mix(before, limits), measure.mix([now], limits)
    if min(expected.rows, actual.rows) < LEAST_ROWS or min(expected.votes, actual.votes) < LEAST_VISITS:
        return Drift(measure.name, "unknown", rows=len(now.values))
    index, by_chance = distance(expected, actual), chance(expected, actual, FALSE_ALARMS / len(MEASURES))
    years_ago = [
        measure.mix([measure.rows(lines, window)], limits) for window in windows.years_ago if window.first >= since
    ]
    return Drift(
        measure=measure.name,
        state=_state(index, by_chance, actual, years_ago),
        index=index,
        by_chance=by_chance,
        seasonal_index=min((distance(ago, actual) for ago in years_ago), default=None),
        rows=len(now.values),
        values=_values(measure, lines, before, now),
    )


def _state(index: float, by_chance: float, actual: Mix, years_ago: Sequence[Mix]) -> str:
    if index < max(MODERATE, by_chance):
        return "stable"
    if any(_is_alike(ago, actual, index) for ago in years_ago):
        return "seasonal"
    return "large" if index >= LARGE else "moderate"


def _is_alike(ago: Mix, actual: Mix, index: float) -> bool:
    """Whether the newest weeks are those of a year ago again: no further off than chance, and clearly nearer than the
    weeks before are."""
    if ago.rows < LEAST_ROWS or ago.votes < LEAST_VISITS:
        return False
    return distance(ago, actual) < min(max(MODERATE, chance(ago, actual, FALSE_ALARMS)), index / 2)


def _values(measure: Measure, lines: Lines, before: Sequence[Rows], now: Rows) -> dict[str, Any]:
    was, became = np.concatenate([part.values for part in before]), now.values
    if measure.name == "price":
        return {"before_minor": round(float(np.median(was))), "now_minor": round(float(np.median(became)))}
    if measure.name in ("basket_size", "visits"):
        return {"before_ten": round(10 * float(was.mean())), "now_ten": round(10 * float(became.mean()))}
    if measure.name == "category":
        return _grown_category(lines, was, became)
    return {"before_share": float(was.mean()), "now_share": float(became.mean())}


def _grown_category(lines: Lines, was: Floats, became: Floats) -> dict[str, Any]:
    """The category that gained the largest share; an empty name for those without one or too small to name."""
    classes = np.arange(UNCATEGORISED, len(lines.categories))
    shares = [np.bincount(part.astype(np.int64) + 1, minlength=len(classes)) / len(part) for part in (was, became)]
    grown = int(np.argmax(shares[1] - shares[0]))
    name = lines.categories[classes[grown]] if classes[grown] != UNCATEGORISED else ""
    return {
        "category": name,
        "is_uncategorised": bool(classes[grown] == UNCATEGORISED),
        "before_share": float(shares[0][grown]),
        "now_share": float(shares[1][grown]),
    }
