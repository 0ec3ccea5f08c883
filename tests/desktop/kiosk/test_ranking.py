"""What fits the face comes first, but nothing moves under a finger; the visitor is told what the mark means."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopassistant.desktop.app import Desktop
from shopassistant.desktop.kiosk.flow import Event
from shopassistant.desktop.kiosk.looks_row import LooksRow
from shopassistant.desktop.kiosk.window import KioskWindow
from shopassistant.store.database import Store
from tests.desktop.kiosk.conftest import GLASSES, People, add_goods, measures_by
from tests.desktop.kiosk.test_kiosk import texts

AtMirror = Callable[..., KioskWindow]
WIDE = GLASSES | {"frame_width_mm": 168, "lens_width_mm": 64}


def names(row: LooksRow) -> list[str]:
    return [tile.goods.name for tile in row.tiles]


def known(kiosk: KioskWindow, people: People, qtbot: QtBot) -> None:
    """The face is looked at for long enough."""
    people.measures = measures_by("iris", 3.0)
    qtbot.waitUntil(lambda: kiosk.desk.ranking._who == 1)
    assert not kiosk.desk.ranking.goods, "not measured well enough yet"
    people.now += 2.1
    qtbot.waitUntil(lambda: bool(kiosk.desk.ranking.goods))


def shop_with_a_wide_frame(kiosk: KioskWindow, store: Store, desktop: Desktop) -> int:
    """Its frame is what the shop shows first."""
    wide = add_goods(store, "Aspen wide", WIDE, 9_900, 3)
    desktop.shell.lanes.wait_idle()
    kiosk.desk.load()
    assert desktop.shell.lanes.wait_idle()
    return wide


def test_what_fits_is_marked_at_once_and_comes_first_when_the_row_opens_again(
    kiosk: KioskWindow, at_mirror: AtMirror, store: Store, desktop: Desktop, people: People, qtbot: QtBot
) -> None:
    shop_with_a_wide_frame(kiosk, store, desktop)
    at_mirror()
    row = kiosk.stage.mirror.row
    before = names(row)
    assert "Aspen wide" in before
    known(kiosk, people, qtbot)
    assert names(row) == before, "all of them are in sight: none moves"
    marked = {tile.goods.name for tile in row.tiles if "fits" in tile.accessibleName()}
    assert marked == {"Alder round", "Birch round", "Cedar round", "Dogwood round"}
    assert "Those marked fit your face, 142 \u00b1 3 mm wide." in texts(kiosk)
    kiosk.desk.put_on(kiosk.desk.row[0].variant_id)
    kiosk.desk.do(Event.HOLD)
    kiosk.desk.do(Event.BACK)
    glasses = [tile.goods.name for tile in row.tiles if tile.goods.place == "eyes"]
    assert glasses[-1] == "Aspen wide"
    kiosk.desk.do(Event.LEAVE)
    assert not kiosk.desk.ranking.goods
    assert kiosk.desk.ranking.face_width is None
    assert desktop.shell.lanes.wait_idle()
    assert not [tile for tile in row.tiles if "fits" in tile.accessibleName()], "the next visitor has another face"


def test_only_what_is_out_of_sight_moves_while_the_row_is_open(
    kiosk: KioskWindow, at_mirror: AtMirror, goods: tuple[int, ...], qtbot: QtBot
) -> None:
    at_mirror()
    row = kiosk.stage.mirror.row
    row.setFixedWidth(row.tiles[0].width() * 2 + 20)
    qtbot.waitUntil(lambda: row.viewport().width() < row.tiles[0].width() * 3)
    before = names(row)
    places = [tile.x() for tile in row.tiles[:3]]
    worn = row.tiles[4].goods.variant_id
    row.show_worn((worn,))
    row.rank(tuple(reversed(kiosk.desk.row)), kiosk.desk.catalogue)
    for _round in range(3):
        QApplication.processEvents()
    assert names(row)[:3] == before[:3]
    assert [tile.x() for tile in row.tiles[:3]] == places
    assert sorted(names(row)) == sorted(before)
    assert row.tiles[3].goods.variant_id == worn, "what is worn stays"
    assert names(row) != before


def test_measured_by_something_surer_the_row_is_read_again(
    kiosk: KioskWindow, at_mirror: AtMirror, people: People, qtbot: QtBot
) -> None:
    at_mirror()
    known(kiosk, people, qtbot)
    told = kiosk.desk.ranking.face_width
    people.measures = measures_by("card", 1.0)
    qtbot.waitUntil(lambda: kiosk.desk.ranking.face_width is not told)
    assert kiosk.desk.ranking.face_width is not None
    assert kiosk.desk.ranking.face_width.spread == 1.0


def test_the_row_opens_at_its_beginning_or_at_what_is_worn(
    kiosk: KioskWindow, at_mirror: AtMirror, goods: tuple[int, ...], qtbot: QtBot
) -> None:
    row = kiosk.stage.mirror.row
    row.setFixedWidth(row.tiles[0].width() * 2)
    at_mirror()
    assert row.horizontalScrollBar().value() == 0, "the first tile is whole"
    kiosk.desk.put_on(row.tiles[-1].goods.variant_id)
    kiosk.desk.do(Event.HOLD)
    kiosk.desk.do(Event.BACK)
    worn = row.tiles[-1]
    assert row.viewport().rect().contains(worn.mapTo(row.viewport(), worn.rect().center()))
