"""From what was sold to what was asked for, some thousands of series at a time."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.demand.absence import absent
from shopassistant.inventory.demand.censoring import hidden_by_count, hidden_by_time
from shopassistant.inventory.demand.days import Days
from shopassistant.inventory.demand.keys import Series
from shopassistant.inventory.demand.profile import Profile
from shopassistant.inventory.demand.rates import rates, steadiness
from shopassistant.inventory.demand.sales import Sold
from shopassistant.inventory.demand.shelves import Empty

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]

# A day with less of it left than this was a day without stock.
_NOTHING_LEFT = 0.05
# After so many days without stock nobody knows whether it would still be asked for.
LONGEST_LOSS_DAYS = 91
_LEAST_LOSS = 0.001


@dataclass(frozen=True)
class Shelf:
    """What correcting needs to know besides what was sold.

    Attributes:
        closed: bool (l, T), days on which each location was closed.
        launch: int32 (n,), the first day of each series.
        is_wanted: bool (n,), False for what is being sold off: nothing is lost of it.
    """

    empty: Empty
    profile: Profile
    closed: Bools
    launch: Ints
    is_wanted: Bools


@dataclass(frozen=True)
class Corrected:
    """A stretch of series.

    Attributes:
        demand: float32 (b, T), units asked for; NaN where nobody can know.
        lost: float32 (b, T), units asked for that could not be sold, as far as is known today.
    """

    demand: Floats
    lost: Floats


def correct(rows: slice, series: Series, days: Days, sold: Sold, shelf: Shelf) -> Corrected:
    """Demand and lost sales of a stretch of series."""
    units = dense(sold, sold.units, rows, days.count)
    place = series.place[rows]
    out, unknown = (absent(shelf.empty, known, rows, series.place, days, shelf.profile) for known in (True, False))
    untimed = ~shelf.profile.is_timed[place][:, None] & (units > 0) & (out > 0)
    out[untimed] = 0.5  # sold out at some time of the day
    is_proven = (units > 0) & (out + unknown > 1 - _NOTHING_LEFT)  # sold all the same: the books are wrong
    out[is_proven], unknown[is_proven] = 0, 0
    is_open = ~shelf.closed[place] & (np.arange(days.count) >= shelf.launch[rows, None])
    weekday = shelf.profile.weight[place][:, days.weekday()]
    usable = is_open & (unknown <= 1 - _NOTHING_LEFT)
    there = np.where(usable, (1 - out - unknown).clip(0, 1), 0).astype(np.float32)
    hidden = _Hidden(units, out, there, weekday, shelf.profile.is_timed[place])
    is_empty = out > 1 - _NOTHING_LEFT
    demand = np.where(is_empty, np.nan, units + hidden.expected(looks_ahead=False))
    demand[~is_open & (units == 0)] = np.nan
    demand[(unknown > 0.5) & (units == 0)] = np.nan
    claimed = is_open & shelf.is_wanted[rows, None] & (_days_in_a_row(is_empty) <= LONGEST_LOSS_DAYS)
    lost = np.where(claimed, hidden.expected(looks_ahead=True), 0)
    lost[lost < _LEAST_LOSS] = 0
    return Corrected(demand.astype(np.float32), lost.astype(np.float32))


def dense(sold: Sold, values: Floats, rows: slice, count: int) -> Floats:
    """float32 (rows, count): entries of `values` at their series and day, 0 elsewhere."""
    begin, end = np.searchsorted(sold.row, [rows.start, rows.stop])
    out = np.zeros((rows.stop - rows.start, count), np.float32)
    out[sold.row[begin:end] - rows.start, sold.day[begin:end]] = values[begin:end]
    return out


@dataclass(frozen=True)
class _Hidden:
    """What empty shelves hide.

    Attributes:
        units, out, there, weekday: float32 (b, T): sold; share of the day with an empty shelf; share with a full one
            in an open shop; weight of the weekday.
        is_timed: bool (b,), see `Profile`.
    """

    units: Floats
    out: Floats
    there: Floats
    weekday: Floats
    is_timed: Bools

    def expected(self, looks_ahead: bool) -> Floats:
        """float32 (b, T): units expected in the empty part of each day; 0 where none of it was."""
        found = np.zeros_like(self.units)
        some = np.flatnonzero((self.out > 0).any(axis=1))
        if len(some):
            found[some] = self._of(some, looks_ahead)
        return found

    def _of(self, some: NDArray[np.int64], looks_ahead: bool) -> Floats:
        units, there, weekday = self.units[some], self.there[some], self.weekday[some]
        row, day = np.nonzero(self.out[some] > 0)
        usual = (rates(units, there * weekday, looks_ahead) * weekday)[row, day]
        size = steadiness(units, there == 1)[row]
        sold, out = units[row, day], self.out[some][row, day]
        by_time = hidden_by_time(sold, 1 - out, usual, size)
        untimed = np.flatnonzero(~self.is_timed[some][row] & (out < 1 - _NOTHING_LEFT))
        if len(untimed):
            by_time[untimed] = hidden_by_count(sold[untimed], usual[untimed], size[untimed])
        found = np.zeros_like(units)
        found[row, day] = by_time
        return found


def _days_in_a_row(flags: Bools) -> Ints:
    """int32 (b, T): for how many days it has been so, this one counted; 0 where it is not."""
    day = np.arange(1, flags.shape[1] + 1)
    last = np.maximum.accumulate(np.where(flags, 0, day), axis=1)
    return np.where(flags, day - last, 0).astype(np.int32)
