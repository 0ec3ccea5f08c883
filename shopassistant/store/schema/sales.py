"""Sales and returns with their lines, how they were paid, and baskets that are not yet sales."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from shopassistant.store.schema.base import Base, one_of


class Sale(Base):
    """A completed sale or return. Never altered once written, except to link a customer (merge) or forget one."""

    __tablename__ = "sale"
    __table_args__ = (
        one_of("kind", "sale", "return"),
        one_of("source", "counter", "import", "api", "demo"),
        CheckConstraint("total_minor = gross_minor - discount_minor", name="total"),
        # Holds all that a customer's value is made of, so that it is summed without touching the rows.
        Index("ix_sale_customer_at", "customer_id", "sold_at", "kind", "total_minor"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # The receipt's number for our own sales, the invoice number of imported ones.
    number: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    source: Mapped[str] = mapped_column(String(10))
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"))
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    sold_at: Mapped[datetime] = mapped_column(index=True)
    currency: Mapped[str] = mapped_column(String(3))
    # Sums of the lines. Returned lines count negative.
    gross_minor: Mapped[int]
    discount_minor: Mapped[int]
    total_minor: Mapped[int]
    # Tax contained in the total.
    tax_minor: Mapped[int]
    # Chosen by the terminal before the first try, so that a repeated request cannot book twice.
    request_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    note: Mapped[str] = mapped_column(String(400), default="")


class SaleLine(Base):
    """One line of a sale. Quantity is negative on a return; discount and total carry the quantity's sign."""

    __tablename__ = "sale_line"
    __table_args__ = (
        one_of("kind", "product", "charge"),
        CheckConstraint("quantity <> 0", name="quantity"),
        CheckConstraint("unit_price_minor >= 0 OR kind = 'charge'", name="unit_price"),
        CheckConstraint("total_minor = quantity * unit_price_minor - discount_minor", name="total"),
        CheckConstraint("quantity * discount_minor >= 0", name="discount_sign"),
        CheckConstraint("kind = 'charge' OR variant_id IS NOT NULL", name="product_has_variant"),
        CheckConstraint("returns_line_id IS NULL OR quantity < 0", name="return_is_negative"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sale_id: Mapped[int] = mapped_column(ForeignKey("sale.id"), index=True)
    position: Mapped[int]
    # `charge` is what is no product: postage, a fee, a manual correction.
    kind: Mapped[str] = mapped_column(String(10))
    variant_id: Mapped[int | None] = mapped_column(ForeignKey("variant.id"), index=True)
    # The name at the time of sale; the product may be renamed later.
    description: Mapped[str] = mapped_column(String(200))
    quantity: Mapped[int]
    unit_price_minor: Mapped[int]
    discount_minor: Mapped[int] = mapped_column(default=0)
    total_minor: Mapped[int]
    tax_rate_bp: Mapped[int] = mapped_column(default=0)
    tax_minor: Mapped[int] = mapped_column(default=0)
    # Cost of one unit when sold, where known.
    unit_cost_minor: Mapped[int | None]
    returns_line_id: Mapped[int | None] = mapped_column(ForeignKey("sale_line.id"), index=True)
    # Fingerprint of an imported line; the same line of the same file never comes in twice.
    source_key: Mapped[bytes | None] = mapped_column(unique=True)


class Tender(Base):
    """How a sale was paid; the payment itself happens elsewhere."""

    __tablename__ = "tender"
    __table_args__ = (
        one_of("kind", "cash", "card", "voucher", "transfer", "other"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sale_id: Mapped[int] = mapped_column(ForeignKey("sale.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    amount_minor: Mapped[int]


class Basket(Base):
    """A basket in the making. It is saved at every change, so that a power cut loses nothing, and may be held."""

    __tablename__ = "basket"
    __table_args__ = (
        one_of("status", "open", "held", "sold", "dropped"),
        Index(
            "uq_basket_open_terminal",
            "terminal",
            unique=True,
            sqlite_where=text("status = 'open'"),
            postgresql_where=text("status = 'open'"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(String(10), index=True)
    label: Mapped[str] = mapped_column(String(80), default="")
    # The window that has it open.
    terminal: Mapped[str] = mapped_column(String(60), default="")
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    sale_id: Mapped[int | None] = mapped_column(ForeignKey("sale.id"))
    # Points the customer wants to pay with.
    points_wanted: Mapped[int] = mapped_column(default=0, server_default=text("0"))


class BasketLine(Base):
    """A line of a basket in the making."""

    __tablename__ = "basket_line"
    __table_args__ = (
        CheckConstraint("quantity <> 0", name="quantity"),
        CheckConstraint("unit_price_minor >= 0", name="unit_price"),
        CheckConstraint("quantity * discount_minor >= 0", name="discount_sign"),
        CheckConstraint("discount_bp IS NULL OR discount_bp BETWEEN 0 AND 10000", name="discount_share"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    basket_id: Mapped[int] = mapped_column(ForeignKey("basket.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"))
    quantity: Mapped[int]
    unit_price_minor: Mapped[int]
    discount_minor: Mapped[int] = mapped_column(default=0)
    # Hundredths of a percent, where the discount was given as a share: it then follows the quantity.
    discount_bp: Mapped[int | None]
    # The manager who allowed a price below cost.
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    # Set on a line that gives something back.
    returns_line_id: Mapped[int | None] = mapped_column(ForeignKey("sale_line.id"))
    # Where the line came from: scan, typed, recommendation; for measuring what advice earns.
    origin: Mapped[str] = mapped_column(String(40), default="typed")
    # A removed line stays until the basket is done with, so that removing can be undone.
    removed_at: Mapped[datetime | None]
