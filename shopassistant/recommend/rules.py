"""What may be offered to whom: consent, stock, active products, what was returned or declined, and the right size."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from shopassistant.store.schema import (
    Consent,
    Customer,
    Product,
    RecommendationEvent,
    Sale,
    SaleLine,
    StockLevel,
    Variant,
)

RETURNED_DAYS = 90
DECLINED_DAYS = 30


@dataclass(frozen=True)
class Person:
    """Whom an answer is for.

    Attributes:
        customer_id: after following merges.
        refuses: no personal data may be used.
    """

    customer_id: int
    refuses: bool


@dataclass(frozen=True)
class Offer:
    """A variant that can be handed over now.

    Attributes:
        stock: units at the location; None where nobody ever counted.
    """

    product_id: int
    variant_id: int
    name: str
    brand: str | None
    size: str | None
    price_minor: int
    stock: int | None


@dataclass(frozen=True)
class Wish:
    """What kind of variant suits: the one bought last, else the usual size.

    Attributes:
        last_variant_id: bought last of this product.
        size: usual size in this category.
        is_firm: the size is so regular that another one is not worth offering.
    """

    last_variant_id: int | None = None
    size: str | None = None
    is_firm: bool = False


NO_WISH = Wish()


def find_person(session: Session, customer_id: int, require_consent: bool) -> Person | None:
    """The customer behind an id, merges followed; None for one who is unknown or erased.

    An explicit refusal of personalisation (the newest record says no) is always respected. Without any record a shop
    may serve its own customer from its own books (legitimate interest at the counter), unless `require_consent`.
    """
    newest = (
        select(Consent.granted)
        .where(Consent.customer_id == Customer.id, Consent.purpose == "personalisation")
        .order_by(Consent.at.desc(), Consent.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    statement = select(Customer.status, Customer.merged_into_id, newest)
    for _ in range(20):  # merges of merges; a circle would be a damaged store
        row = session.execute(statement.where(Customer.id == customer_id)).one_or_none()
        if row is None or row[0] == "erased":
            return None
        if row[1] is None:
            return Person(customer_id, row[2] is False or (row[2] is None and require_consent))
        customer_id = row[1]
    return None


def products_of(session: Session, variant_ids: Iterable[int]) -> set[int]:
    """The products of some variants."""
    wanted = list(variant_ids)
    return set(session.scalars(select(Variant.product_id).where(Variant.id.in_(wanted)))) if wanted else set()


def unwanted(session: Session, customer_id: int, returned_since: datetime, declined_since: datetime) -> set[int]:
    """Products this customer sent back (and did not buy later again) or declined since then."""

    def newest(condition: ColumnElement[bool]) -> ColumnElement[datetime]:
        return func.max(case((condition, Sale.sold_at)))

    returned, bought = newest(SaleLine.quantity < 0), newest(SaleLine.quantity > 0)
    rows = session.execute(
        select(Variant.product_id, returned, bought)
        .join(SaleLine, SaleLine.variant_id == Variant.id)
        .join(Sale, Sale.id == SaleLine.sale_id)
        .where(Sale.customer_id == customer_id, Sale.sold_at >= returned_since)
        .group_by(Variant.product_id)
        .having(returned.is_not(None))
    )
    back = {row[0] for row in rows if row[2] is None or row[2] <= row[1]}
    declined = session.scalars(
        select(RecommendationEvent.product_id).where(
            RecommendationEvent.customer_id == customer_id,
            RecommendationEvent.at >= declined_since,
            RecommendationEvent.event == "declined",
        )
    )
    return back | set(declined)


def find_offers(
    session: Session, product_ids: list[int], location_id: int | None, wishes: Mapping[int, Wish]
) -> dict[int, Offer]:
    """For each product that may be offered its best variant: active, and in stock or never counted.

    Args:
        product_ids: asked for.
        location_id: whose stock counts; None adds all locations up.
        wishes: by product id.
    """
    at_location = StockLevel.variant_id == Variant.id
    if location_id is not None:
        at_location &= StockLevel.location_id == location_id
    rows = session.execute(
        select(
            Product.id, Variant.id, Product.name, Product.brand, Variant.size, Variant.price_minor,
            StockLevel.quantity, StockLevel.is_counted,
        )
        .join(Variant, Variant.product_id == Product.id)
        .outerjoin(StockLevel, at_location)
        .where(Product.id.in_(product_ids), Product.active, Variant.active)
        .order_by(Product.id, Variant.id)
    )  # fmt: skip
    variants: dict[int, Offer] = {}
    for product, variant, name, brand, size, price, quantity, counted in rows:
        known = variants.get(variant)
        stock = known.stock if known else None
        if counted:
            stock = (stock or 0) + quantity
        variants[variant] = Offer(product, variant, name, brand, size, price, stock)
    by_product: dict[int, list[Offer]] = {}
    for offer in variants.values():
        by_product.setdefault(offer.product_id, []).append(offer)
    chosen = {key: _choose(group, wishes.get(key, NO_WISH)) for key, group in by_product.items()}
    return {key: offer for key, offer in chosen.items() if offer is not None}


def _choose(variants: list[Offer], wish: Wish) -> Offer | None:
    available = [offer for offer in variants if offer.stock is None or offer.stock > 0]
    if wish.is_firm and any(offer.size for offer in variants):
        available = [offer for offer in available if offer.size == wish.size]
    if not available:
        return None
    return min(
        available,
        key=lambda offer: (
            offer.variant_id != wish.last_variant_id,
            offer.size != wish.size,
            -(offer.stock or 0),
            offer.variant_id,
        ),
    )
