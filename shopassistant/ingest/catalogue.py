"""Products of imported sales: found by SKU or barcode, made where the shop does not list them yet."""

from dataclasses import dataclass

import numpy as np
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from shopassistant.ingest.lines import SalesLines
from shopassistant.ingest.rows import insert_rows, moments
from shopassistant.ingest.sales_shape import product_names, short_hash, usual_prices
from shopassistant.ingest.table import Column, Ints
from shopassistant.store.bulk_lookup import ids_by, next_id
from shopassistant.store.schema import Barcode, Category, PriceChange, Product, Variant


@dataclass(frozen=True, slots=True)
class Listed:
    """Variant of each line (0 where a charge has none) and how many products were made."""

    variant: Ints
    made: int


def with_codes(lines: SalesLines) -> SalesLines:
    """Lines whose missing SKU is the barcode, or else a code made of the description."""
    if lines.sku.flags(bool).all():
        return lines
    triples = np.stack([lines.sku.codes, lines.barcode.codes, lines.description.codes], axis=1)
    unique, codes = np.unique(triples, axis=0, return_inverse=True)
    texts = [
        lines.sku.texts[a] or lines.barcode.texts[b] or made_code(lines.description.texts[c])
        for a, b, c in unique.tolist()
    ]
    values = {name: getattr(lines, name) for name in SalesLines.__dataclass_fields__}
    values["sku"] = Column(codes.reshape(-1).astype(np.int32), texts).mapped(str)
    return SalesLines(**values)


def made_code(description: str) -> str:
    """A SKU for a product that has only a name."""
    return "N-" + short_hash(description.casefold(), 5).upper()


def list_products(session: Session, lines: SalesLines) -> Listed:
    """Find or make the variant of every product line; prices made by an import follow newer sales."""
    product = lines.take(~lines.charge)
    used = np.unique(product.sku.codes).astype(np.int64)
    skus = product.sku.texts
    variant_of = np.zeros(len(skus), dtype=np.int64)
    found = ids_by(session, Variant.sku, Variant.id, [skus[code] for code in used.tolist()])
    for code in used.tolist():
        variant_of[code] = found.get(skus[code], 0)
    _by_barcode(session, product, variant_of, used)
    missing = [code for code in used.tolist() if not variant_of[code]]
    price, last = usual_prices(product)
    _follow_prices(session, [code for code in used.tolist() if variant_of[code]], variant_of, price, last)
    _make(session, product, missing, variant_of, price, last)
    variants = np.where(lines.charge, 0, variant_of[lines.sku.codes])
    return Listed(variants, len(missing))


def _by_barcode(session: Session, lines: SalesLines, variant_of: Ints, used: Ints) -> None:
    missing = np.isin(lines.sku.codes, used[variant_of[used] == 0])
    pairs = np.unique(np.stack([lines.sku.codes[missing], lines.barcode.codes[missing]], axis=1), axis=0).tolist()
    codes = {sku: lines.barcode.texts[code] or lines.sku.texts[sku] for sku, code in pairs}
    found = ids_by(session, Barcode.code, Barcode.variant_id, set(codes.values()))
    for sku, code in codes.items():
        variant_of[sku] = found.get(code, 0)


