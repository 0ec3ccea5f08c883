"""Lanes keep their promises: GUI-thread callbacks, newest wins, writes are never skipped, nothing leaks."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from shopassistant.core.errors import UserError
from shopassistant.core.progress import Cancelled, Progress
from shopassistant.desktop.tasks.lanes import Lanes, State


@pytest.fixture
def lanes(qtbot: QtBot) -> Iterator[Lanes]:
    made = Lanes()
    yield made
    assert made.close(10)


class Gate:
    """A job that holds its lane until it is let go."""

    def __init__(self, result: object = None) -> None:
        self.started = threading.Event()
        self.go = threading.Event()
        self.result = result
        self.thread: threading.Thread | None = None

    def __call__(self, progress: Progress) -> object:
        self.thread = threading.current_thread()
        self.started.set()
        assert self.go.wait(10)
        progress.report("x", 1, 1)
        return self.result


def test_runs_outside_and_answers_inside(lanes: Lanes) -> None:
    answers: list[tuple[object, threading.Thread]] = []
    gate = Gate(42)
    gate.go.set()
    handle = lanes.db.run(lanes, gate, lambda result: answers.append((result, threading.current_thread())))
    assert lanes.wait_idle()
    assert answers == [(42, threading.main_thread())]
    assert gate.thread is not threading.main_thread()
    assert handle.state is State.DONE


def test_newest_of_a_key_wins(lanes: Lanes) -> None:
    answers: list[object] = []
    gates = [Gate(number) for number in range(4)]
    handles = [lanes.cpu.run(lanes, gate, answers.append, key="search") for gate in gates]
    for gate in gates:
        gate.go.set()
    assert lanes.wait_idle()
    assert answers == [3]
    assert [handle.state for handle in handles[:3]] == [State.CANCELLED] * 3
    assert not gates[1].started.is_set(), "an older job that only waited must not run"


def test_keys_of_two_owners_do_not_meet(lanes: Lanes) -> None:
    answers: list[object] = []
    one, other = QObject(), QObject()
    gates = [Gate("one"), Gate("other")]
    for owner, gate in zip((one, other), gates, strict=True):
        gate.go.set()
        lanes.read.run(owner, gate, answers.append, key="same")
    assert lanes.wait_idle()
    assert answers == ["one", "other"]


def test_every_write_runs_but_only_the_newest_answers(lanes: Lanes) -> None:
    answers: list[object] = []
    gates = [Gate(number) for number in range(3)]
    for gate in gates:
        lanes.db.run(lanes, gate, answers.append, key="basket")
        gate.go.set()
    assert lanes.wait_idle()
    assert all(gate.started.is_set() for gate in gates)
    assert answers == [2]


def test_an_older_write_that_fails_is_told(lanes: Lanes) -> None:
    told: list[Exception] = []
    gate = Gate()

    def refuse(_progress: Progress) -> None:
        gate(_progress)
        raise UserError("x.refused")

    lanes.db.run(lanes, refuse, failed=told.append, key="basket")
    lanes.db.run(lanes, lambda _progress: None, key="basket")
    gate.go.set()
    assert lanes.wait_idle()
    assert [error.code for error in told if isinstance(error, UserError)] == ["x.refused"]


def test_a_deleted_owner_hears_nothing(lanes: Lanes) -> None:
    answers: list[object] = []
    owner, gate = QObject(), Gate(1)
    lanes.read.run(owner, gate, answers.append)
    assert gate.started.wait(10)
    shiboken6.delete(owner)
    gate.go.set()
    assert lanes.wait_idle()
    assert answers == []


def test_progress_arrives_and_cancel_stops(lanes: Lanes, qtbot: QtBot) -> None:
    told: list[Exception] = []
    go = threading.Event()

    def long(progress: Progress) -> None:
        progress.report("reading", 5, 10)
        while True:
            go.wait(0.001)
            progress.report("reading", 6, 10)

    handle = lanes.db.run(lanes, long, failed=told.append, title="Long")
    with qtbot.waitSignal(handle.progressed) as seen:
        pass
    assert seen.args == ["reading", 5, 10]
    handle.cancel()
    assert lanes.wait_idle()
    assert handle.state is State.CANCELLED
    assert isinstance(told[0], Cancelled)


def test_errors_nobody_takes_go_to_the_one_place(lanes: Lanes) -> None:
    told: list[Exception] = []
    lanes.failed.connect(told.append)

    def refuse(_progress: Progress) -> None:
        raise UserError("x.refused")

    def bug(_progress: Progress) -> None:
        raise ZeroDivisionError

    taken: list[Exception] = []
    lanes.db.run(lanes, refuse)
    lanes.db.run(lanes, refuse, failed=taken.append)
    lanes.db.run(lanes, bug, failed=taken.append)
    assert lanes.wait_idle()
    assert [type(error) for error in told] == [UserError, ZeroDivisionError]
    assert [type(error) for error in taken] == [UserError, ZeroDivisionError]


def test_closing_writes_what_waits_and_drops_the_rest(lanes: Lanes) -> None:
    gate, done = Gate(), []
    lanes.db.run(lanes, gate)
    lanes.db.run(lanes, lambda _progress: done.append("written"))
    reading = Gate()
    lanes.read.run(lanes, reading)
    lanes.read.run(lanes, lambda _progress: done.append("read"))
    assert gate.started.wait(10)
    assert reading.started.wait(10)
    for lane in (lanes.db, lanes.read):
        lane.close()
    gate.go.set()
    reading.go.set()
    assert lanes.close(10)
    assert done == ["written"]
    late = lanes.db.run(lanes, lambda _progress: done.append("late"))
    assert late.state is State.CANCELLED


def test_closing_has_a_bound(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    stuck = Gate()
    lanes = Lanes()
    lanes.net.run(lanes, stuck)
    assert stuck.started.wait(10)
    assert not lanes.close(0.05)
    assert "did not stop" in caplog.text
    stuck.go.set()
    assert lanes.close(10)


def test_garbage_is_collected_in_the_gui_thread_only(lanes: Lanes) -> None:
    """A cycle around a QObject that a worker's allocations would have collected stays until the GUI thread looks."""
    died: list[threading.Thread] = []

    class Noted(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.me = self  # only the collector can free it

    def make() -> None:
        weakref.finalize(Noted(), lambda: died.append(threading.current_thread()))

    def allocate(_progress: Progress) -> int:
        return len([[number] for number in range(200_000)])

    make()
    lanes.cpu.run(lanes, allocate)
    assert lanes.wait_idle()
    assert died == []
    gc.collect()
    assert died == [threading.main_thread()]
    assert not gc.isenabled()


def test_the_handle_dies_in_the_gui_thread(lanes: Lanes) -> None:
    died: list[threading.Thread] = []
    for _round in range(50):
        handle = lanes.cpu.run(lanes, lambda _progress: None)
        weakref.finalize(handle, lambda: died.append(threading.current_thread()))
        del handle
    assert lanes.wait_idle()
    assert set(died) == {threading.main_thread()}
    assert len(died) == 50


def test_what_is_loaded_is_spared_until_the_lanes_end(qtbot: QtBot) -> None:
    lanes = Lanes()
    lanes.spare_what_is_loaded()
    assert gc.get_freeze_count() > 0
    assert lanes.close(1)
    assert gc.get_freeze_count() == 0


def test_python_collects_again_after_the_last_window(qtbot: QtBot) -> None:
    one, other = Lanes(), Lanes()
    assert one.close(1)
    assert not gc.isenabled()
    assert other.close(1)
    assert gc.isenabled()
