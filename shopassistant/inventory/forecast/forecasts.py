"""The forecasts of all series: quantiles per day, where they come from, how wrong they were, and sample paths."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.forecast.backtest import BackTest
from shopassistant.inventory.forecast.classes import DEMAND_CLASSES, DOUBTS
from shopassistant.inventory.forecast.panel import Bools, Floats, Ints
from shopassistant.inventory.forecast.quantiles import LEVELS, at_levels
from shopassistant.inventory.forecast.scenarios import Dependence, normals, paths

__all__ = ["LEVELS", "Forecasts"]

_TOTAL_PATHS = 1000


@dataclass(frozen=True)
class Forecasts:
    """Demand of n series over the next H steps.

    Attributes:
        keys: int64 (n, 2), variant id and location id.
        first_day: the first day forecast.
        step_days: 1 or 7, days in a step.
        levels: float32 (q,), ascending.
        quantiles: float32 (n, H, q), units, non-negative, non-decreasing along q.
        mean: float32 (n, H), expected units.
        demand_class: int8 (n,), index into DEMAND_CLASSES.
        methods: names of the candidates.
        weights: float32 (n, len(methods)), what each contributed to a series' forecast; rows sum to one.
        doubts: bool (n, len(DOUBTS)), why a forecast is uncertain.
        category: int32 (n,), -1 where unknown; series of one category rise and fall together in the paths.
        dependence: how the paths hang together.
        backtest: errors of the candidates in the past.
    """

    keys: NDArray[np.int64]
    first_day: date
    levels: Floats
    quantiles: Floats
    mean: Floats
    demand_class: NDArray[np.int8]
    methods: tuple[str, ...]
    weights: Floats
    doubts: Bools
    category: Ints
    dependence: Dependence
    backtest: BackTest
    step_days: int = 1

    @property
    def count(self) -> int:
        """n, the number of series."""
        return len(self.quantiles)

    @property
    def horizon(self) -> int:
        """H, the number of steps ahead."""
        return int(self.quantiles.shape[1])

    @cached_property
    def row_of(self) -> dict[tuple[int, int], int]:
        """The row of each (variant id, location id)."""
        return {(int(variant), int(location)): row for row, (variant, location) in enumerate(self.keys)}

    def class_of(self, row: int) -> str:
        """The code of a series' class of demand, one of DEMAND_CLASSES."""
        return DEMAND_CLASSES[int(self.demand_class[row])]

    def method_of(self, row: int) -> str:
        """The candidate that contributes most to a series' forecast."""
        return self.methods[int(self.weights[row].argmax())]

    def doubts_of(self, row: int) -> tuple[str, ...]:
        """Codes of why a series' forecast is uncertain, of DOUBTS; empty where there is no reason."""
        return tuple(code for code, holds in zip(DOUBTS, self.doubts[row], strict=True) if holds)

    def quantile(self, row: int, level: float) -> Floats:
        """float32 (H,): units that demand stays below with chance `level` on each step."""
        wanted = np.full((self.horizon, 1), level, np.float32)
        return at_levels(self.quantiles[row], self.levels, wanted)[:, 0]

    def scenarios(
        self, rows: Sequence[int] | NDArray[np.integer], count: int, seed: int, days: int | None = None
    ) -> Ints:
        """int32 (len(rows), count, H): joint sample paths of demand, units per step.

        Path k of one series happens together with path k of every other drawn with the same `count`, `seed` and `days`,
        in this call or another; so large shops are drawn in parts.

        Args:
            days: only so many steps of H.
        """
        chosen = np.asarray(rows, np.int64)
        steps = self.horizon if days is None else min(days, self.horizon)
        out = np.empty((len(chosen), count, steps), np.int32)
        shares = Dependence(self.dependence.shares[chosen], self.dependence.memory)
        drawn = normals(self.keys[chosen], self.category[chosen], shares, count, steps, seed)
        for place, (row, normal) in enumerate(zip(chosen.tolist(), drawn, strict=True)):
            out[place] = paths(self.quantiles[row, :steps], self.levels, normal)
        return out

    def total(
        self, rows: Sequence[int] | NDArray[np.integer], days: int, levels: Sequence[float], seed: int = 0
    ) -> Floats:
        """float32 (len(rows), len(levels)): quantiles of each series' demand summed over the first `days` steps."""
        found = np.empty((len(rows), len(levels)), np.float32)
        for start in range(0, len(rows), 64):
            part = rows[start : start + 64]
            sums = self.scenarios(part, _TOTAL_PATHS, seed, days).sum(axis=2, dtype=np.int64)
            found[start : start + 64] = np.quantile(sums, levels, axis=1).T
        return found

    def together(
        self, rows: Sequence[int] | NDArray[np.integer], days: int, levels: Sequence[float], seed: int = 0
    ) -> Floats:
        """float32 (len(levels),): quantiles of the demand of all of `rows` (a category, the shop) over `days` steps."""
        sums = np.zeros(_TOTAL_PATHS, np.int64)
        for start in range(0, len(rows), 64):
            drawn = self.scenarios(rows[start : start + 64], _TOTAL_PATHS, seed, days)
            sums += drawn.sum(axis=(0, 2), dtype=np.int64)
        return np.quantile(sums, levels).astype(np.float32)
