"""How much of a limit is used: a line of words over a bar."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF
from shopassistant.desktop.widgets.basics import column, label

_HEIGHT = 6
_NEARLY = 0.9


class UseBar(QWidget):
    """The words say the numbers, the bar only helps."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = label("", "caption", "muted")
        self.bar = _Bar(theme)
        self.setLayout(column(self.words, self.bar, gap=HALF))

    def show_use(self, words: str, share: float) -> None:
        """Show `share` (0 to 1) of the limit as used."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.bar.show_share(share)


class _Bar(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_share(self, share: float) -> None:
        """Show so much of it."""
        self._share = min(max(share, 0.0), 1.0)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("line"))
        whole = QRectF(0, 0, self.width(), _HEIGHT)
        painter.drawRoundedRect(whole, _HEIGHT / 2, _HEIGHT / 2)
        painter.setBrush(self._theme.colour("warning" if self._share >= _NEARLY else "accent"))
        painter.drawRoundedRect(QRectF(0, 0, self.width() * self._share, _HEIGHT), _HEIGHT / 2, _HEIGHT / 2)
        painter.end()
