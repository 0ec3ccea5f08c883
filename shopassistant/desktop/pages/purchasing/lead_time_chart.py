"""A supplier's deliveries as small bars: the days each took, against the days that were promised."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF, UNIT
from shopassistant.desktop.widgets.table_delegate import figures

HEIGHT = 116
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
        """The room of the bars: below a line for the words and one for the number of the highest bar."""
        line = QFontMetrics(self._theme.font("caption")).height()
        return QRectF(self.rect()).adjusted(0, 2 * line + HALF, 0, -1)

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
            if bar.width() >= 2 * UNIT:
                painter.setPen(self._theme.colour("critical" if is_late else "muted"))
                above = QRectF(bar.left() - HALF, bar.top() - line, bar.width() + 2 * HALF, line)
                painter.drawText(above, int(Qt.AlignmentFlag.AlignCenter), str(days))
        self._draw_promise(painter)
        painter.end()

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
