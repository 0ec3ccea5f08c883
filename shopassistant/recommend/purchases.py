"""What a fit learns from: every purchase of the shop as plain arrays, read once and leanly from the store."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from shopassistant.core.progress import NoProgress, Progress
from shopassistant.store.schema import Category, Product, Sale, SaleLine, Variant

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float32]

_EPOCH = date(1970, 1, 1)
_CHUNK = 50_000


def to_day(moment: datetime | date) -> int:
    """Days since 1970-01-01 of a moment (in UTC) or a date."""
    if isinstance(moment, datetime):
        moment = moment.astimezone(UTC).date()
    return (moment - _EPOCH).days


def to_date(day: int) -> date:
    """The date of a day number."""
    return date.fromordinal(int(day) + _EPOCH.toordinal())


@dataclass(frozen=True)
class Products:
    """The catalogue as a fit sees it; positions in these arrays are the product and variant indices used everywhere.

    Attributes:
        product_ids: int64 (n,), ascending ids of the store.
        variant_ids: int64 (v,), ascending.
        variant_product: int32 (v,), product index of each variant.
        variant_size: int32 (v,), index into `sizes`, -1 without a size.
        category: int32 (n,), index into `category_paths`, -1 without.
        price: float32 (n,), lowest variant price in minor units, 0 without a variant.
        sizes, category_paths: the words behind the indices.
        names, brands, attributes: one per product, for the content model; empty in a loaded index.
    """

    product_ids: Longs
    variant_ids: Longs
    variant_product: Ints
    variant_size: Ints
    category: Ints
    price: Floats
    sizes: tuple[str, ...] = ()
    category_paths: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    attributes: tuple[dict[str, Any], ...] = ()

    @property
    def count(self) -> int:
        """Number of products."""
        return len(self.product_ids)

    @cached_property
    def scratch(self) -> dict[Any, Any]:
        """What one fit worked out from the catalogue alone, for the next fit on the same catalogue; never written."""
        return {}


@dataclass(frozen=True)
class Purchases:
    """Every purchase that was kept (not sent back whole), sorted by customer and day.

    Attributes:
        products: the catalogue the indices point into.
        customer_ids: int64 (c,), ascending ids of all customers with a sale.
        sale_counts, sale_sums: int64 (c,), number and sum of ids of each customer's sales and returns; together they
            tell whether a customer's records are still the ones seen here.
        customer: int32 (m,), customer index, -1 for walk-ins.
        variant: int32 (m,), variant index.
        day: int32 (m,), days since 1970-01-01.
        quantity: float32 (m,), units.
        value: float32 (m,), paid for the line in minor units.
        basket: int32 (m,), an index that lines of one sale share.
        newest_sale_id: highest sale id in the store when this was read; 0 in an empty shop.
    """

    products: Products
    customer_ids: Longs
    sale_counts: Longs
    sale_sums: Longs
    customer: Ints
    variant: Ints
    day: Ints
    quantity: Floats
    value: Floats
    basket: Ints
    newest_sale_id: int

    @property
    def product(self) -> Ints:
        """int32 (m,), product index of each purchase."""
        return self.products.variant_product[self.variant]

    def before(self, day: int) -> "Purchases":
        """The same shop as it stood at the start of `day`; for temporal hold-outs."""
        return self.where(self.day < day)

    def where(self, keep: NDArray[np.bool_]) -> "Purchases":
        """Some of the rows."""
        columns = ("customer", "variant", "day", "quantity", "value", "basket")
        return replace(self, **{name: getattr(self, name)[keep] for name in columns})


def load_purchases(session: Session, progress: Progress | None = None) -> Purchases:
    """Read the whole shop: catalogue, sales, and the lines that were not returned whole.

    Two passes (sales, then lines), plain numbers only and packed as they come: a million lines take about a second, and
    while reading 20 million of them about 1.5 GB.

    Raises:
        Cancelled: by `progress`.
    """
    progress = progress or NoProgress()
    products = load_products(session)
    sales = _read_sales(session)
    lines = _read_lines(session, products, sales, progress)
    return _assemble(products, sales, lines)


def load_products(session: Session) -> Products:
    """Read the catalogue: products, variants, categories."""
    rows = session.execute(
        select(Product.id, Product.name, Product.brand, Product.category_id, Product.attributes).order_by(Product.id)
    ).all()
    paths = dict(session.execute(select(Category.id, Category.path)).all())
    category_paths = tuple(sorted(set(paths.values())))
    path_index = {path: index for index, path in enumerate(category_paths)}
    product_ids = np.array([row[0] for row in rows], np.int64)
    variants = session.execute(
        select(Variant.id, Variant.product_id, Variant.size, Variant.price_minor).order_by(Variant.id)
    ).all()
    sizes = tuple(sorted({row[2] for row in variants if row[2]}))
    size_index = {size: index for index, size in enumerate(sizes)}
    variant_product = np.searchsorted(product_ids, np.array([row[1] for row in variants], np.int64)).astype(np.int32)
    price = np.full(len(rows), np.inf, np.float32)
    np.minimum.at(price, variant_product, np.array([row[3] for row in variants], np.float32))
    return Products(
        product_ids=product_ids,
        variant_ids=np.array([row[0] for row in variants], np.int64),
        variant_product=variant_product,
        variant_size=np.array([size_index.get(row[2] or "", -1) for row in variants], np.int32),
        category=np.array([path_index.get(paths.get(row[3] or 0, ""), -1) for row in rows], np.int32),
        price=np.where(np.isinf(price), 0, price).astype(np.float32),
        sizes=sizes,
        category_paths=category_paths,
        names=tuple(row[1] for row in rows),
        brands=tuple(row[2] or "" for row in rows),
        attributes=tuple(row[4] or {} for row in rows),
    )


def lines_of_sales() -> Select[int, int, int | None, int, int]:
    """The lines that are purchases of a product, as (line id, sale id, variant id, quantity, paid)."""
    return select(SaleLine.id, SaleLine.sale_id, SaleLine.variant_id, SaleLine.quantity, SaleLine.total_minor).where(
        SaleLine.kind == "product", SaleLine.quantity > 0
    )


@dataclass(frozen=True)
class _Sales:
    """All sales and returns, by id: int64 (s,), the customer's id (0 for walk-ins) and the day."""

    ids: Longs
    customers: Longs
    days: Longs


