"""Who may act, what was done, what came from which file, and the shop's own settings."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from shopassistant.store.schema.base import Base, one_of


class Staff(Base):
    """Someone who works here and signs in with a PIN."""

    __tablename__ = "staff"
    __table_args__ = (one_of("role", "associate", "manager", "administrator"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    role: Mapped[str] = mapped_column(String(20))
    pin_hash: Mapped[str] = mapped_column(String(200))
    failed_attempts: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]


class AuditEntry(Base):
    """One thing somebody did; written in the transaction of the change, never altered after."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        one_of("actor_kind", "staff", "kiosk", "import", "api", "system"),
        Index("ix_audit_entry_subject", "subject_type", "subject_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_kind: Mapped[str] = mapped_column(String(10))
    actor_name: Mapped[str] = mapped_column(String(120))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    action: Mapped[str] = mapped_column(String(60))
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int | None]
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)


class ImportRun(Base):
    """One run of the import over one file."""

    __tablename__ = "import_run"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str] = mapped_column(String(255))
    file_sha256: Mapped[str] = mapped_column(String(64), index=True)
    preset: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime]
    report: Mapped[dict[str, Any]] = mapped_column(default=dict)


class ShopSetting(Base):
    """A setting of the shop (not of the machine), such as its currency."""

    __tablename__ = "shop_setting"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(String(2000))


class NumberSeries(Base):
    """The next number of a series (receipts, customers); taken and moved on in the transaction that uses it."""

    __tablename__ = "number_series"
    __table_args__ = (CheckConstraint("next_value > 0", name="next_positive"),)

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    next_value: Mapped[int]
