"""Quantiles around a point forecast, from how wrong the same method was on the same series."""

import numpy as np

from shopassistant.inventory.forecast.panel import Floats
from shopassistant.inventory.forecast.past import Past
from shopassistant.inventory.forecast.quantiles import tidy


def row_quantiles(values: Floats, levels: Floats) -> Floats:
    """float32 (n, q): quantiles of each row of (n, w) without its unknowns; 0 where nothing is known."""
    n, width = values.shape
    if not width:
        return np.zeros((n, len(levels)), np.float32)
    ordered = np.sort(values, axis=1)  # unknowns go last
    known = (~np.isnan(values)).sum(axis=1)
    last = np.maximum(known - 1, 0)[:, None]
    place = last * levels[None, :]
    low = np.floor(place).astype(np.int64)
    below = np.take_along_axis(ordered, low, axis=1)
    above = np.take_along_axis(ordered, np.minimum(low + 1, last), axis=1)
    return np.where(known[:, None] > 0, below + (place - low) * (above - below), 0).astype(np.float32)


def around(past: Past, point: Floats, errors: Floats, levels: Floats, growth: float = 0.0) -> Floats:
    """float32 (n, H, q): a point forecast with the spread of past one-step errors.

    Args:
        point: float32 (n, H), without the rhythm of the week.
        errors: float32 (n, w), past errors, without the rhythm; NaN where unknown.
        growth: variance added per step ahead, as a share of the one-step variance.
    """
    spread = row_quantiles(errors, levels)
    wider = np.sqrt(1.0 + growth * np.arange(past.horizon, dtype=np.float32))
    found = point[:, :, None] + spread[:, None, :] * wider[None, :, None]
    return settled(past, found * past.rhythm_ahead[:, :, None])


def settled(past: Past, quantiles: Floats) -> Floats:
    """In order, non-negative, zero on closed days."""
    found = tidy(quantiles)
    found[:, ~past.open_ahead] = 0
    return found
