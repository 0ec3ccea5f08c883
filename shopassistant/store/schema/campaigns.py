"""Campaigns: who was assigned to what, each letter with its fate, and who wants no more."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from shopassistant.store.schema.base import Base, one_of


class Campaign(Base):
    """Letters to a segment, with a random part of it left out, so that what they earned can be told."""

    __tablename__ = "campaign"
    __table_args__ = (
        one_of("status", "draft", "approved", "sending", "paused", "sent", "stopped"),
        one_of("measure", "margin", "redeemed"),
        CheckConstraint("holdout_share >= 0 AND holdout_share < 1", name="holdout_share"),
        CheckConstraint("alpha > 0 AND alpha < 1", name="alpha"),
        CheckConstraint("horizon_days > 0 AND attribution_days > 0", name="days"),
        Index("ix_campaign_status", "status"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    status: Mapped[str] = mapped_column(String(10), default="draft")
    segment_id: Mapped[int | None] = mapped_column(ForeignKey("segment.id"), index=True)
    promotion_id: Mapped[int | None] = mapped_column(ForeignKey("promotion.id"), index=True)
    # The share of the segment that gets nothing.
    holdout_share: Mapped[float]
    # Random, and new for each campaign, so that two campaigns split the customers independently.
    salt: Mapped[str] = mapped_column(String(32))
    alpha: Mapped[float] = mapped_column(default=0.05)
    # What decides, and the smallest difference worth knowing: minor units of margin, or a share, per customer.
    measure: Mapped[str] = mapped_column(String(12), default="margin")
    relevant_effect: Mapped[float | None]
    # The planned end in days after the start, and how long after being written to a purchase counts.
    horizon_days: Mapped[int] = mapped_column(default=28)
    attribution_days: Mapped[int] = mapped_column(default=28)
    scheduled_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    approved_at: Mapped[datetime | None]
    # What was planned and expected when it was approved.
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)


class CampaignArm(Base):
    """One of the ways a campaign compares; one may be the hold-out, which gets nothing."""

    __tablename__ = "campaign_arm"
    __table_args__ = (
        CheckConstraint("share > 0 AND share <= 1", name="share"),
        CheckConstraint("send_hour IS NULL OR send_hour BETWEEN 0 AND 23", name="send_hour"),
    )

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(10), primary_key=True)
    share: Mapped[float]
    is_holdout: Mapped[bool] = mapped_column(default=False)
    promotion_id: Mapped[int | None] = mapped_column(ForeignKey("promotion.id"))
    # Subject, blocks, call to action; see `promotions.campaigns`.
    content: Mapped[dict[str, Any]] = mapped_column(default=dict)
    send_hour: Mapped[int | None]


class CampaignMember(Base):
    """A customer of a campaign with the arm that was drawn, and what they were worth before.

    It stays with the customer it was drawn for, also when that customer is merged into another.
    """

    __tablename__ = "campaign_member"
    __table_args__ = (Index("ix_campaign_member_customer_id", "customer_id"),)

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), primary_key=True)
    arm: Mapped[str] = mapped_column(String(10))
    assigned_at: Mapped[datetime]
    spent_before_minor: Mapped[int] = mapped_column(default=0)
    margin_before_minor: Mapped[int] = mapped_column(default=0)


class MailMessage(Base):
    """One letter to one customer, as it was written, and what became of it."""

    __tablename__ = "mail_message"
    __table_args__ = (
        one_of("status", "queued", "sending", "sent", "uncertain", "failed", "bounced", "skipped"),
        Index("uq_mail_message_customer", "campaign_id", "customer_id", unique=True),
        Index("ix_mail_message_queue", "campaign_id", "status", "next_try_at"),
        Index("ix_mail_message_sent", "customer_id", "sent_at"),
        Index("ix_mail_message_coupon_id", "coupon_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    arm: Mapped[str] = mapped_column(String(10))
    address: Mapped[str] = mapped_column(String(254))
    # In its links; says nothing about the customer.
    token: Mapped[str] = mapped_column(String(64), unique=True)
    # The header by which a bounce is known.
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    status: Mapped[str] = mapped_column(String(10))
    # A code: why it was skipped or failed.
    reason: Mapped[str | None] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(400), default="")
    text: Mapped[str] = mapped_column(default="")
    html: Mapped[str] = mapped_column(default="")
    # Ids of the products it names, in order.
    products: Mapped[list[Any]] = mapped_column(default=list)
    coupon_id: Mapped[int | None] = mapped_column(ForeignKey("coupon.id"))
    queued_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(String(400), default="")


class MailEvent(Base):
    """Something that happened to a letter after it left; what machines did is marked as such."""

    __tablename__ = "mail_event"
    __table_args__ = (
        one_of("kind", "open", "click", "unsubscribe", "bounce", "complaint"),
        Index("ix_mail_event_message", "message_id", "kind"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("mail_message.id"))
    kind: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime]
    machine: Mapped[bool] = mapped_column(default=False)
    link: Mapped[str] = mapped_column(String(200), default="")
    agent: Mapped[str] = mapped_column(String(200), default="")


class MailSuppression(Base):
    """An address that is never written to again; kept as a hash, so that it outlives the erasure of its owner."""

    __tablename__ = "mail_suppression"
    __table_args__ = (
        one_of("reason", "bounce", "complaint", "unsubscribe", "manual"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    address_hash: Mapped[str] = mapped_column(String(64), unique=True)
    reason: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime]
    message_id: Mapped[int | None] = mapped_column(ForeignKey("mail_message.id"))
