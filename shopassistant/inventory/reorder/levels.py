"""(s,S) levels from scenarios: the reorder point and the order-up-to level that a shop would follow from now on."""

from dataclasses import dataclass

import numpy as np

from shopassistant.inventory.reorder.arrays import Floats, Ints
from shopassistant.inventory.reorder.lot import economic_lot_sizes, expected_use
from shopassistant.inventory.reorder.quantity import Stakes, quantile
from shopassistant.inventory.reorder.simulator import Morning
from shopassistant.inventory.reorder.situation import Situation
from shopassistant.inventory.reorder.sizing import find_stakes, longest_cover, smallest, up_to_packs
from shopassistant.inventory.reorder.terms import Terms

_STEPS = 40


@dataclass(frozen=True, slots=True)
class Levels:
    """int64[n] each: at or below `point` order up to `level`; -1 never orders."""

    point: Ints
    level: Ints


@dataclass(frozen=True, slots=True)
class FollowLevels:
    """A rule for the simulator: whole packs, at least the smallest order; what is ordered first is given.

    Attributes:
        levels: per simulated row.
        pack, least: int64[n].
        first: int64[n], what is ordered on day 0.
    """

    levels: Levels
    pack: Ints
    least: Ints
    first: Ints

    def __call__(self, morning: Morning) -> Ints:
        if morning.day == 0:
            return self.first
        position = morning.position
        wanted = np.maximum(up_to_packs(np.maximum(self.levels.level - position, 0), self.pack), self.least)
        return np.where(position <= self.levels.point, wanted, 0)


def find_levels(situation: Situation, demand: Ints, terms: Terms, shared_cost: Floats) -> Levels:
    """Levels of all rows, from what sells until an order of today and one of the next reviews would be there.

    The reorder point is the highest position at which ordering now still wins (see `quantity.shortfall`), without
    regard to what is on its way: that is part of the position.

    Args:
        demand: int64[n, S, T].
    """
    first, second = situation.lead(), situation.next_arrival()
    asked = np.cumsum(demand, axis=2, dtype=np.int64)
    until_first, until_second = _sold_before(asked, first), _sold_before(asked, np.maximum(second, first))
    stakes = find_stakes(situation, terms)
    start = np.rint(first.mean(axis=1)).astype(np.int64)
    use = expected_use(demand.mean(axis=1), start, terms.longest_cover_days)
    lot = economic_lot_sizes(
        use, terms.line_cost_minor + shared_cost, np.maximum(stakes.holding, 1e-9), situation.unit_cost,
        situation.breaks, longest_cover(situation, terms),
    )  # fmt: skip
    lot = np.maximum(up_to_packs(lot, situation.pack), smallest(situation))
    days = np.maximum(second - first, 0).astype(np.float64)
    point = _highest(until_first, until_second, days, lot, stakes)
    asked_for = np.where(np.isnan(situation.service), 0.0, situation.service)
    served = quantile(until_second, asked_for) - 1
    point = np.maximum(point, np.where(asked_for > 0, served, -1))
    point = np.maximum(point, situation.least - 1)
    level = np.where(point >= 0, point + lot, -1)
    level = np.where((situation.most >= 0) & (level > situation.most), situation.most, level)
    point = np.where(situation.orderable & (situation.supplier >= 0), np.minimum(point, level - 1), -1)
    return Levels(point, level)


def _highest(first: Ints, second: Ints, days: Floats, lot: Ints, stakes: Stakes) -> Ints:
    """The highest position at which a lot ordered now wins, -1 if none; gain falls with the position."""
    low = np.full(len(lot), -1, np.int64)
    high = second.max(axis=1) + 1
    for _ in range(_STEPS):
        if (high - low <= 1).all():
            break
        middle = (low + high) // 2
        short = np.maximum(second - middle[:, None], 0) - np.maximum(first - middle[:, None], 0)
        saved = np.minimum(short, lot[:, None]).mean(axis=1) * stakes.shortage
        left = lot[:, None] + np.maximum(lot[:, None] - short, 0)
        held = (days * left / 2).mean(axis=1) * stakes.holding
        wins = saved > held
        low, high = np.where(wins, middle, low), np.where(wins, high, middle)
    return low


def _sold_before(asked: Ints, day: Ints) -> Ints:
    """Demand before `day` (int64[n, S]), int64[n, S]."""
    place = np.clip(day - 1, 0, asked.shape[2] - 1)
    found = np.take_along_axis(asked, place[:, :, None], axis=2)[:, :, 0]
    return np.where(day <= 0, 0, found)
