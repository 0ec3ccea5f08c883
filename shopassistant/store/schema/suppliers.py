"""What can be bought from whom, in which packs and at which price."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from shopassistant.store.schema.base import Base


class SupplierItem(Base):
    """A variant in a supplier's range. A variant may have several suppliers; at most one of them is preferred.

    Triggers make one for a variant whose product names a supplier, so that every import gives them.
    """

    __tablename__ = "supplier_item"
    __table_args__ = (
        UniqueConstraint("supplier_id", "variant_id"),
        CheckConstraint("cost_minor IS NULL OR cost_minor >= 0", name="cost"),
        CheckConstraint("pack_size >= 1", name="pack_size"),
        CheckConstraint("min_units >= 1", name="min_units"),
        CheckConstraint("lead_time_days IS NULL OR lead_time_days >= 0", name="lead_time"),
        Index("ix_supplier_item_variant_id", "variant_id"),
        Index(
            "uq_supplier_item_preferred",
            "variant_id",
            unique=True,
            sqlite_where=text("preferred"),
            postgresql_where=text("preferred"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("supplier.id"))
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id", ondelete="CASCADE"))
    supplier_sku: Mapped[str] = mapped_column(String(60), default="")
    # Of one unit, as last agreed or charged, without a price break; None where nobody said.
    cost_minor: Mapped[int | None]
    # Orders come in multiples of this many units.
    pack_size: Mapped[int] = mapped_column(default=1)
    min_units: Mapped[int] = mapped_column(default=1)
    # Where it differs from the supplier's.
    lead_time_days: Mapped[int | None]
    preferred: Mapped[bool] = mapped_column(default=False)


class PriceBreak(Base):
    """From so many units of one order line on, a unit costs this."""

    __tablename__ = "price_break"
    __table_args__ = (
        UniqueConstraint("supplier_item_id", "from_units"),
        CheckConstraint("from_units > 1", name="from_units"),
        CheckConstraint("cost_minor >= 0", name="cost"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    supplier_item_id: Mapped[int] = mapped_column(ForeignKey("supplier_item.id", ondelete="CASCADE"))
    from_units: Mapped[int]
    cost_minor: Mapped[int]
