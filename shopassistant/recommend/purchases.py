"""What a fit learns from: every purchase of the shop as plain arrays, read once and leanly from the store."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
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
        return self._where(self.day < day)

    def _where(self, keep: NDArray[np.bool_]) -> "Purchases":
        columns = ("customer", "variant", "day", "quantity", "value", "basket")
        return replace(self, **{name: getattr(self, name)[keep] for name in columns})


def load_purchases(session: Session, progress: Progress | None = None) -> Purchases:
    """Read the whole shop: catalogue, sales, and the lines that were not returned whole.

    Two passes of integers only (sales, then lines), so that a million lines take about two seconds and no objects stay.

    Raises:
        Cancelled: by `progress`.
    """
    progress = progress or NoProgress()
    products = load_products(session)
    sales = _columns(
        session.connection().execute(select(Sale.id, Sale.customer_id, Sale.sold_at, Sale.kind).order_by(Sale.id)),
        lambda row: (row[0], row[1] or 0, to_day(row[2])),
        3,
    )
    sale_ids, sale_customers, sale_days = sales
    total = int(session.scalar(select(func.count()).select_from(SaleLine)) or 0)
    lines = _read_lines(session, total, progress)
    returned = _returned(session)
    return _assemble(products, sale_ids, sale_customers, sale_days, lines, returned)


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


def _read_lines(session: Session, total: int, progress: Progress) -> list[Longs]:
    parts: list[Longs] = []
    result = session.connection().execute(lines_of_sales().order_by(SaleLine.id).execution_options(yield_per=_CHUNK))
    done = 0
    for rows in result.partitions(_CHUNK):
        parts.append(np.fromiter(chain.from_iterable(rows), np.int64, 5 * len(rows)).reshape(-1, 5))
        done += len(rows)
        progress.report("recommend.reading", done, total)
    whole = np.concatenate(parts) if parts else np.empty((0, 5), np.int64)
    return [np.ascontiguousarray(column) for column in whole.T]


def _returned(session: Session) -> tuple[Longs, Longs]:
    """Line ids of which something came back, ascending, and how many units of each."""
    rows = session.execute(
        select(SaleLine.returns_line_id, func.sum(-SaleLine.quantity))
        .where(SaleLine.returns_line_id.is_not(None))
        .group_by(SaleLine.returns_line_id)
        .order_by(SaleLine.returns_line_id)
    )
    line_ids, units = _columns(rows, tuple, 2)
    return line_ids, units


def _columns(rows: Iterable[Any], pick: Any, width: int) -> list[Longs]:
    table = np.array([pick(row) for row in rows], np.int64).reshape(-1, width)
    return [np.ascontiguousarray(column) for column in table.T]


def _assemble(
    products: Products,
    sale_ids: Longs,
    sale_customers: Longs,
    sale_days: Longs,
    lines: Sequence[Longs],
    returned: tuple[Longs, Longs],
) -> Purchases:
    line_ids, line_sales, line_variants, quantity, value = lines
    kept = quantity - _lookup(returned[0], returned[1], line_ids)
    keep = kept > 0
    line_sales, line_variants = line_sales[keep], line_variants[keep]
    paid = value[keep] * kept[keep] / np.maximum(quantity[keep], 1)
    sale = np.searchsorted(sale_ids, line_sales)
    known = sale_customers > 0
    customer_ids, inverse = np.unique(sale_customers[known], return_inverse=True)
    counts = np.bincount(inverse, minlength=len(customer_ids)).astype(np.int64)
    sums = np.zeros(len(customer_ids), np.int64)
    np.add.at(sums, inverse, sale_ids[known])
    customer = np.searchsorted(customer_ids, sale_customers[sale]).astype(np.int32)
    customer[sale_customers[sale] == 0] = -1
    day = sale_days[sale].astype(np.int32)
    order = np.lexsort((line_sales, day, customer))
    return Purchases(
        products=products,
        customer_ids=customer_ids,
        sale_counts=counts,
        sale_sums=sums,
        customer=customer[order],
        variant=np.searchsorted(products.variant_ids, line_variants).astype(np.int32)[order],
        day=day[order],
        quantity=kept[keep].astype(np.float32)[order],
        value=paid.astype(np.float32)[order],
        basket=sale.astype(np.int32)[order],
        newest_sale_id=int(sale_ids[-1]) if len(sale_ids) else 0,
    )


def _lookup(keys: Longs, values: Longs, wanted: Longs) -> Longs:
    """Values at the `wanted` keys, 0 where there is none; `keys` ascend."""
    if not len(keys):
        return np.zeros(len(wanted), np.int64)
    position = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[position] == wanted, values[position], 0)
