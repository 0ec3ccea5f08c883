"""Keeps the shelf current to the last committed change of any window; every answer asks whether there was one."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import chain
from typing import Any

import numpy as np
from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.orm import Session

from shopassistant.recommend.glance import ShelfMark, glance_at_shelf
from shopassistant.recommend.shelf import UNKNOWN_COST, Grouped, Shelf, positions
from shopassistant.store.schema import (
    Category,
    Product,
    ProductTouch,
    StockLevel,
    StockMovement,
    TaxClass,
    Variant,
)

# More than this at once (an import) and reading everything anew is quicker.
_MOST_CHANGED = 2_000
_CHUNK = 500


class LiveShelf:
    """The catalogue in memory. Thread safe.

    What changed is told by two logs of the store: touched products (written by trigger) and stock movements. Where one
    is shorter than before, a backup was brought back, and everything is read anew; so it is where a location or a tax
    became another.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: ShelfMark | None = None
        self._shelf: Shelf | None = None
        self._codes = _Codes()

    def at(self, mark: ShelfMark, session: Callable[[], Session]) -> Shelf:
        """The shelf, whose state was just seen to be `mark`.

        Args:
            session: opened only where there is something to read.
        """
        with self._lock:
            if self._shelf is not None and self._seen == mark:
                return self._shelf
        return self.read(session())

    def read(self, session: Session) -> Shelf:
        """The shelf as this session sees it."""
        now = glance_at_shelf(session)
        with self._lock:
            if self._shelf is None or self._seen is None or not self._seen.is_behind(now):
                self._shelf = self._read_all(session, now.unsold)
            elif self._seen != now:
                self._shelf = self._follow(session, self._shelf, self._seen)
            self._seen = now
            return self._shelf

    def _read_all(self, session: Session, unsold: frozenset[int]) -> Shelf:
        self._codes = codes = _Codes()
        connection = session.connection()
        paths = codes.read_categories(session)
        products = connection.execute(_PRODUCTS).all()
        table = _table(map(codes.product, products), 5)
        parts = connection.execute(_VARIANTS).all()
        variants = _table((row[:5] for row in parts), 5)
        variant_product = positions(table[:, 0], variants[:, 1]).astype(np.int32)
        shelf = Shelf(
            product_ids=table[:, 0].copy(),
            product_active=table[:, 1] > 0,
            category=table[:, 2].astype(np.int32),
            brand=table[:, 3].astype(np.int32),
            tax=table[:, 4].astype(np.int32),
            paths=paths,
            brands=codes.brands,
            names=_texts(row[5] for row in products),
            variant_ids=variants[:, 0].copy(),
            variant_product=variant_product,
            variant_active=variants[:, 2] > 0,
            price=variants[:, 3].copy(),
            cost=variants[:, 4].copy(),
            sizes=_texts(codes.text(row[5]) for row in parts),
            by_product=Grouped.of(variant_product, len(table)),
            stock={},
            unsold=unsold,
        )
        return _with_levels(shelf, connection.execute(_LEVELS))

    def _follow(self, session: Session, shelf: Shelf, seen: ShelfMark) -> Shelf:
        """The next state, from what the logs name; everything anew after more than a few thousand changes."""
        touched = set(session.connection().execute(_TOUCHED, {"touch": seen.touch}).scalars())
        moved = set(session.connection().execute(_MOVED, {"movement": seen.movement}).scalars())
        if len(touched) > _MOST_CHANGED or len(moved) > _MOST_CHANGED:
            return self._read_all(session, shelf.unsold)
        if touched:
            found = self._with_products(session, shelf, sorted(touched))
            if found is None:
                return self._read_all(session, shelf.unsold)
            shelf = found
        levels: list[Any] = []
        for some in _chunks(sorted(moved)):
            levels += session.connection().execute(_LEVELS_OF, {"variants": some})
        return _with_levels(shelf, levels)

    def _with_products(self, session: Session, shelf: Shelf, product_ids: list[int]) -> Shelf | None:
        """The shelf with these products as they are now; None where a new row does not come after all others."""
        paths = self._codes.read_categories(session)
        products: list[Any] = []
        variants: list[Any] = []
        for some in _chunks(product_ids):  # ascending, and so are the rows of each chunk
            connection = session.connection()
            products += connection.execute(_PRODUCTS_OF, {"products": some})
            variants += connection.execute(_VARIANTS_OF, {"products": some})
        variants.sort(key=lambda row: row[0])
        table = _table(map(self._codes.product, products), 5)
        ids = _merged(shelf.product_ids, table[:, 0])
        parts = _table((row[:5] for row in variants), 5)
        variant_ids = _merged(shelf.variant_ids, parts[:, 0])
        if ids is None or variant_ids is None:
            return None
        at, here = positions(ids, table[:, 0]), positions(variant_ids, parts[:, 0])
        # What a touched product had and has no more is gone.
        rows = positions(ids, np.array(product_ids, np.int64))
        active = _put(shelf.product_active, len(ids), rows[rows >= 0], False)
        mine = np.flatnonzero(np.isin(shelf.variant_product, rows[rows >= 0]))
        variant_active = _put(shelf.variant_active, len(variant_ids), mine, False)
        active[at], variant_active[here] = table[:, 1] > 0, parts[:, 2] > 0
        variant_product = _put(shelf.variant_product, len(variant_ids), here, positions(ids, parts[:, 1]))
        return replace(
            shelf,
            product_ids=ids,
            product_active=active,
            category=_put(shelf.category, len(ids), at, table[:, 2]),
            brand=_put(shelf.brand, len(ids), at, table[:, 3]),
            tax=_put(shelf.tax, len(ids), at, table[:, 4]),
            paths=paths,
            brands=self._codes.brands,
            names=_put(shelf.names, len(ids), at, _texts(row[5] for row in products)),
            variant_ids=variant_ids,
            variant_product=variant_product,
            variant_active=variant_active,
            price=_put(shelf.price, len(variant_ids), here, parts[:, 3]),
            cost=_put(shelf.cost, len(variant_ids), here, parts[:, 4]),
            sizes=_put(shelf.sizes, len(variant_ids), here, _texts(self._codes.text(row[5]) for row in variants)),
            by_product=Grouped.of(variant_product, len(ids)),
            stock={key: (_put(q, len(variant_ids)), _put(c, len(variant_ids))) for key, (q, c) in shelf.stock.items()},
            masks={},
        )


