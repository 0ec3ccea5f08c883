"""Customers' baskets in order: all that the next-basket goal needs to know of the past, without dates or prices."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import Ints
from shopassistant.recommend.models.sparse import starts_run
from shopassistant.recommend.purchases import Purchases

if TYPE_CHECKING:
    import scipy.sparse as sp

Longs = NDArray[np.int64]


@dataclass(frozen=True)
class Baskets:
    """Baskets of customers, each customer's from the oldest to the newest.

    Attributes:
        items: int32 (m,), the item indices of each basket, ascending and each once.
        basket_start: int64 (b + 1,), where each basket's items begin.
        customer_start: int64 (c + 1,), where each customer's baskets begin; a customer may have none.
        item_count: n, the number of items there are.
    """

    items: Ints
    basket_start: Longs
    customer_start: Longs
    item_count: int

    @classmethod
    def of(cls, customers: Sequence[Sequence[Sequence[int]]], item_count: int) -> "Baskets":
        """From lists: customers of baskets of items.

        Raises:
            ValueError: for an item outside 0 to `item_count` - 1.
        """
        baskets = [np.unique(np.asarray(basket, np.int32)) for own in customers for basket in own]
        items = np.concatenate(baskets) if baskets else np.empty(0, np.int32)
        if len(items) and not 0 <= int(items.min()) <= int(items.max()) < item_count:
            raise ValueError("an item is outside the catalogue")
        return cls(items, _starts([len(b) for b in baskets]), _starts([len(own) for own in customers]), item_count)

    @classmethod
    def of_purchases(cls, purchases: Purchases) -> "Baskets":
        """A shop's known customers, in the order of ``purchases.customer_ids``; a day's purchases are a basket."""
        p = purchases
        known = np.flatnonzero(p.customer >= 0)
        visit = np.stack([p.customer[known], p.day[known], p.product[known]])
        customer, day, item = np.unique(visit, axis=1) if len(known) else visit
        new = starts_run(customer) | starts_run(day)
        customers = np.bincount(customer[new], minlength=len(p.customer_ids))
        basket_start = np.append(np.flatnonzero(new), len(item)).astype(np.int64)
        return cls(item.astype(np.int32), basket_start, _starts(customers), p.products.count)

    @property
    def count(self) -> int:
        """c, the number of customers."""
        return len(self.customer_start) - 1

    @cached_property
    def visits(self) -> Longs:
        """int64 (c,): baskets of each customer."""
        return np.diff(self.customer_start)

    @cached_property
    def sizes(self) -> Longs:
        """int64 (b,): items of each basket."""
        return np.diff(self.basket_start)

    @cached_property
    def customer(self) -> Longs:
        """int64 (b,): whose basket it is."""
        return np.repeat(np.arange(self.count), self.visits)

    @cached_property
    def age(self) -> Longs:
        """int64 (b,): how many baskets of the same customer came after it; 0 for the newest."""
        return self.customer_start[1:][self.customer] - 1 - np.arange(len(self.sizes))

    @cached_property
    def matrix(self) -> "sp.csr_matrix[Any]":
        """float32 (b, n): 1 where an item is in a basket."""
        import scipy.sparse as sp

        cells = (np.ones(len(self.items), np.float32), self.items, self.basket_start)
        return sp.csr_matrix(cells, shape=(len(self.sizes), self.item_count))

    def summed(self, weights: NDArray[np.float32]) -> "sp.csr_matrix[Any]":
        """float32 (c, n): each customer's baskets added up, each times its weight (b,)."""
        import scipy.sparse as sp

        whose = sp.csr_matrix((weights, np.arange(len(weights)), self.customer_start), (self.count, len(weights)))
        summed: sp.csr_matrix[Any] = (whose @ self.matrix).tocsr()
        summed.sort_indices()
        return summed

    def newest(self) -> "sp.csr_matrix[Any]":
        """float32 (c, n): each customer's newest basket; an empty row where there is none."""
        return self.only(self.age == 0).summed(np.ones(int((self.age == 0).sum()), np.float32))

    def only(self, keep: NDArray[np.bool_]) -> "Baskets":
        """The same customers with some of their baskets (b,)."""
        items = self.items[np.repeat(keep, self.sizes)]
        visits = np.bincount(self.customer[keep], minlength=self.count)
        return Baskets(items, _starts(self.sizes[keep]), _starts(visits), self.item_count)

    def take(self, customers: Longs) -> "Baskets":
        """Some customers, in the order given."""
        baskets = spread(self.customer_start, customers)
        items = self.items[spread(self.basket_start, baskets)]
        return Baskets(items, _starts(self.sizes[baskets]), _starts(self.visits[customers]), self.item_count)


def spread(start: Longs, rows: Longs) -> Longs:
    """int64: the positions of all that lies in `rows`, one row after the other; `start` says where each begins."""
    lengths = start[rows + 1] - start[rows]
    offsets = np.repeat(start[rows] - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
    places: Longs = np.arange(int(lengths.sum()), dtype=np.int64) + offsets
    return places


def _starts(lengths: Sequence[int] | NDArray[Any]) -> Longs:
    starts = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(np.asarray(lengths, np.int64), out=starts[1:])
    return starts
