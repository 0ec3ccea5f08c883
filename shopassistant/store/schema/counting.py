"""Counts as sessions: what was found, by whom, and what the books said at that very moment."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from shopassistant.store.schema.base import Base, one_of


class StockCount(Base):
    """One count of a location, whole or a part of it. Until it is booked it changes no level."""

    __tablename__ = "stock_count"
    __table_args__ = (
        one_of("kind", "full", "cycle"),
        one_of("status", "open", "booked", "cancelled"),
        CheckConstraint("(status = 'open') = (closed_at IS NULL)", name="closed"),
        Index("ix_stock_count_location", "location_id", "status"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"))
    kind: Mapped[str] = mapped_column(String(10))
    # Those who count do not see what the books say.
    blind: Mapped[bool] = mapped_column(default=True)
    status: Mapped[str] = mapped_column(String(10), default="open")
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    note: Mapped[str] = mapped_column(String(400), default="")


class StockCountLine(Base):
    """One variant of a count: to be counted (`counted_units` is null), or counted.

    `book_units` is the level when it was counted and `last_movement_id` the newest movement of the ledger then, so
    that what is sold before booking changes neither the difference nor its meaning.
    """

    __tablename__ = "stock_count_line"
    __table_args__ = (
        UniqueConstraint("count_id", "variant_id"),
        CheckConstraint("counted_units IS NULL OR counted_units >= 0", name="counted"),
        CheckConstraint("(counted_units IS NULL) = (book_units IS NULL)", name="book"),
        one_of("outcome", "booked", "superseded", "skipped", nullable=True),
        UniqueConstraint("movement_id"),
        Index("ix_stock_count_line_variant_id", "variant_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    count_id: Mapped[int] = mapped_column(ForeignKey("stock_count.id", ondelete="CASCADE"))
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"))
    counted_units: Mapped[int | None]
    book_units: Mapped[int | None]
    # Whether the level was believed then; without that there is no difference to wonder about.
    was_known: Mapped[bool] = mapped_column(default=False)
    last_movement_id: Mapped[int | None]
    # Something moved between two scans of it: which units were seen before and which after, nobody can tell.
    moved_meanwhile: Mapped[bool] = mapped_column(default=False)
    recount_wanted: Mapped[bool] = mapped_column(default=False)
    # How often it was counted from the start again.
    recounts: Mapped[int] = mapped_column(default=0)
    counted_at: Mapped[datetime | None]
    counted_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    # What became of it when the count was booked.
    outcome: Mapped[str | None] = mapped_column(String(12))
    movement_id: Mapped[int | None] = mapped_column(ForeignKey("stock_movement.id"))


class StockCountEntry(Base):
    """One scan or typed number; never altered, so that it can be seen who found what."""

    __tablename__ = "stock_count_entry"
    __table_args__ = (
        one_of("kind", "added", "set"),
        Index("ix_stock_count_entry_line_id", "line_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("stock_count_line.id", ondelete="CASCADE"))
    # `added` adds its units (a scan: one) to what was counted before; `set` starts from the beginning.
    kind: Mapped[str] = mapped_column(String(6))
    units: Mapped[int]
    book_units: Mapped[int]
    at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
