"""Which products can be tried on here and now: by kind, traits, price and stock, in the order somebody gives them."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import numpy as np
from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.inventory.availability import availability
from shopassistant.sales.fitting_room.goods_index import Bools, Entry, Goods, GoodsIndex
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
        with self.store.read() as session:
            return _counts(self._index.read(session).entries.values(), "kind")

    def traits(self, kind: str) -> dict[str, int]:
        """How many products of a kind have each trait, to choose among them."""
        with self.store.read() as session:
            entries = [one for one in self._index.read(session).entries.values() if one.kind == kind]
        found: dict[str, int] = {}
        for entry in entries:
            for trait in entry.traits:
                found[trait] = found.get(trait, 0) + 1
        return found

    def candidates(self, wanted: Wanted) -> dict[int, Entry]:
        """Products that pass everything but `count`, by id, to be given scores."""
        with self.store.read() as session:
            goods = self._index.read(session)
        return {id_: goods.entries[id_] for id_ in dict.fromkeys(goods.product_ids[_passing(goods, wanted)].tolist())}

    def find(self, wanted: Wanted, scores: Mapping[int, float] | None = None) -> tuple[Fitting, ...]:
        """At most `wanted.count` products, each once.

        Args:
            scores: by product id, the higher the earlier; what has none comes last. What is there comes before what
                is not, the newer before the older where nothing else decides.
        """
        with self.store.read() as session:
            goods = self._index.read(session)
            ordered = _ordered(goods, _passing(goods, wanted), scores or {})
            found: list[Fitting] = []
            while ordered and len(found) < wanted.count:  # what was put aside since may leave places free
                part, ordered = ordered[: 2 * wanted.count], ordered[2 * wanted.count :]
                read = self._read(session, goods, part)
                found += [one for one in read if one.is_there or not wanted.in_stock_only]
        return tuple(found[: wanted.count])

    def variant(self, variant_id: int) -> Fitting | None:
        """One variant, such as another colour of what is worn; None where it cannot be tried on."""
        with self.store.read() as session:
            goods = self._index.read(session)
            at = np.flatnonzero(goods.variant_ids == variant_id)
            found = self._read(session, goods, [at.tolist()]) if len(at) else []
        return found[0] if found else None

    def _read(self, session: Session, goods: Goods, groups: Sequence[list[int]]) -> list[Fitting]:
        """Fittings of products, each given as the rows of its variants, the one to offer first."""
        firsts = [int(goods.variant_ids[rows[0]]) for rows in groups]
        live = {row.id: row for row in session.execute(_LIVE.where(Variant.id.in_(firsts)))}
        stock = availability(session, firsts, self.location_id)
        found = []
        for variant_id, rows in zip(firsts, groups, strict=True):
            row, entry = live.get(variant_id), goods.entries[int(goods.product_ids[rows[0]])]
            if row is not None:
                units = stock[variant_id].available
                others = tuple(int(goods.variant_ids[one]) for one in rows[1:])
                found.append(_fitting(row, entry, None if units is None else max(units, 0), others))
        return found


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
        fits = [id_ for id_, entry in goods.entries.items() if _suits(entry, wanted)]
        mask &= np.isin(goods.product_ids, np.array(fits, np.int64))
    return mask


def _suits(entry: Entry, wanted: Wanted) -> bool:
    if wanted.kinds and entry.kind not in wanted.kinds:
        return False
    return all(
        any(trait in entry.traits for trait in same)
        for _, same in groupby(sorted(wanted.traits, key=sort_of), key=sort_of)
    )


def _ordered(goods: Goods, passing: Bools, scores: Mapping[int, float]) -> list[list[int]]:
    """Rows of variants by product: products by score, of each what is there first."""
    rows = np.flatnonzero(passing)
    there = goods.is_there[rows]
    rows = rows[np.lexsort((rows, ~there, goods.product_ids[rows]))]
    products, starts = np.unique(goods.product_ids[rows], return_index=True)
    ends = [*starts[1:].tolist(), len(rows)]
    marks = np.array([scores.get(id_, -np.inf) for id_ in products.tolist()], np.float64)
    order = np.lexsort((-products, ~goods.is_there[rows[starts]], -marks)) if len(products) else products
    return [rows[starts[at] : ends[at]].tolist() for at in order.tolist()]


def _counts(entries: Any, name: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for entry in entries:
        found[getattr(entry, name)] = found.get(getattr(entry, name), 0) + 1
    return found


def _fitting(row: Row[*tuple[Any, ...]], entry: Entry, stock: int | None, others: tuple[int, ...]) -> Fitting:
    return Fitting(
        variant_id=row.id,
        product_id=row.product_id,
        kind=entry.kind,
        name=row.name,
        brand=row.brand or "",
        colour=row.colour or "",
        size=row.size or "",
        category=row.path or "",
        image=row.image or "",
        price_minor=row.price_minor,
        stock=stock,
        attributes=row.attributes,
        traits=entry.traits,
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
