"""All columns of the boosted model, and the straight-line forecast beside them."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.forecast.boosted import calendar
from shopassistant.inventory.forecast.boosted.arrays import Groups, paired
from shopassistant.inventory.forecast.boosted.config import BoostedConfig
from shopassistant.inventory.forecast.boosted.effects import LEVEL_WEEKS, Effects, learn_effects
from shopassistant.inventory.forecast.boosted.inputs import Inputs
from shopassistant.inventory.forecast.boosted.lessons import Lessons
from shopassistant.inventory.forecast.boosted.past import Past, of_groups
from shopassistant.inventory.forecast.panel import Bools, Floats, Panel

# Own prices: demand does not rise where one of these does.
FALLING = frozenset({"price", "price_to_usual", "price_to_high", "price_to_neighbours", "price_to_cheapest"})
_MIDDLE = 1  # of LEVEL_WEEKS


@dataclass(frozen=True)
class Columns:
    """What the columns of lessons from some origins are read from.

    Attributes:
        logs: float32 (n, T), logarithm of one more than the units, NaN where unknown.
        inputs: what is known ahead.
        effects: the straight lines.
        own: float32 (n, o) by name, columns that hang on series and origin.
        past: columns that hang on the step, too.
        calendar: float32 (1, T + H) by name.
        week: steps in a week.
    """

    logs: Floats
    inputs: Inputs
    effects: Effects
    own: dict[str, Floats]
    past: Past
    calendar: dict[str, Floats]
    step_days: int

    @classmethod
    def of(
        cls, panel: Panel, horizon: int, origins: NDArray[np.int64], config: BoostedConfig, names: Collection[str]
    ) -> "Columns":
        """Prepare for lessons from `origins`, int64 (o,), with the inputs of these names."""
        week, length = 7 // panel.step_days, panel.steps + horizon
        logs = np.log1p(panel.units)
        known = ~np.isnan(logs)
        inputs = Inputs.of(panel, horizon, names)
        groups = _groups(panel)
        waves = calendar.for_lines(panel.first_day, panel.step_days, length)
        effects = learn_effects(
            np.nan_to_num(logs),
            known,
            [*inputs.effects.values(), *waves.values()],
            origins,
            [groups["all"], groups["category"], groups["product"]],
            config.shrinkage,
            config.half_life / panel.step_days,
            week,
        )
        past = Past(logs, origins, week)
        own = past.at_origins() | _levels(effects) | _moves(effects, known, origins, groups, week) | _typical(panel)
        days = calendar.for_trees(panel.first_day, panel.step_days, length)
        return cls(logs, inputs, effects, own, past, days, panel.step_days)

    @property
    def names(self) -> tuple[str, ...]:
        """Of the columns of `table`, in order."""
        ahead = ("ahead", "lines", "lines_effect")
        return (*self.inputs.columns, *self.calendar, *self.own, *Past.step_names(), *ahead)

    def lines(self, lessons: Lessons) -> Floats:
        """float32 (r,): the logarithm of demand that the straight lines expect."""
        part = self.effects.part(lessons.series, lessons.origin, lessons.step)
        level: Floats = self.effects.levels[_MIDDLE][lessons.series, lessons.origin]
        return level + part

    def table(self, lessons: Lessons) -> Floats:
        """float32 (r, f), the columns of some lessons."""
        series, origin, step = lessons.series, lessons.origin, lessons.step
        found = np.empty((len(series), len(self.names)), np.float32)
        place = 0
        for values in (*self.inputs.columns.values(), *self.calendar.values()):
            found[:, place] = values[series, step] if len(values) > 1 else values[0, step]
            place += 1
        for values in self.own.values():
            found[:, place] = values[series, origin] if values.shape[1] > 1 else values[series, 0]
            place += 1
        for values in self.past.for_steps(series, origin, step):
            found[:, place] = values
            place += 1
        lines = self.lines(lessons)
        part = lines - self.effects.levels[_MIDDLE][series, origin] - self.effects.usual[series, origin]
        found[:, place:] = np.stack([lessons.ahead * self.step_days, lines, part], axis=1)
        return found


def _groups(panel: Panel) -> dict[str, Groups]:
    category = panel.groups.get("category", np.full(panel.count, -1, np.int32))
    return {
        "all": Groups(np.zeros(panel.count, np.int64)),
        "category": Groups(category),
        "product": Groups(paired(panel.keys[:, 0])),
        "place": Groups(paired(panel.keys[:, 1])),
    }


def _levels(effects: Effects) -> dict[str, Floats]:
    """The series' level where prices and promotions are as usual, by how fast it forgets."""
    names = [f"level_{weeks}w" for weeks in LEVEL_WEEKS]
    return {name: level + effects.usual for name, level in zip(names, effects.levels, strict=True)}


def _moves(
    effects: Effects, known: Bools, origins: NDArray[np.int64], groups: dict[str, Groups], week: int
) -> dict[str, Floats]:
    """How levels moved lately: the series' own, and of the groups it belongs to."""
    move = effects.levels[0] - effects.levels[-1]
    active = np.stack([known[:, max(0, o + 1 - 26 * week) : o + 1].any(axis=1) for o in origins.tolist()], axis=1)
    return {"moved": move} | of_groups(move, active, groups)


def _typical(panel: Panel) -> dict[str, Floats]:
    """Codes of the groups of a series, float32 (n, 1): unordered, but trees cut them where it pays."""
    return {f"group_{name}": codes.astype(np.float32)[:, None] for name, codes in sorted(panel.groups.items())}
