"""Customers of an invented shop for trying experiments: many buy nothing, a few buy most, and the past tells a part.

Customers come at their own rate (gamma, so that most come seldom), spend amounts of their own size (lognormal) that
vary from basket to basket (lognormal again), and one purchase in twenty-five comes back. Six in ten buy nothing in four
weeks. The lift is a share of what would have been bought, so it is skewed and unequal itself, as lifts are.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DAYS, PAST_DAYS = 28, 180
MARGIN = 0.375
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Draw:
    """One experiment's customers.

    Attributes:
        arm: int8 (n,).
        margin: float64 (n, DAYS), earned with each customer by the end of each day.
        before: float64 (n,), spent in the half year before.
    """

    arm: NDArray[np.int8]
    margin: Floats
    before: Floats


def draw(rng: np.random.Generator, count: int, shares: tuple[float, ...], lifts: tuple[float, ...]) -> Draw:
    """An experiment.

    Args:
        shares: of the arms; they add up to 1.
        lifts: of the arms, as a share of what would have been earned.
    """
    arm = np.searchsorted(np.cumsum(shares)[:-1], rng.random(count), side="right").astype(np.int8)
    rate = rng.gamma(0.7, 1 / 0.7, count) / 35
    size = rng.lognormal(8.0, 0.6, count)
    who, amount = _purchases(rng, rate, size, PAST_DAYS)
    before = np.bincount(who, amount, count)
    who, amount = _purchases(rng, rate, size, DAYS)
    earned = amount * rng.uniform(0.2, 0.55, len(amount)) * (1 + np.array(lifts)[arm[who]])
    margin = np.zeros((count, DAYS))
    np.add.at(margin, (who, rng.integers(0, DAYS, len(who))), earned)
    return Draw(arm, margin.cumsum(axis=1), before)


def true_lift(lift: float) -> float:
    """What a lift of that share is worth per customer over the whole span, in minor units: its expectation."""
    size = np.exp(8.0 + 0.6**2 / 2)
    return float(lift * DAYS / 35 * size * MARGIN * (1 - 2 * _BACK))


_BACK = 0.04


def _purchases(rng: np.random.Generator, rate: Floats, size: Floats, days: int) -> tuple[NDArray[np.int64], Floats]:
    times = rng.poisson(rate * days)
    who = np.repeat(np.arange(len(rate)), times)
    amount = size[who] * rng.lognormal(-0.32, 0.8, len(who))
    return who, amount * np.where(rng.random(len(who)) < _BACK, -1.0, 1.0)
