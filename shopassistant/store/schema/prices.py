"""Prices: what others ask, what limits the shop sets itself, what was suggested and decided, markdowns to a day."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from shopassistant.store.schema.base import Base, one_of


class CompetitorPrice(Base):
    """What somebody else asked for a variant on a day."""

    __tablename__ = "competitor_price"
    __table_args__ = (
        CheckConstraint("price_minor >= 0", name="price"),
        Index("uq_competitor_price_seen", "variant_id", "competitor", "seen_on", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"))
    competitor: Mapped[str] = mapped_column(String(80))
    price_minor: Mapped[int]
    seen_on: Mapped[date]
    imported_at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class PriceLimit(Base):
    """Within what a price may move: of a variant, of a category, or (both null) of the whole shop."""

    __tablename__ = "price_limit"
    __table_args__ = (
        CheckConstraint("variant_id IS NULL OR category_id IS NULL", name="one_scope"),
        CheckConstraint("floor_minor IS NULL OR floor_minor >= 0", name="floor"),
        CheckConstraint("ceiling_minor IS NULL OR ceiling_minor >= coalesce(floor_minor, 0)", name="ceiling"),
        CheckConstraint("max_step_bp IS NULL OR max_step_bp BETWEEN 1 AND 10000", name="max_step"),
        CheckConstraint("min_days_between IS NULL OR min_days_between >= 0", name="min_days"),
        Index("ix_price_limit_variant_id", "variant_id"),
        Index("ix_price_limit_category_id", "category_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    variant_id: Mapped[int | None] = mapped_column(ForeignKey("variant.id"))
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    floor_minor: Mapped[int | None]
    ceiling_minor: Mapped[int | None]
    # Over cost, in hundredths of a percent of it.
    floor_margin_bp: Mapped[int | None]
    # The most one change may move, in hundredths of a percent.
    max_step_bp: Mapped[int | None]
    # The last digits of a price, such as "99"; null for any.
    ending: Mapped[str | None] = mapped_column(String(4))
    min_days_between: Mapped[int | None]
    # A suggestion inside the limits is taken without being asked.
    automatic: Mapped[bool | None]


class PriceSuggestion(Base):
    """A price that was proposed, on what grounds, and what somebody decided."""

    __tablename__ = "price_suggestion"
    __table_args__ = (
        one_of("status", "proposed", "approved", "rejected", "undone"),
        CheckConstraint("old_price_minor >= 0 AND new_price_minor >= 0", name="price"),
        CheckConstraint("(status = 'proposed') = (decided_at IS NULL)", name="decided"),
        Index("ix_price_suggestion_variant", "variant_id", "at"),
        Index("ix_price_suggestion_status", "status"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"))
    at: Mapped[datetime]
    old_price_minor: Mapped[int]
    new_price_minor: Mapped[int]
    # Expected units, margin and risk at both prices, and the elasticity they rest on.
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)
    status: Mapped[str] = mapped_column(String(10), default="proposed")
    # Null where the limits allowed it by themselves.
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(200), default="")
    price_change_id: Mapped[int | None] = mapped_column(ForeignKey("price_change.id"))


class MarkdownPlan(Base):
    """How a product's price goes down so that its stock is sold by a day."""

    __tablename__ = "markdown_plan"
    __table_args__ = (
        one_of("status", "proposed", "approved", "done", "cancelled"),
        Index("ix_markdown_plan_variant", "variant_id", "status"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"))
    location_id: Mapped[int | None] = mapped_column(ForeignKey("location.id"))
    until: Mapped[date]
    status: Mapped[str] = mapped_column(String(10), default="proposed")
    # In order: the day, the price, whether it was taken.
    steps: Mapped[list[Any]] = mapped_column(default=list)
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
