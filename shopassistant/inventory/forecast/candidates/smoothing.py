"""Exponential smoothing with a damped trend and a weekly season (Holt-Winters; Gardner, IJF 2006, state of the art II).

The rhythm of the week is divided out, level and trend are smoothed step by step for all series at once, and each series
takes the settings of a small grid that were least wrong on its own past; without a trend it is simple smoothing.
"""

import numpy as np

from shopassistant.inventory.forecast.candidates.errors import around
from shopassistant.inventory.forecast.panel import Floats
from shopassistant.inventory.forecast.past import Past

# Level, trend, damping.
_GRID = ((0.02, 0.0, 0.0), (0.07, 0.0, 0.0), (0.2, 0.0, 0.0), (0.05, 0.01, 0.97), (0.2, 0.05, 0.9))
_DAYS, _ERROR_DAYS = 364, 182


def smoothing(past: Past, levels: Floats) -> Floats:
    """The candidate; see the module."""
    width = _DAYS // past.panel.step_days
    values = np.ascontiguousarray(past.flat[:, -width:].T)
    n = past.panel.count
    point = np.zeros((n, past.horizon), np.float32)
    errors = np.zeros((n, min(len(values), _ERROR_DAYS // past.panel.step_days)), np.float32)
    best = np.full(n, np.inf)
    for alpha, beta, damping in _GRID:
        forecast, wrong = _run(values, alpha, beta, damping, past.horizon)
        known = np.maximum((~np.isnan(wrong)).sum(axis=0), 1)
        loss = np.nansum(wrong.astype(np.float64) ** 2, axis=0) / known
        better = loss < best
        best[better] = loss[better]
        point[better] = forecast[better]
        errors[better] = wrong[len(wrong) - errors.shape[1] :].T[better]
    return around(past, point, errors, levels, growth=0.01)


def _run(values: Floats, alpha: float, beta: float, damping: float, horizon: int) -> tuple[Floats, Floats]:
    """Forecasts (n, H) and one-step errors (T, n) of values (T, n); an unknown step changes nothing but the trend's
    age."""
    steps, n = values.shape
    start = values[: max(min(28, steps), 1)]
    known = (~np.isnan(start)).sum(axis=0)
    level = (np.nansum(start, axis=0) / np.maximum(known, 1)).astype(np.float32)
    trend = np.zeros(n, np.float32)
    wrong = np.full((steps, n), np.nan, np.float32)
    for step in range(steps):
        ahead = level + damping * trend
        error = values[step] - ahead
        wrong[step] = error
        moved = np.nan_to_num(error)
        level = ahead + alpha * moved
        trend = damping * trend + beta * moved
    sums = np.cumsum(damping ** np.arange(1, horizon + 1)).astype(np.float32)
    return level[:, None] + trend[:, None] * sums[None, :], wrong
