"""What a visitor gets: asked before the camera opens, a mirror, a code for the counter, and nothing that stays."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from shopassistant.core.errors import NotAllowed
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.kiosk.controls import MOST, Controls
from shopassistant.desktop.kiosk.flow import Event, Step
from shopassistant.desktop.kiosk.picture_file import sweep
from shopassistant.desktop.kiosk.window import KioskWindow
from shopassistant.desktop.theme.tokens import TOUCH
from shopassistant.sales.hold_view import find_hold
from shopassistant.store.database import Store
from shopassistant.store.schema import AuditEntry
from shopassistant.store.staff import approve
from tests.desktop.kiosk.conftest import People

AtMirror = Callable[..., KioskWindow]


def texts(kiosk: KioskWindow) -> str:
    """Everything that can be read on the screen."""
    shown = (QLabel, QAbstractButton)
    return "\n".join(one.text() for kind in shown for one in kiosk.findChildren(kind) if one.isVisible())


def press(kiosk: KioskWindow, text: str) -> None:
    """Touch the button with these words."""
    found = [one for one in kiosk.findChildren(QPushButton) if one.isVisible() and one.text() == text]
    assert found, f"{text!r} is not among {texts(kiosk)!r}"
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def test_the_camera_opens_after_a_yes_and_not_before(kiosk: KioskWindow, qtbot: QtBot) -> None:
    assert not kiosk.desk.camera.is_running
    press(kiosk, "Begin")
    assert not kiosk.desk.camera.is_running, "the question is not answered"
    assert "It is not saved and not sent" in texts(kiosk)
    press(kiosk, "No, thank you")
    assert kiosk.desk.visit.is_empty
    press(kiosk, "Begin")
    press(kiosk, "Yes, open the camera")
    assert kiosk.desk.camera.is_running
    qtbot.waitUntil(lambda: kiosk.stage.mirror.view.has_picture)
    press(kiosk, "Finish")
    assert not kiosk.desk.camera.is_running


def test_touching_a_tile_puts_it_on_and_says_what_it_costs(
    at_mirror: AtMirror, goods: tuple[int, ...], qtbot: QtBot
) -> None:
    kiosk = at_mirror()
    mirror = kiosk.stage.mirror
    tile = next(one for one in mirror.row.tiles if one.goods.variant_id == goods[1])
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert kiosk.desk.visit.wears == (goods[1],)
    assert tile.isChecked()
    for part in ("Birch round", "\u00a3129.00", "here in the shop"):
        assert part in mirror.line.text()
    kiosk.desk.put_on(goods[4])
    assert kiosk.desk.visit.wears == (goods[1], goods[4]), "a hat does not take the glasses off"
    assert "\u00a3174.00" in mirror.line.text()
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert kiosk.desk.visit.wears == (goods[4],), "touched again it is taken off"
    assert "not here today" in mirror.line.text()


def test_the_mirror_is_a_mirror_and_fills_its_field(at_mirror: AtMirror, goods: tuple[int, ...], qtbot: QtBot) -> None:
    kiosk = at_mirror(goods[1])
    view = kiosk.stage.mirror.view
    with qtbot.waitSignal(kiosk.desk.shown) as told:
        pass
    picture = told.args[0].picture
    ratio = view.devicePixelRatioF()
    assert picture.shape == (round(view.height() * ratio), round(view.width() * ratio), 4)


def test_compared_looks_are_of_one_moment_and_touching_one_wears_it(
    at_mirror: AtMirror, goods: tuple[int, ...], qtbot: QtBot
) -> None:
    kiosk = at_mirror(*goods[:4])
    press(kiosk, "Compare")
    view = kiosk.stage.compare.view
    qtbot.waitUntil(lambda: view.has_picture)
    picture = view.copied()
    assert picture is not None
    high, wide = picture.shape[:2]
    tones = {tuple(picture[high // 2 - high // 50, wide * (2 * place + 1) // 8]) for place in range(4)}
    assert len(tones) == 4, "every field wears its own"
    assert all("round" in pill.text() for pill in kiosk.stage.compare.names)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rects()[1].center())
    assert kiosk.desk.visit.step is Step.MIRROR
    assert kiosk.desk.visit.wears == (goods[1],)


def test_a_turn_of_the_head_can_be_looked_at_from_the_sides(
    at_mirror: AtMirror, goods: tuple[int, ...], qtbot: QtBot
) -> None:
    kiosk = at_mirror(goods[0])
    press(kiosk, "Turn your head")
    qtbot.waitUntil(lambda: kiosk.desk.visit.step is Step.REPLAY, timeout=10_000)
    angles = [view.yaw for view in kiosk.desk.views]
    assert angles == sorted(angles)
    assert angles[0] < -20
    assert angles[-1] > 20
    replay = kiosk.stage.replay
    replay.slider.setValue(0)
    assert replay.place == 0
    picture = kiosk.desk.views[0].picture
    press(kiosk, "Back to the mirror")
    kiosk.desk.do(Event.LEAVE)
    assert not picture.any(), "what was turned is overwritten"
    assert not replay.view.has_picture


def test_a_head_that_does_not_turn_is_told_so_and_shown_no_still_picture(
    at_mirror: AtMirror, goods: tuple[int, ...], people: People, qtbot: QtBot
) -> None:
    people.turns = 3.0
    kiosk = at_mirror(goods[0])
    press(kiosk, "Turn your head")
    pill = kiosk.stage.mirror.pill
    assert "slowly to one side" in pill.text()
    people.now += 8.1
    qtbot.waitUntil(lambda: kiosk.desk.visit.step is Step.MIRROR)
    assert "did not turn" in pill.text()
    with qtbot.waitSignal(kiosk.desk.shown):
        pass
    assert "did not turn" in pill.text(), "long enough to be read"


def test_a_turn_to_one_side_is_shown_soon_and_can_be_ended_at_once(
    at_mirror: AtMirror, goods: tuple[int, ...], people: People, qtbot: QtBot
) -> None:
    people.turns = 18.0
    kiosk = at_mirror(goods[0])
    press(kiosk, "Turn your head")
    qtbot.waitUntil(lambda: kiosk.desk._turning.progress().is_worth_it)
    assert kiosk.desk.visit.step is Step.TURN, "it goes on: nobody has seen a side yet"
    press(kiosk, "That is enough")
    assert kiosk.desk.visit.step is Step.REPLAY
    assert len(kiosk.desk.views) > 1


def test_the_program_ends_in_mid_visit_and_the_books_know_that_it_was(
    at_mirror: AtMirror, goods: tuple[int, ...], store: Store, desktop: Desktop, people: People
) -> None:
    kiosk = at_mirror(goods[0])
    people.now += 31
    assert kiosk.shut()
    desktop.close()
    with store.read() as session:
        (noted,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "visit.ended")).all()
    assert (noted.details, noted.staff_id) == ({"seconds": 30, "looks": 1}, None)


def test_hold_it_for_me_gives_a_code_that_a_scanner_reads(
    at_mirror: AtMirror, goods: tuple[int, ...], store: Store, desktop: Desktop
) -> None:
    kiosk = at_mirror(goods[0], goods[2])
    press(kiosk, "Hold it for me")
    ticks = kiosk.stage.hold.ticks
    assert {id_: tick.isChecked() for id_, tick in ticks.items()} == {goods[2]: True, goods[0]: False}
    ticks[goods[0]].setChecked(True)
    press(kiosk, "Hold these for me")
    press(kiosk, "Hold these for me") if "Hold these for me" in texts(kiosk) else None
    assert desktop.shell.lanes.wait_idle()
    screen = kiosk.stage.hold
    image = screen.code_view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    code, _, _ = cv2.QRCodeDetector().detectAndDecode(np.ascontiguousarray(pixels[:, : image.width()]))
    with store.read() as session:
        hold = find_hold(session, code)
        assert hold is not None
        assert [item.variant_id for item in hold.items] == [goods[2], goods[0]]
        made = session.scalars(select(AuditEntry).where(AuditEntry.action == "hold.made")).all()
    assert len(made) == 1, "pressed twice, held once"
    assert made[0].actor_kind == "kiosk"
    assert screen.code.text() == hold.shown
    press(kiosk, "Finish")
    assert hold.shown not in texts(kiosk)
    assert screen.code.text() == ""


def test_at_the_end_only_that_somebody_was_here_is_left(
    at_mirror: AtMirror, goods: tuple[int, ...], store: Store, desktop: Desktop, people: People, qtbot: QtBot
) -> None:
    kiosk = at_mirror(*goods[:3])
    with qtbot.waitSignal(kiosk.desk.shown) as told:
        pass
    board = told.args[0]
    assert board.picture.any()
    people.now += 62
    with qtbot.waitSignal(kiosk.desk.camera.ended):
        kiosk.desk.do(Event.LEAVE)
    assert not any(picture.any() for picture in board.pictures), "every picture is overwritten"
    assert people.closed == 1
    assert not kiosk.stage.mirror.view.has_picture
    assert desktop.shell.lanes.wait_idle()
    with store.read() as session:
        noted = session.scalars(select(AuditEntry).where(AuditEntry.action == "visit.ended")).all()
    assert [(one.details["seconds"], one.details["looks"], one.staff_id) for one in noted] == [(60, 3, None)]


def test_nobody_answers_and_the_visit_is_wiped(at_mirror: AtMirror, goods: tuple[int, ...], people: People) -> None:
    kiosk = at_mirror(goods[0])
    people.are_there = False
    people.now += 41
    kiosk.desk.look_at_clock()
    assert "Are you still there?" in texts(kiosk)
    press(kiosk, "I am here")
    assert "Are you still there?" not in texts(kiosk)
    people.now += 41
    kiosk.desk.look_at_clock()
    people.now += 10
    kiosk.desk.look_at_clock()
    assert kiosk.desk.visit.is_empty
    assert not kiosk.desk.camera.is_running
    assert "Begin" in texts(kiosk)


def test_a_picture_is_saved_after_a_yes_only_and_goes_after_a_day(
    at_mirror: AtMirror, goods: tuple[int, ...], desktop: Desktop, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "pictures"
    kiosk = at_mirror(goods[0], goods[1])
    press(kiosk, "Compare")
    qtbot.waitUntil(lambda: kiosk.stage.compare.view.has_picture)
    press(kiosk, "Save a picture")
    assert "deleted after 24 hours" in texts(kiosk)
    press(kiosk, "No, do not save it")
    assert desktop.shell.lanes.wait_idle()
    assert not folder.exists()
    assert kiosk.desk.picture is None
    qtbot.waitUntil(lambda: kiosk.stage.compare.view.has_picture)
    press(kiosk, "Save a picture")
    offered = kiosk.desk.picture
    press(kiosk, "Yes, save this picture")
    assert desktop.shell.lanes.wait_idle()
    (file,) = folder.iterdir()
    assert file.stem.removeprefix("look-") in texts(kiosk)
    saved = cv2.imread(str(file))
    assert saved is not None
    assert saved.shape == offered.shape
    press(kiosk, "Go on")
    assert not offered.any(), "the copy in memory is overwritten"
    assert sweep(folder, 24, now=file.stat().st_mtime + 23 * 3600) == 0
    assert sweep(folder, 24, now=file.stat().st_mtime + 25 * 3600) == 1
    assert not file.exists()


def test_only_a_pin_leads_out_and_guessing_is_slow(kiosk: KioskWindow, desktop: Desktop, qtbot: QtBot) -> None:
    kiosk.close()
    assert kiosk.isVisible(), "closing asks for the PIN"
    assert kiosk.desk.visit.step is Step.STAFF
    pad = kiosk.stage.staff.pad
    for _guess in range(3):
        QTest.keyClicks(pad.edit, "9999")
        QTest.keyClick(pad.edit, Qt.Key.Key_Return)
        assert desktop.shell.lanes.wait_idle()
    assert "Again in 15 s" in texts(kiosk)
    assert not pad.isEnabled()
    with qtbot.assertNotEmitted(kiosk.left):
        pad.entered.emit("2468")
        assert desktop.shell.lanes.wait_idle()
    press(kiosk, "Back")
    assert kiosk.desk.visit.step is Step.ATTRACT
    QTest.keyClick(kiosk, Qt.Key.Key_Escape)
    assert "Again in" in texts(kiosk), "leaving the page forgives nothing"


def test_a_lock_of_the_shop_is_not_called_a_wrong_pin(kiosk: KioskWindow, desktop: Desktop, store: Store) -> None:
    for _guess in range(4):
        with pytest.raises(NotAllowed):
            approve(store, kiosk.desk.actor, "9999", "associate")
    press(kiosk, "Staff")
    pad = kiosk.stage.staff.pad
    for pin in ("9999", "2468"):
        pad.entered.emit(pin)
        assert desktop.shell.lanes.wait_idle()
    assert "Too many wrong PINs. Again in 5 min." in texts(kiosk)


def test_the_right_pin_leads_out(kiosk: KioskWindow, desktop: Desktop, qtbot: QtBot) -> None:
    press(kiosk, "Staff")
    with qtbot.waitSignal(kiosk.left) as told:
        QTest.keyClicks(kiosk.stage.staff.pad.edit, "2468")
        QTest.keyClick(kiosk.stage.staff.pad.edit, Qt.Key.Key_Return)
    assert told.args[0].name == "Mia"


def test_eyes_and_languages_are_the_visitors_own_until_they_leave(kiosk: KioskWindow) -> None:
    press(kiosk, "Deutsch")
    press(kiosk, "Hoher Kontrast")
    press(kiosk, "Gro\u00dfe Schrift")
    press(kiosk, "Los geht\u2019s")
    assert "Darf die Kamera Sie ansehen?" in texts(kiosk)
    assert kiosk.theme.colours.name == "contrast"
    assert kiosk.theme.scale.name == "kiosk-large"
    kiosk.desk.do(Event.LEAVE)
    assert "Begin" in texts(kiosk)
    assert kiosk.theme.colours.name == "dark"
    assert kiosk.theme.scale.name == "kiosk"


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080), (1366, 768)])
def test_every_button_is_for_a_thumb_and_there_are_four_at_most(
    kiosk: KioskWindow, goods: tuple[int, ...], size: tuple[int, int], large: bool, qtbot: QtBot
) -> None:
    if large:
        kiosk.ease.speak("de")  # the longest words
        kiosk.ease.toggle_large()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    kiosk.resize(*size)
    walk = (
        Event.BEGIN, Event.AGREE, Event.COMPARE, Event.BACK, Event.MEASURE, Event.BACK, Event.HOLD, Event.STAFF,
    )  # fmt: skip
    for event in (None, *walk):
        if event is not None:
            kiosk.desk.do(event)
        if kiosk.desk.visit.step is Step.MIRROR:
            kiosk.desk.put_on(goods[0])
            kiosk.desk.put_on(goods[1])
        for _round in range(4):  # a layout asks its parts, which lay out their own
            QCoreApplication.processEvents()
        assert kiosk.width() == size[0], f"{kiosk.desk.visit.step}: does not fit"
        assert kiosk.height() == size[1], f"{kiosk.desk.visit.step}: does not fit"
        for button in kiosk.findChildren(QAbstractButton):
            if button.isVisible():
                assert min(button.width(), button.height()) >= TOUCH, (button.text(), button.size())
                assert kiosk.rect().contains(button.mapTo(kiosk, button.rect().center())) or button in row_of(kiosk)
        shown = [one for one in kiosk.findChildren(Controls) if one.isVisible()]
        assert all(len(one.findChildren(QPushButton)) <= MOST for one in shown)


def row_of(kiosk: KioskWindow) -> list[QAbstractButton]:
    """The tiles, which may lie beyond the edge: the row can be pushed."""
    return list(kiosk.stage.mirror.row.tiles)
