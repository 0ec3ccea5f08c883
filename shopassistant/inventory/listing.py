"""The stock table: variants in the order and with the filters asked for, and what lies behind one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, Subquery, case, func, or_, select
from sqlalchemy.orm import Session

from shopassistant.core.errors import UserError
from shopassistant.inventory.availability import reserved_units
from shopassistant.inventory.purchasing.arriving import Arriving, on_order
from shopassistant.store.schema import Category, Location, Product, StockLevel, Supplier, Variant

SORTS = ("name", "sku", "brand", "size", "colour", "category", "supplier", "price", "stock")
STATES = ("low", "zero", "negative", "not_counted", "in_stock")
# Counted, above zero and at most so many: worth a look before it is gone.
LOW_UNITS = 3
_CHUNK = 5_000
_NOT_SOLD_FROM = ("transit", "damaged")


@dataclass(frozen=True, slots=True)
class StockFilter:
    """What the table is narrowed to; None and empty leave a question open.

    Attributes:
        category_id: this category and all below it.
        state: one of `STATES`, judged over the locations asked for together.
        location_id: whose stock counts for `state` and for sorting by stock; None for all active ones.
        active: only sold (True) or only withdrawn variants (False).
        product_id: variants of one product.
    """

    category_id: int | None = None
    supplier_id: int | None = None
    state: str | None = None
    location_id: int | None = None
    active: bool | None = True
    product_id: int | None = None

    def __post_init__(self) -> None:
        if self.state is not None and self.state not in STATES:
            raise UserError("stock.state", state=self.state, known=", ".join(STATES))


@dataclass(frozen=True, slots=True)
class VariantRow:
    """One line of the table.

    Attributes:
        levels: location id to units by the books; a location where nobody ever counted is left out.
        price_minor: the shelf price, tax included.
        sellable: units where they can be sold from: neither broken nor on their way; None where nobody ever counted.
        reserved: units put aside in held baskets and waiting holds.
        arriving: what is ordered or on its way, the earliest first.
    """

    variant_id: int
    product_id: int
    sku: str
    name: str
    brand: str
    size: str
    colour: str
    category: str
    supplier: str
    price_minor: int
    cost_minor: int | None
    active: bool
    levels: Mapping[int, int]
    sellable: int | None = None
    reserved: int = 0
    arriving: tuple[Arriving, ...] = ()

    @property
    def available(self) -> int | None:
        """Units nobody has put aside: on hand less reserved; None where nobody ever counted."""
        return None if self.sellable is None else self.sellable - self.reserved

    @property
    def total(self) -> int | None:
        """Units at all counted locations; None where nobody ever counted."""
        return sum(self.levels.values()) if self.levels else None


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to filter by: its id and the name people use."""

    id: int
    name: str


def list_ids(
    session: Session, wanted: StockFilter | None = None, sort: str = "name", *, descending: bool = False
) -> list[int]:
    """Ids of the variants that match, in order; what has no value to sort by comes last either way.

    Args:
        sort: one of `SORTS`; ``stock@7`` is the stock at location 7.

    Raises:
        UserError: ``list.sort``, an order that is not known.
    """
    key, _, place = sort.partition("@")
    if key not in SORTS or (place and not place.isdecimal()):
        raise UserError("list.sort", sort=sort, known=", ".join(SORTS))
    query, keys = _ordered(wanted or StockFilter(), key, int(place) if place else None)
    ordered = [(key.desc() if descending else key.asc()).nulls_last() for key in keys]
    return list(session.scalars(query.order_by(*ordered, Variant.id)))


def load_rows(session: Session, ids: Sequence[int]) -> dict[int, VariantRow]:
    """The rows of `ids`; an id that is gone is left out."""
    rows: dict[int, VariantRow] = {}
    for start in range(0, len(ids), _CHUNK):
        rows |= _chunk(session, ids[start : start + _CHUNK])
    return rows


def locations(session: Session) -> tuple[Choice, ...]:
    """Active locations by name; what is on its way is at none of them."""
    query = (
        select(Location.id, Location.name).where(Location.active, Location.kind != "transit").order_by(Location.name)
    )
    return tuple(Choice(*row) for row in session.execute(query))


def categories(session: Session) -> tuple[Choice, ...]:
    """All categories by path."""
    return tuple(Choice(*row) for row in session.execute(select(Category.id, Category.path).order_by(Category.path)))


def suppliers(session: Session) -> tuple[Choice, ...]:
    """All suppliers by name."""
    return tuple(Choice(*row) for row in session.execute(select(Supplier.id, Supplier.name).order_by(Supplier.name)))


def state_counts(session: Session, location_id: int | None = None) -> dict[str, int]:
    """How many active variants are in each of `STATES`."""
    level = _levels(location_id)
    columns = [func.count().filter(_in_state(level, state)) for state in STATES]
    query = (
        select(*columns).select_from(Variant).outerjoin(level, level.c.variant_id == Variant.id).where(Variant.active)
    )
    return dict(zip(STATES, session.execute(query).one(), strict=True))


