"""What a basket looks like from outside: its lines, sums and warnings, read in one query."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from shopassistant.core.errors import NotFound
from shopassistant.sales.amounts import is_below_cost, line_amounts
from shopassistant.store.schema import Basket, BasketLine, Product, StockLevel, TaxClass, Variant


@dataclass(frozen=True, slots=True)
class BasketLineView:
    """One line. Amounts are minor units and negative where something is given back.

    Attributes:
        unit_price_minor: fixed when the line was added; `shelf_price_minor` is what the shelf says now.
        discount_bp: set where the discount was given as a share.
        stock: units at the basket's location by the books, before this sale; None where never counted.
        approved_by_id: the manager who allowed a price below cost.
        returns_line_id: the sale line this one gives back.
    """

    id: int
    position: int
    variant_id: int
    product_id: int
    sku: str
    name: str
    brand: str | None
    size: str | None
    colour: str | None
    image: str | None
    quantity: int
    unit_price_minor: int
    gross_minor: int
    discount_minor: int
    discount_bp: int | None
    total_minor: int
    tax_rate_bp: int
    tax_minor: int
    cost_minor: int | None
    shelf_price_minor: int
    stock: int | None
    active: bool
    approved_by_id: int | None
    returns_line_id: int | None
    origin: str

    @property
    def below_cost(self) -> bool:
        """Whether a discount takes the line below cost."""
        return is_below_cost(self.quantity, self.total_minor, self.discount_minor, self.cost_minor)


@dataclass(frozen=True, slots=True)
class BasketWarning:
    """Something to say about a line that stops nobody.

    Attributes:
        code: ``basket.out_of_stock``, ``basket.price_changed``, ``basket.not_sold_any_more`` or ``basket.below_cost``.
        values: (name, value) pairs for the sentence.
    """

    code: str
    line_id: int
    values: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class BasketView:
    """A basket at one moment.

    Attributes:
        status: ``open``, ``held``, ``sold`` or ``dropped``.
        lines: in the order they were added.
        removed: lines that can be restored, the last removed last.
        units: pieces in all, given back ones not counted.
    """

    id: int
    status: str
    label: str
    terminal: str
    location_id: int
    customer_id: int | None
    sale_id: int | None
    changed_at: datetime
    lines: tuple[BasketLineView, ...]
    removed: tuple[BasketLineView, ...]
    units: int
    gross_minor: int
    discount_minor: int
    total_minor: int
    tax_minor: int
    warnings: tuple[BasketWarning, ...]


def load_basket(session: Session, basket_id: int) -> BasketView:
    """The basket with `basket_id`. Raises NotFound (``basket.unknown``)."""
    basket = session.get(Basket, basket_id)
    if basket is None:
        raise NotFound("basket.unknown")
    return view_of(session, basket)


def view_of(session: Session, basket: Basket) -> BasketView:
    """The view of a basket that is already loaded."""
    rows = session.execute(_LINES.where(BasketLine.basket_id == basket.id)).all()
    removed = sorted((row for row in rows if row.removed_at is not None), key=lambda row: row.removed_at)
    lines = tuple(_line(row) for row in rows if row.removed_at is None)
    return BasketView(
        id=basket.id,
        status=basket.status,
        label=basket.label,
        terminal=basket.terminal,
        location_id=basket.location_id,
        customer_id=basket.customer_id,
        sale_id=basket.sale_id,
        changed_at=basket.changed_at,
        lines=lines,
        removed=tuple(_line(row) for row in removed),
        units=sum(max(line.quantity, 0) for line in lines),
        gross_minor=sum(line.gross_minor for line in lines),
        discount_minor=sum(line.discount_minor for line in lines),
        total_minor=sum(line.total_minor for line in lines),
        tax_minor=sum(line.tax_minor for line in lines),
        warnings=tuple(warning for line in lines for warning in _warnings(line, lines)),
    )


def _lines_query() -> Select[*tuple[Any, ...]]:
    return (
        select(
            BasketLine.id,
            BasketLine.position,
            BasketLine.variant_id,
            BasketLine.quantity,
            BasketLine.unit_price_minor,
            BasketLine.discount_minor,
            BasketLine.discount_bp,
            BasketLine.approved_by_id,
            BasketLine.returns_line_id,
            BasketLine.origin,
            BasketLine.removed_at,
            Variant.product_id,
            Variant.sku,
            Variant.size,
            Variant.colour,
            Variant.cost_minor,
            Variant.price_minor.label("shelf_price_minor"),
            Variant.active.label("variant_active"),
            Product.name,
            Product.brand,
            Product.image,
            Product.active.label("product_active"),
            TaxClass.rate_bp,
            StockLevel.quantity.label("level"),
            StockLevel.is_counted,
        )
        .join(Basket, Basket.id == BasketLine.basket_id)
        .join(Variant, Variant.id == BasketLine.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .outerjoin(TaxClass, TaxClass.id == Product.tax_class_id)
        .outerjoin(
            StockLevel,
            (StockLevel.variant_id == BasketLine.variant_id) & (StockLevel.location_id == Basket.location_id),
        )
        .order_by(BasketLine.position, BasketLine.id)
    )


_LINES = _lines_query()


def _line(row: Row[Any]) -> BasketLineView:
    rate = row.rate_bp or 0
    amounts = line_amounts(row.quantity, row.unit_price_minor, row.discount_minor, rate)
    return BasketLineView(
        id=row.id,
        position=row.position,
        variant_id=row.variant_id,
        product_id=row.product_id,
        sku=row.sku,
        name=row.name,
        brand=row.brand,
        size=row.size,
        colour=row.colour,
        image=row.image,
        quantity=row.quantity,
        unit_price_minor=row.unit_price_minor,
        gross_minor=amounts.gross_minor,
        discount_minor=amounts.discount_minor,
        discount_bp=row.discount_bp,
        total_minor=amounts.total_minor,
        tax_rate_bp=rate,
        tax_minor=amounts.tax_minor,
        cost_minor=row.cost_minor,
        shelf_price_minor=row.shelf_price_minor,
        stock=row.level if row.is_counted else None,
        active=row.variant_active and row.product_active,
        approved_by_id=row.approved_by_id,
        returns_line_id=row.returns_line_id,
        origin=row.origin,
    )


def _warnings(line: BasketLineView, lines: tuple[BasketLineView, ...]) -> Iterator[BasketWarning]:
    if line.returns_line_id is not None:
        return
    wanted = sum(other.quantity for other in lines if other.variant_id == line.variant_id)
    if line.stock is not None and line.stock < wanted:
        values = (("name", line.name), ("stock", max(line.stock, 0)), ("wanted", wanted))
        yield BasketWarning("basket.out_of_stock", line.id, values)
    if line.shelf_price_minor != line.unit_price_minor:
        prices = (("added_minor", line.unit_price_minor), ("shelf_minor", line.shelf_price_minor))
        yield BasketWarning("basket.price_changed", line.id, (("name", line.name), *prices))
    if not line.active:
        yield BasketWarning("basket.not_sold_any_more", line.id, (("name", line.name),))
    if line.below_cost:
        yield BasketWarning("basket.below_cost", line.id, (("name", line.name),))
