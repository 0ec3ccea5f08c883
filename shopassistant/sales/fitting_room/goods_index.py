"""Which variants can be tried on, with price and stock, as arrays in memory that follow the store."""

import threading
from collections.abc import Sequence

import numpy as np
from sqlalchemy import String, Text, cast, func, or_, select
from sqlalchemy.orm import Session

from shopassistant.sales.fitting_room.goods import UNKNOWN, Goods, Longs, Worn, assembled
from shopassistant.sales.fitting_room.traits import traits_of
from shopassistant.store.schema import Product, ProductTouch, StockLevel, StockMovement, Variant
from shopassistant.tryon.looks.reading import can_try_on

# A product that can be tried on has one of these among its attributes: most of a shop need not be parsed.
MARKS = ("wearable", "lens_width_mm")
_CHUNK = 5_000
# Beyond these, reading everything anew is cheaper than reading what changed.
_MOST_TOUCHED = 2_000
_MOST_MOVED = 5_000


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
            if len(moved) > _MOST_MOVED:
                return goods.with_stock(self._stock(session, None), forget=True)
            goods = goods.with_stock(self._stock(session, sorted(set(moved))))
        return goods

    def _all(self, session: Session) -> Goods:
        worn = _worn(session, None)
        rows = _variants(session, None) if worn else []
        return assembled(worn, [row for row in rows if row[1] in worn]).with_stock(self._stock(session, None))

    def _with_products(self, session: Session, goods: Goods, product_ids: Sequence[int]) -> Goods:
        """The same with some products as they are now."""
        fresh = _worn(session, product_ids)
        if not fresh and not goods.knows(product_ids):
            return goods  # something nobody tries on
        rows = [row for row in _variants(session, sorted(fresh)) if row[1] in fresh]
        newer = assembled(fresh, rows).with_stock(self._stock(session, [row[0] for row in rows]))
        return goods.without(product_ids).merged(newer)

    def _stock(self, session: Session, variant_ids: Sequence[int] | None) -> Longs:
        """int64 (m, 2), variants with the units that were counted here; of all variants for None."""
        query = select(StockLevel.variant_id, StockLevel.quantity).where(
            StockLevel.location_id == self._location_id, StockLevel.is_counted
        )
        found: list[tuple[int, int]] = []
        for part in _chunks(variant_ids):
            rows = session.execute(query if part is None else query.where(StockLevel.variant_id.in_(part)))
            found += [(row[0], row[1]) for row in rows]
        return np.array(found, np.int64).reshape(-1, 2)


def _worn(session: Session, product_ids: Sequence[int] | None) -> dict[int, Worn]:
    """By product id what each is when worn, of those that can be; of all products for None."""
    words = cast(Product.attributes, Text)
    query = select(Product.id, Product.attributes, cast(Product.brand, String)).where(
        Product.active, or_(*(words.contains(f'"{mark}"', autoescape=True) for mark in MARKS))
    )
    same: dict[Worn, Worn] = {}  # many products look alike: one object for all of them
    found = {}
    for part in _chunks(product_ids):
        for id_, attributes, brand in session.execute(query if part is None else query.where(Product.id.in_(part))):
            kind = can_try_on(attributes) if isinstance(attributes, dict) else None
            if kind is not None:
                worn = Worn(kind, traits_of(kind, attributes, brand))
                found[id_] = same.setdefault(worn, worn)
    return found


def _variants(session: Session, product_ids: Sequence[int] | None) -> list[tuple[int, int, int]]:
    """(variant id, product id, price in minor units) of what is sold; of all products for None."""
    query = select(Variant.id, Variant.product_id, Variant.price_minor).where(Variant.active)
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

__all__ = ["MARKS", "UNKNOWN", "GoodsIndex"]
