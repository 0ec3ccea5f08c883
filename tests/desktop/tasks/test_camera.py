"""The camera lane: the newest picture wins, nothing waits for anything, stopping leaves neither thread nor picture."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from shopassistant.desktop.tasks.camera import CameraLane
from shopassistant.tryon.sources import steady as steady_module
from shopassistant.tryon.sources.frame import Frame
from shopassistant.tryon.sources.source import Source, SourceState
from shopassistant.tryon.sources.video import VideoFile
from shopassistant.tryon.sources.webcam import Webcam
from tests.unit.tryon.sources.devices import Desk, a_film


@dataclass(frozen=True, eq=False)
class Shown:
    picture: NDArray[np.uint8]
    look: Any
    number: int


class PlainMirror:
    """Shows what it gets."""

    def __init__(self) -> None:
        self.thread = threading.current_thread()
        self.gate = threading.Event()
        self.gate.set()
        self.entered = threading.Event()
        self.is_closed = False
        self.fails = 0
        self.lent: list[NDArray[np.uint8]] = []

    def show(self, frame: Frame, look: Any) -> Shown:
        self.entered.set()
        assert self.gate.wait(10)
        if self.fails:
            self.fails -= 1
            raise ZeroDivisionError
        if not any(frame.picture is one for one in self.lent):
            self.lent.append(frame.picture)
        return Shown(frame.picture.copy(), look, frame.number)

    def close(self) -> None:
        self.is_closed = True


def nothing() -> None:
    """What a plain mirror needs to be imported."""


class PlainLane(CameraLane):
    def start(self, *what: Any, **more: Any) -> None:
        super().start(*what, **{"prepare": nothing} | more)


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[CameraLane]:
    made = PlainLane()
    yield made
    assert made.close(10)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(steady_module, "FIRST_WAIT_S", 0.01)
    (tmp_path / "dev").mkdir()
    desk = Desk(tmp_path / "dev", a_film(tmp_path / "film.avi"))
    desk.plug(0, "Desk camera")
    return desk


def fetch(qtbot: QtBot, lane: CameraLane) -> Shown:
    """The next finished picture, as the view's tick finds it."""
    found: list[Shown] = []

    def is_there() -> bool:
        shown = lane.take()
        if shown is not None:
            found.append(shown)
        return bool(found)

    qtbot.waitUntil(is_there, timeout=10_000)
    return found[0]


def test_pictures_arrive_with_the_look_and_without_mirroring(qtbot: QtBot, lane: CameraLane, desk: Desk) -> None:
    told: list[SourceState] = []
    mirrors: list[PlainMirror] = []

    def mirror() -> PlainMirror:
        mirrors.append(PlainMirror())
        return mirrors[-1]

    lane.state_changed.connect(told.append)
    lane.start(lambda: Webcam(0, desk, desk.open), mirror, look="round")
    assert fetch(qtbot, lane).look == "round"
    lane.wear("square")
    qtbot.waitUntil(lambda: fetch(qtbot, lane).look == "square")
    assert [one.state for one in told] == ["opening", "live"]
    assert mirrors[0].thread is not threading.main_thread()
    asked: list[PlainMirror] = []
    lane.ask(asked.append)
    qtbot.waitUntil(lambda: asked == mirrors)
    figures = lane.figures
    assert figures.taken >= figures.shown >= figures.fetched >= 2
    assert figures.failures == 0


def test_a_slow_mirror_sees_the_newest_and_delays_nobody(qtbot: QtBot, lane: CameraLane, desk: Desk) -> None:
    mirror = PlainMirror()
    mirror.gate.clear()
    lane.start(lambda: Webcam(0, desk, desk.open), lambda: mirror)
    assert mirror.entered.wait(10)
    qtbot.waitUntil(lambda: lane.figures.taken > 40)
    assert lane.take() is None
    mirror.gate.set()
    first, second = fetch(qtbot, lane), fetch(qtbot, lane)
    assert second.number > first.number
    assert lane.figures.skipped >= 38
    assert len(mirror.lent) <= 4, "the same few buffers again and again"


def test_a_pulled_camera_recovers_while_the_window_lives_on(qtbot: QtBot, lane: CameraLane, desk: Desk) -> None:
    told: list[str] = []
    lane.state_changed.connect(lambda state: told.append(state.state))
    lane.start(lambda: Webcam(0, desk, desk.open), PlainMirror)
    fetch(qtbot, lane)
    for _ in range(3):
        desk.unplug(0)
        qtbot.waitUntil(lambda: told[-1] == "lost")
        desk.plug(0, "Desk camera")
        qtbot.waitUntil(lambda: told[-1] == "live")
        fetch(qtbot, lane)
    assert told == ["opening", "live"] + ["lost", "live"] * 3


def test_after_stopping_every_buffer_is_overwritten_and_the_camera_is_free(
    qtbot: QtBot, lane: CameraLane, desk: Desk
) -> None:
    mirror = PlainMirror()
    lane.start(lambda: Webcam(0, desk, desk.open), lambda: mirror)
    shown = fetch(qtbot, lane)
    assert shown.picture.any()
    with qtbot.waitSignal(lane.ended, timeout=10_000):
        lane.stop()
        assert lane.take() is None, "at once"
    assert mirror.is_closed
    assert mirror.lent
    assert not any(picture.any() for picture in mirror.lent)
    assert not shown.picture.any()
    with desk.taken(0):
        pass


