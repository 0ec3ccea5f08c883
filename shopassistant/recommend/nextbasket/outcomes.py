"""What customers took next, whose next basket is known: the nearest of them speak for a customer whose next one is not.

User-based nearest neighbours over baskets, weighted by rarity and recency as in Hu et al., "Modeling personalized item
frequency information for next-basket recommendation", SIGIR 2020; but the neighbours vote with what they bought *after*
the history they are compared by, besides with that history.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import Floats
from shopassistant.recommend.nextbasket.rows import of_length_one, scaled, strongest, summing_to_one

if TYPE_CHECKING:
    import scipy.sparse as sp

KINDS = ("recent", "whole", "last")


@dataclass(frozen=True)
class Sides:
    """A customer's purchases as three vectors to compare by, rows of length one, rare items weighing more.

    Attributes:
        recent: float32 (c, n), all baskets, older ones fading.
        whole: float32 (c, n), everything ever bought, once.
        last: float32 (c, n), the newest basket.
        habit: float32 (c, n), the fading counts, each row summing to one.
    """

    recent: "sp.csr_matrix[Any]"
    whole: "sp.csr_matrix[Any]"
    last: "sp.csr_matrix[Any]"
    habit: "sp.csr_matrix[Any]"

    @classmethod
    def of(cls, fading: "sp.csr_matrix[Any]", newest: "sp.csr_matrix[Any]", rarity: Floats) -> "Sides":
        """From fading counts and newest baskets, both float32 (c, n)."""
        ones = fading.copy()
        ones.data = np.ones_like(ones.data)
        recent, whole, last = (of_length_one(_times(side, rarity)) for side in (fading, ones, newest))
        return cls(recent, whole, last, summing_to_one(fading))

    def take(self, rows: NDArray[np.int64]) -> "Sides":
        """Some customers."""
        return Sides(self.recent[rows], self.whole[rows], self.last[rows], self.habit[rows])


@dataclass(frozen=True)
class Outcomes:
    """Customers with a known next basket, ready to be asked.

    Attributes:
        recent, whole, last: float32 (n, k), the vectors of `Sides` in columns.
        habit: float32 (k, n), as in `Sides`.
        taken: float32 (k, n), the next baskets, each divided by the root of its size so that large ones do not drown
            small ones.
        leads: float32 (n, n), of those who ever bought the row's item, how much took the column's next.
        popular: float32 (n,), mean of `taken`.
        common: float32 (n,), share of next baskets with the item.
        returned: float32 (n,), of those who ever bought it, the share who took it next.
    """

    recent: "sp.csr_matrix[Any]"
    whole: "sp.csr_matrix[Any]"
    last: "sp.csr_matrix[Any]"
    habit: "sp.csr_matrix[Any]"
    taken: "sp.csr_matrix[Any]"
    leads: "sp.csr_matrix[Any]"
    popular: Floats
    common: Floats
    returned: Floats

    @classmethod
    def of(cls, sides: Sides, following: "sp.csr_matrix[Any]", linked: int) -> "Outcomes":
        """From k customers' sides and next baskets (k, n); `linked` items are kept per row of `leads`."""
        import scipy.sparse as sp

        sizes = np.diff(following.indptr)
        taken = scaled(following, 1 / np.sqrt(np.maximum(sizes, 1)))
        ever = sp.csr_matrix(
            (np.ones_like(sides.habit.data), sides.habit.indices, sides.habit.indptr), sides.habit.shape
        )
        buyers = _sums(ever)
        k = max(len(sizes), 1)
        return cls(
            recent=sides.recent.T.tocsr(),
            whole=sides.whole.T.tocsr(),
            last=sides.last.T.tocsr(),
            habit=sides.habit,
            taken=taken,
            leads=strongest(scaled((ever.T @ taken).tocsr(), 1 / (buyers + 10)), linked),
            popular=(_sums(taken) / k).astype(np.float32),
            common=(_sums(following) / k).astype(np.float32),
            returned=((_sums(ever.multiply(following).tocsr()) + 1) / (buyers + 20)).astype(np.float32),
        )

    def nearest(self, kind: str, sides: Sides, count: int, oneself: NDArray[np.int64]) -> "sp.csr_matrix[Any]":
        """float32 (u, k): the `count` most alike by cosine of one of `KINDS`, weights of a row summing to one.

        Args:
            oneself: int64 (u,), who of the k each customer is, -1 for nobody: nobody is a neighbour of oneself.
        """
        likeness = (getattr(sides, kind) @ getattr(self, kind)).tocsr()
        rows = np.repeat(np.arange(likeness.shape[0]), np.diff(likeness.indptr))
        likeness.data[oneself[rows] == likeness.indices] = 0
        return summing_to_one(strongest(likeness, count))


def _times(matrix: "sp.csr_matrix[Any]", weights: Floats) -> "sp.csr_matrix[Any]":
    """Each column times its weight (n,)."""
    import scipy.sparse as sp

    data = matrix.data * weights[matrix.indices]
    return sp.csr_matrix((data.astype(np.float32), matrix.indices, matrix.indptr), shape=matrix.shape)


def _sums(matrix: "sp.csr_matrix[Any]") -> NDArray[np.float64]:
    return np.asarray(matrix.sum(axis=0), np.float64).ravel()
