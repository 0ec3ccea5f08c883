"""From what would be best to what can be ordered: packs, minimum units, shelf life, cover and the shop's limits."""

from dataclasses import dataclass

import numpy as np

from shopassistant.inventory.reorder.arrays import Flags, Floats, Ints
from shopassistant.inventory.reorder.lot import economic_lot_sizes, expected_use
from shopassistant.inventory.reorder.need import Need, find_need
from shopassistant.inventory.reorder.quantity import Stakes, gain, quantile, shortfall, waste
from shopassistant.inventory.reorder.situation import Situation
from shopassistant.inventory.reorder.terms import Terms


@dataclass(frozen=True, slots=True)
class Sizes:
    """What to order of each row, before supplier's minimum and budget.

    Attributes:
        need: what follows without an order.
        stakes: the money per unit.
        use: float64[n, D], expected units a day from the arrival on.
        lot: int64[n], economic lot in whole packs.
        units: int64[n], what is advised.
        most: int64[n], more than this must not be ordered (packs).
        gain: float64[n], money won by ordering today rather than at the next review.
        waste: float64[n], expected cost of what spoils.
    """

    need: Need
    stakes: Stakes
    use: Floats
    lot: Ints
    units: Ints
    most: Ints
    gain: Floats
    waste: Floats


def size(situation: Situation, demand: Ints, terms: Terms, shared_cost: Floats) -> Sizes:
    """Quantities for all rows.

    Args:
        demand: int[n, S, T], scenarios from today on.
        shared_cost: float64[n], this line's share of its order's fixed cost.
    """
    need = need_of(situation, demand)
    stakes = find_stakes(situation, terms)
    start = np.rint(need.first.mean(axis=1)).astype(np.int64)
    use = expected_use(demand.mean(axis=1), start, terms.longest_cover_days)
    cover = longest_cover(situation, terms)
    fixed = terms.line_cost_minor + shared_cost
    holding = np.maximum(stakes.holding, 1e-9)
    lot = economic_lot_sizes(use, fixed, holding, situation.unit_cost, situation.breaks, cover)
    lot = np.maximum(up_to_packs(lot, situation.pack), smallest(situation))
    most = _most(situation, need, stakes, use, cover)
    lot = np.minimum(lot, np.maximum(most, smallest(situation)))
    wanted, below = shortfall(need, stakes, lot, situation.service)
    owed = np.maximum(-situation.free, 0)
    least = np.where(situation.least >= 0, situation.least - situation.position() - owed, 0)
    wanted |= (owed > 0) | (least > 0)
    units = np.maximum(below + lot + owed, least + owed)
    units = _to_packs(situation, need, stakes, units)
    units = np.minimum(units, most)
    units[~wanted | ~allowed(situation) | (units < smallest(situation))] = 0
    spoilt = waste(need, stakes, units, situation.shelf_days)
    won = gain(need, stakes, units)
    # What is owed or below the shop's own minimum is ordered whatever the sums say.
    asked_for = (owed > 0) | (least > 0) | (situation.service > 0)
    units[(won <= spoilt) & ~asked_for] = 0
    return Sizes(need, stakes, use, lot, units, most, np.where(units > 0, won, 0.0), np.where(units > 0, spoilt, 0.0))


def need_of(situation: Situation, demand: Ints) -> Need:
    """What follows without an order, for scenarios int[n, S, T]."""
    first, second = situation.lead(), situation.next_arrival()
    return find_need(demand, situation.free, situation.arrivals, first, second, situation.review_days)


def find_stakes(situation: Situation, terms: Terms) -> Stakes:
    """What one unit of each row is worth: lost, held, spoilt."""
    price = situation.unit_cost + situation.margin
    lost = terms.lost_share * np.maximum(situation.margin, 0) + terms.goodwill_share * np.maximum(price, 0)
    return Stakes(lost * situation.tilt, situation.unit_cost * terms.daily_holding_share, situation.unit_cost)


def allowed(situation: Situation) -> Flags:
    """Rows that may be ordered at all, bool[n]."""
    return situation.orderable & situation.counted & situation.foreseen & (situation.supplier >= 0)


def smallest(situation: Situation) -> Ints:
    """The least one can order: the minimum units in whole packs, int64[n]."""
    return np.maximum(up_to_packs(situation.min_units, situation.pack), situation.pack)


def up_to_packs(units: Ints, pack: Ints) -> Ints:
    """`units` rounded up to whole packs."""
    return -(-units // pack) * pack


def _to_packs(situation: Situation, need: Need, stakes: Stakes, units: Ints) -> Ints:
    """The better of the two neighbouring numbers of packs, at least the smallest order."""
    upper = np.maximum(up_to_packs(units, situation.pack), smallest(situation))
    lower = np.maximum(upper - situation.pack, smallest(situation))
    return np.where(gain(need, stakes, upper) >= gain(need, stakes, lower), upper, lower)


def longest_cover(situation: Situation, terms: Terms) -> Ints:
    """Days of demand a lot may cover, int64[n], at least 1."""
    cover = np.full(len(situation), terms.longest_cover_days, np.int64)
    cover = np.where(situation.shelf_days > 0, np.minimum(cover, situation.shelf_days), cover)
    return np.maximum(cover, 1)


def _most(situation: Situation, need: Need, stakes: Stakes, use: Floats, cover: Ints) -> Ints:
    """Whole packs that may be ordered at most: the shop's maximum, what was too much before, shelf life, cover.

    Shelf life: no unit whose chance of being sold in time is below cost / (cost + shortage), the newsvendor of
    perishables. Cover: what is expected to be needed within it and the window's own safety.
    """
    total = np.cumsum(use, axis=1)
    expected = np.take_along_axis(total, np.minimum(cover, use.shape[1])[:, None] - 1, axis=1)[:, 0]
    stock = np.maximum(situation.position(), 0)
    before = _mean_before(need)
    ahead = np.maximum(stock - before, 0)
    safety = quantile(need.window, np.full(len(situation), 0.99))
    most = np.maximum(np.ceil(np.maximum(expected - ahead, 0)), safety).astype(np.int64)
    keeps = situation.shelf_days > 0
    if keeps.any():
        level = stakes.shortage / np.maximum(stakes.shortage + stakes.waste, 1e-9)
        last = need.first + np.where(keeps, situation.shelf_days, need.days)[:, None]
        most = np.where(keeps, np.minimum(most, quantile(need.needed_by(last), np.minimum(level, 1.0))), most)
    most = np.where(situation.most_order > 0, np.minimum(most, situation.most_order), most)
    # A pack cannot be opened: one is allowed, and whether it pays is asked at the end.
    whole = np.where(
        situation.most_order > 0, most // situation.pack * situation.pack, up_to_packs(most, situation.pack)
    )
    most = np.maximum(whole, smallest(situation))
    limit = np.where(situation.most >= 0, np.maximum(situation.most - situation.position(), 0), most)
    allowed_most: Ints = np.minimum(most, limit // situation.pack * situation.pack)
    return allowed_most


def _mean_before(need: Need) -> Floats:
    """Expected demand until today's order arrives, float64[n]."""
    place = np.clip(need.first - 1, 0, need.days - 1)
    asked = np.take_along_axis(need.asked, place[:, :, None], axis=2)[:, :, 0]
    expected: Floats = np.where(need.first > 0, asked, 0).mean(axis=1)
    return expected
