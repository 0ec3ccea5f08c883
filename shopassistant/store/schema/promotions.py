"""Promotions: the rules, what they were spent on line by line, coupons, and the ledger of points."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from shopassistant.store.schema.base import Base, one_of


class Promotion(Base):
    """A rule that lowers prices: for what, for whom, when, by how much, and within which limits."""

    __tablename__ = "promotion"
    __table_args__ = (
        one_of("status", "draft", "approved", "paused", "ended", "cancelled"),
        one_of("stacking", "best", "first"),
        CheckConstraint("ends_at IS NULL OR starts_at IS NULL OR ends_at > starts_at", name="times"),
        CheckConstraint("budget_minor IS NULL OR budget_minor >= 0", name="budget"),
        CheckConstraint("max_uses IS NULL OR max_uses > 0", name="max_uses"),
        CheckConstraint("max_uses_per_customer IS NULL OR max_uses_per_customer > 0", name="max_uses_per_customer"),
        CheckConstraint("spent_minor >= 0 AND uses >= 0", name="counted"),
        CheckConstraint("budget_minor IS NULL OR spent_minor <= budget_minor", name="within_budget"),
        CheckConstraint("max_uses IS NULL OR uses <= max_uses", name="within_uses"),
        CheckConstraint("status NOT IN ('approved', 'paused') OR approved_at IS NOT NULL", name="approved"),
        Index("ix_promotion_status", "status", "starts_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    status: Mapped[str] = mapped_column(String(10), default="draft")
    # What it gives; see `promotions.rules.offers`.
    offer: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # How its products were chosen; who they are stands in `PromotionItem`.
    scope: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # For whom; null is everybody.
    segment_id: Mapped[int | None] = mapped_column(ForeignKey("segment.id"), index=True)
    # Of one group at most one promotion takes a unit; those of different groups add up.
    group_name: Mapped[str] = mapped_column(String(40), default="")
    stacking: Mapped[str] = mapped_column(String(10), default="best")
    # The highest comes first.
    priority: Mapped[int] = mapped_column(default=0)
    # Where it applies, nothing else does.
    exclusive: Mapped[bool] = mapped_column(default=False)
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    # Weekdays and minutes of the shop's day; empty is always.
    hours: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # Ids of locations and codes of channels; SQL null is all.
    locations: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    channels: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    needs_coupon: Mapped[bool] = mapped_column(default=False)
    budget_minor: Mapped[int | None]
    max_uses: Mapped[int | None]
    max_uses_per_customer: Mapped[int | None]
    # Moved with the sale that spends them, and back with its return.
    spent_minor: Mapped[int] = mapped_column(default=0)
    uses: Mapped[int] = mapped_column(default=0)
    # No line goes below cost and this much of it, in hundredths of a percent, unless a manager passed that.
    floor_margin_bp: Mapped[int] = mapped_column(default=0)
    floor_passed_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    # What was expected of it when it was approved.
    rehearsal: Mapped[dict[str, Any]] = mapped_column(default=dict)
    note: Mapped[str] = mapped_column(String(1000), default="")
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    approved_at: Mapped[datetime | None]


class PromotionItem(Base):
    """A variant a promotion is about; a bundle has several slots, buy X get Y what is bought and what is got."""

    __tablename__ = "promotion_item"
    __table_args__ = (one_of("role", "get", "buy"), Index("ix_promotion_item_variant_id", "variant_id"))

    promotion_id: Mapped[int] = mapped_column(ForeignKey("promotion.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(String(4), primary_key=True, default="get")
    slot: Mapped[int] = mapped_column(primary_key=True, default=0)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"), primary_key=True)


class PromotionChange(Base):
    """A promotion whose terms changed, written by trigger: tills that hold the live promotions look here.

    No foreign key: a draft that is gone was changed, too.
    """

    __tablename__ = "promotion_change"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    promotion_id: Mapped[int]


class Coupon(Base):
    """A code that opens a promotion, for anybody or for one customer."""

    __tablename__ = "coupon"
    __table_args__ = (
        one_of("status", "active", "cancelled"),
        CheckConstraint("code = upper(code) AND length(code) > 0", name="code"),
        CheckConstraint("max_uses > 0", name="max_uses"),
        CheckConstraint("uses BETWEEN 0 AND max_uses", name="uses"),
        Index("ix_coupon_promotion_id", "promotion_id"),
        Index("ix_coupon_customer_id", "customer_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    promotion_id: Mapped[int] = mapped_column(ForeignKey("promotion.id"))
    code: Mapped[str] = mapped_column(String(24), unique=True)
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"))
    max_uses: Mapped[int] = mapped_column(default=1)
    uses: Mapped[int] = mapped_column(default=0)
    valid_until: Mapped[datetime | None]
    issued_at: Mapped[datetime]
    status: Mapped[str] = mapped_column(String(10), default="active")


class BasketCoupon(Base):
    """A coupon that was handed over with a basket in the making."""

    __tablename__ = "basket_coupon"

    basket_id: Mapped[int] = mapped_column(ForeignKey("basket.id", ondelete="CASCADE"), primary_key=True)
    coupon_id: Mapped[int] = mapped_column(ForeignKey("coupon.id"), primary_key=True, index=True)


class SaleLineOffer(Base):
    """The part of a sold line's discount that a promotion gave; without a promotion, points that were spent."""

    __tablename__ = "sale_line_offer"
    __table_args__ = (
        CheckConstraint("promotion_id IS NOT NULL OR coupon_id IS NULL", name="coupon_has_promotion"),
        Index("ix_sale_line_offer_sale_line_id", "sale_line_id"),
        Index("ix_sale_line_offer_promotion_id", "promotion_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sale_line_id: Mapped[int] = mapped_column(ForeignKey("sale_line.id"))
    promotion_id: Mapped[int | None] = mapped_column(ForeignKey("promotion.id"))
    coupon_id: Mapped[int | None] = mapped_column(ForeignKey("coupon.id"))
    # Both with the sign of the line's quantity.
    discount_minor: Mapped[int]
    units: Mapped[int]


class Redemption(Base):
    """A promotion used by a sale, or (negative) given back by a return."""

    __tablename__ = "redemption"
    __table_args__ = (
        one_of("kind", "redeemed", "returned"),
        CheckConstraint("(kind = 'redeemed') = (discount_minor >= 0 AND uses >= 0)", name="sign"),
        Index("ix_redemption_promotion_at", "promotion_id", "at"),
        Index("ix_redemption_sale_id", "sale_id"),
        Index("ix_redemption_customer_id", "customer_id"),
        Index("ix_redemption_coupon_id", "coupon_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    promotion_id: Mapped[int] = mapped_column(ForeignKey("promotion.id"))
    coupon_id: Mapped[int | None] = mapped_column(ForeignKey("coupon.id"))
    sale_id: Mapped[int] = mapped_column(ForeignKey("sale.id"))
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"))
    kind: Mapped[str] = mapped_column(String(10))
    uses: Mapped[int]
    discount_minor: Mapped[int]
    at: Mapped[datetime]


class PointsEntry(Base):
    """A movement of a customer's points; the balance is their sum. Only added to."""

    __tablename__ = "points_entry"
    __table_args__ = (
        one_of("kind", "earned", "spent", "reversed", "restored", "correction", "expired"),
        CheckConstraint("points <> 0", name="points"),
        # Holds all a balance is made of.
        Index("ix_points_entry_customer", "customer_id", "points"),
        Index("ix_points_entry_sale_id", "sale_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    points: Mapped[int]
    kind: Mapped[str] = mapped_column(String(12))
    sale_id: Mapped[int | None] = mapped_column(ForeignKey("sale.id"))
    promotion_id: Mapped[int | None] = mapped_column(ForeignKey("promotion.id"))
    at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    note: Mapped[str] = mapped_column(String(200), default="")
