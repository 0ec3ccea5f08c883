"""A signal ends the program through its event loop, once, and afterwards signals do what they did before."""

import os
import signal

import pytest
from pytestqt.qtbot import QtBot

from shopassistant.desktop.shell.told_to_end import ToldToEnd


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without telling it")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_program_in_its_loop(qtbot: QtBot, number: signal.Signals) -> None:
    before = signal.getsignal(number)
    ends: list[str] = []
    told = ToldToEnd(lambda: ends.append("end"))
    try:
        os.kill(os.getpid(), number)
        os.kill(os.getpid(), number)
        assert not ends, "never in the middle of something"
        qtbot.waitUntil(lambda: bool(ends))
    finally:
        told.restore()
    assert ends == ["end"]
    assert signal.getsignal(number) is before
