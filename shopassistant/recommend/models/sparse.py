"""Sparse matrices from purchases, shared by the models; SciPy is imported only when something is fitted."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import scipy.sparse as sp


def highest(
    rows: NDArray[Any], columns: NDArray[Any], values: NDArray[np.float32], shape: tuple[int, int]
) -> "sp.csr_matrix[Any]":
    """A matrix holding the highest of the values given for each cell, float32."""
    import scipy.sparse as sp

    key = rows.astype(np.int64) * max(shape[1], 1) + columns
    order = np.lexsort((values, key))
    key, values = key[order], values[order]
    last = np.append(key[1:] != key[:-1], True) if len(key) else np.empty(0, bool)
    cells = key[last]
    return sp.csr_matrix(
        (values[last].astype(np.float32), (cells // max(shape[1], 1), cells % max(shape[1], 1))), shape=shape
    )


def damp_rows(matrix: "sp.csr_matrix[Any]", power: float = 0.5) -> "sp.csr_matrix[Any]":
    """Rows divided by how many cells they have to a power."""
    import scipy.sparse as sp

    lengths = np.maximum(np.diff(matrix.indptr), 1) ** power
    return sp.csr_matrix(sp.diags(1 / lengths) @ matrix).astype(np.float32)
