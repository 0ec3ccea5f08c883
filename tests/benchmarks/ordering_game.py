"""The shop that the ordering benchmark plays: its seeds, its costs, and the rules that others order by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

import numpy as np

from shopassistant.inventory.reorder.rules import MovingAverage, OrderUpTo, economic_lot
from shopassistant.inventory.reorder.simulator import Morning, Outcome, Rule, UnitCosts, simulate
from tests.benchmarks.ordering_data import Trade

YEAR = date(2010, 12, 1)
DAYS = 365
WARM_UP = 56
# The tuned rules see the year before from here on; they need six weeks and a warm-up.
TUNED_FROM = date(2010, 3, 15)
REVIEW = 7
# Suppliers' usual lead times, days; the spread is a gamma's with this deviation as a share of the mean.
SUPPLIERS = np.array([5, 7, 10, 14, 14, 18, 21, 28])
SPREAD = 0.35
SHORTEST = 3
SEEN = 12


@dataclass(frozen=True)
class Setting:
    """What things cost; assumptions.

    Attributes:
        holding: share of the purchase cost a year.
        line: per order line, minor units.
        margin: share of the price.
        goodwill: share of the price lost beyond the margin with each unit not sold.
    """

    name: str = "base"
    holding: float = 0.25
    line: float = 200.0
    margin: float = 0.4
    goodwill: float = 0.0


SETTINGS = (
    Setting(),
    Setting("holding 15 %", holding=0.15),
    Setting("holding 40 %", holding=0.40),
    Setting("order line 0.50", line=50.0),
    Setting("order line 8.00", line=800.0),
    Setting("margin 25 %", margin=0.25),
    Setting("goodwill 20 %", goodwill=0.2),
)


@dataclass(frozen=True)
class Game:
    """One seed's shop over one stretch of time.

    Attributes:
        first: column of the first simulated day.
        lead: int64[n, T], for orders placed on that day.
        start: int64[n].
        usual: float64[n], the supplier's usual lead time.
        seen: int64[n, SEEN], deliveries before.
    """

    trade: Trade
    first: int
    lead: np.ndarray
    start: np.ndarray
    usual: np.ndarray
    seen: np.ndarray

    @property
    def demand(self) -> np.ndarray:
        """int64[n, T]."""
        return self.trade.units[:, self.first : self.first + self.lead.shape[1]]

    def costs(self, setting: Setting) -> UnitCosts:
        """Per product."""
        price = self.trade.price
        holding = price * (1 - setting.margin) * setting.holding / 365
        shortage = price * (setting.margin + setting.goodwill)
        return UnitCosts(holding, np.full(len(price), setting.line), shortage)

    def play(self, rule: Rule, setting: Setting, rows: np.ndarray | slice = slice(None)) -> Outcome:
        """Cost of a rule."""
        costs = self.costs(setting)
        costs = UnitCosts(costs.holding[rows], costs.ordering[rows], costs.shortage[rows])
        return simulate(
            self.demand[rows], self.lead[rows], rule, costs,
            start=self.start[rows], review_days=REVIEW, count_from=WARM_UP,
        )  # fmt: skip


def make_game(trade: Trade, year: date, seed: int, days: int = DAYS) -> Game:
    """Lead times and the stock to begin with: six weeks' average for lead time, review and two weeks more."""
    draws = np.random.default_rng([seed, year.year])
    count = len(trade.price)
    usual = SUPPLIERS[np.random.default_rng(seed).integers(0, len(SUPPLIERS), count)].astype(float)
    first = trade.day(year) - WARM_UP
    shape = 1 / SPREAD**2

    def lead(width: int) -> np.ndarray:
        drawn = draws.gamma(shape, usual[:, None] / shape, (count, width))
        return np.maximum(np.rint(drawn), SHORTEST).astype(np.int64)

    recent = trade.units[:, max(first - 42, 0) : first].mean(axis=1)
    start = np.ceil(recent * (usual + REVIEW + 14)).astype(np.int64)
    return Game(trade, first, lead(WARM_UP + days), start, usual, lead(SEEN))


def moving_average(game: Game, setting: Setting, z: float | np.ndarray, lot: float) -> Rule:
    """Rule (a); z for all products or float64[n]."""
    costs = game.costs(setting)
    count = len(game.start)
    return MovingAverage(
        game.trade.units,
        game.first,
        42,
        game.usual + REVIEW,
        np.broadcast_to(z, count),
        costs.ordering * lot**2,
        costs.holding,
    )


def by_costs(game: Game, setting: Setting) -> Rule:
    """Rule (a) set by the costs themselves: z where another unit of safety stock is worth a review's holding, P(no
    shortage) = shortage / (shortage + holding until the next review); lots by the economic order quantity."""
    from scipy.special import ndtri

    costs = game.costs(setting)
    z = ndtri(costs.shortage / (costs.shortage + costs.holding * REVIEW))
    return moving_average(game, setting, z, 1.0)


def min_max(game: Game, setting: Setting, extra: float, lot: float, past: int, anew: int) -> Rule:
    """Rule (b): min covers lead time, review and `extra` days, max lies `lot` economic order quantities above."""
    costs = game.costs(setting)
    levels: dict[int, OrderUpTo] = {}

    def rule(morning: Morning) -> np.ndarray:
        term = morning.day // anew if anew else 0
        if term not in levels:
            now = game.first + term * anew
            rate = game.trade.units[:, max(now - past, 0) : now].mean(axis=1)
            point = np.ceil(rate * (game.usual + REVIEW + extra))
            most = point + np.ceil(economic_lot(rate, costs.ordering, costs.holding) * lot)
            levels[term] = OrderUpTo(point.astype(np.int64), most.astype(np.int64))
        return levels[term](morning)

    return rule


MOVING = tuple(product((0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0), (0.0, 0.5, 1.0, 1.5)))
MIN_MAX = tuple(product((0, 7, 14, 28, 42, 56, 84), (0.5, 1.0, 1.5), (91, 182, 365), (0, 91, 28)))


def tune(game: Game, setting: Setting, make: Callable[..., Rule], grid: Sequence[tuple]) -> tuple:
    """The cheapest of a grid on one game."""
    return min(grid, key=lambda chosen: float(game.play(make(game, setting, *chosen), setting).cost.sum()))
