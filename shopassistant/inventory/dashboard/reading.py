"""The store's part of the figures: a few statements over whole tables, read straight into columns."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Integer, Select, and_, case, cast, func, or_, select
from sqlalchemy.orm import Session

from shopassistant.inventory.dashboard.shelves import AGE_LIMITS, WEEKS, Longs
from shopassistant.store.schema import (
    Location,
    Product,
    PurchaseOrder,
    PurchaseOrderLine,
    Sale,
    SaleLine,
    StockLevel,
    StockMovement,
    Supplier,
    SupplierItem,
    Variant,
)
from shopassistant.store.schema.stock import COUNTING_REASONS

_FETCH = 20_000
# SQLite takes at most 32,766 parameters in one statement.
MOST_AT_ONCE = 20_000
_EPOCH_JULIAN = 2440587.5
YEAR_DAYS = WEEKS * 7


@dataclass(frozen=True)
class Want:
    """Which rows to read.

    Attributes:
        today: days since 1970-01-01.
        variants: only these variants, at most `MOST_AT_ONCE`; None for all.
    """

    today: int
    variants: tuple[int, ...] | None = None

    def of(self, column: Any) -> list[ColumnElement[bool]]:
        """The condition on a column of variant ids."""
        return [] if self.variants is None else [column.in_(self.variants)]


def table(session: Session, statement: Select[*tuple[Any, ...]], width: int) -> tuple[Longs, ...]:
    """The columns of a statement of whole numbers, int64 each; no object per row is kept."""
    result = session.connection().execute(statement)
    cursor: Any = result.cursor
    parts = [np.empty((0, width), np.int64)]
    try:
        while rows := cursor.fetchmany(_FETCH):
            parts.append(np.fromiter(chain.from_iterable(rows), np.int64, width * len(rows)).reshape(-1, width))
    finally:
        result.close()
    return tuple(np.ascontiguousarray(column) for column in np.concatenate(parts).T)


def day_of(column: Any) -> ColumnElement[int]:
    """The day of a moment in days since 1970-01-01 (UTC)."""
    return cast(func.julianday(column) - _EPOCH_JULIAN, Integer)


def read_variants(session: Session, want: Want) -> tuple[Longs, ...]:
    """By name: id, product, price, cost (-1), category (0), supplier (0), sold here, discontinued, lead days,
    review days; int64 each. A variant that is withdrawn and lies nowhere is left out."""
    stocked = select(StockLevel.variant_id).where(StockLevel.quantity != 0)
    is_sold = and_(Variant.active, Product.active)
    supplier_id = func.coalesce(SupplierItem.supplier_id, Product.supplier_id)
    statement = (
        select(
            Variant.id,
            Variant.product_id,
            Variant.price_minor,
            func.coalesce(Variant.cost_minor, SupplierItem.cost_minor, -1),
            func.coalesce(Product.category_id, 0),
            func.coalesce(supplier_id, 0),
            cast(is_sold, Integer),
            cast(Variant.discontinued, Integer),
            func.coalesce(SupplierItem.lead_time_days, Supplier.lead_time_days, -1),
            func.coalesce(Supplier.review_days, -1),
        )
        .join(Product, Product.id == Variant.product_id)
        .outerjoin(SupplierItem, and_(SupplierItem.variant_id == Variant.id, SupplierItem.preferred))
        .outerjoin(Supplier, Supplier.id == supplier_id)
        .where(or_(is_sold, Variant.id.in_(stocked)), *want.of(Variant.id))
        .order_by(func.lower(Product.name), Variant.size, Variant.colour, Variant.id)
    )
    return table(session, statement, 10)


def read_orders(session: Session, want: Want) -> tuple[Longs, ...]:
    """A row per variant and location with something on order: variant, location, units still to come, day on which the
    first of them are expected (0 where nobody said)."""
    line, order = PurchaseOrderLine, PurchaseOrder
    still = line.units - line.units_received - line.units_cancelled
    expected = func.coalesce(line.expected_on, order.expected_on)
    statement = (
        select(line.variant_id, order.location_id, func.sum(still), func.coalesce(func.min(day_of(expected)), 0))
        .join(order, order.id == line.order_id)
        .where(order.status.in_(("sent", "partly_received")), still > 0, *want.of(line.variant_id))
        .group_by(line.variant_id, order.location_id)
        .order_by(line.variant_id, order.location_id)
    )
    return table(session, statement, 4)


def read_places(session: Session) -> dict[int, str]:
    """Kind of every location by its id."""
    return {int(id_): str(kind) for id_, kind in session.execute(select(Location.id, Location.kind))}


def read_levels(session: Session, want: Want) -> tuple[Longs, ...]:
    """Variant, location, units, counted; at places whose stock can be sold or is on its way there."""
    statement = (
        select(StockLevel.variant_id, StockLevel.location_id, StockLevel.quantity, cast(StockLevel.is_counted, Integer))
        .where(StockLevel.location_id.in_(sellable()), *want.of(StockLevel.variant_id))
        .order_by(StockLevel.variant_id, StockLevel.location_id)
    )
    return table(session, statement, 4)


def sellable() -> Select[int]:
    """Ids of the locations that count: all but those for damaged goods."""
    return select(Location.id).where(Location.kind != "damaged")


def read_sales(session: Session, want: Want) -> tuple[Longs, ...]:
    """A row per variant, location and week of the last year, by them: variant, location, week (`WEEKS` - 1 is the last
    seven days), units sold, units less returns, paid, cost of the goods where it was noted, units without noted cost,
    newest day of a sale."""
    week = (day_of(Sale.sold_at) - (want.today - YEAR_DAYS + 1)) / 7
    is_sold = SaleLine.quantity > 0
    noted = SaleLine.unit_cost_minor.is_not(None)
    statement = (
        select(
            SaleLine.variant_id,
            Sale.location_id,
            cast(week, Integer).label("week"),
            func.sum(case((is_sold, SaleLine.quantity), else_=0)),
            func.sum(SaleLine.quantity),
            func.sum(SaleLine.total_minor),
            func.sum(case((noted, SaleLine.quantity * SaleLine.unit_cost_minor), else_=0)),
            func.sum(case((noted, 0), else_=SaleLine.quantity)),
            func.max(case((is_sold, day_of(Sale.sold_at)), else_=0)),
        )
        .join(Sale, Sale.id == SaleLine.sale_id)
        .where(
            SaleLine.kind == "product",
            Sale.sold_at >= _moment(want.today - YEAR_DAYS + 1),
            Sale.sold_at < _moment(want.today + 1),
            *want.of(SaleLine.variant_id),
        )
        .group_by(SaleLine.variant_id, Sale.location_id, "week")
    )
    return table(session, statement, 9)


def read_arrivals(session: Session, want: Want) -> tuple[Longs, ...]:
    """A row per shelf: variant, location, units that came (transfers left out) in the last 30, 90 and 180 days (each
    with those before it), units that came by transfer in the last 180, day of the first movement that said how many
    there are (0 for none)."""
    quantity, reason, at = StockMovement.quantity, StockMovement.reason, StockMovement.at
    came = and_(quantity > 0, reason != "transfer")
    since = [_moment(want.today - limit) for limit in AGE_LIMITS]
    statement = (
        select(
            StockMovement.variant_id,
            StockMovement.location_id,
            *(func.sum(case((and_(came, at >= moment), quantity), else_=0)) for moment in since),
            func.sum(case((and_(quantity > 0, reason == "transfer", at >= since[-1]), quantity), else_=0)),
            func.coalesce(day_of(func.min(case((reason.in_(COUNTING_REASONS), at)))), 0),
        )
        .where(*want.of(StockMovement.variant_id))
        .group_by(StockMovement.variant_id, StockMovement.location_id)
    )
    return table(session, statement, 7)


def read_days(session: Session, want: Want) -> tuple[Longs, ...]:
    """A row per shelf and day of the last year on which its level changed: variant, location, day, change."""
    day = day_of(StockMovement.at).label("day")
    statement = (
        select(StockMovement.variant_id, StockMovement.location_id, day, func.sum(StockMovement.quantity))
        .where(StockMovement.at >= _moment(want.today - YEAR_DAYS + 1), *want.of(StockMovement.variant_id))
        .group_by(StockMovement.variant_id, StockMovement.location_id, "day")
        .order_by(StockMovement.variant_id, StockMovement.location_id, "day")
    )
    return table(session, statement, 4)


def _moment(day: int) -> datetime:
    """The first moment of a day (UTC)."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=day)


def places(keys: NDArray[np.int64], wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    """Place of each of `wanted` among the ascending `keys`; -1 where it is not there."""
    if not len(keys):
        return np.full(len(wanted), -1, np.int64)
    found = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[found] == wanted, found, -1)


def shelf_keys(variants: Longs, locations: Longs) -> Longs:
    """One number per shelf, int64: ascending with variant, then location (ids below 2^31 each)."""
    return (variants.astype(np.int64) << 31) | locations