class _Codes:
    """Numbers for categories and brands that stay the same while rows are added."""

    def __init__(self) -> None:
        self._categories: dict[int, int] = {}
        self._brands: dict[str, int] = {}
        self._texts: dict[str, str] = {}

    @property
    def brands(self) -> tuple[str, ...]:
        """All brands met, in the order of their numbers."""
        return tuple(self._brands)

    def read_categories(self, session: Session) -> tuple[str, ...]:
        """The paths of all categories, in the order of their numbers."""
        rows = {int(row[0]): str(row[1]) for row in session.connection().execute(_CATEGORIES)}
        for key in rows:
            self._categories.setdefault(key, len(self._categories))
        return tuple(rows.get(key, "") for key in self._categories)

    def text(self, value: str | None) -> str | None:
        """The same text, kept once: a large catalogue has few sizes."""
        return None if value is None else self._texts.setdefault(value, value)

    def product(self, row: Row[int, bool, int | None, str | None, int | None, str]) -> tuple[int, int, int, int, int]:
        """(id, active, category, brand, tax) as numbers."""
        key, active, category, brand, tax, _name = row
        kind = -1 if category is None else self._categories.get(category, -1)
        maker = self._brands.setdefault(brand, len(self._brands)) if brand else -1
        return key, int(active), kind, maker, tax or 0


def _table(rows: Iterable[Iterable[int]], width: int) -> Any:
    """int64 (rows, width)."""
    return np.fromiter(chain.from_iterable(rows), np.int64).reshape(-1, width)


def _texts(values: Iterable[str | None]) -> Any:
    """object (rows,)."""
    found = list(values)
    out = np.empty(len(found), np.object_)
    out[:] = found
    return out


def _with_levels(shelf: Shelf, levels: Iterable[Iterable[int]]) -> Shelf:
    table = _table(levels, 4)
    if not len(table):
        return shelf
    at = positions(shelf.variant_ids, table[:, 0])
    table, at = table[at >= 0], at[at >= 0]
    stock, count = dict(shelf.stock), len(shelf.variant_ids)
    for location in np.unique(table[:, 1]).tolist():
        here = table[:, 1] == location
        units, counted = stock.get(location, (np.zeros(count, np.int32), np.zeros(count, bool)))
        stock[location] = (
            _put(units, count, at[here], table[here, 2]),
            _put(counted, count, at[here], table[here, 3] > 0),
        )
    return replace(shelf, stock=stock, masks={})


def _merged(ids: Any, found: Any) -> Any:
    """`ids` with those of `found` that are newer; None where one is unknown and not newer."""
    fresh = found[positions(ids, found) < 0]
    if len(fresh) and len(ids) and fresh[0] <= ids[-1]:
        return None
    return np.concatenate([ids, fresh]) if len(fresh) else ids


def _put(values: Any, count: int, at: Any = (), new: Any = ()) -> Any:
    """A copy of `values`, `count` long (zeros are added), with `new` at the places `at`."""
    out = np.zeros(count, values.dtype)
    out[: len(values)] = values
    if len(at):
        out[at] = new
    return out


def _chunks(values: list[int]) -> Iterable[list[int]]:
    return (values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK))


_CATEGORIES = select(Category.id, Category.path).order_by(Category.id)
_PRODUCTS = (
    select(Product.id, Product.active, Product.category_id, Product.brand, TaxClass.rate_bp, Product.name)
    .outerjoin(TaxClass, TaxClass.id == Product.tax_class_id)
    .order_by(Product.id)
)
_VARIANTS = select(
    Variant.id,
    Variant.product_id,
    Variant.active,
    Variant.price_minor,
    func.coalesce(Variant.cost_minor, UNKNOWN_COST),
    Variant.size,
).order_by(Variant.id)
_PRODUCTS_OF = _PRODUCTS.where(Product.id.in_(bindparam("products", expanding=True)))
_VARIANTS_OF = _VARIANTS.where(Variant.product_id.in_(bindparam("products", expanding=True)))
_TOUCHED = select(ProductTouch.product_id).where(ProductTouch.id > bindparam("touch")).distinct()
_MOVED = select(StockMovement.variant_id).where(StockMovement.id > bindparam("movement")).distinct()
_LEVELS = select(StockLevel.variant_id, StockLevel.location_id, StockLevel.quantity, StockLevel.is_counted)
_LEVELS_OF = _LEVELS.where(StockLevel.variant_id.in_(bindparam("variants", expanding=True)))
