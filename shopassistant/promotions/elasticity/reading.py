"""The weeks elasticities are learned from, out of the shop's own records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.core.progress import NoProgress, Progress
from shopassistant.inventory.demand.history import DemandHistory, load_history
from shopassistant.inventory.demand.holiday_dates import holiday_names
from shopassistant.inventory.demand.prices import read_prices
from shopassistant.inventory.demand.promotions import planned_depth, promotion_depth
from shopassistant.inventory.demand.reading import numbers
from shopassistant.inventory.demand.special_days import read_events
from shopassistant.promotions.elasticity.paid import daily_prices
from shopassistant.promotions.elasticity.weeks import Flags, Floats, Ints, Weeks, by_group
from shopassistant.store.schema import Product, Variant
from shopassistant.store.shop import load_shop

PROMOTED = "promoted"
READING = "elasticity.reading"
# The best selling products at places; of larger ranges the others are believed to be like their category.
MOST_SERIES = 20_000
# Shorter than this, nothing is said.
FEWEST_WEEKS = 8
_DAYS = 7
_LEAST_DEPTH = 0.05


@dataclass(frozen=True)
class Range:
    """Every variant of the shop, by id.

    Attributes:
        variant, product, category: int64 (m,), ids; category -1 where unknown.
    """

    variant: Ints
    product: Ints
    category: Ints


@dataclass(frozen=True)
class Reading:
    """Weeks with whose they are.

    Attributes:
        weeks: what to learn from.
        products: int64 (p,), id of each product code.
        categories: int64 (c,), id of each category code; -1 for those of none.
        range: of the shop.
    """

    weeks: Weeks
    products: Ints
    categories: Ints
    range: Range


def read_range(session: Session) -> Range:
    """All variants there ever were."""
    statement = (
        select(Variant.id, Variant.product_id, func.coalesce(Product.category_id, -1))
        .join(Product, Product.id == Variant.product_id)
        .order_by(Variant.id)
    )
    return Range(*numbers(session, statement, 3, NoProgress(), READING))


def read_weeks(
    session: Session, today: date, progress: Progress | None = None, zone: tzinfo | None = None
) -> Reading | None:
    """Whole weeks up to the day before `today`; None where the shop sold nothing or for too few weeks.

    Raises:
        Cancelled: by `progress`.
    """
    history = load_history(session, today, progress or NoProgress(), zone)
    count = history.days.count // _DAYS
    if count < FEWEST_WEEKS or not len(history.sold.row):
        return None
    return _assemble(session, history, count, progress or NoProgress())


def _assemble(session: Session, history: DemandHistory, count: int, progress: Progress) -> Reading:
    goods, series, days = history.goods, history.series, history.days
    first = days.count - count * _DAYS
    demand = _while_on_sale(history)
    rate = np.nan_to_num(demand).sum(axis=1) / np.maximum((~np.isnan(demand)).sum(axis=1), 1)
    groups, group = np.unique(
        np.stack([goods.product.astype(np.int64), series.keys[:, 1]], axis=1), axis=0, return_inverse=True
    )
    group = group.reshape(-1).astype(np.int64)
    depth = _depth(session, history)
    price = daily_prices(read_prices(session, progress), history.sold, series, days, goods.price)
    share = np.maximum(rate, 1e-6)
    added = [np.zeros((len(groups), count)) for _ in range(4)]
    weight = by_group(share, group, len(groups))
    for start in range(0, series.count, 1_024):
        progress.report(READING, start, series.count)
        rows = slice(start, start + 1_024)
        own = demand[rows, first:].reshape(-1, count, _DAYS)
        cut = np.broadcast_to(depth, price.shape)[rows, first:].reshape(-1, count, _DAYS)
        paid = price[rows, first:].reshape(-1, count, _DAYS) * (1 - np.minimum(cut, 0.95))
        part = share[rows, None]
        for target, values in zip(
            added,
            (
                np.nansum(own, axis=2),
                part * np.mean(~np.isnan(own), axis=2),
                part * np.log(paid).mean(axis=2),
                part * np.mean(cut >= _LEAST_DEPTH, axis=2),
            ),
            strict=True,
        ):
            np.add.at(target, group[rows], values)
    units, exposure, log_price, promoted = added
    exposure, log_price, promoted = (values / weight[:, None] for values in (exposure, log_price, promoted))
    kept = _kept(units)
    of_group = np.zeros(len(groups), np.int64)
    of_group[group] = goods.category
    parts = (units[kept], exposure[kept], log_price[kept], promoted[kept])
    return _reading(session, groups[kept], of_group[kept], parts, _holidays(session, days.first, first, count))


def _while_on_sale(history: DemandHistory) -> NDArray[np.float32]:
    """float32 (n, T): the demand, unknown after the last sale of what was given up: nobody could buy it any more, and
    its last price, often a low one, is not to be blamed."""
    demand = history.demand.copy()
    last = np.zeros(len(demand), np.int64)
    np.maximum.at(last, history.sold.row, history.sold.day)
    for row in np.flatnonzero(~history.goods.is_wanted).tolist():
        demand[row, last[row] + 1 :] = np.nan
    return demand


def _reading(session: Session, groups: Ints, category: Ints, parts: Sequence[Floats], calendar: Floats) -> Reading:
    products, first, product = np.unique(groups[:, 0], return_index=True, return_inverse=True)
    categories, code = np.unique(category[first], return_inverse=True)
    units, exposure, price, promoted = parts
    weeks = Weeks(
        units, exposure, price, {PROMOTED: promoted}, calendar, product.reshape(-1).astype(np.int64),
        code.reshape(-1).astype(np.int64),
    )  # fmt: skip
    return Reading(weeks, products, categories, read_range(session))


def _kept(units: Floats) -> Flags:
    """bool (g,): what sold at all, and of that at most `MOST_SERIES`."""
    total = units.sum(axis=1)
    kept = total >= 1
    if kept.sum() > MOST_SERIES:
        kept &= total >= np.sort(total)[-MOST_SERIES]
    return np.asarray(kept)


def _depth(session: Session, history: DemandHistory) -> np.ndarray:
    """float32 (n or 1, T): share of the shelf price that was off for everybody."""
    goods, days = history.goods, history.days
    events = read_events(session, days.first, days.first + timedelta(days=days.count))
    planned = planned_depth(history.series, days, 0, goods.category, events)
    return promotion_depth(history.sold, days, goods.product, goods.category, planned)


def _holidays(session: Session, begin: date, first: int, count: int) -> Floats:
    """float64 (W, 1): public holidays of each week."""
    start = begin + timedelta(days=first)
    names = holiday_names(start, start + timedelta(days=count * _DAYS), load_shop(session).country)
    found = np.zeros((count, 1))
    for day in names:
        found[(day - start).days // _DAYS, 0] += 1
    return found if found.any() else np.zeros((count, 0))
