"""Invented shops whose demand is known to answer to prices, promotions and weekdays."""

from datetime import date

import numpy as np

from shopassistant.inventory.forecast.panel import Panel


def weekly_shop(products: int = 6, places: int = 5, weeks: int = 80, ahead: int = 4, seed: int = 3) -> Panel:
    """Demand halves for each 35 % of price and doubles in a promotion."""
    draws = np.random.default_rng(seed)
    n, steps = products * places, weeks + ahead
    price = np.where(draws.random((n, steps)) < 0.25, 0.7, 1.0) * draws.uniform(2, 4, (n, 1))
    promotion = (draws.random((n, steps)) < 0.2).astype(float)
    usual = np.log(draws.uniform(20, 80, (n, 1)))
    logs = usual - 2.0 * np.log(price / price.max(axis=1, keepdims=True)) + np.log(2) * promotion
    logs += draws.normal(0, 0.1, (1, steps)) + draws.normal(0, 0.15, (n, steps))
    return _panel(draws.poisson(np.exp(logs))[:, :weeks], 7, products, {"price": price, "promotion": promotion})


def daily_shop(products: int = 20, places: int = 2, days: int = 300, seed: int = 4) -> Panel:
    """Twice as much on Saturdays, nothing on Sundays, a tenth of a unit to ten a day."""
    draws = np.random.default_rng(seed)
    rates = np.geomspace(0.1, 10, products * places)[:, None]
    weekday = (np.arange(days) + 2) % 7  # the first day is a Wednesday
    rates = rates * np.where(weekday == 5, 2.0, np.where(weekday == 6, 0.0, 1.0))
    return _panel(draws.poisson(rates), 1, products, {})


def _panel(units: np.ndarray, step_days: int, products: int, known: dict[str, np.ndarray]) -> Panel:
    n = len(units)
    number = np.arange(n)
    return Panel(
        keys=np.stack([number % products + 1, number // products + 1], axis=1).astype(np.int64),
        first_day=date(2025, 1, 1),
        units=units.astype(np.float32),
        unit_cost=np.full(n, 250, np.float32),
        unit_margin=np.full(n, 150, np.float32),
        step_days=step_days,
        known={name: values.astype(np.float32) for name, values in known.items()},
        groups={"category": np.zeros(n, np.int32)},
    )
