"""Grouping the customers by likeness: which coordinates, how many groups, how good, and where everybody belongs.

The order of the work: scale, try embeddings on a sample, measure each number of groups, ask whether the groups come out
again on half of the customers, recommend a number with its reason, then place everybody.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.errors import UserError
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.customers.segments.choosing import Choice, Measured, choose
from shopassistant.customers.segments.clustering_view import TriedEmbedding
from shopassistant.customers.segments.embedding import Embedding, fit_autoencoder, fit_pca
from shopassistant.customers.segments.features import Features
from shopassistant.customers.segments.kmeans import kmeans, nearest, settle
from shopassistant.customers.segments.model import GroupingModel
from shopassistant.customers.segments.quality import (
    Distances,
    adjusted_rand,
    davies_bouldin,
    distances,
    inertia,
    mean_silhouette,
)
from shopassistant.customers.segments.scaling import Scaling

Floats = NDArray[np.float64]
Labels = NDArray[np.int32]
FEWEST_CUSTOMERS = 50


@dataclass(frozen=True)
class GroupingSettings:
    """Attributes:
    counts: numbers of groups to try.
    wanted: take this number, whatever is recommended.
    widths: coordinates of the embeddings that are tried.
    sample: customers that the search works on; all are placed.
    measured: of these, so many whose distances are all worked out.
    resamples: halves of the sample on which the groups must come out again.
    gain: an autoencoder must measure better by this much to be kept.
    seed: of the sample; the same shop gives the same groups.
    """

    counts: tuple[int, ...] = (2, 3, 4, 5, 6, 7, 8, 9)
    wanted: int | None = None
    widths: tuple[int, ...] = (2, 3, 5)
    sample: int = 5_000
    measured: int = 2_000
    resamples: int = 8
    gain: float = 0.01
    seed: int = 0


@dataclass(frozen=True)
class Grouping:
    """What came of it.

    Attributes:
        customer_ids: int64 (n,), ascending.
        labels: int32 (n,), the largest group first.
        points: float64 (n, width), in the coordinates the groups were made in.
        plot: float64 (n, 2), the first two principal components.
        measured: of every number of groups that was tried.
        choice: the number taken, and why.
        tried: the embeddings.
        by_chance: silhouette of as many groups among customers whose figures have nothing to do with each other.
    """

    customer_ids: NDArray[np.int64]
    labels: Labels
    points: Floats
    plot: Floats
    measured: tuple[Measured, ...]
    choice: Choice
    tried: tuple[TriedEmbedding, ...]
    by_chance: float
    model: GroupingModel

    @property
    def count(self) -> int:
        """Number of groups."""
        return len(self.model.centres)


def group_customers(
    features: Features, scaling: Scaling, settings: GroupingSettings | None = None, progress: Progress | None = None
) -> Grouping:
    """Find the groups.

    Raises:
        UserError: ``segment.too_few`` customers to group.
        Cancelled: by `progress`.
    """
    settings, progress = settings or GroupingSettings(), progress or NoProgress()
    if features.count < FEWEST_CUSTOMERS:
        raise UserError("segment.too_few", count=features.count, least=FEWEST_CUSTOMERS)
    points = scaling.apply(features)
    search = _Search(points, settings, progress)
    embedding, fit, tried = search.embedding()
    measured = search.measure(embedding, fit)
    choice = choose(measured, settings.wanted)
    placed = embedding.apply(points)
    centres = settle(placed, search.centres(embedding, choice.count))
    labels = nearest(placed, centres)
    order = np.argsort(-np.bincount(labels, minlength=len(centres)), kind="stable")
    centres, rank = centres[order], np.argsort(order)
    return Grouping(
        customer_ids=features.customer_ids,
        labels=rank[labels].astype(np.int32),
        points=placed,
        plot=fit_pca(points, 2).apply(points),
        measured=measured,
        choice=choice,
        tried=tried,
        by_chance=search.by_chance(choice.count, embedding.width),
        model=GroupingModel(features.usual, scaling, embedding, centres),
    )


Fit = Callable[[Floats], Embedding]


class _Search:
    """The sample and what is measured on it."""

    def __init__(self, points: Floats, settings: GroupingSettings, progress: Progress) -> None:
        rng = np.random.default_rng(settings.seed)
        some = np.sort(rng.permutation(len(points))[: settings.sample])
        self.points, self.settings, self.progress = points[some], settings, progress
        rows = np.sort(rng.permutation(len(some))[: settings.measured])
        self.far = distances(self.points, rows)
        self.counts = tuple(one for one in {*settings.counts, settings.wanted} if one and one < len(some) // 10)
        self.counts = tuple(sorted(self.counts))
        self._centres: dict[tuple[int, int], Floats] = {}

    def embedding(self) -> tuple[Embedding, Fit, tuple[TriedEmbedding, ...]]:
        """The one whose groups are best in the space of all features: of equal ones the narrowest of components."""
        made: list[tuple[Embedding, Fit, float]] = []
        candidates = [(width, kind) for kind in (fit_pca, fit_autoencoder) for width in self.settings.widths]
        for done, (width, kind) in enumerate(candidates):
            self.progress.report("segment.embedding", done, len(candidates))
            if width > self.points.shape[1]:
                continue
            fit = _fitting(kind, width)
            found = fit(self.points)
            made.append((found, fit, self._best(found)))
        linear = max(score for found, _, score in made if found.kind == "pca")
        best = next(place for place, (found, _, score) in enumerate(made) if score >= linear - _EQUAL)
        curved = [place for place, (found, _, score) in enumerate(made) if found.kind != "pca"]
        top = max(curved, key=lambda place: made[place][2], default=best)
        if made[top][2] > made[best][2] + self.settings.gain:
            best = top
        tried = tuple(
            TriedEmbedding(found.kind, found.width, found.explained, score, place == best)
            for place, (found, _, score) in enumerate(made)
        )
        return made[best][0], made[best][1], tried

    def _best(self, embedding: Embedding) -> float:
        """The mean silhouette of three groups and more in the space of all features."""
        placed = embedding.apply(self.points)
        found = []
        for count in self.counts:
            if count >= min(3, self.counts[-1]):
                labels = nearest(placed, self.centres(embedding, count, placed))
                found.append(mean_silhouette(self.far, labels)[0])
        return float(np.mean(found)) if found else 0.0

    def centres(self, embedding: Embedding, count: int, placed: Floats | None = None) -> Floats:
        """Of so many groups in the sample, float64 (count, width)."""
        key = (id(embedding), count)
        if key not in self._centres:
            self._centres[key] = kmeans(embedding.apply(self.points) if placed is None else placed, count)
        return self._centres[key]

    def measure(self, embedding: Embedding, fit: Fit) -> tuple[Measured, ...]:
        """Every number of groups."""
        placed = embedding.apply(self.points)
        own = distances(placed, self.far.rows)
        labels = {count: nearest(placed, self.centres(embedding, count, placed)) for count in self.counts}
        agreement = self._agreement(labels, fit)
        return tuple(
            _measured(placed, self.centres(embedding, count, placed), labels[count], own, self.far, agreement[count])
            for count in self.counts
        )

    def _agreement(self, labels: dict[int, Labels], fit: Fit) -> dict[int, list[float]]:
        """By number of groups, the agreement with groups found on halves of the sample, everything learned anew."""
        found: dict[int, list[float]] = {count: [] for count in labels}
        for turn in range(self.settings.resamples):
            self.progress.report("segment.stability", turn, self.settings.resamples)
            rng = np.random.default_rng([self.settings.seed, turn + 1])
            half = self.points[rng.permutation(len(self.points))[: len(self.points) // 2]]
            again = fit(half)
            learned, placed = again.apply(half), again.apply(self.points)
            for count, base in labels.items():
                centres = kmeans(learned, count, seed=turn + 1, starts=3)
                found[count].append(adjusted_rand(base, nearest(placed, centres)))
        return found

    def by_chance(self, count: int, width: int) -> float:
        """The silhouette that groups have where there is nothing to find: each figure shuffled among the customers."""
        rng = np.random.default_rng(self.settings.seed)
        shuffled = np.column_stack([rng.permutation(column) for column in self.points.T])
        placed = fit_pca(shuffled, width).apply(shuffled)
        labels = nearest(placed, kmeans(placed, count, starts=3))
        return mean_silhouette(distances(shuffled, self.far.rows), labels)[0]


# Silhouettes that differ by less are equal.
_EQUAL = 0.005


def _fitting(kind: Callable[[Floats, int], Embedding], width: int) -> Fit:
    return lambda points: kind(points, width)


def _measured(
    placed: Floats, centres: Floats, labels: Labels, own: Distances, far: Distances, agreement: list[float]
) -> Measured:
    sizes = np.bincount(labels, minlength=len(centres))
    return Measured(
        count=len(centres),
        inertia=inertia(placed, centres, labels) / len(placed),
        silhouette=mean_silhouette(far, labels)[0],
        silhouette_by_group=mean_silhouette(far, labels)[1],
        own_silhouette=mean_silhouette(own, labels)[0],
        davies_bouldin=davies_bouldin(placed, labels),
        stability=float(np.mean(agreement)) if agreement else 0.0,
        least_stability=float(np.min(agreement)) if agreement else 0.0,
        smallest_share=float(sizes.min() / len(labels)),
    )
