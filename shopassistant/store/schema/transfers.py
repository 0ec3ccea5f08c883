"""Transfers in two steps: shipped, and later received, with what was missing; between them the goods are in transit."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from shopassistant.store.schema.base import Base, one_of


class StockTransfer(Base):
    """Goods on their way from one location to another, lying at a location of kind transit until they arrive."""

    __tablename__ = "stock_transfer"
    __table_args__ = (
        one_of("status", "shipped", "received", "cancelled"),
        CheckConstraint("from_location_id <> to_location_id", name="two_places"),
        CheckConstraint("(status = 'shipped') = (closed_at IS NULL)", name="closed"),
        Index("ix_stock_transfer_status", "status", "to_location_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    from_location_id: Mapped[int] = mapped_column(ForeignKey("location.id"))
    to_location_id: Mapped[int] = mapped_column(ForeignKey("location.id"))
    transit_location_id: Mapped[int] = mapped_column(ForeignKey("location.id"))
    status: Mapped[str] = mapped_column(String(10), default="shipped")
    shipped_at: Mapped[datetime]
    shipped_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    # When nothing of it was on its way any more.
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    note: Mapped[str] = mapped_column(String(200), default="")
    request_key: Mapped[str | None] = mapped_column(String(64), unique=True)


class StockTransferLine(Base):
    """Units of one variant; in transit is shipped less received less returned less missing."""

    __tablename__ = "stock_transfer_line"
    __table_args__ = (
        CheckConstraint("units_shipped > 0", name="shipped"),
        CheckConstraint("units_received >= 0 AND units_returned >= 0 AND units_missing >= 0", name="arrived"),
        CheckConstraint(
            "units_received + units_returned + units_missing <= units_shipped", name="not_more_than_shipped"
        ),
        Index("ix_stock_transfer_line_transfer_id", "transfer_id"),
        Index("ix_stock_transfer_line_variant_id", "variant_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    transfer_id: Mapped[int] = mapped_column(ForeignKey("stock_transfer.id"))
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"))
    # More than was written down at first where more arrived than was said to be shipped.
    units_shipped: Mapped[int]
    units_received: Mapped[int] = mapped_column(default=0)
    units_returned: Mapped[int] = mapped_column(default=0)
    units_missing: Mapped[int] = mapped_column(default=0)


class StockTransferMovement(Base):
    """Which movements of the ledger a line of a transfer made."""

    __tablename__ = "stock_transfer_movement"
    __table_args__ = (Index("ix_stock_transfer_movement_line_id", "line_id"),)

    movement_id: Mapped[int] = mapped_column(ForeignKey("stock_movement.id"), primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("stock_transfer_line.id"))
