"""Making memory forget: overwrite what we hold, give back to the system what was freed and may still be readable."""

import ctypes
import sys

import numpy as np
from numpy.typing import NDArray


def overwrite(array: "NDArray[np.generic]") -> None:
    """Fill an array with zeros, if it is one that can be written to."""
    if array.flags.writeable:
        array.fill(0)


def give_back_freed() -> None:
    """Hand memory that nobody uses any more back to the system, which clears it before anybody gets it again.

    A freed picture stays in the allocator's lists as it was, until something else happens to lie there. On systems
    where the allocator cannot be asked, nothing is done.
    """
    if sys.platform.startswith("linux"):
        library = ctypes.CDLL(None)
        if hasattr(library, "malloc_trim"):  # glibc; musl has none and gives back by itself
            library.malloc_trim(ctypes.c_size_t(0))
    elif sys.platform == "darwin":
        ctypes.CDLL(None).malloc_zone_pressure_relief(None, ctypes.c_size_t(0))
    elif sys.platform == "win32":
        ctypes.CDLL("msvcrt")._heapmin()
