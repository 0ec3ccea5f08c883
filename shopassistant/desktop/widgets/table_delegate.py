"""How a table's cell is painted: one pass by hand, tabular figures, a quiet bar where a row is still on its way."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF, UNIT
from shopassistant.desktop.widgets.table_model import Column, LazyModel, alignment


class CellPainter(QStyledItemDelegate):
    """Paints the cells of one `LazyTable`."""

    def __init__(self, theme: Theme, model: LazyModel, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self.hovered_line = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(option.rect.width(), self._theme.scale.row)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        column, row = self._model.columns[index.column()], self._model.row(index.row())
        painter.save()
        self._ground(painter, option, index.row())
        inside = option.rect.adjusted(UNIT, 0, -UNIT, 0)
        if row is None:
            self._bar(painter, inside, index.row())
        elif column.paint is not None:
            column.paint(painter, inside, row)
        else:
            self._cell(painter, inside, column, row)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, line: int) -> None:
        theme, rect = self._theme, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("chosen"))
        elif line == self.hovered_line:
            painter.fillRect(rect, theme.colour("hover"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _cell(self, painter: QPainter, inside: QRect, column: Column, row: object) -> None:
        text = column.text(row)
        if not text:
            return
        tone = column.tone(row) if column.tone is not None else "text"
        if column.badge and tone not in ("text", ""):
            self._badge(painter, inside, column, text, tone)
            return
        font = figures(self._theme.font("body", 600 if column.strong else 400))
        painter.setFont(font)
        painter.setPen(self._theme.colour(tone or "text"))
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(alignment(column)), cut)

    def _badge(self, painter: QPainter, inside: QRect, column: Column, text: str, tone: str) -> None:
        font = figures(self._theme.font("caption", 600))
        metrics = QFontMetrics(font)
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inside.width() - 2 * (HALF + 2))
        width, height = metrics.horizontalAdvance(cut) + 2 * (HALF + 2), metrics.height() + 2
        left = inside.right() - width + 1 if column.align == "right" else inside.left()
        field = QRectF(left, inside.center().y() - height / 2 + 1, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.soft(tone)))
        painter.drawRoundedRect(field, HALF, HALF)
        painter.setFont(font)
        painter.setPen(self._theme.colour(tone))
        painter.drawText(field, int(Qt.AlignmentFlag.AlignCenter), cut)

    def _bar(self, painter: QPainter, inside: QRect, line: int) -> None:
        """A skeleton of the text to come; its length varies from line to line and never from paint to paint."""
        share = (55, 70, 40, 62)[line % 4]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("line"))
        bar = QRectF(inside.left(), inside.center().y() - HALF, inside.width() * share / 100, UNIT)
        painter.drawRoundedRect(bar, HALF, HALF)


def figures(font: QFont) -> QFont:
    """`font` with figures of one width, so that columns of numbers align."""
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
