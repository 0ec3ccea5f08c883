"""The recommendations over time: what was measured of them, when they were learned anew, and who is learning now."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from shopassistant.store.schema.base import Base, one_of


class ModelCheck(Base):
    """One look at the recommendations that serve. The newest row of a version holds all visits since its fit."""

    __tablename__ = "model_check"
    __table_args__ = (
        CheckConstraint("hits >= 0 AND hits <= trials", name="hits"),
        CheckConstraint("expected_hits >= 0 AND expected_hits <= expected_trials", name="expected_hits"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    # When what served then was learned; tells one version from another.
    fitted_at: Mapped[datetime] = mapped_column(index=True)
    # Visits of which the offer held something that was bought, of those looked at; and what the hold-out promised.
    hits: Mapped[int]
    trials: Mapped[int]
    expected_hits: Mapped[int]
    expected_trials: Mapped[int]
    # Codes of the findings that needed somebody.
    warnings: Mapped[list[Any]] = mapped_column(default=list)


class ModelRefit(Base):
    """One time that something was learned anew, or was meant to be."""

    __tablename__ = "model_refit"
    __table_args__ = (
        one_of("cause", "schedule", "drift", "growth", "import", "person", "command"),
        one_of("outcome", "running", "promoted", "kept", "failed", "cancelled"),
        CheckConstraint("(outcome = 'running') = (ended_at IS NULL)", name="ended"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    started_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    cause: Mapped[str] = mapped_column(String(10))
    # `kept` is what was learned but does not serve, because it was worse than what did.
    outcome: Mapped[str] = mapped_column(String(10))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    version: Mapped[str | None] = mapped_column(String(60))
    # Numbers of the comparison, or the code of what went wrong.
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)


class WorkLease(Base):
    """Who does a piece of work that only one window at a time may do; it ends by itself where its owner was killed."""

    __tablename__ = "work_lease"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    # Host, process and a random part, so that no process takes another's lease for its own.
    owner: Mapped[str] = mapped_column(String(120))
    taken_at: Mapped[datetime]
    expires_at: Mapped[datetime]
