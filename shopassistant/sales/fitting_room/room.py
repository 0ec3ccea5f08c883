"""Which products can be tried on here and now: by kind, traits, price and stock, in the order somebody gives them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

import numpy as np
from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.inventory.availability import availability
from shopassistant.sales.fitting_room.goods import Bools, Floats, Goods, Ints, Longs, Worn
from shopassistant.sales.fitting_room.goods_index import GoodsIndex
from shopassistant.sales.fitting_room.traits import sort_of
from shopassistant.sales.fitting_room.wanted import Fitting, Wanted
from shopassistant.store.database import Store
from shopassistant.store.schema import Category, Product, Variant


class FittingRoom:
    """Answers from memory and reads of the store only what is shown. Thread safe.

    Args:
        store: the shop.
        location_id: whose stock counts.
    """

    def __init__(self, store: Store, location_id: int) -> None:
        self.store = store
        self.location_id = location_id
        self._index = GoodsIndex(location_id)

    def warm(self) -> None:
        """Read all products now, so that the first visitor does not wait; call it off the window's thread."""
        with self.store.read() as session:
            self._index.read(session)

    def note_changes(self, changes: Changes) -> None:
        """After an import or a restore read everything anew; single changes are noticed without being told."""
        if changes.everything:
            self._index.forget()

    def kinds(self) -> dict[str, int]:
        """How many products of each kind can be tried on; of a kind that is missing there are none."""
        found: dict[str, int] = {}
        for worn, count in self._state().counts().items():
            found[worn.kind] = found.get(worn.kind, 0) + count
        return found

    def traits(self, kind: str) -> dict[str, int]:
        """How many products of a kind have each trait, to choose among them."""
        found: dict[str, int] = {}
        for worn, count in self._state().counts().items():
            for trait in worn.traits if worn.kind == kind else ():
                found[trait] = found.get(trait, 0) + count
        return found

    def candidates(self, wanted: Wanted) -> "Candidates":
        """Products that pass everything but `count`, to be given scores."""
        goods = self._state()
        passing = goods.any_of(_passing(goods, wanted))
        return Candidates(goods.product_ids[passing], goods.worn[passing], goods.looks)

    def find(self, wanted: Wanted, scores: Mapping[int, float] | None = None) -> tuple[Fitting, ...]:
        """At most `wanted.count` products, each once.

        Args:
            scores: by product id, the higher the earlier; what has none comes last. What is there comes before what
                is not, the newer before the older where nothing else decides.
        """
        with self.store.read() as session:
            goods = self._index.read(session)
            passing = _passing(goods, wanted)
            ordered = _ordered(goods, passing, goods.scores(scores or {}))
            found: list[Fitting] = []
            step = 2 * wanted.count
            for start in range(0, len(ordered), step):  # what was put aside since may leave places free
                groups = [_variants_of(goods, at, passing) for at in ordered[start : start + step].tolist()]
                read = self._read(session, goods, groups)
                found += [one for one in read if one.is_there or not wanted.in_stock_only]
                if len(found) >= wanted.count:
                    break
        return tuple(found[: wanted.count])

    def _state(self) -> Goods:
        with self.store.read() as session:
            return self._index.read(session)

    def variant(self, variant_id: int) -> Fitting | None:
        """One variant, such as another colour of what is worn; None where it cannot be tried on."""
        found = self.variants([variant_id])
        return found[0] if found else None

    def variants(self, variant_ids: Sequence[int]) -> tuple[Fitting, ...]:
        """These variants in their order, without those that cannot be tried on."""
        with self.store.read() as session:
            goods = self._index.read(session)
            rows = [np.flatnonzero(goods.variant_ids == one).tolist() for one in variant_ids]
            return tuple(self._read(session, goods, [one for one in rows if one]))

    def _read(self, session: Session, goods: Goods, groups: Sequence[list[int]]) -> list[Fitting]:
        """Fittings of products, each given as the rows of its variants, the one to offer first."""
        firsts = [int(goods.variant_ids[rows[0]]) for rows in groups]
        live = {row.id: row for row in session.execute(_LIVE.where(Variant.id.in_(firsts)))}
        stock = availability(session, firsts, self.location_id)
        found = []
        for variant_id, rows in zip(firsts, groups, strict=True):
            row = live.get(variant_id)
            if row is not None:
                units = stock[variant_id].available
                others = tuple(int(goods.variant_ids[one]) for one in rows[1:])
                worn = goods.of_product(row.product_id)
                found.append(_fitting(row, worn, None if units is None else max(units, 0), others))
        return found


@dataclass(frozen=True)
class Candidates:
    """Products by id, with how each looks when worn.

    Attributes:
        product_ids: int64 (n,). worn: int32 (n,), index into `looks`.
    """

    product_ids: Longs
    worn: Ints
    looks: tuple[Worn, ...]


def _passing(goods: Goods, wanted: Wanted) -> Bools:
    """bool (n,): variants that pass, whatever their product's score."""
    mask = np.ones(len(goods.variant_ids), bool)
    if wanted.least_price_minor is not None:
        mask &= goods.price >= wanted.least_price_minor
    if wanted.most_price_minor is not None:
        mask &= goods.price <= wanted.most_price_minor
    if wanted.in_stock_only:
        mask &= goods.is_there
    if wanted.kinds or wanted.traits:
        mask &= np.repeat(goods.suiting(partial(_suits, wanted)), np.diff(goods.starts))
    return mask


def _suits(wanted: Wanted, worn: Worn) -> bool:
    if wanted.kinds and worn.kind not in wanted.kinds:
        return False
    return all(
        any(trait in worn.traits for trait in same)
        for _, same in groupby(sorted(wanted.traits, key=sort_of), key=sort_of)
    )


def _ordered(goods: Goods, passing: Bools, scores: Floats) -> Longs:
    """int64, rows of the products that pass, in the order they are offered."""
    rows = np.flatnonzero(goods.any_of(passing))
    there = goods.any_of(passing & goods.is_there)[rows]
    return rows[np.lexsort((-rows, ~there, -scores[rows]))]


def _variants_of(goods: Goods, product: int, passing: Bools) -> list[int]:
    """Rows of a product's variants that pass, what is there first."""
    start, end = int(goods.starts[product]), int(goods.starts[product + 1])
    there = goods.is_there_at(start, end)
    rows = [row for row in range(start, end) if passing[row]]
    return sorted(rows, key=lambda row: not there[row - start])


def _fitting(row: Row[*tuple[Any, ...]], worn: Worn, stock: int | None, others: tuple[int, ...]) -> Fitting:
    return Fitting(
        variant_id=row.id,
        product_id=row.product_id,
        kind=worn.kind,
        name=row.name,
        brand=row.brand or "",
        colour=row.colour or "",
        size=row.size or "",
        category=row.path or "",
        image=row.image or "",
        price_minor=row.price_minor,
        stock=stock,
        attributes=row.attributes,
        traits=worn.traits,
        others=others,
    )


_LIVE = (
    select(
        Variant.id,
        Variant.product_id,
        Variant.colour,
        Variant.size,
        Variant.price_minor,
        Product.name,
        Product.brand,
        Product.image,
        Product.attributes,
        Category.path,
    )
    .join(Product, Product.id == Variant.product_id)
    .outerjoin(Category, Category.id == Product.category_id)
    .where(Variant.active, Product.active)
)
