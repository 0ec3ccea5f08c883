"""Product lists in: new products are made, prices and details of known ones follow a newer list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.money import Currency
from shopassistant.ingest import limits
from shopassistant.ingest.catalogue import ensure_categories
from shopassistant.ingest.presets import clean_code
from shopassistant.ingest.record_rows import Done, Rows, kept, texts_of, yes_or_no
from shopassistant.ingest.rejects import Rejects, Verdict
from shopassistant.ingest.report import CHANGED, KEPT, NOTED, RuleBook
from shopassistant.ingest.sales_read import Numbers, Reading, scaled
from shopassistant.ingest.table import Column, Ints, Table, constant
from shopassistant.store.bulk_lookup import AT_ONCE, ids_by
from shopassistant.store.schema import Barcode, PriceChange, Product, Supplier, TaxClass, Variant
from shopassistant.store.unit_of_work import UnitOfWork

_TEXTS: Mapping[str, int | None] = {
    "sku": None, "product_code": None, "barcode": None, "name": 200, "brand": 80, "category": None, "size": 20,
    "colour": 40, "supplier": 120, "active": 20, "long_description": 4000, "image": 400,
    "frame_shape": 40, "frame_material": 40, "frame_rim": 40, "lens_tint": 40, "lens_category": 10,
    "wearable": 40,
}  # fmt: skip
MEASURES = (
    "lens_width_mm", "lens_height_mm", "bridge_mm", "temple_mm", "frame_width_mm", "circumference_mm", "crown_mm",
    "brim_mm", "diameter_mm", "drop_mm", "length_mm", "pendant_mm", "band_mm", "stone_mm", "case_mm", "strap_mm",
)  # fmt: skip
# How things look when they are worn is told by the product's attributes, under these names.
_STYLES = {"frame_shape": "shape", "frame_material": "material", "frame_rim": "rim", "lens_tint": "tint",
           "lens_category": "lens_category", "wearable": "wearable"}  # fmt: skip
NUMBERS = ("price", "cost", "tax_rate", *MEASURES)


@dataclass(frozen=True, slots=True)
class ProductRows:
    """Rows of a product list; amounts in minor units, -1 where none is given; measures in tenths of a millimetre."""

    rows: Rows
    price: Ints
    cost: Ints
    tax_bp: Ints
    measures: Mapping[str, Ints]


def read_products(
    table: Table,
    columns: Mapping[str, int],
    reading: Reading,
    currency: Currency,
    rejects: Rejects,
    before: datetime | None,
    book: RuleBook,
) -> ProductRows:
    """Rows of a product list that can be read; the others are refused with their reason."""
    codes = dict.fromkeys(("sku", "product_code", "barcode"), clean_code)
    texts = texts_of(table, columns, _TEXTS, codes)
    if "sku" not in columns:
        texts["sku"] = texts["barcode"]
    verdict = Verdict(len(table))
    amounts = {name: _amounts(table, columns, name, reading.mark, currency) for name in NUMBERS}
    verdict.refuse(~texts["sku"].flags(bool), "code_missing")
    for name in codes:
        verdict.refuse(texts[name].flags(lambda text: len(text) > 60), "code_too_long")
    verdict.refuse(~texts["name"].flags(bool), "name_missing")
    verdict.refuse(~amounts["price"].filled, "price_missing")
    for name in ("price", "cost"):
        verdict.refuse(amounts[name].filled & ~amounts[name].valid, "price_unreadable")
        verdict.refuse(amounts[name].value < 0, "price_negative")
        verdict.refuse(amounts[name].value > limits.MAX_AMOUNT_MINOR, "amount_too_large")
    verdict.refuse(_second(texts["sku"]), "code_twice")
    rows = kept(verdict, texts, columns, rejects, before)
    book.add("list_price_zero", KEPT, int((amounts["price"].value[rows.row] == 0).sum()))
    book.add("price_rounded", CHANGED, int((~amounts["price"].exact[rows.row]).sum()))
    given = {name: np.where(found.valid, found.value, -1)[rows.row] for name, found in amounts.items()}
    tax = np.where(given["tax_rate"] > 10_000, -1, given["tax_rate"])
    return ProductRows(rows, given["price"], given["cost"], tax, {name: given[name] for name in MEASURES})


def _amounts(table: Table, columns: Mapping[str, int], name: str, mark: str, currency: Currency) -> Numbers:
    column = table.columns[columns[name]] if name in columns else constant("", len(table))
    return scaled(column, mark, 1 if name in MEASURES else 2 if name == "tax_rate" else currency.exponent)


def _second(column: Column) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """Rows whose text an earlier row has."""
    again = np.ones(len(column), dtype=bool)
    again[np.unique(column.codes, return_index=True)[1]] = False
    return again & column.flags(bool)


def write_products(unit: UnitOfWork, found: ProductRows, book: RuleBook) -> Done:
    """Make the products the shop does not have, and bring known ones up to date."""
    session, rows = unit.session, found.rows
    done = Done()
    skus = [rows.at("sku", place) for place in range(len(rows))]
    variants = _variants(session, skus)
    products = ids_by(
        session, Product.code, Product.id, {rows.at("product_code", i) or sku for i, sku in enumerate(skus)}
    )
    context = _Context(
        categories=ensure_categories(session, {rows.at("category", place) for place in range(len(rows))}),
        suppliers=_suppliers(session, set(rows.texts["supplier"].texts) if len(rows) else set()),
        taxes=_taxes(session, set(found.tax_bp[found.tax_bp >= 0].tolist())),
        barcodes=ids_by(session, Barcode.code, Barcode.variant_id, set(rows.texts["barcode"].texts)),
        products=products,
    )
    for place, sku in enumerate(skus):
        variant = variants.get(sku)
        if variant is None:
            variant = _make(unit, found, place, sku, context, done)
            changed = True
        elif rows.before is not None:
            changed = False
        else:
            changed = _bring_up_to_date(unit, found, place, variant, context, book)
        taken = _add_barcode(session, rows.at("barcode", place), variant.id, context)
        book.add("barcode_taken", KEPT, int(taken is None), [rows.rejects.example(int(rows.row[place]))])
        changed |= bool(taken)
        done.lines += changed
        done.known += not changed
    session.flush()
    return done


@dataclass(frozen=True, slots=True)
class _Context:
    categories: dict[str, int]
    suppliers: dict[str, int]
    taxes: dict[int, int]
    barcodes: dict[str, int]
    products: dict[str, int]


def _variants(session: Session, skus: list[str]) -> dict[str, Variant]:
    found = {}
    for start in range(0, len(skus), AT_ONCE):
        for variant in session.scalars(select(Variant).where(Variant.sku.in_(skus[start : start + AT_ONCE]))):
            found[variant.sku] = variant
    return found


def _suppliers(session: Session, names: set[str]) -> dict[str, int]:
    found = ids_by(session, Supplier.name, Supplier.id, names)
    for name in sorted(names - set(found) - {""}):
        supplier = Supplier(name=name)
        session.add(supplier)
        session.flush()
        found[name] = supplier.id
    return found


def _taxes(session: Session, rates: set[int]) -> dict[int, int]:
    found = ids_by(session, TaxClass.rate_bp, TaxClass.id, rates)
    for rate in sorted(rates - set(found)):
        name = f"{rate / 100:g} %"
        tax = TaxClass(code=f"T{rate}", name=name, rate_bp=rate)
        session.add(tax)
        session.flush()
        found[rate] = tax.id
    return found


def _details(found: ProductRows, place: int, context: _Context) -> dict[str, Any]:
    """What the row says of the product; only what it says."""
    rows = found.rows
    details: dict[str, Any] = {name: rows.at(name, place) for name in ("name", "brand", "image")}
    details["description"] = rows.at("long_description", place)
    details["category_id"] = context.categories.get(rows.at("category", place))
    details["supplier_id"] = context.suppliers.get(rows.at("supplier", place))
    details["tax_class_id"] = context.taxes.get(int(found.tax_bp[place]))
    return {name: value for name, value in details.items() if value}


def _measures(found: ProductRows, place: int) -> dict[str, float]:
    return {name: int(values[place]) / 10 for name, values in found.measures.items() if values[place] > 0}


def _attributes(found: ProductRows, place: int) -> dict[str, Any]:
    told = {name: found.rows.at(field, place).lower() for field, name in _STYLES.items()}
    return {**_measures(found, place), **{name: value for name, value in told.items() if value}}


def _make(unit: UnitOfWork, found: ProductRows, place: int, sku: str, context: _Context, done: Done) -> Variant:
    session, rows, now = unit.session, found.rows, unit.clock.now()
    code = rows.at("product_code", place) or sku
    active = yes_or_no(rows.at("active", place)) is not False
    if code not in context.products:
        details = _details(found, place, context)
        product = Product(code=code, attributes=_attributes(found, place), active=True, created_at=now, **details)
        session.add(product)
        session.flush()
        context.products[code] = product.id
        done.products += 1
    cost = int(found.cost[place])
    variant = Variant(
        product_id=context.products[code],
        sku=sku,
        size=rows.at("size", place) or None,
        colour=rows.at("colour", place) or None,
        price_minor=int(found.price[place]),
        cost_minor=cost if cost >= 0 else None,
        active=active,
    )
    session.add(variant)
    session.flush()
    session.add(PriceChange(variant_id=variant.id, price_minor=variant.price_minor, at=now))
    return variant


def _bring_up_to_date(
    unit: UnitOfWork, found: ProductRows, place: int, variant: Variant, context: _Context, book: RuleBook
) -> bool:
    """Take over what a list newer than the store says. Returns whether anything differed."""
    session, rows = unit.session, found.rows
    product = session.get_one(Product, variant.product_id)
    wanted: list[tuple[Any, str, Any]] = [
        (product, name, value) for name, value in _details(found, place, context).items()
    ]
    wanted += [(variant, name, rows.at(name, place)) for name in ("size", "colour") if rows.at(name, place)]
    if found.cost[place] >= 0:
        wanted.append((variant, "cost_minor", int(found.cost[place])))
    active = yes_or_no(rows.at("active", place))
    if active is not None:
        wanted.append((variant, "active", active))
    wanted.append((product, "attributes", product.attributes | _attributes(found, place)))
    differing = [(owner, name, value) for owner, name, value in wanted if getattr(owner, name) != value]
    for owner, name, value in differing:
        setattr(owner, name, value)
    price = int(found.price[place])
    if variant.price_minor != price:
        variant.price_minor = price
        session.add(PriceChange(variant_id=variant.id, price_minor=price, at=unit.clock.now()))
        book.add("price_changed", NOTED, 1, [rows.rejects.example(int(rows.row[place]))])
        return True
    return bool(differing)


def _add_barcode(session: Session, code: str, variant_id: int, context: _Context) -> bool | None:
    """Whether the barcode was added; None where another variant has it."""
    if not code:
        return False
    owner = context.barcodes.get(code)
    if owner is not None:
        return False if owner == variant_id else None
    session.add(Barcode(code=code, variant_id=variant_id))
    context.barcodes[code] = variant_id
    return True
