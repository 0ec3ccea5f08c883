"""Text in at most so many lines, the last one ending in an ellipsis; and badges of which as many show as fit."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from shopassistant.desktop.theme.tokens import HALF
from shopassistant.desktop.widgets.basics import badge


class ClampedLabel(QLabel):
    """A label of `lines` lines, always as high as that; the whole text is in its tooltip where it does not fit."""

    def __init__(self, lines: int, role: str = "body", tone: str = "", *, strong: bool = False) -> None:
        super().__init__()
        self._lines = lines
        self._full = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)
        if strong:
            self.setProperty("strong", True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show `text`."""
        self._full = " ".join(text.split())
        super().setText(self._full)
        self.update()

    def full_text(self) -> str:
        """The text before it was cut."""
        return self._full

    def sizeHint(self) -> QSize:
        return QSize(100, self._lines * QFontMetrics(self.font()).lineSpacing() + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setFont(self.font())
        metrics = QFontMetrics(self.font())
        layout = QTextLayout(self._full, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        is_cut = False
        for number in range(self._lines):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(self.width())
            top = number * metrics.lineSpacing()
            rest = self._full[line.textStart() :]
            if number == self._lines - 1 and len(rest) > line.textLength():
                cut = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, self.width())
                painter.drawText(QPointF(0, top + metrics.ascent()), cut)
                is_cut = True
            else:
                line.draw(painter, QPointF(0, top))
        layout.endLayout()
        painter.end()
        self.setToolTip(self._full if is_cut else "")


class BadgeStrip(QWidget):
    """One line of badges; those without room are left out, with their words in the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._badges: list[QLabel] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_badges(self, badges: list[tuple[str, str]]) -> None:
        """Show (text, tone) pairs, the most important first."""
        for old in self._badges:
            old.setParent(None)
            old.deleteLater()
        self._badges = [badge(text, tone) for text, tone in badges]
        for made in self._badges:
            made.setParent(self)
        self.updateGeometry()
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(100, max((made.sizeHint().height() for made in self._badges), default=0))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def _arrange(self) -> None:
        left, hidden = 0, []
        for made in self._badges:
            size = made.sizeHint()
            fits = left + size.width() <= self.width()
            made.setVisible(fits)
            if fits:
                made.setGeometry(QRect(left, 0, size.width(), size.height()))
                left += size.width() + HALF + 2
            else:
                hidden.append(made.text())
        self.setToolTip(", ".join(hidden))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
