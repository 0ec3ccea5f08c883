"""What the coming days of one product may look like: sample paths of its demand, and of its stock under them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.dashboard.shelves import Floats, to_day
from shopassistant.inventory.forecast.forecasts import Forecasts

PATHS = 400
DAYS = 84  # twelve whole weeks
SEED = 7
# Shown as a fan: nine in ten, one in two, and the middle.
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
WEEK = 7

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Arrival:
    """Units that are expected on a day; `day` counts from today."""

    day: int
    units: int


def forecast_paths(forecasts: Forecasts, rows: Sequence[int], today: int) -> Whole | None:
    """int64 (PATHS, DAYS): demand of some series together, from today on; None where the forecast does not reach today.
    Days beyond its end are like its last week."""
    first = to_day(forecasts.first_day)
    passed = (today - first) // forecasts.step_days
    if not rows or not 0 <= passed < forecasts.horizon:
        return None
    drawn = forecasts.scenarios(rows, PATHS, SEED).sum(axis=0, dtype=np.int64)
    days = _daily(drawn, forecasts.step_days)[:, today - first :]
    if days.shape[1] < DAYS:
        tail = days[:, -WEEK:] if days.shape[1] >= WEEK else days
        times = -(-(DAYS - days.shape[1]) // tail.shape[1])
        days = np.concatenate([days, np.tile(tail, (1, times))], axis=1)
    return days[:, :DAYS]


def _daily(steps: Whole, length: int) -> Whole:
    """Weeks spread over their days, so that they add up again."""
    if length == 1:
        return steps
    whole = np.repeat(steps // length, length, axis=1)
    rest = np.repeat(steps % length, length, axis=1)
    place = np.tile(np.arange(length), steps.shape[1])
    return whole + (place[None] < rest)


def sales_paths(rate: float, variance: float) -> Whole:
    """int64 (PATHS, DAYS): the same from a rate of recent sales, each day a negative binomial count."""
    rng = np.random.default_rng(SEED)
    if rate <= 0:
        return np.zeros((PATHS, DAYS), np.int64)
    excess = max(variance - rate, 1e-6)
    size = rate**2 / excess
    level = rng.gamma(max(rate * 28, 0.5), 1 / max(rate * 28, 0.5), (PATHS, 1))  # the rate itself is not known for sure
    return np.asarray(rng.poisson(rng.gamma(size, rate * level / size, (PATHS, DAYS))), np.int64)


def stock_paths(units: int, demand: Whole, arrivals: Sequence[Arrival]) -> Whole:
    """int64 (PATHS, days): stock each evening; what is asked for and not there is lost, not owed."""
    days = demand.shape[1]
    coming = np.zeros(days, np.int64)
    for one in arrivals:
        if one.day < days:
            coming[max(one.day, 0)] += one.units
    stock = np.full(len(demand), max(units, 0), np.int64)
    found = np.empty_like(demand)
    for day in range(days):
        stock = np.maximum(stock + coming[day] - demand[:, day], 0)
        found[:, day] = stock
    return found


def fan(paths: Whole) -> Floats:
    """float32 (days, len(LEVELS)): quantiles of each column."""
    return np.quantile(paths, LEVELS, axis=0).T.astype(np.float32)


def weekly(paths: Whole) -> Whole:
    """int64 (PATHS, weeks): sums of whole weeks."""
    weeks = paths.shape[1] // WEEK
    return np.asarray(paths[:, : weeks * WEEK].reshape(len(paths), weeks, WEEK).sum(axis=2), np.int64)


def run_out(stock: Whole) -> tuple[float, int]:
    """Chance that it is sold out on some day, and the day (from today) by which it is in half of the paths; -1 for
    none."""
    gone = (stock <= 0).any(axis=1)
    by_day = np.maximum.accumulate(stock <= 0, axis=1).mean(axis=0)
    likely = np.flatnonzero(by_day >= 0.5)
    return float(gone.mean()), int(likely[0]) if len(likely) else -1


def day_of(today: date, when: date | None) -> int:
    """Days from today; tomorrow for what is late or has no day."""
    return 1 if when is None else max((when - today).days, 1)
