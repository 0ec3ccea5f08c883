"""Hidden tastes: every product as a point among a few dozen tastes, and a customer as the point their purchases make.

Matrix factorisation for purchases, where what was not bought is a weak no: Hu, Koren and Volinsky, "Collaborative
filtering for implicit feedback datasets", ICDM 2008. The alternating least squares are solved by a few steps of
conjugate gradients (Takács, Pilászy and Tikk, RecSys 2011); the ridge grows with how much is known of a customer or a
product (Rendle et al., "Revisiting the performance of iALS", RecSys 2022). Only the products' points are kept: a
customer is solved for at the answer, so that a sale counts at once and somebody who came yesterday is like any other.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import Floats, History, Ints
from shopassistant.recommend.models.base import (
    NOTHING,
    Arrays,
    Config,
    Evidence,
    Scored,
    Signal,
    Training,
    best_free,
    best_of,
)
from shopassistant.recommend.models.few import FewModel
from shopassistant.recommend.models.neighbours import history_weights

if TYPE_CHECKING:
    import scipy.sparse as sp

_SEED = 20081215
_FAINT = 1e-6  # what a purchase says at least, so that one may divide by it
_PART = 6_000  # products whose scores are worked out at once
_ROUNDING = 1.0001
_CELLS = 16_000  # purchases worked on at once, so that their points stay in the processor's cache


@dataclass(frozen=True)
class TastesConfig(Config):
    """Attributes:
    tastes: coordinates of a point.
    rounds: how often customers and products are solved for in turn.
    steps: of conjugate gradients in each.
    confidence: how much more a purchase of today says than its absence.
    ridge: pull towards zero, per purchase known.
    half_life: shop days after which an old purchase teaches half, while fitting.
    memory: shop days after which a customer's own purchase speaks half, while answering.
    most: at most so many products of a history speak.
    customers: at most so many customers are learned from, drawn at random.
    products: at most so many products have a point, the most bought: an answer looks at each of them.
    """

    tastes: int = 64
    rounds: int = 5
    steps: int = 3
    confidence: float = 10.0
    ridge: float = 0.25
    half_life: float = 90.0
    memory: float = 45.0
    most: int = 400
    customers: int = 200_000
    products: int = 20_000

    def __post_init__(self) -> None:
        for name in self.as_json():
            self._require(getattr(self, name) > 0, name)


class Tastes(FewModel):
    """Implicit ALS whose customers are folded in."""

    name: ClassVar[str] = "als"
    # An answer would look at the points of a third of the products for hardly anything the others do not find.
    puts_forward: ClassVar[bool] = False
    signals: ClassVar[tuple[Signal, ...]] = (Signal("als", 1e-3),)

    def __init__(self, config: TastesConfig, arrays: Arrays) -> None:
        self.config = config
        self.place: Ints = arrays["place"]  # (n,): row of each product's point, -1 without
        self.sold: Ints = arrays["sold"]  # (s,): products with a point, ascending
        self.points: Floats = arrays["points"]  # (s, d)
        self.gram: Floats = arrays["gram"]  # (d, d): points.T @ points

    @classmethod
    def fit(cls, training: Training, config: TastesConfig) -> Self:
        matrix = training.newest.matrix(config.half_life)
        if matrix.shape[0] > config.customers:
            chosen = np.random.default_rng(_SEED).choice(matrix.shape[0], config.customers, replace=False)
            matrix = matrix[np.sort(chosen)]
        buyers = np.bincount(matrix.indices, minlength=matrix.shape[1])
        most = np.argsort(-buyers, kind="stable")[: min(config.products, np.count_nonzero(buyers))]
        sold = np.sort(most).astype(np.int32)
        points = factorise(matrix[:, sold], config, training)
        place = np.full(matrix.shape[1], -1, np.int32)
        place[sold] = np.arange(len(sold), dtype=np.int32)
        return cls(config, {"place": place, "sold": sold, "points": points, "gram": points.T @ points})

    @classmethod
    def restore(cls, config: TastesConfig, arrays: Arrays) -> Self:
        return cls(config, arrays)

    def arrays(self) -> dict[str, NDArray[Any]]:
        return {"place": self.place, "sold": self.sold, "points": self.points, "gram": self.gram}

    @property
    def size(self) -> int:
        return len(self.place)

    def say(self, customer: History) -> Scored:
        scores = self.score_of(customer, self.sold)
        return Scored(self.sold[scores > 0], scores[scores > 0])

    def candidates(self, customer: History, count: int, excluded: NDArray[np.bool_] | None = None) -> Scored:
        """Long points first: no score is higher than the point is long times the customer's is (Cauchy and Schwarz), so
        that once `count` beat what is left, it need not be read: mostly the half of the products that sells least."""
        folded, found = self._fold(customer), NOTHING
        if folded is None:
            return found
        for part in self._parts:
            more = best_free(part.products, _scores(part.points, folded.point), count, excluded)
            found = more if not len(found.products) else _best_of_both(found, more, count)
            if len(found.products) >= count > 0 and part.reach * folded.length < found.scores[-1]:
                break
        return found

    def score_of(self, customer: History, products: Ints) -> Floats:
        folded = self._fold(customer)
        if folded is None:
            return np.zeros(len(products), np.float32)
        key = f"{self.name}.of"  # one answer asks twice for the same products: for the signal and for the score
        kept = customer.scratch.get(key)
        if kept is None or kept[0] is not folded or kept[1] is not products:
            kept = customer.scratch[key] = folded, products, self._score_of(folded, products)
        return cast(Floats, kept[2])

    def _score_of(self, folded: "_Folded", products: Ints) -> Floats:
        out = np.zeros(len(products), np.float32)
        row = self.place[products]
        known = (row >= 0).nonzero()[0]
        out[known] = np.maximum(_scores(self.points[row[known]], folded.point), 0)
        return out

    def features(self, customer: History, scores: Floats | None, products: Ints) -> Floats:
        """The score relative to the best of `products`: that of the whole catalogue is not looked for."""
        found = self.score_of(customer, products)
        best = float(found.max(initial=0))
        return (found / np.float32(best) if best > 0 else np.zeros_like(found))[None, :]

    def evidence(self, customer: History, product: int) -> Evidence | None:
        folded, row = self._fold(customer), int(self.place[product])
        if folded is None or row < 0:
            return None
        drops = folded.drops(self.points[row])
        best = int(drops.argmax())
        if drops[best] <= 0:
            return None
        source = int(folded.products[best])
        day = int(customer.last_day[np.searchsorted(customer.products, source)])
        share = float(drops[best] / drops[drops > 0].sum())
        return Evidence("recommend.reason.points_to", source, {"day": day}, share)

    @cached_property
    def _parts(self) -> "list[_Part]":
        """The products with a point, those with the longest first."""
        length = np.sqrt((self.points * self.points).sum(axis=1))
        order = np.argsort(-length, kind="stable")
        parts = []
        for start in range(0, len(order), _PART):
            rows = np.sort(order[start : start + _PART])  # equal scores stay in the order of the catalogue
            reach = float(length[order[start + _PART]]) if start + _PART < len(order) else 0.0
            parts.append(_Part(self.sold[rows], self.points[rows], reach * _ROUNDING))
        return parts

    @cached_property
    def spectrum(self) -> tuple[Floats, Floats]:
        """Eigenvalues, float32 (d,), and eigenvectors, float32 (d, d), of `gram`."""
        values, vectors = np.linalg.eigh(self.gram.astype(np.float64))
        return np.maximum(values, 0).astype(np.float32), vectors.astype(np.float32)

    def _fold(self, customer: History) -> "_Folded | None":
        """The customer's point, worked out once per answer; None where nothing bought has a point."""
        key = f"{self.name}.point"
        kept = customer.scratch.get(key)
        if kept is None or kept[0] is not self:
            products, weights = history_weights(customer, self.config.memory, self.config.most)
            known = self.place[products] >= 0
            folded = None
            if known.any():
                mine = self.points[self.place[products[known]]]
                folded = _Folded.of(
                    products[known], mine, np.maximum(weights[known] * self.config.confidence, _FAINT), self
                )
            kept = customer.scratch[key] = (self, folded)
        return cast(_Folded | None, kept[1])


