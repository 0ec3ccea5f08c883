"""For each product its nearest others: the table behind "bought with it", "bought by the same people" and "alike".

Cosine between columns of a weighted customer (or basket) by product matrix, after Sarwar et al., "Item-based
collaborative filtering recommendation algorithms", WWW 2001, with rows damped by their length so that one wholesaler
does not outvote a street of neighbours.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import Floats, History, Ints
from shopassistant.recommend.models.base import Arrays, Scored

if TYPE_CHECKING:
    import scipy.sparse as sp

MOST_PAIRS = 1_500_000_000  # pairs of columns that may meet, all rows together: about half a minute
# Products, int32 (m,), -1 for none, and weights, float32 (m,).
Gains = tuple[Ints, Floats]
_ARRAYS = ("index", "similarity", "together", "buyers")
_CELLS = 10_000_000  # meetings worked on at once while the nearest are picked


@dataclass(frozen=True)
class Neighbours:
    """The `k` nearest products of each.

    Attributes:
        index: int32 (n, k), product indices, nearest first, -1 where there are fewer.
        similarity: float32 (n, k), 0 where there are fewer.
        together: int32 (n, k), how many bought both; zeros where that is not counted.
        buyers: int32 (n,), how many bought the product.
    """

    index: Ints
    similarity: Floats
    together: Ints
    buyers: Ints

    @classmethod
    def empty(cls, buyers: Ints, k: int) -> "Neighbours":
        """A table with room for `k` others of each product, none entered yet."""
        shape = len(buyers), k
        return cls(np.full(shape, -1, np.int32), np.zeros(shape, np.float32), np.zeros(shape, np.int32), buyers)

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> "Neighbours":
        """The table that `arrays` wrote."""
        return cls(**{name: arrays[name] for name in _ARRAYS})

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The table as plain arrays."""
        return {name: getattr(self, name) for name in _ARRAYS}

    def score(self, products: Ints, weights: Floats) -> Scored:
        """The products near `products`, ascending, with their weighted similarity; none speaks for itself."""
        return gathered(*self.gains(products, weights), len(self.buyers))

    def gains(self, products: Ints, weights: Floats) -> Gains:
        """What `score` adds up: products, int32 (m,), -1 for none, and their parts of it, float32 (m,)."""
        similarity = self.similarity.take(products, axis=0)  # rows as they lie: a third quicker than by an index
        similarity *= weights[:, None]
        return self.index.take(products, axis=0).ravel(), similarity.ravel()

    def strongest(self, products: Ints, weights: Floats, product: int) -> tuple[int, int, float] | None:
        """Which of `products` speaks loudest for `product`: its position among them, the number of customers who bought
        both, and its share of the score; None where none speaks for it."""
        if not len(products) or not self.index.size:
            return None
        hits = self.index[products] == product
        gains = (self.similarity[products] * hits).sum(axis=1) * weights
        whole = float(gains.sum())
        if whole <= 0:
            return None
        best = int(gains.argmax())
        return best, int((self.together[products[best]] * hits[best]).sum()), float(gains[best]) / whole


def nearest(
    matrix: "sp.csr_matrix[Any]",
    k: int,
    count_pairs: bool = True,
    tick: Callable[[int, int], None] = lambda done, total: None,
) -> Neighbours:
    """The `k` most similar columns of every column of `matrix`, by cosine.

    Work and memory follow the pairs of columns that meet in a row, not the square of the catalogue. Where more than
    `MOST_PAIRS` would meet, the longest rows (a wholesaler's, a trait half the shop shares) are cut to their heaviest
    cells until they do not: index elimination in the sense of Manning, Raghavan and Schütze, "Introduction to
    Information Retrieval", 2008, section 7.1.2.

    Args:
        matrix: float32 (rows, n), rows are customers or baskets (or features), already weighted, positive.
        count_pairs: whether to count the rows in which two columns meet.
        tick: told (done, total) now and then.
    """
    unit, buyers = _unit_columns(matrix)
    return strongest_cells(unit.T.tocsr(), unit, k, buyers, count_pairs, tick)


