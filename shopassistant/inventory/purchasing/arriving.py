"""What is on order: units still to come of each variant, with the day they are expected on."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.inventory.posting import CHUNK
from shopassistant.inventory.purchasing.state import COMING
from shopassistant.store.schema import PurchaseOrder, PurchaseOrderLine, StockTransfer, StockTransferLine, Supplier


@dataclass(frozen=True, slots=True)
class Arriving:
    """Units on their way to a location.

    Attributes:
        expected_on: the line's day, else the order's, else that of sending and the supplier's lead time; None for a
            transfer, which can come any day.
        order_id, line_id: the purchase order and its line; None for a transfer.
        transfer_id: None for an order.
    """

    variant_id: int
    location_id: int
    units: int
    expected_on: date | None
    order_id: int | None = None
    line_id: int | None = None
    transfer_id: int | None = None


def on_order(
    session: Session, location_id: int | None = None, variant_ids: Collection[int] | None = None
) -> dict[int, tuple[Arriving, ...]]:
    """What is coming, by variant, the earliest first; drafts are not on order.

    Args:
        location_id: where it is to come; anywhere by default.
        variant_ids: only these; all by default.
    """
    found: defaultdict[int, list[Arriving]] = defaultdict(list)
    for arriving in (*_ordered(session, location_id, variant_ids), *_transferred(session, location_id, variant_ids)):
        found[arriving.variant_id].append(arriving)
    return {
        variant_id: tuple(sorted(coming, key=lambda one: (one.expected_on or date.min, one.order_id or 0)))
        for variant_id, coming in found.items()
        if variant_ids is None or variant_id in set(variant_ids)
    }


def _ordered(session: Session, location_id: int | None, variant_ids: Collection[int] | None) -> list[Arriving]:
    left = PurchaseOrderLine.units - PurchaseOrderLine.units_received - PurchaseOrderLine.units_cancelled
    query = (
        select(
            PurchaseOrderLine.variant_id, PurchaseOrder.location_id, left, PurchaseOrderLine.expected_on,
            PurchaseOrder.expected_on, PurchaseOrder.sent_at, Supplier.lead_time_days, PurchaseOrder.id,
            PurchaseOrderLine.id,
        )
        .join(PurchaseOrder, PurchaseOrder.id == PurchaseOrderLine.order_id)
        .join(Supplier, Supplier.id == PurchaseOrder.supplier_id)
        .where(PurchaseOrder.status.in_(COMING), left > 0)
    )  # fmt: skip
    if location_id is not None:
        query = query.where(PurchaseOrder.location_id == location_id)
    if variant_ids is not None and len(variant_ids) <= CHUNK:
        query = query.where(PurchaseOrderLine.variant_id.in_(variant_ids))
    return [
        Arriving(
            variant_id=variant_id,
            location_id=place,
            units=units,
            expected_on=own or whole or (sent.date() + timedelta(days=promised) if sent else None),
            order_id=order_id,
            line_id=line_id,
        )
        for variant_id, place, units, own, whole, sent, promised, order_id, line_id in session.execute(query)
    ]


def _transferred(session: Session, location_id: int | None, variant_ids: Collection[int] | None) -> list[Arriving]:
    line = StockTransferLine
    left = line.units_shipped - line.units_received - line.units_returned - line.units_missing
    query = (
        select(line.variant_id, StockTransfer.to_location_id, left, StockTransfer.id)
        .join(StockTransfer, StockTransfer.id == line.transfer_id)
        .where(StockTransfer.status == "shipped", left > 0)
    )
    if location_id is not None:
        query = query.where(StockTransfer.to_location_id == location_id)
    if variant_ids is not None and len(variant_ids) <= CHUNK:
        query = query.where(line.variant_id.in_(variant_ids))
    return [
        Arriving(variant_id, place, units, None, transfer_id=transfer_id)
        for variant_id, place, units, transfer_id in session.execute(query)
    ]
