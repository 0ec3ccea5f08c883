"""How good a grouping is: inertia, silhouette, Davies-Bouldin, and whether it comes out again (adjusted Rand)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Labels = NDArray[np.int32]


@dataclass(frozen=True)
class Distances:
    """Euclidean distances among some customers, worked out once for any number of groupings.

    Attributes:
        rows: int64 (m,), which customers.
        matrix: float32 (m, m).
    """

    rows: NDArray[np.int64]
    matrix: NDArray[np.float32]


def distances(points: Floats, rows: NDArray[np.int64]) -> Distances:
    """Among the `rows` of `points`."""
    chosen = points[rows].astype(np.float64)
    square = (chosen**2).sum(axis=1)
    with np.errstate(invalid="ignore"):  # BLAS leaves flags of what it threw away
        far = square[:, None] + square - 2 * chosen @ chosen.T
    return Distances(rows, np.sqrt(np.maximum(far, 0)).astype(np.float32))


def silhouettes(far: Distances, labels: Labels) -> Floats:
    """Silhouette of each of the customers of `far` (Rousseeuw 1987), float64 (m,); 0 for one alone in its group.

    Args:
        labels: int32 (n,), of all customers.
    """
    of = labels[far.rows]
    groups, place, sizes = np.unique(of, return_inverse=True, return_counts=True)
    if len(groups) < 2:
        return np.zeros(len(of))
    member = np.zeros((len(of), len(groups)), np.float32)
    member[np.arange(len(of)), place] = 1
    with np.errstate(invalid="ignore"):
        sums = (far.matrix @ member).astype(np.float64)
    own = sums[np.arange(len(of)), place] / np.maximum(sizes[place] - 1, 1)
    others = sums / sizes
    others[np.arange(len(of)), place] = np.inf
    nearest = others.min(axis=1)
    found = (nearest - own) / np.maximum(np.maximum(nearest, own), 1e-12)
    return np.where(sizes[place] > 1, found, 0.0)


def mean_silhouette(far: Distances, labels: Labels) -> tuple[float, float]:
    """The mean over customers, and the mean over groups (a group of three counts as much as one of thousands)."""
    each, of = silhouettes(far, labels), labels[far.rows]
    groups = np.unique(of)
    return float(each.mean()), float(np.mean([each[of == group].mean() for group in groups]))


def inertia(points: Floats, centres: Floats, labels: Labels) -> float:
    """Sum of the squared distances to the group's centre."""
    return float(((points - centres[labels]) ** 2).sum())


def davies_bouldin(points: Floats, labels: Labels) -> float:
    """Davies-Bouldin index (1979): the lower, the more compact the groups for how far apart they are."""
    groups, place = np.unique(labels, return_inverse=True)
    centres = np.stack([points[place == group].mean(axis=0) for group in range(len(groups))])
    spread = np.array(
        [np.linalg.norm(points[place == group] - centres[group], axis=1).mean() for group in range(len(groups))]
    )
    apart = np.linalg.norm(centres[:, None] - centres, axis=2)
    np.fill_diagonal(apart, np.inf)
    return float(((spread[:, None] + spread) / np.maximum(apart, 1e-12)).max(axis=1).mean())


def adjusted_rand(first: Labels, second: Labels) -> float:
    """Agreement of two groupings of the same customers beyond chance (Hubert and Arabie 1985): 1 the same, 0 chance."""
    _, a = np.unique(first, return_inverse=True)
    _, b = np.unique(second, return_inverse=True)
    width = int(b.max()) + 1 if len(b) else 1
    table = np.bincount(a * width + b, minlength=(int(a.max()) + 1 if len(a) else 1) * width).reshape(-1, width)
    together, rows, columns = _pairs(table), _pairs(table.sum(axis=1)), _pairs(table.sum(axis=0))
    every = len(a) * (len(a) - 1) / 2
    by_chance = rows * columns / every if every else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == by_chance else (together - by_chance) / (most - by_chance)


def _pairs(counts: NDArray[np.int64]) -> float:
    return float((counts.astype(np.float64) * (counts - 1) / 2).sum())
