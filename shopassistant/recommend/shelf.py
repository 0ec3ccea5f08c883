"""What the shop sells as of this moment, as plain arrays: what may be offered under some terms costs no query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import cast

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.terms import Terms, is_below

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Bools = NDArray[np.bool_]
Money = NDArray[np.float64]
Texts = NDArray[np.object_]

UNKNOWN_COST = -1
_REMEMBERED = 16


@dataclass(frozen=True)
class Shelf:
    """One state of the catalogue and its stock; rows keep their places when the next state adds to it.

    Attributes:
        product_ids: int64 (n,), ascending.
        product_active: bool (n,).
        category: int32 (n,), index into `paths`, -1 without.
        brand: int32 (n,), index into `brands`, -1 without.
        tax: int32 (n,), basis points contained in the price.
        paths, brands: category paths and brands.
        names: str (n,).
        variant_ids: int64 (v,), ascending.
        variant_product: int32 (v,), row of its product.
        variant_active: bool (v,).
        price, cost: int64 (v,), minor units; a cost nobody knows is `UNKNOWN_COST`.
        sizes: str or None (v,).
        by_product: the rows of the variants, those of a product together.
        stock: by location (int32 (v,) units, bool (v,) whether anybody ever counted).
        unsold: locations that hold what is broken; they count only where one of them is asked for.
    """

    product_ids: Longs
    product_active: Bools
    category: Ints
    brand: Ints
    tax: Ints
    paths: tuple[str, ...]
    brands: tuple[str, ...]
    names: Texts
    variant_ids: Longs
    variant_product: Ints
    variant_active: Bools
    price: Longs
    cost: Longs
    sizes: Texts
    by_product: "Grouped"
    stock: Mapping[int, tuple[Ints, Bools]]
    unsold: frozenset[int]
    masks: dict[tuple[Terms, int | None], Bools] = field(default_factory=dict, compare=False, repr=False)

    @property
    def count(self) -> int:
        """Number of products."""
        return len(self.product_ids)

    def rows_of(self, product_ids: Longs) -> NDArray[np.int64]:
        """int64, the row of each product id; -1 where it is not here."""
        return positions(self.product_ids, product_ids)

    def admissible(self, terms: Terms, location_id: int | None) -> Bools:
        """bool (n,): products with a variant that meets the terms which hold for one product alone. Not to be changed.

        Args:
            location_id: whose stock counts; None adds all locations up.
        """
        key = (terms, location_id)
        found = self.masks.get(key)
        if found is None:
            if len(self.masks) >= _REMEMBERED:
                self.masks.clear()
            found = self.masks[key] = self._admissible(terms, location_id)
        return found

    def _admissible(self, terms: Terms, location_id: int | None) -> Bools:
        fits = self.variant_active & self._is_there(terms.least_stock, location_id)
        if terms.least_price_minor is not None:
            fits &= self.price >= terms.least_price_minor
        if terms.most_price_minor is not None:
            fits &= self.price <= terms.most_price_minor
        if terms.least_margin is not None:
            net = net_of_tax(self.price, self.tax[self.variant_product])
            fits &= (self.cost >= 0) & earns(net, self.cost, terms.least_margin)
        mask = np.zeros(self.count, bool)
        mask[self.variant_product[fits]] = True
        mask &= self.product_active
        if terms.categories:
            mask &= self._below(terms.categories)
        if terms.not_categories:
            mask &= ~self._below(terms.not_categories)
        if terms.only_product_ids is not None:
            mask &= np.isin(self.product_ids, np.array(terms.only_product_ids, np.int64))
        if terms.excluded_product_ids:
            mask &= ~np.isin(self.product_ids, np.array(terms.excluded_product_ids, np.int64))
        return mask

    def _is_there(self, least: int, location_id: int | None) -> Bools:
        """bool (v,): in stock as the terms ask."""
        units = np.zeros(len(self.variant_ids), np.int64)
        counted = np.zeros(len(self.variant_ids), bool)
        for quantity, is_counted in self.levels_at(location_id):
            units += np.where(is_counted, quantity, 0)
            counted |= is_counted
        if least:
            return counted & (units >= least)
        return ~counted | (units > 0)

    def levels_at(self, location_id: int | None) -> list[tuple[Ints, Bools]]:
        """The stock of the locations that count: the one asked for, or with None all that goods are sold from."""
        if location_id is not None:
            return [self.stock[location_id]] if location_id in self.stock else []
        return [levels for location, levels in self.stock.items() if location not in self.unsold]

    def products_of(self, variant_ids: Iterable[int]) -> set[int]:
        """Ids of the products of some variants; a variant that is not here has none."""
        wanted = list(variant_ids)
        if not wanted:
            return set()
        at = positions(self.variant_ids, np.array(wanted, np.int64))
        return set(self.product_ids[self.variant_product[at[at >= 0]]].tolist())

    def _below(self, tops: tuple[str, ...]) -> Bools:
        """bool (n,): whose category is one of `tops` or below one."""
        inside = np.array([*(is_below(path, tops) for path in self.paths), False], bool)
        return np.asarray(inside[self.category], bool)


@dataclass(frozen=True)
class Grouped:
    """Rows with the same number, together.

    Attributes:
        rows: int64 (v,), by number, then ascending.
        start: int64 (n + 1,), where each number begins.
    """

    rows: Longs
    start: Longs

    @classmethod
    def of(cls, numbers: Ints, count: int) -> "Grouped":
        """The rows of `numbers`, int32 (v,), each below `count`; negative ones are no group."""
        rows = np.argsort(numbers, kind="stable")
        return cls(rows, np.searchsorted(numbers[rows], np.arange(count + 1)).astype(np.int64))

    def of_number(self, number: int) -> list[int]:
        """The rows with this number, ascending."""
        return cast("list[int]", self.rows[self.start[number] : self.start[number + 1]].tolist())


def net_of_tax(price: Longs, tax: Ints) -> Money:
    """Prices without the tax (basis points) they contain."""
    return np.asarray(price * 10_000 / (10_000 + tax), np.float64)


def earns(net: Money, cost: Longs, least_margin: float) -> Bools:
    """Whether at least this share of the net price remains after cost."""
    return np.asarray(net - cost >= least_margin * net - 1e-9, bool)


def positions(ids: Longs, wanted: Longs) -> NDArray[np.int64]:
    """int64, where each of `wanted` stands in the ascending `ids`; -1 where it does not."""
    if not len(ids):
        return np.full(len(wanted), -1, np.int64)
    at = np.minimum(ids.searchsorted(wanted), len(ids) - 1)
    return np.where(ids[at] == wanted, at, -1)
