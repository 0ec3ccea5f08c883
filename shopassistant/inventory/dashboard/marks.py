"""How far the store was read, and which variants were written since: asked in some microseconds, by ids alone."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from shopassistant.inventory.dashboard.reading import MOST_AT_ONCE
from shopassistant.inventory.dashboard.shelves import Stamp
from shopassistant.store.schema import (
    AuditEntry,
    ProductTouch,
    PurchaseOrderLine,
    SaleLine,
    StockMovement,
    SupplierItem,
    Variant,
)


@dataclass(frozen=True)
class News:
    """What was written since a stamp.

    Attributes:
        stamp: how far the store is written now.
        variants: ids that may differ; None where there are too many to tell apart, or their supplier changed.
    """

    stamp: Stamp
    variants: frozenset[int] | None

    @property
    def is_none(self) -> bool:
        """Whether nothing the figures depend on was written."""
        return self.variants is not None and not self.variants


def read_stamp(session: Session, day: int, forecast: str = "") -> Stamp:
    """How far the store is written."""

    def newest(column: InstrumentedAttribute[int]) -> int:
        return session.scalar(select(func.max(column))) or 0

    return Stamp(
        day, newest(StockMovement.id), newest(SaleLine.id), newest(ProductTouch.id), newest(AuditEntry.id), forecast
    )


def read_news(session: Session, before: Stamp, day: int, forecast: str = "") -> News:
    """What was written since `before`; everything may differ on another day or with other forecasts."""
    now = read_stamp(session, day, forecast)
    if (now.day, now.forecast) != (before.day, before.forecast) or _went_back(before, now):
        return News(now, None)
    ids: set[int] = set()
    for statement in _statements(before, now):
        found = session.scalars(statement.limit(MOST_AT_ONCE + 1)).all()
        ids.update(one for one in found if one is not None)
        if len(ids) > MOST_AT_ONCE:
            return News(now, None)
    if now.audit > before.audit and _suppliers_changed(session, before):
        return News(now, None)
    return News(now, frozenset(ids))


def _went_back(before: Stamp, now: Stamp) -> bool:
    """A backup was brought back."""
    return now.movement < before.movement or now.line < before.line or now.audit < before.audit


def _statements(before: Stamp, now: Stamp) -> list[Select[int | None]]:
    made: list[Select[Any]] = []
    if now.movement > before.movement:
        made.append(select(StockMovement.variant_id).where(StockMovement.id > before.movement).distinct())
    if now.line > before.line:
        made.append(select(SaleLine.variant_id).where(SaleLine.id > before.line).distinct())
    if now.touch > before.touch:
        touched = select(ProductTouch.product_id).where(ProductTouch.id > before.touch)
        made.append(select(Variant.id).where(Variant.product_id.in_(touched)))
    if now.audit > before.audit:
        orders = select(AuditEntry.subject_id).where(
            AuditEntry.id > before.audit, AuditEntry.subject_type == "purchase_order"
        )
        made.append(select(PurchaseOrderLine.variant_id).where(PurchaseOrderLine.order_id.in_(orders)).distinct())
        items = select(AuditEntry.subject_id).where(
            AuditEntry.id > before.audit, AuditEntry.subject_type == "supplier_item"
        )
        made.append(select(SupplierItem.variant_id).where(SupplierItem.id.in_(items)))
        made.append(
            select(AuditEntry.subject_id).where(AuditEntry.id > before.audit, AuditEntry.subject_type == "variant")
        )
    return made


def _suppliers_changed(session: Session, before: Stamp) -> bool:
    statement = (
        select(AuditEntry.id)
        .where(
            AuditEntry.id > before.audit,
            or_(AuditEntry.subject_type == "supplier", AuditEntry.subject_type == "location"),
        )
        .limit(1)
    )
    return session.scalar(statement) is not None
