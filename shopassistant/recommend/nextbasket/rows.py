"""What the next-basket models do with sparse rows: scale them, keep the strongest cells, look single cells up."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import Floats

if TYPE_CHECKING:
    import scipy.sparse as sp


def scaled(matrix: "sp.csr_matrix[Any]", factors: NDArray[Any]) -> "sp.csr_matrix[Any]":
    """Each row times its factor (rows,), as float32."""
    import scipy.sparse as sp

    data = matrix.data * np.repeat(factors, np.diff(matrix.indptr))
    return sp.csr_matrix((data.astype(np.float32), matrix.indices, matrix.indptr), shape=matrix.shape)


def summing_to_one(matrix: "sp.csr_matrix[Any]") -> "sp.csr_matrix[Any]":
    """Each row divided by its sum; empty rows stay empty. No cell is negative."""
    return scaled(matrix, 1 / np.maximum(np.asarray(matrix.sum(axis=1)).ravel(), 1e-12))


def of_length_one(matrix: "sp.csr_matrix[Any]") -> "sp.csr_matrix[Any]":
    """Each row divided by its Euclidean length."""
    return scaled(matrix, 1 / np.maximum(np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel()), 1e-12))


def strongest(matrix: "sp.csr_matrix[Any]", count: int) -> "sp.csr_matrix[Any]":
    """The `count` highest cells of each row, columns ascending; among equal ones the first columns."""
    import scipy.sparse as sp

    matrix = matrix.tocsr()
    matrix.sort_indices()
    kept = [_highest(matrix.data[a:b], count) + a for a, b in zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True)]
    cells = np.concatenate(kept) if kept else np.empty(0, np.int64)
    start = np.concatenate([[0], np.cumsum([len(row) for row in kept])])
    return sp.csr_matrix((matrix.data[cells], matrix.indices[cells], start), shape=matrix.shape)


def _highest(values: Floats, count: int) -> NDArray[np.int64]:
    """Positions of the `count` highest values, ascending."""
    if len(values) <= count:
        return np.arange(len(values))
    least = np.partition(values, len(values) - count)[len(values) - count]
    above = np.flatnonzero(values > least)
    equal = np.flatnonzero(values == least)[: count - len(above)]
    return np.sort(np.concatenate([above, equal]))


def cells(matrix: "sp.csr_matrix[Any]") -> NDArray[np.int64]:
    """int64 (nnz,): row * columns + column of each cell, ascending where the indices are sorted."""
    rows = np.repeat(np.arange(matrix.shape[0], dtype=np.int64), np.diff(matrix.indptr))
    return rows * matrix.shape[1] + matrix.indices


def values_at(matrix: "sp.csr_matrix[Any]", keys: NDArray[np.int64]) -> Floats:
    """float32: the cells of a matrix with sorted indices at `keys` (as in `cells`), 0 where there is none."""
    found, is_there = positions(cells(matrix), keys)
    values = np.zeros(len(keys), np.float32)
    values[is_there] = matrix.data[found[is_there]]
    return values


def positions(known: NDArray[np.int64], keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Where each key stands in `known` (ascending), and whether it does."""
    if not len(known):
        return np.zeros(len(keys), np.int64), np.zeros(len(keys), bool)
    at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return at, known[at] == keys
