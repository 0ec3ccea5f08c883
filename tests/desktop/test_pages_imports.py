"""The import page in the real window: drop, preview, decide, run, read the report, and find it again."""

import json
import threading
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.imports.page import ImportPage
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Sale

HEADER = "Invoice;Article;Description;Qty;Date;Price;Customer\n"


@pytest.fixture
def page(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> ImportPage:
    desktop.window.show_page("import")
    made = desktop.window.page("import")
    assert isinstance(made, ImportPage)
    made.desk._folder = tmp_path / "imports"
    assert desktop.shell.lanes.wait_idle()
    return made


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def make(lines: str, name: str = "sales.csv", header: str = HEADER) -> Path:
        path = tmp_path / name
        path.write_text(header + lines, "utf-8")
        return path

    return make


CLEAR = "1;A1;Hat;2;13/03/2026;9,50;C1\n2;A2;Cap;0;14/03/2026;5,00;\n3;A1;Hat;1;15/03/2026;9,50;\n"
UNCLEAR = "1;A1;Hat;2;03/04/2026;9,50;C1\n"


def look(page: ImportPage, qtbot: QtBot, *paths: Path) -> None:
    with qtbot.waitSignal(page.desk.looked):
        page.take_files(paths)


def test_a_dropped_file_is_shown_with_its_columns_already_chosen(
    page: ImportPage, qtbot: QtBot, write: Callable[..., Path]
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(write(CLEAR)))])
    action, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(9, 9), action, data, Qt.MouseButton.LeftButton, keys)
    with qtbot.waitSignal(page.desk.looked):
        page.dropEvent(drop)
    preview = page.preview
    assert page.stack.currentWidget() is preview
    assert preview._combos["sku"].currentData() == "Article"
    assert preview._combos["sold_at"].currentData() == "Date"
    assert preview.table is not None
    assert preview.table.model.index(0, 2).data() == "Hat"
    assert preview.run_button.isEnabled()


def _cut(combo: QComboBox) -> str:
    """What is chosen, with the pixels that are missing; empty where it can be read."""
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = combo.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, combo).width()
    short = combo.fontMetrics().horizontalAdvance(combo.currentText()) - room
    return f"{combo.currentText()}: {short}" if short > 0 else ""


@pytest.mark.parametrize("profile", ["counter", "floor"])
@pytest.mark.parametrize("files", [1, 2])
def test_what_a_file_is_read_as_can_be_read_on_the_smallest_screen(
    desktop: Desktop, page: ImportPage, qtbot: QtBot, write: Callable[..., Path], profile: str, files: int
) -> None:
    desktop.window.resize(1366, 768)
    desktop.shell.theme.use("light", profile)
    look(page, qtbot, *(write(CLEAR, f"sales{number}.csv") for number in range(files)))
    preview = page.preview
    QApplication.processEvents()
    combos = [preview.kind, preview.preset, preview.encoding, preview.delimiter, preview.decimals]
    assert "Semicolon (recognised)" in [combo.currentText() for combo in combos]
    assert [_cut(combo) for combo in combos if _cut(combo)] == []
    assert desktop.window.width() == 1366
    ground = preview._options
    places = [QRect(combo.mapTo(ground, QPoint(0, 0)), combo.size()) for combo in combos]
    assert all(ground.rect().contains(place) for place in places)
    assert not any(place.intersects(other) for place, other in combinations(places, 2))
    assert [_cut(combo) for combo in preview._combos.values() if _cut(combo)] == []
    assert preview.mapping_view.horizontalScrollBar().maximum() == 0


def test_an_import_ends_in_a_readable_report_and_is_listed(
    desktop: Desktop, page: ImportPage, store: Store, qtbot: QtBot, write: Callable[..., Path], tmp_path: Path
) -> None:
    told: list[object] = []
    desktop.shell.bus.changed.connect(told.append)
    look(page, qtbot, write(CLEAR))
    with qtbot.waitSignal(page.desk.ended, timeout=30_000):
        page.preview.run_button.click()
    assert page.stack.currentWidget() is page.report
    with store.read() as session:
        assert session.query(Sale).count() == 2
    texts = [row.rule.text for row in page.report.rule_rows()]
    assert "1 line with a quantity of zero: refused." in texts
    refused = page.report.rule_rows()[0]
    refused.unfold(True)
    assert "sales.csv:3" in refused.examples.text()
    assert any(getattr(one, "everything", False) for one in told)
    assert page.report.view is not None
    assert "quantity" in Path(page.report.view.reject_file).read_text("utf-8-sig").lower()
    with qtbot.waitSignal(desktop.shell.toasts.shown):
        page.desk.save_report(page.report.view, tmp_path / "report.json")
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["sales"] == 2
    assert desktop.shell.lanes.wait_idle(60_000)
    page.show_start()
    assert page.past.model.index(0, 1).data() == "sales.csv"
    page.past.select_first()
    page._on_past()
    assert page.stack.currentWidget() is page.report