def test_starting_anew_waits_for_the_run_before_to_let_go(qtbot: QtBot, lane: CameraLane, desk: Desk) -> None:
    told: list[str] = []
    lane.state_changed.connect(lambda state: told.append(state.state))
    slow = PlainMirror()
    slow.gate.clear()
    lane.start(lambda: Webcam(0, desk, desk.open), lambda: slow)
    assert slow.entered.wait(10)
    lane.start(lambda: Webcam(0, desk, desk.open), PlainMirror)
    slow.gate.set()
    fetch(qtbot, lane)
    assert told[-2:] == ["opening", "live"], "never busy because of ourselves"


def test_a_mirror_that_fails_is_told_once_and_made_anew(
    qtbot: QtBot, lane: CameraLane, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shopassistant.desktop.tasks.camera_run.AFTER_FAILURE_S", 0.01)
    made: list[PlainMirror] = []
    failures: list[Exception] = []

    def mirror() -> PlainMirror:
        made.append(PlainMirror())
        made[-1].fails = int(len(made) <= 3)
        return made[-1]

    lane.failed.connect(failures.append)
    lane.start(lambda: Webcam(0, desk, desk.open), mirror)
    fetch(qtbot, lane)
    assert len(made) == 4
    assert [one.is_closed for one in made] == [True, True, True, False]
    assert [type(error) for error in failures] == [ZeroDivisionError]
    trace = failures[0].__traceback__
    while trace is not None:
        assert not any(isinstance(value, (Frame, np.ndarray)) for value in trace.tb_frame.f_locals.values())
        trace = trace.tb_next


@pytest.mark.parametrize("broken", ["source", "prepare"])
def test_what_cannot_be_made_or_loaded_is_told_once_and_tried_again(
    qtbot: QtBot, lane: CameraLane, desk: Desk, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    monkeypatch.setattr("shopassistant.desktop.tasks.camera_run.AFTER_FAILURE_S", 0.01)
    failures: list[Exception] = []
    attempts: list[str] = []

    def attempt(what: str) -> None:
        attempts.append(what)
        if what == broken and attempts.count(what) <= 3:
            raise ImportError("libGL.so.1: cannot open shared object file")

    def source() -> Source:
        attempt("source")
        return Webcam(0, desk, desk.open)

    lane.failed.connect(failures.append)
    lane.start(source, PlainMirror, prepare=lambda: attempt("prepare"))
    fetch(qtbot, lane)
    assert [type(error) for error in failures] == [ImportError]
    assert attempts.count(broken) == 4


def test_a_film_to_its_end_ends_the_run(qtbot: QtBot, lane: CameraLane, tmp_path: Path) -> None:
    told: list[str] = []
    lane.state_changed.connect(lambda state: told.append(state.state))
    film = a_film(tmp_path / "film.avi")
    with qtbot.waitSignal(lane.ended, timeout=10_000):
        lane.start(lambda: VideoFile(film, is_paced=False), PlainMirror)
    assert told == ["opening", "live", "ended"]
    assert lane.figures.taken == 12
    assert not lane.is_running


def test_a_window_that_goes_while_pictures_come_leaves_nothing_behind(qtbot: QtBot, desk: Desk) -> None:
    lane = PlainLane()
    lane.start(lambda: Webcam(0, desk, desk.open), PlainMirror)
    fetch(qtbot, lane)
    assert lane.close(10)
    assert not [thread.name for thread in threading.enumerate() if thread.name.startswith("camera-")]


class Curious(PlainMirror):
    """Tries to carry off what it sees."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.refused: list[str] = []

    def show(self, frame: Frame, look: Any) -> Shown:
        if not self.refused:
            helper = threading.Thread(target=self.try_all)
            helper.start()
            helper.join()
        return super().show(frame, look)

    def try_all(self) -> None:
        picture = np.zeros((8, 8, 3), np.uint8)
        for name, attempt in (
            ("create", lambda: (self.folder / "new").write_bytes(b"face")),
            ("append", lambda: (self.folder / "old").open("ab").close()),
            ("update", lambda: (self.folder / "old").open("r+b").close()),
            ("rename", lambda: (self.folder / "old").rename(self.folder / "new")),
            ("connect", lambda: socket.create_connection(("127.0.0.1", 9), 0.1)),
            ("send", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM)),
            ("pass on", lambda: socket.socket(socket.AF_UNIX)),
            ("start", lambda: subprocess.run(["/bin/true"], check=True)),
        ):
            try:
                attempt()
            except PermissionError:
                self.refused.append(name)
        if not cv2.imwrite(str(self.folder / "face.png"), picture):
            self.refused.append("save")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lets a thread give up system calls")
def test_the_threads_that_see_faces_can_write_no_file_and_reach_no_network(
    qtbot: QtBot, lane: CameraLane, desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "old").write_bytes(b"")
    mirror = Curious(tmp_path)
    lane.start(lambda: Webcam(0, desk, desk.open), lambda: mirror)
    fetch(qtbot, lane)
    assert mirror.refused == ["create", "append", "update", "rename", "connect", "send", "pass on", "start", "save"]
    (tmp_path / "elsewhere").write_bytes(b"the rest of the program keeps all it needs")
