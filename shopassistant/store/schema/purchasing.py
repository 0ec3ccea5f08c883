"""Orders to suppliers and the goods that came; a receipt is never altered, a wrong one is reversed by another."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from shopassistant.store.schema.base import Base, one_of

ORDER_STATES = ("draft", "sent", "partly_received", "received", "cancelled")


class PurchaseOrder(Base):
    """An order to one supplier for one location. Never deleted, so that its numbers have no gaps."""

    __tablename__ = "purchase_order"
    __table_args__ = (
        one_of("status", *ORDER_STATES),
        CheckConstraint("status <> 'draft' OR sent_at IS NULL", name="draft_is_not_sent"),
        Index("ix_purchase_order_status", "status", "supplier_id"),
        Index("ix_purchase_order_supplier", "supplier_id", "sent_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("supplier.id"))
    # Where it is to be delivered.
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"))
    status: Mapped[str] = mapped_column(String(16), default="draft")
    created_at: Mapped[datetime]
    # When the supplier got it; lead times count from here.
    sent_at: Mapped[datetime | None]
    expected_on: Mapped[date | None]
    # When nothing more was to come, by the last receipt or cancellation.
    closed_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(String(400), default="")
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class PurchaseOrderLine(Base):
    """Units of one variant in an order; what is open is ordered less received less cancelled, never below zero."""

    __tablename__ = "purchase_order_line"
    __table_args__ = (
        CheckConstraint("units > 0", name="units"),
        CheckConstraint("pack_size >= 1", name="pack_size"),
        CheckConstraint("cost_minor >= 0", name="cost"),
        CheckConstraint("units_received >= 0", name="received"),
        CheckConstraint("units_cancelled BETWEEN 0 AND units", name="cancelled"),
        Index("ix_purchase_order_line_order", "order_id", "position"),
        Index("ix_purchase_order_line_variant_id", "variant_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("purchase_order.id", ondelete="CASCADE"))
    position: Mapped[int]
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"))
    units: Mapped[int]
    pack_size: Mapped[int] = mapped_column(default=1)
    # Agreed for one unit.
    cost_minor: Mapped[int]
    # More than `units` where more came and was taken.
    units_received: Mapped[int] = mapped_column(default=0)
    units_cancelled: Mapped[int] = mapped_column(default=0)
    # Where it differs from the order's.
    expected_on: Mapped[date | None]


class GoodsReceipt(Base):
    """One delivery as it was booked, against an order or without one."""

    __tablename__ = "goods_receipt"
    __table_args__ = (
        Index("ix_goods_receipt_order_id", "order_id"),
        Index("ix_goods_receipt_supplier", "supplier_id", "at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("purchase_order.id"))
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("supplier.id"))
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"))
    # The number on the supplier's paper.
    delivery_note: Mapped[str] = mapped_column(String(60), default="")
    note: Mapped[str] = mapped_column(String(400), default="")
    at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    # Set where this one takes back another that was booked in error; its lines are negative.
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("goods_receipt.id"), unique=True)
    # Chosen by the window before the first try, so that a repeated request cannot book twice.
    request_key: Mapped[str | None] = mapped_column(String(64), unique=True)


class GoodsReceiptLine(Base):
    """What came of one variant: `units` went on the shelf, `damaged_units` came broken."""

    __tablename__ = "goods_receipt_line"
    __table_args__ = (
        CheckConstraint("units <> 0 OR damaged_units <> 0", name="something"),
        CheckConstraint("units * damaged_units >= 0", name="one_direction"),
        CheckConstraint("cost_minor IS NULL OR cost_minor >= 0", name="cost"),
        CheckConstraint("(units = 0) = (movement_id IS NULL)", name="moved"),
        CheckConstraint("damaged_units <> 0 OR damaged_movement_id IS NULL", name="damaged_moved"),
        UniqueConstraint("movement_id"),
        UniqueConstraint("damaged_movement_id"),
        Index("ix_goods_receipt_line_receipt_id", "receipt_id"),
        Index("ix_goods_receipt_line_order_line_id", "order_line_id"),
        Index("ix_goods_receipt_line_variant_id", "variant_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    receipt_id: Mapped[int] = mapped_column(ForeignKey("goods_receipt.id"))
    order_line_id: Mapped[int | None] = mapped_column(ForeignKey("purchase_order_line.id"))
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"))
    units: Mapped[int]
    damaged_units: Mapped[int] = mapped_column(default=0)
    # What was charged for one unit, where it was said.
    cost_minor: Mapped[int | None]
    # Why more was taken than was ordered.
    over_reason: Mapped[str] = mapped_column(String(200), default="")
    movement_id: Mapped[int | None] = mapped_column(ForeignKey("stock_movement.id"))
    # None where broken units were refused at the door and never lay anywhere.
    damaged_movement_id: Mapped[int | None] = mapped_column(ForeignKey("stock_movement.id"))
