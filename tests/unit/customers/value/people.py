"""Invented customers who buy and leave exactly as a model says, so that what it finds can be held against the truth."""

import numpy as np

from shopassistant.customers.value.backtest import Held
from shopassistant.customers.value.bgnbd import BgNbd
from shopassistant.customers.value.histories import Histories

TRUE = BgNbd(r=0.6, alpha=6.0, a=0.9, b=3.0)


def invented(count: int, known_weeks: float, later_weeks: float, model: BgNbd = TRUE, seed: int = 3) -> Held:
    """Customers of whom each first bought at a random moment of the first third; days as a shop records them."""
    random = np.random.default_rng(seed)
    first = random.integers(0, int(known_weeks * 7 / 3), count)
    rate = random.gamma(model.r, 1 / model.alpha, count) / 7
    leaving = random.beta(model.a, model.b, count)
    end = int(known_weeks * 7)
    late = end + 1 + int(later_weeks * 7)  # the last day that is known is known to its end
    moment, alive = first.astype(float), np.ones(count, bool)
    repeats, last, later = np.zeros(count, np.int64), first.copy(), np.zeros(count, np.int64)
    newest = np.full(count, end)
    while alive.any():
        moment = moment + random.exponential(1.0, count) / rate
        alive &= moment < late
        day = np.where(alive, moment, 0).astype(np.int64)
        known, after = alive & (day <= end), alive & (day > end)
        repeats += known & (day > last)
        last = np.where(known, np.maximum(day, last), last)
        later += after & (day > newest)
        newest = np.where(after, day, newest)
        alive &= random.random(count) >= leaving
    past = Histories(repeats, last - first, end - first)
    each = 2_000 / random.gamma(4.0, 1 / 3.0, count)
    mean = each * random.gamma(2.0 * (repeats + 1), 1 / (2.0 * (repeats + 1)), count)
    return Held(past, mean, later, later * each, later_weeks)