@dataclass(frozen=True)
class _Part:
    """Some of the products with a point.

    Attributes:
        products: int32 (k,), ascending.
        points: float32 (k, d), theirs.
        reach: no point of the parts that follow is longer.
    """

    products: Ints
    points: Floats
    reach: float


def _scores(points: Floats, point: Floats) -> Floats:
    """float32 (k,): the products of rows with a point, each the same whichever other rows are asked about."""
    return np.asarray(np.einsum("ij,j->i", points, point), np.float32)


def _best_of_both(one: Scored, other: Scored, count: int) -> Scored:
    products, scores = np.concatenate([one.products, other.products]), np.concatenate([one.scores, other.scores])
    order = np.argsort(products)
    return best_of(products[order], scores[order], count)


@dataclass(frozen=True)
class _Folded:
    """A customer among the tastes.

    Attributes:
        products: int32 (k,), what was bought and has a point.
        points: float32 (k, d), theirs.
        weights: float32 (k,), how much more than its absence each purchase says.
        gram: float32 (d, d), of all products.
        point: float32 (d,), the customer's own.
        ridge: pull towards zero per purchase.
    """

    products: Ints
    points: Floats
    weights: Floats
    gram: Floats
    point: Floats
    ridge: float

    @classmethod
    def of(cls, products: Ints, points: Floats, weights: Floats, model: Tastes) -> "_Folded":
        """The point that solves the normal equations. Those of few purchases are those of none, which are diagonal
        among the eigenvectors of `gram`, and as many more dimensions as purchases (Woodbury's formula)."""
        count, ridge = len(products), model.config.ridge
        if 2 * count > points.shape[1]:
            found = cls(products, points, weights, model.gram, np.zeros(points.shape[1], np.float32), ridge)
            point = np.linalg.solve(found.system, (1 + weights) @ points)
            return replace(found, point=point.astype(np.float32))
        values, vectors = model.spectrum
        turned, eased = points @ vectors, 1 / (values + np.float32(ridge * count))
        wanted = (1 + weights) @ turned
        reach = turned * eased
        inner = reach @ turned.T
        inner.flat[:: count + 1] += 1 / weights
        point = vectors @ (eased * (wanted - np.linalg.solve(inner, reach @ wanted) @ turned))
        return cls(products, points, weights, model.gram, point.astype(np.float32), ridge)

    @cached_property
    def system(self) -> Floats:
        """float32 (d, d): the normal equations."""
        system = np.asarray(self.gram + (self.points * self.weights[:, None]).T @ self.points, np.float32)
        system.flat[:: len(system) + 1] += self.ridge * len(self.products)
        return system

    def drops(self, target: Floats) -> Floats:
        """float32 (k,): by how much the score of the product at `target` would fall without each purchase.

        Exact for the purchase itself, by the formula of Sherman and Morrison, after section 5 of Hu et al.; the ridge
        it takes along is counted to the first order.
        """
        toward = np.linalg.solve(self.system, target)
        reach, said, w = self.points @ toward, self.points @ self.point, self.weights
        fall = reach * (1 + w - w * said) / np.maximum(1 - w * self._own, 1e-6)
        return np.asarray(fall - self.ridge * float(toward @ self.point), np.float32)

    @cached_property
    def length(self) -> float:
        """Of the point."""
        return float(np.sqrt((self.point * self.point).sum()))

    @cached_property
    def _own(self) -> Floats:
        """float32 (k,): how much each purchase speaks for itself."""
        return np.asarray((self.points.T * np.linalg.solve(self.system, self.points.T)).sum(axis=0), np.float32)


