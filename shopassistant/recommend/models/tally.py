"""Sums by number where there are very many numbers and few of them are met: the room for the sums is kept, because a
fresh one as long as a million customers would cost more than the adding up."""

import threading

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import Floats, Ints


class Tally:
    """Adds up weights by number. Thread safe: each thread has a room of its own.

    Args:
        size: the numbers run from 0 up to before this.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._of_thread = threading.local()

    def sums(self, at: Ints, weights: Floats) -> NDArray[np.float64]:
        """float64 (k,): for each of `at`, int32 (k,), the sum of all `weights`, float32 (k,), with the same number;
        added up one after the other, as `numpy.bincount` does."""
        room = getattr(self._of_thread, "room", None)
        if room is None:
            room = self._of_thread.room = np.zeros(self._size)
        try:
            np.add.at(room, at, weights.astype(np.float64))
            return np.asarray(room[at], np.float64)
        finally:
            room[at] = 0