def strongest_cells(
    left: "sp.csr_matrix[Any]",
    right: "sp.csr_matrix[Any]",
    k: int,
    buyers: Ints,
    count_pairs: bool,
    tick: Callable[[int, int], None],
) -> Neighbours:
    """The `k` highest cells of each row of ``left @ right`` that are not on its diagonal, without the whole product.

    Args:
        left: float32 (n, rows).
        right: float32 (rows, n).
        buyers: int32 (n,), how many bought each product.
        count_pairs: whether to count in how many rows two columns meet.
        tick: told (done, total) now and then.
    """
    n = left.shape[0]
    k = max(0, min(k, n - 1))
    ones = (_ones(left), _ones(right)) if count_pairs else None
    found = Neighbours.empty(buyers, k)
    for start, stop in _blocks(right, left) if k else ():
        block = left[start:stop] @ right
        cells, chosen = _best_cells(block, start, k)
        found.index[start:stop][chosen] = block.indices[cells]
        found.similarity[start:stop][chosen] = block.data[cells]
        if ones is not None:
            pairs = ones[0][start:stop] @ ones[1]  # the same cells in the same order
            found.together[start:stop][chosen] = pairs.data[cells]
        tick(stop, n)
    return found


def _unit_columns(matrix: "sp.csr_matrix[Any]") -> "tuple[sp.csr_matrix[Any], Ints]":
    """Columns of length one, long rows cut, and how many rows each column had before."""
    import scipy.sparse as sp

    buyers = np.bincount(matrix.indices, minlength=matrix.shape[1]).astype(np.int32)
    squares = np.bincount(matrix.indices, matrix.data.astype(np.float64) ** 2, matrix.shape[1])
    unit = cut_rows(matrix).astype(np.float32)
    values = unit.data / np.maximum(np.sqrt(squares), 1e-12)[unit.indices]
    # No product of two cells may vanish: pairs are counted in the cells of the similarities.
    unit = sp.csr_matrix((np.maximum(values, 1e-15).astype(np.float32), unit.indices, unit.indptr), shape=unit.shape)
    return unit, buyers


def cut_rows(matrix: "sp.csr_matrix[Any]") -> "sp.csr_matrix[Any]":
    """The matrix with each row's heaviest cells, as many as `MOST_PAIRS` lets a row keep; mostly all of them."""
    import scipy.sparse as sp

    lengths = np.diff(matrix.indptr).astype(np.int64)
    if (lengths * lengths).sum() <= MOST_PAIRS:
        return matrix
    low, high = 1, int(lengths.max())
    while high - low > 1:
        middle = (low + high) // 2
        fits = (np.minimum(lengths, middle) ** 2).sum() <= MOST_PAIRS
        low, high = (middle, high) if fits else (low, middle)
    keep = np.ones(matrix.nnz, bool)
    for row in np.flatnonzero(lengths > low):
        cells = slice(matrix.indptr[row], matrix.indptr[row + 1])
        keep[cells] = False
        keep[matrix.indptr[row] + np.argsort(-matrix.data[cells], kind="stable")[:low]] = True
    start = np.concatenate([[0], np.cumsum(np.minimum(lengths, low))])
    return sp.csr_matrix((matrix.data[keep], matrix.indices[keep], start), shape=matrix.shape)


def _ones(matrix: "sp.csr_matrix[Any]") -> "sp.csr_matrix[Any]":
    """One in every cell."""
    import scipy.sparse as sp

    return sp.csr_matrix((np.ones(matrix.nnz, np.float32), matrix.indices, matrix.indptr), shape=matrix.shape)


def _blocks(unit: "sp.csr_matrix[Any]", columns: "sp.csr_matrix[Any]") -> Iterator[tuple[int, int]]:
    """Stretches of columns whose meetings fit into `_CELLS`."""
    met = np.diff(unit.indptr).astype(np.int64)[columns.indices]
    meetings = np.concatenate([[0], np.cumsum(met)])[columns.indptr]
    n = columns.shape[0]
    start = 0
    while start < n:
        stop = int(np.searchsorted(meetings, meetings[start] + _CELLS, side="right")) - 1
        stop = min(max(stop, start + 1), n)
        yield start, stop
        start = stop


