"""The funnel: a line a step, as long as the part of the customers that got so far."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopassistant.desktop.pages.promotions.results_views import Step
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF, UNIT

_BAR = 10


class FunnelBars(QWidget):
    """Name and number above each line, what went otherwise behind the number."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._steps: tuple[Step, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme)

    def show_steps(self, steps: tuple[Step, ...]) -> None:
        """Show them; none leaves nothing."""
        self._steps = steps
        said = [f"{step.name}: {step.text}" + (f" ({step.note})" if step.note else "") for step in steps]
        self.setAccessibleName("; ".join(said))
        self.setToolTip("\n".join(said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, len(self._steps) * self._line)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    @property
    def _line(self) -> int:
        return self._theme.scale.caption + 2 * HALF + _BAR + UNIT

    def _on_theme(self) -> None:
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, step in enumerate(self._steps):
            self._paint_step(painter, step, place * self._line)
        painter.end()

    def _paint_step(self, painter: QPainter, step: Step, top: int) -> None:
        theme, width = self._theme, self.width()
        words = QRectF(0, top, width, theme.scale.caption + 2 * HALF)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text"))
        painter.drawText(words, left, step.name)
        painter.drawText(words, right, step.text)
        if step.note:
            metrics = painter.fontMetrics()
            room = QRectF(words)
            room.setLeft(metrics.horizontalAdvance(step.name) + UNIT)
            room.setRight(width - metrics.horizontalAdvance(step.text) - UNIT)
            painter.setPen(theme.colour("muted"))
            note = metrics.elidedText(step.note, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, note)
        bar = QRectF(0, words.bottom(), width, _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(bar, HALF, HALF)
        if step.share > 0:
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRectF(0, bar.top(), max(width * step.share, 2.0), _BAR), HALF, HALF)
