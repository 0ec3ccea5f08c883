"""Ordering rules other systems use, as the simulator wants them: order-up-to levels, (s,S), min/max, moving average."""

from dataclasses import dataclass

import numpy as np

from shopassistant.inventory.reorder.arrays import Floats, Ints
from shopassistant.inventory.reorder.simulator import Morning


@dataclass(frozen=True, slots=True)
class OrderUpTo:
    """(s,S), also called min/max: at or below the reorder point, order up to the level. s = S - 1 is base stock.

    Attributes:
        reorder_point, level: int64[n].
    """

    reorder_point: Ints
    level: Ints

    def __call__(self, morning: Morning) -> Ints:
        position = morning.position
        return np.where(position <= self.reorder_point, np.maximum(self.level - position, 0), 0)


@dataclass(frozen=True, slots=True)
class MovingAverage:
    """Mean and deviation of the last weeks, safety stock z sigma root (lead time + review), in lots.

    Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains (2017), ch. 6: the textbook rule
    that most shop systems offer.

    Attributes:
        history: int64[n, B + T], demand with B days before the first simulated one.
        before: B.
        window_days: days looked back.
        protection_days: float64[n], lead time and review.
        z: float64[n], safety factor.
        order_cost, holding: float64[n], for the lot (EOQ of the mean); zero cost orders up to the reorder point.
    """

    history: Ints
    before: int
    window_days: int
    protection_days: Floats
    z: Floats
    order_cost: Floats
    holding: Floats

    def __call__(self, morning: Morning) -> Ints:
        now = self.before + morning.day
        seen = self.history[:, max(now - self.window_days, 0) : now]
        rate = seen.mean(axis=1)
        safety = self.z * seen.std(axis=1) * np.sqrt(self.protection_days)
        point = rate * self.protection_days + safety
        lot = economic_lot(rate, self.order_cost, self.holding)
        position = morning.position
        wanted = np.ceil(point + lot - position)
        return np.where(position < point, np.maximum(wanted, 0), 0).astype(np.int64)


def economic_lot(rate: Floats, order_cost: Floats, holding: Floats) -> Floats:
    """Harris's economic order quantity (1913), float64[n].

    Args:
        rate: units a day.
        order_cost: money per order.
        holding: money per unit and day, above zero.
    """
    lot: Floats = np.sqrt(2 * order_cost * np.maximum(rate, 0) / holding)
    return lot
