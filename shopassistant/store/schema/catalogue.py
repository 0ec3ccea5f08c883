"""What the shop sells: products, and the variants of them that have a price, a barcode and a stock."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, false, text, true
from sqlalchemy.orm import Mapped, mapped_column

from shopassistant.store.schema.base import Base


class Supplier(Base):
    """Whom the shop buys from."""

    __tablename__ = "supplier"
    __table_args__ = (
        CheckConstraint("lead_time_days >= 0", name="lead_time"),
        CheckConstraint("min_order_minor >= 0", name="min_order"),
        CheckConstraint("order_cost_minor >= 0", name="order_cost"),
        CheckConstraint("review_days >= 1", name="review"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(40))
    # What the supplier promises; what truly happens is in the receipts.
    lead_time_days: Mapped[int] = mapped_column(default=7)
    # Below this value the supplier takes no order; 0 for none.
    min_order_minor: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    # What one order costs whatever its size: carriage, the work of writing and receiving it.
    order_cost_minor: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    # How often one orders there.
    review_days: Mapped[int] = mapped_column(default=7, server_default=text("7"))
    address: Mapped[str] = mapped_column(String(400), default="", server_default=text("''"))
    # The shop's own number at the supplier, printed on orders.
    account_number: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"))
    active: Mapped[bool] = mapped_column(default=True, server_default=true())


class TaxClass(Base):
    """A rate of value added tax, in hundredths of a percent; shelf prices include it."""

    __tablename__ = "tax_class"
    __table_args__ = (CheckConstraint("rate_bp BETWEEN 0 AND 10000", name="rate"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    rate_bp: Mapped[int]


class Category(Base):
    """A node of the category tree; `path` holds the names from the root, joined by `` / ``."""

    __tablename__ = "category"

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    path: Mapped[str] = mapped_column(String(400), unique=True)


class Product(Base):
    """A thing with a name and a story. What is sold is one of its variants; a plain product has exactly one."""

    __tablename__ = "product"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    brand: Mapped[str | None] = mapped_column(String(80), index=True)
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"), index=True)
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("supplier.id"), index=True)
    tax_class_id: Mapped[int | None] = mapped_column(ForeignKey("tax_class.id"))
    description: Mapped[str] = mapped_column(String(4000), default="")
    # Free attributes; eyewear keeps lens_width_mm, bridge_mm, temple_mm, frame_width_mm here.
    attributes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    image: Mapped[str | None] = mapped_column(String(400))
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]


class Variant(Base):
    """What lies on the shelf: one size and colour of a product, known by its SKU."""

    __tablename__ = "variant"
    __table_args__ = (
        CheckConstraint("price_minor >= 0", name="price"),
        CheckConstraint("cost_minor IS NULL OR cost_minor >= 0", name="cost"),
        CheckConstraint("length(sku) > 0", name="sku_filled"),
        CheckConstraint("shelf_life_days IS NULL OR shelf_life_days > 0", name="shelf_life"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    sku: Mapped[str] = mapped_column(String(60), unique=True)
    size: Mapped[str | None] = mapped_column(String(20))
    colour: Mapped[str | None] = mapped_column(String(40))
    price_minor: Mapped[int]
    # The moving average of what the units in stock were bought for.
    cost_minor: Mapped[int | None]
    active: Mapped[bool] = mapped_column(default=True)
    # Days from receiving until it can no longer be sold.
    shelf_life_days: Mapped[int | None]
    # Sold while stock lasts, never ordered again.
    discontinued: Mapped[bool] = mapped_column(default=False, server_default=false())


class Barcode(Base):
    """A code printed on a package; a variant may have several, a code belongs to one variant."""

    __tablename__ = "barcode"

    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"), index=True)


class PriceChange(Base):
    """A price from a moment on; the newest equals the variant's price."""

    __tablename__ = "price_change"
    __table_args__ = (
        CheckConstraint("price_minor >= 0", name="price"),
        Index("ix_price_change_variant_at", "variant_id", "at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"))
    price_minor: Mapped[int]
    at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class ProductTouch(Base):
    """A product that changed, written by trigger: search and advice read what is new since they last looked.

    No foreign key: a product that is gone was touched, too.
    """

    __tablename__ = "product_touch"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int]