def _best_cells(
    block: "sp.csr_matrix[Any]", first: int, k: int
) -> tuple[NDArray[np.int64], tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """The `k` highest cells of each row that are not its own column (`first` for row 0): positions in the block's data,
    and for each its row and rank. Highest first, ties by column."""
    kept = []
    for row in range(block.shape[0]):
        start, stop = int(block.indptr[row]), int(block.indptr[row + 1])
        values = block.data[start:stop]
        values[block.indices[start:stop] == first + row] = 0
        if stop - start <= k:
            kept.append(np.arange(start, stop))
            continue
        least = np.partition(values, len(values) - k)[len(values) - k]
        kept.append(start + np.flatnonzero(values >= least))
    rows = np.repeat(np.arange(block.shape[0]), [len(cells) for cells in kept])
    cells = np.concatenate(kept)
    order = highest_first(rows, block.data[cells], block.indices[cells])
    rows, cells = rows[order], cells[order]
    rank = np.arange(len(rows)) - np.searchsorted(rows, rows)
    wanted = (rank < k) & (block.data[cells] > 0)
    return cells[wanted], (rows[wanted], rank[wanted])


def highest_first(rows: NDArray[np.int64], values: Floats, columns: Ints) -> NDArray[np.int64]:
    """The order by row, then value (not negative) from high to low, then column: one sort of one number, several times
    as fast as a sort by three."""
    key = (rows.astype(np.uint64) << np.uint64(32)) | (~np.abs(values).view(np.uint32)).astype(np.uint64)
    order = np.argsort(key)
    key = key[order]
    same = np.append(False, key[1:] == key[:-1])
    ties = np.flatnonzero(same | np.append(same[1:], False))
    order[ties] = order[ties][np.lexsort((columns[order[ties]], key[ties]))]
    return order


def top_columns(block: Floats, k: int) -> NDArray[np.int64]:
    """Positions of the `k` highest values of each row, highest first, ties to the left."""
    near = np.sort(np.argpartition(-block, k - 1, axis=1)[:, :k], axis=1)
    order = np.argsort(-np.take_along_axis(block, near, axis=1), axis=1, kind="stable")
    return np.take_along_axis(near, order, axis=1)


def gathered(products: Ints, weights: Floats, size: int) -> Scored:
    """The sums of `weights` by product where they are positive, ascending; -1 stands for no product.

    Args:
        size: n, the number of products.
    """
    sums = np.bincount(products + np.int32(1), weights, minlength=size + 1)[1:]
    found = np.flatnonzero(sums > 0)
    return Scored(found.astype(np.int32), sums[found].astype(np.float32))


def sums_each(gains: Sequence[Gains], size: int, known: Ints) -> tuple[Ints, Floats]:
    """The sums of several at once, 0 where they are not positive. Only the products met are looked at: in a large
    catalogue they are few.

    Args:
        size: n, the number of products.
        known: int32 (b,), products that are to be among those met.

    Returns:
        int32 (m,), the products met, ascending; float32 (k, m), one row for each of `gains`.
    """
    products = np.concatenate([met for met, _ in gains], dtype=np.intp)  # what NumPy indexes by, turned into once
    is_met = np.zeros(size + 1, bool)
    is_met[products] = True  # -1, no product, is the last
    is_met[known] = True
    is_met[-1] = False
    met = is_met.nonzero()[0]
    place = np.empty(size + 1, np.intp)
    place[met], place[-1] = np.arange(len(met)), len(met)
    width, stop = len(met) + 1, 0
    at = place[products]
    for row, (mine, _) in enumerate(gains):  # a stretch of places for each
        start, stop = stop, stop + len(mine)
        at[start:stop] += row * width
    weights = np.concatenate([weights for _, weights in gains], dtype=np.float64)
    sums = np.bincount(at, weights, len(gains) * width).reshape(len(gains), width)
    out = np.empty((len(gains), len(met)), np.float32)
    return met.astype(np.int32), np.maximum(sums[:, :-1], 0, out=out, casting="same_kind")


def history_weights(customer: History, half_life: float, most: int) -> tuple[Ints, Floats]:
    """The products of a history that still speak, newest and most often bought first in weight, at most `most`."""
    key = f"weights.{half_life}.{most}"  # asked for the score, and once more for each reason
    kept = customer.scratch.get(key)
    if kept is None:
        products, weights = customer.products, customer.weights(half_life)
        if len(weights) > most:
            keep = np.sort(np.argsort(-weights, kind="stable")[:most])
            products, weights = products[keep], weights[keep]
        kept = customer.scratch[key] = products, weights
    return cast("tuple[Ints, Floats]", kept)
