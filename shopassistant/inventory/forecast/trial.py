"""One origin in the past: what every candidate would have said, and what then happened."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.forecast.candidates import CANDIDATES
from shopassistant.inventory.forecast.learned import Learned, boosted_quantiles
from shopassistant.inventory.forecast.panel import Floats
from shopassistant.inventory.forecast.past import Past
from shopassistant.inventory.forecast.quantiles import tidy

POOLED, BOOSTED = "pooled", "boosted"


@dataclass(frozen=True)
class Trial:
    """Attributes:
    origin: the first step forecast.
    forecasts: float32 (c, m, D, q), of each candidate, for m sampled series.
    actual: float32 (m, D), NaN where unknown, and for series that began later: they are known because they sold.
    classes: int8 (m,), class of demand at the origin.
    """

    origin: int
    forecasts: Floats
    actual: Floats
    classes: NDArray[np.int8]


def names_of(learned: Learned) -> tuple[str, ...]:
    """The candidates there are."""
    return (*CANDIDATES, *((POOLED,) if learned.pooled else ()), *((BOOSTED,) if learned.boosted else ()))


def forecast(name: str, past: Past, learned: Learned, levels: Floats) -> Floats:
    """float32 (n, H, q): what a candidate says, in order."""
    if name == POOLED and learned.pooled:
        return tidy(learned.pooled.quantiles(past, levels))
    if name == BOOSTED and learned.boosted:
        return tidy(boosted_quantiles(learned.boosted, past))
    return CANDIDATES[name](past, levels)


def pinball(said: Floats, actual: Floats, levels: Floats) -> Floats:
    """float32, the shape of `said` (..., q): the loss of each quantile (Koenker and Bassett, Econometrica 1978).

    Args:
        actual: float32 (...), units; where NaN the loss is NaN.
    """
    short = actual[..., None] - said
    return np.asarray(np.maximum(levels * short, (levels - 1) * short), np.float32)
