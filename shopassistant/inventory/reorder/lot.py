"""How much to take once something is ordered anyway: the fixed cost of an order against holding, and price breaks."""

from dataclasses import dataclass

import numpy as np

from shopassistant.inventory.reorder.arrays import Floats, Ints


@dataclass(frozen=True, slots=True)
class PriceBreaks:
    """All-units discounts, one entry per break.

    Attributes:
        row: int64[m], whose.
        from_units: int64[m].
        unit_cost: float64[m], for all units of an order of at least so many.
    """

    row: Ints
    from_units: Ints
    unit_cost: Floats

    @classmethod
    def none(cls) -> "PriceBreaks":
        """No discounts."""
        return cls(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))

    def of(self, rows: Ints) -> "PriceBreaks":
        """Those of `rows` (ascending), renumbered."""
        place = np.searchsorted(rows, self.row)
        mine = (place < len(rows)) & (rows[np.minimum(place, len(rows) - 1)] == self.row) if len(rows) else place < 0
        return PriceBreaks(place[mine], self.from_units[mine], self.unit_cost[mine])

    def cost_at(self, units: Ints, unit_cost: Floats) -> Floats:
        """The cost of one unit when `units` are ordered, float64[n]."""
        found = unit_cost.copy()
        reached = self.from_units <= units[self.row]
        np.minimum.at(found, self.row[reached], self.unit_cost[reached])
        return found


def expected_use(mean: Floats, start: Ints, days: int) -> Floats:
    """Expected units a day from `start` on, the last four weeks of the forecast going on beyond its end.

    Args:
        mean: float64[n, T], expected demand by day.
        start: int64[n], first day.

    Returns:
        float64[n, days]
    """
    known = mean.shape[1]
    tail = mean[:, -28:].mean(axis=1)
    place = start[:, None] + np.arange(days)[None]
    inside = np.take_along_axis(mean, np.minimum(place, known - 1), axis=1)
    use: Floats = np.where(place < known, inside, tail[:, None])
    return use


def economic_cover(use: Floats, fixed: Floats, holding: Floats, most_days: Ints) -> Ints:
    """Days of demand one order should cover: the least cost per day (Silver and Meal, 1973), searched over all days.

    With level demand the lot is Harris's economic order quantity.

    Args:
        use: float64[n, D], expected units a day from the arrival on.
        fixed: float64[n], cost of one more order.
        holding: float64[n], per unit and day.
        most_days: int64[n], at least 1.

    Returns:
        int64[n], 1 to D.
    """
    days = np.arange(use.shape[1])
    held = np.cumsum(use * days[None], axis=1) * holding[:, None]
    rate = (fixed[:, None] + held) / (days + 1)[None]
    rate[days[None] >= most_days[:, None]] = np.inf
    best: Ints = rate.argmin(axis=1).astype(np.int64) + 1
    return best


def economic_lot_sizes(
    use: Floats, fixed: Floats, holding: Floats, unit_cost: Floats, breaks: PriceBreaks, most_days: Ints
) -> Ints:
    """Units per order, int64[n], at least 1; a price break is taken where it lowers the cost per day.

    Args are those of `economic_cover`; `unit_cost` float64[n] is the price without a break.
    """
    cover = economic_cover(use, fixed, holding, most_days)
    total = np.cumsum(use, axis=1)
    lots = _at(total, cover)
    if len(breaks.row) == 0:
        return _whole(lots)
    best = _cost_per_day(use, lots, fixed, holding, breaks.cost_at(_whole(lots), unit_cost), most_days)
    for step in np.unique(breaks.from_units):
        offered = np.zeros(len(lots), np.bool_)
        offered[breaks.row[breaks.from_units == step]] = True
        price = breaks.cost_at(np.full(len(lots), step), unit_cost)
        cost = _cost_per_day(use, np.full(len(lots), float(step)), fixed, holding, price, most_days)
        better = offered & (cost < best) & (step > lots) & (step <= _at(total, most_days))
        lots, best = np.where(better, float(step), lots), np.where(better, cost, best)
    return _whole(lots)


def _cost_per_day(use: Floats, lots: Floats, fixed: Floats, holding: Floats, price: Floats, most: Ints) -> Floats:
    """Purchase, fixed cost and holding per day while a lot lasts."""
    total = np.cumsum(use, axis=1)
    left = np.maximum(lots[:, None] - total, 0)
    lasts = np.minimum((total < lots[:, None]).sum(axis=1) + 1, most)
    cost: Floats = (fixed + holding * left.sum(axis=1) + price * np.minimum(lots, _at(total, lasts))) / lasts
    return cost


def _at(total: Floats, days: Ints) -> Floats:
    """Sum of the first `days` days."""
    return np.take_along_axis(total, np.clip(days, 1, total.shape[1])[:, None] - 1, axis=1)[:, 0]


def _whole(lots: Floats) -> Ints:
    return np.maximum(np.ceil(lots - 1e-9), 1).astype(np.int64)
