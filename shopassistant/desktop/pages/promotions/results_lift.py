"""The lift as lines that say how sure it is: the one that may be looked at daily, and the one for the planned end."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopassistant.desktop.pages.promotions.results_views import Lifted, Reach
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF, UNIT

_DOT = 5.0
_END = 5.0
_SIDE = 12.0


class LiftBars(QWidget):
    """Intervals over one scale with nought in it; the pale field about nought is what does not matter."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lifted: Lifted | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme)

    def show_lift(self, lifted: Lifted | None) -> None:
        """Show it; None leaves nothing."""
        self._lifted = lifted
        self.setVisible(lifted is not None)
        words = "" if lifted is None else "\n".join([lifted.words, *(reach.words for reach in lifted.reaches)])
        self.setAccessibleName(words.replace("\n", " "))
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        count = len(self._lifted.reaches) if self._lifted is not None else 0
        return QSize(320, count * self._line + UNIT)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def _on_theme(self) -> None:
        self.updateGeometry()
        self.update()

    @property
    def _line(self) -> int:
        return self._theme.scale.caption + 3 * UNIT + HALF

    def paintEvent(self, _event: QPaintEvent) -> None:
        lifted = self._lifted
        if lifted is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, lifted)
        for place, reach in enumerate(lifted.reaches):
            self._paint_reach(painter, lifted, reach, place)
        painter.end()

    def _x(self, lifted: Lifted, value: float) -> float:
        ends = [0.0, lifted.relevant, -lifted.relevant]
        for reach in lifted.reaches:
            ends += [reach.low, reach.high]
        low, high = min(ends), max(ends)
        return _SIDE + (value - low) / max(high - low, 1e-9) * (self.width() - 2 * _SIDE)

    def _paint_ground(self, painter: QPainter, lifted: Lifted) -> None:
        left, right = self._x(lifted, -lifted.relevant), self._x(lifted, lifted.relevant)
        pale = self._theme.colour("line")
        pale.setAlphaF(0.55)
        painter.fillRect(QRectF(left, 0, right - left, self.height()), pale)
        painter.setPen(QPen(self._theme.colour("muted"), 1))
        nought = self._x(lifted, 0.0)
        painter.drawLine(QPointF(nought, 0), QPointF(nought, self.height()))

    def _paint_reach(self, painter: QPainter, lifted: Lifted, reach: Reach, place: int) -> None:
        top = place * self._line + HALF
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.colour("text"))
        words = QRectF(_SIDE, top, self.width() - 2 * _SIDE, self._theme.scale.caption + HALF)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, side, reach.title)
        middle = top + self._theme.scale.caption + 2 * UNIT - HALF
        colour = self._theme.colour("accent" if reach.is_strong else "muted")
        painter.setPen(QPen(colour, 3))
        low, high = self._x(lifted, reach.low), self._x(lifted, reach.high)
        painter.drawLine(QPointF(low, middle), QPointF(high, middle))
        for end in (low, high):
            painter.drawLine(QPointF(end, middle - _END), QPointF(end, middle + _END))
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(self._x(lifted, lifted.estimate), middle), _DOT, _DOT)
