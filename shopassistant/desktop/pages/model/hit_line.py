"""The hit rate of the last looks as a small painted line: thirty points are not worth loading a chart library."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF, UNIT

HEIGHT = 40


@dataclass(frozen=True)
class HitPoint:
    """One look.

    Attributes:
        share: of visits with a hit, 0 to 1.
        expected: what the hold-out promised; None where there was none.
    """

    share: float
    expected: float | None


class HitLine(QWidget):
    """The line, with what was to be expected as a dashed one, and a dot on the newest."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._points: tuple[HitPoint, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    def show_points(self, points: Sequence[HitPoint], words: str) -> None:
        """Show these, oldest first; `words` say it to who cannot see it."""
        self._points = tuple(points)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def places(self) -> list[QPointF]:
        """Where the points are, in the widget's coordinates."""
        inner = QRectF(self.rect()).adjusted(HALF, UNIT, -HALF, -HALF)
        step = inner.width() / max(len(self._points) - 1, 1)
        return [
            QPointF(inner.left() + step * n, self._height(inner, point.share)) for n, point in enumerate(self._points)
        ]

    def _height(self, inner: QRectF, share: float) -> float:
        most = max([0.01, *(max(point.share, point.expected or 0.0) for point in self._points)])
        return inner.bottom() - inner.height() * share / most

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        expected = self._points[-1].expected
        if expected is not None:
            inner = QRectF(self.rect()).adjusted(HALF, UNIT, -HALF, -HALF)
            height = self._height(inner, expected)
            painter.setPen(QPen(self._theme.colour("muted"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(inner.left(), height), QPointF(inner.right(), height))
        places = self.places()
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        painter.drawPolyline(QPolygonF(places))
        painter.setBrush(self._theme.colour("accent"))
        painter.drawEllipse(places[-1], 3, 3)
        painter.end()
