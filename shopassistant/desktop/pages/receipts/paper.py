"""A receipt drawn on the screen row by row as the printer and the PDF draw it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, HALF, LIGHT, UNIT, mix
from shopassistant.desktop.widgets.table_delegate import figures
from shopassistant.sales.receipt_rows import ReceiptRow

_WIDTH = 360
_BARCODE_HEIGHT = 44


class Paper(QWidget):
    """Shows rows of `sales.receipt_rows`. Paper is white in every theme: this is what the customer holds."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: Sequence[ReceiptRow] = ()
        self.setFixedWidth(_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[ReceiptRow]) -> None:
        """Show another receipt."""
        self._rows = rows
        self.setAccessibleName("\n".join("  ".join(row.cells) for row in rows))
        self.setFixedHeight(round(self._draw(None)) + GAP)
        self.update()

    def text(self) -> str:
        """What stands on it."""
        return self.accessibleName()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(LIGHT.raised))
        painter.setPen(QColor(LIGHT.line))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        self._draw(painter)
        painter.end()

    def _draw(self, painter: QPainter | None) -> float:
        """Draw, or with None only measure; returns where it ends."""
        top = float(GAP)
        for row in self._rows:
            top += getattr(self, f"_{row.kind}")(painter, top, row.cells)
        return top

    def _font(self, role: str = "caption", weight: int = 400) -> QFont:
        return figures(self._theme.font(role, weight))

    def _text(
        self,
        painter: QPainter | None,
        box: QRectF,
        text: str,
        font: QFont,
        flags: Qt.AlignmentFlag,
        colour: str = LIGHT.text,
    ) -> float:
        whole = int(flags) | int(Qt.TextFlag.TextWordWrap)
        height = QFontMetricsF(font).boundingRect(QRectF(0, 0, box.width(), 10_000), whole, text).height()
        if painter is not None:
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(QRectF(box.left(), box.top(), box.width(), height), whole, text)
        return height

    def _box(self, top: float, indent: float = 0.0, right: float = 0.0) -> QRectF:
        return QRectF(GAP + indent, top, _WIDTH - 2 * GAP - indent - right, 1)

    def _title(self, painter: QPainter | None, top: float, cells: tuple[str, ...]) -> float:
        font = self._font("lead", 700)
        return self._text(painter, self._box(top), cells[0], font, Qt.AlignmentFlag.AlignHCenter) + HALF

    def _centre(self, painter: QPainter | None, top: float, cells: tuple[str, ...]) -> float:
        return self._text(painter, self._box(top), cells[0], self._font(), Qt.AlignmentFlag.AlignHCenter) + 1

    def _pair(self, painter: QPainter | None, top: float, cells: tuple[str, ...]) -> float:
        return self._two(painter, top, cells, self._font())

    def _detail(self, painter: QPainter | None, top: float, cells: tuple[str, ...]) -> float:
        return self._two(painter, top, cells, self._font(), indent=GAP, colour=LIGHT.muted)

    def _total(self, painter: QPainter | None, top: float, cells: tuple[str, ...]) -> float:
        return self._two(painter, top + HALF, cells, self._font("lead", 700)) + UNIT

    def _two(
        self,
        painter: QPainter | None,
        top: float,
        cells: tuple[str, ...],
        font: QFont,
        indent: float = 0.0,
        colour: str = LIGHT.text,
    ) -> float:
        left, right = cells
        taken = QFontMetricsF(font).horizontalAdvance(right) + UNIT if right else 0.0
        if right:
            self._text(painter, self._box(top), right, font, Qt.AlignmentFlag.AlignRight, colour)
        box = self._box(top, indent, taken)
        return self._text(painter, box, left or " ", font, Qt.AlignmentFlag.AlignLeft, colour) + 2

    def _table(self, painter: QPainter | None, top: float, cells: tuple[str, ...]) -> float:
        width = (_WIDTH - 2 * GAP) / len(cells)
        height = 0.0
        for place, cell in enumerate(cells):
            side = Qt.AlignmentFlag.AlignRight if place else Qt.AlignmentFlag.AlignLeft
            box = QRectF(GAP + place * width, top, width, 1)
            height = max(height, self._text(painter, box, cell, self._font(), side, LIGHT.muted))
        return height + 2

    def _rule(self, painter: QPainter | None, top: float, _cells: tuple[str, ...]) -> float:
        if painter is not None:
            painter.setPen(QColor(mix(LIGHT.raised, LIGHT.text, 0.35)))
            painter.drawLine(GAP, round(top + UNIT), _WIDTH - GAP, round(top + UNIT))
        return 2.0 * UNIT

    def _code(self, painter: QPainter | None, top: float, cells: tuple[str, ...]) -> float:
        code = cells[0]
        if code.isascii() and code.isprintable():
            if painter is not None:
                _bars(painter, code, QRectF(GAP, top + UNIT, _WIDTH - 2 * GAP, _BARCODE_HEIGHT))
            top += UNIT + _BARCODE_HEIGHT + HALF
            below = self._text(painter, self._box(top), code, self._font(), Qt.AlignmentFlag.AlignHCenter)
            return UNIT + _BARCODE_HEIGHT + HALF + below
        return self._centre(painter, top, cells)


def _bars(painter: QPainter, code: str, box: QRectF) -> None:
    from barcode.codex import Code128

    modules = Code128(code).build()[0]
    width = max(1.0, float(int(box.width() / (len(modules) + 20))))
    left = box.left() + (box.width() - width * len(modules)) / 2
    for place, module in enumerate(modules):
        if module == "1":
            painter.fillRect(QRectF(round(left + place * width), box.top(), width, box.height()), QColor(LIGHT.text))
