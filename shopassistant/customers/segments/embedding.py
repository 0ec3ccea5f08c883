"""Few coordinates out of many: principal components, or a small autoencoder; both place a customer who comes later."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_HIDDEN = 24
_BATCH = 256
_STEP = 3e-3


@dataclass(frozen=True)
class Embedding:
    """Layers of a matrix and a shift each, with tanh between them; one layer for principal components.

    Attributes:
        kind: ``pca`` or ``autoencoder``.
        explained: share of the variance that is left in the coordinates (of what can be made from them again).
    """

    kind: str
    layers: tuple[tuple[Floats, Floats], ...]
    explained: float

    @property
    def width(self) -> int:
        """Number of coordinates."""
        return int(self.layers[-1][1].shape[0])

    def apply(self, points: Floats) -> Floats:
        """float64 (n, width)."""
        found = points
        for place, (matrix, shift) in enumerate(self.layers):
            with np.errstate(invalid="ignore"):  # BLAS leaves flags of what it threw away
                found = (np.tanh(found) if place else found) @ matrix + shift
        return found

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        layers = [{"matrix": matrix.tolist(), "shift": shift.tolist()} for matrix, shift in self.layers]
        return {"kind": self.kind, "layers": layers, "explained": self.explained}


def embedding_from_json(stored: Mapping[str, Any]) -> Embedding:
    """What `Embedding.to_json` made."""
    layers = tuple((np.array(one["matrix"], float), np.array(one["shift"], float)) for one in stored["layers"])
    return Embedding(str(stored["kind"]), layers, float(stored["explained"]))


def fit_pca(points: Floats, width: int) -> Embedding:
    """The leading principal components; each points so that its heaviest coordinate counts upwards.

    Args:
        points: float64 (n, d).
        width: how many; at most d.
    """
    centre = points.mean(axis=0)
    values, axes = np.linalg.eigh(np.cov(points.T, bias=True).reshape(points.shape[1], -1))
    axes = axes[:, ::-1][:, :width]
    axes = axes * np.where(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])] < 0, -1.0, 1.0)
    explained = float(values[::-1][:width].sum() / max(float(values.sum()), 1e-12))
    return Embedding("pca", ((axes, -centre @ axes),), explained)


def fit_autoencoder(points: Floats, width: int, seed: int = 0, rounds: int = 40) -> Embedding:
    """The narrow layer of a network that learns to give back what it is given (Kramer, AIChE Journal 1991).

    One tanh layer on either side, Adam (Kingma and Ba 2015) on batches; the coordinates are scaled as principal
    components are, so that distances in them can be read alike.

    Args:
        points: float64 (n, d), some thousands.
    """
    rng, d = np.random.default_rng(seed), points.shape[1]
    sizes = (d, _HIDDEN, width, _HIDDEN, d)
    weights = [rng.normal(0, np.sqrt(1.0 / a), (a, b)) for a, b in pairwise(sizes)]
    shifts = [np.zeros(b) for b in sizes[1:]]
    parameters = [*weights, *shifts]
    moments = [(np.zeros_like(one), np.zeros_like(one)) for one in parameters]
    step = 0
    for _ in range(rounds):
        order = rng.permutation(len(points))
        for start in range(0, len(order), _BATCH):
            step += 1
            gradients = _gradients(points[order[start : start + _BATCH]], weights, shifts)
            rate = _STEP * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
            for one, (first, second), gradient in zip(parameters, moments, gradients, strict=True):
                first += 0.1 * (gradient - first)
                second += 0.001 * (gradient**2 - second)
                one -= rate * first / (np.sqrt(second) + 1e-8)
    made = _forward(points, weights, shifts)[-1]
    lost = float(((made - points) ** 2).sum()) / max(float(((points - points.mean(axis=0)) ** 2).sum()), 1e-12)
    inner = Embedding("autoencoder", ((weights[0], shifts[0]), (weights[1], shifts[1])), 1 - lost)
    turn = fit_pca(inner.apply(points), width)
    matrix, shift = turn.layers[0]
    return Embedding(
        "autoencoder", ((weights[0], shifts[0]), (weights[1] @ matrix, shifts[1] @ matrix + shift)), 1 - lost
    )


def _forward(points: Floats, weights: list[Floats], shifts: list[Floats]) -> list[Floats]:
    """What goes into each layer, and what comes out of the last; tanh in the two wide ones."""
    found = [points]
    for place, (matrix, shift) in enumerate(zip(weights, shifts, strict=True)):
        with np.errstate(invalid="ignore"):
            made = found[-1] @ matrix + shift
        found.append(np.tanh(made) if place in (0, 2) else made)
    return found


def _gradients(batch: Floats, weights: list[Floats], shifts: list[Floats]) -> list[Floats]:
    """Of the mean squared error: for all weights, then for all shifts."""
    layers = _forward(batch, weights, shifts)
    error = 2 * (layers[-1] - batch) / len(batch)
    of_weights, of_shifts = [], []
    for place in range(len(weights) - 1, -1, -1):
        if place in (0, 2):
            error = error * (1 - layers[place + 1] ** 2)
        with np.errstate(invalid="ignore"):
            of_weights.append(layers[place].T @ error)
            of_shifts.append(error.sum(axis=0))
            error = error @ weights[place].T
    return [*of_weights[::-1], *of_shifts[::-1]]