def _read_sales(session: Session) -> _Sales:
    known_days: dict[Any, int] = {}

    def day_of(raw: Any) -> int:
        if raw not in known_days:
            known_days[raw] = to_day(date.fromisoformat(str(raw)))
        return known_days[raw]

    statement = select(Sale.id, func.coalesce(Sale.customer_id, 0), func.date(Sale.sold_at)).order_by(Sale.id)
    parts = [
        _table(((key, customer, day_of(day)) for key, customer, day in rows), 3, len(rows))
        for rows in _chunks(session, statement)
    ]
    whole = np.concatenate(parts) if parts else np.empty((0, 3), np.int64)
    return _Sales(*(np.ascontiguousarray(column) for column in whole.T))


@dataclass(frozen=True)
class _Lines:
    """Kept lines, by id: the position of the sale and of the variant, units, and what was paid for them; all (m,)."""

    sale: Ints
    variant: Ints
    quantity: Floats
    value: Floats


def _read_lines(session: Session, products: Products, sales: _Sales, progress: Progress) -> _Lines:
    returned = _returned(session)
    total, done = int(session.scalar(select(func.count()).select_from(SaleLine)) or 0), 0
    none, nothing = np.empty(0, np.int32), np.empty(0, np.float32)
    parts = [_Lines(none, none, nothing, nothing)]
    for rows in _chunks(session, lines_of_sales().order_by(SaleLine.id)):
        parts.append(_kept(_table(rows, 5, len(rows)), products, sales, returned))
        done += len(rows)
        progress.report("recommend.reading", done, total)
    return _Lines(*(np.concatenate([getattr(part, entry.name) for part in parts]) for entry in fields(_Lines)))


