"""What is wrong with the stock of each product, and how many units too many that makes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.dashboard.outlook import with_forecasts
from shopassistant.inventory.dashboard.risk import OVER_DAYS, Outlook
from shopassistant.inventory.dashboard.shelves import RECENT_DAYS, RECENT_WEEKS, WEEKS
from shopassistant.inventory.dashboard.slicing import DEAD_DAYS
from shopassistant.promotions.choosing.choice import TROUBLES
from shopassistant.promotions.choosing.goods import Bools, Doubles, Goods, Longs

# The upper quantile of demand that stock may reach before it is too much: as on the Inventory page, 19 times in 20.
_UPPER = 1.6449
# A category's season is over where the quarter ahead brought less than this share of last year's units, and the
# quarter behind more than a quarter does on average.
_LOW_SEASON, _HIGH_SEASON = 0.125, 0.25
_FEWEST_UNITS = 100
# Share of the stock that must lie longer than 180 days to be called aged.
_AGED_SHARE = 0.25
# Days that each age of stock stands for where a shelf life is to be judged: the middle of its span.
_AGE_DAYS = np.array([15, 60, 135, 240])
# Where no cost is known: of the price without tax.
_USUAL_COST = 0.5


@dataclass(frozen=True)
class Troubles:
    """Per variant of the goods; m rows.

    Attributes:
        has: bool (m, len(TROUBLES)).
        excess: float64 (m,), units that nobody will want in `days` by all that is known; 0 where all is well.
        excess_minor: float64 (m,), what they cost.
        days: int64 (m,), how far was looked ahead: 90, or as long as it keeps.
        ahead, upper: float64 (m,), units expected to be asked for by then, and those it stays below 19 times in 20.
    """

    has: Bools
    excess: Doubles
    excess_minor: Doubles
    days: Longs
    ahead: Doubles
    upper: Doubles


def find_troubles(goods: Goods) -> Troubles:
    """Judge every variant over the whole shop."""
    stock = goods.stock()
    days = _days(goods, stock.age)
    is_over = _season_over(goods)
    ahead, variance = _ahead(goods, days, is_over)
    upper = np.ceil(ahead + _UPPER * np.sqrt(variance))
    units = stock.units.astype(np.float64)
    is_judged = stock.counted & ((stock.rate > 0) | (_known_days(goods) >= RECENT_DAYS))
    beyond = np.where(is_judged, np.maximum(units - upper, 0), 0)
    unlikely = np.where(is_judged, np.maximum(units - ahead, 0), 0)
    silent = goods.snapshot.variants.last_sold <= goods.snapshot.today - DEAD_DAYS
    old = stock.age[:, -1]
    perishable = goods.labels.shelf_life[goods.row] > 0
    excess = {
        "spoils": np.where(perishable, beyond, 0),
        "dead": np.where(silent & (old > 0), units, 0),
        "discontinued": np.where(goods.labels.discontinued[goods.row], unlikely, 0),
        "season_over": np.where(is_over, beyond, 0),
        "too_much": beyond,
        "aged": np.where(old >= _AGED_SHARE * units, np.minimum(old, unlikely), 0),
    }
    columns = np.stack([np.where(goods.is_known, np.floor(excess[name]), 0) for name in TROUBLES], axis=1)
    most = columns.max(axis=1, initial=0)
    cost = np.where(np.isnan(goods.cost), goods.net * _USUAL_COST, goods.cost)
    return Troubles(columns > 0, most, most * cost, days, ahead, upper)


def _days(goods: Goods, age: Doubles) -> Longs:
    """How far to look ahead: a quarter, or the days that the stock still keeps on average."""
    life = goods.labels.shelf_life[goods.row].astype(np.float64)
    units = age.sum(axis=1)
    old = np.divide(age @ _AGE_DAYS, units, out=np.zeros(len(units)), where=units > 0)
    return np.where(life > 0, np.clip(life - old, 1, OVER_DAYS), OVER_DAYS).astype(np.int64)


def _season_over(goods: Goods) -> Bools:
    """bool (m,): the category sold last quarter, and by last year will hardly in the next."""
    category = goods.snapshot.variants.category
    shelves = goods.snapshot.shelves
    if not len(category):
        return np.zeros(0, bool)
    # By shelf first: few columns, whatever the number of shelves.
    spans = {"next": slice(0, RECENT_WEEKS), "half": slice(0, WEEKS // 2), "last": slice(-RECENT_WEEKS, None)}
    own, count = category[shelves.row], int(category.max()) + 1
    sold = {name: _by(own, shelves.sold[:, span], count) for name, span in (*spans.items(), ("year", slice(None)))}
    whole = sold["year"]
    share = np.divide(sold["next"], whole, out=np.ones(count), where=whole > 0)
    lately = np.divide(sold["last"], whole, out=np.zeros(count), where=whole > 0)
    # Without a whole year behind it nobody knows what the same weeks brought.
    has_year = (sold["half"] > 0) & (whole >= _FEWEST_UNITS) & (np.arange(count) > 0)
    is_over = has_year & (share < _LOW_SEASON) & (lately > _HIGH_SEASON)
    return np.asarray(is_over[category])


def _by(group: NDArray[np.int32], sold: NDArray[np.uint16], count: int) -> Doubles:
    return np.bincount(group, sold.sum(axis=1, dtype=np.int64), count).astype(np.float64)


def _known_days(goods: Goods) -> Longs:
    shelves = goods.snapshot.shelves
    found = np.zeros(len(goods), np.int64)
    np.maximum.at(found, shelves.row, shelves.known_days)
    return found


def _ahead(goods: Goods, days: Longs, is_over: Bools) -> tuple[Doubles, Doubles]:
    """Mean and variance of what will be asked for, over all places; the season counts where no forecast knows it."""
    shelves = goods.snapshot.shelves
    horizon = days[shelves.row]
    season = np.where(is_over[shelves.row], _LOW_SEASON / _HIGH_SEASON, 1.0)
    rate, variance = shelves.rate.astype(np.float64), shelves.variance.astype(np.float64)
    # A rate seen on so many days is itself uncertain; see `inventory.dashboard.outlook`.
    doubt = rate / (RECENT_DAYS + 28) * horizon.astype(np.float64) ** 2
    outlook = Outlook(rate, variance, rate * season * horizon, variance * season * horizon + doubt)
    if goods.forecasts is not None:
        variant = goods.ids[shelves.row]
        outlook, _ = with_forecasts(
            outlook, goods.forecasts, variant, shelves.location.astype(np.int64), horizon, goods.snapshot.today
        )
    return _summed(shelves.row, outlook.ahead, len(goods)), _summed(shelves.row, outlook.ahead_variance, len(goods))


def _summed(row: NDArray[np.int32], values: Doubles, count: int) -> Doubles:
    return np.bincount(row, values, count).astype(np.float64)
