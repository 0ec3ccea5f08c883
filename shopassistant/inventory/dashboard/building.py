"""Makes the snapshot out of the store: reads, joins by shelf, computes; for all variants or for some that changed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from shopassistant.core.progress import NoProgress, Progress
from shopassistant.inventory.dashboard import reading
from shopassistant.inventory.dashboard.ageing import ages
from shopassistant.inventory.dashboard.classes import abc_classes, xyz_classes
from shopassistant.inventory.dashboard.outlook import from_sales, sources, with_forecasts
from shopassistant.inventory.dashboard.past import Past, look_back
from shopassistant.inventory.dashboard.reading import Want, places, shelf_keys
from shopassistant.inventory.dashboard.risk import assess, horizons
from shopassistant.inventory.dashboard.shelves import RECENT_DAYS, RECENT_WEEKS, WEEKS, Bools, Longs, Shelves, Variants
from shopassistant.inventory.forecast.forecasts import Forecasts

_STAGES = 6
# Kinds of places whose stock is brought to the shop floor within the day, and is not sold from there itself.
BEHIND = ("backroom", "warehouse", "transit")


@dataclass(frozen=True)
class _Keys:
    """The shelves: which variant, which place; n rows by both. `key` is one number of the two."""

    variant: Longs
    location: Longs
    key: Longs
    row: Longs

    def sums(self, columns: tuple[Longs, ...], *which: int) -> list[Longs]:
        """Columns (by number) of rows that begin with variant and location, one row per shelf; 0 where there is none.
        Rows of shelves that are not among these are left out."""
        found = places(self.key, shelf_keys(columns[0], columns[1]))
        kept = found >= 0
        made = []
        for one in which:
            column = np.zeros(len(self.key), np.int64)
            column[found[kept]] = columns[one][kept]
            made.append(column)
        return made


def build_tables(
    session: Session, want: Want, forecasts: Forecasts | None = None, progress: Progress | None = None
) -> tuple[Variants, Shelves]:
    """Read and compute the variants and shelves that are wanted.

    The classes ABC and XYZ, and the order of names, are among those read together; `merging` puts them right.

    Raises:
        Cancelled: the progress says so.
    """
    progress = progress or NoProgress()
    read = [reading.read_variants, reading.read_levels, reading.read_sales, reading.read_arrivals, reading.read_days,
            reading.read_orders]  # fmt: skip
    tables = []
    for done, one in enumerate(read):
        progress.report("dashboard.reading", done, _STAGES)
        tables.append(one(session, want))
    kinds = reading.read_places(session)
    progress.report("dashboard.reading", _STAGES, _STAGES)
    variants, levels, sales, *_ = tables
    by_id = np.argsort(variants[0], kind="stable")
    keys = _keys(np.asarray(variants[0][by_id]), levels, sales, kinds)
    shelves, sold = _shelves(keys, tables, by_id, kinds, want.today, forecasts)
    return _variants(variants, by_id, shelves, sold, keys), shelves


def _keys(ids: Longs, levels: tuple[Longs, ...], sales: tuple[Longs, ...], kinds: dict[int, str]) -> _Keys:
    """A shelf wherever there is a level or was a sale; a variant without any lies nowhere (location 0)."""
    key = np.unique(np.concatenate([shelf_keys(levels[0], levels[1]), shelf_keys(sales[0], sales[1])]))
    variant, location = key >> 31, key & 0x7FFFFFFF
    damaged = [place for place, kind in kinds.items() if kind == "damaged"]
    kept = (places(ids, variant) >= 0) & ~np.isin(location, damaged)
    nowhere = np.setdiff1d(ids, variant[kept])
    key = np.sort(np.concatenate([key[kept], shelf_keys(nowhere, np.zeros(len(nowhere), np.int64))]))
    variant, location = key >> 31, key & 0x7FFFFFFF
    return _Keys(variant, location, key, places(ids, variant))


def _shelves(
    keys: _Keys,
    tables: list[tuple[Longs, ...]],
    by_id: NDArray[np.int64],
    kinds: dict[int, str],
    today: int,
    forecasts: Forecasts | None,
) -> tuple[Shelves, NDArray[np.uint16]]:
    variants, levels, sales, arrivals, days, orders = tables
    units, counted = keys.sums(levels, 2, 3)
    *came, transferred, known_from = keys.sums(arrivals, 2, 3, 4, 5, 6)
    due, due_day = keys.sums(orders, 2, 3)
    sold = _weekly(keys, sales)
    revenue, goods_cost, last_sold = _yearly(keys, sales, variants[3][by_id])
    found = places(keys.key, shelf_keys(days[0], days[1]))
    kept = found >= 0
    is_counted = counted > 0
    past = look_back(units, np.where(is_counted, known_from, 0), found[kept], days[2][kept], days[3][kept], today)
    lead, review = variants[8][by_id][keys.row], variants[9][by_id][keys.row]
    horizon = horizons(lead, review, due_day, today).astype(np.int64)
    outlook = from_sales(sold, *_open_days(past, _first_sale_age(sold)), horizon)
    is_forecast = np.zeros(len(keys.key), bool)
    if forecasts is not None:
        outlook, is_forecast = with_forecasts(outlook, forecasts, keys.variant, keys.location, horizon, today)
    there = np.where(is_counted, units, np.nan)
    behind = _behind(keys, units * is_counted, kinds, outlook.rate)
    risk = assess(there + behind, outlook, today)
    shelves = Shelves(
        row=keys.row.astype(np.int32),
        location=keys.location.astype(np.int32),
        units=units,
        counted=is_counted,
        sold=sold,
        recent=sold[:, -RECENT_WEEKS:].sum(axis=1, dtype=np.int64),
        revenue=revenue,
        goods_cost=goods_cost,
        known_days=past.known_days,
        out_days=past.out_days,
        mean_units=past.mean_units,
        age=ages(keys.row, units * is_counted, tuple(came), transferred, len(variants[0])),
        last_sold=last_sold.astype(np.int32),
        due=due,
        due_day=due_day.astype(np.int32),
        rate=outlook.rate.astype(np.float32),
        variance=outlook.variance.astype(np.float32),
        source=sources(outlook, is_forecast),
        horizon=horizon.astype(np.int16),
        chance=risk.chance,
        missed=risk.missed,
        out_day=risk.out_day,
        over=np.where(_is_judged(keys, outlook.rate, past.known_days), risk.over, 0).astype(np.float32),
        lost=(outlook.rate * past.out_days).astype(np.float32),
    )
    return shelves, sold


def _is_judged(keys: _Keys, rate: NDArray[np.float64], known_days: NDArray[np.int16]) -> Bools:
    """bool (n,): shelves whose plenty can be told: with demand, or without any demand in the whole shop for long. What
    lies behind a shelf with demand was counted there."""
    m = int(keys.row.max(initial=-1)) + 1
    asked = np.bincount(keys.row, rate, m)[keys.row]
    return np.asarray((rate > 0) | ((asked == 0) & (known_days >= RECENT_DAYS)))


def _weekly(keys: _Keys, sales: tuple[Longs, ...]) -> NDArray[np.uint16]:
    """uint16 (n, WEEKS): units sold a week."""
    sold = np.zeros((len(keys.key), WEEKS), np.uint16)
    found = places(keys.key, shelf_keys(sales[0], sales[1]))
    kept = (found >= 0) & (sales[2] >= 0) & (sales[2] < WEEKS)
    sold[found[kept], sales[2][kept]] = np.minimum(sales[3][kept], np.iinfo(np.uint16).max)
    return sold


def _yearly(keys: _Keys, sales: tuple[Longs, ...], cost: Longs) -> tuple[Longs, Longs, Longs]:
    """Paid, cost of the goods (today's cost where none was noted), and the newest day of a sale; per shelf."""
    found = places(keys.key, shelf_keys(sales[0], sales[1]))
    kept = found >= 0
    shelf, n = found[kept], len(keys.key)
    revenue, noted, unknown = (np.bincount(shelf, sales[which][kept], n).astype(np.int64) for which in (5, 6, 7))
    newest = np.zeros(n, np.int64)
    np.maximum.at(newest, shelf, sales[8][kept])
    return revenue, noted + unknown * np.maximum(cost[keys.row], 0), newest


def _first_sale_age(sold: NDArray[np.uint16]) -> Longs:
    """int64 (n,): days since the first week of the year in which something was sold, 0 for none."""
    any_sold = sold > 0
    return np.where(any_sold.any(axis=1), (WEEKS - any_sold.argmax(axis=1)) * 7, 0)


def _open_days(past: Past, since: Longs) -> tuple[Longs, Longs]:
    """Days on which a shelf could be sold from, lately and in the year: with stock where the level is known, and since
    its first sale (`since` days ago) where it is not."""
    known = past.known_days.astype(np.int64)
    lately = np.where(known > 0, known - past.out_days, np.minimum(since, RECENT_DAYS))
    return lately, np.where(known > 0, past.year_days, since)


def _behind(keys: _Keys, units: Longs, kinds: dict[int, str], rate: NDArray[np.float64]) -> NDArray[np.float64]:
    """float64 (n,): units in back rooms and warehouses that a shelf with demand can count on, shared by demand."""
    places_behind = [place for place, kind in kinds.items() if kind in BEHIND]
    is_behind: Bools = np.isin(keys.location, places_behind)
    if not is_behind.any():
        return np.zeros(len(units))
    m = int(keys.row.max()) + 1
    store = np.bincount(keys.row, np.maximum(units, 0) * is_behind, m)
    asked = np.bincount(keys.row, rate * ~is_behind, m)
    share = np.divide(rate, asked[keys.row], out=np.zeros(len(rate)), where=asked[keys.row] > 0)
    return np.asarray(np.where(is_behind, 0, store[keys.row] * share))


def _variants(
    read: tuple[Longs, ...], by_id: NDArray[np.int64], shelves: Shelves, sold: NDArray[np.uint16], keys: _Keys
) -> Variants:
    id_, product, price, cost, category, supplier, is_sold, discontinued, lead, review = (one[by_id] for one in read)
    m = len(id_)
    starts = np.searchsorted(keys.row, np.arange(m))
    weekly = np.add.reduceat(sold, starts, axis=0, dtype=np.int64) if m else sold
    return Variants(
        id=id_,
        product=product,
        price=price,
        cost=cost,
        category=category.astype(np.int32),
        supplier=supplier.astype(np.int32),
        sold_here=is_sold > 0,
        ordered=(is_sold > 0) & (discontinued == 0),
        rank=by_id.astype(np.int32),  # they were read by name
        lead_days=lead.astype(np.int16),
        review_days=review.astype(np.int16),
        abc=abc_classes(np.bincount(shelves.row, shelves.revenue, m).astype(np.int64)),
        xyz=xyz_classes(weekly),
        last_sold=np.maximum.reduceat(shelves.last_sold, starts) if m else shelves.last_sold,
    )
