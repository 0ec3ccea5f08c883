"""The kiosk and its camera: what is said when it is gone, that it comes back, and the true mirror on a film."""

from pathlib import Path

import cv2
import matplotlib.cbook
import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopassistant.desktop.app import Desktop, Options
from shopassistant.desktop.kiosk.desk import KioskDesk
from shopassistant.desktop.kiosk.door import make_mirror, make_source
from shopassistant.desktop.kiosk.flow import Event, Step
from shopassistant.desktop.kiosk.plan import KioskPlan
from shopassistant.desktop.kiosk.window import KioskWindow
from shopassistant.tryon.sources.webcam import Webcam
from tests.desktop.kiosk.conftest import People
from tests.desktop.kiosk.test_kiosk import press, texts
from tests.unit.tryon.sources.devices import Desk


@pytest.fixture
def cameras(tmp_path: Path, film: Path) -> Desk:
    """A place with one camera."""
    made = Desk(tmp_path, film)
    made.plug(0, "Kiosk camera")
    return made


def test_a_busy_or_unplugged_camera_is_said_and_comes_back_by_itself(
    kiosk: KioskWindow, cameras: Desk, people: People, qtbot: QtBot
) -> None:
    kiosk.desk.use_source(lambda _asked: Webcam(0, cameras, cameras.open))
    view = kiosk.stage.mirror.view
    with cameras.taken(0):
        kiosk.desk.do(Event.BEGIN)
        kiosk.desk.do(Event.AGREE)
        qtbot.waitUntil(lambda: "Another program is using the camera" in texts(kiosk))
    qtbot.waitUntil(lambda: view.has_picture)
    assert "Another program" not in texts(kiosk)
    cameras.unplug(0)
    qtbot.waitUntil(lambda: "The camera was unplugged" in texts(kiosk))
    assert not view.has_picture, "no still picture stays where a mirror was"
    cameras.plug(0, "Kiosk camera")
    qtbot.waitUntil(lambda: view.has_picture)
    assert "unplugged" not in texts(kiosk)


def test_nobody_in_the_picture_is_asked_to_step_closer(kiosk: KioskWindow, people: People, qtbot: QtBot) -> None:
    people.are_there = False
    kiosk.desk.do(Event.BEGIN)
    kiosk.desk.do(Event.AGREE)
    qtbot.waitUntil(lambda: "Step in front of the mirror" in texts(kiosk))
    people.are_there, people.fault = True, "dark"
    qtbot.waitUntil(lambda: "A little more light, please" in texts(kiosk))


def test_what_cannot_be_drawn_is_said_and_the_mirror_goes_on(
    kiosk: KioskWindow, people: People, goods: tuple[int, ...], qtbot: QtBot
) -> None:
    people.refused = ("a mesh nobody can read",)
    kiosk.desk.do(Event.BEGIN)
    kiosk.desk.do(Event.AGREE)
    kiosk.desk.put_on(goods[0])
    qtbot.waitUntil(lambda: "This one cannot be shown here" in texts(kiosk))
    qtbot.waitUntil(lambda: kiosk.stage.mirror.view.has_picture)


def test_the_true_mirror_says_whether_glasses_fit(
    qapp: QApplication, desktop: Desktop, goods: tuple[int, ...], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "face.avi"
    face = cv2.imread(str(matplotlib.cbook.get_sample_data("grace_hopper.jpg", asfileobj=False)))
    assert face is not None
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 15.0, (640, 480))
    for shift in range(8):
        wide = np.full((480, 640, 3), 90, np.uint8)
        wide[:, 110 + shift : 520 + shift] = cv2.resize(face, (410, 480))
        writer.write(wide)
    writer.release()
    assert desktop.context is not None
    plan = KioskPlan(camera=str(path), pictures=tmp_path)
    window = KioskWindow(qapp, KioskDesk(desktop.context, plan, make_mirror, make_source))
    window.resize(1280, 900)
    window.show()
    window.desk.open()
    assert desktop.shell.lanes.wait_idle()
    window.desk.do(Event.BEGIN)
    window.desk.do(Event.AGREE)
    qtbot.waitUntil(lambda: window.stage.mirror.view.has_picture, timeout=20_000)
    window.desk.put_on(goods[1])
    qtbot.waitUntil(lambda: "\u00b1" in window.stage.mirror.line.text(), timeout=10_000)
    board: list[bool] = []
    window.desk.shown.connect(lambda one: board.append(one.seen is not None))
    qtbot.waitUntil(lambda: True in board)
    assert window.shut()
    window.close()
    window.deleteLater()


def test_the_main_window_steps_back_and_comes_again_with_whoever_typed_a_pin(
    desktop: Desktop, film: Path, qtbot: QtBot
) -> None:
    desktop.shell.actions.start("kiosk.open")
    assert desktop.shell.lanes.wait_idle()
    assert desktop.kiosk is not None
    kiosk = desktop.kiosk.window
    assert kiosk is not None
    assert kiosk.isFullScreen()
    assert not desktop.window.isVisible()
    assert desktop.shell.staff.is_locked, "whoever was signed in is not at the visitors' hands"
    press(kiosk, "Staff")
    kiosk.stage.staff.pad.entered.emit("2468")
    assert desktop.shell.lanes.wait_idle()
    assert desktop.window.isVisible()
    assert desktop.shell.staff.actor.name == "Mia"
    assert not desktop.kiosk.is_open


def test_it_begins_with_the_program_where_that_was_asked_for(desktop: Desktop, film: Path) -> None:
    desktop.start(Options(kiosk=True, camera=str(film)))
    assert desktop.context is not None
    desktop.open_kiosk()
    assert desktop.shell.lanes.wait_idle()
    assert desktop.kiosk is not None
    assert desktop.kiosk.window is not None
    assert desktop.kiosk.window.desk.plan.camera == str(film)
    desktop.kiosk.close()


@pytest.mark.expects_errors
def test_a_mistake_of_ours_wipes_the_visit_and_shows_no_traceback(
    kiosk: KioskWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    kiosk.desk.do(Event.BEGIN)
    kiosk.desk.do(Event.AGREE)
    qtbot.waitUntil(lambda: kiosk.stage.mirror.view.has_picture)
    desktop.shell.errors.crashed.disconnect()
    desktop.shell.errors.crashed.connect(kiosk.give_up)
    desktop.shell.errors.show(RuntimeError("a bug"))
    assert kiosk.desk.visit.step is Step.ATTRACT
    assert not kiosk.desk.camera.is_running
    assert "Something went wrong. Please ask our staff." in texts(kiosk)
    assert "a bug" not in texts(kiosk)
