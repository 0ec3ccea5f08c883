"""Customers and what the shop knows of them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from shopassistant.store.schema.base import Base, one_of


class Customer(Base):
    """A person or company that buys. A merged or erased customer stays as a row, so that sales keep their link."""

    __tablename__ = "customer"
    __table_args__ = (
        one_of("status", "active", "merged", "erased"),
        CheckConstraint("(status = 'merged') = (merged_into_id IS NOT NULL)", name="merged_has_target"),
        CheckConstraint("merged_into_id IS NULL OR merged_into_id <> id", name="not_into_itself"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # The number people quote: on the card, in the shop's older records. Unique, not shown as an id of ours.
    number: Mapped[str] = mapped_column(String(40), unique=True)
    given_name: Mapped[str] = mapped_column(String(80), default="")
    family_name: Mapped[str] = mapped_column(String(80), default="")
    company: Mapped[str] = mapped_column(String(120), default="")
    street: Mapped[str] = mapped_column(String(200), default="")
    postcode: Mapped[str] = mapped_column(String(20), default="")
    city: Mapped[str] = mapped_column(String(80), default="")
    country: Mapped[str] = mapped_column(String(60), default="")
    language: Mapped[str | None] = mapped_column(String(10))
    status: Mapped[str] = mapped_column(String(10), default="active")
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"), index=True)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class Contact(Base):
    """A way to reach or recognise a customer. Not unique: families share a number."""

    __tablename__ = "contact"
    __table_args__ = (
        one_of("kind", "phone", "email", "card"),
        CheckConstraint("length(value) > 0", name="value_filled"),
        Index("ix_contact_lookup", "kind", "lookup"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    # As it was given, for showing.
    value: Mapped[str] = mapped_column(String(254))
    # Normal form for finding: E.164 for phones, lower case for e-mail, upper case without blanks for cards.
    lookup: Mapped[str] = mapped_column(String(254))
    label: Mapped[str] = mapped_column(String(40), default="")
    is_primary: Mapped[bool] = mapped_column(default=False)
    is_valid: Mapped[bool] = mapped_column(default=True)


class Consent(Base):
    """A yes or no to one purpose at one moment; the newest per purpose counts, the older stay as proof."""

    __tablename__ = "consent"
    __table_args__ = (
        one_of("purpose", "personalisation", "email", "sms", "phone", "post"),
        Index("ix_consent_newest", "customer_id", "purpose", "at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    purpose: Mapped[str] = mapped_column(String(20))
    granted: Mapped[bool]
    at: Mapped[datetime]
    # Where it was given: counter, form, web, import.
    source: Mapped[str] = mapped_column(String(40))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class Note(Base):
    """Something staff want to remember about a customer."""

    __tablename__ = "note"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    text: Mapped[str] = mapped_column(String(4000))
    at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class WishlistItem(Base):
    """A product, or one variant of it, that a customer wants."""

    __tablename__ = "wishlist_item"
    __table_args__ = (
        Index("uq_wishlist_item", "customer_id", "product_id", "variant_id", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    variant_id: Mapped[int | None] = mapped_column(ForeignKey("variant.id"))
    at: Mapped[datetime]


class FollowUp(Base):
    """A promise to a customer with a day it is due."""

    __tablename__ = "follow_up"
    __table_args__ = (
        Index("ix_follow_up_due", "done_at", "due_on"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    text: Mapped[str] = mapped_column(String(500))
    due_on: Mapped[date]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


class ImportantDate(Base):
    """A birthday or anniversary; the year may be unknown."""

    __tablename__ = "important_date"
    __table_args__ = (
        CheckConstraint("month BETWEEN 1 AND 12", name="month"),
        CheckConstraint("day BETWEEN 1 AND 31", name="day"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    label: Mapped[str] = mapped_column(String(60))
    month: Mapped[int]
    day: Mapped[int]
    year: Mapped[int | None]


class CustomerMerge(Base):
    """Two customers made one, with all it takes to make them two again."""

    __tablename__ = "customer_merge"
    __table_args__ = (
        CheckConstraint("kept_id <> absorbed_id", name="two_customers"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    absorbed_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    # Values of both before, and the ids of every row that moved.
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    undone_at: Mapped[datetime | None]


class CustomerChange(Base):
    """A customer whose findable words may have changed, one row per change; written by triggers, whoever writes.

    Every search index in memory, in any process, follows this log; see `shopassistant.customers.live_index`.
    """

    __tablename__ = "customer_change"
    __table_args__ = ({"sqlite_autoincrement": True},)

    seq: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int]
    # Random, so that a restored older store, whose numbers run again, is told from the one read before.
    token: Mapped[int] = mapped_column(BigInteger)


class SearchSnapshot(Base):
    """Arrays of the customer search index as they were after one change, so that a large shop opens at once."""

    __tablename__ = "search_snapshot"

    part: Mapped[str] = mapped_column(String(40), primary_key=True)
    # The last change the arrays contain, and its token.
    seq: Mapped[int]
    token: Mapped[int] = mapped_column(BigInteger)
    data: Mapped[bytes]
