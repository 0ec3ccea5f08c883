"""What was recommended and what became of it: the evidence that advice earns something."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from shopassistant.store.schema.base import Base, one_of


class RecommendationEvent(Base):
    """One step of one recommended product with one customer (or a walk-in)."""

    __tablename__ = "recommendation_event"
    __table_args__ = (
        one_of("event", "shown", "pitched", "added", "declined", "bought"),
        CheckConstraint("position >= 1", name="position"),
        Index("ix_recommendation_event_customer", "customer_id", "at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    # One list shown once; its products share it.
    list_key: Mapped[str] = mapped_column(String(32), index=True)
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    method: Mapped[str] = mapped_column(String(30))
    position: Mapped[int]
    event: Mapped[str] = mapped_column(String(10))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    sale_id: Mapped[int | None] = mapped_column(ForeignKey("sale.id"))
