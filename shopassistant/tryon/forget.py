"""Making memory forget: overwrite what we hold, and what was freed and may still be readable.

A freed picture stays in the allocator's lists as it was until something else happens to lie there. Libraries free what
they made of it as well (landmarks, tensors, pictures in another colour order), and only the allocator knows where.
"""

import ctypes
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

T = TypeVar("T")

# mallopt(3): how many heaps threads may have between them.
_ARENA_MAX = -8
# Freed pieces are asked for again, large ones first; so many at once between two looks at what is left.
_PIECES, _SMALL_PIECES, _AT_ONCE = (1 << 20, 1 << 16, 1 << 13, 1 << 11, 600), (256, 96, 32), 128
# A heap in very many pieces is filled as far as this lasts, large pieces first.
LONGEST_S = 0.5


def overwrite(array: "NDArray[np.generic]") -> None:
    """Fill an array with zeros, if it is one that can be written to."""
    if array.flags.writeable:
        array.fill(0)


def keep_one_heap() -> None:
    """Have all threads of the process share one heap, so that `forget_freed` reaches what every one of them freed.

    To be called before the first thread starts. Does nothing where the allocator knows no such thing.
    """
    if sys.platform.startswith("linux"):
        library = ctypes.CDLL(None)
        if hasattr(library, "mallopt"):
            library.mallopt(ctypes.c_int(_ARENA_MAX), ctypes.c_int(1))


def keep_out_of_dumps() -> bool:
    """Leave the process's own data out of what the system writes to the disk when it crashes (its mapped files stay).

    Returns:
        Whether that was done; only Linux lets a process say so.
    """
    try:
        Path("/proc/self/coredump_filter").write_text("0x0", "ascii")
    except OSError:
        return False
    return True


def forget_freed() -> None:
    """Overwrite freed memory and hand it back to the system, as far as the system's allocator can be asked to.

    Takes a tenth of a second, `LONGEST_S` at most: not for the GUI thread.
    """
    if sys.platform.startswith("linux"):
        library = ctypes.CDLL(None)
        if hasattr(library, "malloc_trim"):  # glibc; musl has none and gives back by itself
            library.malloc_trim(ctypes.c_size_t(0))
            if hasattr(library, "mallinfo2"):
                _fill_freed(library)
                library.malloc_trim(ctypes.c_size_t(0))
    elif sys.platform == "darwin":
        ctypes.CDLL(None).malloc_zone_pressure_relief(None, ctypes.c_size_t(0))
    elif sys.platform == "win32":
        ctypes.CDLL("msvcrt")._heapmin()


class _Told(ctypes.Structure):
    """``struct mallinfo2``: `arena` is the size of the heap, `hblks` how many pieces lie outside of it."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost",
        )
    ]  # fmt: skip


def _fill_freed(library: ctypes.CDLL) -> None:
    """Take the freed pieces of the heap, fill them with zeros, free them again: until the heap would have to grow.

    Python's byte arrays of more than 512 bytes come zeroed from the allocator itself, which takes a tenth of the time
    of asking it directly; smaller pieces must be asked for.
    """
    until = time.monotonic() + LONGEST_S
    library.mallinfo2.restype, library.malloc.restype = _Told, ctypes.c_void_p
    taken = [_taken(library, size, bytearray, until) for size in _PIECES]
    small: list[int] = []
    for size in _SMALL_PIECES:

        def piece(size: int) -> int:
            found = library.malloc(ctypes.c_size_t(size)) or 0
            if found:
                ctypes.memset(found, 0, size)
            return found

        small += _taken(library, size, piece, until)
    for one in small:
        library.free(ctypes.c_void_p(one))
    taken.clear()


def _taken(library: ctypes.CDLL, size: int, take: Callable[[int], T], until: float) -> list[T]:
    """Pieces of one size, as long as the heap has free ones."""
    before = now = library.mallinfo2()
    found: list[T] = []
    while now.arena == before.arena and now.hblks == before.hblks and now.fordblks >= size:
        if time.monotonic() > until:
            break
        found += [take(size) for _ in range(_AT_ONCE)]
        now = library.mallinfo2()
    return found
