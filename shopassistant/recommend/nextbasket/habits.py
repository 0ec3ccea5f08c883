"""What each customer bought before, how often and how many baskets ago: the signals of buying again."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import Floats, Ints
from shopassistant.recommend.models.sparse import starts_run
from shopassistant.recommend.nextbasket.baskets import Baskets
from shopassistant.recommend.nextbasket.rows import positions

# Half-lives, in baskets, of the decayed counts: the last one or two, a handful, about as far back as most regulars go.
HALF_LIVES = (1.0, 3.0, 8.0)
COLUMNS = (
    "own_times",
    "own_age",
    "own_first",
    *(f"own_decayed_{half_life:g}" for half_life in HALF_LIVES),
    "own_share",
    "own_gap",
    "own_due",
    "own_rate",
)
_NEVER = 99.0  # age and gap of what was never bought, beyond any real one that matters


@dataclass(frozen=True)
class Habits:
    """The distinct (customer, item) pairs of some baskets, sorted by customer, then item.

    Attributes:
        key: int64 (k,), customer * items + item.
        item: int32 (k,).
        start: int64 (c + 1,), where each customer's pairs begin.
        times: float32 (k,), baskets of the customer with the item.
        age, first: float32 (k,), how many baskets ago it was bought last, and first; 0 is the newest basket.
        decayed: float32 (3, k), times weighted by 0.5 ** (baskets ago / half-life), a row per `HALF_LIVES`.
        visits: float32 (c,), baskets of each customer.
    """

    key: NDArray[np.int64]
    item: Ints
    start: NDArray[np.int64]
    times: Floats
    age: Floats
    first: Floats
    decayed: Floats
    visits: Floats

    @classmethod
    def of(cls, baskets: Baskets) -> "Habits":
        """Counted from the baskets."""
        age = np.repeat(baskets.age, baskets.sizes)
        key = np.repeat(baskets.customer, baskets.sizes) * baskets.item_count + baskets.items
        order = np.lexsort((age, key))
        key, age = key[order], age[order]
        begins = np.flatnonzero(starts_run(key))
        times = np.diff(np.append(begins, len(key)))
        pairs = key[begins]
        return cls(
            key=pairs,
            item=(pairs % baskets.item_count).astype(np.int32),
            start=np.searchsorted(pairs, np.arange(baskets.count + 1) * baskets.item_count),
            times=times.astype(np.float32),
            age=age[begins].astype(np.float32),
            first=age[begins + times - 1].astype(np.float32),
            decayed=np.stack([_summed(0.5 ** (age / half_life), begins) for half_life in HALF_LIVES]),
            visits=baskets.visits.astype(np.float32),
        )

    @cached_property
    def distinct(self) -> NDArray[np.int64]:
        """int64 (c,): how many items each customer ever bought."""
        return np.diff(self.start)

    def columns(self, customer: NDArray[np.int64], key: NDArray[np.int64]) -> list[Floats]:
        """One float32 (r,) per name in `COLUMNS`, for pairs that may never have been bought.

        Args:
            customer: int64 (r,), whose pair it is.
            key: int64 (r,), as in `key`.
        """
        at, is_own = positions(self.key, key)

        def own(values: Floats, missing: float) -> Floats:
            found = np.full(len(key), missing, np.float32)
            found[is_own] = values[at[is_own]]
            return found

        times, age, first = own(self.times, 0), own(self.age, _NEVER), own(self.first, _NEVER)
        again = times > 1
        gap = np.where(again, (first - age) / np.maximum(times - 1, 1), _NEVER).astype(np.float32)
        return [
            times,
            age,
            first,
            *(own(decayed, 0) for decayed in self.decayed),
            (times / np.maximum(self.visits[customer], 1)).astype(np.float32),
            gap,
            np.where(again, (age + 1) / np.maximum(gap, 1), -1).astype(np.float32),
            np.where(is_own, times / (first + 1), 0).astype(np.float32),
        ]


def _summed(values: NDArray[np.float64], begins: NDArray[np.int64]) -> Floats:
    if not len(begins):
        return np.empty(0, np.float32)
    return np.add.reduceat(values, begins).astype(np.float32)
