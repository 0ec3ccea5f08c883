"""The boosted model of a whole panel: learn once, then ask for any later origin or any other plan of prices."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.progress import NoProgress, Progress
from shopassistant.inventory.forecast.boosted.config import BoostedConfig
from shopassistant.inventory.forecast.boosted.inputs import varying
from shopassistant.inventory.forecast.boosted.lessons import Lessons, coming, past_lessons
from shopassistant.inventory.forecast.boosted.table import Columns
from shopassistant.inventory.forecast.boosted.trees import Centre, Spread, grow_centre, grow_spread
from shopassistant.inventory.forecast.panel import Floats, Panel
from shopassistant.inventory.forecast.quantiles import LEVELS, tidy

_AT_ONCE = 100_000  # rows of a table
# None that tells which week it is: what happened in it would pass for certain.
_SPREAD_COLUMNS = frozenset(
    {"spread_13w", "sold_8w", "sold_26w", "units_8w", "mean_8w", "mean_52w", "quantile_0.1", "quantile_0.5"}
    | {"quantile_0.9", "since_sale", "age", "ahead", "lines", "lines_effect", "moved", "price_to_usual", "weekday"}
    | {"same_day_mean_8", "level_8w", "price_to_cheapest"}
)


@dataclass(frozen=True)
class Boosted:
    """What was learned from a panel. Thread safe: nothing in it changes.

    Attributes:
        horizon: steps ahead that it was taught.
        config: as it was learned.
        inputs: those known ahead that it looks at.
        names: of the columns.
        spread_places: int64, those of them that the spread looks at.
        centre, spread: the trees.
    """

    horizon: int
    config: BoostedConfig
    inputs: tuple[str, ...]
    names: tuple[str, ...]
    spread_places: NDArray[np.int64]
    centre: Centre
    spread: Spread

    def quantiles(self, panel: Panel, rows: NDArray[np.integer] | None = None, horizon: int | None = None) -> Floats:
        """float32 (n or len(rows), H, len(LEVELS)): units at each of `quantiles.LEVELS`, non-negative and ascending.

        Args:
            panel: the series learned from, with the same inputs and groups, up to the origin to forecast from; later
                demand than was learned from is welcome, and so are other plans for the coming steps.
            rows: only these series.
            horizon: H, where fewer steps are wanted than it was taught.

        Raises:
            ValueError: the panel has other inputs or groups than the one learned from.
        """
        steps = self.horizon if horizon is None else min(horizon, self.horizon)
        if set(self.inputs) - set(panel.known):
            raise ValueError("the panel lacks inputs of the one learned from")
        columns = Columns.of(panel, steps, np.array([panel.steps - 1]), self.config, self.inputs)
        if columns.names != self.names:
            raise ValueError("the panel has other inputs or groups than the one learned from")
        chosen = np.arange(panel.count) if rows is None else np.asarray(rows, np.int64)
        found = np.empty((len(chosen), steps, len(LEVELS)), np.float32)
        for part in _parts(len(chosen), steps):
            lessons = coming(chosen[part], panel.steps, steps)
            found[part] = self._units(columns, lessons).reshape(-1, steps, len(LEVELS))
        return found

    def _units(self, columns: Columns, lessons: Lessons) -> Floats:
        table = columns.table(lessons)
        added = self.centre.predict(table) * np.float32(1 - self.config.effects_share)
        middle = columns.lines(lessons) + added
        distance = self.spread.predict(_with_centre(table[:, self.spread_places], middle, added))
        return tidy(np.expm1(np.minimum(middle[:, None] + distance, 80.0)))


def learn(
    panel: Panel, horizon: int = 90, config: BoostedConfig | None = None, progress: Progress | None = None
) -> Boosted:
    """Learn from every series of a panel together.

    The centre of log demand is a mean of straight lines (`effects`) and trees on what these leave; around it, trees
    learn quantiles of the distances that honest centres had.

    Args:
        horizon: steps ahead to be asked for.
        progress: told the stage ``"forecast.learning"``; may raise Cancelled.

    Raises:
        UserError: ``forecast.too_little`` where hardly any demand is known.
    """
    config, progress = config or BoostedConfig(), progress or NoProgress()
    progress.report("forecast.learning", 0, 3)
    known = ~np.isnan(panel.units)
    lessons = past_lessons(known, horizon, 7 // panel.step_days, config)
    inputs = varying(panel)
    columns = Columns.of(panel, horizon, lessons.origins, config, inputs)
    table, lines = columns.table(lessons), columns.lines(lessons)
    progress.report("forecast.learning", 1, 3)
    logs = columns.logs[lessons.series, lessons.step]
    weeks = lessons.step * panel.step_days // 7
    centre, honest = grow_centre(table, logs - lines, weeks, columns.names, config)
    progress.report("forecast.learning", 2, 3)
    places = np.flatnonzero([name in _SPREAD_COLUMNS or name in inputs for name in columns.names])
    added = honest * np.float32(1 - config.effects_share)
    some = np.random.default_rng(config.seed).permutation(len(logs))[: config.spread_rows]
    seen = _with_centre(table[some][:, places], (lines + added)[some], added[some])
    spread = grow_spread(seen, (logs - lines - added)[some], weeks[some], LEVELS, config)
    progress.report("forecast.learning", 3, 3)
    return Boosted(horizon, config, inputs, columns.names, places, centre, spread)


def fit_boosted(
    panel: Panel, horizon: int = 90, config: BoostedConfig | None = None, progress: Progress | None = None
) -> Floats:
    """float32 (n, H, len(LEVELS)): learn from a panel and forecast it; see `learn`."""
    return learn(panel, horizon, config, progress).quantiles(panel)


def _with_centre(table: Floats, middle: Floats, added: Floats) -> Floats:
    return np.concatenate([table, middle[:, None], added[:, None]], axis=1)


def _parts(count: int, horizon: int) -> Iterator[slice]:
    size = max(_AT_ONCE // horizon, 1)
    for start in range(0, count, size):
        yield slice(start, start + size)
