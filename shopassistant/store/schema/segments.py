"""Segments: who belongs together by a rule or by likeness, who is in now, and what each customer is worth."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from shopassistant.store.schema.base import Base, one_of


class Clustering(Base):
    """One grouping of the customers by likeness, with all that is needed to place a customer who came later."""

    __tablename__ = "clustering"
    __table_args__ = (
        one_of("status", "proposed", "used", "replaced"),
        CheckConstraint("cluster_count > 0", name="cluster_count"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    method: Mapped[str] = mapped_column(String(30))
    cluster_count: Mapped[int]
    customers: Mapped[int]
    status: Mapped[str] = mapped_column(String(10), default="proposed")
    # Metrics of every number of clusters that was tried, and why this one.
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # Features, their scaling, and the centres.
    model: Mapped[dict[str, Any]] = mapped_column(default=dict)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class Segment(Base):
    """A named group of customers. Its members are kept fresh; what it means is in its definition."""

    __tablename__ = "segment"
    __table_args__ = (
        one_of("kind", "rule", "rfm", "cluster"),
        one_of("status", "active", "archived"),
        CheckConstraint("length(name) > 0", name="name_filled"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    description: Mapped[str] = mapped_column(String(1000), default="")
    kind: Mapped[str] = mapped_column(String(10))
    # A tree of conditions, an RFM group, or a clustering and its label.
    definition: Mapped[dict[str, Any]] = mapped_column(default=dict)
    status: Mapped[str] = mapped_column(String(10), default="active", index=True)
    # The number of the newest `SegmentVersion`.
    version: Mapped[int] = mapped_column(default=1)
    # As of the last refresh.
    members: Mapped[int] = mapped_column(default=0)
    refreshed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class SegmentVersion(Base):
    """What a segment meant from one moment on; every change of name or definition makes one."""

    __tablename__ = "segment_version"
    __table_args__ = (
        Index("uq_segment_version_number", "segment_id", "number", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    description: Mapped[str] = mapped_column(String(1000), default="")
    definition: Mapped[dict[str, Any]] = mapped_column(default=dict)
    made_at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class SegmentMember(Base):
    """A customer who is in a segment now."""

    __tablename__ = "segment_member"
    __table_args__ = (Index("ix_segment_member_customer_id", "customer_id"),)

    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), primary_key=True)
    since: Mapped[datetime]


class SegmentRefresh(Base):
    """One look at who is in a segment, with how many came and went since the look before."""

    __tablename__ = "segment_refresh"
    __table_args__ = (
        Index("ix_segment_refresh_segment_at", "segment_id", "at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"))
    version: Mapped[int]
    at: Mapped[datetime]
    members: Mapped[int]
    joined: Mapped[int]
    left: Mapped[int]


class CustomerValue(Base):
    """What a customer is worth and may yet be worth, as of one moment; worked out anew, never edited."""

    __tablename__ = "customer_value"
    __table_args__ = (
        CheckConstraint("alive BETWEEN 0 AND 1", name="alive"),
        CheckConstraint("churn BETWEEN 0 AND 1", name="churn"),
        CheckConstraint("lifetime_minor >= 0", name="lifetime"),
        Index("ix_customer_value_rfm_group", "rfm_group"),
    )

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), primary_key=True)
    at: Mapped[datetime]
    first_on: Mapped[date]
    last_on: Mapped[date]
    # Days with a purchase, and what was spent less what came back.
    purchases: Mapped[int]
    spend_minor: Mapped[int]
    # 1 to 5; 5 is the best fifth.
    recency_score: Mapped[int]
    frequency_score: Mapped[int]
    monetary_score: Mapped[int]
    rfm_group: Mapped[str] = mapped_column(String(30))
    # In the next 365 days.
    expected_purchases: Mapped[float]
    alive: Mapped[float]
    # Of one purchase, in the mean.
    expected_spend_minor: Mapped[int]
    lifetime_minor: Mapped[int]
    churn: Mapped[float]
