"""Ways to forecast a series from its own past, all series at once: names and functions.

Each takes a `Past` and levels, and gives float32 (n, H, q): finite, non-negative, in order, zero on closed days. A test
suite holds every one of them to that.
"""

from collections.abc import Callable, Mapping

from shopassistant.inventory.forecast.candidates.autoregression import autoregression
from shopassistant.inventory.forecast.candidates.borrowed import borrowed
from shopassistant.inventory.forecast.candidates.empirical import recent_quantiles, weekday_quantiles
from shopassistant.inventory.forecast.candidates.intermittent import croston, sba, tsb
from shopassistant.inventory.forecast.candidates.naive import naive, seasonal_naive
from shopassistant.inventory.forecast.candidates.smoothing import smoothing
from shopassistant.inventory.forecast.panel import Floats
from shopassistant.inventory.forecast.past import Past

Candidate = Callable[[Past, Floats], Floats]

CANDIDATES: Mapping[str, Candidate] = {
    "weekday_quantiles": weekday_quantiles,
    "recent_quantiles": recent_quantiles,
    "naive": naive,
    "seasonal_naive": seasonal_naive,
    "smoothing": smoothing,
    "autoregression": autoregression,
    "croston": croston,
    "sba": sba,
    "tsb": tsb,
    "borrowed": borrowed,
}
