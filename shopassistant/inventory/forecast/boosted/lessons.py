"""Which steps are learned from: (series, origin, step) with a step whose demand is known."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.errors import UserError
from shopassistant.inventory.forecast.boosted.config import BoostedConfig
from shopassistant.inventory.forecast.panel import Bools

_FIRST_WEEKS = 8  # of the panel, before the first origin
_FEWEST = 200  # lessons: trees on less would learn chance
_CELLS = 250_000  # series times origins whose columns are kept
_FEWEST_ORIGINS = 12


@dataclass(frozen=True)
class Lessons:
    """r rows; `origin` counts the origins, `step` the steps of the panel.

    Attributes:
        origins: int64 (o,), ascending; the last step known at each.
        series, origin, step: int64 (r,).
    """

    origins: NDArray[np.int64]
    series: NDArray[np.int64]
    origin: NDArray[np.int64]
    step: NDArray[np.int64]

    @property
    def ahead(self) -> NDArray[np.int64]:
        """int64 (r,), steps from the origin."""
        return self.step - self.origins[self.origin]

    def take(self, rows: NDArray[np.integer]) -> "Lessons":
        """Some of the rows."""
        return Lessons(self.origins, self.series[rows], self.origin[rows], self.step[rows])


def past_lessons(known: Bools, horizon: int, week: int, config: BoostedConfig) -> Lessons:
    """Lessons of the past: all there are, or a sample.

    Args:
        known: bool (n, T).
        week: steps in a week.

    Raises:
        UserError: ``forecast.too_little`` where there are too few.
    """
    n, steps = known.shape
    first = min(_FIRST_WEEKS * week, steps // 2)
    most = min(config.origins, max(_CELLS // max(n, 1), _FEWEST_ORIGINS))
    reach = max(steps - 1 - first, 0)
    origins = np.unique(np.round(np.linspace(first, steps - 2, min(most, reach))).astype(np.int64)) if reach else None
    if origins is None or n * len(origins) * min(horizon, steps) == 0:
        raise UserError("forecast.too_little", known=int(known.sum()))
    drawn = _draw(np.random.default_rng(config.seed), n, origins, horizon, config.rows)
    lessons = Lessons(origins, *drawn)
    inside = lessons.step < steps
    usable = np.flatnonzero(inside & known[lessons.series, np.minimum(lessons.step, steps - 1)])
    if len(usable) < _FEWEST:
        raise UserError("forecast.too_little", known=len(usable))
    return lessons.take(usable[: config.rows] if len(usable) > config.rows else usable)


def coming(rows: NDArray[np.integer], steps: int, horizon: int) -> Lessons:
    """The steps to forecast: of each of `rows` all of the horizon, seen from the last step known."""
    ahead = np.tile(np.arange(horizon), len(rows))
    origin = np.zeros(len(ahead), np.int64)
    return Lessons(np.array([steps - 1]), np.repeat(np.asarray(rows, np.int64), horizon), origin, steps + ahead)


def _draw(
    draws: np.random.Generator, n: int, origins: NDArray[np.int64], horizon: int, rows: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Every combination in random order where that is not far more than asked for, otherwise random ones."""
    cells = n * len(origins) * horizon
    picked = draws.permutation(cells) if cells <= 4 * rows else draws.integers(0, cells, 3 * rows)
    series, rest = np.divmod(picked, len(origins) * horizon)
    origin, ahead = np.divmod(rest, horizon)
    return series, origin, origins[origin] + 1 + ahead
