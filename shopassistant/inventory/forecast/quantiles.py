"""Between and beyond the levels a forecast is kept at: the quantile function of a count."""

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.forecast.panel import Floats

LEVELS = (0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99)

_SUREST = 1e-5  # the tail is not followed further: one day in 270 years


def tidy(quantiles: Floats) -> Floats:
    """The same, non-negative, finite and non-decreasing along the last axis (Chernozhukov, Fernandez-Val and Galichon,
    "Quantile and probability curves without crossing", Econometrica 2010: sorting never makes a quantile worse)."""
    return np.sort(np.clip(np.nan_to_num(quantiles, nan=0.0, posinf=3e38), 0, 3e38), axis=-1).astype(np.float32)


def at_levels(quantiles: Floats, levels: NDArray[np.floating], wanted: Floats) -> Floats:
    """float32, the shape of `wanted`: quantiles at levels `wanted`, each in (0, 1).

    Linear in -log(1 - level), which is exact for an exponential tail and kinder to a long one than a line; beyond the
    last level the tail goes on as an exponential one with the slope of the last tenth. Below the first level the first
    quantile holds.

    Args:
        quantiles: float32 (..., q), non-decreasing.
        levels: float (q,), ascending.
        wanted: float32 (..., k), the leading axes as in `quantiles`.
    """
    place = -np.log1p(-np.asarray(levels, np.float64))
    asked = -np.log(np.maximum(1.0 - wanted.astype(np.float64), _SUREST))
    upper = np.clip(np.searchsorted(place, asked), 1, len(place) - 1)
    low = np.take_along_axis(quantiles, upper - 1, axis=-1)
    high = np.take_along_axis(quantiles, upper, axis=-1)
    share = np.clip((asked - place[upper - 1]) / (place[upper] - place[upper - 1]), 0, 1)
    found = low + share * (high - low)
    tenth = int(np.searchsorted(levels, 0.9))
    slope = (quantiles[..., -1:] - quantiles[..., tenth : tenth + 1]) / max(place[-1] - place[tenth], 1e-9)
    return np.asarray(found + slope * np.maximum(asked - place[-1], 0), np.float32)


def expected(quantiles: Floats, levels: NDArray[np.floating]) -> Floats:
    """float32 (...): the mean that quantiles (..., q) imply, by their values at 200 evenly spread levels."""
    grid = ((np.arange(200) + 0.5) / 200).astype(np.float32)
    place = -np.log1p(-np.asarray(levels, np.float64))
    weight = np.zeros(len(levels))
    for asked in -np.log1p(-grid.astype(np.float64)):
        upper = int(np.clip(np.searchsorted(place, asked), 1, len(place) - 1))
        share = (asked - place[upper - 1]) / (place[upper] - place[upper - 1])
        share = max(share, 0.0)  # above one: the tail goes on
        weight[upper - 1] += 1 - share
        weight[upper] += share
    return np.maximum(quantiles @ (weight / len(grid)).astype(np.float32), 0)
