"""A customer's past as the purchase models see it: how often, how lately, for how long, and of what size."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

DAYS_PER_WEEK = 7.0
_LONGEST_DAYS = 2**20
_MOST_REPEATS = 2**22


@dataclass(frozen=True, slots=True)
class Histories:
    """Purchases of n customers up to one day; two purchases on one day are one.

    Attributes:
        repeats: int64 [n], days with a purchase after the first such day.
        last_day: int64 [n], days from the first purchase to the last; 0 without repeats.
        known_days: int64 [n], days from the first purchase to the end of what is known, at least `last_day`.
    """

    repeats: Ints
    last_day: Ints
    known_days: Ints

    def __len__(self) -> int:
        return len(self.repeats)

    @property
    def x(self) -> Floats:
        """float64 [n], repeat purchases."""
        return self.repeats.astype(np.float64)

    @property
    def recency(self) -> Floats:
        """float64 [n], weeks from the first purchase to the last."""
        return self.last_day / DAYS_PER_WEEK

    @property
    def age(self) -> Floats:
        """float64 [n], weeks from the first purchase to the end of what is known."""
        return self.known_days / DAYS_PER_WEEK

    def where(self, rows: NDArray[np.bool_] | Ints) -> "Histories":
        """Some of the customers."""
        return Histories(self.repeats[rows], self.last_day[rows], self.known_days[rows])


@dataclass(frozen=True, slots=True)
class Distinct:
    """Histories that differ, and how many customers have each: a likelihood needs no more, and is many times smaller.

    Attributes:
        histories: the m different ones.
        weight: float64 [m], customers with each.
        row: int64 [n], which one each customer has.
    """

    histories: Histories
    weight: Floats
    row: Ints


def distinct(histories: Histories) -> Distinct:
    """Put customers with the same history together.

    Raises:
        ValueError: a history longer than 2,870 years or with more than four million purchases.
    """
    if len(histories) and (histories.known_days.max() >= _LONGEST_DAYS or histories.repeats.max() >= _MOST_REPEATS):
        raise ValueError("a history that no shop can have")
    key = (histories.repeats * _LONGEST_DAYS + histories.last_day) * _LONGEST_DAYS + histories.known_days
    _keys, first, row, count = np.unique(key, return_index=True, return_inverse=True, return_counts=True)
    return Distinct(histories.where(first.astype(np.int64)), count.astype(np.float64), row.astype(np.int64))


def sampled_rows(at_most: int, count: int, seed: int = 7) -> Ints:
    """int64, rows of a random sample, ascending; all where there are no more than `at_most`."""
    if count <= at_most:
        return np.arange(count, dtype=np.int64)
    return np.sort(np.random.default_rng(seed).choice(count, at_most, replace=False)).astype(np.int64)
