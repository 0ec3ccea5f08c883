"""Qt may be called as often as a day at the counter needs."""

import sys

import pytest
from PySide6.QtCore import QObject, Signal

import shopassistant.desktop  # noqa: F401


class _Bell(QObject):
    rung = Signal()


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="these are immortal since Python 3.12")
def test_calls_and_signals_do_not_use_up_none_and_true() -> None:
    bell = _Bell()
    for _ in range(100_000):
        bell.rung.emit()
        bell.setObjectName("bell")
    for one in (None, True, False, NotImplemented, Ellipsis):
        assert sys.getrefcount(one) > 1 << 39
