"""What was sold when and where, and what was taken off its price; what comes back takes nothing back from demand."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.progress import Progress
from shopassistant.inventory.demand.days import Days
from shopassistant.inventory.demand.keys import Series, joined, places
from shopassistant.inventory.demand.reading import distinct, epoch, numbers
from shopassistant.store.schema import Sale, SaleLine

Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Floats = NDArray[np.float32]

STAGE = "demand.reading"


@dataclass(frozen=True)
class Lines:
    """Lines of products that left the shop in a stretch of days, in the order they were written.

    Attributes:
        pair: int64 (m,), variant and location, see `keys.joined`.
        at: int64 (m,), seconds since 1970-01-01 UTC.
        units: int32 (m,).
        gross, discount: int64 (m,), minor units, before and off.
        receipt: int32 (m,), index of the sale; lines of one share it.
        before: int64, pairs that were sold before these days; ascending.
    """

    pair: Longs
    at: Longs
    units: Ints
    gross: Longs
    discount: Longs
    receipt: Ints
    before: Longs

    def since(self, moment: int) -> "Lines":
        """Only those from a moment (seconds) on."""
        kept = self.at >= moment
        parts = {name: getattr(self, name)[kept] for name in ("pair", "at", "units", "gross", "discount", "receipt")}
        return Lines(**parts, before=distinct(np.concatenate([self.before, self.pair[~kept]])))


@dataclass(frozen=True)
class Sold:
    """One entry per series and day with a sale, by series and day.

    Attributes:
        row, day: int32 (k,).
        units: float32 (k,).
        gross, discount: float32 (k,), minor units.
    """

    row: Ints
    day: Ints
    units: Floats
    gross: Floats
    discount: Floats


def read_lines(session: Session, days: Days, progress: Progress) -> Lines:
    """All lines of products sold on `days`: sales first, then their lines, each in one pass over its table.

    Raises:
        Cancelled: by `progress`.
    """
    ids, location, at = numbers(
        session, select(Sale.id, Sale.location_id, epoch(Sale.sold_at)).order_by(Sale.id), 3, progress, STAGE
    )
    value = SaleLine.quantity * SaleLine.unit_price_minor
    sale, variant, units, gross, discount = numbers(
        session,
        select(SaleLine.sale_id, SaleLine.variant_id, SaleLine.quantity, value, SaleLine.discount_minor).where(
            SaleLine.kind == "product", SaleLine.quantity > 0
        ),
        5,
        progress,
        STAGE,
    )
    place = places(ids, sale)
    when, pair = at[place], joined(variant, location[place])
    inside = (when >= days.starts[0]) & (when < days.starts[-1])
    return Lines(
        pair=pair[inside],
        at=when[inside],
        units=units[inside].astype(np.int32),
        gross=gross[inside],
        discount=discount[inside],
        receipt=place[inside].astype(np.int32),
        before=distinct(pair[when < days.starts[0]]),
    )


def by_day(lines: Lines, series: Series, days: Days) -> Sold:
    """The lines added up per series and day; lines of no series are left out."""
    row, day = places(series.pairs, lines.pair), days.of(lines.at)
    kept = row >= 0
    cell = row[kept] * days.count + day[kept]
    order = np.argsort(cell, kind="stable")
    cells, start = np.unique(cell[order], return_index=True)

    def added(values: NDArray[np.integer]) -> Floats:
        ordered = values[kept][order]
        return np.add.reduceat(ordered, start).astype(np.float32) if len(start) else np.empty(0, np.float32)

    return Sold(
        (cells // max(days.count, 1)).astype(np.int32),
        (cells % max(days.count, 1)).astype(np.int32),
        added(lines.units.astype(np.int64)),
        added(lines.gross),
        added(lines.discount),
    )
