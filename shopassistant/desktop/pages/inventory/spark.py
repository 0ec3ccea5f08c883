"""Half a year of weeks as a row of small bars in a table's cell."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF

WEEKS_SHOWN = 26


def draw_bars(theme: Theme, painter: QPainter, inside: QRect, values: Sequence[int], marked: int = 0) -> None:
    """Draw the newest `WEEKS_SHOWN` of `values`; the last `marked` of them stand out."""
    shown = values[-WEEKS_SHOWN:]
    most = max(shown, default=0)
    if most <= 0:
        return
    width, height = inside.width() / len(shown), inside.height() - 2 * HALF
    gap = min(1.0, width / 3)
    painter.setPen(Qt.PenStyle.NoPen)
    for place, value in enumerate(shown):
        if value <= 0:
            continue
        is_marked = place >= len(shown) - marked
        painter.setBrush(theme.colour("accent" if is_marked else "muted"))
        tall = max(2.0, height * value / most)
        left = inside.left() + place * width
        painter.drawRect(QRectF(left, inside.bottom() - HALF - tall, width - gap, tall))


def bar_words(values: Sequence[int]) -> str:
    """The same as text, for a clipboard and for who cannot see it."""
    return " ".join(str(value) for value in values[-WEEKS_SHOWN:])
