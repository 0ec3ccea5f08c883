"""What stands where data is not: an empty page that helps, and shapes that keep the room while it loads."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, HALF, HUGE, UNIT
from shopassistant.desktop.widgets.basics import IconLabel, column, label, row


class EmptyState(QWidget):
    """Says what will be here, and has the button that fills it."""

    def __init__(self, theme: Theme, icon: str, title: str, text: str = "", action: QPushButton | None = None) -> None:
        super().__init__()
        self._theme = theme
        sign = row(1, IconLabel(theme, icon, "muted", HUGE), 1)
        self.title = label(title, "lead", strong=True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text = label(text, tone="muted", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if not text:
            self.text.hide()  # never shown here: without a parent yet it would be a window of its own
        middle = column(1, sign, self.title, self.text, gap=UNIT)
        if action is not None:
            middle.addLayout(row(1, action, 1))
        middle.addStretch(2)
        middle.setContentsMargins(GAP, GAP, GAP, GAP)
        self.setLayout(middle)

    def say(self, title: str, text: str = "") -> None:
        """Change the words."""
        self.title.setText(title)
        self.text.setText(text)
        if not text:
            self.text.hide()  # never shown here: without a parent yet it would be a window of its own


class Skeleton(QWidget):
    """Pale bars where rows will be. They stand still: nothing blinks."""

    def __init__(self, theme: Theme, lines: int = 3, line_height: int = 0) -> None:
        super().__init__()
        self._theme = theme
        self._lines = lines
        self._height = line_height or theme.scale.row
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(160, self._lines * (self._height + UNIT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("line"))
        painter.setOpacity(0.6)
        for line in range(self._lines):
            share = 1.0 if self._lines == 1 else (1.0, 0.86, 0.93, 0.78)[line % 4]
            top = line * (self._height + UNIT)
            painter.drawRoundedRect(QRectF(0, top, self.width() * share, self._height), HALF, HALF)
        painter.end()