def _kept(lines: Longs, products: Products, sales: _Sales, returned: tuple[Longs, Longs]) -> _Lines:
    """What was not sent back of some lines: (line id, sale id, variant id, quantity, paid) in rows."""
    line_ids, sale_ids, variant_ids, quantity, value = lines.T
    kept = quantity - _lookup(returned[0], returned[1], line_ids)
    keep = kept > 0
    return _Lines(
        np.searchsorted(sales.ids, sale_ids[keep]).astype(np.int32),
        np.searchsorted(products.variant_ids, variant_ids[keep]).astype(np.int32),
        kept[keep].astype(np.float32),
        (value[keep] * kept[keep] / np.maximum(quantity[keep], 1)).astype(np.float32),
    )


def _chunks(session: Session, statement: Select[*tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    """Rows as the database gives them, some thousands at a time: without a row object for each of millions."""
    result = session.connection().execute(statement)
    cursor: Any = result.cursor
    try:
        while rows := cursor.fetchmany(_CHUNK):
            yield rows
    finally:
        result.close()


def _table(rows: Iterable[tuple[Any, ...]], width: int, count: int) -> Longs:
    """int64 (count, width)."""
    return np.fromiter(chain.from_iterable(rows), np.int64, width * count).reshape(-1, width)


def _returned(session: Session) -> tuple[Longs, Longs]:
    """Line ids of which something came back, ascending, and how many units of each."""
    statement = (
        select(SaleLine.returns_line_id, func.sum(-SaleLine.quantity))
        .where(SaleLine.returns_line_id.is_not(None))
        .group_by(SaleLine.returns_line_id)
        .order_by(SaleLine.returns_line_id)
    )
    parts = [_table(rows, 2, len(rows)) for rows in _chunks(session, statement)]
    whole = np.concatenate(parts) if parts else np.empty((0, 2), np.int64)
    return np.ascontiguousarray(whole[:, 0]), np.ascontiguousarray(whole[:, 1])


def _assemble(products: Products, sales: _Sales, lines: _Lines) -> Purchases:
    known = sales.customers > 0
    customer_ids, inverse = np.unique(sales.customers[known], return_inverse=True)
    sums = np.zeros(len(customer_ids), np.int64)
    np.add.at(sums, inverse, sales.ids[known])
    customer = np.full(len(sales.ids), -1, np.int32)
    customer[known] = inverse
    day = sales.days.astype(np.int32)
    order = _order(np.lexsort((day, customer)), lines.sale)
    sale = lines.sale[order]
    return Purchases(
        products=products,
        customer_ids=customer_ids,
        sale_counts=np.bincount(inverse, minlength=len(customer_ids)).astype(np.int64),
        sale_sums=sums,
        customer=customer[sale],
        variant=lines.variant[order],
        day=day[sale],
        quantity=lines.quantity[order],
        value=lines.value[order],
        basket=sale,
        newest_sale_id=int(sales.ids[-1]) if len(sales.ids) else 0,
    )


def _order(sales: NDArray[np.int64], sale_of_line: Ints) -> NDArray[np.int64]:
    """The lines in an order of their sales, and within a sale as they came.

    Sorted as one number of the sale's place and the line's, which is several times as fast as a stable sort.
    """
    place = np.empty(len(sales), np.int64)
    place[sales] = np.arange(len(sales))
    key = (place[sale_of_line] << 32) | np.arange(len(sale_of_line))
    key.sort()
    return key & 0xFFFFFFFF


def _lookup(keys: Longs, values: Longs, wanted: Longs) -> Longs:
    """Values at the `wanted` keys, 0 where there is none; `keys` ascend."""
    if not len(keys):
        return np.zeros(len(wanted), np.int64)
    position = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[position] == wanted, values[position], 0)
