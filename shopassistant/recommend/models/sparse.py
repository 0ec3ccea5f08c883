"""Sparse matrices from purchases, shared by the models; SciPy is imported only when something is fitted."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import Ints

if TYPE_CHECKING:
    import scipy.sparse as sp


def starts_run(values: NDArray[Any]) -> NDArray[np.bool_]:
    """bool (m,): where a value differs from the one before it, and the first."""
    starts = np.ones(len(values), bool)
    starts[1:] = values[1:] != values[:-1]
    return starts


def distinct(values: Ints) -> Ints:
    """int32: each of `values` once, ascending. For a few thousand several times as fast as `numpy.unique`."""
    ordered = np.sort(values)
    return ordered[starts_run(ordered)]


def damp_rows(matrix: "sp.csr_matrix[Any]", power: float = 0.5) -> "sp.csr_matrix[Any]":
    """Rows divided by how many cells they have to a power."""
    import scipy.sparse as sp

    lengths = np.diff(matrix.indptr)
    damping = np.repeat((np.maximum(lengths, 1.0) ** -power).astype(np.float32), lengths)
    return sp.csr_matrix((matrix.data * damping, matrix.indices, matrix.indptr), shape=matrix.shape)
