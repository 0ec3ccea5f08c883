"""Asks over everything whether anybody is still there, and counts down to forgetting."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from shopassistant.desktop.kiosk.controls import touch_button
from shopassistant.desktop.kiosk.screen import centred, heading
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HUGE, WIDE
from shopassistant.desktop.widgets.basics import Card, column, row


class StillThere(QWidget):
    """Any touch answers; the button is for whoever looks for one.

    Signals:
        answered: somebody is there.
    """

    answered = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._over = parent
        self.text = centred()
        self.here = touch_button(theme, self.tr("I am here"), "check", "primary")
        self.here.clicked.connect(self.answered)
        card = Card(margin=HUGE, gap=WIDE)
        card.box.addWidget(heading(self.tr("Are you still there?")))
        card.box.addWidget(self.text)
        card.box.addWidget(self.here)
        card.setMinimumWidth(theme.scale.body * 24)
        self.setLayout(column(1, row(1, card, 1), 1))
        self.hide()

    def show_left(self, seconds: int) -> None:
        """So many seconds are left; 0 hides it."""
        if not seconds:
            self.hide()
            return
        self.text.setText(self.tr("In {seconds} s everything of this visit is wiped.").format(seconds=seconds))
        if not self.isVisible():
            self.cover()
            self.show()
            self.raise_()
            self.here.setFocus()

    def cover(self) -> None:
        """Lie over all of what it asks about."""
        self.setGeometry(self._over.rect())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.answered.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        shade = QColor(Qt.GlobalColor.black)
        shade.setAlphaF(0.7)
        painter.fillRect(self.rect(), shade)
        painter.end()
