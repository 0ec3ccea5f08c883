"""What the kiosk's screens have in common."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from shopassistant.desktop.kiosk.desk import KioskDesk
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import RADIUS_CARD, UNIT, WIDE
from shopassistant.desktop.widgets.basics import column, label


class Screen(QWidget):
    """One step of a visit.

    Signals:
        wanted: the name of a button that leads to another step.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme, desk: KioskDesk) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.theme = theme
        self.desk = desk

    def entered(self) -> None:
        """The step came to the front."""

    def refresh(self) -> None:
        """Another look is worn, or something else of the visit changed."""

    def forget(self) -> None:
        """The visit is over: let go of every picture."""


class Sheet(QFrame):
    """The field below the mirror; put things into `box`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.box = column(gap=UNIT + UNIT // 2)
        self.box.setContentsMargins(WIDE, UNIT + UNIT // 2, WIDE, WIDE - UNIT)
        self.setLayout(self.box)


class Pill(QLabel):
    """A few words over the mirror that can be read on any picture."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "lead")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setContentsMargins(WIDE, UNIT, WIDE, UNIT)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, text: str) -> None:
        """Show these words; none hides it."""
        if text == self.text() and self.isVisible() == bool(text):
            return
        self.setText(text)
        self.setVisible(bool(text))
        self.adjustSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("line"))
        painter.setBrush(self._theme.colour("surface"))
        painter.setOpacity(0.92)
        radius = min(self.height() / 2, 3 * RADIUS_CARD)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), radius, radius)
        painter.end()
        super().paintEvent(event)


def heading(text: str) -> QLabel:
    """The one line of a screen that is read from afar."""
    made = label(text, "display", wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
    return made


def centred(text: str = "", role: str = "lead", tone: str = "") -> QLabel:
    """Words in the middle, on as many lines as they need."""
    made = label(text, role, tone, wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made
