"""A supplier's deliveries as small bars: the days each took, against the days that were promised."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF, UNIT
from shopassistant.desktop.widgets.table_delegate import figures

HEIGHT = 104
MOST_BARS = 24
_WIDEST_BAR = 26.0
_SAMPLE = 20  # of the dashed line, before what it means


class LeadTimeChart(QWidget):
    """One bar per delivery, the newest at the right; those later than promised stand out by colour and by height."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._days: tuple[int, ...] = ()
        self._promised = 0
        self._promised_words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(240, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, HEIGHT)

    def show_days(self, days: Sequence[int], promised: int, promised_words: str, words: str) -> None:
        """Show these, oldest first; `words` say it to who cannot see it."""
        self._days, self._promised, self._promised_words = tuple(days[-MOST_BARS:]), promised, promised_words
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def bars(self) -> list[QRectF]:
        """Where the bars stand, in the widget's coordinates."""
        inner = self._inner()
        step = min(inner.width() / max(len(self._days), 1), _WIDEST_BAR + HALF)
        width = max(step - HALF, 2.0)
        made = []
        for place, days in enumerate(self._days):
            height = max(self._height(inner, days), 2.0)
            made.append(QRectF(inner.left() + place * step, inner.bottom() - height, width, height))
        return made

    def _inner(self) -> QRectF:
        """The room of the bars, below a line for the words."""
        line = QFontMetrics(self._theme.font("caption")).height()
        return QRectF(self.rect()).adjusted(0, line + UNIT, 0, -1)

    def _height(self, inner: QRectF, days: int) -> float:
        most = max([self._promised, *self._days, 1])
        return inner.height() * days / most

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._days:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(figures(self._theme.font("caption")))
        line = QFontMetrics(painter.font()).height()
        for bar, days in zip(self.bars(), self._days, strict=True):
            is_late = days > self._promised
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.colour("critical") if is_late else self._theme.colours.series[0]))
            painter.drawRoundedRect(bar, 2, 2)
        self._draw_promise(painter)
        for bar, days in zip(self.bars(), self._days, strict=True):
            if bar.width() >= 2 * UNIT:
                self._draw_days(painter, bar, days, line)
        painter.end()

    def _draw_days(self, painter: QPainter, bar: QRectF, days: int, line: int) -> None:
        """The number at the foot of its bar, where all of them align; above a bar that is too low for it."""
        is_inside = bar.height() > line + HALF
        top = bar.bottom() - line - HALF / 2 if is_inside else bar.top() - line
        painter.setPen(self._theme.colour("raised" if is_inside else "muted"))
        place = QRectF(bar.left() - HALF, top, bar.width() + 2 * HALF, line)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), str(days))

    def _draw_promise(self, painter: QPainter) -> None:
        inner = self._inner()
        height = inner.bottom() - self._height(inner, self._promised)
        painter.setPen(QPen(self._theme.colour("text"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(inner.left(), height), QPointF(inner.right(), height))
        line = QFontMetrics(painter.font()).height()
        painter.drawLine(QPointF(0, line / 2), QPointF(_SAMPLE, line / 2))
        painter.setPen(self._theme.colour("muted"))
        words = QRectF(_SAMPLE + HALF, 0, self.width(), line)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self._promised_words)