def _make(session: Session, lines: SalesLines, missing: list[int], variant_of: Ints, price: Ints, last: Ints) -> None:
    if not missing:
        return
    names = product_names(lines)
    first_sold = np.full(len(lines.sku.texts), np.iinfo(np.int64).max)
    np.minimum.at(first_sold, lines.sku.codes, lines.at)
    first_variant = next_id(session, Variant)
    variant_of[missing] = np.arange(first_variant, first_variant + len(missing))
    brand, category = _details(lines, lines.brand), _details(lines, lines.category)
    size, colour, barcode = (_details(lines, column) for column in (lines.size, lines.colour, lines.barcode))
    categories = ensure_categories(session, {category[code] for code in missing})
    taken = ids_by(session, Product.code, Product.id, [lines.sku.texts[code] for code in missing])
    free_id = next_id(session, Product)
    made = moments(first_sold[missing])
    product_rows: list[tuple[object, ...]] = []
    variant_rows: list[tuple[object, ...]] = []
    for place, (code, created) in enumerate(zip(missing, made, strict=True)):
        sku = lines.sku.texts[code]
        product_id = taken.get(sku, free_id + place)
        if sku not in taken:
            product_rows.append(
                (
                    product_id,
                    sku,
                    names[code],
                    brand[code] or None,
                    categories.get(category[code]),
                    "",
                    {},
                    True,
                    created,
                )
            )
        variant_rows.append(
            (int(variant_of[code]), product_id, sku, size[code] or None, colour[code] or None, int(price[code]), 1)
        )
    insert_rows(
        session,
        Product,
        ("id", "code", "name", "brand", "category_id", "description", "attributes", "active", "created_at"),
        product_rows,
    )
    insert_rows(session, Variant, ("id", "product_id", "sku", "size", "colour", "price_minor", "active"), variant_rows)
    _add_barcodes(session, {barcode[code]: int(variant_of[code]) for code in missing if barcode[code]})
    priced = [code for code in missing if last[code]]
    _note_prices(session, priced, variant_of, price, last)


def _details(lines: SalesLines, column: Column) -> list[str]:
    """The last text of `column` for each SKU."""
    rows = np.flatnonzero(column.flags(bool))
    code = np.full(len(lines.sku.texts), -1, dtype=np.int64)
    code[lines.sku.codes[rows]] = column.codes[rows]
    return [column.texts[number] if number >= 0 else "" for number in code.tolist()]


def ensure_categories(session: Session, paths: set[str]) -> dict[str, int]:
    """Category id by path as written (``"Women / Shoes"``, ``"Women > Shoes"``); missing nodes are made."""
    found: dict[str, int] = {}
    known = dict(session.execute(select(Category.path, Category.id)).all()) if paths - {""} else {}
    for written in sorted(paths - {""}):
        parent: int | None = None
        path = ""
        for name in category_names(written):
            path = f"{path} / {name}" if path else name
            if path not in known:
                node = Category(parent_id=parent, name=name, path=path)
                session.add(node)
                session.flush()
                known[path] = node.id
            parent = known[path]
        if parent is not None:
            found[written] = parent
    return found


def category_names(written: str) -> list[str]:
    """The names of a category path, from the root, at most 400 characters in all."""
    names = [name.strip()[:80] for name in written.replace(">", "/").replace("|", "/").split("/") if name.strip()]
    while len(" / ".join(names)) > 400:
        names.pop()
    return names


def _add_barcodes(session: Session, variants: dict[str, int]) -> None:
    known = ids_by(session, Barcode.code, Barcode.variant_id, variants)
    insert_rows(
        session,
        Barcode,
        ("code", "variant_id"),
        ((code, variant) for code, variant in variants.items() if code not in known),
    )


def _note_prices(session: Session, codes: list[int], variant_of: Ints, price: Ints, last: Ints) -> None:
    stamps = moments(last[codes])
    rows = [(int(variant_of[code]), int(price[code]), stamp) for code, stamp in zip(codes, stamps, strict=True)]
    insert_rows(session, PriceChange, ("variant_id", "price_minor", "at"), rows)


def _follow_prices(session: Session, codes: list[int], variant_of: Ints, price: Ints, last: Ints) -> None:
    """Give variants the newer price their sales show, unless somebody of the shop has set the price."""
    by_variant = {int(variant_of[code]): code for code in codes if last[code]}
    ids = list(by_variant)
    changed = []
    for start in range(0, len(ids), 900):
        newest = (
            select(PriceChange.variant_id, func.max(PriceChange.at).label("at"))
            .where(PriceChange.variant_id.in_(ids[start : start + 900]))
            .group_by(PriceChange.variant_id)
            .subquery()
        )
        query = select(PriceChange).join(
            newest, (PriceChange.variant_id == newest.c.variant_id) & (PriceChange.at == newest.c.at)
        )
        for change in session.scalars(query):
            code = by_variant[change.variant_id]
            if change.staff_id is None and change.at.timestamp() < last[code] and change.price_minor != price[code]:
                changed.append(code)
    for code in changed:
        session.execute(update(Variant).where(Variant.id == int(variant_of[code])).values(price_minor=int(price[code])))
    _note_prices(session, changed, variant_of, price, last)
