"""What the books tell: suppliers who are late, and units that went missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import case, func, select, text
from sqlalchemy.orm import Session, aliased

from shopassistant.inventory.alerts.kinds import Found, Limits
from shopassistant.store.schema import (
    PurchaseOrder,
    PurchaseOrderLine,
    StockMovement,
    Variant,
)
from shopassistant.store.schema.stock import COUNTING_REASONS, IS_CORRECTION

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
    says what is there. What is most of the loss by itself, the rest by place: a full count finds some of nearly all."""
    lost = _lost(session, now - timedelta(days=limits.shrink_days), limits)
    whole = sum(one.worth for one in lost)
    rest: dict[int, list[_Lost]] = {}
    for one in lost:
        if len(lost) > limits.many and one.worth < limits.shrink_single * whole:
            rest.setdefault(one.location_id, []).append(one)
            continue
        figures = {"count": one.units, "money_minor": one.money, "days": limits.shrink_days}
        yield Found(
            "shrinkage", "warning", f"{one.variant_id}:{one.location_id}", variant_id=one.variant_id,
            location_id=one.location_id, figures=figures,
        )  # fmt: skip
    for location_id, those in rest.items():
        figures = {
            "products": len(those), "count": sum(one.units for one in those), "days": limits.shrink_days,
            "money_minor": sum(one.worth for one in those),
        }  # fmt: skip
        yield Found("shrinkage_many", "warning", str(location_id), location_id=location_id, figures=figures)


@dataclass(frozen=True, slots=True)
class _Lost:
    """What a shelf lost; `money` in minor units at cost, None where nobody entered it."""

    variant_id: int
    location_id: int
    units: int
    money: int | None

    @property
    def worth(self) -> int:
        return self.money or 0


def _lost(session: Session, since: datetime, limits: Limits) -> list[_Lost]:
    """Shelves that lost enough. Only those with corrections are looked into, told by the small index of these: the
    ledger of a large shop has millions of other rows."""
    moved = StockMovement.reason.in_(("count", "adjustment")) & (StockMovement.quantity < 0)
    taken = func.sum(case((moved, -StockMovement.quantity), else_=0))
    corrected_here = (
        select(StockMovement.variant_id, StockMovement.location_id)
        .where(text(IS_CORRECTION), StockMovement.at >= since)
        .group_by(StockMovement.location_id, StockMovement.variant_id)
        .having(taken >= limits.shrink_units)
        .cte("corrected_here")
    )
    earlier = aliased(StockMovement)
    first = (
        select(func.min(earlier.id))
        .where(
            earlier.variant_id == StockMovement.variant_id,
            earlier.location_id == StockMovement.location_id,
            earlier.reason.in_(COUNTING_REASONS),
        )
        .correlate(StockMovement)
        .scalar_subquery()
    )
    corrected = (StockMovement.reason == "count") | (
        (StockMovement.reason == "adjustment") & StockMovement.cause.in_(_MISSING)
    )
    is_later = StockMovement.id > first
    lost = -func.sum(case((corrected & is_later, StockMovement.quantity), else_=0))
    handled = func.sum(case((StockMovement.reason == "sale", -StockMovement.quantity), else_=0))
    query = (
        select(StockMovement.variant_id, StockMovement.location_id, lost, handled, func.max(Variant.cost_minor))
        .select_from(corrected_here)
        .join(
            StockMovement,
            (StockMovement.variant_id == corrected_here.c.variant_id)
            & (StockMovement.location_id == corrected_here.c.location_id)
            & (StockMovement.at >= since),
        )
        .join(Variant, Variant.id == StockMovement.variant_id)
        .group_by(StockMovement.variant_id, StockMovement.location_id)
        .having(lost >= limits.shrink_units)
    )
    return [
        _Lost(variant_id, location_id, int(units), None if cost is None else int(units) * cost)
        for variant_id, location_id, units, sold, cost in session.execute(query)
        if units >= limits.shrink_share * (units + max(sold, 0))
    ]
