"""What lies behind one product: its past day by day, what is coming, and how far the forecast can be believed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.inventory.dashboard import paths
from shopassistant.inventory.dashboard.names import Named, load_names
from shopassistant.inventory.dashboard.reading import day_of
from shopassistant.inventory.dashboard.rows import ProductLine, load_lines
from shopassistant.inventory.dashboard.shelves import Bools, Floats, from_day, to_day
from shopassistant.inventory.dashboard.slicing import Slice
from shopassistant.inventory.forecast.forecasts import Forecasts
from shopassistant.inventory.purchasing.arriving import on_order
from shopassistant.store.schema import Location, Sale, SaleLine, StockMovement

PAST_DAYS = 182


@dataclass(frozen=True)
class Errors:
    """How wrong each candidate was from each origin.

    Attributes:
        origins: first days forecast.
        days: looked ahead each time.
        candidates: names; the last one is what the forecast is made by.
        units, money: per metric float32 (origins, candidates); money in minor units.
    """

    origins: tuple[date, ...]
    days: int
    candidates: tuple[str, ...]
    units: Mapping[str, Floats]
    money: Mapping[str, Floats]


@dataclass(frozen=True)
class Belief:
    """What the forecast says of itself.

    Attributes:
        demand_class, method: codes, see `inventory.forecast`.
        doubts: codes of why it is uncertain.
        errors: None where the past was too short to try it on.
    """

    demand_class: str
    method: str
    doubts: tuple[str, ...]
    errors: Errors | None


@dataclass(frozen=True)
class Story:
    """One variant, at one location or in the whole shop.

    Attributes:
        places: name and units (None where not counted) of every location it lies at.
        first_day: of the past columns; the last one is today.
        sold: float32 (PAST_DAYS,), units a day.
        level: float32 (PAST_DAYS,), units in the evening; NaN before anybody counted.
        out: bool (PAST_DAYS,), without stock from morning to evening.
        demand_weeks: float32 (weeks, levels), a fan of what is asked for in the coming weeks.
        stock_days: float32 (days, levels), a fan of the stock each evening if nothing more is ordered; None where
            nobody counted.
        arrivals: what is on order.
        chance, out_on: of being sold out within the fan, and the day by which it is more likely than not.
        belief: None where there is no forecast.
    """

    named: Named
    line: ProductLine
    places: tuple[tuple[str, int | None], ...]
    today: date
    first_day: date
    sold: Floats
    level: Floats
    out: Bools
    demand_weeks: Floats
    stock_days: Floats | None
    arrivals: tuple[paths.Arrival, ...]
    chance: float | None
    out_on: date | None
    belief: Belief | None


def load_story(session: Session, part: Slice, variant_id: int, forecasts: Forecasts | None) -> Story | None:
    """The story of a variant on the shelves of a slice; None where it is not among them."""
    line = load_lines(part, [variant_id]).get(variant_id)
    named = load_names(session, [variant_id]).get(variant_id)
    if line is None or named is None:
        return None
    today = from_day(part.snapshot.today)
    location_id = part.wanted.location_id
    sold, level, out = _past(session, part, variant_id, line)
    coming = on_order(session, location_id, [variant_id]).get(variant_id, ())
    arrivals = tuple(paths.Arrival(paths.day_of(today, one.expected_on), one.units) for one in coming)
    rows = _rows(forecasts, variant_id, location_id) if forecasts is not None else []
    demand = paths.forecast_paths(forecasts, rows, part.snapshot.today) if forecasts is not None else None
    belief = _belief(forecasts, rows) if forecasts is not None and demand is not None else None
    if demand is None:
        demand = paths.sales_paths(line.rate, _variance(part, variant_id))
    stock = None if line.units is None else paths.stock_paths(line.units, demand, arrivals)
    chance, day = (None, -1) if stock is None or line.rate <= 0 else paths.run_out(stock)
    return Story(
        named=named,
        line=line,
        places=_places(session, part, variant_id),
        today=today,
        first_day=today - timedelta(days=PAST_DAYS - 1),
        sold=sold,
        level=level,
        out=out,
        demand_weeks=paths.fan(paths.weekly(demand)),
        stock_days=None if stock is None else paths.fan(stock),
        arrivals=arrivals,
        chance=chance,
        out_on=today + timedelta(days=day) if day >= 0 else None,
        belief=belief,
    )


def _rows(forecasts: Forecasts, variant_id: int, location_id: int | None) -> list[int]:
    found = forecasts.keys[:, 0] == variant_id
    if location_id is not None:
        found &= forecasts.keys[:, 1] == location_id
    return [int(one) for one in np.flatnonzero(found)]


def _shelves(part: Slice, variant_id: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    row = int(np.searchsorted(part.snapshot.variants.id, variant_id))
    first, last = np.searchsorted(part.row, [row, row + 1])
    return part.rows[first:last]


def _variance(part: Slice, variant_id: int) -> float:
    return float(part.snapshot.shelves.variance[_shelves(part, variant_id)].sum())


def _places(session: Session, part: Slice, variant_id: int) -> tuple[tuple[str, int | None], ...]:
    shelves, rows = part.snapshot.shelves, _shelves(part, variant_id)
    names = {int(row[0]): str(row[1]) for row in session.execute(select(Location.id, Location.name))}
    return tuple(
        (names[int(shelves.location[one])], int(shelves.units[one]) if shelves.counted[one] else None)
        for one in rows
        if int(shelves.location[one]) in names
    )


def _past(session: Session, part: Slice, variant_id: int, line: ProductLine) -> tuple[Floats, Floats, Bools]:
    """Sold a day, level each evening, and days without any stock."""
    first = part.snapshot.today - PAST_DAYS + 1
    since = datetime.combine(from_day(first), datetime.min.time()).astimezone()
    places = [int(one) for one in part.snapshot.shelves.location[_shelves(part, variant_id)]]
    sold = np.zeros(PAST_DAYS, np.float32)
    statement = (
        select(day_of(Sale.sold_at).label("day"), func.sum(SaleLine.quantity))
        .join(Sale, Sale.id == SaleLine.sale_id)
        .where(SaleLine.variant_id == variant_id, SaleLine.quantity > 0, Sale.sold_at >= since)
        .where(Sale.location_id.in_(places))
        .group_by("day")
    )
    for day, units in session.execute(statement):
        if 0 <= day - first < PAST_DAYS:
            sold[day - first] = units
    change = np.zeros(PAST_DAYS, np.int64)
    moved = (
        select(day_of(StockMovement.at).label("day"), func.sum(StockMovement.quantity))
        .where(StockMovement.variant_id == variant_id, StockMovement.location_id.in_(places), StockMovement.at >= since)
        .group_by("day")
    )
    for day, units in session.execute(moved):
        if 0 <= day - first < PAST_DAYS:
            change[day - first] = units
    if line.units is None:
        return sold, np.full(PAST_DAYS, np.nan, np.float32), np.zeros(PAST_DAYS, bool)
    known = _known_from(session, variant_id, places) - first
    return (sold, *_levels(_units(part, variant_id), change, known))


def _units(part: Slice, variant_id: int) -> int:
    shelves, rows = part.snapshot.shelves, _shelves(part, variant_id)
    return int((shelves.units[rows] * shelves.counted[rows]).sum())


def _levels(units: int, change: "np.ndarray[tuple[int], np.dtype[np.int64]]", known: int) -> tuple[Floats, Bools]:
    evening = units - (change[::-1].cumsum()[::-1] - change)
    out = (evening <= 0) & (evening - change <= 0)
    level = evening.astype(np.float32)
    if known > 0:
        level[:known], out[:known] = np.nan, False
    return level, out


def _known_from(session: Session, variant_id: int, places: list[int]) -> int:
    """The day somebody first said how many there are."""
    from shopassistant.store.schema.stock import COUNTING_REASONS

    day = session.scalar(
        select(func.min(day_of(StockMovement.at))).where(
            StockMovement.variant_id == variant_id,
            StockMovement.location_id.in_(places),
            StockMovement.reason.in_(COUNTING_REASONS),
        )
    )
    return to_day(date.max) if day is None else int(day)


def _belief(forecasts: Forecasts, rows: list[int]) -> Belief:
    first = rows[int(np.argmax(forecasts.mean[rows].sum(axis=1)))]
    tested = forecasts.backtest
    errors = None
    if tested.origins and float(tested.known[rows].sum()) > 0:
        at = np.array(rows)
        errors = Errors(
            tested.origins, tested.days, tested.candidates, tested.by_origin(at), tested.by_origin(at, True)
        )
    return Belief(forecasts.class_of(first), forecasts.method_of(first), forecasts.doubts_of(first), errors)
