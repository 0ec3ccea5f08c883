"""A linear model of the catalogue: how much each product bought speaks for or against each other, all weighed at once.

"Similar" looks at two products at a time, so that ten products which always sell together say the same thing ten times.
Here each product is predicted by a ridge regression on all others: EASE, Steck, "Embarrassingly shallow autoencoders
for sparse data", WWW 2019. In a catalogue too large for the inverse of the whole matrix, each product is predicted from
its nearest others alone: SLIM, Ning and Karypis, "Sparse linear methods for top-N recommender systems", ICDM 2011, with
the small systems of Steck, "Markov random fields for collaborative filtering", NeurIPS 2019.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import Floats, History, Ints
from shopassistant.recommend.models.base import Evidence, Signal, Training
from shopassistant.recommend.models.neighbours import Neighbours, highest_first, nearest, top_columns
from shopassistant.recommend.models.similar import Similar, SimilarConfig
from shopassistant.recommend.models.sparse import damp_rows

if TYPE_CHECKING:
    import scipy.sparse as sp

_SEED = 20190513
_ROWS = 1_000  # of a dense matrix worked on at once
_CELLS = 8_000_000  # dense cells worked on at once while the strongest are picked
_SYSTEMS = 64  # small systems solved at once

_Rows = Callable[[int, int], Floats]


@dataclass(frozen=True)
class LinearConfig(SimilarConfig):
    """Attributes:
    damping: a customer's row is divided by its length to this power.
    ridge: pull towards zero, times the square root of how much a product was bought.
    whole: up to so many sold products the whole matrix is inverted, above it each product has its own small system.
    near: products in each of the small systems.
    linked: products whose shared customers are kept per product, for the small systems.
    customers: at most so many customers are learned from, drawn at random.
    products: at most so many products are learned, the most bought.
    """

    half_life: float = 90.0
    memory: float = 75.0
    damping: float = 0.25
    ridge: float = 10.0
    whole: int = 10_000
    near: int = 100
    linked: int = 300
    customers: int = 200_000
    products: int = 30_000

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in ("ridge", "near", "linked", "customers", "products"):
            self._require(getattr(self, name) > 0, name)
        for name in ("damping", "whole"):
            self._require(getattr(self, name) >= 0, name)


class Linear(Similar):
    """The strongest weights of each product, kept in the table of "similar"; here they may speak against."""

    name: ClassVar[str] = "linear"
    signals: ClassVar[tuple[Signal, ...]] = (Signal("linear", 1e-3),)

    @classmethod
    def fit(cls, training: Training, config: SimilarConfig) -> Self:
        if not isinstance(config, LinearConfig):
            raise TypeError(f"no settings of the linear model: {config!r}")
        matrix = customer_rows(training, config)
        buyers = np.bincount(matrix.indices, minlength=matrix.shape[1]).astype(np.int32)
        most = np.argsort(-buyers, kind="stable")[: min(config.products, np.count_nonzero(buyers))]
        sold = np.sort(most).astype(np.int32)
        inner = matrix[:, sold]
        if len(sold) < 2:
            return cls(config, Neighbours.empty(buyers, 0))
        if len(sold) > config.whole:
            return cls(config, _local(inner, sold, buyers, training, config))
        return cls(config, _table(_whole(inner, config, training), inner, sold, buyers, training, config))

    def _explain(self, customer: History | None, products: Ints, weights: Floats, product: int) -> Evidence | None:
        found = super()._explain(customer, products, weights, product)
        if found is None or customer is None or found.values["count"]:
            return found
        # Two products may speak for each other through others, though no customer bought both.
        return Evidence("recommend.reason.points_to", found.product, {"day": found.values["day"]}, found.weight)


def customer_rows(training: Training, config: LinearConfig) -> "sp.csr_matrix[Any]":
    """float32 (customers, n): how lately each customer bought each product, damped by the length of the row."""
    rows = training.newest.matrix(config.half_life)
    if rows.shape[0] > config.customers:
        chosen = np.random.default_rng(_SEED).choice(rows.shape[0], config.customers, replace=False)
        rows = rows[np.sort(chosen)]
    return damp_rows(rows, config.damping)


def _pull(strength: Floats, config: LinearConfig) -> Floats:
    """float32 (n,): what the ridge adds to the diagonal.

    Between the same for all, which leaves rare products unlearned from, and one in proportion to `strength`, which
    believes every chance meeting of two rare ones.
    """
    return np.asarray(config.ridge * np.sqrt(np.maximum(strength, 1e-4 * strength.max(initial=0))), np.float32)


def _whole(matrix: "sp.csr_matrix[Any]", config: LinearConfig, training: Training) -> _Rows:
    """EASE: with P the inverse of the regularised Gram matrix, product i speaks for j with -P[i, j] / P[j, j]."""
    from scipy.linalg import lapack

    n = matrix.shape[1]
    gram = np.empty((n, n), np.float32)
    columns = matrix.T.tocsr()
    for start in range(0, n, _ROWS):
        gram[start : start + _ROWS] = (columns[start : start + _ROWS] @ matrix).toarray()
    gram[np.diag_indices(n)] += _pull(gram.diagonal(), config)
    training.progress.report("recommend.fitting.linear", 1, 4)
    # The transposed view is in LAPACK's own order, so that both steps work in place: 400 MB for 10,000 products.
    factor, failed = lapack.spotrf(gram.T, lower=1, overwrite_a=1)
    training.progress.report("recommend.fitting.linear", 2, 4)
    inverse, failed_too = lapack.spotri(factor, lower=1, overwrite_c=1)
    if failed or failed_too:
        raise np.linalg.LinAlgError(f"the ridge {config.ridge} is too small for this shop")
    _mirror(inverse)
    training.progress.report("recommend.fitting.linear", 3, 4)
    own = inverse.diagonal().copy()
    inverse[np.diag_indices(n)] = 0

    def rows(start: int, stop: int) -> Floats:
        return np.asarray(-inverse[start:stop] / own, np.float32)

    return rows


def _mirror(matrix: Floats) -> None:
    """Copy the lower triangle of a square matrix over its upper one, block by block."""
    for start in range(0, len(matrix), _ROWS):
        stop = start + _ROWS
        block = np.tril(matrix[start:stop, start:stop])
        matrix[start:stop, start:stop] = block + np.tril(block, -1).T
        matrix[start:stop, stop:] = matrix[stop:, start:stop].T


def _local(
    matrix: "sp.csr_matrix[Any]", sold: Ints, buyers: Ints, training: Training, config: LinearConfig
) -> Neighbours:
    """One small ridge regression per product, on the products that share most customers with it; what comes out is
    turned round: for each product the strongest it speaks for. Arguments as for `_table`."""
    n = matrix.shape[1]

    def tick(done: int, total: int) -> None:
        training.progress.report("recommend.fitting.linear", done, 2 * total)

    linked = nearest(matrix, config.linked, training.explains, tick)
    strength = np.asarray(matrix.multiply(matrix).sum(axis=0), np.float32).ravel()
    length = np.sqrt(strength)
    shared = linked.similarity * length[:, None] * length[linked.index]
    near = linked.index[:, : config.near]
    diagonal = strength + _pull(strength, config)
    weights, place = np.empty(near.shape, np.float32), np.full(n + 1, -1, np.int32)
    for start in range(0, n, _SYSTEMS):
        stop = min(start + _SYSTEMS, n)
        systems = np.stack(
            [_system(linked.index, shared, near[target], diagonal, place) for target in range(start, stop)]
        )
        weights[start:stop] = np.linalg.solve(systems, shared[start:stop, : near.shape[1], None].astype(np.float64))[
            ..., 0
        ]
        tick(n + stop, n)
    target, rank = np.nonzero((near >= 0) & (weights != 0))
    source, weight, met = near[target, rank], weights[target, rank], linked.together[target, rank]
    order = highest_first(source.astype(np.int64), np.abs(weight), target.astype(np.int32))
    source, target, weight, met = source[order], target[order], weight[order], met[order]
    rank = np.arange(len(source)) - np.searchsorted(source, source)
    found = Neighbours.empty(buyers, min(config.neighbours, n - 1))
    kept = rank < found.index.shape[1]
    cells = sold[source[kept]], rank[kept]
    found.index[cells], found.similarity[cells], found.together[cells] = sold[target[kept]], weight[kept], met[kept]
    return found


def _system(index: Ints, shared: Floats, near: Ints, diagonal: Floats, place: Ints) -> NDArray[np.float64]:
    """float64 (k, k): the regularised Gram matrix of the products `near`, the identity where there are fewer.

    Args:
        index: int32 (n, l), for each product those it shares most with, -1 where there are fewer.
        shared: float32 (n, l), those cells of the Gram matrix.
        place: int32 (n + 1,), all -1 before and after; lent by the caller, because making it costs more than using it.
    """
    real = near[near >= 0]
    count = len(real)
    place[real] = np.arange(count)
    at = place[index[real]]
    place[real] = -1
    row, cell = np.nonzero(at >= 0)
    system = np.zeros((len(near), len(near)))
    system[row, at[row, cell]] = shared[real[row], cell]
    np.maximum(system, system.T, out=system)
    system[np.arange(count, len(near)), np.arange(count, len(near))] = 1
    system[np.arange(count), np.arange(count)] = diagonal[real]
    return system


def _table(
    weights: _Rows,
    matrix: "sp.csr_matrix[Any]",
    sold: Ints,
    buyers: Ints,
    training: Training,
    config: LinearConfig,
) -> Neighbours:
    """The strongest weights of each sold product by size, with the customers who bought both where reasons are wanted.

    Args:
        weights: dense rows (source) of weights over the sold products (targets).
        matrix: (customers, sold).
    """
    count = len(sold)
    k = min(config.neighbours, count - 1)
    found = Neighbours.empty(buyers, k)
    present = matrix.astype(bool).astype(np.int32)
    met = present.T.tocsr()
    step = max(1, _CELLS // max(count, 1))
    for start in range(0, count, step):
        stop = min(start + step, count)
        block, rows = weights(start, stop), np.arange(stop - start)[:, None]
        strongest = top_columns(np.abs(block), k)
        found.similarity[sold[start:stop]] = kept = block[rows, strongest]
        found.index[sold[start:stop]] = np.where(kept != 0, sold[strongest], -1)
        if training.explains:
            pairs = (met[start:stop] @ present).toarray()[rows, strongest]
            found.together[sold[start:stop]] = np.where(kept != 0, pairs, 0)
    return found
