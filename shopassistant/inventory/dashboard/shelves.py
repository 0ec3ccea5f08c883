"""The dashboard's snapshot: every variant and every shelf it lies on as columns, so that a filter is a mask."""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Small = NDArray[np.int8]
Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

# Weeks of sales that are kept, and days of them that "recent" means.
WEEKS = 52
RECENT_DAYS = 91
RECENT_WEEKS = RECENT_DAYS // 7
# A shelf's age in days belongs to the first of these it does not exceed, else to the last bucket.
AGE_LIMITS = (30, 90, 180)
AGES = len(AGE_LIMITS) + 1
# What a rate of demand comes from.
NO_DEMAND, FROM_SALES, FROM_FORECAST = 0, 1, 2
CLASSES = "ABC"
PATTERNS = "XYZ"

_EPOCH = date(1970, 1, 1)


def to_day(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - _EPOCH).days


def from_day(day: int) -> date:
    """The day that is `day` days after 1970-01-01."""
    return _EPOCH + timedelta(days=day)


@dataclass(frozen=True)
class Variants:
    """What is true of a variant wherever it lies; m rows, by id.

    Attributes:
        id, product: int64, of the variant and its product.
        price: int64, minor units, tax included.
        cost: int64, minor units; -1 where nobody entered it.
        category, supplier: int32, ids; 0 for none.
        sold_here: bool, on sale (not withdrawn).
        ordered: bool, may be ordered again (on sale and not discontinued).
        rank: int32, place in the order of names.
        lead_days, review_days: int16, from an order to its delivery, and between two orders.
        abc, xyz: int8, place in `CLASSES` and `PATTERNS`.
        last_sold: int32, day, anywhere; 0 where nothing was sold for a year.
    """

    id: Longs
    product: Longs
    price: Longs
    cost: Longs
    category: Ints
    supplier: Ints
    sold_here: Bools
    ordered: Bools
    rank: Ints
    lead_days: NDArray[np.int16]
    review_days: NDArray[np.int16]
    abc: Small
    xyz: Small
    last_sold: Ints

    @cached_property
    def by_name(self) -> Longs:
        """int64 (m,): places in the order of names."""
        return np.argsort(self.rank, kind="stable")


@dataclass(frozen=True)
class Shelves:
    """One row per variant and location, by both; n rows.

    Attributes:
        row: int32, place in `Variants`.
        location: int32, id; 0 for a variant that is on no shelf yet.
        units: int64, by the books; believed only where `counted`.
        counted: bool, somebody once said how many there are.
        sold: uint16 (n, WEEKS), units sold a week, the newest last; more than it holds is the most it holds.
        recent: int64, units sold in the last `RECENT_DAYS`.
        revenue, goods_cost: int64, minor units of a year's sales less returns: what was paid, and its cost.
        known_days, out_days: int16, of the last `RECENT_DAYS`: with a known level, and of these without any stock.
        mean_units: float32, the level on average over the known days of a year.
        age: float32 (n, AGES), units by days since they came, first in, first out.
        last_sold: int32, day; 0 where nothing was sold for a year.
        due: int64, units ordered and not yet here.
        due_day: int32, day on which the first of them are expected; 0 for none.
        rate: float32, units a day that would be sold were there always stock.
        variance: float32, of the units of a day.
        source: int8, what the rate comes from.
        horizon: int16, days until the next delivery can be here.
        chance: float32, of running out before that; NaN where the level or the demand is not known.
        missed: float32, units expected to be asked for in vain before that.
        out_day: int32, day on which the stock is expected to be gone; 0 where it lasts longer than a year.
        over: float32, units beyond what is sold in 90 days nineteen times out of twenty.
        lost: float32, units not sold in the last `RECENT_DAYS` for want of stock.
    """

    row: Ints
    location: Ints
    units: Longs
    counted: Bools
    sold: NDArray[np.uint16]
    recent: Longs
    revenue: Longs
    goods_cost: Longs
    known_days: NDArray[np.int16]
    out_days: NDArray[np.int16]
    mean_units: Floats
    age: Floats
    last_sold: Ints
    due: Longs
    due_day: Ints
    rate: Floats
    variance: Floats
    source: Small
    horizon: NDArray[np.int16]
    chance: Floats
    missed: Floats
    out_day: Ints
    over: Floats
    lost: Floats

    def __len__(self) -> int:
        return len(self.row)


@dataclass(frozen=True)
class Stamp:
    """How far the store was read.

    Attributes:
        day: the local day, in days since 1970-01-01.
        movement, line, touch, audit: highest ids that were read.
        forecast: name of the forecasts that were used, empty for none.
    """

    day: int
    movement: int
    line: int
    touch: int
    audit: int
    forecast: str = ""


@dataclass(frozen=True)
class Snapshot:
    """All of it at one moment.

    Attributes:
        made_at: ISO 8601, UTC.
    """

    variants: Variants
    shelves: Shelves
    stamp: Stamp
    made_at: str

    @property
    def today(self) -> int:
        """The day it was made for."""
        return self.stamp.day


def columns_of(table: Variants | Shelves) -> dict[str, NDArray[np.generic]]:
    """Its arrays by name."""
    return {entry.name: getattr(table, entry.name) for entry in fields(table)}
