"""A big table as a list of ids with a lazy row cache: only rows in sight are ever read."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter

Index = QModelIndex | QPersistentModelIndex
Painter = Callable[[QPainter, QRect, Any], None]
Loader = Callable[[Sequence[int]], Mapping[int, Any]]

# Rows kept; far more than fit on a screen, far fewer than a shop has.
KEPT_ROWS = 5_000


@dataclass(frozen=True)
class Column:
    """One column of a `LazyTable`; a row is whatever the table's loader returns.

    Attributes:
        key: stable name.
        title: translated words, with the unit or currency where the cells have one.
        text: what the cell says.
        width: pixels at first; 0 takes what is left (one column of a table).
        align: ``left`` or ``right`` (numbers).
        sort: what `LazyTable.sorted_by` carries when the header is clicked; empty for not sortable.
        descending: the first click sorts the largest to the top.
        tip: the exact form, for the tooltip.
        tone: colour token of the text; the word in the cell says the same.
        badge: the text stands in a quiet field of its tone.
        value: what goes to the clipboard and into a file; the text by default.
        shown: at first; everybody may choose.
        on_floor: shown at first where letters are large and there is room for few.
        paint: draws the cell in the text's place; the text still says it to who cannot see.
    """

    key: str
    title: str
    text: Callable[[Any], str]
    width: int = 120
    align: str = "left"
    sort: str = ""
    descending: bool = False
    tip: Callable[[Any], str] | None = None
    tone: Callable[[Any], str] | None = None
    badge: bool = False
    strong: bool = False
    value: Callable[[Any], object] | None = None
    shown: bool = True
    on_floor: bool = True
    paint: Painter | None = None

    def plain(self, row: Any) -> object:
        """The cell for a clipboard or a file."""
        return self.text(row) if self.value is None else self.value(row)


class LazyModel(QAbstractTableModel):
    """Ids and the rows that were loaded. Knows neither lanes nor the store."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.ids: Sequence[int] = ()
        self._place: dict[int, int] = {}  # of the lines that were asked for last; then, if need be, of all
        self._rows: OrderedDict[int, Any] = OrderedDict()

    def set_ids(self, ids: Sequence[int], *, keep_rows: bool) -> None:
        """Show these rows in this order; rows read before are kept where nothing in them changed."""
        self.beginResetModel()
        self.ids = ids
        self._place = {}
        if not keep_rows:
            self._rows.clear()
        self.endResetModel()

    def place(self, row_id: int) -> int:
        """Line of an id, -1 where it is not shown."""
        line = self._place.get(row_id, -1)
        if line < 0 and len(self._place) < len(self.ids):
            try:
                return self.ids.index(row_id)
            except ValueError:
                return -1
        return line

    def row(self, line: int) -> Any | None:
        """The row at a line, None while it is not loaded."""
        return self._rows.get(self.ids[line]) if 0 <= line < len(self.ids) else None

    def missing(self, first: int, last: int) -> list[int]:
        """Ids of the lines from `first` to `last` that are not loaded."""
        start = max(0, first)
        span = self.ids[start : last + 1]
        self._place = {one: line for line, one in enumerate(span, start)}
        return [one for one in span if one not in self._rows]

    def put(self, rows: Mapping[int, Any]) -> None:
        """Rows that were loaded."""
        for row_id, row in rows.items():
            self._rows[row_id] = row
            self._rows.move_to_end(row_id)
        while len(self._rows) > KEPT_ROWS:
            self._rows.popitem(last=False)
        if any(one not in self._place for one in rows):  # the view moved on meanwhile, or the rows were not asked for
            self._place = {one: line for line, one in enumerate(self.ids)}
        lines = [self._place[one] for one in rows if one in self._place]
        if lines:
            self.dataChanged.emit(self.index(min(lines), 0), self.index(max(lines), len(self.columns) - 1))

    def forget(self, ids: Sequence[int]) -> None:
        """These rows changed: read them again when they are in sight."""
        for one in ids:
            self._rows.pop(one, None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(alignment(column))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index.row())
        if row is None:
            return None
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip is not None else column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(alignment(column))
        return None


def alignment(column: Column) -> Qt.AlignmentFlag:
    """How cells and header of a column stand."""
    side = Qt.AlignmentFlag.AlignRight if column.align == "right" else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
