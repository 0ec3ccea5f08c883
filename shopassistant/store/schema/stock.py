"""Stock as a ledger: movements are only ever added, and levels follow them by database trigger."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from shopassistant.store.schema.base import Base, one_of

# Movements that say how much there truly is; from the first of them on, a level can be believed.
COUNTING_REASONS = ("opening", "count", "delivery")
LOCATION_KINDS = ("shop", "backroom", "warehouse", "transit", "damaged")
# Why units were put right or written off.
CAUSES = (
    "theft",
    "breakage",
    "expired",
    "found",
    "own_use",
    "entry_error",
    "supplier_return",
    "lost_in_transit",
    "other",
)

# Movements that are neither sold, bought nor moved: few beside the rest, so that an index finds them among millions. A
# query must hold these very words to be answered by it.
IS_CORRECTION = "reason IN ('opening', 'count', 'adjustment', 'damage')"


class Location(Base):
    """A shop floor, a back room, a warehouse; what is on its way, and what is broken, lies somewhere, too."""

    __tablename__ = "location"
    __table_args__ = (one_of("kind", *LOCATION_KINDS),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    active: Mapped[bool] = mapped_column(default=True)
    kind: Mapped[str] = mapped_column(String(10), default="shop", server_default=text("'shop'"))


class StockMovement(Base):
    """Units of one variant that came to or left one location. Triggers refuse to change or delete a row."""

    __tablename__ = "stock_movement"
    __table_args__ = (
        one_of("reason", "opening", "delivery", "sale", "return", "transfer", "count", "adjustment", "damage"),
        CheckConstraint("quantity <> 0 OR reason IN ('opening', 'count')", name="moves_something"),
        Index("ix_stock_movement_variant_at", "variant_id", "location_id", "at"),
        Index(
            "ix_stock_movement_corrections",
            "location_id",
            "variant_id",
            "at",
            "reason",
            "quantity",
            sqlite_where=text(IS_CORRECTION),
            postgresql_where=text(IS_CORRECTION),
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"))
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"))
    # Signed units: what came is positive.
    quantity: Mapped[int]
    reason: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime]
    sale_line_id: Mapped[int | None] = mapped_column(ForeignKey("sale_line.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    note: Mapped[str] = mapped_column(String(200), default="")
    # One of `CAUSES`, of an adjustment or a write-off. A trigger refuses others: a check on a column that is added
    # would have every movement of an older shop read again.
    cause: Mapped[str | None] = mapped_column(String(16))


class StockLevel(Base):
    """The sum of a variant's movements at a location, kept by trigger.

    `is_counted` tells whether an opening, a count or a delivery ever said how much there is. Without one the level is
    unknown, not zero: nothing is hidden from an offer, and nobody is warned, for a stock nobody ever entered.
    """

    __tablename__ = "stock_level"
    __table_args__ = (Index("ix_stock_level_location", "location_id"),)

    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"), primary_key=True)
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"), primary_key=True)
    quantity: Mapped[int] = mapped_column(default=0)
    is_counted: Mapped[bool] = mapped_column(default=False)


class StockWarning(Base):
    """A sale took more than was there: for the manager's list, until somebody looks into it."""

    __tablename__ = "stock_warning"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"))
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"))
    sale_line_id: Mapped[int | None] = mapped_column(ForeignKey("sale_line.id"))
    level_after: Mapped[int]
    at: Mapped[datetime]
    resolved_at: Mapped[datetime | None] = mapped_column(index=True)
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
