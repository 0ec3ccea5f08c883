"""What the shop wants and plans: limits and service levels, what was decided about advice, days that are special."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from shopassistant.store.schema.base import Base, one_of


class StockPolicy(Base):
    """What somebody wants of a variant at one location; without a location: where nothing else is said."""

    __tablename__ = "stock_policy"
    __table_args__ = (
        CheckConstraint("min_units IS NULL OR min_units >= 0", name="min_units"),
        CheckConstraint("max_units IS NULL OR max_units >= coalesce(min_units, 0)", name="max_units"),
        CheckConstraint("service_level_bp IS NULL OR service_level_bp BETWEEN 1 AND 9999", name="service_level"),
        Index(
            "uq_stock_policy_place",
            "variant_id",
            "location_id",
            unique=True,
            sqlite_where=text("location_id IS NOT NULL"),
            postgresql_where=text("location_id IS NOT NULL"),
        ),
        Index(
            "uq_stock_policy_everywhere",
            "variant_id",
            unique=True,
            sqlite_where=text("location_id IS NULL"),
            postgresql_where=text("location_id IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"))
    location_id: Mapped[int | None] = mapped_column(ForeignKey("location.id"))
    min_units: Mapped[int | None]
    max_units: Mapped[int | None]
    # Share of demand to be served from the shelf, in hundredths of a percent.
    service_level_bp: Mapped[int | None]


class AdviceDecision(Base):
    """What somebody answered to advice about one variant at one location, so that it is asked once."""

    __tablename__ = "advice_decision"
    __table_args__ = (
        one_of("kind", "snoozed", "dismissed", "ordered"),
        CheckConstraint("kind <> 'snoozed' OR until IS NOT NULL", name="snoozed_until"),
        Index("ix_advice_decision_variant", "variant_id", "location_id", "at"),
        Index("ix_advice_decision_order_line_id", "order_line_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"))
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"))
    kind: Mapped[str] = mapped_column(String(10))
    # A code of the advice, such as `too_much`; null where none was given.
    reason: Mapped[str | None] = mapped_column(String(30))
    note: Mapped[str] = mapped_column(String(200), default="")
    until: Mapped[date | None]
    advised_units: Mapped[int]
    order_line_id: Mapped[int | None] = mapped_column(ForeignKey("purchase_order_line.id", ondelete="SET NULL"))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


class PlannedEvent(Base):
    """Days known beforehand to be different: a promotion, a closure, a fair next door; both ends belong to it."""

    __tablename__ = "planned_event"
    __table_args__ = (
        one_of("kind", "promotion", "closure", "event"),
        CheckConstraint("last_day >= first_day", name="days"),
        CheckConstraint("discount_bp IS NULL OR discount_bp BETWEEN 0 AND 10000", name="discount"),
        CheckConstraint("category_id IS NULL OR variant_id IS NULL", name="one_scope"),
        Index("ix_planned_event_days", "first_day", "last_day"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(10))
    first_day: Mapped[date]
    last_day: Mapped[date]
    # What it is about; all null is the whole shop, everywhere.
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    variant_id: Mapped[int | None] = mapped_column(ForeignKey("variant.id"))
    location_id: Mapped[int | None] = mapped_column(ForeignKey("location.id"))
    discount_bp: Mapped[int | None]
    # Written and moved with the promotion it foretells.
    promotion_id: Mapped[int | None] = mapped_column(ForeignKey("promotion.id"), index=True)
    created_at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
