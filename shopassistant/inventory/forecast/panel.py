"""What a forecast is made from: one row of demand per product and location, and what is known ahead."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.errors import UserError

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]

DAY, WEEK = 1, 7


@dataclass(frozen=True)
class Panel:
    """Demand of n series over T steps, with what is known of H steps ahead.

    Attributes:
        keys: int64 (n, 2), variant id and location id.
        first_day: the day (or first day of the week) of the first step.
        step_days: 1 or 7, days in a step.
        units: float32 (n, T), units asked for; NaN where nobody could know (before the launch, out of stock, closed).
        known: inputs known ahead by name, float32 (n, T + H) or (1, T + H) where they are the same for all: "price"
            relative to the usual one, "promotion" 0 to 1, "holiday" 0 to 1, "closed" 0 or 1.
        groups: int32 (n,) codes by name: "category", "brand", "supplier", "location"; -1 where unknown.
        unit_cost, unit_margin: float32 (n,), minor units; what a unit too many and a unit too few are worth.
    """

    keys: NDArray[np.int64]
    first_day: date
    units: Floats
    unit_cost: Floats
    unit_margin: Floats
    step_days: int = DAY
    known: Mapping[str, Floats] = field(default_factory=dict)
    groups: Mapping[str, Ints] = field(default_factory=dict)

    def __post_init__(self) -> None:
        n, steps = self.units.shape
        self._require(self.keys.shape == (n, 2), "keys")
        self._require(self.step_days in (DAY, WEEK), "step_days")
        self._require(not np.isinf(self.units).any() and not (self.units < 0).any(), "units")
        for name, values in self.known.items():
            self._require(values.ndim == 2 and values.shape[0] in (1, n) and values.shape[1] >= steps, name)
        for name, codes in self.groups.items():
            self._require(codes.shape == (n,), name)
        for name in ("unit_cost", "unit_margin"):
            self._require(getattr(self, name).shape == (n,), name)

    @property
    def count(self) -> int:
        """n, the number of series."""
        return len(self.units)

    @property
    def steps(self) -> int:
        """T, the number of steps seen."""
        return int(self.units.shape[1])

    @property
    def next_day(self) -> date:
        """The first day of the first step that is not seen."""
        return self.first_day + timedelta(days=self.steps * self.step_days)

    def until(self, steps: int) -> "Panel":
        """The panel as it was after its first `steps` steps: later demand is gone, what was known ahead stays."""
        return replace(self, units=self.units[:, :steps])

    def take(self, rows: NDArray[np.integer] | Bools) -> "Panel":
        """Some of the series."""
        return replace(
            self,
            keys=self.keys[rows],
            units=self.units[rows],
            unit_cost=self.unit_cost[rows],
            unit_margin=self.unit_margin[rows],
            known={name: v if v.shape[0] == 1 else v[rows] for name, v in self.known.items()},
            groups={name: codes[rows] for name, codes in self.groups.items()},
        )

    @staticmethod
    def units_of_sales(
        count: int, steps: int, rows: NDArray[np.integer], places: NDArray[np.integer], units: NDArray[np.number]
    ) -> Floats:
        """float32 (count, steps): sales, in any order, summed up per series and step; steps without one are zero.

        Args:
            rows, places: series and step of each sale; those outside the steps are left out.
            units: units of each.
        """
        inside = (places >= 0) & (places < steps)
        out = np.zeros((count, steps), np.float64)
        np.add.at(out, (rows[inside], places[inside]), units[inside])
        return out.astype(np.float32)

    def _require(self, condition: bool, name: str) -> None:
        if not condition:
            raise UserError("forecast.panel", field=name)
