"""What is known of days, past and ahead: holidays, closures, and what somebody planned."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.inventory.demand.closures import closed_weekdays
from shopassistant.inventory.demand.days import Days
from shopassistant.inventory.demand.keys import Series
from shopassistant.store.schema import Category, PlannedEvent

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Bools = NDArray[np.bool_]

# A holiday on which the shop was closed more often than not is taken for a closed one.
_MOSTLY = 0.5


@dataclass(frozen=True)
class Event:
    """A `PlannedEvent` with its categories and those below, as a set of ids; None for all."""

    kind: str
    first_day: date
    last_day: date
    variant_id: int | None
    categories: frozenset[int] | None
    location_id: int | None
    discount: float

    def days(self, first: date, count: int) -> slice:
        """Its place among `count` days from `first` on."""
        start, end = (self.first_day - first).days, (self.last_day - first).days + 1
        return slice(max(start, 0), max(min(end, count), 0))


def read_events(session: Session, first: date, end: date) -> tuple[Event, ...]:
    """What is planned to happen from `first` up to and without `end`, or was."""
    rows = session.scalars(
        select(PlannedEvent)
        .where(PlannedEvent.first_day < end, PlannedEvent.last_day >= first)
        .order_by(PlannedEvent.id)
    ).all()
    paths = dict(session.execute(select(Category.id, Category.path)).all()) if rows else {}
    return tuple(
        Event(row.kind, row.first_day, row.last_day, row.variant_id, _below(paths, row.category_id), row.location_id,
              (row.discount_bp or 0) / 10_000)
        for row in rows
    )  # fmt: skip


def _below(paths: dict[int, str], category_id: int | None) -> frozenset[int] | None:
    if category_id is None:
        return None
    path = paths.get(category_id, "")
    return frozenset(one for one, other in paths.items() if other == path or other.startswith(f"{path} / "))


def rows_of(event: Event, series: Series, category: Ints) -> Longs:
    """The series an event is about.

    Args:
        category: int32 (n,), id of each series' category, -1 without.
    """
    chosen = np.ones(series.count, bool)
    keys = series.keys
    if event.variant_id is not None:
        chosen &= keys[:, 0] == event.variant_id
    if event.categories is not None:
        chosen &= np.isin(category, list(event.categories))
    if event.location_id is not None:
        chosen &= keys[:, 1] == event.location_id
    return np.flatnonzero(chosen)


def closed_ahead(
    closed: Bools, days: Days, horizon: int, names: dict[date, str], places: Longs, events: tuple[Event, ...]
) -> Bools:
    """bool (l, horizon): days on which each location will be closed: as usual, on a holiday, or planned.

    Args:
        closed: bool (l, T), days on which it was.
        names: holidays of the past and ahead.
        places: int64 (l,), ids of the locations.
    """
    next_day = days.first + timedelta(days=days.count)
    is_holiday = np.array([days.first + timedelta(days=n) in names for n in range(days.count)], bool)
    weekly = closed_weekdays(closed, ~is_holiday, days.first.weekday())
    found = weekly[:, days.weekday(horizon)[days.count :]]
    for ahead in range(horizon):
        name = names.get(next_day + timedelta(days=ahead))
        if name is not None:
            found[:, ahead] |= _was_closed_on(name, closed, weekly, days, names)
    for event in events:
        if event.kind == "closure" and event.variant_id is None and event.categories is None:
            where = slice(None) if event.location_id is None else places == event.location_id
            found[where, event.days(next_day, horizon)] = True
    return found


def _was_closed_on(name: str, closed: Bools, weekly: Bools, days: Days, names: dict[date, str]) -> Bools:
    """bool (l,): closed on most of the past days of that name on which it is open else."""
    past = [days.place(day) for day, other in names.items() if other == name and 0 <= days.place(day) < days.count]
    at = np.array(past, np.int64)
    counts = ~weekly[:, days.weekday()[at]]
    return np.asarray((closed[:, at] & counts).sum(axis=1) > _MOSTLY * np.maximum(counts.sum(axis=1), 1))
