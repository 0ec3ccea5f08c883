"""Ctrl+K: every action of the program by some of its letters, with its keys shown."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from shopassistant.desktop.shell.actions import Action, ActionRegistry, key_text
from shopassistant.desktop.shell.fuzzy import score
from shopassistant.desktop.shell.overlay import Overlay
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF, UNIT
from shopassistant.desktop.widgets.basics import label

SHOWN_ROWS = 10
Index = QModelIndex | QPersistentModelIndex


class ActionModel(QAbstractListModel):
    """The actions that fit what was typed, best first; those that cannot be done now stand last."""

    def __init__(self, registry: ActionRegistry) -> None:
        super().__init__()
        self._registry = registry
        self._shown: list[tuple[Action, bool]] = []

    def search(self, query: str) -> None:
        """Show what fits `query`; everything for an empty one."""
        found = []
        for order, action in enumerate(self._registry.all()):
            fit = score(query, action.text) if query.strip() else 0.0
            if fit is not None:
                is_enabled = self._registry.can_start(action.id)
                found.append(((not is_enabled, -fit, order), action, is_enabled))
        found.sort(key=lambda entry: entry[0])
        self.beginResetModel()
        self._shown = [(action, is_enabled) for _key, action, is_enabled in found]
        self.endResetModel()

    def action(self, index: Index) -> Action:
        """The action in a row."""
        return self._shown[index.row()][0]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.action(index).text
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self._shown[index.row()][1]:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


class _Row(QStyledItemDelegate):
    """Icon, words, key."""

    def __init__(self, theme: Theme, model: ActionModel) -> None:
        super().__init__()
        self._theme = theme
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._theme.scale.row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        action = self._model.action(index)
        is_enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("chosen"))
            painter.drawRoundedRect(rect, HALF, HALF)
        size = self._theme.scale.icon
        icon = QRect(rect.left() + UNIT, rect.top() + (rect.height() - size) // 2, size, size)
        if action.icon:
            self._theme.icon(action.icon, "text" if is_enabled else "muted").paint(painter, icon)
        painter.setPen(self._theme.colour("text" if is_enabled else "muted"))
        painter.setFont(self._theme.font("body"))
        words = rect.adjusted(size + UNIT * 3, 0, -UNIT, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, action.text)
        if action.keys:
            self._paint_keys(painter, rect, key_text(action.keys))
        painter.restore()

    def _paint_keys(self, painter: QPainter, rect: QRect, keys: str) -> None:
        font = self._theme.font("caption", 500)
        metrics = QFontMetrics(font)
        width, height = metrics.horizontalAdvance(keys) + 2 * HALF + 2, metrics.height() + 4
        box = QRect(rect.right() - width - UNIT, rect.center().y() - height // 2, width, height)
        painter.setFont(font)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._theme.colour("line"))
        painter.drawRoundedRect(box, HALF, HALF)
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, keys)


class _Edit(QLineEdit):
    """A box whose up and down keys belong to the list under it.

    Signals:
        moved: rows to go, negative upwards.
    """

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: SHOWN_ROWS, Qt.Key.Key_PageUp: -SHOWN_ROWS}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)


class Palette(Overlay):
    """A box to type into and the actions that fit."""

    def __init__(self, window: QWidget, theme: Theme, actions: ActionRegistry) -> None:
        super().__init__(window, theme)
        self._actions = actions
        self.model = ActionModel(actions)
        self.edit = _Edit()
        self.edit.setProperty("look", "search")
        self.edit.setPlaceholderText(self.tr("What do you want to do?"))
        self.edit.setAccessibleName(self.tr("Search actions"))
        self.edit.textChanged.connect(self._on_text)
        self.edit.returnPressed.connect(self._on_enter)
        self.edit.moved.connect(self._on_move)
        self.list = QListView()
        self.list.setModel(self.model)
        self._row = _Row(theme, self.model)
        self.list.setItemDelegate(self._row)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self._on_clicked)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = label(self.tr("Nothing the program can do has these letters."), tone="muted")
        self.box.addWidget(self.edit)
        self.box.addWidget(self._none)
        self.box.addWidget(self.list)

    def open(self) -> None:
        """Show every action, the box empty and ready."""
        self.edit.clear()
        self._on_text("")
        self.list.setFixedHeight(SHOWN_ROWS * self._theme.scale.row + UNIT)
        super().open()
        self.edit.setFocus()

    def _on_text(self, text: str) -> None:
        self.model.search(text)
        has_any = self.model.rowCount() > 0
        self._none.setVisible(not has_any)
        if has_any:
            self.list.setCurrentIndex(self.model.index(0))

    def _on_enter(self) -> None:
        self._start(self.list.currentIndex())

    def _on_clicked(self, index: QModelIndex) -> None:
        self._start(index)

    def _start(self, index: QModelIndex) -> None:
        if not index.isValid() or not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        action = self.model.action(index)
        self.close_overlay()
        self._actions.start(action.id)

    def _on_move(self, step: int) -> None:
        last = self.model.rowCount() - 1
        row = min(max(self.list.currentIndex().row() + step, 0), last)
        self.list.setCurrentIndex(self.model.index(row))
