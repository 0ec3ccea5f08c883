"""When a shelf was empty, by the ledger: stretches between movements in which there was nothing to sell.

What the books say is weighed: a level at or below zero out of which something is taken later was no empty shelf, only
wrong books. A level below zero from which nothing more was taken is unknown, and so is one that nobody ever counted.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import case, select
from sqlalchemy.orm import Session

from shopassistant.core.progress import Progress
from shopassistant.inventory.demand.keys import Series, joined, places
from shopassistant.inventory.demand.reading import epoch, numbers
from shopassistant.inventory.demand.sales import STAGE
from shopassistant.store.schema import StockMovement
from shopassistant.store.schema.stock import COUNTING_REASONS

Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]

_OTHER, _COUNTING, _TAKING = range(3)


@dataclass(frozen=True)
class Empty:
    """Stretches in which a series could not be sold, or nobody knows whether; by series and time.

    Attributes:
        row: int32 (k,).
        begin, end: int64 (k,), seconds since 1970-01-01 UTC; the last of a series lasts until the end of the days.
        is_known: bool (k,), the books say zero; False where they say less than that.
        first: int64 (n,), the first movement of each series; the largest number where there is none.
    """

    row: Ints
    begin: Longs
    end: Longs
    is_known: Bools
    first: Longs


def read_empty(session: Session, series: Series, until: int, progress: Progress) -> Empty:
    """The empty stretches of every series up to a moment (seconds).

    Raises:
        Cancelled: by `progress`.
    """
    moves = StockMovement.reason
    sort = case(
        (moves.in_(COUNTING_REASONS), _COUNTING),
        (moves.in_(("sale", "damage", "transfer")) & (StockMovement.quantity < 0), _TAKING),
        else_=_OTHER,
    )
    variant, location, at, quantity, kind = numbers(
        session,
        select(
            StockMovement.variant_id, StockMovement.location_id, epoch(StockMovement.at), StockMovement.quantity, sort
        ).order_by(StockMovement.id),
        5,
        progress,
        STAGE,
    )
    row = places(series.pairs, joined(variant, location))
    kept = (row >= 0) & (at < until)
    row, at, quantity, kind = row[kept], at[kept], quantity[kept], kind[kept]
    order = np.lexsort((at, row))  # stable: of one moment, as written
    return empty_stretches(row[order], at[order], quantity[order], kind[order], series.count, until)


def empty_stretches(row: Longs, at: Longs, quantity: Longs, kind: Longs, count: int, until: int) -> Empty:
    """The same from movements, sorted by series and time.

    Args:
        row, at, quantity, kind: int64 (m,); kind is 1 for what says how much there is, 2 for what took from a shelf.
        count: number of series.
        until: end of the last stretch, seconds.
    """
    first = np.full(count, np.iinfo(np.int64).max)
    if not len(row):
        none = np.empty(0, np.int64)
        return Empty(none.astype(np.int32), none, none, none.astype(bool), first)
    starts = np.flatnonzero(np.diff(row, prepend=-1))
    first[row[starts]] = at[starts]
    group = np.cumsum(np.diff(row, prepend=-1) != 0) - 1
    level = _running(quantity, starts, group)
    counted = _running((kind == _COUNTING).astype(np.int64), starts, group) > 0
    is_last = np.append(np.diff(row) != 0, True)
    end = np.where(is_last, until, np.append(at[1:], until))
    was_taken_from = np.append(kind[1:] == _TAKING, False) & ~is_last
    found = np.flatnonzero(counted & (level <= 0) & ~was_taken_from & (end > at))
    return Empty(row[found].astype(np.int32), at[found], end[found], level[found] == 0, first)


def _running(values: Longs, starts: Longs, group: Longs) -> Longs:
    """Sums up to and with each entry, from each of `starts` anew; `group` tells which start an entry belongs to."""
    total = np.cumsum(values)
    before = total[starts] - values[starts]
    return np.asarray(total - before[group])
