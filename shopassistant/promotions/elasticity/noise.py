"""How demand scatters: more than chance alone would, and not independently from week to week and place to place."""

from dataclasses import dataclass

import numpy as np

from shopassistant.promotions.elasticity.weeks import Floats, Weeks, by_group

_FIRST = 0.3
_LEAST, _MOST = 0.002, 20.0
# So many weeks' worth of what is usual in the shop.
_USUAL_WEEKS = 20
_MOST_MEMORY = 0.8
# A week further off than so many standard deviations is one bulk order or one mistake, and counts as if it were there.
_MOST_SCORE = 4.0


@dataclass(frozen=True)
class Noise:
    """The variance of a week's units is mean + dispersion x mean^2.

    Attributes:
        dispersion: float64 (p,).
        inflation: how many times less is known than from as many independent observations (Moulton 1990).
    """

    dispersion: Floats
    inflation: float


def first_noise(products: int) -> Noise:
    """Before looking."""
    return Noise(np.full(products, _FIRST), 1.0)


def noise_of(weeks: Weeks, units: Floats, mean: Floats, before: Noise) -> Noise:
    """By the method of moments; a product's dispersion is shrunk to the shop's.

    Args:
        units, mean: float64 (n, W), units and what was expected of them; both 0 where nothing is known.
    """
    known, own = weeks.known, before.dispersion[weeks.product][:, None]
    variance = np.maximum(mean + own * np.square(mean), 1e-9)
    square = np.minimum(np.square(units - mean), _MOST_SCORE**2 * variance)
    # Weeks count by what they tell about it: those of slow sellers little, those of quick ones alike.
    telling = np.where(known, np.square(mean / np.maximum(1 + own * mean, 1e-9)), 0)
    excess = telling * (square - mean) / np.maximum(np.square(mean), 1e-9)
    top = by_group(excess.sum(axis=1), weeks.product, weeks.products)
    bottom = np.maximum(by_group(telling.sum(axis=1), weeks.product, weeks.products), 1e-9)
    count = by_group(known.sum(axis=1).astype(np.float64), weeks.product, weeks.products)
    usual = float(np.clip(top.sum() / bottom.sum(), _LEAST, _MOST))
    trust = count / (count + _USUAL_WEEKS)
    dispersion = np.clip(trust * top / bottom + (1 - trust) * usual, _LEAST, _MOST)
    score = np.where(known, np.clip((units - mean) / np.sqrt(variance), -_MOST_SCORE, _MOST_SCORE), 0)
    # The mean of two rounds, or the two would answer each other.
    inflation = (before.inflation + _memory(score, known) * _crowd(score, weeks)) / 2
    return Noise(dispersion, max(inflation, 1.0))


def believed(residual: Floats, mean: Floats, dispersion: Floats) -> Floats:
    """float64 (n, W): how far each week is believed, 0 to 1 (Huber 1964): one that is far off counts less.

    Args:
        residual: float64 (n, W), units over `mean`, less one.
        dispersion: float64 (n,), of each series.
    """
    safe = np.maximum(mean, 1e-9)
    score = np.abs(residual) / np.sqrt(1 / safe + dispersion[:, None])
    return np.asarray(np.minimum(1, _MOST_SCORE / np.maximum(score, 1e-9)))


def _memory(score: Floats, known: np.ndarray) -> float:
    """Of a week that is like the one before it."""
    both = known[:, 1:] & known[:, :-1]
    top = (score[:, 1:] * score[:, :-1])[both].sum()
    bottom = np.square(score[:, 1:])[both].sum()
    memory = float(np.clip(top / max(bottom, 1e-9), 0, _MOST_MEMORY))
    return (1 + memory) / (1 - memory)


def _crowd(score: Floats, weeks: Weeks) -> float:
    """Of places where a product has the same good and bad weeks."""
    if len(score) == weeks.products:
        return 1.0
    together = by_group(score, weeks.product, weeks.products)
    return max(float(np.square(together).sum() / max(np.square(score).sum(), 1e-9)), 1.0)
