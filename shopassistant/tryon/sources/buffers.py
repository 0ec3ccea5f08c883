"""The few arrays that the pictures of a camera pass through: used again and again, overwritten together at the end."""

import threading
from collections import deque

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.forget import overwrite

Picture = NDArray[np.uint8]


class Buffers:
    """Lends arrays of a picture's size; safe for several threads.

    Args:
        most: kept for being used again; the reader, the slot and the mirror hold one each.
    """

    def __init__(self, most: int = 4) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._free: deque[Picture] = deque()
        self._all: list[Picture] = []

    def lend(self) -> Picture | None:
        """An array that nobody uses; None where a source should make one."""
        with self._lock:
            return self._free.popleft() if self._free else None

    def take_back(self, picture: Picture) -> None:
        """It is not needed any more. One that is not kept for another picture is overwritten at once."""
        with self._lock:
            is_known = any(picture is one for one in self._all)
            if not is_known and (len(self._all) >= self._most or not picture.flags.writeable):
                overwrite(picture)
                return
            if not is_known:
                self._all.append(picture)
            self._free.append(picture)

    def drop(self, picture: Picture) -> None:
        """It is of no use any more (pictures have another size now)."""
        with self._lock:
            self._all = [one for one in self._all if one is not picture]
            overwrite(picture)

    def wipe(self) -> None:
        """Overwrite every array and let go of it, also of those that are lent."""
        with self._lock:
            for picture in self._all:
                overwrite(picture)
            self._all.clear()
            self._free.clear()
