"""When to go how far down: a dynamic programme over the weeks that remain, uncertain demand, stock and a price ladder.

Prices of a ladder only go down; what was paid for the stock is gone either way, so what counts is what it still brings:
revenue without tax until the day, and the salvage of what is left (Gallego, van Ryzin 1994, "Optimal dynamic pricing of
inventories with stochastic demand over finite horizons", for a ladder and weekly steps, solved backwards).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.promotions.elasticity.responses import factor

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]

# Stock is counted in so many heaps at most: more would take long and change no step.
_MOST_STATES = 150
_DRAWS = 400


@dataclass(frozen=True)
class Sale:
    """What is to be sold until a day.

    Attributes:
        prices: int64 (p,), tax included, descending; the first is today's.
        rate_bp: tax in the price, in hundredths of a percent.
        salvage_minor: what a unit brings that is left, without tax.
        stock: units.
        weekly: float64 (W,), units expected a week at today's price.
        level: float64 (k,), factors on all weeks, as unsure as demand is; mean about 1.
        elasticity: float64 (k,), as it may be.
        every: weeks between two changes at least.
        relabel_minor: what changing the price once costs.
    """

    prices: Longs
    rate_bp: int
    salvage_minor: int
    stock: int
    weekly: Floats
    level: Floats
    elasticity: Floats
    every: int = 1
    relabel_minor: int = 0

    @property
    def weeks(self) -> int:
        """W."""
        return len(self.weekly)

    @property
    def net(self) -> Floats:
        """float64 (p,), what a unit brings without tax."""
        return self.prices / (1 + self.rate_bp / 10_000)

    def demand(self, level: Floats, elasticity: Floats) -> Floats:
        """float64 (W, p, k): units expected a week at each price, for each draw."""
        ratio = self.prices / max(int(self.prices[0]), 1)
        answer = factor(elasticity[None, :], ratio[:, None])
        return np.asarray(self.weekly[:, None, None] * answer[None] * level[None, None, :], np.float64)


@dataclass(frozen=True)
class Policy:
    """Which price to take, by week, stock and price so far.

    Attributes:
        heap: units of one state of the stock.
        choice: int8 (W, states, p), index of the price; the last axis is the price so far.
        value: float, minor units the whole stock is expected to bring.
    """

    heap: int
    choice: NDArray[np.int8]
    value: float

    def at(self, week: int, stock: Longs, price: Longs) -> Longs:
        """int64, the price to take in a week; stock in units and the index of the price so far, (k,) each."""
        state = np.minimum(-(-stock // self.heap), self.choice.shape[1] - 1)
        return np.asarray(self.choice[week, state, price], np.int64)


def solve(sale: Sale, seed: int = 11) -> Policy:
    """The best policy, backwards from the last week."""
    heap = max(-(-sale.stock // _MOST_STATES), 1)
    states = -(-sale.stock // heap) + 1
    chances = _chances(sale, heap, states, seed)
    stock = np.arange(states)
    left = np.maximum(stock[:, None] - np.arange(states)[None, :], 0)  # (stock, demand)
    sold = (stock[:, None] - left) * heap
    count = len(sale.prices)
    value = np.repeat((stock * heap * float(sale.salvage_minor))[:, None], count, axis=1)
    choice = np.empty((sale.weeks, states, count), np.int8)
    for week in reversed(range(sale.weeks)):
        worth = np.stack(
            [(sold * sale.net[j] + value[left, j]) @ chances[week, j] for j in range(count)], axis=1
        )  # (stock, price taken)
        for so_far in range(count):
            able = worth[:, so_far:] - sale.relabel_minor * (np.arange(count - so_far) > 0)
            if week % sale.every:
                able = able[:, :1]
            # Of prices that bring the same, the higher one.
            choice[week, :, so_far] = so_far + able.argmax(axis=1)
            value[:, so_far] = able.max(axis=1)
    return Policy(heap, choice, float(value[-1, 0]))


def _chances(sale: Sale, heap: int, states: int, seed: int) -> Floats:
    """float64 (W, p, states): the chance that a week asks for so many heaps; the last for so many or more."""
    draws = np.random.default_rng(seed)
    pick = draws.integers(0, len(sale.level), _DRAWS)
    expected = sale.demand(sale.level[pick], sale.elasticity[pick])
    # A heap is asked for as a part of it is: rounding up and down by chance keeps the mean.
    units = draws.poisson(expected) / heap
    heaps = np.floor(units + draws.random(units.shape)).astype(np.int64) if heap > 1 else units.astype(np.int64)
    heaps = np.minimum(heaps, states - 1)
    found = np.zeros((*heaps.shape[:2], states))
    for week in range(sale.weeks):
        for price in range(len(sale.prices)):
            found[week, price] = np.bincount(heaps[week, price], minlength=states) / _DRAWS
    return found
