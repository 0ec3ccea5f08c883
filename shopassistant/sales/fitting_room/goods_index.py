"""Which variants can be tried on, with price and stock, as arrays in memory that follow the store."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import String, Text, cast, func, or_, select
from sqlalchemy.orm import Session

from shopassistant.sales.fitting_room.traits import traits_of
from shopassistant.store.schema import Product, ProductTouch, StockLevel, StockMovement, Variant
from shopassistant.tryon.looks.reading import can_try_on

Longs = NDArray[np.int64]
Bools = NDArray[np.bool_]

# A product that can be tried on has one of these among its attributes: most of a shop need not be parsed.
MARKS = ("wearable", "lens_width_mm")
_CHUNK = 5_000
# Beyond these, reading everything anew is cheaper than reading what changed.
_MOST_TOUCHED = 2_000
_MOST_MOVED = 5_000
UNKNOWN = np.iinfo(np.int64).min


@dataclass(frozen=True)
class Entry:
    """A product that can be tried on: what it is, and what taste goes by."""

    product_id: int
    kind: str
    traits: tuple[str, ...]


@dataclass(frozen=True)
class Goods:
    """One state of what can be tried on; rows are variants, those of a product side by side.

    Attributes:
        entries: by product id.
        variant_ids, product_ids, price: int64 (n,); prices in minor units.
        stock: int64 (n,), units at the location by the books, `UNKNOWN` where nobody ever counted.
    """

    entries: dict[int, Entry]
    variant_ids: Longs
    product_ids: Longs
    price: Longs
    stock: Longs

    @property
    def is_there(self) -> Bools:
        """bool (n,): in stock, or never counted."""
        return np.asarray((self.stock == UNKNOWN) | (self.stock > 0), bool)


class GoodsIndex:
    """Keeps `Goods` of one location in step with the store. Thread safe."""

    def __init__(self, location_id: int) -> None:
        self._location_id = location_id
        self._lock = threading.Lock()
        self._goods: Goods | None = None
        self._touch = 0
        self._movement = 0

    def read(self, session: Session) -> Goods:
        """What can be tried on as of now: the first call reads all products, the others what changed."""
        with self._lock:
            touch, movement = (value or 0 for value in session.execute(_NEWEST).one())
            if self._goods is None or touch < self._touch or movement < self._movement:
                self._goods = self._all(session)
            else:
                self._goods = self._followed(session, self._goods, touch, movement)
            self._touch, self._movement = touch, movement
            return self._goods

    def forget(self) -> None:
        """Read everything anew at the next call: the store was replaced."""
        with self._lock:
            self._goods = None

    def _followed(self, session: Session, goods: Goods, touch: int, movement: int) -> Goods:
        if touch > self._touch:
            newer = select(ProductTouch.product_id).where(ProductTouch.id > self._touch).limit(_MOST_TOUCHED + 1)
            touched = session.scalars(newer).all()
            if len(touched) > _MOST_TOUCHED:
                return self._all(session)
            goods = self._with_products(session, goods, sorted(set(touched)))
        if movement > self._movement:
            newer = select(StockMovement.variant_id).where(StockMovement.id > self._movement).limit(_MOST_MOVED + 1)
            moved = session.scalars(newer).all()
            goods = self._with_stock(session, goods, None if len(moved) > _MOST_MOVED else sorted(set(moved)))
        return goods

    def _all(self, session: Session) -> Goods:
        entries = {entry.product_id: entry for entry in _entries(session, None)}
        rows = _variants(session, None) if entries else []
        return self._with_stock(session, _goods(entries, [row for row in rows if row[1] in entries]), None)

    def _with_products(self, session: Session, goods: Goods, product_ids: Sequence[int]) -> Goods:
        """The same with some products as they are now."""
        fresh = {entry.product_id: entry for entry in _entries(session, product_ids)}
        known = [one for one in product_ids if one in goods.entries]
        if not fresh and not known:
            return goods  # something nobody tries on
        entries = {id_: entry for id_, entry in goods.entries.items() if id_ not in set(known)} | fresh
        stays = ~np.isin(goods.product_ids, np.array(known, np.int64))
        old = zip(*(part[stays].tolist() for part in (goods.variant_ids, goods.product_ids, goods.price)), strict=True)
        rows = [*old, *_variants(session, sorted(fresh))]
        made = _goods(entries, sorted(rows, key=lambda row: (row[1], row[0])))
        return self._with_stock(session, made, None)

    def _with_stock(self, session: Session, goods: Goods, variant_ids: Sequence[int] | None) -> Goods:
        """The same with the stock of some variants, or of all, as it is now."""
        query = select(StockLevel.variant_id, StockLevel.quantity).where(
            StockLevel.location_id == self._location_id, StockLevel.is_counted
        )
        order = np.argsort(goods.variant_ids)
        stock = np.full(len(goods.variant_ids), UNKNOWN) if variant_ids is None else goods.stock.copy()
        for part in _chunks(variant_ids):
            rows = session.execute(query if part is None else query.where(StockLevel.variant_id.in_(part))).all()
            if not rows or not len(order):
                continue
            table = np.array([tuple(row) for row in rows], np.int64)
            ordered = goods.variant_ids[order]
            at = np.minimum(np.searchsorted(ordered, table[:, 0]), len(ordered) - 1)
            ours = ordered[at] == table[:, 0]
            stock[order[at[ours]]] = table[ours, 1]
        return Goods(goods.entries, goods.variant_ids, goods.product_ids, goods.price, stock)


def _goods(entries: dict[int, Entry], rows: Sequence[tuple[int, int, int]]) -> Goods:
    table = np.array([tuple(row) for row in rows], np.int64).reshape(-1, 3)
    empty = np.full(len(table), UNKNOWN)
    sold = set(table[:, 1].tolist())
    kept = {id_: entry for id_, entry in entries.items() if id_ in sold}
    return Goods(kept, table[:, 0].copy(), table[:, 1].copy(), table[:, 2].copy(), empty)


def _entries(session: Session, product_ids: Sequence[int] | None) -> list[Entry]:
    text = cast(Product.attributes, Text)
    query = (
        select(Product.id, Product.attributes, cast(Product.brand, String))
        .where(Product.active, or_(*(text.contains(f'"{mark}"', autoescape=True) for mark in MARKS)))
        .order_by(Product.id)
    )
    found = []
    for part in _chunks(product_ids):
        for id_, attributes, brand in session.execute(query if part is None else query.where(Product.id.in_(part))):
            kind = can_try_on(attributes) if isinstance(attributes, dict) else None
            if kind is not None:
                found.append(Entry(id_, kind, traits_of(kind, attributes, brand)))
    return found


def _variants(session: Session, product_ids: Sequence[int] | None) -> list[tuple[int, int, int]]:
    """(variant id, product id, price in minor units) of what is sold, by product."""
    query = select(Variant.id, Variant.product_id, Variant.price_minor).where(Variant.active)
    query = query.order_by(Variant.product_id, Variant.id)
    found: list[tuple[int, int, int]] = []
    for part in _chunks(product_ids):
        rows = session.execute(query if part is None else query.where(Variant.product_id.in_(part)))
        found += [(row[0], row[1], row[2]) for row in rows]
    return found


def _chunks(ids: Sequence[int] | None) -> list[Sequence[int] | None]:
    """Pieces of a list short enough for one statement; one piece that means all where there is none."""
    return [None] if ids is None else [ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK)]


_NEWEST = select(
    select(func.max(ProductTouch.id)).scalar_subquery(), select(func.max(StockMovement.id)).scalar_subquery()
)
