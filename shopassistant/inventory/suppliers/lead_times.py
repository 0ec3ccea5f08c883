"""How long a supplier truly takes: days from sending an order until its goods came, out of the receipts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from statistics import fmean, stdev

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from shopassistant.store.schema import GoodsReceipt, GoodsReceiptLine, PurchaseOrder, PurchaseOrderLine, Supplier


@dataclass(frozen=True, slots=True)
class LeadTimes:
    """What was observed of a supplier, as a distribution that others can sample.

    Attributes:
        promised_days: what the supplier says.
        days: days of every delivery (one day on which goods of one order came), the oldest first; whole days, 0 for
            the same day.
        late: how many of them came after the day they were expected on.
        waiting_days: days since sending of the orders of which nothing has come yet. They are longer than that: who
            leaves them out believes that a supplier who stopped delivering is quick.
        overdue: how many of these should have come already.
    """

    supplier_id: int
    promised_days: int
    days: tuple[int, ...]
    late: int
    waiting_days: tuple[int, ...]
    overdue: int

    @property
    def mean(self) -> float | None:
        """Mean of the days; None where nothing came yet."""
        return fmean(self.days) if self.days else None

    @property
    def spread(self) -> float | None:
        """Standard deviation of the days (n - 1); None for fewer than two deliveries."""
        return stdev(self.days) if len(self.days) > 1 else None

    @property
    def late_share(self) -> float | None:
        """Share of deliveries that came late; None where nothing came yet."""
        return self.late / len(self.days) if self.days else None


def lead_times(
    session: Session, supplier_id: int, today: date, since: date | None = None, variant_id: int | None = None
) -> LeadTimes:
    """The deliveries of a supplier.

    Args:
        today: to count the days of orders that wait.
        since: only orders sent on that day or later.
        variant_id: only deliveries of this variant.
    """
    promised = session.scalar(select(Supplier.lead_time_days).where(Supplier.id == supplier_id)) or 0
    came = _deliveries(session, supplier_id, since, variant_id)
    waits = _waiting(session, supplier_id, since, variant_id)
    return LeadTimes(
        supplier_id=supplier_id,
        promised_days=promised,
        days=tuple(_days(sent, day) for sent, day, _ in came),
        late=sum(day > (expected or sent.date() + timedelta(days=promised)) for sent, day, expected in came),
        waiting_days=tuple(max(_days(sent, today), 0) for sent, _ in waits),
        overdue=sum(today > (expected or sent.date() + timedelta(days=promised)) for sent, expected in waits),
    )


def _days(sent: datetime, day: date) -> int:
    return max((day - sent.date()).days, 0)


def _deliveries(
    session: Session, supplier_id: int, since: date | None, variant_id: int | None
) -> list[tuple[datetime, date, date | None]]:
    """(sent, day it came, day it was expected) per order and day, without receipts that were taken back."""
    back = aliased(GoodsReceipt)
    expected = func.min(func.coalesce(PurchaseOrderLine.expected_on, PurchaseOrder.expected_on))
    query = (
        select(PurchaseOrder.id, PurchaseOrder.sent_at, GoodsReceipt.at, expected)
        .join(GoodsReceipt, GoodsReceipt.order_id == PurchaseOrder.id)
        .join(GoodsReceiptLine, GoodsReceiptLine.receipt_id == GoodsReceipt.id)
        .join(PurchaseOrderLine, PurchaseOrderLine.id == GoodsReceiptLine.order_line_id)
        .outerjoin(back, back.reverses_id == GoodsReceipt.id)
        .where(back.id.is_(None), GoodsReceipt.reverses_id.is_(None), GoodsReceiptLine.units > 0)
        .group_by(GoodsReceipt.id)
        .order_by(GoodsReceipt.at, GoodsReceipt.id)
    )
    seen: dict[tuple[int, date], tuple[datetime, date, date | None]] = {}
    for order_id, sent, at, due in session.execute(query.where(*_scope(supplier_id, since, variant_id))):
        if sent is not None:
            seen.setdefault((order_id, at.date()), (sent, at.date(), due))
    return list(seen.values())


def _waiting(
    session: Session, supplier_id: int, since: date | None, variant_id: int | None
) -> Sequence[tuple[datetime, date | None]]:
    query = (
        select(PurchaseOrder.sent_at, func.min(func.coalesce(PurchaseOrderLine.expected_on, PurchaseOrder.expected_on)))
        .join(PurchaseOrderLine, PurchaseOrderLine.order_id == PurchaseOrder.id)
        .where(
            PurchaseOrder.status.in_(("sent", "partly_received")),
            PurchaseOrderLine.units_received == 0,
            PurchaseOrderLine.units_cancelled < PurchaseOrderLine.units,
        )
        .group_by(PurchaseOrder.id)
        .order_by(PurchaseOrder.sent_at)
    )
    rows = session.execute(query.where(*_scope(supplier_id, since, variant_id)))
    return [(sent, due) for sent, due in rows if sent is not None]


def _scope(supplier_id: int, since: date | None, variant_id: int | None) -> list[ColumnElement[bool]]:
    conditions = [PurchaseOrder.supplier_id == supplier_id]
    if since is not None:
        conditions.append(PurchaseOrder.sent_at >= datetime.combine(since, time(), UTC))
    if variant_id is not None:
        conditions.append(PurchaseOrderLine.variant_id == variant_id)
    return conditions
