"""Demand of a whole shop, day by day, as far as it can be known."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.core.progress import NoProgress, Progress
from shopassistant.inventory.demand.catalogue import Goods, read_goods
from shopassistant.inventory.demand.closures import closed_days
from shopassistant.inventory.demand.correcting import Shelf, correct
from shopassistant.inventory.demand.days import Days, today_at
from shopassistant.inventory.demand.keys import Series, places, worth_following
from shopassistant.inventory.demand.profile import usual_day
from shopassistant.inventory.demand.reading import distinct
from shopassistant.inventory.demand.sales import Lines, Sold, by_day, read_lines
from shopassistant.inventory.demand.shelves import Empty, read_empty
from shopassistant.store.schema import Sale

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Bools = NDArray[np.bool_]

CORRECTING = "demand.correcting"
# Three years: enough to see each season twice.
LONGEST_DAYS = 1_096
# So many cells of a panel fit a till's memory several times over; of a large range, less of the past is looked at.
_MOST_CELLS = 80_000_000
_SHORTEST_DAYS = 400
# Records that end longer ago end there, as in a shop whose past was brought in: its history ends with them.
_STALE = timedelta(days=28)
_AT_ONCE = 2_048


@dataclass(frozen=True)
class Lost:
    """Units that were asked for but not there, one entry per series and day, by series and day.

    Attributes:
        row, day: int32 (k,).
        units: float32 (k,).
    """

    row: Ints
    day: Ints
    units: Floats


@dataclass(frozen=True)
class DemandHistory:
    """What was asked for.

    Attributes:
        series: the n rows.
        days: the T columns; they end before the day the history was asked for.
        sold: what was sold.
        demand: float32 (n, T), units asked for; NaN where nobody can know: before the launch, on days without stock,
            on closed days. On days that sold out, more than was sold, and no whole number.
        lost: what could not be sold.
        closed: bool (l, T), closed days of each location.
        goods: what is known of each row's product.
    """

    series: Series
    days: Days
    sold: Sold
    demand: Floats
    lost: Lost
    closed: Bools
    goods: Goods


def history_ends(session: Session, now: datetime, zone: tzinfo | None = None) -> date:
    """The first day a history does not know: today, or the day after the last sale where that is long ago."""
    newest = session.scalar(select(func.max(Sale.sold_at)))
    today = today_at(now, zone)
    if newest is None or now - newest <= _STALE:
        return today
    return today_at(newest, zone) + timedelta(days=1)


def load_history(
    session: Session, today: date, progress: Progress | None = None, zone: tzinfo | None = None, longest: int = 0
) -> DemandHistory:
    """The demand of every variant at every location up to the day before `today`.

    Args:
        progress: told the stages ``"demand.reading"`` and ``"demand.correcting"``.
        zone: the shop's; that of this machine by default.
        longest: at most so many days back; as many as are useful by default.

    Raises:
        Cancelled: by `progress`.
    """
    progress = progress or NoProgress()
    days = Days.between(_first_day(session, today, longest or LONGEST_DAYS, zone), today, zone)
    lines = read_lines(session, days, progress)
    series = worth_following(session, distinct(lines.pair))
    if not longest and series.count * days.count > _MOST_CELLS and days.count > _SHORTEST_DAYS:
        shorter = max(_MOST_CELLS // series.count, _SHORTEST_DAYS)
        days = Days.between(today - timedelta(days=shorter), today, zone)
        lines = lines.since(int(days.starts[0]))
        series = worth_following(session, distinct(lines.pair))
    empty = read_empty(session, series, int(days.starts[-1]), progress)
    return _assemble(days, lines, series, empty, read_goods(session, series), progress)


def _first_day(session: Session, today: date, longest: int, zone: tzinfo | None) -> date:
    oldest = session.scalar(select(func.min(Sale.sold_at)))
    earliest = today - timedelta(days=longest)
    if oldest is None:
        return today - timedelta(days=1)
    return min(max(earliest, today_at(oldest, zone)), today - timedelta(days=1))


def _assemble(
    days: Days, lines: Lines, series: Series, empty: Empty, goods: Goods, progress: Progress
) -> DemandHistory:
    sold = by_day(lines, series, days)
    place = series.place[places(series.pairs, lines.pair)]
    closed = closed_days(_receipts(lines, place, days, len(series.places)))
    profile = usual_day(lines.at, place, days, ~closed)
    shelf = Shelf(empty, profile, closed, _launch(lines, series, sold, empty, days), goods.is_wanted)
    demand = np.empty((series.count, days.count), np.float32)
    parts = []
    for start in range(0, series.count, _AT_ONCE):
        progress.report(CORRECTING, start, series.count)
        rows = slice(start, min(start + _AT_ONCE, series.count))
        part = correct(rows, series, days, sold, shelf)
        demand[rows] = part.demand
        parts.append(_sparse(part.lost, start))
    return DemandHistory(series, days, sold, demand, _joined(parts), closed, goods)


def _receipts(lines: Lines, place: Ints, days: Days, count: int) -> Longs:
    """int64 (count, T): sales of each location and day."""
    _, first = np.unique(lines.receipt, return_index=True)
    cell = place[first].astype(np.int64) * days.count + days.of(lines.at[first])
    return np.bincount(cell, minlength=count * days.count).reshape(count, days.count)


def _launch(lines: Lines, series: Series, sold: Sold, empty: Empty, days: Days) -> Ints:
    """int32 (n,): the first day a series could be sold, by its movements or its sales; 0 for older ones."""
    launch = np.full(series.count, days.count, np.int64)
    first = np.flatnonzero(np.diff(sold.row, prepend=-1))
    launch[sold.row[first]] = sold.day[first]
    launch = np.minimum(launch, days.of(np.minimum(empty.first, days.starts[-1])))
    earlier = places(series.pairs, lines.before)
    launch[earlier[earlier >= 0]] = 0
    return np.maximum(launch, 0).astype(np.int32)


def _sparse(lost: Floats, start: int) -> Lost:
    row, day = np.nonzero(lost)
    return Lost((row + start).astype(np.int32), day.astype(np.int32), lost[row, day])


def _joined(parts: list[Lost]) -> Lost:
    none = Lost(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.float32))
    whole = [none, *parts]
    return Lost(*(np.concatenate([getattr(part, name) for part in whole]) for name in ("row", "day", "units")))
