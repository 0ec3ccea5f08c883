"""A variant as the counter sees it, read live: price, stock here, and whether it is still sold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal, select
from sqlalchemy.orm import Session

from shopassistant.sales.barcodes import written_forms
from shopassistant.store.schema import Barcode, Category, Product, StockLevel, TaxClass, Variant
from shopassistant.store.sellable import is_sellable


@dataclass(frozen=True, slots=True)
class FoundVariant:
    """What lies on the shelf under one SKU.

    Attributes:
        price_minor, cost_minor: minor units; the cost may be unknown.
        tax_rate_bp: hundredths of a percent contained in the price.
        stock: units by the books; None where never counted.
        category: path from the root, joined by `` / ``.
    """

    variant_id: int
    product_id: int
    sku: str
    name: str
    brand: str | None
    size: str | None
    colour: str | None
    price_minor: int
    cost_minor: int | None
    tax_rate_bp: int
    stock: int | None
    active: bool
    image: str | None
    category: str | None


def read_variants(session: Session, variant_ids: Sequence[int], location_id: int | None) -> dict[int, FoundVariant]:
    """The variants with these ids (unknown ones left out), with their stock at a location, or of all where None."""
    query = _query(location_id).where(Variant.id.in_(variant_ids))
    return {row.variant_id: FoundVariant(*row) for row in session.execute(query)}


def variant_by_code(session: Session, code: str) -> int | None:
    """Id of the variant with a barcode, or else with a SKU; in any form the code may be written."""
    forms = written_forms(code)
    if not forms:
        return None
    rows = session.execute(select(Barcode.code, Barcode.variant_id).where(Barcode.code.in_(forms)))
    by_barcode = dict(rows.all())
    for form in forms:
        if form in by_barcode:
            return by_barcode[form]
    spellings = tuple(dict.fromkeys((code.strip(), code.strip().upper(), code.strip().lower())))
    skus = session.execute(select(Variant.sku, Variant.id).where(Variant.sku.in_(spellings)))
    by_sku = dict(skus.all())
    return next((by_sku[form] for form in spellings if form in by_sku), None)


def _query(location_id: int | None) -> Select[*tuple[Any, ...]]:
    query = (
        select(
            Variant.id.label("variant_id"),
            Variant.product_id,
            Variant.sku,
            Product.name,
            Product.brand,
            Variant.size,
            Variant.colour,
            Variant.price_minor,
            Variant.cost_minor,
            func.coalesce(TaxClass.rate_bp, 0),
            _stock(location_id).label("stock"),
            (Variant.active & Product.active).label("active"),
            Product.image,
            Category.path,
        )
        .join(Product, Product.id == Variant.product_id)
        .outerjoin(TaxClass, TaxClass.id == Product.tax_class_id)
        .outerjoin(Category, Category.id == Product.category_id)
    )
    if location_id is None:
        return query
    at_location = (StockLevel.variant_id == Variant.id) & (StockLevel.location_id == location_id)
    return query.outerjoin(StockLevel, at_location)


def _stock(location_id: int | None) -> ColumnElement[Any]:
    """Units where counted, else null; over all locations as a subquery."""
    if location_id is not None:
        return case((StockLevel.is_counted, StockLevel.quantity), else_=literal(None))
    counted = select(func.sum(StockLevel.quantity)).where(
        StockLevel.variant_id == Variant.id, StockLevel.is_counted, is_sellable()
    )
    return counted.scalar_subquery()
