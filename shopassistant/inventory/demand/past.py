"""The demand of the past as it is kept beside a forecast: sold, lost and unknown, ready for charts and sums."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.demand.history import DemandHistory

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Past:
    """Rows are those of the forecast.

    Attributes:
        first_day: the first of T days.
        days: T.
        sold_row, sold_day: int32 (k,), series and days with a sale, by series and day; sold_units: float32 (k,).
        lost_row, lost_day: int32 (j,), the same of what could not be sold; lost_units: float32 (j,).
        unknown: uint8 (n, ceil(T / 8)), a bit for each day on which nobody can know what was asked for.
        net, margin: float32 (n,), what a unit brings in without tax, and earns; minor units.
    """

    first_day: date
    days: int
    sold_row: Ints
    sold_day: Ints
    sold_units: Floats
    lost_row: Ints
    lost_day: Ints
    lost_units: Floats
    unknown: NDArray[np.uint8]
    net: Floats
    margin: Floats

    @classmethod
    def of(cls, history: DemandHistory) -> "Past":
        """What is worth keeping of a history."""
        sold, lost, goods = history.sold, history.lost, history.goods
        return cls(
            first_day=history.days.first,
            days=history.days.count,
            sold_row=sold.row,
            sold_day=sold.day,
            sold_units=sold.units,
            lost_row=lost.row,
            lost_day=lost.day,
            lost_units=lost.units,
            unknown=np.packbits(np.isnan(history.demand), axis=1),
            net=goods.net,
            margin=goods.margin,
        )

    def sold(self, row: int) -> Floats:
        """float32 (T,): units sold per day."""
        return self._of(row, self.sold_row, self.sold_day, self.sold_units)

    def lost(self, row: int) -> Floats:
        """float32 (T,): units per day that were asked for but not there, as estimated."""
        return self._of(row, self.lost_row, self.lost_day, self.lost_units)

    def is_unknown(self, row: int) -> Bools:
        """bool (T,): days on which nobody can know what was asked for: out of stock, closed, not yet launched."""
        return np.unpackbits(self.unknown[row], count=self.days).astype(bool)

    def lost_between(self, first: date, end: date) -> Floats:
        """float32 (n,): units of each series that were asked for but not there from `first` up to and without `end`.

        Times `net` that is the turnover lost, times `margin` the earnings.
        """
        begin, stop = ((day - self.first_day) // timedelta(days=1) for day in (first, end))
        inside = (self.lost_day >= begin) & (self.lost_day < stop)
        found = np.bincount(self.lost_row[inside], weights=self.lost_units[inside], minlength=len(self.net))
        return found.astype(np.float32)

    def _of(self, row: int, rows: Ints, days: Ints, units: Floats) -> Floats:
        begin, end = np.searchsorted(rows, [row, row + 1])
        found = np.zeros(self.days, np.float32)
        found[days[begin:end]] = units[begin:end]
        return found
