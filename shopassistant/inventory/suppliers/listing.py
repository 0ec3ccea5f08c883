"""The table of suppliers: their terms, and what orders and deliveries say about them."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from shopassistant.inventory.suppliers.lead_times import LeadTimes, lead_times
from shopassistant.inventory.suppliers.terms import SupplierTerms, supplier_terms
from shopassistant.store.schema import PurchaseOrder, PurchaseOrderLine, Supplier, SupplierItem


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """One supplier.

    Attributes:
        times: how long it truly takes.
        items: variants in the range.
        coming: orders of which something is still to come; `open_minor` is what that costs.
        last_sent_at: when the last order went out, None for never.
    """

    supplier_id: int
    terms: SupplierTerms
    active: bool
    times: LeadTimes
    items: int
    coming: int
    open_minor: int
    last_sent_at: datetime | None


def list_suppliers(session: Session, today: date, *, active: bool | None = True) -> tuple[SupplierRow, ...]:
    """Suppliers by name; those one does not buy from any more with ``active=False`` or None (all)."""
    items = dict(
        session.execute(select(SupplierItem.supplier_id, func.count()).group_by(SupplierItem.supplier_id)).all()
    )
    last = dict(
        session.execute(
            select(PurchaseOrder.supplier_id, func.max(PurchaseOrder.sent_at)).group_by(PurchaseOrder.supplier_id)
        ).all()
    )
    coming = _coming(session)
    query = select(Supplier.id, Supplier.active).order_by(func.lower(Supplier.name))
    if active is not None:
        query = query.where(Supplier.active.is_(active))
    return tuple(
        SupplierRow(
            supplier_id=supplier_id,
            terms=supplier_terms(session, supplier_id),
            active=is_active,
            times=lead_times(session, supplier_id, today),
            items=items.get(supplier_id, 0),
            coming=coming.get(supplier_id, (0, 0))[0],
            open_minor=coming.get(supplier_id, (0, 0))[1],
            last_sent_at=last.get(supplier_id),
        )
        for supplier_id, is_active in session.execute(query).all()
    )


def _coming(session: Session) -> dict[int, tuple[int, int]]:
    """Supplier id to (orders still to come, minor units of what is open)."""
    line = PurchaseOrderLine
    left = line.units - line.units_received - line.units_cancelled
    query = (
        select(
            PurchaseOrder.supplier_id,
            func.count(PurchaseOrder.id.distinct()),
            func.coalesce(func.sum(case((left > 0, left), else_=0) * line.cost_minor), 0),
        )
        .join(line, line.order_id == PurchaseOrder.id)
        .where(PurchaseOrder.status.in_(("sent", "partly_received")))
        .group_by(PurchaseOrder.supplier_id)
    )
    return {supplier_id: (orders, minor) for supplier_id, orders, minor in session.execute(query)}
