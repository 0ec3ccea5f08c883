"""The table: only what is in sight is read, sorting asks, columns are remembered, rows go out as TSV and CSV."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from pytestqt.qtbot import QtBot

from shopassistant.desktop.app import Desktop
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import label
from shopassistant.desktop.widgets.table import Column, LazyTable
from shopassistant.desktop.widgets.table_model import LazyModel


class Rows:
    """A loader that keeps count of what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, ids: Sequence[int]) -> dict[int, tuple[str, int]]:
        self.asked += ids
        return {one: (f"row {one}", one * 10) for one in ids}


COLUMNS = (
    Column("name", "Name", lambda row: row[0], 0, sort="name"),
    Column("value", "Value £", lambda row: f"{row[1]:,}", 90, "right", sort="value", descending=True),
)


@pytest.fixture
def rows() -> Rows:
    return Rows()


@pytest.fixture
def table(desktop: Desktop, qtbot: QtBot, rows: Rows) -> LazyTable:
    assert desktop.context is not None
    made = LazyTable(desktop.context, "test", COLUMNS, rows)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def settle(desktop: Desktop, qtbot: QtBot, table: LazyTable) -> None:
    qtbot.waitUntil(lambda: not table.model.missing(*table._span()) and desktop.shell.lanes.is_idle)


def test_of_100_000_rows_only_those_in_sight_are_read(
    desktop: Desktop, qtbot: QtBot, table: LazyTable, rows: Rows
) -> None:
    table.set_ids(range(1, 100_001))
    settle(desktop, qtbot, table)
    assert table.model.index(0, 0).data() == "row 1"
    assert len(rows.asked) < 300
    table.view.scrollToBottom()
    settle(desktop, qtbot, table)
    assert table.model.index(99_999, 1).data() == "1,000,000"
    assert len(rows.asked) < 600


def test_rows_that_come_when_the_view_has_moved_on_are_told_of_at_their_lines() -> None:
    model = LazyModel(COLUMNS)
    model.set_ids(range(1, 100_001), keep_rows=False)
    asked = model.missing(40_000, 40_002)
    assert model.missing(0, 1) == [1, 2]
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.put({one: (f"row {one}", one) for one in asked})
    assert told == [(40_000, 40_002)]
    assert (model.place(1), model.place(99_999), model.place(7_000_000)) == (0, 99_998, -1)


def test_the_current_row_stays_current_when_the_order_changes(desktop: Desktop, qtbot: QtBot, table: LazyTable) -> None:
    table.set_ids([1, 2, 3])
    table.select(2)
    table.set_ids([3, 2, 1])
    assert table.current_id() == 2
    with qtbot.waitSignal(table.current_changed, check_params_cb=lambda one: one == 0):
        table.set_ids([3, 1])


def test_a_click_on_a_header_asks_for_the_order(desktop: Desktop, qtbot: QtBot, table: LazyTable) -> None:
    header = table.view.horizontalHeader()
    value = QPoint(header.sectionViewportPosition(1) + 10, 10)
    with qtbot.waitSignal(table.sorted_by) as asked:
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=value)
    assert asked.args == ["value", True]
    with qtbot.waitSignal(table.sorted_by) as asked:
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=value)
    assert asked.args == ["value", False]


def test_letters_go_to_the_search_box_and_enter_opens(desktop: Desktop, qtbot: QtBot, table: LazyTable) -> None:
    table.set_ids([5, 6])
    table.select_first()
    with qtbot.waitSignal(table.typed) as typed:
        qtbot.keyClick(table.view, Qt.Key.Key_S)
    assert typed.args == ["s"]
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert opened.args == [5]


def test_all_rows_are_copied_also_those_never_seen(desktop: Desktop, qtbot: QtBot, table: LazyTable) -> None:
    table.set_ids(range(1, 3_001))
    table.view.selectAll()
    with qtbot.waitSignal(desktop.shell.toasts.shown):
        qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Name\tValue £"
    assert (len(lines), lines[-1]) == (3_001, "row 3000\t30,000")


def test_what_is_copied_is_no_formula(desktop: Desktop, qtbot: QtBot) -> None:
    assert desktop.context is not None
    names = {1: '=HYPERLINK("http://x.example", "Ann")', 2: "-12.50", 3: "+49 171 2345678"}
    table = LazyTable(desktop.context, "names", (Column("name", "Name", str),), lambda ids: {i: names[i] for i in ids})
    qtbot.addWidget(table)
    table.set_ids([1, 2, 3])
    table.view.selectAll()
    with qtbot.waitSignal(desktop.shell.toasts.shown):
        table.copy()
    copied = QGuiApplication.clipboard().text().split("\n")
    assert copied == ["Name", f"'{names[1]}", "-12.50", f"'{names[3]}"]


def test_export_writes_what_is_shown(desktop: Desktop, qtbot: QtBot, table: LazyTable, tmp_path: Path) -> None:
    pytest.importorskip("shopassistant.core.csv_file")
    table.set_ids([2, 1])
    table.show_column("value", is_shown=False)
    with qtbot.waitSignal(desktop.shell.toasts.shown):
        table.export(tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text("utf-8-sig").splitlines() == ["Name", "row 2", "row 1"]


@pytest.fixture(params=["counter", "floor"])
def narrow(desktop: Desktop, qtbot: QtBot, rows: Rows, request: pytest.FixtureRequest) -> LazyTable:
    """A table with a column whose name is longer than its cells."""
    assert desktop.context is not None
    desktop.shell.theme.use("light", request.param)
    columns = (COLUMNS[0], Column("part", "Vom Gesamtumsatz", lambda row: "1", 60, "right", sort="part"))
    made = LazyTable(desktop.context, "narrow", columns, rows)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    return made


def test_the_name_of_a_narrow_column_is_read_whole(desktop: Desktop, narrow: LazyTable) -> None:
    theme = desktop.shell.theme
    metrics = QFontMetrics(theme.font("body" if theme.is_floor else "caption", 600))
    room = narrow.view.horizontalHeader().sectionSize(1) - 2 * UNIT - theme.scale.caption
    assert metrics.elidedText("Vom Gesamtumsatz", Qt.TextElideMode.ElideRight, room) == "Vom Gesamtumsatz"


def test_columns_are_remembered(desktop: Desktop, qtbot: QtBot, table: LazyTable, rows: Rows) -> None:
    table.show_column("value", is_shown=False)
    qtbot.waitUntil(lambda: "table.test" in desktop.shell.settings.current.window)
    assert desktop.context is not None
    again = LazyTable(desktop.context, "test", COLUMNS, rows)
    qtbot.addWidget(again)
    assert [column.key for column in again.shown_columns()] == ["name"]
    again.show_column("name", is_shown=False)  # the last one stays
    assert [column.key for column in again.shown_columns()] == ["name"]


def test_without_rows_the_empty_page_speaks(desktop: Desktop, qtbot: QtBot, table: LazyTable) -> None:
    empty = label("No customers yet")
    table.set_empty(empty)
    assert empty.isVisible()
    table.set_ids([1])
    assert not empty.isVisible()
    assert table.model.rowCount(QModelIndex()) == 1
