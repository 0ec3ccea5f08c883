"""What the Qt binding gets wrong and the program must survive."""

import sys

# More than the signals a window emits in years.
_SPARE = 1 << 40


def keep_true_alive() -> None:
    """Give ``True`` references to lose: PySide6 6.12.0 takes one that is not its own with every ``Signal.emit()``.

    Since Python 3.12 ``True`` is immortal and nothing is to be done. Before, some thousands of signals end the process
    with "deallocating True or False". Imported before any signal is emitted; calling it again does no harm.
    """
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    import ctypes

    if sys.getrefcount(True) < _SPARE // 2:
        # The count is the first field of every object.
        ctypes.c_ssize_t.from_address(id(True)).value += _SPARE
