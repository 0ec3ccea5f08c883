"""What products are called and marked, as columns: read once, then only what was touched is read again."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Integer, Select, String, cast, func, literal, select
from sqlalchemy.orm import Session

from shopassistant.core.text import fold
from shopassistant.inventory.demand.reading import chunks
from shopassistant.store.schema import Category, Product, ProductTouch, Supplier, TaxClass, Variant

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Bools = NDArray[np.bool_]

# More touched products than that and everything is read again.
_MOST_TOUCHED = 5_000
SEASON = "season"


@dataclass(frozen=True)
class Labels:
    """Facts of all variants, whether on sale or not; n rows by id.

    Attributes:
        ids: int64 (n,), ascending.
        brand, season: int32 (n,), place in `brands` and `seasons`; -1 without one.
        tax_bp: int32 (n,), hundredths of a percent in the price.
        shelf_life: int32 (n,), days; 0 where it keeps.
        discontinued: bool (n,).
        texts: per variant its name, SKU, size, colour and brand, as they are written.
        brands, seasons: as the shop writes them.
        categories: path by id; suppliers: name by id.
        touch: newest product touch that is contained.
    """

    ids: Longs
    brand: Ints
    season: Ints
    tax_bp: Ints
    shelf_life: Ints
    discontinued: Bools
    texts: tuple[str, ...]
    brands: tuple[str, ...]
    seasons: tuple[str, ...]
    categories: dict[int, str]
    suppliers: dict[int, str]
    touch: int

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The texts as words are looked for in them; made when somebody first does."""
        return tuple(fold(text) for text in self.texts)

    def below(self, category_ids: Iterable[int]) -> frozenset[int]:
        """Ids of these categories and of all below them."""
        paths = [self.categories[one] for one in category_ids if one in self.categories]
        return frozenset(
            key
            for key, path in self.categories.items()
            if any(path == one or path.startswith(f"{one} / ") for one in paths)
        )


_Row = tuple[Any, ...]


def read_labels(session: Session, before: Labels | None = None) -> Labels:
    """All labels; the rows of `before` are taken where their product was not touched since."""
    newest = session.scalar(select(func.max(ProductTouch.id))) or 0
    tree = {int(key): str(path) for key, path in session.execute(select(Category.id, Category.path))}
    makers = {int(key): str(name) for key, name in session.execute(select(Supplier.id, Supplier.name))}
    if before is not None and newest >= before.touch:
        touched = _touched(session, before.touch) if newest > before.touch else ()
        if touched is not None:
            return _patched(session, before, touched, newest, tree, makers)
    return _packed(_read(session, _statement()), newest, tree, makers)


def _statement() -> Select[*tuple[Any, ...]]:
    text: ColumnElement[str] = Product.name + literal(" ") + Variant.sku
    for column in (Variant.size, Variant.colour, Product.brand):
        text = text + literal(" ") + func.coalesce(column, "")
    return (
        select(
            Variant.id,
            func.coalesce(Product.brand, ""),
            cast(func.coalesce(func.json_extract(Product.attributes, f"$.{SEASON}"), ""), String),
            func.coalesce(TaxClass.rate_bp, 0),
            func.coalesce(Variant.shelf_life_days, 0),
            cast(Variant.discontinued, Integer),
            text,
        )
        .join(Product, Product.id == Variant.product_id)
        .outerjoin(TaxClass, TaxClass.id == Product.tax_class_id)
        .order_by(Variant.id)
    )


def _read(session: Session, statement: Select[*tuple[Any, ...]]) -> list[_Row]:
    """Rows as the database gives them: no object is made for each of a hundred thousand."""
    return [row for part in chunks(session, statement) for row in part]


def _touched(session: Session, since: int) -> tuple[int, ...] | None:
    """Products written since; None where there are too many to tell apart."""
    query = select(ProductTouch.product_id).where(ProductTouch.id > since).distinct().limit(_MOST_TOUCHED + 1)
    found = tuple(session.scalars(query))
    return found if len(found) <= _MOST_TOUCHED else None


def _patched(
    session: Session,
    before: Labels,
    touched: tuple[int, ...],
    newest: int,
    tree: dict[int, str],
    makers: dict[int, str],
) -> Labels:
    if not touched and (tree, makers) == (before.categories, before.suppliers):
        return before
    query = _statement().where(Variant.product_id.in_(touched))
    fresh = {row[0]: row for row in _read(session, query)} if touched else {}
    there = {int(one) for one in before.ids}
    brands, seasons = (*before.brands, ""), (*before.seasons, "")
    kept = (
        fresh.get(int(key))
        or (int(key), brands[brand], seasons[season], int(tax), int(life), int(gone), text)
        for key, brand, season, tax, life, gone, text in zip(
            before.ids, before.brand, before.season, before.tax_bp, before.shelf_life, before.discontinued,
            before.texts, strict=True,
        )
    )  # fmt: skip
    new = [line for key, line in fresh.items() if key not in there]
    return _packed(sorted([*kept, *new]) if new else list(kept), newest, tree, makers)


def _packed(rows: list[_Row], newest: int, tree: dict[int, str], makers: dict[int, str]) -> Labels:
    columns = list(zip(*rows, strict=True)) or [()] * 7
    ids, brand, season, tax, life, gone, texts = columns
    brands, seasons = (tuple(sorted({*names} - {""})) for names in (brand, season))
    brand_code, season_code = ({name: code for code, name in enumerate(names)} for names in (brands, seasons))
    coded = ([codes.get(name, -1) for name in names] for codes, names in ((brand_code, brand), (season_code, season)))
    brand_column, season_column = (np.array(one, np.int32) for one in coded)
    return Labels(
        ids=np.array(ids, np.int64),
        brand=brand_column,
        season=season_column,
        tax_bp=np.array(tax, np.int32),
        shelf_life=np.array(life, np.int32),
        discontinued=np.array(gone, bool),
        texts=tuple(texts),
        brands=brands,
        seasons=seasons,
        categories=tree,
        suppliers=makers,
        touch=newest,
    )
