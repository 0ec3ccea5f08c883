"""Where the mirror is painted: one picture or a few side by side, copied in the screen's own pixels."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopassistant.desktop.kiosk.framing import Size
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import FOCUS_RING, UNIT

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from shopassistant.desktop.kiosk.board import Board


class BoardView(QWidget):
    """Paints boards. It keeps no picture but the one on the screen, and lets go of that when told to.

    Signals:
        laid_out: the fields' sizes in the screen's pixels.
        chosen: place of the field that was touched, where there are several.
        pressed: where in the single picture it was touched, in shares of the field from the left and from above.
    """

    laid_out = Signal(object)
    chosen = Signal(int)
    pressed = Signal(float, float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._count = 1
        self._images: list[QImage] = []
        self._board: Board | None = None
        self._marked = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def has_picture(self) -> bool:
        """Whether something of the camera is on the screen."""
        return bool(self._images)

    def set_count(self, count: int) -> None:
        """Show so many side by side."""
        self._count = max(1, count)
        self._marked = self._count - 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._count > 1 else Qt.FocusPolicy.NoFocus)
        self.forget()
        self.laid_out.emit(self.fields())

    def show_board(self, board: "Board") -> None:
        """Paint this one from now on; one for other fields is from before they changed."""
        sizes = tuple((picture.shape[1], picture.shape[0]) for picture in board.pictures)
        if sizes != self.fields():
            return
        self._board = board
        self._images = [
            QImage(picture.data, picture.shape[1], picture.shape[0], picture.strides[0], QImage.Format.Format_RGB32)
            for picture in board.pictures
        ]
        self.update()

    def forget(self) -> None:
        """Let go of the picture."""
        self._images = []
        self._board = None
        self.update()

    def copied(self) -> "NDArray[np.uint8] | None":
        """What is on the screen as a picture of its own, uint8 (h, w, 3), BGR, not mirrored; None while nothing is."""
        if self._board is None:
            return None
        import numpy as np

        pictures = [picture[:, ::-1, :3] for picture in self._board.pictures]
        height = min(picture.shape[0] for picture in pictures)
        return np.concatenate([picture[:height] for picture in pictures], axis=1)

    def fields(self) -> tuple[Size, ...]:
        """The fields' sizes in the screen's pixels."""
        ratio = self.devicePixelRatioF()
        return tuple(
            (max(1, round(rect.width() * ratio)), max(1, round(rect.height() * ratio))) for rect in self.rects()
        )

    def rects(self) -> list[QRect]:
        """Where the fields are: in a row on a wide screen, below each other or two by two on a tall one."""
        if self._count == 1:
            return [self.rect()]
        columns = self._columns()
        rows = -(-self._count // columns)
        found = []
        for place in range(self._count):
            row, column = divmod(place, columns)
            in_row = min(columns, self._count - row * columns)
            left, right = (round(self.width() * at / in_row) for at in (column, column + 1))
            top, bottom = (round(self.height() * at / rows) for at in (row, row + 1))
            found.append(QRect(left, top, right - left - UNIT // 2, bottom - top - UNIT // 2))
        return found

    def _columns(self) -> int:
        if self.width() >= self.height():
            return self._count
        return 1 if self._count == 2 else 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.forget()
        self.laid_out.emit(self.fields())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("surface"))
        for rect, image in zip(self.rects(), self._images, strict=False):
            image.setDevicePixelRatio(self.devicePixelRatioF())
            painter.drawImage(rect.topLeft(), image)
        self._paint_card(painter)
        if self._count > 1 and self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2 * FOCUS_RING))
            painter.drawRect(QRectF(self.rects()[self._marked]).adjusted(2, 2, -2, -2))
        painter.end()

    def _paint_card(self, painter: QPainter) -> None:
        """The card's edge, or dashed where it should be held."""
        card = None if self._board is None else self._board.card
        if card is None or not card.corners:
            return
        tone = self._theme.colour("positive" if card.is_seen else "text")
        style = Qt.PenStyle.SolidLine if card.is_seen else Qt.PenStyle.DashLine
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        corners = QPolygonF([QPointF(x * self.width(), y * self.height()) for x, y in card.corners])
        for pen in (QPen(self._theme.colour("surface"), 4 * FOCUS_RING), QPen(tone, 2 * FOCUS_RING, style)):
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolygon(corners)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at: QPoint = event.position().toPoint()
        for place, rect in enumerate(self.rects()):
            if rect.contains(at) and self._count > 1:
                self.chosen.emit(place)
                return
        if self._count == 1 and self.rect().contains(at):
            self.pressed.emit(at.x() / max(1, self.width()), at.y() / max(1, self.height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if self._count > 1 and step:
            self._marked = (self._marked + step) % self._count
            self.update()
        elif self._count > 1 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._marked)
        else:
            super().keyPressEvent(event)
