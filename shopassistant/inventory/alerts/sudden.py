"""Which shelves sell suddenly far more or far less than their own past, the season and the forecast would have it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.alerts.kinds import Limits
from shopassistant.inventory.dashboard.risk import above
from shopassistant.inventory.dashboard.shelves import FROM_FORECAST, RECENT_DAYS, RECENT_WEEKS, Bools
from shopassistant.inventory.dashboard.slicing import Doubles, Slice

_FORTNIGHT = 2  # weeks


@dataclass(frozen=True, slots=True)
class Change:
    """One shelf.

    Attributes:
        place: in the slice.
        kind: ``sudden_rise`` or ``sudden_fall``.
        sold, usual: units in the last fortnight, and in one on average before.
        fires: whether it is enough to alert anew.
    """

    place: int
    kind: str
    sold: int
    usual: float
    fires: bool


def sudden_changes(part: Slice, limits: Limits) -> Iterator[Change]:
    """A fortnight that the quarter before it makes all but impossible, where the shelf was never empty meanwhile.

    Three things are no news: what is new (there is no quarter to compare with); what all the other products of its
    category did as well, which is the season, the weather or a holiday; and what the forecast expects of the days
    ahead, too, which then is a season of the product's own, or known by now. A change has to be unlikely by its own
    past, by that in this season, and by the forecast; the greatest of the chances counts (an intersection-union test:
    Berger, Technometrics 1982).
    """
    weekly = part.snapshot.shelves.sold[part.rows, -RECENT_WEEKS:]
    now = weekly[:, -_FORTNIGHT:].sum(axis=1).astype(np.float64)
    before = weekly[:, :-_FORTNIGHT].astype(np.float64)
    served = (part.column("out_days") == 0) & (part.column("known_days") >= RECENT_DAYS)
    usual = before.mean(axis=1) * _FORTNIGHT
    tested = served & (usual > 0)
    season = _season(part.variant("category"), now * tested, usual * tested, limits.season_units)
    plain, seasonal, foreseen = _judged(now, before, 1.0), _judged(now, before, season), _foreseen(part, now)
    differs = np.minimum(np.abs(now - usual), np.abs(now - usual * season))
    for side, kind in enumerate(("sudden_rise", "sudden_fall")):
        chance = np.maximum(np.maximum(plain[side], seasonal[side]), foreseen[side])
        goes_on = tested & (chance <= limits.chance_sudden) & (differs >= limits.stays * limits.least_change)
        enough = tested & (chance <= _threshold(chance[tested], limits.false_share)) & (differs >= limits.least_change)
        greatest = set(_greatest(enough, differs * part.variant("price"), limits.most_sudden))
        for place in np.flatnonzero(goes_on).tolist():
            yield Change(place, kind, int(now[place]), float(usual[place]), place in greatest)


def _greatest(among: Bools, weight: Doubles, most: int) -> list[int]:
    """Places of the `most` with the greatest weight."""
    places = np.flatnonzero(among)
    found: list[int] = places[np.argsort(-weight[places], kind="stable")[:most]].tolist()
    return found


def _judged(now: Doubles, before: Doubles, season: Doubles | float) -> tuple[Doubles, Doubles]:
    """Chances of so many or more, and of so few or fewer, by the weeks before (n, weeks) times a season."""
    mean = before.mean(axis=1) * season
    # Weeks hang together: their own spread, at least that of a count, and what is not known of the mean itself.
    variance = np.maximum(before.var(axis=1, ddof=1) * np.square(season), mean) * _FORTNIGHT * 2
    return _chances(now, mean * _FORTNIGHT, variance)


def _season(category: NDArray[np.integer], now: Doubles, usual: Doubles, weight: float) -> Doubles:
    """float64 (n,): what the others of each shelf's category sold, as a share of their usual; where these are few it
    leans on the whole shop, and where that is small, on no change."""
    shop = (now.sum() - now + weight) / (usual.sum() - usual + weight)
    _, group = np.unique(category, return_inverse=True)
    sold, normal = np.bincount(group, now)[group] - now, np.bincount(group, usual)[group] - usual
    return np.asarray((sold + weight * shop) / (normal + weight))


def _foreseen(part: Slice, now: Doubles) -> tuple[Doubles, Doubles]:
    """Chances of so many or more, and of so few or fewer, in a fortnight as the forecast has the coming ones; 0 where
    there is no forecast, which then decides nothing."""
    days = _FORTNIGHT * 7
    rate, spread = part.column("rate").astype(np.float64) * days, part.column("variance").astype(np.float64) * days
    is_forecast: Bools = part.column("source") == FROM_FORECAST
    more, fewer = _chances(now, rate, np.maximum(spread, rate))
    return np.where(is_forecast, more, 0.0), np.where(is_forecast, fewer, 0.0)


def _chances(now: Doubles, usual: Doubles, variance: Doubles) -> tuple[Doubles, Doubles]:
    """Chance of so many or more, and of so few or fewer, under a negative binomial with that mean and variance."""
    more = np.where(now > 0, above(np.maximum(now - 1, 0), usual, variance), 1.0)
    fewer = 1 - above(now, usual, variance)
    return more, fewer


def _threshold(chances: Doubles, false_share: float) -> float:
    """The largest chance that still counts as no accident, so that at most `false_share` of those found are one."""
    ordered = np.sort(chances)
    line = false_share * np.arange(1, len(ordered) + 1) / max(len(ordered), 1)
    below = np.flatnonzero(ordered <= line)
    return float(ordered[below[-1]]) if len(below) else -1.0
