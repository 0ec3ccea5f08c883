"""What can be tried on, as plain arrays: filtering and ordering a whole shop costs no loop over its products."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

# A stock nobody ever counted.
UNKNOWN = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True)
class Worn:
    """How a product looks when worn, as far as taste goes; many products share one.

    Attributes:
        kind: of `tryon.looks.kinds`. traits: see `traits`.
    """

    kind: str
    traits: tuple[str, ...]


@dataclass(frozen=True)
class Goods:
    """One state of what can be tried on; not to be changed.

    Attributes:
        product_ids: int64 (p,), ascending.
        worn: int32 (p,), index into `looks`.
        looks: the different `Worn` there are.
        starts: int64 (p + 1,), where each product's variants begin.
        variant_ids, price: int64 (v,), of each product ascending; prices in minor units.
        stock: int64 (v,), units at the location by the books, `UNKNOWN` where nobody ever counted.
    """

    product_ids: Longs
    worn: Ints
    looks: tuple[Worn, ...]
    starts: Longs
    variant_ids: Longs
    price: Longs
    stock: Longs

    @property
    def is_there(self) -> Bools:
        """bool (v,): in stock, or never counted."""
        return np.asarray((self.stock == UNKNOWN) | (self.stock > 0), bool)

    def is_there_at(self, start: int, end: int) -> list[bool]:
        """The same for a few variants side by side."""
        return [units == UNKNOWN or units > 0 for units in self.stock[start:end].tolist()]

    def of_product(self, product_id: int) -> Worn:
        """What a product is; it must be among these."""
        return self.looks[int(self.worn[int(np.searchsorted(self.product_ids, product_id))])]

    def knows(self, product_ids: Collection[int]) -> bool:
        """Whether any of these is among them."""
        return bool(np.isin(self.product_ids, np.array(list(product_ids), np.int64)).any())

    def suiting(self, suits: Callable[[Worn], bool]) -> Bools:
        """bool (p,): products whose look suits, asked once for each look."""
        return np.array([suits(one) for one in self.looks], bool)[self.worn]

    def any_of(self, variants: Bools) -> Bools:
        """bool (p,): products with a variant that is marked."""
        if not len(self.product_ids):
            return np.zeros(0, bool)
        return np.asarray(np.logical_or.reduceat(variants, self.starts[:-1]), bool)

    def counts(self) -> dict[Worn, int]:
        """How many products have each look."""
        counted = np.bincount(self.worn, minlength=len(self.looks)).tolist()
        return {look: count for look, count in zip(self.looks, counted, strict=True) if count}

    def scores(self, by_product: Mapping[int, float], usual: float = -np.inf) -> Floats:
        """float64 (p,): the scores given by product id, `usual` where there is none."""
        found = np.full(len(self.product_ids), usual)
        ids = np.fromiter(by_product, np.int64, len(by_product))
        if len(ids) and len(self.product_ids):
            at = np.minimum(np.searchsorted(self.product_ids, ids), len(self.product_ids) - 1)
            ours = self.product_ids[at] == ids
            found[at[ours]] = np.fromiter(by_product.values(), np.float64, len(by_product))[ours]
        return found

    def with_stock(self, table: Longs, *, forget: bool = False) -> "Goods":
        """The same with the stock of some variants as it is now.

        Args:
            table: int64 (m, 2), variant ids and units; others are passed over.
            forget: of variants that are not in it nobody knows the stock.
        """
        stock = np.full(len(self.variant_ids), UNKNOWN) if forget else self.stock.copy()
        if len(table) and len(stock):
            order = np.argsort(self.variant_ids, kind="stable")
            ordered = self.variant_ids[order]
            at = np.minimum(np.searchsorted(ordered, table[:, 0]), len(ordered) - 1)
            ours = ordered[at] == table[:, 0]
            stock[order[at[ours]]] = table[ours, 1]
        return replace(self, stock=stock)

    def without(self, product_ids: Collection[int]) -> "Goods":
        """The same without some products."""
        stays = ~np.isin(self.product_ids, np.array(list(product_ids), np.int64))
        sizes = np.diff(self.starts)
        rows = np.repeat(stays, sizes)
        starts = np.concatenate([[0], np.cumsum(sizes[stays])])
        return Goods(
            self.product_ids[stays], self.worn[stays], self.looks, starts, self.variant_ids[rows], self.price[rows],
            self.stock[rows],
        )  # fmt: skip

    def merged(self, other: "Goods") -> "Goods":
        """These and others, which must be other products."""
        known = {look: place for place, look in enumerate(self.looks)}
        for look in other.looks:
            known.setdefault(look, len(known))
        translated = np.array([known[look] for look in other.looks], np.int32)
        products = np.concatenate([self.product_ids, other.product_ids])
        order = np.argsort(products, kind="stable")
        sizes = np.concatenate([np.diff(self.starts), np.diff(other.starts)])
        begins = np.concatenate([self.starts[:-1], other.starts[:-1] + len(self.variant_ids)])[order]
        sizes = sizes[order]
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        rows = np.repeat(begins - starts[:-1], sizes) + np.arange(int(starts[-1]))
        parts = [
            np.concatenate([getattr(self, name), getattr(other, name)])[rows]
            for name in ("variant_ids", "price", "stock")
        ]
        worn = np.concatenate([self.worn, translated[other.worn] if len(other.worn) else other.worn])[order]
        return Goods(products[order], worn.astype(np.int32), tuple(known), starts, *parts)


def assembled(worn: Mapping[int, Worn], rows: Sequence[tuple[int, int, int]]) -> Goods:
    """Goods of products and their variants, without any stock; a product without a variant is not there.

    Args:
        worn: by product id.
        rows: (variant id, product id, price) of these products, in any order.
    """
    table = np.array(rows, np.int64).reshape(-1, 3)
    table = table[np.lexsort((table[:, 0], table[:, 1]))]
    products, starts = np.unique(table[:, 1], return_index=True)
    places: dict[Worn, int] = {}
    looks = np.array([places.setdefault(worn[id_], len(places)) for id_ in products.tolist()], np.int32)
    ends = np.concatenate([starts, [len(table)]]).astype(np.int64)
    stock = np.full(len(table), UNKNOWN)
    return Goods(products, looks, tuple(places), ends, table[:, 0].copy(), table[:, 2].copy(), stock)
