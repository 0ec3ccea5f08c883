"""Experiments in the shop: two methods of recommendation side by side, and who was shown which."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from shopassistant.store.schema.base import Base, one_of


class Experiment(Base):
    """A question to the shop's own customers: which of two methods does better. At most one runs at a time."""

    __tablename__ = "experiment"
    __table_args__ = (
        one_of("state", "draft", "running", "stopped"),
        one_of("measure", "conversion", "value"),
        CheckConstraint("relevant_effect > 0", name="relevant_effect"),
        CheckConstraint("alpha > 0 AND alpha < 1", name="alpha"),
        CheckConstraint("(state = 'draft') = (started_at IS NULL)", name="started"),
        CheckConstraint("(state = 'stopped') = (stopped_at IS NOT NULL)", name="stopped"),
        Index(
            "uq_experiment_running",
            "state",
            unique=True,
            sqlite_where=text("state = 'running'"),
            postgresql_where=text("state = 'running'"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(10))
    # Random, and new for each experiment, so that two experiments split the customers independently.
    salt: Mapped[str] = mapped_column(String(32))
    # What decides: the share of offered products that are bought, or what a customer spends.
    measure: Mapped[str] = mapped_column(String(12))
    # The smallest difference worth knowing: a share (0 to 1) of conversion, minor units of value per customer.
    relevant_effect: Mapped[float]
    alpha: Mapped[float]
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
    # What was concluded when it was stopped.
    verdict: Mapped[str | None] = mapped_column(String(30))


class ExperimentArm(Base):
    """One of the methods an experiment compares, and the share of customers who get it."""

    __tablename__ = "experiment_arm"
    __table_args__ = (CheckConstraint("share > 0 AND share < 1", name="share"),)

    experiment_id: Mapped[int] = mapped_column(ForeignKey("experiment.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(1), primary_key=True)
    method: Mapped[str] = mapped_column(String(30))
    share: Mapped[float]


class ExperimentExposure(Base):
    """One list of an arm that was shown to a customer; the first of a customer is when they came into the experiment.

    It stays with the customer it was shown to, also when that customer is merged into another.
    """

    __tablename__ = "experiment_exposure"
    __table_args__ = (
        Index("ix_experiment_exposure_customer", "experiment_id", "customer_id", "at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    experiment_id: Mapped[int] = mapped_column(ForeignKey("experiment.id"))
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    arm: Mapped[str] = mapped_column(String(1))
    list_key: Mapped[str] = mapped_column(String(32), unique=True)
    at: Mapped[datetime]
