"""Something that floats over the whole window and goes away with Esc."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import COUNTER, GAP, UNIT


class Overlay(QWidget):
    """Dims `window` and shows `panel` in the middle of its upper half. Gives the focus back when it closes."""

    def __init__(self, window: QWidget, theme: Theme, width: int = 640) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._before: QWidget | None = None
        self._wanted_width = width
        self.panel = QFrame(self)
        self.panel.setObjectName("floating")
        self.box = QVBoxLayout(self.panel)
        self.box.setContentsMargins(GAP, GAP, GAP, GAP)
        self.box.setSpacing(UNIT)
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show it; whoever had the focus gets it back later."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()

    def close_overlay(self) -> None:
        """Hide it and give the focus back."""
        self.hide()
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus()

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        wanted = self._wanted_width * self._theme.scale.body // COUNTER.body
        width = min(wanted, self.width() - 4 * GAP)
        height = min(self.panel.sizeHint().height(), self.height() * 3 // 4)
        self.panel.setGeometry((self.width() - width) // 2, self.height() // 8, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, _is_next: bool) -> bool:
        return False  # the focus stays inside

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_overlay()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_overlay()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        shade = QColor("black")
        shade.setAlphaF(0.5 if self._theme.colours.is_dark else 0.28)
        painter.fillRect(self.rect(), shade)
        painter.end()
