"""Text in at most so many lines, the last one ending in an ellipsis; and badges of which as many show as fit."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from shopassistant.desktop.theme.tokens import HALF
from shopassistant.desktop.widgets.basics import badge


class ClampedLabel(QLabel):
    """A label of `lines` lines, always as high as that; the whole text is in its tooltip where it does not fit.

    Args:
        small: a smaller font for texts that would not fit otherwise; cut only where this is too large, too.
    """

    def __init__(
        self, lines: int, role: str = "body", tone: str = "", *, strong: bool = False, small: QFont | None = None
    ) -> None:
        super().__init__()
        self._lines = lines
        self._small = small
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

    @property
    def fits(self) -> bool:
        """Whether all of it is shown in the room there is now."""
        return any(self._lay_out(font)[1] for font in self._fonts())

    def sizeHint(self) -> QSize:
        return QSize(100, self._lines * QFontMetrics(self.font()).lineSpacing() + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        for font in self._fonts():
            layout, is_whole = self._lay_out(font)
            if is_whole:
                break
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setFont(font)
        self._draw(painter, layout, QFontMetrics(font), is_whole)
        painter.end()
        self.setToolTip("" if is_whole else self._full)

    def _fonts(self) -> tuple[QFont, ...]:
        return (self.font(),) if self._small is None else (self.font(), self._small)

    def _lay_out(self, font: QFont) -> tuple[QTextLayout, bool]:
        """The lines that have room, and whether they hold the whole text."""
        layout = QTextLayout(self._full, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        most = max(1, self.height() // QFontMetrics(font).lineSpacing())
        layout.beginLayout()
        end = 0
        for _number in range(most):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(self.width())
            end = line.textStart() + line.textLength()
        layout.endLayout()
        return layout, end >= len(self._full)

    def _draw(self, painter: QPainter, layout: QTextLayout, metrics: QFontMetrics, is_whole: bool) -> None:
        last = layout.lineCount() - 1
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            top = number * metrics.lineSpacing()
            if number == last and not is_whole:
                rest = self._full[line.textStart() :]
                cut = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, self.width())
                painter.drawText(QPointF(0, top + metrics.ascent()), cut)
            else:
                line.draw(painter, QPointF(0, top))


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
