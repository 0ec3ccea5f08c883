"""Customers of one kind, grouped by how lately, how often, for how much and what they buy: popular within the group."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import Floats, History, Ints
from shopassistant.recommend.models.base import Arrays, Config, Evidence, Model, Scored, Signal, Training
from shopassistant.recommend.models.few import Ranking
from shopassistant.recommend.models.sparse import damp_rows, starts_run

_SEED = 7
_ROUNDS = 25
_TASTE_HALF_LIFE = 365.0
_CELLS = 5_000_000  # numbers of profiles held at once


@dataclass(frozen=True)
class SegmentConfig(Config):
    """Attributes:
    per_segment: customers a segment should have at least, on average.
    most: at most so many segments.
    half_life: shop days after which a purchase counts half.
    window: days of which the reason speaks.
    smoothing: how many customers' worth of the whole shop is mixed into a segment.
    habit: weight of recency, frequency and value against taste.
    tastes: length of the taste vector where there are no categories.
    sample: at most so many customers find the centres of the groups; all are then assigned to them.
    """

    per_segment: int = 60
    most: int = 40
    half_life: float = 60.0
    window: int = 91
    smoothing: float = 10.0
    habit: float = 0.25
    tastes: int = 16
    sample: int = 20_000

    def __post_init__(self) -> None:
        for name in ("per_segment", "most", "half_life", "window", "smoothing", "tastes", "sample"):
            self._require(getattr(self, name) > 0, name)
        self._require(self.habit >= 0, "habit")


class Segment(Model):
    """k-means over customers' profiles; what each group buys, smoothed by what everybody buys."""

    name: ClassVar[str] = "segment"
    signals: ClassVar[tuple[Signal, ...]] = (Signal("segment", 1e-3),)
    _names: ClassVar[tuple[str, ...]] = (
        "axes", "amounts", "centre", "scale", "centroids", "sizes", "shares", "buyers",
    )  # fmt: skip

    def __init__(self, config: SegmentConfig, arrays: Arrays) -> None:
        self.config = config
        self.learned = {name: arrays[name] for name in self._names}
        self._rankings: dict[int, Ranking] = {}

    @classmethod
    def fit(cls, training: Training, config: SegmentConfig) -> Self:
        axes, amounts = _taste(training, config)
        habits = _habits(training)
        centre = habits.mean(axis=0) if len(habits) else np.zeros(3, np.float32)
        scale = np.maximum(habits.std(axis=0), 0.1) if len(habits) else np.ones(3, np.float32)
        learned: dict[str, NDArray[Any]] = {
            "axes": axes,
            "amounts": amounts,
            "centre": centre,
            "scale": scale.astype(np.float32),
        }
        profiles = _Profiles(training, learned, config)
        count = int(np.clip(len(habits) // config.per_segment, 1, config.most)) if len(habits) else 0
        centroids, _ = group(profiles.of(_sample(len(habits), config.sample)), count)
        sizes, shares, buyers = _habits_of_groups(training, config, profiles.members(centroids), len(centroids))
        learned |= {"centroids": centroids, "sizes": sizes, "shares": shares, "buyers": buyers}
        return cls(config, learned)

    @classmethod
    def restore(cls, config: SegmentConfig, arrays: Arrays) -> Self:
        return cls(config, arrays)

    def arrays(self) -> dict[str, NDArray[Any]]:
        return dict(self.learned)

    def segment_of(self, customer: History) -> int:
        """The group whose centre is nearest; -1 for a customer of whom nothing is known."""
        centroids = self.learned["centroids"]
        if customer.is_cold or not len(centroids):
            return -1
        kept = customer.scratch.get(self.name)
        if kept is None or kept[0] is not self:
            away = centroids - _profile(customer, self.learned, self.config)
            kept = customer.scratch[self.name] = (self, int((away * away).sum(axis=1).argmin()))
        return int(kept[1])

    @cached_property
    def _nothing(self) -> Ranking:
        return Ranking(np.zeros(len(self.learned["axes"]), np.float32))

    def _ranking(self, customer: History) -> Ranking:
        """What the customer's group buys; sorted out when first asked for."""
        segment = self.segment_of(customer)
        if segment < 0:
            return self._nothing
        if segment not in self._rankings:
            self._rankings[segment] = Ranking(np.asarray(self.learned["shares"][segment], np.float32))
        return self._rankings[segment]

    def score(self, customer: History) -> Floats:
        return self._ranking(customer).scores

    def candidates(self, customer: History, count: int, excluded: NDArray[np.bool_] | None = None) -> Scored:
        return self._ranking(customer).candidates(count, excluded)

    def score_of(self, customer: History, products: Ints) -> Floats:
        return self._ranking(customer).scores[products]

    def best(self, customer: History) -> float:
        return self._ranking(customer).best

    def evidence(self, customer: History, product: int) -> Evidence | None:
        segment = self.segment_of(customer)
        if segment < 0 or not (count := int(self.learned["buyers"][segment, product])):
            return None
        values = {"count": count, "of": int(self.learned["sizes"][segment]), "days": self.config.window}
        return Evidence("recommend.reason.segment", values=values, is_weak=count < 3)


def group(points: Floats, count: int) -> tuple[Floats, Ints]:
    """k-means (Lloyd 1982, seeded as by Arthur and Vassilvitskii 2007), the same at every run.

    Args:
        points: float32 (m, d).
        count: how many groups; fewer come back where points coincide.

    Returns:
        Centres float32 (count, d) and the group of each point int32 (m,).
    """
    if not count:
        return np.empty((0, points.shape[1]), np.float32), np.empty(0, np.int32)
    rng = np.random.default_rng(_SEED)
    centres = points[[int(rng.integers(len(points)))]]
    nearest = _squared(points, centres)[:, 0]
    while len(centres) < count and nearest.sum() > 0:
        pick = rng.choice(len(points), p=nearest / nearest.sum(dtype=np.float64))
        centres = np.concatenate([centres, points[[pick]]])
        nearest = np.minimum(nearest, _squared(points, centres[-1:])[:, 0])
    member = np.zeros(len(points), np.int64)
    for _ in range(_ROUNDS):
        member = _squared(points, centres).argmin(axis=1)
        sizes = np.bincount(member, minlength=len(centres))
        sums = np.stack([np.bincount(member, column, len(centres)) for column in points.T], axis=1)
        moved = np.where(sizes[:, None] > 0, sums / np.maximum(sizes, 1)[:, None], centres).astype(np.float32)
        if np.array_equal(moved, centres):
            break
        centres = moved
    return centres.astype(np.float32), member.astype(np.int32)


def _squared(points: Floats, centres: Floats) -> NDArray[np.float64]:
    """float64 (m, k): squared distances."""
    p, c = points.astype(np.float64), centres.astype(np.float64)
    return np.asarray(np.maximum((p * p).sum(axis=1)[:, None] - 2 * p @ c.T + (c * c).sum(axis=1), 0))


def _taste(training: Training, config: SegmentConfig) -> tuple[Ints, Floats]:
    """What each product says of a taste: the directions it points to and how far, both (n, w).

    Its categories (the first and the whole path), else its place among what the same customers buy.
    """
    p = training.purchases
    paths = p.products.category_paths
    if len(paths) > 1 and (p.products.category >= 0).mean() > 0.5:
        tops = sorted({path.split(" / ")[0] for path in paths})
        known = p.products.category >= 0
        first = np.array([tops.index(path.split(" / ")[0]) for path in paths], np.int32)
        axes = np.stack([first[p.products.category], len(tops) + p.products.category], axis=1).astype(np.int32)
        return np.where(known[:, None], axes, 0), np.repeat(known[:, None], 2, axis=1).astype(np.float32)
    vectors = _latent(training, config)
    axes = np.broadcast_to(np.arange(vectors.shape[1], dtype=np.int32), vectors.shape)
    return np.ascontiguousarray(axes), vectors


def _latent(training: Training, config: SegmentConfig) -> Floats:
    """float32 (n, d): unit rows of the leading singular vectors of customers by products, by subspace iteration from a
    random start (Halko, Martinsson and Tropp, SIAM Review 2011), on a sample of the customers."""
    matrix = training.newest.matrix(np.inf)
    matrix = damp_rows(matrix[_sample(matrix.shape[0], 5 * config.sample)])
    shape = matrix.shape
    rank = min(config.tastes, *shape)
    if rank < 1 or not matrix.nnz:
        return np.zeros((shape[1], 1), np.float32)
    probe = np.random.default_rng(_SEED).standard_normal((shape[1], min(rank + 8, *shape))).astype(np.float32)
    for _ in range(4):
        probe, _ = np.linalg.qr(matrix.T @ (matrix @ probe))
    _, strength, right = np.linalg.svd(matrix @ probe, full_matrices=False)
    vectors = (probe @ right.T * strength)[:, :rank]
    lengths = np.sqrt((vectors * vectors).sum(axis=1, keepdims=True))
    return np.where(lengths > 1e-6, vectors / np.maximum(lengths, 1e-6), 0).astype(np.float32)


def _sample(count: int, most: int) -> NDArray[np.int64]:
    """At most so many of `count` rows, ascending, the same ones at every run."""
    if count <= most:
        return np.arange(count)
    return np.sort(np.random.default_rng(_SEED).choice(count, most, replace=False))


def _habits(training: Training) -> Floats:
    """float32 (c, 3): recency, frequency and value of every customer, as `_habit` gives them for one."""
    p, count = training.purchases, len(training.purchases.customer_ids)
    first = int(np.searchsorted(p.customer, 0))
    customer, day = p.customer[first:], p.day[first:]  # sorted by customer, then day
    since, visit = np.zeros(count), starts_run(customer) | starts_run(day)
    since[customer] = training.age[first:]  # the last one stays
    visits = np.bincount(customer[visit], minlength=count)
    value = np.bincount(customer, p.value[first:], count)
    return np.asarray(np.log1p(np.stack((since, visits, np.maximum(value, 0)), axis=1)), np.float32)


class _Profiles:
    """The profile of every customer, some at a time: with many categories all of them together would not fit."""

    def __init__(self, training: Training, learned: Arrays, config: SegmentConfig) -> None:
        import scipy.sparse as sp

        axes, amounts = learned["axes"], learned["amounts"]
        shape = (len(axes), int(axes.max(initial=0)) + 1)
        start = np.arange(len(axes) + 1) * axes.shape[1]
        self._taste = sp.csr_matrix((amounts.ravel(), axes.ravel(), start), shape=shape)
        self._newest = training.newest.matrix(_TASTE_HALF_LIFE)
        self._habits = ((_habits(training) - learned["centre"]) / learned["scale"] * config.habit).astype(np.float32)

    def of(self, rows: NDArray[np.int64]) -> Floats:
        """float32 (k, d + 3): the same as `_profile` for each."""
        summed = (self._newest[rows] @ self._taste).toarray()
        lengths = np.sqrt((summed * summed).sum(axis=1, keepdims=True))
        return np.concatenate([summed / np.maximum(lengths, 1e-9), self._habits[rows]], axis=1).astype(np.float32)

    def members(self, centroids: Floats) -> Ints:
        """int32 (c,): the nearest centre of each customer."""
        count, step = len(self._habits), max(1, _CELLS // max(centroids.shape[1], 1))
        found, reach = np.zeros(count, np.int32), (centroids * centroids).sum(axis=1)
        for start in range(0, count if len(centroids) else 0, step):
            rows = np.arange(start, min(start + step, count))
            # For a few customers BLAS also multiplies what lies beside them in memory and throws it away, and the
            # processor's flag for an invalid number stays behind; the profiles themselves are finite.
            with np.errstate(invalid="ignore"):
                found[rows] = (reach - 2 * self.of(rows) @ centroids.T).argmin(axis=1)
        return found


def _habit(history: History) -> tuple[float, float, float]:
    """Recency, frequency and value, as logarithms."""
    return tuple(np.log1p((history.since, history.visits, max(history.value, 0.0))).tolist())


def _profile(history: History, learned: Arrays, config: SegmentConfig) -> Floats:
    """float32 (d + 3,): the direction of the taste, then the weighted habit."""
    weights = history.weights(_TASTE_HALF_LIFE)[:, None] * learned["amounts"][history.products]
    taste = np.bincount(learned["axes"][history.products].ravel(), weights.ravel(), learned["centroids"].shape[1] - 3)
    length = float(np.sqrt((taste * taste).sum()))
    habit = (np.array(_habit(history), np.float32) - learned["centre"]) / learned["scale"] * config.habit
    return np.concatenate([taste / max(length, 1e-9), habit]).astype(np.float32)


def _habits_of_groups(training: Training, config: SegmentConfig, member: Ints, count: int) -> tuple[Ints, Floats, Ints]:
    """Sizes (s,), smoothed shares (s, n) and recent distinct buyers (s, n) of each group."""
    every, n = training.purchase_days, training.purchases.products.count
    days = every.where((every.buyer < every.customers) & (count > 0))
    cell = member[days.buyer].astype(np.int64) * n + days.product
    bought = np.bincount(cell, np.exp2(-days.age / config.half_life), count * n).reshape(count, n)
    sizes = np.bincount(member, minlength=count).astype(np.int32)
    everyone = bought.sum(axis=0) / max(len(member), 1)
    shares = (bought + config.smoothing * everyone) / (sizes[:, None] + config.smoothing)
    recent = days.age < config.window
    first = days.where(recent).new_pair
    buyers = np.bincount(cell[recent][first], minlength=count * n).reshape(count, n)
    return sizes, shares.astype(np.float32), buyers.astype(np.int32)
