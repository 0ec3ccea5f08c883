"""Measured by a card: asked for by the visitor, shown while it goes on, told with its error, left at any moment."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from shopassistant.desktop.kiosk.flow import Event, Step
from shopassistant.desktop.kiosk.window import KioskWindow
from shopassistant.tryon.card.meter import Reading
from tests.desktop.kiosk.conftest import CARD, People, measures_by
from tests.desktop.kiosk.test_kiosk import press, texts

AtMirror = Callable[..., KioskWindow]


def measuring(at_mirror: AtMirror, qtbot: QtBot, *worn: int) -> KioskWindow:
    kiosk = at_mirror(*worn)
    press(kiosk, "Measure more exactly")
    assert kiosk.desk.visit.step is Step.MEASURE
    qtbot.waitUntil(lambda: kiosk.desk.measuring.reading is not None and kiosk.stage.measure.view.has_picture)
    return kiosk


def test_a_visitor_is_led_through_and_told_the_result_with_its_interval(
    at_mirror: AtMirror, goods: tuple[int, ...], people: People, qtbot: QtBot
) -> None:
    people.measures = measures_by("people", 4.0)
    kiosk = measuring(at_mirror, qtbot, goods[0])
    screen = kiosk.stage.measure
    said = texts(kiosk)
    assert "Hold a card flat against your forehead" in said
    assert "neither read nor kept" in said
    assert screen.bar.value() == 0
    for code, share, words in (
        ("tilted", 0.0, "Tilt it less"), ("apart", 0.2, "it should touch"), ("reading", 0.5, "hold it like that"),
    ):  # fmt: skip
        people.meter.reading = Reading(code, share, CARD)
        qtbot.waitUntil(lambda words=words: words in screen.title.text())
        assert screen.bar.value() == round(100 * share)
    people.meter.reading = Reading("done", 1.0)
    qtbot.waitUntil(lambda: kiosk.desk.measuring.pupil_distance is not None)
    assert screen.title.text() == "Your pupil distance: 63 mm (62 to 64)"
    assert screen.bar.value() == 100
    press(kiosk, "Back to the mirror")
    assert kiosk.desk.visit.step is Step.MIRROR
    assert kiosk.desk.visit.wears == (goods[0],)
    assert kiosk.stage.mirror.measure.text() == "Measured by card"
    qtbot.waitUntil(lambda: not people.meter.is_on)
    qtbot.waitUntil(lambda: "\u00b1 1 mm" in kiosk.stage.mirror.line.text())


def test_nothing_is_drawn_over_the_card_and_its_edge_is_shown(
    at_mirror: AtMirror, goods: tuple[int, ...], qtbot: QtBot
) -> None:
    kiosk = measuring(at_mirror, qtbot, goods[1])

    def bare() -> bool:
        with qtbot.waitSignal(kiosk.desk.shown) as told:
            pass
        board = told.args[0]
        assert len(board.card.corners) == 4
        assert board.card.is_seen
        assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in board.card.corners)
        left = [x for x, _y in board.card.corners]
        assert left[0] > left[1], "as in a mirror"
        return not (board.picture[..., :3].reshape(-1, 3) == (32, 32, 192)).all(axis=1).any()

    qtbot.waitUntil(bare)
    shot = kiosk.stage.measure.view.grab().toImage()
    tones = {shot.pixelColor(x, y).name() for x in range(0, shot.width(), 3) for y in range(0, shot.height(), 3)}
    assert kiosk.theme.colour("positive").name() in tones


def test_what_hinders_being_seen_is_said_but_a_dark_card_is_no_hair(
    at_mirror: AtMirror, people: People, qtbot: QtBot
) -> None:
    kiosk = measuring(at_mirror, qtbot)
    pill = kiosk.stage.measure.pill
    people.fault = "dark"
    qtbot.waitUntil(lambda: pill.text() == "A little more light, please")
    people.fault = "hair"
    qtbot.waitUntil(lambda: pill.text() == "")


def test_it_can_be_skipped_done_again_and_is_forgotten(at_mirror: AtMirror, people: People, qtbot: QtBot) -> None:
    kiosk = measuring(at_mirror, qtbot)
    press(kiosk, "Skip")
    assert kiosk.desk.visit.step is Step.MIRROR
    assert kiosk.desk.measuring.pupil_distance is None
    people.meter.reading = Reading("done", 1.0)
    press(kiosk, "Measure more exactly")
    qtbot.waitUntil(lambda: kiosk.desk.measuring.pupil_distance is not None)
    people.meter.reading = Reading("search", 0.0)
    people.are_there = False
    press(kiosk, "Measure again")
    assert kiosk.desk.measuring.pupil_distance is None
    assert kiosk.stage.measure.title.text() == "Hold a card flat against your forehead"
    kiosk.stage.measure._on_slow()
    assert "It can be skipped" in texts(kiosk)
    with qtbot.waitSignal(kiosk.desk.camera.ended):
        kiosk.desk.do(Event.LEAVE)
    assert kiosk.desk.measuring.reading is None
    assert not people.meter.is_on
    assert kiosk.stage.measure.title.text() == ""
    assert not kiosk.stage.measure.view.has_picture
    assert kiosk.stage.mirror.measure.text() == "Measure more exactly"
