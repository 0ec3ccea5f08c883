"""A linear model of the catalogue: how much each product bought speaks for or against each other, all weighed at once.

"Similar" looks at two products at a time, so that ten products which always sell together say the same thing ten times.
Here each product is predicted by a ridge regression on all others: EASE, Steck, "Embarrassingly shallow autoencoders
for sparse data", WWW 2019. In a catalogue too large for the inverse of the whole matrix, each product is predicted from
its nearest others alone: SLIM, Ning and Karypis, "Sparse linear methods for top-N recommender systems", ICDM 2011, with
the small systems of Steck, "Markov random fields for collaborative filtering", NeurIPS 2019.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import Floats, History, Ints
from shopassistant.recommend.models.base import Evidence, Signal, Training
from shopassistant.recommend.models.neighbours import Neighbours, _top_columns
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
    """

    half_life: float = 90.0
    memory: float = 75.0
    damping: float = 0.25
    ridge: float = 10.0
    whole: int = 10_000
    near: int = 100
    linked: int = 300
    customers: int = 200_000

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in ("ridge", "near", "linked", "customers"):
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
        sold = np.flatnonzero(buyers).astype(np.int32)
        inner = matrix[:, sold]
        if len(sold) < 2:
            return cls(config, _empty(buyers))
        solve = _whole if len(sold) <= config.whole else _local
        return cls(config, _table(solve(inner, config, training), inner, sold, buyers, training, config))

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


def _local(matrix: "sp.csr_matrix[Any]", config: LinearConfig, training: Training) -> _Rows:
    """One small ridge regression per product, on the products that share most customers with it."""
    import scipy.sparse as sp

    n = matrix.shape[1]
    strength = np.asarray(matrix.multiply(matrix).sum(axis=0), np.float32).ravel()
    linked = _linked(matrix, strength, config.linked, training)
    diagonal = strength + _pull(strength, config)
    near = linked.index[:, : config.near]
    weights = np.empty(near.shape, np.float32)
    for start in range(0, n, _SYSTEMS):
        stop = min(start + _SYSTEMS, n)
        systems = np.stack([_system(linked, near[target], diagonal) for target in range(start, stop)])
        wanted = linked.shared[start:stop, : config.near, None].astype(np.float64)
        weights[start:stop] = np.linalg.solve(systems, wanted)[:, :, 0]
        training.progress.report("recommend.fitting.linear", n + stop, 2 * n)
    target, place = np.nonzero(near < n)
    by_source = sp.csr_matrix((weights[target, place], (near[target, place], target)), shape=(n, n))
    return lambda start, stop: by_source[start:stop].toarray()


@dataclass(frozen=True)
class _Linked:
    """The strongest cells of a Gram matrix.

    Attributes:
        index: int32 (n, k), for each product those nearest by cosine, nearest first; n where there are fewer.
        shared: float32 (n, k), the cells; 0 where there are fewer.
    """

    index: Ints
    shared: Floats


def _linked(matrix: "sp.csr_matrix[Any]", strength: Floats, most: int, training: Training) -> _Linked:
    n = matrix.shape[1]
    most = min(most, n - 1)
    columns = matrix.T.tocsr()
    scale = 1 / np.sqrt(np.maximum(strength, np.finfo(np.float32).tiny))
    index, shared = np.full((n, most), n, np.int32), np.zeros((n, most), np.float32)
    for start in range(0, n, _ROWS):
        block = (columns[start : start + _ROWS] @ matrix).tocsr()
        for row, (a, b) in enumerate(pairwise(block.indptr.tolist()), start=start):
            others, cells = block.indices[a:b], block.data[a:b]
            near = np.where(others == row, -np.inf, cells * scale[others])
            if len(near) > most:
                chosen = np.argpartition(-near, most)[:most]
                others, cells, near = others[chosen], cells[chosen], near[chosen]
            order = np.lexsort((others, -near))[: most if b - a > most else b - a - 1]
            index[row, : len(order)], shared[row, : len(order)] = others[order], cells[order]
        training.progress.report("recommend.fitting.linear", min(start + _ROWS, n), 2 * n)
    return _Linked(index, shared)


def _system(linked: _Linked, near: Ints, diagonal: Floats) -> NDArray[np.float64]:
    """float64 (k, k): the regularised Gram matrix of the products `near`, the identity where there are fewer."""
    n, k = len(linked.index), len(near)
    real = near[near < n]
    place = np.full(n + 1, -1, np.int32)
    place[real] = np.arange(len(real))
    at = place[linked.index[real]]
    row, cell = np.nonzero(at >= 0)
    system = np.zeros((k, k))
    system[row, at[row, cell]] = linked.shared[real[row], cell]
    np.maximum(system, system.T, out=system)
    system[np.arange(k), np.arange(k)] = 1
    system[np.arange(len(real)), np.arange(len(real))] = diagonal[real]
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
    n, count = len(buyers), len(sold)
    k = min(config.neighbours, count - 1)
    index, how = np.full((n, k), -1, np.int32), np.zeros((n, k), np.float32)
    together = np.zeros((n, k), np.int32)
    present = matrix.astype(bool).astype(np.int32)
    met = present.T.tocsr()
    step = max(1, _CELLS // max(count, 1))
    for start in range(0, count, step):
        stop = min(start + step, count)
        block, rows = weights(start, stop), np.arange(stop - start)[:, None]
        strongest = _top_columns(np.abs(block), k)
        how[sold[start:stop]] = kept = block[rows, strongest]
        index[sold[start:stop]] = np.where(kept != 0, sold[strongest], -1)
        if training.explains:
            pairs = (met[start:stop] @ present).toarray()[rows, strongest]
            together[sold[start:stop]] = np.where(kept != 0, pairs, 0)
    return Neighbours(index, how, together, buyers)


def _empty(buyers: Ints) -> Neighbours:
    """A table in which no product says anything of another."""
    none = np.empty((len(buyers), 0), np.int32)
    return Neighbours(none, none.astype(np.float32), none, buyers)
