"""The system tells the program to end (a shutdown, a service manager, Ctrl+C): it ends as if its window were closed.

Left to itself Python would stop on the spot, in the middle of a customer's visit: nothing overwritten, no camera let
go, and no word in the books that the visit was.
"""

import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier

_SIGNALS = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")  # those this system has


class ToldToEnd(QObject):
    """Listens from when it is made until `restore`; in the main thread.

    Args:
        end: called once, in the event loop, and never in the middle of anything.
    """

    def __init__(self, end: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._end = end
        self._is_told = False
        # Qt's loop runs no Python: the signal's number comes as a byte that the loop can wait for.
        self._here, self._there = socket.socketpair()
        self._here.setblocking(False)
        self._there.setblocking(False)
        self._wakeup = signal.set_wakeup_fd(self._there.fileno(), warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, _heard) for number in _numbers()}
        self._notifier = QSocketNotifier(self._here.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_byte)

    def restore(self) -> None:
        """As it was before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._here.close()
        self._there.close()

    def _on_byte(self) -> None:
        self._here.recv(64)
        if not self._is_told:
            self._is_told = True
            self._end()


def _numbers() -> list[signal.Signals]:
    return [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]


def _heard(_number: int, _frame: FrameType | None) -> None:
    """Heard by its byte; without a handler of ours the process would be gone."""
