"""What may be offered to whom: consent, stock, active products, what was returned or declined, and the right size."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, bindparam, case, func, null, select
from sqlalchemy.orm import Session

from shopassistant.recommend.terms import NO_TERMS, Terms, is_below
from shopassistant.store.schema import (
    Category,
    Consent,
    Customer,
    Product,
    RecommendationEvent,
    Sale,
    SaleLine,
    StockLevel,
    TaxClass,
    Variant,
)
from shopassistant.store.sellable import is_sellable

RETURNED_DAYS = 90
DECLINED_DAYS = 30
# What somebody carried out of the shop today is nothing to offer them today.
JUST_BOUGHT_DAYS = 1


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
        category: path, None without.
        cost_minor: None where nobody knows it.
        tax_bp: tax contained in the price, basis points.
    """

    product_id: int
    variant_id: int
    name: str
    brand: str | None
    size: str | None
    price_minor: int
    stock: int | None
    category: str | None = None
    cost_minor: int | None = None
    tax_bp: int = 0

    @property
    def net_minor(self) -> float:
        """The price without tax."""
        return self.price_minor * 10_000 / (10_000 + self.tax_bp)

    def meets(self, terms: Terms) -> bool:
        """Whether this variant can be offered under the terms that hold for one product alone."""
        return (
            self._is_there(terms.least_stock)
            and terms.prices_allow(self.price_minor)
            and (terms.least_margin is None or self._earns(terms.least_margin))
            and (not terms.categories or is_below(self.category, terms.categories))
            and not is_below(self.category, terms.not_categories)
            and self.product_id not in terms.excluded_product_ids
            and (terms.only_product_ids is None or self.product_id in terms.only_product_ids)
        )

    def _is_there(self, least: int) -> bool:
        return least == 0 if self.stock is None else self.stock >= max(least, 1)

    def _earns(self, least_margin: float) -> bool:
        if self.cost_minor is None:
            return False
        return self.net_minor - self.cost_minor >= least_margin * self.net_minor - 1e-9


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
    for _ in range(20):  # merges of merges; a circle would be a damaged store
        row = session.connection().execute(_PERSON, {"customer": customer_id}).one_or_none()
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


def unwanted(
    session: Session, customer_id: int, returned_since: datetime, declined_since: datetime, taken_since: datetime
) -> set[int]:
    """Products this customer sent back (and did not buy later again), declined, or carried home since then.

    Args:
        returned_since: not after `taken_since`.
    """
    values = {"customer": customer_id, "since": returned_since, "declined": declined_since}
    found = set()
    for product, returned, taken in session.connection().execute(_UNWANTED, values).all():
        is_back = returned is not None and (taken is None or taken <= returned)
        if is_back or (taken is not None and taken >= taken_since):
            found.add(product)
    return found


def find_offers(
    session: Session,
    product_ids: list[int],
    location_id: int | None,
    wishes: Mapping[int, Wish],
    terms: Terms = NO_TERMS,
) -> dict[int, Offer]:
    """For each product that may be offered its best variant: active, and as the terms ask of stock, price and margin.

    Args:
        product_ids: asked for.
        location_id: whose stock counts; None adds all locations up.
        wishes: by product id.
        terms: those that hold for one product alone.
    """
    statement, values = _OFFERS_ANYWHERE, dict[str, object](products=json.dumps(product_ids))
    if location_id is not None:
        statement, values = _OFFERS_HERE, values | {"location": location_id}
    rows = session.connection().execute(statement, values).all()
    variants: dict[int, Offer] = {}
    for product, variant, name, brand, size, price, quantity, counted, category, cost, tax in rows:
        known = variants.get(variant)
        stock = known.stock if known else None
        if counted:
            stock = (stock or 0) + quantity
        variants[variant] = Offer(product, variant, name, brand, size, price, stock, category, cost, tax or 0)
    by_product: dict[int, list[Offer]] = {}
    for offer in variants.values():
        by_product.setdefault(offer.product_id, []).append(offer)
    chosen = {key: _choose(group, wishes.get(key, NO_WISH), terms) for key, group in by_product.items()}
    return {key: offer for key, offer in chosen.items() if offer is not None}


def has_category(session: Session, path: str) -> bool:
    """Whether the shop has a category of this path or below it, with products or without."""
    below = Category.path.startswith(f"{path} / ", autoescape=True)
    return session.scalar(select(Category.id).where((Category.path == path) | below).limit(1)) is not None


def _choose(variants: list[Offer], wish: Wish, terms: Terms) -> Offer | None:
    available = [offer for offer in variants if offer.meets(terms)]
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


def _newest(condition: ColumnElement[bool]) -> ColumnElement[datetime]:
    return func.max(case((condition, Sale.sold_at)))


def listed(name: str) -> "Select[tuple[Any]]":
    """The ids in a parameter that holds a JSON list: one text, however many there are."""
    return select(func.json_each(bindparam(name, type_=String)).table_valued("value").c.value)


def _offers(here: ColumnElement[bool]) -> "Select[*tuple[Any, ...]]":
    """Active variants with the level of each location that `here` lets in."""
    return (
        select(
            Product.id, Variant.id, Product.name, Product.brand, Variant.size, Variant.price_minor,
            StockLevel.quantity, StockLevel.is_counted, Category.path, Variant.cost_minor, TaxClass.rate_bp,
        )
        .join(Variant, Variant.product_id == Product.id)
        .outerjoin(StockLevel, (StockLevel.variant_id == Variant.id) & here)
        .outerjoin(Category, Category.id == Product.category_id)
        .outerjoin(TaxClass, TaxClass.id == Product.tax_class_id)
        .where(Product.id.in_(listed("products")), Product.active, Variant.active)
        .order_by(Product.id, Variant.id)
    )  # fmt: skip


# Built once: putting a statement together costs more than running it.
_PERSON = select(
    Customer.status,
    Customer.merged_into_id,
    select(Consent.granted)
    .where(Consent.customer_id == Customer.id, Consent.purpose == "personalisation")
    .order_by(Consent.at.desc(), Consent.id.desc())
    .limit(1)
    .scalar_subquery(),
).where(Customer.id == bindparam("customer"))
# (product, last sent back, last taken); what was declined counts as sent back.
_UNWANTED = (
    select(Variant.product_id, _newest(SaleLine.quantity < 0), _newest(SaleLine.quantity > 0))
    .join(SaleLine, SaleLine.variant_id == Variant.id)
    .join(Sale, Sale.id == SaleLine.sale_id)
    .where(Sale.customer_id == bindparam("customer"), Sale.sold_at >= bindparam("since"))
    .group_by(Variant.product_id)
    .union_all(
        select(RecommendationEvent.product_id, RecommendationEvent.at, null()).where(
            RecommendationEvent.customer_id == bindparam("customer"),
            RecommendationEvent.at >= bindparam("declined"),
            RecommendationEvent.event == "declined",
        )
    )
)
_OFFERS_ANYWHERE = _offers(is_sellable())
_OFFERS_HERE = _offers(StockLevel.location_id == bindparam("location"))
