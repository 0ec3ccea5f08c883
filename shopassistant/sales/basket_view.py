"""What a basket looks like from outside: its lines, sums and warnings, read in one query."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from shopassistant.core.errors import NotFound
from shopassistant.inventory.availability import units_on_hold
from shopassistant.promotions.redemption.giving_back import Back
from shopassistant.promotions.rules.pricing import Line, Nearly
from shopassistant.sales.amounts import is_below_cost, line_amounts
from shopassistant.sales.basket_offers import (
    BasketCouponView,
    BasketOffers,
    BasketPoints,
    LineOffer,
    basket_offers,
)
from shopassistant.store.schema import Basket, BasketLine, Product, StockLevel, TaxClass, Variant


@dataclass(frozen=True, slots=True)
class BasketLineView:
    """One line. Amounts are minor units and negative where something is given back.

    Attributes:
        unit_price_minor: fixed when the line was added; `shelf_price_minor` is what the shelf says now.
        discount_minor: all that is taken off: by hand, by offers, by points.
        offers: what promotions and points take off; a line with a discount by hand takes no promotion.
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
    offers: tuple[LineOffer, ...] = ()

    @property
    def offers_minor(self) -> int:
        """What promotions and points take off."""
        return sum(offer.discount_minor for offer in self.offers)

    @property
    def by_hand_minor(self) -> int:
        """The discount given by hand, with the quantity's sign."""
        return self.discount_minor - self.offers_minor

    @property
    def below_cost(self) -> bool:
        """Whether a discount by hand takes the line below cost; promotions have a floor of their own."""
        left = self.gross_minor - self.by_hand_minor
        return is_below_cost(self.quantity, left, self.by_hand_minor, self.cost_minor)


@dataclass(frozen=True, slots=True)
class BasketWarning:
    """Something to say about a line that stops nobody.

    Attributes:
        code: ``basket.out_of_stock``, ``basket.on_hold``, ``basket.price_changed``, ``basket.not_sold_any_more`` or
            ``basket.below_cost``.
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
        discount_minor: by hand, by offers and by points together.
        nearly: offers that little is missing for, the most worth first.
        points: None for a walk-in.
        due_minor: kept back for earned points that are gone; ``total = gross - discount + due``.
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
    nearly: tuple[Nearly, ...] = ()
    coupons: tuple[BasketCouponView, ...] = ()
    points: BasketPoints | None = None
    due_minor: int = 0

    @property
    def offers_minor(self) -> int:
        """What promotions and points take off."""
        return sum(line.offers_minor for line in self.lines)

    @property
    def saved_minor(self) -> int:
        """What promotions take off; points that are paid with are no saving."""
        return self.offers_minor - (0 if self.points is None else self.points.spent)


def load_basket(session: Session, basket_id: int) -> BasketView:
    """The basket with `basket_id`. Raises NotFound (``basket.unknown``)."""
    basket = session.get(Basket, basket_id)
    if basket is None:
        raise NotFound("basket.unknown")
    return view_of(session, basket)


def view_of(session: Session, basket: Basket) -> BasketView:
    """The view of a basket that is already loaded."""
    return view_with_offers(session, basket)[0]


def view_with_offers(session: Session, basket: Basket) -> tuple[BasketView, BasketOffers]:
    """The view of a basket, and what the promotions make of it, for booking."""
    rows = session.execute(_LINES.where(BasketLine.basket_id == basket.id)).all()
    removed = sorted((row for row in rows if row.removed_at is not None), key=lambda row: row.removed_at)
    lines = tuple(_line(row) for row in rows if row.removed_at is None)
    offers = BasketOffers()
    on_hold = units_on_hold(session, basket.location_id) if lines and basket.status == "open" else {}
    if basket.status in ("open", "held"):
        offers = basket_offers(session, basket, _sold(lines), _back(lines))
        lines = tuple(_with_offers(line, offers.by_line.get(line.id, ())) for line in lines)
    view = BasketView(
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
        total_minor=sum(line.total_minor for line in lines) + offers.due_minor,
        tax_minor=sum(line.tax_minor for line in lines),
        warnings=tuple(warning for line in lines for warning in _warnings(line, lines, on_hold)),
        nearly=offers.nearly,
        coupons=offers.coupons,
        points=offers.points,
        due_minor=offers.due_minor,
    )
    return view, offers


def _sold(lines: Iterable[BasketLineView]) -> list[Line]:
    return [
        Line(
            key=line.id,
            variant_id=line.variant_id,
            quantity=line.quantity,
            unit_price_minor=line.unit_price_minor,
            cost_minor=line.cost_minor,
            takes_offers=not line.discount_minor,
            by_hand_minor=line.discount_minor,
        )
        for line in lines
        if line.returns_line_id is None
    ]


def _back(lines: Iterable[BasketLineView]) -> list[Back]:
    return [
        Back(line.returns_line_id, -line.quantity, -line.total_minor, -line.discount_minor)
        for line in lines
        if line.returns_line_id is not None
    ]


def _with_offers(line: BasketLineView, offers: tuple[LineOffer, ...]) -> BasketLineView:
    if not offers:
        return line
    discount = line.discount_minor + sum(offer.discount_minor for offer in offers)
    amounts = line_amounts(line.quantity, line.unit_price_minor, discount, line.tax_rate_bp)
    return replace(
        line,
        discount_minor=discount,
        total_minor=amounts.total_minor,
        tax_minor=amounts.tax_minor,
        offers=offers,
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


def _warnings(
    line: BasketLineView, lines: tuple[BasketLineView, ...], on_hold: Mapping[int, int]
) -> Iterator[BasketWarning]:
    if line.returns_line_id is not None:
        return
    held = on_hold.get(line.variant_id, 0)
    wanted = sum(other.quantity for other in lines if other.variant_id == line.variant_id)
    if line.stock is not None and line.stock < wanted:
        values = (("name", line.name), ("stock", max(line.stock, 0)), ("wanted", wanted))
        yield BasketWarning("basket.out_of_stock", line.id, values)
    elif line.stock is not None and line.stock < wanted + held:
        yield BasketWarning("basket.on_hold", line.id, (("name", line.name), ("stock", line.stock), ("held", held)))
    if line.shelf_price_minor != line.unit_price_minor:
        prices = (("added_minor", line.unit_price_minor), ("shelf_minor", line.shelf_price_minor))
        yield BasketWarning("basket.price_changed", line.id, (("name", line.name), *prices))
    if not line.active:
        yield BasketWarning("basket.not_sold_any_more", line.id, (("name", line.name),))
    if line.below_cost:
        yield BasketWarning("basket.below_cost", line.id, (("name", line.name),))
