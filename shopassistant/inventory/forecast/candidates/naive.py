"""As the last known day, or as the same day a week before: the yardsticks every method must beat."""

import numpy as np

from shopassistant.inventory.forecast.candidates.errors import row_quantiles, settled
from shopassistant.inventory.forecast.panel import Floats
from shopassistant.inventory.forecast.past import Past

_ERROR_DAYS = 364


def naive(past: Past, levels: Floats) -> Floats:
    """A random walk: the last known value, with the errors it made day by day, growing with the distance."""
    filled = _filled(past.units)
    last = filled[:, -1] if filled.shape[1] else np.zeros(len(filled), np.float32)
    width = _ERROR_DAYS // past.panel.step_days
    errors = (past.units[:, 1:] - filled[:, :-1])[:, -width:]
    wider = np.sqrt(1 + np.arange(past.horizon, dtype=np.float32) / past.period)
    spread = row_quantiles(errors, levels)[:, None, :] * wider[None, :, None]
    return settled(past, np.nan_to_num(last)[:, None, None] + spread)


def seasonal_naive(past: Past, levels: Floats) -> Floats:
    """The last known value of the same weekday, with the errors that made week by week."""
    period, units = past.period, past.units
    n, steps = units.shape
    whole = steps // period
    weeks = units[:, steps - whole * period :].reshape(n, whole, period)
    filled = _filled(weeks.swapaxes(1, 2).reshape(n * period, whole)).reshape(n, period, whole)
    last = np.nan_to_num(filled[..., -1]) if whole else np.zeros((n, period), np.float32)
    errors = (
        (weeks.swapaxes(1, 2)[..., 1:] - filled[..., :-1]).reshape(n, period * (whole - 1))
        if whole > 1
        else np.zeros((n, 0))
    )
    ahead = np.arange(past.horizon)
    wider = np.sqrt(1 + ahead // period).astype(np.float32)
    spread = row_quantiles(np.asarray(errors, np.float32), levels)[:, None, :] * wider[None, :, None]
    return settled(past, last[:, ahead % period, None] + spread)


def _filled(values: Floats) -> Floats:
    """The last known value of each row up to each column; NaN before the first."""
    known = ~np.isnan(values)
    if not values.shape[1]:
        return values
    place = np.maximum.accumulate(np.where(known, np.arange(values.shape[1]), 0), axis=1)
    return np.asarray(np.take_along_axis(values, place, axis=1), np.float32)
