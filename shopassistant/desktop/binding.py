"""What the Qt binding gets wrong and the program must survive."""

import sys

# More than the calls a window makes in years.
_SPARE = 1 << 40


def keep_singletons_alive() -> None:
    """Give ``None``, ``True`` and their like references to lose.

    PySide6 6.12.0 returns them without counting, as if they were immortal, which they are since Python 3.12 only.
    Before, every call without a result and every emitted signal takes a reference that is not its own, until the
    process ends with "deallocating None". To be called before Qt is used; calling it again does no harm.
    """
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    import ctypes

    for one in (None, True, False, NotImplemented, Ellipsis):
        if sys.getrefcount(one) < _SPARE // 2:
            # The count is the first field of every object.
            ctypes.c_ssize_t.from_address(id(one)).value += _SPARE
