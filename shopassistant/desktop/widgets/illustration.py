"""A product's picture: its own where the shop has one, else a drawing of its kind in its colour; never a grey box."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPaintEvent, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopassistant.core.paths import resource
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import RADIUS_CONTROL, Colours, mix
from shopassistant.desktop.widgets.eyewear import draw_frame
from shopassistant.desktop.widgets.product_look import ProductLook, look_of


class Illustration(QWidget):
    """Shows one product. It follows the theme and the size it is given."""

    def __init__(self, theme: Theme, size: int = 96) -> None:
        super().__init__()
        self._theme = theme
        self._size = size
        self._look = ProductLook("box", "#9aa0a6")
        self._image = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setMinimumSize(32, 32)
        theme.changed.connect(self.update)

    def set_product(
        self,
        category: str,
        colour: str | None = None,
        attributes: Mapping[str, Any] | None = None,
        *,
        name: str = "",
        image: str | None = None,
    ) -> None:
        """Show this product.

        Args:
            category: path of its category, may be empty.
            colour: name of the variant's colour, if any.
            attributes: the product's free attributes; eyewear is drawn from its millimetres.
            name: helps where the category says nothing, as in imported records.
            image: path of its own picture, if it has one.
        """
        self._look = look_of(category, name, colour, attributes)
        self._image = image or ""
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(0, 0, product_pixmap(self._theme, self._look, self.size(), ratio, self._image))
        painter.end()


def product_pixmap(
    theme: Theme, look: ProductLook, size: QSize, ratio: float = 1.0, image: str = "", rendering: QImage | None = None
) -> QPixmap:
    """The picture of `look` in `size` device-independent pixels, for lists and delegates. Cached.

    Args:
        image: path of the product's own picture. rendering: with transparency, takes the place of a drawing.
    """
    made = "" if rendering is None else rendering.cacheKey()
    key = f"product:{theme.colours.name}:{look}:{size.width()}x{size.height()}:{ratio}:{image}:{made}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    pixmap = QPixmap(max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    pixmap.setDevicePixelRatio(ratio)
    painter = QPainter(pixmap)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    area = QRectF(0, 0, size.width(), size.height())
    if not (image and _draw_image(painter, area, image)):
        if rendering is None:
            draw_product(painter, area, look, theme.colours)
        else:
            _draw_ground(painter, area, look, theme.colours)
            _draw_whole(painter, area, rendering)
    painter.end()
    QPixmapCache.insert(key, pixmap)
    return pixmap


def draw_product(painter: QPainter, area: QRectF, look: ProductLook, colours: Colours) -> None:
    """Paint the drawing of `look` on a quiet ground that fills `area`."""
    main = look.colour
    _draw_ground(painter, area, look, colours)
    margin = min(area.width(), area.height()) * 0.10
    inner = area.adjusted(margin, margin, -margin, -margin)
    line = mix(main, colours.ink, 0.62)
    if look.kind == "glasses":
        draw_frame(painter, inner, look, line)
        return
    side = min(inner.width(), inner.height())
    square = QRectF(inner.center().x() - side / 2, inner.center().y() - side / 2, side, side)
    svg = _drawing(look.kind)
    tones = {"MAIN": main, "SHADE": mix(main, "#000000", 0.22), "LIGHT": mix(main, "#ffffff", 0.45), "LINE": line}
    for word, tone in tones.items():
        svg = svg.replace(word, tone)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, square)


def _draw_ground(painter: QPainter, area: QRectF, look: ProductLook, colours: Colours) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(mix(colours.paper, look.colour, 0.16)))
    painter.drawRoundedRect(area, RADIUS_CONTROL, RADIUS_CONTROL)


@lru_cache(maxsize=64)
def _drawing(kind: str) -> str:
    return resource("illustrations", f"{kind}.svg").read_text("utf-8")


def _draw_image(painter: QPainter, area: QRectF, image: str) -> bool:
    """The shop's own picture, whole, in the middle. False where it cannot be read; the drawing takes its place."""
    if not Path(image).is_file():
        return False
    reader = QImageReader(image)
    reader.setAutoTransform(True)
    wanted = reader.size().scaled(area.size().toSize() * 2, Qt.AspectRatioMode.KeepAspectRatio)
    if wanted.isValid():
        reader.setScaledSize(wanted)  # a photo of 20 megapixels is never decoded whole
    picture = reader.read()
    if picture.isNull():
        return False
    _draw_whole(painter, area, picture)
    return True


def _draw_whole(painter: QPainter, area: QRectF, picture: QImage) -> None:
    """In the middle, as large as it fits."""
    size = picture.size().scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    left = area.x() + (area.width() - size.width()) / 2
    top = area.y() + (area.height() - size.height()) / 2
    painter.drawImage(QRectF(left, top, size.width(), size.height()), picture)
