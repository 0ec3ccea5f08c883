"""What will be asked for: from forecasts where there are some, else from recent sales, and it is said which."""

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.dashboard.reading import places, shelf_keys
from shopassistant.inventory.dashboard.risk import Doubles, Outlook
from shopassistant.inventory.dashboard.shelves import (
    FROM_FORECAST,
    FROM_SALES,
    NO_DEMAND,
    RECENT_DAYS,
    RECENT_WEEKS,
    Longs,
    Small,
    from_day,
)
from shopassistant.inventory.forecast.forecasts import Forecasts
from shopassistant.inventory.forecast.scenarios import SHARES

# Days that the rate of the year counts for beside those of the last quarter.
YEAR_WEIGHT = 28
# Days ahead that "a day's demand" is the mean of.
USUAL_DAYS = 28
_CHUNK = 2_000
_LASTING = [place for place, name in enumerate(SHARES) if name.endswith("_level")]


def from_sales(sold: NDArray[np.integer], open_days: Longs, year_days: Longs, horizon: Longs) -> Outlook:
    """The rate on days with stock of the last quarter, leaning on that of the year where these were few.

    The year counts like `YEAR_WEIGHT` more days with its own rate (the mean of a gamma-Poisson model with that prior).
    A rate seen from few sales is itself uncertain: over h days that adds h squared times its variance (the rate over
    the days it was seen on), so that one sale in a quarter promises little either way. What was not sold for a whole
    quarter is expected to go on so.

    Args:
        sold: (n, WEEKS), units a week, the newest last.
        open_days: (n,), of the last `RECENT_DAYS`, those on which it could be sold.
        year_days: (n,), the same of the year.
    """
    recent = sold[:, -RECENT_WEEKS:].astype(np.float64)
    usual = sold.sum(axis=1, dtype=np.float64) / np.maximum(year_days, YEAR_WEIGHT)
    seen = open_days + YEAR_WEIGHT
    silent = (recent.sum(axis=1) == 0) & (open_days >= RECENT_DAYS // 2)
    rate = np.where(silent, 0.0, (recent.sum(axis=1) + usual * YEAR_WEIGHT) / seen)
    variance = np.maximum(recent.var(axis=1) / 7, rate)
    return Outlook(rate, variance, rate * horizon, variance * horizon + rate / seen * horizon.astype(np.float64) ** 2)


def with_forecasts(
    outlook: Outlook, forecasts: Forecasts, variant: Longs, location: Longs, horizon: Longs, today: int
) -> tuple[Outlook, NDArray[np.bool_]]:
    """The same with forecasts in the place of recent sales where there are some that reach beyond today.

    Returns:
        The outlook, and bool (n,): whether a shelf has a forecast.
    """
    order = np.lexsort((forecasts.keys[:, 1], forecasts.keys[:, 0]))
    keys = shelf_keys(forecasts.keys[order, 0], forecasts.keys[order, 1])
    found = places(keys, shelf_keys(variant, location))
    passed = (from_day(today) - forecasts.first_day).days // forecasts.step_days
    is_there = (found >= 0) & (0 <= max(passed, 0) < forecasts.horizon)
    columns = [np.array(one) for one in (outlook.rate, outlook.variance, outlook.ahead, outlook.ahead_variance)]
    lines = np.flatnonzero(is_there)
    for start in range(0, len(lines), _CHUNK):
        part = lines[start : start + _CHUNK]
        new = _of(forecasts, order[found[part]], horizon[part], max(passed, 0))
        for column, values in zip(columns, new, strict=True):
            column[part] = values
    return Outlook(*columns), is_there


def _of(forecasts: Forecasts, rows: Longs, horizon: Longs, passed: int) -> tuple[Doubles, Doubles, Doubles, Doubles]:
    """Rate, variance, and both over the horizon; days beyond the forecast are like its mean.

    The shares of a day's variance that last over the whole path make the days rise and fall together, see
    `inventory.forecast.scenarios`; the rest is independent.
    """
    step = forecasts.step_days
    mean = forecasts.mean[rows, passed:].astype(np.float64)
    variance = variances(forecasts.quantiles[rows, passed:], forecasts.levels)
    usual = max(1, min(USUAL_DAYS // step, mean.shape[1]))
    rate, spread = mean[:, :usual].mean(axis=1) / step, variance[:, :usual].mean(axis=1) / step
    steps = np.minimum(-(-horizon // step), mean.shape[1])
    beyond = np.maximum(horizon - steps * step, 0)
    line = np.arange(len(rows))
    ahead = np.cumsum(mean, axis=1)[line, steps - 1] + beyond * rate
    alone = np.cumsum(variance, axis=1)[line, steps - 1] + beyond * spread
    together = (np.cumsum(np.sqrt(variance), axis=1)[line, steps - 1] + beyond * np.sqrt(spread)) ** 2
    lasting = np.clip(forecasts.dependence.shares[rows][:, _LASTING].sum(axis=1), 0, 1)
    ahead_variance = (1 - lasting) * alone + lasting * together
    return rate, np.maximum(spread, rate), ahead, np.maximum(ahead_variance, ahead)


def variances(quantiles: NDArray[np.floating], levels: NDArray[np.floating]) -> Doubles:
    """float64 (n, H): variance of each step, from the quantile function as steps about the levels."""
    edges = np.concatenate([[0.0], (levels[1:] + levels[:-1]) / 2, [1.0]])
    weights = np.diff(edges)
    values = quantiles.astype(np.float64)
    mean = values @ weights
    return np.asarray(np.maximum((values**2) @ weights - mean**2, 0))


def sources(outlook: Outlook, is_forecast: NDArray[np.bool_]) -> Small:
    """int8 (n,): what each rate comes from."""
    recent = np.where(outlook.rate > 0, FROM_SALES, NO_DEMAND)
    return np.where(is_forecast, FROM_FORECAST, recent).astype(np.int8)
