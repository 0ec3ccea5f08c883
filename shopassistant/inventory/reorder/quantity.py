"""How many to order today: a lost sale against holding, over an uncertain lead time and review."""

from dataclasses import dataclass

import numpy as np

from shopassistant.inventory.reorder.arrays import Flags, Floats, Ints
from shopassistant.inventory.reorder.need import Need

# Doublings and halvings of a search over whole units.
_STEPS = 40


@dataclass(frozen=True, slots=True)
class Stakes:
    """Money per row, float64[n].

    Attributes:
        shortage: per unit lost (margin and goodwill).
        holding: per unit and day.
        waste: per unit that outlives its shelf life (what it cost).
    """

    shortage: Floats
    holding: Floats
    waste: Floats


def gain(need: Need, stakes: Stakes, units: Ints) -> Floats:
    """Expected money won by ordering `units` today instead of at the next review, float64[n].

    Lost margin prevented in the window, less holding until the next order could have come (trapezium over the window).
    Concave in `units`: one unit more is worth it while P(needed) * shortage > P(not needed) * holding * days, the
    newsvendor's critical ratio (Silver, Pyke and Thomas 2017, section 9.2).
    """
    wanted = units[:, None].astype(np.float64)
    saved = np.minimum(wanted, need.window).mean(axis=1) * stakes.shortage
    left = np.maximum(wanted - need.window, 0)
    held = (need.window_days * (wanted + left) / 2).mean(axis=1) * stakes.holding
    won: Floats = saved - held
    return won


def waste(need: Need, stakes: Stakes, units: Ints, shelf_days: Ints) -> Floats:
    """Expected cost of units not sold within their shelf life, float64[n]; older stock is sold first."""
    keeps = shelf_days > 0
    if not keeps.any():
        return np.zeros(len(units))
    used = need.needed_by(need.first + np.where(keeps, shelf_days, need.days)[:, None])
    spoilt = np.maximum(units[:, None] - used, 0).mean(axis=1) * stakes.waste
    return np.where(keeps, spoilt, 0.0)


def regret(need: Need, stakes: Stakes, below: Ints, lot: Ints) -> Floats:
    """Expected holding of a lot that a later review would not have ordered, float64[n].

    A safety stock that is wanted at every review costs a review's holding. One that is wanted because the level of
    demand is not known yet may turn out superfluous, and cannot be given back (the value of waiting under irreversible
    decisions: Dixit and Pindyck, Investment under Uncertainty 1994, ch. 2). Per scenario the lot then lies until the
    units before it are gone. That counts as far as the next review will know better: the share of uncertainty that is a
    lasting level (`Need.persistence`), times the share of the days until a later order is there that pass until then.

    Args:
        below: int64[n], units ordered besides the lot.
    """
    weeks = (need.later <= below[:, None, None]).sum(axis=2).mean(axis=1)
    learned = need.persistence * need.review_days / np.maximum(need.second.mean(axis=1), need.review_days)
    held: Floats = learned * stakes.holding * lot * weeks * 7
    return held


def shortfall(need: Need, stakes: Stakes, lot: Ints, service: Floats) -> tuple[Flags, Ints]:
    """Whether to order now, and how far the position lies below the reorder point.

    An order of `lot` units is placed as soon as waiting for the next review would lose more than it saves (for level
    demand Hadley and Whitin's rule, P(shortage) = h Q / (h Q + p D), Analysis of Inventory Systems 1963, section 4-4).
    The shortfall x is the largest with gain(x + lot) - gain(x) above `regret`; ordering x + lot fills up to the
    order-up-to level.

    Args:
        lot: int64[n], units taken per order at least.
        service: float64[n], chance of no shortage that is asked for whatever it costs; nan where none is.

    Returns:
        order now bool[n], x int64[n].
    """
    none = np.zeros(len(lot), np.int64)
    now = _worth(need, stakes, none, lot)
    asked = np.where(np.isnan(service), 0.0, service)
    floor = np.where(asked > 0, quantile(need.window, asked), 0)
    below = none.copy()
    rows = np.flatnonzero(now)
    if len(rows):
        below[rows] = _search(need.of(rows), _stakes(stakes, rows), lot[rows])
    return now | (floor > 0), np.maximum(below, floor)


def _worth(need: Need, stakes: Stakes, below: Ints, lot: Ints) -> Flags:
    """Whether a lot on top of `below` units wins."""
    more = gain(need, stakes, below + lot) - gain(need, stakes, below)
    wins: Flags = more > regret(need, stakes, below, lot)
    return wins


def _search(need: Need, stakes: Stakes, lot: Ints) -> Ints:
    """The largest x at which a lot more is worth it, by bisection; it is worth less the larger x is."""
    low = np.zeros(len(lot), np.int64)
    high = need.window.max(axis=1) + 1
    for _ in range(_STEPS):
        if (high - low <= 1).all():
            break
        middle = (low + high) // 2
        worth = _worth(need, stakes, middle, lot)
        low, high = np.where(worth, middle, low), np.where(worth, high, middle)
    return low


def quantile(values: Ints, level: Floats) -> Ints:
    """The smallest value with at least `level` of the scenarios at or below it, int64[n]."""
    ordered = np.sort(values, axis=1)
    count = values.shape[1]
    place = np.clip(np.ceil(level * count).astype(np.int64) - 1, 0, count - 1)
    return np.take_along_axis(ordered, place[:, None], axis=1)[:, 0]


def _stakes(stakes: Stakes, rows: Ints) -> Stakes:
    return Stakes(stakes.shortage[rows], stakes.holding[rows], stakes.waste[rows])
