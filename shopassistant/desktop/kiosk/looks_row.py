"""The row of things to put on, at thumb height: pushed sideways with a thumb, or walked through with the arrow keys."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QScroller, QSizePolicy, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.kiosk.goods import Goods
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import FOCUS_RING, HALF, RADIUS_CARD, UNIT
from shopassistant.desktop.widgets.basics import row
from shopassistant.desktop.widgets.illustration import product_pixmap


class LooksRow(QScrollArea):
    """Tiles side by side.

    Signals:
        chosen: the variant that was touched.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tiles: dict[int, Tile] = {}
        self._box = row(1, gap=UNIT)
        ground = QWidget()
        ground.setObjectName("scrolled")
        ground.setLayout(self._box)
        self.setWidget(ground)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(tile_size(theme).height())
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.LeftMouseButtonGesture)

    @property
    def tiles(self) -> "list[Tile]":
        """From left to right."""
        return list(self._tiles.values())

    def show_goods(self, goods: Sequence[Goods], catalogue: Catalogue) -> None:
        """Offer these, with their prices as `catalogue` writes them."""
        for tile in self._tiles.values():
            self._box.removeWidget(tile)
            tile.deleteLater()
        self._tiles = {}
        for one in goods:
            self._add(one, catalogue)
        self.horizontalScrollBar().setValue(0)

    def rank(self, goods: Sequence[Goods], catalogue: Catalogue) -> None:
        """Offer these in their order, but nothing that is in sight, or was passed already, moves or goes: what comes
        next when the row is pushed does."""
        end = self.horizontalScrollBar().value() + self.viewport().width()
        kept = [tile for tile in self.tiles if tile.x() < end]
        known = {tile.goods.variant_id for tile in kept}
        for tile in self.tiles:
            if tile not in kept and tile.isChecked():  # what is worn can be taken off where it was put on
                known.add(tile.goods.variant_id)
                kept.append(tile)
        gone = [tile for tile in self.tiles if tile not in kept]
        for tile in gone:
            self._box.removeWidget(tile)
            tile.deleteLater()
        self._tiles = {tile.goods.variant_id: tile for tile in kept}
        for one in goods:
            if one.variant_id not in known:
                self._add(one, catalogue)

    def mark(self, fits: frozenset[int], words: str) -> None:
        """Say of these that they fit."""
        for variant_id, tile in self._tiles.items():
            tile.set_mark(words if variant_id in fits else "")

    def _add(self, goods: Goods, catalogue: Catalogue) -> None:
        tile = Tile(self._theme, goods, catalogue.money(goods.price_minor))
        tile.clicked.connect(self._on_clicked)
        tile.stepped.connect(self._on_step)
        self._box.insertWidget(len(self._tiles), tile)
        self._tiles[goods.variant_id] = tile

    def focus_first(self) -> None:
        """Let the arrow keys begin here: on what is worn, else at the left."""
        tiles = self.tiles
        first = next((tile for tile in tiles if tile.isChecked()), tiles[0] if tiles else None)
        if first is not None:
            first.setFocus()
            self._box.activate()  # tiles made this moment have no place yet
            if first is tiles[0]:
                self.horizontalScrollBar().setValue(0)
            else:
                self.ensureWidgetVisible(first, UNIT, 0)

    def show_worn(self, variant_ids: Sequence[int]) -> None:
        """Mark what is worn."""
        for variant_id, tile in self._tiles.items():
            tile.setChecked(variant_id in variant_ids)

    def _on_clicked(self) -> None:
        tile = self.sender()
        if isinstance(tile, Tile):
            self.chosen.emit(tile.goods.variant_id)

    def _on_step(self, step: int) -> None:
        tile = self.sender()
        tiles = self.tiles
        if isinstance(tile, Tile) and 0 <= tiles.index(tile) + step < len(tiles):
            other = tiles[tiles.index(tile) + step]
            other.setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(other, UNIT, 0)


def tile_size(theme: Theme) -> QSize:
    """Of one tile: a picture and its price."""
    return QSize(theme.scale.control * 5 // 2, theme.scale.control * 8 // 5 + theme.scale.caption + 2 * UNIT)


class Tile(QAbstractButton):
    """A picture of one thing with its price; a ring and a tick say that it is worn.

    Signals:
        stepped: an arrow key was pressed: -1 or 1.
    """

    stepped = Signal(int)

    def __init__(self, theme: Theme, goods: Goods, price: str) -> None:
        super().__init__()
        self._theme = theme
        self.goods = goods
        self._price = price
        self._mark = ""
        self._is_walked = False  # a ring for whoever uses keys; a finger needs none
        self.setCheckable(True)
        self.setFixedSize(tile_size(theme))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{goods.title}, {price}")

    def set_mark(self, words: str) -> None:
        """A word about it in its corner; none takes it away."""
        if words != self._mark:
            self._mark = words
            said = (self.goods.title, self._price, words)
            self.setAccessibleName(", ".join(part for part in said if part))
            self.update()

    def nextCheckState(self) -> None:
        """What is worn is told by the visit, not by the touch."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._is_walked = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, scale = self._theme, self._theme.scale
        high = self.height() - scale.caption - 2 * UNIT
        size = QSize(self.width() - 2 * HALF, high - HALF)
        goods = self.goods
        picture = product_pixmap(theme, goods.drawing, size, self.devicePixelRatioF(), goods.image, goods.rendering)
        painter.drawPixmap(HALF, HALF, picture)
        painter.setFont(theme.font("caption", 600 if self.isChecked() else 400))
        painter.setPen(theme.colour("text"))
        line = QRectF(HALF, high + HALF, self.width() - 2 * HALF, scale.caption + UNIT)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, self._price)
        if self._mark:
            self._paint_mark(painter)
        self._paint_edge(painter)
        painter.end()

    def _paint_mark(self, painter: QPainter) -> None:
        theme = self._theme
        painter.setFont(theme.font("caption", 600))
        wide = painter.fontMetrics().horizontalAdvance(self._mark) + 2 * UNIT
        field = QRectF(UNIT, UNIT, min(wide, self.width() - 2 * UNIT), theme.scale.caption + UNIT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(field, HALF, HALF)
        painter.setPen(theme.colour("positive"))
        painter.drawText(field, Qt.AlignmentFlag.AlignCenter, self._mark)

    def _paint_edge(self, painter: QPainter) -> None:
        if not (self.isChecked() or (self.hasFocus() and self._is_walked)):
            return
        width = 2 * FOCUS_RING if self.isChecked() else FOCUS_RING
        painter.setPen(QPen(self._theme.colour("accent" if self.isChecked() else "text"), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        edge = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(edge, RADIUS_CARD, RADIUS_CARD)
        if self.isChecked():
            side = self._theme.scale.icon
            spot = QRectF(self.width() - side - UNIT, UNIT, side, side)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawEllipse(spot)
            inner = spot.adjusted(HALF, HALF, -HALF, -HALF).toRect()
            self._theme.icon("check", "accent_text").paint(painter, inner)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
