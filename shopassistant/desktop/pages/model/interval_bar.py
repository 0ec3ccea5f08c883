"""A difference as a line that says how sure it is: left of the middle A does better, right of it B."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopassistant.desktop.pages.model.experiment_views import Bar
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF, HUGE, UNIT

_DOT = 5.0
_END = 6.0


class IntervalBar(QWidget):
    """The interval as a thick line with the estimate as a dot; the pale field around zero is what does not matter."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._bar: Bar | None = None
        self._names = ("A", "B")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_bar(self, bar: Bar | None, a: str, b: str) -> None:
        """Show a difference between the methods called `a` and `b`; with None the room stays empty."""
        self._bar, self._names = bar, (a, b)
        self.setAccessibleName("" if bar is None else bar.words)
        self.setToolTip("" if bar is None else bar.words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 2 * HUGE - UNIT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = HUGE * 0.6
        self._paint_ground(painter, middle)
        if self._bar is not None:
            self._paint_interval(painter, self._bar, middle)
        painter.end()

    def _x(self, value: float) -> float:
        """Where a difference lies; zero is in the middle, and everything has its place."""
        bar = self._bar
        reach = 1.0 if bar is None else max(abs(bar.low), abs(bar.high), 1.6 * bar.relevant)
        return self.width() / 2 + value / reach * (self.width() / 2 - UNIT - _END)

    def _paint_ground(self, painter: QPainter, middle: float) -> None:
        colour = self._theme.colour
        if self._bar is not None:
            left, right = self._x(-self._bar.relevant), self._x(self._bar.relevant)
            pale = colour("line")
            pale.setAlphaF(0.6)
            painter.fillRect(QRectF(left, 0, right - left, 2 * middle), pale)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))
        painter.setPen(QPen(colour("muted"), 1))
        painter.drawLine(QPointF(self.width() / 2, 0), QPointF(self.width() / 2, 2 * middle))
        painter.setFont(self._theme.font("caption"))
        words = QRectF(0, 2 * middle + HALF, self.width(), self.height() - 2 * middle - HALF)
        a, b = (self.tr("{method} better").format(method=name) for name in self._names)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, f"← {a}")
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, f"{b} →")

    def _paint_interval(self, painter: QPainter, bar: Bar, middle: float) -> None:
        colour = self._theme.colour("accent")
        painter.setPen(QPen(colour, 3))
        low, high = self._x(bar.low), self._x(bar.high)
        painter.drawLine(QPointF(low, middle), QPointF(high, middle))
        for end in (low, high):
            painter.drawLine(QPointF(end, middle - _END), QPointF(end, middle + _END))
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(self._x(bar.estimate), middle), _DOT, _DOT)
