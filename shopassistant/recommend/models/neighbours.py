"""For each product its nearest others: the table behind "bought with it", "bought by the same people" and "alike".

Cosine between columns of a weighted customer (or basket) by product matrix, after Sarwar et al., "Item-based
collaborative filtering recommendation algorithms", WWW 2001, with rows damped by their length so that one wholesaler
does not outvote a street of neighbours.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import Floats, History, Ints
from shopassistant.recommend.models.base import NOTHING, Scored

if TYPE_CHECKING:
    import scipy.sparse as sp

_CELLS = 8_000_000  # dense cells worked on at once while the nearest are picked


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

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The table as plain arrays."""
        return {name: getattr(self, name) for name in ("index", "similarity", "together", "buyers")}

    def score(self, products: Ints, weights: Floats) -> Scored:
        """The products near `products`, ascending, with their weighted similarity; none speaks for itself."""
        if not len(products) or not self.index.size:
            return NOTHING
        near, how = self.index[products], self.similarity[products] * weights[:, None]
        return gathered(near.ravel(), how.ravel(), len(self.buyers))

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

    Args:
        matrix: float32 (rows, n), rows are customers or baskets (or features), already weighted.
        count_pairs: whether to count the rows in which two columns meet.
        tick: told (done, total) now and then.
    """
    import scipy.sparse as sp

    n = matrix.shape[1]
    k = max(0, min(k, n - 1))
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=0)).ravel())
    unit = (matrix @ sp.diags(1 / np.maximum(lengths, 1e-12))).tocsr().astype(np.float32)
    present = unit.copy()
    present.data = np.ones_like(present.data)
    buyers = np.diff(unit.tocsc().indptr).astype(np.int32)
    index = np.full((n, k), -1, np.int32)
    similarity = np.zeros((n, k), np.float32)
    together = np.zeros((n, k), np.int32)
    columns, met = unit.T.tocsr(), present.T.tocsr()
    step = max(1, _CELLS // max(n, 1))
    for start in range(0, n if k else 0, step):
        stop = min(start + step, n)
        block = (columns[start:stop] @ unit).toarray()
        block[np.arange(stop - start), np.arange(start, stop)] = 0
        near = _top_columns(block, k)
        rows = np.arange(stop - start)[:, None]
        similarity[start:stop] = block[rows, near]
        index[start:stop] = np.where(similarity[start:stop] > 0, near, -1)
        if count_pairs:
            pairs = (met[start:stop] @ present).toarray()
            together[start:stop] = np.where(index[start:stop] >= 0, pairs[rows, near], 0)
        tick(stop, n)
    return Neighbours(index, similarity, together, buyers)


def _top_columns(block: Floats, k: int) -> NDArray[np.int64]:
    """Positions of the `k` highest values of each row, highest first, ties to the left."""
    near = np.sort(np.argpartition(-block, k - 1, axis=1)[:, :k], axis=1)
    order = np.argsort(-np.take_along_axis(block, near, axis=1), axis=1, kind="stable")
    return np.take_along_axis(near, order, axis=1)


def gathered(products: Ints, weights: Floats, size: int) -> Scored:
    """The sums of `weights` by product where they are positive, ascending; -1 stands for no product.

    Args:
        size: n, the number of products.
    """
    sums = np.bincount(products + 1, weights, minlength=size + 1)[1:].astype(np.float32)
    found = np.flatnonzero(sums > 0).astype(np.int32)
    return Scored(found, sums[found])


def history_weights(customer: History, half_life: float, most: int) -> tuple[Ints, Floats]:
    """The products of a history that still speak, newest and most often bought first in weight, at most `most`."""
    weights = customer.weights(half_life)
    if len(weights) > most:
        keep = np.sort(np.argsort(-weights, kind="stable")[:most])
        return customer.products[keep], weights[keep]
    return customer.products, weights
