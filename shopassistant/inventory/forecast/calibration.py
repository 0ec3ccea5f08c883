"""Quantiles that hold what they say: levels moved by how often earlier forecasts were exceeded.

The probability integral transform of what happened, randomised within the steps of a count (Czado, Gneiting and Held,
"Predictive model assessment for count data", Biometrics 2009), is uniform where a forecast is calibrated. Where it
was not at earlier origins, the level asked for is replaced by the one that would have been right (Kuleshov, Fenner
and Ermon, ICML 2018), in part only, as the past is short.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.forecast.classes import DEMAND_CLASSES
from shopassistant.inventory.forecast.panel import Floats
from shopassistant.inventory.forecast.quantiles import at_levels, tidy

_TRUST = 0.5  # share of the correction that is made
_LEAST = 1000  # known steps of a class that are needed at each origin
_LEAST_ORIGINS = 2


def transform(said: Floats, actual: Floats, levels: Floats, seed: int = 0) -> Floats:
    """float32 (...): randomised probability integral transform of `actual` (...), NaN where unknown.

    Args:
        said: float32 (..., q).
    """
    edges = np.concatenate([[0.0], levels, [1.0]]).astype(np.float32)
    count = len(levels)
    below, upto = (said < actual[..., None]).sum(axis=-1), (said <= actual[..., None]).sum(axis=-1)
    last = np.take_along_axis(said, np.clip(below - 1, 0, count - 1)[..., None], axis=-1)[..., 0]
    following = np.take_along_axis(said, np.minimum(below, count - 1)[..., None], axis=-1)[..., 0]
    chance = np.random.default_rng(seed).random(actual.shape, np.float32)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (actual - np.where(below > 0, last, 0)) / (following - np.where(below > 0, last, 0))
    # Between two quantiles a value lies between their levels; one that equals several, anywhere among theirs.
    inside = edges[below] + np.where((below < count) & (share > 0), np.minimum(share, 1), chance) * (
        edges[np.minimum(below + 1, count + 1)] - edges[below]
    )
    tied = edges[np.minimum(below + 1, count)] + chance * (edges[upto] - edges[np.minimum(below + 1, count)])
    nothing = chance * 0.5 * (edges[upto] + edges[np.minimum(upto + 1, count + 1)])
    found = np.where(actual == 0, nothing, np.where(upto > below, tied, inside))
    return np.where(np.isnan(actual), np.nan, found).astype(np.float32)


def corrected_levels(transforms: Sequence[Floats], classes: Sequence[NDArray[np.int8]], levels: Floats) -> Floats:
    """float32 (classes, q): the level to ask for in place of each.

    A season can make one origin exceed what the next falls short of, and then a correction would only lag behind. So a
    level moves only where all origins err to the same side, and by half of the least of them.

    Args:
        transforms: per origin float32 (m, days), NaN where unknown.
        classes: per origin int8 (m,).
    """
    out = np.tile(levels, (len(DEMAND_CLASSES), 1))
    for code in range(len(DEMAND_CLASSES)):
        known = [values[then == code] for values, then in zip(transforms, classes, strict=True)]
        known = [values[~np.isnan(values)] for values in known]
        if len(known) < _LEAST_ORIGINS or min(map(len, known)) < _LEAST:
            continue
        wrong = np.stack([np.quantile(values, levels) for values in known]) - levels
        same = (wrong > 0).all(axis=0) | (wrong < 0).all(axis=0)
        least = np.sign(wrong[0]) * np.abs(wrong).min(axis=0)
        out[code] = np.clip(levels + np.where(same, _TRUST * least, 0), 0.002, 0.997)
    return np.sort(out, axis=1).astype(np.float32)


def recalibrate(said: Floats, classes: NDArray[np.int8], asked: Floats, levels: Floats) -> Floats:
    """float32 (n, H, q): `said` at the corrected levels of each series' class."""
    out = said
    for code in np.unique(classes).tolist():
        if np.allclose(asked[code], levels, atol=1e-4):
            continue
        rows = classes == code
        part = said[rows]
        wanted = np.broadcast_to(asked[code], part.shape).astype(np.float32)
        out[rows] = at_levels(part, levels, wanted)
    return tidy(out)
