"""What a customer is worth and what they wear, summed from their purchases in two queries."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.store.schema import Category, Product, Sale, SaleLine, Variant

_MOST_BRANDS = 8


@dataclass(frozen=True, slots=True)
class SizeWorn:
    """The size bought most in one category; `units` are those of that size, returns deducted."""

    category: str
    size: str
    units: int


@dataclass(frozen=True, slots=True)
class BrandBought:
    """A brand with units and money, returns deducted."""

    brand: str
    units: int
    spend_minor: int


@dataclass(frozen=True, slots=True)
class Value:
    """Money and visits; see `Profile` for the meaning of each."""

    orders: int
    spend_minor: int
    average_basket_minor: int | None
    last_visit_at: datetime | None


@dataclass(frozen=True, slots=True)
class Bought:
    """What was bought, see `Profile`."""

    sizes: tuple[SizeWorn, ...]
    brands: tuple[BrandBought, ...]
    returns_share: float | None


def load_value(session: Session, customer_id: int) -> Value:
    """Orders, spend, average basket and last visit; answered from one index alone."""
    is_sale = Sale.kind == "sale"
    orders, sold, spend, last = session.execute(
        select(
            func.count().filter(is_sale),
            func.coalesce(func.sum(Sale.total_minor).filter(is_sale), 0),
            func.coalesce(func.sum(Sale.total_minor), 0),
            func.max(Sale.sold_at),
        ).where(Sale.customer_id == customer_id)
    ).one()
    return Value(orders, spend, round(sold / orders) if orders else None, last)


def load_bought(session: Session, customer_id: int) -> Bought:
    """Sizes, brands and the share that came back."""
    per_variant = (
        select(
            SaleLine.variant_id,
            func.sum(SaleLine.quantity).label("units"),
            func.sum(SaleLine.quantity).filter(SaleLine.quantity < 0).label("returned"),
            func.sum(SaleLine.total_minor).label("spend"),
        )
        .join(Sale, Sale.id == SaleLine.sale_id)
        .where(Sale.customer_id == customer_id, SaleLine.kind == "product")
        .group_by(SaleLine.variant_id)
        .subquery()
    )
    rows = session.execute(
        select(
            Category.path,
            Variant.size,
            Product.brand,
            per_variant.c.units,
            func.coalesce(per_variant.c.returned, 0),
            per_variant.c.spend,
        )
        .join(Variant, Variant.id == per_variant.c.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .outerjoin(Category, Category.id == Product.category_id)
    )
    sizes: dict[str, Counter[str]] = {}
    brands: dict[str, tuple[int, int]] = {}
    bought = back = 0
    for category, size, brand, units, returned, spend in rows:
        bought += units - returned
        back -= returned
        if size and units > 0:
            sizes.setdefault(category or "", Counter())[size] += units
        if brand:
            so_far = brands.get(brand, (0, 0))
            brands[brand] = (so_far[0] + units, so_far[1] + spend)
    return Bought(_usual_sizes(sizes), _top_brands(brands), min(1.0, back / bought) if bought > 0 else None)


def _usual_sizes(sizes: dict[str, Counter[str]]) -> tuple[SizeWorn, ...]:
    worn = []
    for category, counts in sizes.items():
        size, units = min(counts.items(), key=lambda entry: (-entry[1], entry[0]))
        worn.append((-counts.total(), SizeWorn(category, size, units)))
    return tuple(entry for _total, entry in sorted(worn, key=lambda pair: (pair[0], pair[1].category)))


def _top_brands(brands: dict[str, tuple[int, int]]) -> tuple[BrandBought, ...]:
    found = [BrandBought(brand, units, spend) for brand, (units, spend) in brands.items() if units > 0]
    return tuple(sorted(found, key=lambda entry: (-entry.units, -entry.spend_minor, entry.brand))[:_MOST_BRANDS])
