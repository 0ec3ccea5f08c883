"""Alerts: something about the stock that somebody should look at, said once, and who wants to hear of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from shopassistant.store.schema.base import Base, one_of


class Alert(Base):
    """One thing to look at. While it is open or snoozed the same fingerprint does not come again."""

    __tablename__ = "alert"
    __table_args__ = (
        one_of("severity", "info", "warning", "critical"),
        one_of("status", "open", "snoozed", "closed"),
        CheckConstraint("(status = 'closed') = (closed_at IS NOT NULL)", name="closed"),
        CheckConstraint("(status = 'snoozed') = (snoozed_until IS NOT NULL)", name="snoozed"),
        Index(
            "uq_alert_fingerprint_unsettled",
            "fingerprint",
            unique=True,
            sqlite_where=text("status <> 'closed'"),
            postgresql_where=text("status <> 'closed'"),
        ),
        Index("ix_alert_status", "status", "kind"),
        Index("ix_alert_variant_id", "variant_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    severity: Mapped[str] = mapped_column(String(10))
    variant_id: Mapped[int | None] = mapped_column(ForeignKey("variant.id"))
    location_id: Mapped[int | None] = mapped_column(ForeignKey("location.id"))
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("supplier.id"))
    order_id: Mapped[int | None] = mapped_column(ForeignKey("purchase_order.id"))
    # Plain values for the sentence: a probability, a date, money tied up.
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # The same cause gives the same text: kind, what it is about, and the occasion.
    fingerprint: Mapped[str] = mapped_column(String(120), index=True)
    status: Mapped[str] = mapped_column(String(10), default="open")
    opened_at: Mapped[datetime]
    # When its figures were last seen to hold.
    seen_at: Mapped[datetime]
    assigned_to_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    snoozed_until: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    # A code such as `settled`, `not_relevant`; `gone` where its cause went away by itself.
    close_reason: Mapped[str | None] = mapped_column(String(30))


class AlertSubscription(Base):
    """A role or a person who wants to hear of alerts of a kind and category (null: all)."""

    __tablename__ = "alert_subscription"
    __table_args__ = (
        one_of("role", "associate", "manager", "administrator", nullable=True),
        CheckConstraint("(role IS NULL) <> (staff_id IS NULL)", name="who"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str | None] = mapped_column(String(20))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    kind: Mapped[str | None] = mapped_column(String(30))
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
