"""Deliveries as they were booked: of one order, or the newest of the shop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from shopassistant.inventory.variant_words import variant_detail
from shopassistant.store.schema import (
    GoodsReceipt,
    GoodsReceiptLine,
    Location,
    Product,
    PurchaseOrder,
    Staff,
    Supplier,
    Variant,
)


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One delivery.

    Attributes:
        order: number of the order it came for, empty without one.
        units, damaged: pieces taken onto the shelf, pieces that came broken; negative where it takes another back.
        reversed_by: number of the one that takes it back, empty for none.
        reverses: whether it takes another back.
    """

    receipt_id: int
    number: str
    at: datetime
    supplier: str
    order_id: int | None
    order: str
    location: str
    delivery_note: str
    note: str
    staff: str
    lines: int
    units: int
    damaged: int
    reversed_by: str
    reverses: bool


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """What came of one variant."""

    variant_id: int
    sku: str
    name: str
    detail: str
    units: int
    damaged: int
    over_reason: str


def receipts_of_order(session: Session, order_id: int) -> tuple[ReceiptRow, ...]:
    """What came for an order, newest first."""
    return _rows(session, [GoodsReceipt.order_id == order_id])


def latest_receipts(session: Session, limit: int = 500) -> tuple[ReceiptRow, ...]:
    """The newest deliveries of the shop, with and without an order."""
    return _rows(session, [], limit)


def receipt_lines(session: Session, receipt_id: int) -> tuple[ReceiptLine, ...]:
    """What came with one delivery."""
    query = (
        select(GoodsReceiptLine, Variant, Product.name)
        .join(Variant, Variant.id == GoodsReceiptLine.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .where(GoodsReceiptLine.receipt_id == receipt_id)
        .order_by(GoodsReceiptLine.id)
    )
    return tuple(
        ReceiptLine(
            variant.id,
            variant.sku,
            name,
            variant_detail(name, variant.colour, variant.size),
            line.units,
            line.damaged_units,
            line.over_reason,
        )
        for line, variant, name in session.execute(query)
    )


def _rows(
    session: Session, conditions: Sequence[ColumnElement[bool]], limit: int | None = None
) -> tuple[ReceiptRow, ...]:
    back = aliased(GoodsReceipt)
    query = (
        select(
            GoodsReceipt,
            Supplier.name,
            PurchaseOrder.number,
            Location.name,
            Staff.name,
            func.count(GoodsReceiptLine.id),
            func.coalesce(func.sum(GoodsReceiptLine.units), 0),
            func.coalesce(func.sum(GoodsReceiptLine.damaged_units), 0),
            back.number,
        )
        .join(Location, Location.id == GoodsReceipt.location_id)
        .outerjoin(GoodsReceiptLine, GoodsReceiptLine.receipt_id == GoodsReceipt.id)
        .outerjoin(PurchaseOrder, PurchaseOrder.id == GoodsReceipt.order_id)
        .outerjoin(Supplier, Supplier.id == GoodsReceipt.supplier_id)
        .outerjoin(Staff, Staff.id == GoodsReceipt.staff_id)
        .outerjoin(back, back.reverses_id == GoodsReceipt.id)
        .where(*conditions)
        .group_by(GoodsReceipt.id)
        .order_by(GoodsReceipt.at.desc(), GoodsReceipt.id.desc())
        .limit(limit)
    )
    return tuple(_row(values) for values in session.execute(query))


def _row(values: Any) -> ReceiptRow:
    receipt, supplier, order, location, staff, lines, units, damaged, back = values
    return ReceiptRow(
        receipt_id=receipt.id,
        number=receipt.number,
        at=receipt.at,
        supplier=supplier or "",
        order_id=receipt.order_id,
        order=order or "",
        location=location,
        delivery_note=receipt.delivery_note,
        note=receipt.note,
        staff=staff or "",
        lines=lines,
        units=units,
        damaged=damaged,
        reversed_by=back or "",
        reverses=receipt.reverses_id is not None,
    )
