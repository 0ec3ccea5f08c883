"""The table of every page: sortable, columns chosen and remembered, copied as TSV, saved as CSV, any number of rows."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QHeaderView, QMenu, QStackedLayout, QTableView, QWidget

from shopassistant.core.errors import EnvironmentProblem
from shopassistant.core.progress import Progress
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import COUNTER, HALF, UNIT
from shopassistant.desktop.widgets.table_delegate import CellPainter
from shopassistant.desktop.widgets.table_model import Column, LazyModel, Loader

__all__ = ["Column", "LazyTable"]

# Rows read beyond those in sight, either way.
_AHEAD = 60
_SAVE_AFTER_MS = 800
_CHUNK = 2_000


class LazyTable(QWidget):
    """Shows rows by their ids; `load` is called inside the read lane, for those in sight.

    Signals:
        sorted_by: a column's `sort` and whether the largest comes first; answer with `set_ids`.
        current_changed: id of the current row, 0 for none.
        opened: id of a row that was double-clicked or Enter was pressed on.
        typed: a letter was typed while the table had the focus: put it into the search box.
        deleted: Delete was pressed on the current row.
    """

    sorted_by = Signal(str, bool)
    current_changed = Signal(int)
    opened = Signal(int)
    typed = Signal(str)
    deleted = Signal(int)

    def __init__(
        self, context: AppContext, name: str, columns: Sequence[Column], load: Loader, *, lines: int = 1
    ) -> None:
        """Args:
        name: under which the columns are remembered.
        lines: lines of text in a row, for columns that paint themselves.
        """
        super().__init__()
        self._lines = lines
        self._context = context
        self._name = f"table.{name}"
        self._load = load
        self._empty: QWidget | None = None
        self._kept_id = 0
        self._sort = ("", False)
        self.model = LazyModel(columns)
        self.view = _View(self)
        self._painter = CellPainter(context.theme, self.model, self.view)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.view)
        self._fetch_timer = _timer(self, 0, self._fetch)
        self._save_timer = _timer(self, _SAVE_AFTER_MS, self._save_columns)
        self._build_view()
        self._build_header()
        self._connect()

    # Building

    def _build_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(self._painter)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setCornerButtonEnabled(False)
        view.setTabKeyNavigation(False)
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._resize_rows()

    def _build_header(self) -> None:
        header = self.view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setSortIndicatorShown(True)
        header.setMinimumSectionSize(48)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._set_columns()
        for place, column in enumerate(self.model.columns):
            mode = QHeaderView.ResizeMode.Interactive if column.width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(place, mode)

    def _set_columns(self) -> None:
        """Widths and columns as they are at first in this profile, or as somebody chose them in it."""
        theme, header = self._context.theme, self.view.horizontalHeader()
        self._profile, self._is_setting = theme.profile, True
        for place, column in enumerate(self.model.columns):
            if column.width:
                wanted = column.width * theme.scale.body // COUNTER.body
                header.resizeSection(place, max(wanted, self._least_width(column)))
            self.view.setColumnHidden(place, not column.shown or (theme.is_floor and not column.on_floor))
        self._restore_columns()
        self._is_setting = False

    def _least_width(self, column: Column) -> int:
        """Room for the column's name and the sign of its order: German is longer than English."""
        theme = self._context.theme
        font = theme.font("body" if theme.is_floor else "caption", QFont.Weight.DemiBold)
        sign = theme.scale.caption if column.sort else 0
        return QFontMetrics(font).horizontalAdvance(column.title) + sign + 2 * UNIT + 2

    @property
    def _columns_name(self) -> str:
        """Under which the columns are remembered."""
        return f"{self._name}.floor" if self._context.theme.is_floor else self._name

    def _on_theme(self) -> None:
        self._resize_rows()
        if self._profile != self._context.theme.profile:
            self._set_columns()

    def _connect(self) -> None:
        header = self.view.horizontalHeader()
        header.sectionClicked.connect(self._on_header)
        header.sectionResized.connect(self._on_resized)
        header.sectionMoved.connect(self._columns_changed)
        header.customContextMenuRequested.connect(self._on_header_menu)
        self.view.customContextMenuRequested.connect(self._on_menu)
        self.view.verticalScrollBar().valueChanged.connect(self._want_rows)
        self.view.doubleClicked.connect(self._on_double)
        self.view.selectionModel().currentRowChanged.connect(self._on_current)
        self._context.theme.changed.connect(self._on_theme)

    # Rows

    def set_ids(self, ids: Sequence[int], *, keep_rows: bool = False) -> None:
        """Show these rows in this order. The current row stays current where it is still there."""
        current = self.current_id()
        self.model.set_ids(ids, keep_rows=keep_rows)
        if self._kept_id and self.model.place(self._kept_id) >= 0:
            current = self._kept_id  # was asked for before it was there
        line = self.model.place(current) if current else -1
        if line >= 0:
            self._kept_id = 0
            self._select_line(line)
            self.view.scrollTo(self.model.index(line, self._first_column()))
        elif current:
            self.current_changed.emit(0)
        if self._empty is not None:
            self._stack.setCurrentWidget(self._empty if not len(ids) else self.view)
        self._want_rows()

    def set_rows(self, rows: Mapping[int, Any]) -> None:
        """Show these rows, which need no loading: a list of some hundred at most."""
        self.model.set_ids(list(rows), keep_rows=False)
        self.model.put(rows)
        if self._empty is not None:
            self._stack.setCurrentWidget(self.view if rows else self._empty)

    def show_rows(self, rows: Mapping[int, Any], wanted: int = 0) -> None:
        """`set_rows`, then `wanted` becomes current, or what was; where that is not among them, the first."""
        wanted = wanted or self.current_id()
        self.set_rows(rows)
        if wanted in rows:
            self.select(wanted)
        elif rows:
            self.select_first()

    def refresh(self, ids: Sequence[int] | None = None) -> None:
        """Read rows again: these, or all in sight."""
        self.model.forget(list(self.model.ids) if ids is None else ids)
        self._want_rows()

    def set_empty(self, widget: QWidget) -> None:
        """What stands in the table's place while there are no rows."""
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = widget
        self._stack.addWidget(widget)
        if not len(self.model.ids):
            self._stack.setCurrentWidget(widget)

    def current_id(self) -> int:
        """Id of the current row, 0 for none."""
        line = self.view.currentIndex().row()
        return self.model.ids[line] if 0 <= line < len(self.model.ids) else 0

    def current_row(self) -> Any | None:
        """The current row, None while none is or it is not loaded."""
        return self.model.row(self.view.currentIndex().row())

    def selected_ids(self) -> list[int]:
        """Ids of the selected rows, from the top."""
        parts = cast("list[QItemSelectionRange]", self.view.selectionModel().selection())
        lines = sorted(line for part in parts for line in range(part.top(), part.bottom() + 1))
        return [self.model.ids[line] for line in lines]

    def select(self, row_id: int) -> None:
        """Make a row current; one that is not there yet becomes it when it comes."""
        line = self.model.place(row_id)
        self._kept_id = 0 if line >= 0 else row_id
        if line >= 0:
            self._select_line(line)
            self.view.scrollTo(self.model.index(line, 0))

    def select_first(self) -> None:
        """Make the first row current."""
        if len(self.model.ids):
            self._select_line(0)

    def clear_selection(self) -> None:
        """No row is current."""
        self._kept_id = 0
        self.view.setCurrentIndex(QModelIndex())
        self.view.clearSelection()

    def set_sort(self, sort: str, *, descending: bool) -> None:
        """Show by which column the ids are ordered."""
        self._sort = (sort, descending)
        places = [place for place, column in enumerate(self.model.columns) if sort and column.sort == sort]
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.view.horizontalHeader().setSortIndicator(places[0] if places else -1, order)

    def _select_line(self, line: int) -> None:
        index = self.model.index(line, self._first_column())
        flags = QItemSelectionModel.SelectionFlag
        self.view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _first_column(self) -> int:
        header = self.view.horizontalHeader()
        shown = [header.logicalIndex(place) for place in range(header.count())]
        return next((one for one in shown if not self.view.isColumnHidden(one)), 0)

    def _want_rows(self) -> None:
        self._fetch_timer.start()

    def _span(self) -> tuple[int, int]:
        height = max(1, self.view.rowHeight(0) if len(self.model.ids) else self._context.theme.scale.row)
        first = max(0, self.view.rowAt(0))
        return first, first + self.view.viewport().height() // height + 1

    def _fetch(self) -> None:
        first, last = self._span()
        if not self.model.missing(first, last):
            return
        wanted = self.model.missing(first - _AHEAD, last + _AHEAD)
        self._context.lanes.read.run(self, lambda _progress: self._load(wanted), self._on_rows, key="rows")

    def _on_rows(self, rows: Mapping[int, Any]) -> None:
        self.model.put(rows)
        self.view.viewport().update()
        if self.current_id() in rows:
            self.current_changed.emit(self.current_id())

    # What people do

    def _on_header(self, place: int) -> None:
        column = self.model.columns[place]
        sort, descending = self._sort
        if column.sort:
            descending = not descending if column.sort == sort else column.descending
            self.sorted_by.emit(column.sort, descending)
        self.set_sort(self._sort[0] if not column.sort else column.sort, descending=descending)

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        line = index.row()
        self.current_changed.emit(self.model.ids[line] if 0 <= line < len(self.model.ids) else 0)

    def _on_double(self, _index: QModelIndex) -> None:
        if self.current_id():
            self.opened.emit(self.current_id())

    def take_key(self, event: QKeyEvent) -> bool:
        """Keys of the view; True where one was taken."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.opened.emit(self.current_id())
            return True
        if event.key() == Qt.Key.Key_Delete and self.current_id():
            self.deleted.emit(self.current_id())
            return True
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if plain and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
            return True
        return False

    def hover(self, line: int) -> None:
        """The pointer is over a line, -1 for none."""
        if line != self._painter.hovered_line:
            self._painter.hovered_line = line
            self.view.viewport().update()

    # Copy and export

    def copy(self) -> None:
        """The selected rows to the clipboard, as tab-separated text with headings."""
        ids, columns = self.selected_ids(), self.shown_columns()
        if not ids:
            return
        self._context.lanes.read.run(self, lambda progress: _tsv(self._load, ids, columns, progress), self._on_copied)

    def _on_copied(self, result: tuple[str, int]) -> None:
        text, count = result
        QGuiApplication.clipboard().setText(text)
        self._context.toasts.show(self.tr("Copied {count} rows").format(count=self._context.catalogue.number(count)))

    def ask_export(self) -> None:
        """Ask for a file and write all rows to it."""
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the table"), f"{self._name.removeprefix('table.')}.csv", self.tr("Tables (*.csv)")
        )
        if path:
            self.export(Path(path))

    def export(self, path: Path) -> None:
        """Write all rows, in the order and with the columns shown, as CSV."""
        ids, columns = list(self.model.ids), self.shown_columns()
        self._context.lanes.read.run(
            self,
            lambda progress: _csv(self._load, ids, columns, path, progress),
            self._on_exported,
            title=self.tr("Saving the table"),
        )

    def _on_exported(self, result: tuple[Path, int]) -> None:
        path, count = result
        text = self.tr("Saved {count} rows to {path}")
        self._context.toasts.show(text.format(count=self._context.catalogue.number(count), path=path.name))

    # Columns

    def shown_columns(self) -> list[Column]:
        """The columns that are shown, in their order on the screen."""
        header = self.view.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        return [self.model.columns[one] for one in order if not self.view.isColumnHidden(one)]

    def show_column(self, key: str, *, is_shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        place = next(index for index, column in enumerate(self.model.columns) if column.key == key)
        if is_shown or len(self.shown_columns()) > 1:
            self.view.setColumnHidden(place, not is_shown)
            self._columns_changed()

    def column_menu(self) -> QMenu:
        """A menu that shows and hides columns."""
        menu = QMenu(self)
        shown = {column.key for column in self.shown_columns()}
        for column in self.model.columns:
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(column.key in shown)
            action.setData(column.key)
        menu.triggered.connect(self._on_column_chosen)
        return menu

    def _on_column_chosen(self, action: QAction) -> None:
        self.show_column(str(action.data()), is_shown=action.isChecked())

    def _on_header_menu(self, where: QPoint) -> None:
        menu = self.column_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.horizontalHeader().mapToGlobal(where))

    def _on_menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy rows"), self.copy)
        menu.addAction(self.tr("Save the table as CSV"), self.ask_export)
        columns = self.column_menu()
        columns.setTitle(self.tr("Columns"))
        menu.addMenu(columns)
        menu.popup(self.view.viewport().mapToGlobal(where))

    def _on_resized(self, place: int, _before: int, _after: int) -> None:
        if (
            self.model.columns[place].width and not self._is_setting
        ):  # the one that takes what is left follows the window, not a person
            self._columns_changed()

    def _columns_changed(self) -> None:
        self._save_timer.start()
        self._want_rows()

    def _save_columns(self) -> None:
        state = bytes(self.view.horizontalHeader().saveState().toBase64().data()).decode("ascii")
        window = {**self._context.settings.current.window, self._columns_name: state}
        try:
            self._context.settings.change(window=window)
        except EnvironmentProblem as error:
            self._context.errors.show(error)

    def _restore_columns(self) -> None:
        stored = self._context.settings.current.window.get(self._columns_name, "")
        header = self.view.horizontalHeader()
        if stored:
            header.restoreState(QByteArray.fromBase64(QByteArray(stored.encode("ascii"))))
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def _resize_rows(self) -> None:
        theme, scale = self._context.theme, self._context.theme.scale
        height = scale.row + (self._lines - 1) * ((scale.body if theme.is_floor else scale.caption) + HALF)
        self.view.verticalHeader().setDefaultSectionSize(height)
        self._want_rows()


class _View(QTableView):
    """The Qt view inside a `LazyTable`."""

    def __init__(self, table: LazyTable) -> None:
        super().__init__(table)
        self._table = table

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._table.take_key(event):
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._table.hover(self.rowAt(round(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._table.hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._table._want_rows()


def _timer(parent: QWidget, wait_ms: int, slot: Any) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(wait_ms)
    timer.timeout.connect(slot)
    return timer


def _cells(load: Loader, ids: Sequence[int], columns: Sequence[Column], progress: Progress) -> Iterator[list[object]]:
    for start in range(0, len(ids), _CHUNK):
        progress.report("table.rows", start, len(ids))
        part = ids[start : start + _CHUNK]
        rows = load(part)
        yield from ([column.plain(rows[one]) for column in columns] for one in part if one in rows)


def _tsv(load: Loader, ids: Sequence[int], columns: Sequence[Column], progress: Progress) -> tuple[str, int]:
    from shopassistant.core.csv_file import safe_cell

    lines = [[column.title for column in columns]]
    cells_of = _cells(load, ids, columns, progress)
    lines += [[safe_cell(" ".join(str(cell).split())) for cell in cells] for cells in cells_of]
    return "\n".join("\t".join(cells) for cells in lines), len(lines) - 1


def _csv(
    load: Loader, ids: Sequence[int], columns: Sequence[Column], path: Path, progress: Progress
) -> tuple[Path, int]:
    from shopassistant.core.csv_file import write_csv

    count = write_csv(path, [column.title for column in columns], _cells(load, ids, columns, progress))
    return path, count
