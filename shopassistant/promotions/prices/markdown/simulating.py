"""What a way of marking down would bring: the same luck for every way, so that they can be compared."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from shopassistant.promotions.prices.markdown.programme import Floats, Longs, Policy, Sale

# Week, stock (k,) and index of the price so far (k,) to the index of the price now, (k,).
Way = Callable[[int, Longs, Longs], Longs]
LEVELS = (0.1, 0.5, 0.9)


@dataclass(frozen=True)
class Course:
    """What happened in k courses.

    Attributes:
        revenue: float64 (k,), minor units without tax, salvage of what is left included.
        left: int64 (k,), units left on the day.
        price: int64 (k, W), index of the price of each week.
        stock: int64 (k, W + 1), units before each week, and in the end.
    """

    revenue: Floats
    left: Longs
    price: Longs
    stock: Longs


def simulate(sale: Sale, way: Way, count: int = 1_000, seed: int = 23) -> Course:
    """Sell by a way; how demand truly answers is drawn anew in each course and not known to it."""
    draws = np.random.default_rng(seed)
    pick = draws.integers(0, len(sale.level), count)
    expected = sale.demand(sale.level[pick], sale.elasticity[pick])
    # One number decides a week's luck at whatever price is taken.
    luck = draws.random((sale.weeks, count))
    stock = np.full(count, sale.stock, np.int64)
    price = np.zeros(count, np.int64)
    revenue = np.zeros(count)
    prices, stocks = np.empty((count, sale.weeks), np.int64), np.empty((count, sale.weeks + 1), np.int64)
    every = np.arange(count)
    for week in range(sale.weeks):
        stocks[:, week] = stock
        before, price = price, np.maximum(way(week, stock, price), price)
        revenue -= sale.relabel_minor * (price > before)
        sold = np.minimum(_poisson(expected[week, price, every], luck[week]), stock)
        revenue += sold * sale.net[price]
        stock = stock - sold
        prices[:, week] = price
    stocks[:, -1] = stock
    return Course(revenue + stock * float(sale.salvage_minor), stock, prices, stocks)


def by_policy(policy: Policy) -> Way:
    """Take what the programme says."""
    return policy.at


def keep_price(_week: int, _stock: Longs, price: Longs) -> Longs:
    """Never go down."""
    return price


def fixed_ladder(sale: Sale, cuts: tuple[float, ...] = (0.3, 0.5, 0.7)) -> Way:
    """As many shops do: so much off in each part of the time, the first part at today's price."""
    full = float(sale.prices[0])
    steps = [0, *(int(np.abs(sale.prices - full * (1 - cut)).argmin()) for cut in cuts)]
    part = np.minimum(np.arange(sale.weeks) * len(steps) // max(sale.weeks, 1), len(steps) - 1)
    return lambda week, _stock, price: np.full_like(price, steps[int(part[week])])


def scheduled(plan: Longs) -> Way:
    """Take the price of each week (int64 (W,), indexes) whatever is left."""
    return lambda week, _stock, price: np.full_like(price, plan[week])


def _poisson(mean: Floats, luck: Floats) -> Longs:
    """The Poisson quantile of each mean at its luck."""
    from scipy.stats import poisson

    return np.asarray(poisson.ppf(luck, np.maximum(mean, 1e-12)), np.int64)
