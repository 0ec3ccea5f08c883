"""A box that finds while one types: keys move in the rows below, Enter picks, Esc backs out; the focus stays here."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from shopassistant.desktop.pages.counter.pick_list import PickList, PickRow
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF, UNIT
from shopassistant.desktop.widgets.basics import keycap


class SearchBox(QLineEdit):
    """One line with rows under it.

    Signals:
        typed: the text after each change by a person.
        picked: the row chosen by Enter or a click.
        entered: Enter on a text without rows.

    Attributes:
        list: the rows under it, from `float_on` on.
        answered: the text the rows belong to.
    """

    typed = Signal(str)
    picked = Signal(object)
    entered = Signal(str)

    def __init__(self, theme: Theme, icon: str, hint: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "search")
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(False)
        self._sign = QLabel(self)
        self._icon = icon
        self._sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._key = keycap(keys)
        self._key.setParent(self)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = theme
        self.list: PickList | None = None
        self.answered = ""  # the text the rows belong to
        self._enters_on_answer = False
        self.textEdited.connect(self._on_edited)
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def _on_theme(self) -> None:
        side = self._theme.scale.icon
        self._sign.setPixmap(self._theme.icon(self._icon, "muted").pixmap(QSize(side, side)))
        self._key.setVisible(not self._theme.is_floor)
        self._place()

    def float_on(self, ground: QWidget) -> None:
        """The widget the rows float over; to be called once, when the page is put together."""
        self.list = PickList(self._theme, ground)
        self.list.picked.connect(self._pick)
        ground.installEventFilter(self)

    def show_rows(self, text: str, rows: tuple[PickRow, ...], current: int | None = 0) -> None:
        """Show what was found for `text`; an answer to an older text is dropped.

        Args:
            current: the row that Enter picks; None for no row before one is chosen by the arrows.
        """
        if self.list is None or text != self.text():
            return
        self.answered = text
        self.list.show_rows(rows if self.window().focusWidget() is self else (), self, current)
        if self._enters_on_answer:
            self._enters_on_answer = False
            self._enter()

    @property
    def rows(self) -> tuple[PickRow, ...]:
        """The rows under the box now."""
        return self.list.model.rows if self.list is not None and self.list.isVisible() else ()

    def close_rows(self) -> None:
        """Hide the rows; the text stays."""
        if self.list is not None:
            self.list.show_rows((), self)
        self._enters_on_answer = False

    def empty(self) -> None:
        """No text, no rows."""
        self.clear()
        self.answered = ""
        self.close_rows()

    def _place_rows(self) -> None:
        if self.list is not None and self.list.isVisible():
            self.list.place(self)

    def _on_edited(self, text: str) -> None:
        self._enters_on_answer = False
        self.typed.emit(text)

    def _pick(self, row: PickRow) -> None:
        self.close_rows()
        self.picked.emit(row)

    def _enter(self) -> None:
        row = self.list.current() if self.list is not None else None
        if row is not None:
            self._pick(row)
        elif self.text().strip():
            self.entered.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._on_key(event.key()):
            super().keyPressEvent(event)

    def _on_key(self, key: int) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 4, Qt.Key.Key_PageUp: -4}
        if key in steps and self.rows and self.list is not None:
            self.list.step(steps[Qt.Key(key)])
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.answered != self.text() and self.text().strip():
                self._enters_on_answer = True  # faster than the answer: the answer will be picked
            else:
                self._enter()
            return True
        if key == Qt.Key.Key_Escape and (self.rows or self.text()):
            if self.text():
                self.empty()
                self.typed.emit("")
            else:
                self.close_rows()
            return True
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.close_rows()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.text():
            self.selectAll()
            self.typed.emit(self.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        side, size = self._theme.scale.icon, self._key.sizeHint()
        self._key.setGeometry(
            self.width() - size.width() - UNIT - 2, (self.height() - size.height()) // 2, size.width(), size.height()
        )
        self._sign.setGeometry(UNIT + HALF, (self.height() - side) // 2, side, side)
        self.setTextMargins(side + UNIT + HALF, 0, UNIT + (0 if self._key.isHidden() else size.width()), 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.list is not None and self.list.isVisible():
            QTimer.singleShot(0, self, self._place_rows)  # once the layout has moved this box
        return super().eventFilter(watched, event)