def _ordered(
    wanted: StockFilter, sort: str, location_id: int | None
) -> tuple[Select[int], list[SQLColumnExpression[Any]]]:
    level = _levels(wanted.location_id)
    shelf = _levels(wanted.location_id if location_id is None else location_id)
    query = select(Variant.id).join(Product, Product.id == Variant.product_id)
    if wanted.state:
        query = query.outerjoin(level, level.c.variant_id == Variant.id)
    if sort == "stock":
        query = query.outerjoin(shelf, shelf.c.variant_id == Variant.id)
    if sort == "category":
        query = query.outerjoin(Category, Category.id == Product.category_id)
    if sort == "supplier":
        query = query.outerjoin(Supplier, Supplier.id == Product.supplier_id)
    for condition in _conditions(wanted, level):
        query = query.where(condition)
    name = [func.lower(Product.name), Variant.size, Variant.colour]
    first: dict[str, list[SQLColumnExpression[Any]]] = {
        "name": [],
        "sku": [Variant.sku],
        "brand": [func.lower(Product.brand)],
        "size": _size_keys(),
        "colour": [func.lower(Variant.colour)],
        "category": [Category.path],
        "supplier": [func.lower(Supplier.name)],
        "price": [Variant.price_minor],
        "stock": [shelf.c.units],
    }
    return query, [*first[sort], *name]


def _size_keys() -> list[SQLColumnExpression[Any]]:
    """Letters by their size, numbers by their length and digits, the rest by name."""
    order = {"XXS": 0, "XS": 1, "S": 2, "M": 3, "L": 4, "XL": 5, "XXL": 6, "XXXL": 7}
    rank = case(order, value=func.upper(Variant.size), else_=None)
    return [rank, func.length(Variant.size), Variant.size]


def _levels(location_id: int | None) -> Subquery:
    """Units per variant over the counted shelves; `units` is null where none was ever counted."""
    query = select(
        StockLevel.variant_id,
        func.sum(case((StockLevel.is_counted, StockLevel.quantity))).label("units"),
        func.min(case((StockLevel.is_counted, StockLevel.quantity))).label("least"),
    )
    if location_id is not None:
        query = query.where(StockLevel.location_id == location_id)
    else:
        query = query.join(Location, Location.id == StockLevel.location_id).where(Location.active)
    return query.group_by(StockLevel.variant_id).subquery()


def _in_state(level: Subquery, state: str) -> ColumnElement[bool]:
    units, least = level.c.units, level.c.least
    conditions: dict[str, ColumnElement[bool]] = {
        "low": units.between(1, LOW_UNITS),
        "zero": units == 0,
        # Below zero on one shelf is an error of the books, whatever the others hold.
        "negative": least < 0,
        "not_counted": units.is_(None),
        "in_stock": units > 0,
    }
    return conditions[state]


def _conditions(wanted: StockFilter, level: Subquery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.active is not None:
        conditions.append(Variant.active.is_(wanted.active))
    if wanted.product_id is not None:
        conditions.append(Variant.product_id == wanted.product_id)
    if wanted.supplier_id is not None:
        conditions.append(Product.supplier_id == wanted.supplier_id)
    if wanted.category_id is not None:
        path = select(Category.path).where(Category.id == wanted.category_id).scalar_subquery()
        below = select(Category.id).where(
            or_(Category.path == path, func.substr(Category.path, 1, func.length(path) + 3) == path.concat(" / "))
        )
        conditions.append(Product.category_id.in_(below))
    if wanted.state is not None:
        conditions.append(_in_state(level, wanted.state))
    return conditions


def _chunk(session: Session, ids: Sequence[int]) -> dict[int, VariantRow]:
    levels: dict[int, dict[int, int]] = {}
    sellable: dict[int, int] = {}
    query = (
        select(StockLevel.variant_id, StockLevel.location_id, StockLevel.quantity, Location.kind)
        .join(Location, Location.id == StockLevel.location_id)
        .where(StockLevel.variant_id.in_(ids), StockLevel.is_counted)
    )
    for variant_id, location_id, quantity, kind in session.execute(query):
        levels.setdefault(variant_id, {})[location_id] = quantity
        if kind not in _NOT_SOLD_FROM:
            sellable[variant_id] = sellable.get(variant_id, 0) + quantity
    reserved, arriving = reserved_units(session, None, ids), on_order(session, None, ids)
    rows = session.execute(
        select(Variant, Product, Category.path, Supplier.name)
        .join(Product, Product.id == Variant.product_id)
        .outerjoin(Category, Category.id == Product.category_id)
        .outerjoin(Supplier, Supplier.id == Product.supplier_id)
        .where(Variant.id.in_(ids))
    )
    return {
        variant.id: VariantRow(
            variant_id=variant.id,
            product_id=product.id,
            sku=variant.sku,
            name=product.name,
            brand=product.brand or "",
            size=variant.size or "",
            colour=variant.colour or "",
            category=path or "",
            supplier=supplier or "",
            price_minor=variant.price_minor,
            cost_minor=variant.cost_minor,
            active=variant.active and product.active,
            levels=levels.get(variant.id, {}),
            sellable=sellable.get(variant.id),
            reserved=reserved.get(variant.id, 0),
            arriving=arriving.get(variant.id, ()),
        )
        for variant, product, path, supplier in rows
    }
