"""A few rows of a shop for tests: a customer, a product with variants, a sale, written straight into the tables."""

from datetime import UTC, datetime
from uuid import uuid4

from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import (
    Barcode,
    Category,
    Contact,
    Customer,
    Location,
    PriceChange,
    Product,
    Sale,
    SaleLine,
    StockMovement,
    Supplier,
    Tender,
    Variant,
)

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def a_customer(store: Store, given: str = "Ann", family: str = "Lee", *, phone: str = "", **values: object) -> int:
    """Add a customer; returns the id."""
    with store.begin(SYSTEM) as unit:
        fields = {"number": uuid4().hex[:10], "created_at": AT, "updated_at": AT, **values}
        who = Customer(given_name=given, family_name=family, **fields)
        unit.session.add(who)
        unit.session.flush()
        if phone:
            unit.session.add(Contact(customer_id=who.id, kind="phone", value=phone, lookup=phone, is_primary=True))
        unit.commit()
    return who.id


def a_product(
    store: Store,
    name: str = "Scarf",
    *,
    sizes: tuple[str, ...] = ("M",),
    price: int = 2500,
    cost: int | None = 1000,
    stock: int | None = 10,
    category: str = "",
    supplier: str = "",
    barcode: str = "",
    brand: str = "Nord",
) -> tuple[int, ...]:
    """Add a product with one variant per size; returns the variant ids. ``stock=None`` is never counted."""
    with store.begin(SYSTEM) as unit:
        session = unit.session
        group = maker = None
        if category:
            group = session.query(Category).filter_by(path=category).one_or_none()
            if group is None:
                group = Category(name=category.split(" / ")[-1], path=category)
        if supplier:
            maker = session.query(Supplier).filter_by(name=supplier).one_or_none() or Supplier(name=supplier)
        session.add_all([row for row in (group, maker) if row is not None])
        session.flush()
        product = Product(
            code=uuid4().hex[:12],
            name=name,
            brand=brand,
            category_id=group.id if group else None,
            supplier_id=maker.id if maker else None,
            created_at=AT,
        )
        session.add(product)
        session.flush()
        ids = []
        location = session.query(Location).order_by(Location.id).first()
        assert location is not None
        for size in sizes:
            variant = Variant(
                product_id=product.id,
                sku=f"{product.code}-{size}",
                size=size,
                price_minor=price,
                cost_minor=cost,
            )
            session.add(variant)
            session.flush()
            session.add(PriceChange(variant_id=variant.id, price_minor=price, at=AT))
            if stock is not None:
                session.add(
                    StockMovement(
                        variant_id=variant.id, location_id=location.id, quantity=stock, reason="opening", at=AT
                    )
                )
            if barcode and not ids:
                session.add(Barcode(code=barcode, variant_id=variant.id))
            ids.append(variant.id)
        unit.commit()
    return tuple(ids)


def a_sale(
    store: Store,
    variant_id: int,
    *,
    customer_id: int | None = None,
    quantity: int = 1,
    price: int = 2500,
    at: datetime = AT,
    number: str = "",
    source: str = "counter",
    returns_line_id: int | None = None,
) -> tuple[int, int]:
    """Add a sale (or, with a negative quantity, a return) of one line; returns (sale id, line id). Stock follows."""
    with store.begin(SYSTEM) as unit:
        session = unit.session
        location = session.query(Location).order_by(Location.id).first()
        assert location is not None
        total = quantity * price
        sale = Sale(
            number=number or uuid4().hex[:10].upper(),
            kind="sale" if quantity > 0 else "return",
            source=source,
            customer_id=customer_id,
            location_id=location.id,
            sold_at=at,
            currency="GBP",
            gross_minor=total,
            discount_minor=0,
            total_minor=total,
            tax_minor=0,
        )
        session.add(sale)
        session.flush()
        line = SaleLine(
            sale_id=sale.id,
            position=1,
            kind="product",
            variant_id=variant_id,
            description=session.get_one(Product, session.get_one(Variant, variant_id).product_id).name,
            quantity=quantity,
            unit_price_minor=price,
            discount_minor=0,
            total_minor=total,
            returns_line_id=returns_line_id,
        )
        session.add_all([line, Tender(sale_id=sale.id, kind="card", amount_minor=total)])
        session.flush()
        session.add(
            StockMovement(
                variant_id=variant_id,
                location_id=location.id,
                quantity=-quantity,
                reason="sale" if quantity > 0 else "return",
                at=at,
                sale_line_id=line.id,
            )
        )
        unit.commit()
    return sale.id, line.id
