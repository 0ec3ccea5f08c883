"""Signing in, switching, locking: by touch and by keys, and nothing works meanwhile that should not."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from shopassistant.desktop.app import Desktop
from shopassistant.desktop.shell.first_staff import FirstStaffScreen
from shopassistant.desktop.shell.sign_in import SignInScreen
from shopassistant.store.actor import Actor
from shopassistant.store.schema import Staff
from shopassistant.store.staff import list_staff


def _screen(desktop: Desktop) -> SignInScreen:
    assert desktop.shell.lanes.wait_idle()
    screen = desktop.window.stack.currentWidget()
    assert isinstance(screen, SignInScreen)
    return screen


def test_lock_and_sign_in_with_the_keyboard(desktop: Desktop, associate: Actor, qtbot: QtBot) -> None:
    desktop.shell.actions.start("staff.lock")
    screen = _screen(desktop)
    assert desktop.window.rail.isHidden()
    # Alex stands before Mia; the first arrow goes to the first name.
    qtbot.keyClick(screen, Qt.Key.Key_Right)
    qtbot.keyClick(screen, Qt.Key.Key_Right)
    qtbot.keyClicks(screen.pad.edit, "2468")
    qtbot.keyClick(screen.pad.edit, Qt.Key.Key_Return)
    assert desktop.shell.lanes.wait_idle()
    assert desktop.shell.staff.actor.name == "Mia"
    assert desktop.window.stack.currentWidget() is desktop.window.page(desktop.window.current_page)


def test_sign_in_by_touch(desktop: Desktop, associate: Actor) -> None:
    desktop.shell.actions.start("staff.lock")
    screen = _screen(desktop)
    assert associate.staff_id is not None
    screen._tiles[associate.staff_id].click()
    keys = {one.text(): one for one in screen.pad.findChildren(QPushButton)}
    for digit in "1357":
        keys[digit].click()
    screen.pad._on_enter()
    assert desktop.shell.lanes.wait_idle()
    assert desktop.shell.staff.actor == associate


def test_a_wrong_pin_is_told_and_counts(desktop: Desktop) -> None:
    desktop.shell.actions.start("staff.lock")
    screen = _screen(desktop)
    screen.pad.edit.setText("0000")
    screen.pad._on_enter()
    assert desktop.shell.lanes.wait_idle()
    assert desktop.shell.staff.is_locked
    assert screen._notice.text() == "That PIN is not right. 4 tries left."
    assert screen.pad.edit.text() == ""
    for _ in range(3):
        screen.pad.edit.setText("0000")
        screen.pad._on_enter()
        assert desktop.shell.lanes.wait_idle()
    assert screen._notice.text() == "That PIN is not right. 1 try left."


def test_switching_keeps_the_one_before_until_a_pin_fits(desktop: Desktop, qtbot: QtBot) -> None:
    page = desktop.window.current_page
    desktop.shell.actions.start("staff.switch")
    screen = _screen(desktop)
    assert desktop.shell.staff.actor.name == "Mia"
    qtbot.keyClick(screen, Qt.Key.Key_Escape)
    assert desktop.window.current_page == page
    assert desktop.window.stack.currentWidget() is desktop.window.page(page)


def test_locked_means_locked(desktop: Desktop) -> None:
    desktop.shell.staff.lock()
    _screen(desktop)
    desktop.shell.actions.start("open.settings")
    assert isinstance(desktop.window.stack.currentWidget(), SignInScreen)
    assert not desktop.shell.actions.qt_action("open.settings").isEnabled()
    assert desktop.shell.actions.can_start("theme.toggle")
    with pytest.raises(Exception, match=r"staff\.nobody"):
        _ = desktop.shell.staff.actor


def test_idle_locks(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.shell.settings.change(lock_after_minutes=1)
    assert desktop.idle_lock.is_running
    desktop.idle_lock._timer.setInterval(0)
    with qtbot.waitSignal(desktop.shell.staff.changed):
        desktop.idle_lock._timer.start()
    assert desktop.shell.staff.is_locked
    assert not desktop.idle_lock.is_running


def test_input_counts_as_presence(desktop: Desktop) -> None:
    desktop.shell.settings.change(lock_after_minutes=1)
    handle = desktop.window.windowHandle()
    desktop.idle_lock.watch(handle)
    desktop.idle_lock._timer.start(5)
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(handle, press)
    assert desktop.idle_lock._timer.interval() == 60_000


def test_a_shop_without_staff_gets_its_first(desktop: Desktop) -> None:
    context = desktop.context
    assert context is not None
    with context.store.begin(Actor("system", "test")) as unit:
        unit.session.execute(update(Staff).values(active=False))
        unit.commit()
    desktop.shell.staff.lock()
    assert desktop.shell.lanes.wait_idle()
    screen = desktop.window.stack.currentWidget()
    assert isinstance(screen, FirstStaffScreen)
    screen.name.setText("Rosa")
    screen.pin.setText("1234")
    screen.again.setText("1235")
    screen._on_go()
    assert "differ" in screen.notice
    screen.again.setText("1234")
    screen._on_go()
    assert desktop.shell.lanes.wait_idle()
    assert desktop.shell.staff.actor.role == "administrator"
    assert [one.name for one in list_staff(context.store)] == ["Rosa"]


def test_a_pin_alone_says_who_is_here(desktop: Desktop, associate: Actor, qtbot: QtBot) -> None:
    desktop.shell.actions.start("staff.switch")
    screen = _screen(desktop)
    assert not any(tile.isChecked() for tile in screen._tiles.values())
    qtbot.keyClicks(screen.pad.edit, "1357")
    qtbot.keyClick(screen.pad.edit, Qt.Key.Key_Return)
    assert desktop.shell.lanes.wait_idle()
    assert desktop.shell.staff.actor == associate


def test_a_pin_of_nobody_is_told_and_locks_no_name(desktop: Desktop, associate: Actor) -> None:
    desktop.shell.actions.start("staff.lock")
    screen = _screen(desktop)
    screen.pad.edit.setText("0000")
    screen.pad._on_enter()
    assert desktop.shell.lanes.wait_idle()
    assert desktop.shell.staff.is_locked
    assert screen._notice.text() == "Nobody here has that PIN. Try again, or choose your name first."
    assert screen.pad.isEnabled()


def test_a_name_chosen_before_is_forgotten(desktop: Desktop, associate: Actor, qtbot: QtBot) -> None:
    desktop.shell.actions.start("staff.switch")
    screen = _screen(desktop)
    qtbot.keyClick(screen, Qt.Key.Key_Right)
    qtbot.keyClick(screen, Qt.Key.Key_Escape)
    desktop.shell.actions.start("staff.switch")
    screen = _screen(desktop)
    assert screen._chosen is None


def test_esc_behind_the_lock_reaches_no_page(desktop: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    page = desktop.window.page(desktop.window.current_page)
    assert page is not None
    asked: list[bool] = []
    monkeypatch.setattr(type(page), "go_back", lambda _page: bool(asked.append(True)))
    desktop.shell.staff.lock()
    screen = _screen(desktop)
    qtbot.keyClick(screen.pad.edit, Qt.Key.Key_Escape)
    assert asked == []
    assert desktop.shell.staff.is_locked
