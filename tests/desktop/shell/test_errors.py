"""Errors reach their one place, from every thread; a mistake gets a sentence, a bug the dialogue that keeps the log."""

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from shopassistant.core.errors import EnvironmentProblem, UserError
from shopassistant.core.progress import Cancelled
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.display import check_display, library_problem
from shopassistant.desktop.shell.crash import CrashDialog, Hooks
from shopassistant.desktop.shell.errors import Choice


def test_a_mistake_gets_a_sentence(desktop: Desktop) -> None:
    desktop.shell.errors.show(UserError("staff.pin_short", least=4))
    assert desktop.window.messages.text == "A PIN has at least 4 digits."
    assert desktop.window.messages.property("bar") == "warning"


def test_a_problem_of_the_machine_keeps_its_cause(desktop: Desktop, qtbot: QtBot) -> None:
    problem = EnvironmentProblem("store.disk_full")
    problem.__cause__ = OSError("No space left on device")
    desktop.shell.errors.show(problem)
    bar = desktop.window.messages
    assert bar.property("bar") == "critical"
    assert bar._details.isHidden()
    bar._more.click()
    assert bar._details.toPlainText() == "No space left on device"
    qtbot.keyClick(desktop.window, Qt.Key.Key_Escape)
    assert bar.isHidden()


def test_stopping_is_no_error(desktop: Desktop) -> None:
    desktop.shell.errors.show(Cancelled())
    assert desktop.window.messages.isHidden()


@pytest.mark.expects_errors
def test_a_bug_opens_the_dialogue_once(desktop: Desktop) -> None:
    desktop.shell.errors.show(ZeroDivisionError("first"))
    desktop.shell.errors.show(ZeroDivisionError("second"))
    dialogs = desktop.window.findChildren(CrashDialog)
    assert len(dialogs) == 1
    buttons = {one.text(): one for one in dialogs[0].findChildren(QPushButton)}
    buttons["Copy report"].click()
    assert "ZeroDivisionError: first" in QGuiApplication.clipboard().text()
    buttons["Go on"].click()
    assert not dialogs[0].isVisible()


@pytest.mark.expects_errors
def test_hooks_bring_errors_from_every_thread(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    before = sys.excepthook
    hooks = Hooks(desktop.shell.errors, tmp_path / "x.log")
    try:
        with qtbot.waitSignal(desktop.shell.errors.crashed) as seen:
            try:
                raise ZeroDivisionError("in the window")
            except ZeroDivisionError as error:
                sys.excepthook(type(error), error, error.__traceback__)
        assert "in the window" in seen.args[0]

        def fail() -> None:
            raise ZeroDivisionError("in a thread")

        with qtbot.waitSignal(desktop.shell.errors.crashed) as seen:
            thread = threading.Thread(target=fail)
            thread.start()
            thread.join()
        assert "in a thread" in seen.args[0]
    finally:
        hooks.remove()
    assert sys.excepthook is before


def test_qt_speaks_into_the_log(desktop: Desktop, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    hooks = Hooks(desktop.shell.errors, tmp_path / "x.log")
    qWarning("a word from Qt")
    hooks.remove()
    assert "a word from Qt" in caplog.text


def test_no_display_says_what_to_do() -> None:
    with pytest.raises(EnvironmentProblem, match=r"display\.none"):
        check_display({}, "linux")
    check_display({"DISPLAY": ":0"}, "linux")
    check_display({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
    check_display({"QT_QPA_PLATFORM": "offscreen"}, "linux")
    check_display({}, "win32")


def test_a_missing_library_is_named_with_its_package() -> None:
    problem = library_problem("libEGL.so.1: cannot open shared object file: No such file or directory")
    assert problem.values["packages"] == "libegl1"
    unknown = library_problem("libstrange.so.9: cannot open shared object file")
    assert "libxcb-cursor0" in str(unknown.values["packages"])


def test_a_toast_is_undone_with_a_key(desktop: Desktop, qtbot: QtBot) -> None:
    undone: list[str] = []
    desktop.shell.toasts.show("Removed", lambda: undone.append("x"))
    assert desktop.window.toast_host.can_undo
    desktop.window.setFocus()
    qtbot.keyClick(desktop.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(desktop.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["x"], "once"
    assert not desktop.window.toast_host.isVisible()


def test_a_toast_goes_by_itself(desktop: Desktop, qtbot: QtBot) -> None:
    host = desktop.window.toast_host
    desktop.shell.toasts.show("Saved")
    timer = host.findChild(QTimer)
    assert timer.isActive()
    with qtbot.waitSignal(timer.timeout):
        timer.start(0)
    assert not host.isVisible()


def test_a_message_offers_what_to_do(desktop: Desktop) -> None:
    done: list[str] = []
    desktop.shell.errors.tell(
        "Two of them", "warning", choices=(Choice("Open the first", lambda: done.append("first")),)
    )
    bar = desktop.window.messages
    (offered,) = bar.choices
    assert offered.text() == "Open the first"
    offered.click()
    assert done == ["first"]
    assert bar.isHidden()
    desktop.shell.errors.tell("Another thing")
    assert bar.choices == ()
