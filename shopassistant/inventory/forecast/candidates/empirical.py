"""A series' own past days as the distribution of its future ones."""

import numpy as np

from shopassistant.inventory.forecast.candidates.errors import row_quantiles, settled
from shopassistant.inventory.forecast.panel import Floats
from shopassistant.inventory.forecast.past import Past

_WEEKDAY_DAYS, _RECENT_DAYS = 112, 224


def weekday_quantiles(past: Past, levels: Floats) -> Floats:
    """Quantiles of the same weekday over the last sixteen weeks; of all days where that weekday was never known."""
    width = max(_WEEKDAY_DAYS // past.panel.step_days, 1)
    recent = past.own[:, max(0, past.panel.steps - width) :]
    phase = (np.arange(recent.shape[1]) - recent.shape[1]) % past.period
    fallback = row_quantiles(recent, levels)
    out = np.zeros((past.panel.count, past.horizon, len(levels)), np.float32)
    for step in range(min(past.period, past.horizon)):
        same = recent[:, phase == step]
        known = ~np.isnan(same).all(axis=1, keepdims=True) if same.shape[1] else np.zeros((len(same), 1), bool)
        out[:, step :: past.period] = np.where(known, row_quantiles(same, levels), fallback)[:, None, :]
    return settled(past, out)


def recent_quantiles(past: Past, levels: Floats) -> Floats:
    """Quantiles of the last thirty-two weeks without their weekly rhythm, which is then put back."""
    width = max(_RECENT_DAYS // past.panel.step_days, 1)
    found = row_quantiles(past.flat[:, max(0, past.panel.steps - width) :], levels)
    return settled(past, found[:, None, :] * past.rhythm_ahead[:, :, None])
