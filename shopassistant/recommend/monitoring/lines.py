"""The sold lines that the watch looks at, as plain arrays, read for a stretch of days and not for the whole past."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from shopassistant.core.progress import NoProgress, Progress
from shopassistant.recommend.purchases import to_date, to_day
from shopassistant.store.schema import Category, Product, Sale, SaleLine, Variant

Longs = NDArray[np.int64]

_CHUNK = 50_000
UNCATEGORISED = -1
# Lines looked at, about; of a larger shop the same part of its customers and of its walk-ins each time.
ENOUGH = 2_000_000
COLUMNS = ("day", "sale", "customer", "product", "variant", "quantity", "paid", "category")


@dataclass(frozen=True)
class Lines:
    """Sold lines in the order of their days. What came back later counts all the same: recent sales have had less
    time to come back, and would look different from older ones for that alone.

    Attributes:
        day: int64 (m,), days since 1970-01-01, ascending.
        sale: int64 (m,), sale ids.
        customer: int64 (m,), customer ids, 0 for walk-ins.
        product, variant: int64 (m,), their ids.
        quantity, paid: int64 (m,), units, and minor units for all of them together.
        category: int64 (m,), index into `categories`, -1 without.
        categories: paths of names from the root, joined by `` / ``.
    """

    day: Longs
    sale: Longs
    customer: Longs
    product: Longs
    variant: Longs
    quantity: Longs
    paid: Longs
    category: Longs
    categories: tuple[str, ...] = ()

    @property
    def price(self) -> NDArray[np.float64]:
        """float64 (m,): paid for one unit, in minor units."""
        return self.paid / np.maximum(self.quantity, 1)

    @property
    def visit(self) -> Longs:
        """int64 (m,): one number for all a customer took on one day, and, negative, one for each sale to a walk-in."""
        return np.where(self.customer > 0, (self.customer << 20) + self.day, -self.sale)

    def between(self, first: int, last: int) -> "Lines":
        """The lines of some days, both ends included."""
        return self[slice(*np.searchsorted(self.day, (first, last + 1)))]

    def __getitem__(self, which: "slice | NDArray[np.bool_] | NDArray[np.intp]") -> "Lines":
        return replace(self, **{name: getattr(self, name)[which] for name in COLUMNS})

    @property
    def count(self) -> int:
        """Number of lines."""
        return len(self.day)


def read_lines(session: Session, first: int, last: int, progress: Progress | None = None) -> Lines:
    """The lines of products sold on the days `first` to `last` (days since 1970-01-01, in UTC, both included).

    Of a shop with many times `ENOUGH` lines, those of every second, third ... customer, and of as many walk-ins.

    Raises:
        Cancelled: by `progress`.
    """
    progress = progress or NoProgress()
    every = 1 + int(session.scalar(select(func.max(SaleLine.id))) or 0) // ENOUGH
    parts = []
    result = session.connection().execute(_statement(first, last, every).execution_options(yield_per=_CHUNK))
    for done, rows in enumerate(result.partitions(_CHUNK)):
        flat = chain.from_iterable((to_day(row[0]), *row[1:]) for row in rows)
        parts.append(np.fromiter(flat, np.int64, 7 * len(rows)).reshape(-1, 7))
        progress.report("health.reading", done, 0)
    table = np.concatenate(parts) if parts else np.empty((0, 7), np.int64)
    table = table[np.argsort(table[:, 0], kind="stable")]
    columns = [np.ascontiguousarray(column) for column in table.T]
    category, categories = _categories(session, columns[3])
    return lines_from([*columns, category], categories)


def lines_from(columns: Sequence[Longs], categories: tuple[str, ...]) -> Lines:
    """Lines of columns in the order of `COLUMNS`, sorted by day."""
    return Lines(**dict(zip(COLUMNS, columns, strict=True)), categories=categories)


def _categories(session: Session, products: Longs) -> tuple[Longs, tuple[str, ...]]:
    paths = dict(session.execute(select(Category.id, Category.path)).all())
    names = tuple(sorted(set(paths.values())))
    place = {path: at for at, path in enumerate(names)}
    rows = session.execute(select(Product.id, Product.category_id))
    of = {product: place.get(paths.get(category or 0, ""), UNCATEGORISED) for product, category in rows}
    distinct, where = np.unique(products, return_inverse=True)
    return np.array([of[product] for product in distinct.tolist()], np.int64)[where], names


def first_and_last_day(session: Session) -> tuple[int, int] | None:
    """The days of the oldest and the newest sale; None in a shop without any."""
    oldest, newest = session.execute(select(func.min(Sale.sold_at), func.max(Sale.sold_at))).one()
    return (to_day(oldest), to_day(newest)) if oldest is not None else None


def start_of(day: int) -> datetime:
    """Midnight (UTC) at which a day begins."""
    return datetime.combine(to_date(day), time(), UTC)


def _statement(first: int, last: int, every: int) -> Select[*tuple[Any, ...]]:
    statement = (
        select(
            Sale.sold_at, Sale.id, func.coalesce(Sale.customer_id, 0), Variant.product_id, SaleLine.variant_id,
            SaleLine.quantity, SaleLine.total_minor,
        )
        .join(SaleLine, SaleLine.sale_id == Sale.id)
        .join(Variant, Variant.id == SaleLine.variant_id)
        .where(
            Sale.sold_at >= start_of(first),
            Sale.sold_at < start_of(last) + timedelta(days=1),
            SaleLine.kind == "product",
            SaleLine.quantity > 0,
        )
    )  # fmt: skip
    return statement if every == 1 else statement.where(func.coalesce(Sale.customer_id, Sale.id) % every == 0)
