"""What the books tell: suppliers who are late, and units that went missing."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from shopassistant.inventory.alerts.kinds import Found, Limits
from shopassistant.store.schema import (
    PurchaseOrder,
    PurchaseOrderLine,
    StockMovement,
    Variant,
)
from shopassistant.store.schema.stock import COUNTING_REASONS

# Corrections that say that units are gone and nobody sold them.
_MISSING = ("theft", "other")
_VERY_LATE = 7  # days


def in_books(session: Session, now: datetime, today: date, limits: Limits) -> Iterator[Found]:
    """Everything that needs an eye."""
    yield from _late(session, today, limits)
    yield from _shrinkage(session, now, limits)


def _late(session: Session, today: date, limits: Limits) -> Iterator[Found]:
    """Orders of which something is missing after the day it was expected on."""
    due = func.min(func.coalesce(PurchaseOrderLine.expected_on, PurchaseOrder.expected_on))
    missing = PurchaseOrderLine.units - PurchaseOrderLine.units_received - PurchaseOrderLine.units_cancelled
    query = (
        select(PurchaseOrder.id, PurchaseOrder.supplier_id, PurchaseOrder.location_id, PurchaseOrder.number, due,
               func.sum(missing), func.sum(missing * PurchaseOrderLine.cost_minor))
        .join(PurchaseOrderLine, PurchaseOrderLine.order_id == PurchaseOrder.id)
        .where(PurchaseOrder.status.in_(("sent", "partly_received")), missing > 0)
        .group_by(PurchaseOrder.id)
    )  # fmt: skip
    for id_, supplier_id, location_id, number, expected, units, money in session.execute(query):
        if expected is None:
            continue
        day = expected if isinstance(expected, date) else date.fromisoformat(str(expected))
        late = (today - day).days
        if late < limits.late_days:
            continue
        figures = {
            "number": number, "expected_on": day.isoformat(), "days": late, "count": int(units),
            "money_minor": int(money or 0),
        }  # fmt: skip
        yield Found(
            "supplier_late", "critical" if late >= _VERY_LATE else "warning", str(id_), supplier_id=supplier_id,
            location_id=location_id, order_id=id_, figures=figures,
        )  # fmt: skip


def _shrinkage(session: Session, now: datetime, limits: Limits) -> Iterator[Found]:
    """Units missing at counts, less those found again, and those known to be stolen; the first count of a shelf only
    says what is there."""
    first = (
        select(
            StockMovement.variant_id,
            StockMovement.location_id,
            func.min(StockMovement.id).label("id"),
        )
        .where(StockMovement.reason.in_(COUNTING_REASONS))
        .group_by(StockMovement.variant_id, StockMovement.location_id)
        .subquery()
    )
    corrected = (StockMovement.reason == "count") | (
        (StockMovement.reason == "adjustment") & StockMovement.cause.in_(_MISSING)
    )
    lost = -func.sum(case((corrected, StockMovement.quantity), else_=0))
    handled = func.sum(case((StockMovement.reason == "sale", -StockMovement.quantity), else_=0))
    query = (
        select(StockMovement.variant_id, StockMovement.location_id, lost, handled, func.max(Variant.cost_minor))
        .join(Variant, Variant.id == StockMovement.variant_id)
        .join(
            first,
            (first.c.variant_id == StockMovement.variant_id) & (first.c.location_id == StockMovement.location_id),
        )
        .where(StockMovement.at >= now - timedelta(days=limits.shrink_days), StockMovement.id > first.c.id)
        .group_by(StockMovement.variant_id, StockMovement.location_id)
        .having(lost >= limits.shrink_units)
    )
    for variant_id, location_id, units, sold, cost in session.execute(query):
        if units < limits.shrink_share * (units + max(sold, 0)):
            continue
        figures = {"count": int(units), "money_minor": None if cost is None else int(units) * cost,
                   "days": limits.shrink_days}  # fmt: skip
        yield Found(
            "shrinkage", "warning", f"{variant_id}:{location_id}", variant_id=variant_id, location_id=location_id,
            figures=figures,
        )  # fmt: skip
