"""Rows to pick from while typing: painted in one pass, because they change with every key."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, HALF, UNIT

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class PickRow:
    """One row: two lines at the left, two at the right.

    Attributes:
        key: what picking it means to the box that shows it.
        icon: name of an icon in front, empty for none.
        tone: colour token of the second line at the right.
        is_action: an offer to do something rather than a find; set apart by its colour.
    """

    key: object
    title: str
    detail: str = ""
    side: str = ""
    side_detail: str = ""
    tone: str = "muted"
    icon: str = ""
    is_action: bool = False


class PickModel(QAbstractListModel):
    """The rows of a `PickList`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PickRow, ...] = ()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (row.title, row.detail, row.side, row.side_detail) if part)
        return None

    def set_rows(self, rows: tuple[PickRow, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @property
    def rows(self) -> tuple[PickRow, ...]:
        """What is shown."""
        return self._rows


class _RowPainter(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def row_height(self) -> int:
        """Two lines of text and air."""
        title, detail = (QFontMetrics(self._theme.font(role)).height() for role in ("body", "caption"))
        return title + detail + 2 * HALF + 4

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(option.rect.width(), self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        theme, rect = self._theme, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            is_picked = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("chosen" if is_picked else "hover"))
            painter.drawRoundedRect(rect.adjusted(HALF, 1, -HALF, -1), HALF, HALF)
        left = rect.left() + GAP
        if row.icon:
            side = theme.scale.icon
            icon = theme.icon(row.icon, "accent" if row.is_action else "muted")
            icon.paint(painter, QRect(left, rect.center().y() - side // 2, side, side))
            left += side + UNIT + HALF
        inner = QRect(left, rect.top() + HALF + 1, rect.right() - GAP - left, rect.height() - 2 * HALF - 2)
        right = self._right(painter, row, inner)
        self._left(painter, row, inner.adjusted(0, 0, -right, 0))
        painter.restore()

    def _right(self, painter: QPainter, row: PickRow, rect: QRect) -> int:
        """Paint the right side; returns the width it took, at most half."""
        most = rect.width() // 2
        taken = 0
        lines = (
            (row.side, "body", 500, "text", Qt.AlignmentFlag.AlignTop),
            (row.side_detail, "caption", 400, row.tone, Qt.AlignmentFlag.AlignBottom),
        )
        for text, role, weight, tone, edge in lines:
            if text:
                taken = max(taken, self._line(painter, text, rect, most, role, weight, tone, edge, at_right=True))
        return taken + UNIT if taken else 0

    def _left(self, painter: QPainter, row: PickRow, rect: QRect) -> None:
        tone = "accent" if row.is_action else "text"
        if not row.detail:
            middle = Qt.AlignmentFlag.AlignVCenter
            self._line(painter, row.title, rect, rect.width(), "body", 600, tone, middle, at_right=False)
            return
        top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        self._line(painter, row.title, rect, rect.width(), "body", 600, tone, top, at_right=False)
        self._line(painter, row.detail, rect, rect.width(), "caption", 400, "muted", bottom, at_right=False)

    def _line(
        self,
        painter: QPainter,
        text: str,
        rect: QRect,
        most: int,
        role: str,
        weight: int,
        tone: str,
        edge: Qt.AlignmentFlag,
        *,
        at_right: bool,
    ) -> int:
        """Paint one line at the left or right; returns its width."""
        font = self._theme.font(role, weight)
        metrics = QFontMetrics(font)
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, most)
        painter.setFont(font)
        painter.setPen(self._theme.colour(tone))
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, int(side | edge), cut)
        return metrics.horizontalAdvance(cut)


class PickList(QFrame):
    """A floating list under a box; never takes the focus, the box's keys drive it.

    Signals:
        picked: the row that was clicked or chosen.
    """

    picked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self.setObjectName("floating")
        self.model = PickModel(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self._painter = _RowPainter(theme, self.view)
        self.view.setItemDelegate(self._painter)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(self._on_clicked)
        box = QVBoxLayout(self)
        box.setContentsMargins(HALF, HALF, HALF, HALF)
        box.addWidget(self.view)
        self.hide()

    def show_rows(self, rows: tuple[PickRow, ...], anchor: QWidget, current: int | None = 0) -> None:
        """Show `rows` under `anchor`, row `current` (None for none) current; no rows hide the list."""
        self.model.set_rows(rows)
        if not rows:
            self.hide()
            return
        self.view.setCurrentIndex(QModelIndex() if current is None else self.model.index(current))
        self.place(anchor)
        self.view.scrollTo(self.view.currentIndex())
        self.show()
        self.raise_()

    def place(self, anchor: QWidget) -> None:
        """Stand right under `anchor`, as high as the rows need and the ground allows."""
        corner = anchor.mapTo(self._ground, anchor.rect().bottomLeft())
        wanted = self.model.rowCount() * self._painter.row_height() + 2 * HALF + 6
        self.setGeometry(
            corner.x(), corner.y() + HALF, anchor.width(), min(wanted, self._ground.height() - corner.y() - UNIT)
        )

    def fill(self, rows: tuple[PickRow, ...]) -> None:
        """Show `rows` where the list stands, the first one current."""
        self.model.set_rows(rows)
        if rows:
            self.view.setCurrentIndex(self.model.index(0))

    def step(self, steps: int) -> None:
        """Make another row current, round and round."""
        count = self.model.rowCount()
        if count:
            before = self.view.currentIndex().row()
            start = 0 if before < 0 and steps < 0 else before
            self.view.setCurrentIndex(self.model.index((start + steps) % count))

    def current(self) -> PickRow | None:
        """The row that Enter picks."""
        index = self.view.currentIndex()
        return self.model.rows[index.row()] if self.isVisible() and index.isValid() else None

    def _on_clicked(self, index: QModelIndex) -> None:
        self.picked.emit(self.model.rows[index.row()])
