"""The highest sums by number where there are very many numbers and few of them are met: a sum for each of a million
customers would cost more than the adding up."""

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import Floats, Ints
from shopassistant.recommend.models.base import SAMPLED, floor_of
from shopassistant.recommend.models.sparse import starts_run

_BITS = 15  # the sums of so many numbers' last bits fit into the processor's cache and leave room for other things


def most_met(numbers: Ints, weights: Floats, count: int) -> tuple[Ints, Floats]:
    """At least the `count` numbers with the highest sums, ascending, and these sums; all where there are no more.

    The numbers are added up by their last bits first. Numbers that share them are taken for one, so that each of these
    sums is at least that of every number in it: only numbers in high ones can have high sums, and are added up by
    themselves (the sketch of Cormode and Muthukrishnan, "An improved data stream summary", 2005, of one row).

    Args:
        numbers: int32 (m,), in any order and repeated.
        weights: float32 (m,), none negative.

    Returns:
        int32 (k,) and float32 (k,).
    """
    last = (numbers & np.int32((1 << _BITS) - 1)).astype(np.intp)
    most = np.bincount(last, weights, 1 << _BITS)
    sample = most[last[::SAMPLED]]
    room = 2 * count
    while room * 4 < len(numbers):
        floor = floor_of(sample, room)
        found, sums = _each(numbers, weights, (most >= floor)[last].nonzero()[0])
        high = (sums >= floor).nonzero()[0]
        if len(high) >= count:
            return found[high], sums[high].astype(np.float32)
        room *= 2
    found, sums = _each(numbers, weights, np.arange(len(numbers)))
    return found, sums.astype(np.float32)


def _each(numbers: Ints, weights: Floats, at: NDArray[np.int64]) -> tuple[Ints, NDArray[np.float64]]:
    """The distinct numbers at some places, ascending, and the sum of each one's weights there, float64."""
    here = numbers[at]
    order = here.argsort(kind="stable")
    here = here[order]
    start = starts_run(here).nonzero()[0]
    if not len(start):
        return here, np.empty(0, np.float64)
    return here[start], np.add.reduceat(weights[at[order]].astype(np.float64), start)