def factorise(matrix: "sp.csr_matrix[Any]", config: TastesConfig, training: Training) -> Floats:
    """float32 (s, d): the points of the columns of `matrix`, float32 (customers, s), decayed purchases."""
    count, d = matrix.shape[1], config.tastes
    points = np.random.default_rng(_SEED).standard_normal((count, d)).astype(np.float32) * np.float32(0.1 / d**0.5)
    customers = np.zeros((matrix.shape[0], d), np.float32)
    columns = matrix.T.tocsr()
    for done in range(config.rounds if count else 0):
        training.progress.report("recommend.fitting.als", done, config.rounds)
        _improve(customers, matrix, points, config)
        _improve(points, columns, customers, config)
    return points


def _improve(points: Floats, matrix: "sp.csr_matrix[Any]", others: Floats, config: TastesConfig) -> None:
    """A few steps of conjugate gradients from where `points` (rows of `matrix`) are to the best given `others`."""
    gram = others.T @ others
    start = matrix.indptr
    at = 0
    while at < len(points):
        stop = max(int(np.searchsorted(start, start[at] + _CELLS, side="right")) - 1, at + 1)
        cells = slice(int(start[at]), int(start[stop]))
        system = _System.of(gram, others[matrix.indices[cells]], matrix.data[cells], start[at : stop + 1], config)
        points[at:stop] = system.solve(points[at:stop], config.steps)
        at = min(stop, len(points))


@dataclass(frozen=True)
class _System:
    """The normal equations of some rows: (gram + sum of weight own own' + ridge) point = sum of (1 + weight) own."""

    gram: Floats
    own: Floats
    weight: Floats
    row: NDArray[np.int64]
    filled: NDArray[np.bool_]
    starts: NDArray[np.int64]
    ridge: Floats
    wanted: Floats

    @classmethod
    def of(cls, gram: Floats, own: Floats, data: Floats, start: Ints, config: TastesConfig) -> "_System":
        lengths = np.diff(start)
        filled = lengths > 0
        weight = data * np.float32(config.confidence)
        starts = (start[:-1] - start[0])[filled].astype(np.int64)
        row = np.repeat(np.arange(len(lengths)), lengths)
        ridge = (config.ridge * np.maximum(lengths, 1)).astype(np.float32)[:, None]
        system = cls(gram, own, weight, row, filled, starts, ridge, np.zeros((len(lengths), own.shape[1]), np.float32))
        system.wanted[filled] = np.add.reduceat(own * (1 + weight)[:, None], starts) if len(own) else 0
        return system

    def apply(self, points: Floats) -> Floats:
        """The left side for these points."""
        left = points @ self.gram + self.ridge * points
        if len(self.own):
            said = np.einsum("ij,ij->i", self.own, points[self.row]) * self.weight
            left[self.filled] += np.add.reduceat(self.own * said[:, None], self.starts)
        return left

    def solve(self, points: Floats, steps: int) -> Floats:
        """Better points; all rows take their steps together."""
        rest = self.wanted - self.apply(points)
        along, length = rest.copy(), (rest * rest).sum(axis=1)
        for _ in range(steps):
            turned = self.apply(along)
            far = length / np.maximum((along * turned).sum(axis=1), 1e-20)
            points = points + far[:, None] * along
            rest = rest - far[:, None] * turned
            before, length = length, (rest * rest).sum(axis=1)
            along = rest + (length / np.maximum(before, 1e-20))[:, None] * along
        return np.asarray(points, np.float32)
