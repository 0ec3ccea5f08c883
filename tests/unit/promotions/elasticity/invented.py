"""Invented weeks of which the elasticities are known."""

import numpy as np

from shopassistant.promotions.elasticity.weeks import YEAR, Floats, Weeks


def invent_weeks(
    truth: Floats, level: float, seed: int, weeks: int = 104, categories: int = 4, changing: float = 1.0
) -> Weeks:
    """Weeks of one place with a strong season, in which each product's price changes some times.

    Args:
        truth: float64 (p,), elasticities.
        level: units a week.
        changing: share of the products whose price ever changes.
    """
    draws, count = np.random.default_rng(seed), len(truth)
    when = draws.random((count, weeks)) < 0.12
    price = np.where(when, np.log(draws.uniform(0.65, 1.0, (count, weeks))), 0.0)
    price[draws.random(count) >= changing] = 0.0
    season = 0.5 * np.sin(2 * np.pi * np.arange(weeks) / YEAR)
    own = draws.normal(0, 0.5, (count, 1)) + season + draws.normal(0, 0.1, (1, weeks))
    mean = level * np.exp(own + truth[:, None] * price)
    units = draws.poisson(mean * draws.gamma(8, 1 / 8, mean.shape)).astype(np.float64)
    units[:, 0] = np.maximum(units[:, 0], 1)  # every series sold something
    code = np.arange(count, dtype=np.int64)
    return Weeks(units, np.ones_like(units), price, {}, np.zeros((weeks, 0)), code, code % categories)
