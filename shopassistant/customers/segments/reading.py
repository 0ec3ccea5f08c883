"""Every purchase of every customer as plain arrays, read in two passes over the store: what features are made of.

Plain numbers are packed as they come, so that a million lines take seconds and no row objects. Left out are customers
who were merged or erased, and those who refused personalisation: a segment from purchases is a profile.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Integer, Select, cast, func, select
from sqlalchemy.orm import Session

from shopassistant.core.progress import NoProgress, Progress
from shopassistant.customers.segments.catalogue import Goods, load_goods
from shopassistant.store.schema import Consent, Customer, Sale, SaleLine

Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
DAY_S = 86_400
_CHUNK = 50_000


@dataclass(frozen=True)
class Sales:
    """Sales and returns of known customers, by id.

    Attributes:
        ids: int64 (s,), ascending.
        customer: int32 (s,), index into the customers.
        at: int64 (s,), seconds since 1970 in UTC.
        is_return: bool (s,).
        gross, discount, total: int64 (s,), minor units; of returns negative.
    """

    ids: Longs
    customer: Ints
    at: Longs
    is_return: NDArray[np.bool_]
    gross: Longs
    discount: Longs
    total: Longs


@dataclass(frozen=True)
class Lines:
    """Product lines of those sales.

    Attributes:
        sale: int32 (m,), index into the sales.
        variant: int32 (m,), index into the goods.
        units: int32 (m,), negative on returns.
        total: int64 (m,), minor units.
    """

    sale: Ints
    variant: Ints
    units: Ints
    total: Longs


@dataclass(frozen=True)
class History:
    """What the customers bought until one moment.

    Attributes:
        customer_ids: int64 (n,), ascending ids of active customers with at least one sale.
        goods: the catalogue that the lines point into.
        until: int64, seconds since 1970 in UTC; nothing later is in here.
        refused: how many were left out because they refused personalisation.
    """

    customer_ids: Longs
    sales: Sales
    lines: Lines
    goods: Goods
    until: int
    refused: int = 0
    scratch: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def count(self) -> int:
        """Number of customers."""
        return len(self.customer_ids)


def load_history(session: Session, until: datetime, progress: Progress | None = None, *, lines: bool = True) -> History:
    """Read the shop.

    Args:
        until: later sales are not seen, so that a past day can be asked as it was.
        lines: also what was bought; recency, frequency and money need it not.

    Raises:
        Cancelled: by `progress`.
    """
    progress = progress or NoProgress()
    progress.report("segment.reading", 0, 0)
    known, refused = _customers(session)
    raw = _sales(session, until, progress)
    raw = raw[:, np.isin(raw[1], known)]
    customer_ids = np.unique(raw[1][raw[3] == 0])
    raw = raw[:, np.isin(raw[1], customer_ids)]
    ids, who, at, is_return, gross, discount, total = raw
    customer = np.searchsorted(customer_ids, who).astype(np.int32)
    sales = Sales(ids, customer, at, is_return == 1, gross, discount, total)
    goods = load_goods(session)
    return History(
        customer_ids,
        sales,
        _lines(session, sales, goods, progress) if lines else Lines(*_nothing()),
        goods,
        int(until.timestamp()),
        refused,
    )


def _customers(session: Session) -> tuple[Longs, int]:
    """Ids of those a segment from purchases may hold, and how many more refused."""
    active = np.fromiter(session.scalars(select(Customer.id).where(Customer.status == "active")), np.int64)
    no = np.fromiter(session.scalars(refusing()), np.int64)
    kept = np.setdiff1d(active, no, assume_unique=True)
    return kept, len(active) - len(kept)


def refusing() -> Select[int]:
    """Ids of customers whose newest word on personalisation is no; of two at the same moment, the no."""
    place = func.row_number().over(
        partition_by=Consent.customer_id, order_by=(Consent.at.desc(), Consent.granted, Consent.id.desc())
    )
    newest = (
        select(Consent.customer_id, Consent.granted, place.label("place"))
        .where(Consent.purpose == "personalisation")
        .subquery()
    )
    return select(newest.c.customer_id).where(newest.c.place == 1, newest.c.granted.is_(False))


def _sales(session: Session, until: datetime, progress: Progress) -> Longs:
    """int64 (7, s): id, customer, moment, whether a return, gross, discount, total."""
    statement = (
        select(
            Sale.id,
            Sale.customer_id,
            cast(func.strftime("%s", Sale.sold_at), Integer),
            cast(Sale.kind == "return", Integer),
            Sale.gross_minor,
            Sale.discount_minor,
            Sale.total_minor,
        )
        .where(Sale.customer_id.is_not(None), Sale.sold_at <= until)
        .order_by(Sale.id)
    )
    total = int(session.scalar(select(func.max(Sale.id))) or 0)
    return _columns(session, statement, 7, total, progress)


def _lines(session: Session, sales: Sales, goods: Goods, progress: Progress) -> Lines:
    statement = (
        select(SaleLine.id, SaleLine.sale_id, SaleLine.variant_id, SaleLine.quantity, SaleLine.total_minor)
        .where(SaleLine.kind == "product")
        .order_by(SaleLine.id)
    )
    total = int(session.scalar(select(func.max(SaleLine.id))) or 0)
    if not len(sales.ids):
        return Lines(*_nothing())
    parts = []
    for rows in _chunks(session, statement, 5):
        _, sale_ids, variants, units, money = rows
        place = np.minimum(np.searchsorted(sales.ids, sale_ids), len(sales.ids) - 1)
        keep = sales.ids[place] == sale_ids
        goods_at = np.searchsorted(goods.variant_ids, variants[keep])
        parts.append(
            (place[keep].astype(np.int32), goods_at.astype(np.int32), units[keep].astype(np.int32), money[keep])
        )
        progress.report("segment.reading", int(rows[0, -1]), total)
    if not parts:
        return Lines(*_nothing())
    return Lines(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _nothing() -> tuple[Ints, Ints, Ints, Longs]:
    none = np.empty(0, np.int32)
    return none, none, none, np.empty(0, np.int64)


def _columns(
    session: Session, statement: Select[*tuple[Any, ...]], width: int, total: int, progress: Progress
) -> Longs:
    parts = [np.empty((width, 0), np.int64)]
    for rows in _chunks(session, statement, width):
        parts.append(rows)
        progress.report("segment.reading", int(rows[0, -1]), total)
    return np.concatenate(parts, axis=1)


def _chunks(session: Session, statement: Select[*tuple[Any, ...]], width: int) -> Iterator[Longs]:
    """Rows of whole numbers as the database gives them, transposed, without a row object for each."""
    result = session.connection().execute(statement)
    cursor: Any = result.cursor
    try:
        while rows := cursor.fetchmany(_CHUNK):
            flat = np.fromiter(chain.from_iterable(rows), np.int64, width * len(rows))
            yield np.ascontiguousarray(flat.reshape(-1, width).T)
    finally:
        result.close()


def local(at: Longs) -> Longs:
    """Seconds on the wall of this machine for moments in UTC; the offset is looked up once a day."""
    days, place = np.unique(at // DAY_S, return_inverse=True)
    offsets = [
        (datetime.fromtimestamp(int(day) * DAY_S + DAY_S // 2, UTC).astimezone().utcoffset()) for day in days.tolist()
    ]
    seconds = np.array([int(one.total_seconds()) if one else 0 for one in offsets], np.int64)
    return at + (seconds[place] if len(seconds) else 0)
