"""k-means in numpy: the same groups at every run, quick in few dimensions, no thread pool of its own."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Labels = NDArray[np.int32]
_ROUNDS = 100
_FIRST_ROUNDS = 6
_STARTS = 6
_MOVED = 1e-3


def kmeans(points: Floats, count: int, seed: int = 0, starts: int = _STARTS) -> Floats:
    """Centres, float64 (count, d), the largest group first (Lloyd 1982, seeded as by Arthur and Vassilvitskii 2007).

    Args:
        points: float64 (n, d), at least `count` different ones, else fewer centres come back.
        starts: the best of so many beginnings is kept.
    """
    best, least = points[:0], np.inf
    for start in range(starts):
        centres = _lloyd(points, _seeded(points, count, np.random.default_rng([seed, start])), _FIRST_ROUNDS)
        reach = float(squared(points, centres).min(axis=1).sum())
        if reach < least:
            best, least = centres, reach
    best = _lloyd(points, best)  # the others would hardly have overtaken it
    sizes = np.bincount(nearest(points, best), minlength=len(best))
    return best[np.argsort(-sizes, kind="stable")]


def settle(points: Floats, centres: Floats) -> Floats:
    """Centres after moving to the middle of their groups until nothing moves, from where they were."""
    return _lloyd(points, centres)


def nearest(points: Floats, centres: Floats) -> Labels:
    """Index of the nearest centre, int32 (n,)."""
    found: Labels = squared(points, centres).argmin(axis=1).astype(np.int32)
    return found


def squared(points: Floats, centres: Floats) -> Floats:
    """Squared distances, float64 (n, k)."""
    with np.errstate(invalid="ignore"):  # BLAS leaves flags of what it threw away
        far = (points**2).sum(axis=1)[:, None] - 2 * points @ centres.T + (centres**2).sum(axis=1)
    away: Floats = np.maximum(far, 0)
    return away


def _seeded(points: Floats, count: int, rng: np.random.Generator) -> Floats:
    centres = points[[int(rng.integers(len(points)))]]
    away = squared(points, centres)[:, 0]
    while len(centres) < count and away.sum() > 0:
        # Cumulated by hand: choice() with probabilities sorts them anew and complains of their rounding.
        pick = int(np.searchsorted(np.cumsum(away), rng.random() * away.sum()))
        centres = np.concatenate([centres, points[[min(pick, len(points) - 1)]]])
        away = np.minimum(away, squared(points, centres[-1:])[:, 0])
    return centres


def _lloyd(points: Floats, centres: Floats, rounds: int = _ROUNDS) -> Floats:
    scale = float(points.var(axis=0).sum()) or 1.0
    for _ in range(rounds):
        member = nearest(points, centres)
        sizes = np.bincount(member, minlength=len(centres))
        sums = np.stack([np.bincount(member, column, len(centres)) for column in points.T], axis=1)
        moved = np.where(sizes[:, None] > 0, sums / np.maximum(sizes, 1)[:, None], centres)
        if float(((moved - centres) ** 2).sum()) <= _MOVED**2 * scale:
            return moved
        centres = moved
    return centres
