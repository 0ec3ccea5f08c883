"""What a customer is worth and what they wear, summed from their purchases in two queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select
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


_line, _sale, _variant, _product = SaleLine.__table__.c, Sale.__table__.c, Variant.__table__.c, Product.__table__.c
_per_variant = (
    select(
        _line.variant_id,
        func.sum(_line.quantity).label("units"),
        func.coalesce(-func.sum(_line.quantity).filter(_line.quantity < 0), 0).label("returned"),
        func.sum(_line.total_minor).label("spend"),
    )
    .select_from(Sale.__table__.join(SaleLine.__table__, _sale.id == _line.sale_id))
    .where(_sale.customer_id == bindparam("customer_id"), _line.kind == "product")
    .group_by(_line.variant_id)
    .cte()
)
# Built once. Added up by variant before anything is joined: a customer with thousands of lines has fewer variants.
_BOUGHT = (
    select(
        _product.category_id,
        _variant.size,
        _product.brand,
        func.sum(_per_variant.c.units),
        func.sum(_per_variant.c.returned),
        func.sum(_per_variant.c.spend),
    )
    .select_from(_per_variant)
    .join(Variant.__table__, _variant.id == _per_variant.c.variant_id)
    .join(Product.__table__, _product.id == _variant.product_id)
    .group_by(_product.category_id, _variant.size, _product.brand)
)


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
    rows = session.connection().execute(_BOUGHT, {"customer_id": customer_id}).all()
    sizes: dict[int | None, Counter[str]] = {}
    brands: dict[str, tuple[int, int]] = {}
    bought = back = 0
    for category, size, brand, units, returned, spend in rows:
        bought += units + returned
        back += returned
        if size and units > 0:
            sizes.setdefault(category, Counter())[size] += units
        if brand:
            so_far = brands.get(brand, (0, 0))
            brands[brand] = (so_far[0] + units, so_far[1] + spend)
    return Bought(
        _usual_sizes(sizes, _paths(session, sizes)),
        _top_brands(brands),
        min(1.0, back / bought) if bought > 0 else None,
    )


def _paths(session: Session, category_ids: Iterable[int | None]) -> dict[int | None, str]:
    known = [category_id for category_id in category_ids if category_id is not None]
    found = session.execute(select(Category.id, Category.path).where(Category.id.in_(known))) if known else ()
    return {row[0]: row[1] for row in found}


def _usual_sizes(sizes: dict[int | None, Counter[str]], paths: dict[int | None, str]) -> tuple[SizeWorn, ...]:
    worn = []
    for category, counts in sizes.items():
        size, units = min(counts.items(), key=lambda entry: (-entry[1], entry[0]))
        worn.append((-counts.total(), SizeWorn(paths.get(category, ""), size, units)))
    return tuple(entry for _total, entry in sorted(worn, key=lambda pair: (pair[0], pair[1].category)))


def _top_brands(brands: dict[str, tuple[int, int]]) -> tuple[BrandBought, ...]:
    found = [BrandBought(brand, units, spend) for brand, (units, spend) in brands.items() if units > 0]
    return tuple(sorted(found, key=lambda entry: (-entry.units, -entry.spend_minor, entry.brand))[:_MOST_BRANDS])
