"""One number out of a distribution: the one that a measure of error asks for.

No number is best for every measure (Gneiting, "Making and evaluating point forecasts", JASA 2011): the mean absolute
error asks for the median, the squared error for the mean, and the absolute percentage error for the median of the
distribution weighted with one over the units, which lies below the median.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.forecast.panel import Floats
from shopassistant.inventory.forecast.quantiles import at_levels, expected

Metric = Literal["mae", "mape", "rmse"]
_GRID = 200
_LEAST = 0.5  # units; a percentage of no units has no meaning


def point_for(metric: Metric, quantiles: Floats, levels: NDArray[np.floating]) -> Floats:
    """float32 (...): the point forecast with the least expected error under the distribution.

    Args:
        metric: mae, mape or rmse.
        quantiles: float32 (..., q), non-decreasing.
        levels: float (q,), ascending.
    """
    if metric == "rmse":
        return expected(quantiles, levels)
    if metric == "mae":
        return _median(quantiles, levels)
    grid = np.broadcast_to(((np.arange(_GRID) + 0.5) / _GRID).astype(np.float32), (*quantiles.shape[:-1], _GRID))
    values = at_levels(quantiles, levels, grid)
    weight = np.cumsum(1 / np.maximum(values, _LEAST), axis=-1)
    place = (weight < weight[..., -1:] / 2).sum(axis=-1)
    return np.asarray(np.take_along_axis(values, place[..., None], axis=-1)[..., 0])


def _median(quantiles: Floats, levels: NDArray[np.floating]) -> Floats:
    return at_levels(quantiles, levels, np.full((*quantiles.shape[:-1], 1), 0.5, np.float32))[..., 0]
