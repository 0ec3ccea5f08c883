"""Holds: what a visitor asked to be put aside, known by a code alone. Nothing here says who the visitor was."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from shopassistant.store.schema.base import Base, one_of


class Hold(Base):
    """Goods put aside under a code until somebody asks for them at a counter, or the time is up."""

    __tablename__ = "hold"
    __table_args__ = (
        one_of("status", "waiting", "taken", "expired", "cancelled"),
        CheckConstraint("(status = 'waiting') = (closed_at IS NULL)", name="closed"),
        CheckConstraint("(status = 'taken') = (basket_id IS NOT NULL)", name="taken_has_basket"),
        CheckConstraint("taken_by_id IS NULL OR status = 'taken'", name="taken_by"),
        CheckConstraint("expires_at > created_at", name="lasts"),
        Index("ix_hold_status", "status", "location_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # Seven characters without the mark that groups them; see `shopassistant.sales.hold_codes`.
    code: Mapped[str] = mapped_column(String(12), unique=True)
    # Where the goods lie.
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"))
    status: Mapped[str] = mapped_column(String(10), default="waiting")
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    # When it was taken, cancelled, or found to be over.
    closed_at: Mapped[datetime | None]
    basket_id: Mapped[int | None] = mapped_column(ForeignKey("basket.id"), index=True)
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class HoldItem(Base):
    """Units of one variant that are put aside."""

    __tablename__ = "hold_item"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity"),)

    hold_id: Mapped[int] = mapped_column(ForeignKey("hold.id"), primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"), primary_key=True, index=True)
    # The order in which the visitor chose.
    position: Mapped[int]
    quantity: Mapped[int] = mapped_column(default=1)
