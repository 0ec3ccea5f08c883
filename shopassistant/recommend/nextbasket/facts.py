"""What the histories of all customers say of each item, and of a customer as a whole."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import Floats
from shopassistant.recommend.nextbasket.baskets import Baskets
from shopassistant.recommend.nextbasket.habits import Habits
from shopassistant.recommend.nextbasket.rows import scaled, summing_to_one

if TYPE_CHECKING:
    import scipy.sparse as sp

_PRIOR = 20.0  # baskets that a share is believed to have been seen in before the first real one


@dataclass(frozen=True)
class ItemFacts:
    """One number per item, float32 (n,), from histories alone.

    Attributes:
        popular: log of the baskets with it, plus one.
        newest: log of its weight in everybody's newest baskets, each basket weighing one.
        trend: log share of its baskets that are somebody's newest: high for what came lately.
        oldest: the same of first baskets: high for what went.
        kept: share of baskets with it after which the next had it again.
        bought_again: share of its buyers who bought it more than once.
        rarity: log of customers per buyer, the weight of a shared item.
    """

    popular: Floats
    newest: Floats
    trend: Floats
    oldest: Floats
    kept: Floats
    bought_again: Floats
    rarity: Floats

    @classmethod
    def of(cls, histories: Baskets, habits: Habits) -> "ItemFacts":
        """Counted over all customers."""
        n = histories.item_count
        matrix, age = histories.matrix, histories.age
        baskets = _total(matrix)
        newest = matrix[np.flatnonzero(age == 0)]
        weighed = _total(scaled(newest, 1 / np.maximum(np.diff(newest.indptr), 1)))
        first = histories.customer_start[:-1][histories.visits > 0]
        followed = np.flatnonzero(age > 0)
        again = _total(matrix[followed].multiply(matrix[followed + 1]).tocsr())
        buyers = np.bincount(habits.item, minlength=n)
        returning = np.bincount(habits.item, habits.times > 1, minlength=n)
        values = {
            "popular": np.log(baskets + 1),
            "newest": np.log(weighed + 0.3),
            "trend": np.log((_total(newest) + 3) / (baskets + 10)),
            "oldest": np.log((_total(matrix[first]) + 3) / (baskets + 10)),
            "kept": (again + 0.02 * _PRIOR) / (_total(matrix[followed]) + _PRIOR),
            "bought_again": (returning + 0.1 * _PRIOR) / (buyers + _PRIOR),
            "rarity": np.log((histories.count + 1) / (1 + buyers)),
        }
        return cls(**{name: np.asarray(value, np.float32) for name, value in values.items()})

    def columns(self, item: NDArray[np.int64]) -> list[Floats]:
        """One float32 (r,) per name in `ITEM_COLUMNS`."""
        return [getattr(self, name)[item] for name in _SHOWN]


_SHOWN = tuple(field.name for field in fields(ItemFacts) if field.name != "rarity")
ITEM_COLUMNS = tuple(f"item_{name}" for name in _SHOWN)
CUSTOMER_COLUMNS = tuple(
    f"customer_{name}"
    for name in ("visits", "size", "last_size", "distinct", "variety", "fame", "lateness", "modernity")
)


def customer_table(histories: Baskets, habits: Habits, facts: ItemFacts) -> Floats:
    """float32 (c, `CUSTOMER_COLUMNS`): how much, how varied, how common and how lately a customer buys.

    Variety is the share of distinct among all items bought; fame the mean popularity of the own items, newer ones
    weighing more; lateness and modernity the mean trend of the last basket and of everything.
    """
    newest = histories.newest()
    visits = np.maximum(habits.visits, 1)
    bought = np.bincount(histories.customer, histories.sizes, minlength=histories.count)
    recent = summing_to_one(habit_matrix(habits, histories.item_count, 1))
    columns = (
        habits.visits,
        bought / visits,
        np.diff(newest.indptr),
        habits.distinct,
        habits.distinct / np.maximum(bought, 1),
        recent @ facts.popular,
        summing_to_one(newest) @ facts.trend,
        summing_to_one(habit_matrix(habits, histories.item_count)) @ facts.trend,
    )
    return np.stack([np.asarray(column, np.float32) for column in columns], axis=1)


def habit_matrix(habits: Habits, items: int, decayed: int | None = None) -> "sp.csr_matrix[Any]":
    """float32 csr (c, n): times bought, or decayed by the half-life at this place of `HALF_LIVES`."""
    import scipy.sparse as sp

    values = habits.times if decayed is None else habits.decayed[decayed]
    return sp.csr_matrix((values, habits.item, habits.start), shape=(len(habits.visits), items))


def _total(matrix: "sp.csr_matrix[Any]") -> NDArray[np.float64]:
    return np.asarray(matrix.sum(axis=0), np.float64).ravel()
