"""The baskets of the past as plain arrays: what was bought together, when, where and by whom."""

from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Doubles = NDArray[np.float64]
Bools = NDArray[np.bool_]

WEEK = 7


@dataclass(frozen=True)
class Articles:
    """The variants that occur; v rows by id.

    Attributes:
        ids: int64, ascending.
        category: int32, id; -1 without one.
        brand: int32, a code that products of one brand share; -1 without one.
        tax_bp: int32, hundredths of a percent in the price.
        cost: float64, of a unit, minor units; where nobody said, as much of the price as with others of its category.
    """

    ids: Longs
    category: Ints
    brand: Ints
    tax_bp: Ints
    cost: Doubles


@dataclass(frozen=True)
class PastBaskets:
    """Sales less what came back, by day; identical units of a basket lie together in one of n rows.

    Rows stand by basket, then variant, price and cost: the order in which the till's engine prices them.

    Attributes:
        articles: the v variants.
        basket: int32 (n,), place of the basket; ascending.
        variant: int32 (n,), place in `articles`.
        units: int64 (n,), 1 or more.
        price: int64 (n,), shelf price of a unit then, minor units.
        cost: int64 (n,), of a unit then, as the till knew it; -1 where it did not.
        given: int64 (n,), what promotions took off then; what was taken off by hand is in no price here.
        takes_offers: bool (n,), nothing was taken off by hand.
        paid_by_hand: int64 (n,), what was taken off by hand.
        sale: int64 (b,), id of each of b baskets.
        at: int64 (b,), seconds since 1970-01-01 UTC.
        day: int32 (b,), local, days since 1970-01-01; ascending.
        minute: int16 (b,), of the local day.
        customer: int64 (b,), id; 0 for who bought without a name.
        location: int32 (b,), id.
        is_web: bool (b,).
    """

    articles: Articles
    basket: Ints
    variant: Ints
    units: Longs
    price: Longs
    cost: Longs
    given: Longs
    takes_offers: Bools
    paid_by_hand: Longs
    sale: Longs
    at: Longs
    day: Ints
    minute: NDArray[np.int16]
    customer: Longs
    location: Ints
    is_web: Bools

    def __len__(self) -> int:
        return len(self.basket)

    @property
    def baskets(self) -> int:
        """b, how many there are."""
        return len(self.sale)

    @cached_property
    def starts(self) -> Longs:
        """int64 (b + 1,), first row of each basket, and n."""
        return np.searchsorted(self.basket, np.arange(self.baskets + 1)).astype(np.int64)

    @cached_property
    def gross(self) -> Longs:
        """int64 (n,): units at their shelf price, less what was taken off by hand."""
        return np.asarray(self.units * self.price - self.paid_by_hand)

    @cached_property
    def week(self) -> Ints:
        """int32 (b,): whole weeks back from the last day, the last one is 0."""
        last = int(self.day.max(initial=0))
        return np.asarray((last - self.day) // WEEK, np.int32)

    @property
    def weeks(self) -> int:
        """Whole and begun weeks of the past."""
        return int(self.week.max(initial=-1)) + 1

    def of_baskets(self, keep: Bools) -> "PastBaskets":
        """Only some baskets; `keep` is bool (b,)."""
        rows = keep[self.basket]
        new = (np.cumsum(keep) - 1).astype(np.int32)
        values = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "articles"}
        made = {name: (column[keep] if name in _BY_BASKET else column[rows]) for name, column in values.items()}
        return replace(self, **(made | {"basket": new[self.basket[rows]]}))


_BY_BASKET = ("sale", "at", "day", "minute", "customer", "location", "is_web")