def test_the_order_of_day_and_month_is_asked_never_guessed(
    page: ImportPage, store: Store, qtbot: QtBot, write: Callable[..., Path]
) -> None:
    look(page, qtbot, write(UNCLEAR))
    preview = page.preview
    assert preview._question.isVisible()
    assert not preview.run_button.isEnabled()
    assert (preview.day_first.text(), preview.month_first.text()) == ("3 April 2026", "4 March 2026")
    with qtbot.waitSignal(page.desk.looked):
        preview.month_first.click()
    assert not preview._question.isVisible()
    with qtbot.waitSignal(page.desk.ended, timeout=30_000):
        preview.run_button.click()
    with store.read() as session:
        assert session.query(Sale).one().sold_at.month == 3


def test_a_column_can_be_given_by_hand(page: ImportPage, qtbot: QtBot, write: Callable[..., Path]) -> None:
    look(page, qtbot, write("1;A1;Hat;2;2026-03-13;9,50\n", header="Invoice;Article;Description;Many;Date;Price\n"))
    preview = page.preview
    assert not preview.run_button.isEnabled()
    assert preview._problems.isVisible()
    combo = preview._combos["quantity"]
    combo.setCurrentIndex(combo.findData("Many"))
    with qtbot.waitSignal(page.desk.looked):
        combo.activated.emit(combo.currentIndex())
    assert preview.run_button.isEnabled()
    assert not preview._problems.isVisible()


def test_what_is_no_table_is_refused_with_a_sentence(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(b"")
    look(page, qtbot, path)
    assert "empty" in page.preview._problems.text()
    assert not page.preview.run_button.isEnabled()


def test_an_associate_cannot_import(
    desktop: Desktop, page: ImportPage, store: Store, associate: Actor, qtbot: QtBot, write: Callable[..., Path]
) -> None:
    desktop.shell.staff.sign_in(associate)
    look(page, qtbot, write(CLEAR))
    with qtbot.waitSignal(page.desk.refused):
        page.preview.run_button.click()
    with store.read() as session:
        assert session.query(Sale).count() == 0


def test_stopping_leaves_the_shop_as_it_was(
    desktop: Desktop, page: ImportPage, store: Store, qtbot: QtBot, write: Callable[..., Path]
) -> None:
    look(page, qtbot, write(CLEAR))
    with qtbot.waitSignal(page.desk.stopped, timeout=30_000):
        page.preview.run_button.click()
        page.desk.cancel()
    with store.read() as session:
        assert session.query(Sale).count() == 0
    assert page.stack.currentWidget() is page.preview


def test_a_second_time_nothing_is_new(page: ImportPage, qtbot: QtBot, write: Callable[..., Path]) -> None:
    path = write(CLEAR)
    for _ in range(2):
        look(page, qtbot, path)
        with qtbot.waitSignal(page.desk.ended, timeout=30_000) as ended:
            page.preview.run_button.click()
    assert ended.args[0].headline.startswith("Nothing new")


def test_a_sale_does_not_wait_while_records_are_read(
    desktop: Desktop, page: ImportPage, qtbot: QtBot, write: Callable[..., Path]
) -> None:
    look(page, qtbot, write(CLEAR))
    order: list[str] = []
    page.desk.ended.connect(lambda _view: order.append("import"))
    held = threading.Event()
    lanes = desktop.shell.lanes
    lanes.cpu.run(page, lambda _progress: held.wait(30))  # something long before it: the import cannot begin yet
    page.preview.run_button.click()
    lanes.db.run(page, lambda _progress: "sold", order.append)
    qtbot.waitUntil(lambda: order == ["sold"])
    with qtbot.waitSignal(page.desk.ended, timeout=30_000):
        held.set()
    assert order == ["sold", "import"]
