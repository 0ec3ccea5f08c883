"""Joint sample paths of demand, so that every total is a quantile of sums of the same draws.

A Gaussian copula (Song, "Multivariate dispersion models generated from Gaussian copula", 2000) joins the marginal
quantiles: each draw of a series is a mixture of a shop-wide level, shop-wide days, its category's level, its own level,
its own short memory and chance. A level lasts over the whole path; that is what makes a month less certain than thirty
independent days. Because totals over days, products, categories and the shop are sums of the same paths, they agree
with one another by construction.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.forecast.panel import Floats, Ints
from shopassistant.inventory.forecast.quantiles import at_levels

# Columns of `Dependence.shares`; what is left to one is independent chance.
SHARES = ("shop_level", "shop_day", "category_level", "own_level", "own_memory")

_SHOP, _CATEGORY, _OWN = 1, 2, 3  # streams of random numbers


@dataclass(frozen=True)
class Dependence:
    """How draws hang together.

    Attributes:
        shares: float32 (n, len(SHARES)), shares of variance, each at least 0, together at most 1.
        memory: correlation of a day's memory with the day before.
    """

    shares: Floats
    memory: float = 0.8

    @staticmethod
    def usual(count: int) -> "Dependence":
        """What holds for a shop of which nothing is known yet."""
        row = np.array([0.02, 0.03, 0.02, 0.08, 0.05], np.float32)
        return Dependence(np.tile(row, (count, 1)))


def normals(
    keys: NDArray[np.int64], category: Ints, dependence: Dependence, count: int, days: int, seed: int
) -> Iterator[Floats]:
    """Per series float32 (count, days): standard normal draws that hang together.

    The shared parts depend on `seed`, `count` and `days` alone and a series' own on its key beside them, so that series
    asked for one by one fit those asked for together.

    Args:
        keys: int64 (n, 2).
        category: int32 (n,), -1 where unknown.
    """
    shared = np.random.default_rng([seed, _SHOP])
    shop_level = shared.standard_normal((count, 1), np.float32)
    shop_day = shared.standard_normal((count, days), np.float32)
    levels: dict[int, Floats] = {}
    roots = np.sqrt(np.clip(dependence.shares, 0, 1))
    rest = np.sqrt(np.clip(1 - dependence.shares.sum(axis=1), 0, 1))
    for row, code in enumerate(category.tolist()):
        if code not in levels:
            generator = np.random.default_rng([seed, _CATEGORY, code + 1])
            levels[code] = generator.standard_normal((count, 1), np.float32)
        own = np.random.default_rng([seed, _OWN, *(int(k) & 0xFFFFFFFF for k in keys[row])])
        own_level = own.standard_normal((count, 1), np.float32)
        chance = own.standard_normal((count, days), np.float32)
        steps = own.standard_normal((count, days), np.float32) if roots[row, 4] > 0 else chance
        drawn = roots[row, 0] * shop_level + roots[row, 1] * shop_day + roots[row, 2] * levels[code]
        drawn = drawn + roots[row, 3] * own_level + roots[row, 4] * _remembered(steps, dependence.memory)
        yield drawn + rest[row] * chance


def paths(quantiles: Floats, levels: Floats, drawn: Floats) -> Ints:
    """int32 (count, days): one series' demand for normal draws (count, days) and quantiles (days, q).

    A quantile between two counts becomes either, with the chance that keeps it in the mean.
    """
    from scipy.special import ndtr

    values = at_levels(quantiles, levels, ndtr(drawn).T.astype(np.float32)).T
    # The digits of the draw that the quantile does not use: uniform, and the same whoever asks.
    spare = np.modf(np.abs(drawn) * np.float32(4096.0))[0]
    return np.minimum(np.floor(values + spare), np.iinfo(np.int32).max // 256).astype(np.int32)


def _remembered(steps: Floats, memory: float) -> Floats:
    """An autoregressive sequence of order one with variance one along the last axis."""
    from scipy.signal import lfilter

    scale = np.float32(np.sqrt(1 - memory**2))
    scaled = steps * scale
    scaled[..., :1] = steps[..., :1]
    return np.asarray(lfilter([1.0], [1.0, -memory], scaled, axis=-1), np.float32)
