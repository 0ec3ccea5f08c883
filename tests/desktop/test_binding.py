"""Qt may be called as often as a day at the counter needs."""

import sys

import pytest
from PySide6.QtCore import QObject, Signal

CALLS = 100_000


class _Bell(QObject):
    rung = Signal(bool)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="these are immortal since Python 3.12")
def test_calls_and_signals_do_not_use_up_none_and_true() -> None:
    bell = _Bell()
    # Kept alive for the length of the test, so that a binding at fault fails it and does not end the process.
    spare = [None, True, False] * 2 * CALLS
    kept = {repr(one): sys.getrefcount(one) for one in (None, True, False)}
    for _ in range(CALLS):
        bell.rung.emit(True)
        bell.setObjectName("bell")
    after = {repr(one): sys.getrefcount(one) for one in (None, True, False)}
    del spare
    lost = {name: kept[name] - after[name] for name in kept}
    assert all(count < CALLS // 10 for count in lost.values()), lost
