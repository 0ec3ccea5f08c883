"""A small picture of goods beside their name."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from shopassistant.desktop.kiosk.goods import Goods
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.widgets.illustration import product_pixmap


class GoodsPicture(QWidget):
    """Three to two."""

    def __init__(self, theme: Theme, goods: Goods, height: int) -> None:
        super().__init__()
        self._theme = theme
        self._goods = goods
        self.setFixedSize(QSize(height * 3 // 2, height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        goods = self._goods
        ratio = self.devicePixelRatioF()
        picture = product_pixmap(self._theme, goods.drawing, self.size(), ratio, goods.image, goods.rendering)
        painter.drawPixmap(0, 0, picture)
        painter.end()
