"""A supplier's minimum order: fill up with what is needed soonest, or wait if that costs more than it wins."""

import heapq
from dataclasses import dataclass

import numpy as np

from shopassistant.inventory.reorder.arrays import Floats, Ints


@dataclass(frozen=True, slots=True)
class Fill:
    """What one supplier's lines become.

    Attributes:
        units: int64[k], all 0 where it is better to wait.
        added: int64[k], part of `units` that was added for the minimum.
        waits: nothing is ordered although something was advised.
        missing: minor units by which the order stays below the minimum although everything sensible was added.
    """

    units: Ints
    added: Ints
    waits: bool
    missing: int


def fill_up(
    units: Ints, pack: Ints, room: Ints, unit_cost: Floats, cover: Floats, rate: Floats, gain: Floats, holding: Floats,
    least: float, longest: float,
) -> Fill:  # fmt: skip
    """Bring the lines of one supplier to its minimum order value.

    Args:
        units: int64[k], what is advised.
        pack: int64[k].
        room: int64[k], units that may be ordered at most, whole packs; 0 for what must not be ordered.
        unit_cost: float64[k], minor units.
        cover: float64[k], days that stock, open orders and `units` will last.
        rate: float64[k], units a day.
        gain: float64[k], money won by ordering `units` now.
        holding: float64[k], per unit and day.
        least: minimum order value, minor units.
        longest: days of cover beyond which nothing is added.
    """
    none = np.zeros_like(units)
    value = float((units * unit_cost).sum())
    if value == 0 or value >= least:
        return Fill(units.copy(), none, False, 0)
    filled, extra = units.copy(), 0.0
    queue = [
        (float(cover[row]), row) for row in range(len(units)) if rate[row] > 0 and filled[row] + pack[row] <= room[row]
    ]
    heapq.heapify(queue)
    while queue and value < least:
        days, row = heapq.heappop(queue)
        if days > longest:
            break
        filled[row] += pack[row]
        value += float(pack[row] * unit_cost[row])
        extra += float(holding[row] * pack[row]) * days
        if filled[row] + pack[row] <= room[row]:
            heapq.heappush(queue, (days + float(pack[row] / rate[row]), row))
    if float(gain.sum()) <= extra:  # holding what is only added costs more than ordering now wins
        return Fill(none, none.copy(), True, 0)
    return Fill(filled, filled - units, False, max(int(np.ceil(least - value)), 0))
