"""Croston and its heirs for products that sell on few days: how often, and how much when they do.

Croston, ORQ 1972; the bias correction of Syntetos and Boylan, IJF 2005; the version that lets a product fade while it
does not sell, Teunter, Syntetos and Babai, EJOR 2011. As distributions: a sale comes with the smoothed chance, and
its size is one of the sizes the series has had, scaled to the smoothed size.
"""

import numpy as np

from shopassistant.inventory.forecast.candidates.errors import row_quantiles, settled
from shopassistant.inventory.forecast.panel import Floats
from shopassistant.inventory.forecast.past import Past

_SMOOTHING = 0.1
_FADING = 0.03
_DAYS = 728
_SIZES = np.linspace(0, 1, 33, dtype=np.float32)


def croston(past: Past, levels: Floats) -> Floats:
    """Size over interval, both smoothed at each sale."""
    size, interval = _smoothed(past)
    return _spread(past, size, np.asarray(1 / np.maximum(interval, 1), np.float32), levels)


def sba(past: Past, levels: Floats) -> Floats:
    """Croston's rate, less the half of a smoothing step by which it is too high on average."""
    size, interval = _smoothed(past)
    return _spread(past, size, np.asarray((1 - _SMOOTHING / 2) / np.maximum(interval, 1), np.float32), levels)


def tsb(past: Past, levels: Floats) -> Floats:
    """The chance of a sale smoothed on every known day, so that it falls while nothing sells."""
    values = _values(past)
    steps = len(values)
    first = values[: min(56, steps)]
    known = np.maximum((~np.isnan(first)).sum(axis=0), 1)
    chance = ((np.nan_to_num(first) > 0).sum(axis=0) / known).astype(np.float32)
    size = _first_size(values)
    for step in range(steps):
        seen = ~np.isnan(values[step])
        sold = seen & (np.nan_to_num(values[step]) > 0)
        chance = np.where(seen, chance + _FADING * (sold - chance), chance)
        size = np.where(sold, size + _SMOOTHING * (np.nan_to_num(values[step]) - size), size)
    return _spread(past, size, chance, levels)


def _values(past: Past) -> Floats:
    """float32 (T, n): the past that is smoothed, without the weekly rhythm."""
    return np.ascontiguousarray(past.flat[:, -(_DAYS // past.panel.step_days) :].T)


def _smoothed(past: Past) -> tuple[Floats, Floats]:
    """float32 (n,) each: smoothed size and interval, in known steps; a first interval is the mean one."""
    values = _values(past)
    steps, n = values.shape
    known = (~np.isnan(values)).sum(axis=0)
    sales = (np.nan_to_num(values) > 0).sum(axis=0)
    interval = (known / np.maximum(sales, 0.5)).astype(np.float32)
    size, waited = _first_size(values), np.zeros(n, np.float32)
    for step in range(steps):
        seen = ~np.isnan(values[step])
        waited += seen
        sold = seen & (np.nan_to_num(values[step]) > 0)
        size = np.where(sold, size + _SMOOTHING * (np.nan_to_num(values[step]) - size), size)
        interval = np.where(sold, interval + _SMOOTHING * (waited - interval), interval)
        waited = np.where(sold, 0, waited)
    return np.where(sales > 0, size, 0).astype(np.float32), interval


def _first_size(values: Floats) -> Floats:
    """float32 (n,): the mean size of a sale; 0 without one."""
    filled = np.nan_to_num(values)
    return np.asarray(filled.sum(axis=0) / np.maximum((filled > 0).sum(axis=0), 1), np.float32)


def _spread(past: Past, size: Floats, chance: Floats, levels: Floats) -> Floats:
    """float32 (n, H, q): demand of which a share `chance` of days has any, in sizes like those seen."""
    recent = past.flat[:, -(364 // past.panel.step_days) :]
    sizes = row_quantiles(np.where(recent > 0, recent, np.nan), _SIZES)
    mean = sizes.mean(axis=1)
    sizes = np.where(mean[:, None] > 0, sizes * (size / np.maximum(mean, 1e-6))[:, None], size[:, None])
    # On a busy weekday a sale is likelier; its size is the same.
    daily = np.clip(chance[:, None] * past.rhythm_ahead, 0, 1)
    within = (levels[None, None, :] - (1 - daily[:, :, None])) / np.maximum(daily[:, :, None], 1e-9)
    place = np.clip(within, 0, 1) * (len(_SIZES) - 1)
    low = np.floor(place).astype(np.int32)
    rows = np.arange(len(sizes))[:, None, None]
    below, above = sizes[rows, low], sizes[rows, np.minimum(low + 1, len(_SIZES) - 1)]
    return settled(past, np.where(within > 0, below + (place - low) * (above - below), 0).astype(np.float32))
