"""From the sales of the store to the histories the models learn from, as of any day, out of one query."""

from dataclasses import dataclass

import numpy as np

from shopassistant.customers.segments.reading import DAY_S, History, local
from shopassistant.customers.value.backtest import Held
from shopassistant.customers.value.histories import DAYS_PER_WEEK, Floats, Histories, Ints

# Held out to try the models on: the last third of the past, at most half a year of it.
_LONGEST_HELD_DAYS = 182
_SHORTEST_HELD_DAYS = 28
_FAR = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Past:
    """Customers who bought up to one day, and how.

    Attributes:
        row: int64 [n], their places among `History.customer_ids`, ascending.
        histories: of n customers.
        first_day, last_day: int64 [n], days since 1970 at the shop.
        spend_minor: int64 [n], sales less returns.
        until_day: the last day that is seen.
    """

    row: Ints
    histories: Histories
    first_day: Ints
    last_day: Ints
    spend_minor: Ints
    until_day: int

    @property
    def purchases(self) -> Ints:
        """int64 [n], days with a purchase, at least 1."""
        return self.histories.repeats + 1

    @property
    def mean_minor(self) -> Floats:
        """float64 [n], spend per purchase; nought or less where everything came back."""
        return np.asarray(self.spend_minor / self.purchases, np.float64)


class Reader:
    """The sales of a shop by customer and day at the shop; several pasts are cut from one reading.

    Args:
        history: of `segments.reading.load_history`; lines are not needed.
    """

    def __init__(self, history: History) -> None:
        sales = history.sales
        self._count = history.count
        self._who = sales.customer.astype(np.int64)
        self._day = local(sales.at) // DAY_S
        self._total = sales.total
        self._is_return = sales.is_return
        bought = ~sales.is_return
        # Two receipts of one day are one purchase: customer and day as one number, each once.
        self._base = int(self._day.min()) if len(self._day) else 0
        self._width = int(self._day.max()) - self._base + 2 if len(self._day) else 1
        self._pairs = np.unique(self._who[bought] * self._width + self._day[bought] - self._base)

    @property
    def last_day(self) -> int:
        """The day of the newest sale or return."""
        return self._base + self._width - 2

    @property
    def span_days(self) -> int:
        """Days from the first sale to the newest."""
        return self._width - 2

    def past(self, until_day: int | None = None) -> Past:
        """What was known at the end of `until_day`; of everything without it."""
        until = self.last_day if until_day is None else until_day
        who, day = self._pairs // self._width, self._pairs % self._width + self._base
        seen = day <= until
        who, day = who[seen], day[seen]
        count = np.bincount(who, minlength=self._count)
        first, last = np.full(self._count, _FAR), np.full(self._count, -_FAR)
        np.minimum.at(first, who, day)
        np.maximum.at(last, who, day)
        paid = self._day <= until
        spend = np.bincount(self._who[paid], weights=self._total[paid], minlength=self._count).astype(np.int64)
        row = np.flatnonzero(count)
        first, last = first[row], last[row]
        return Past(row, Histories(count[row] - 1, last - first, until - first), first, last, spend[row], until)

    def held(self, days: int | None = None) -> Held | None:
        """The past cut in two for a back-test; None where it is shorter than three months.

        Args:
            days: to hold out; the last third without it, at most half a year.
        """
        days = min(self.span_days // 3, _LONGEST_HELD_DAYS) if days is None else days
        if days < _SHORTEST_HELD_DAYS:
            return None
        known = self.past(self.last_day - days)
        all_pairs = np.bincount(self._pairs // self._width, minlength=self._count)
        later = self._day > known.until_day
        spent = np.bincount(self._who[later], weights=self._total[later], minlength=self._count)
        return Held(
            past=known.histories,
            mean_minor=known.mean_minor,
            bought=(all_pairs[known.row] - known.purchases).astype(np.int64),
            spent_minor=spent[known.row].astype(np.float64),
            weeks=days / DAYS_PER_WEEK,
        )
