"""Line icons, drawn from SVG at the size and pixel ratio asked for, in the colour of the theme that is on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from shopassistant.core.paths import resource

if TYPE_CHECKING:
    from shopassistant.desktop.theme.theme import Theme


class Icons:
    """All icons of a theme, by name (the file names in ``resources/icons``)."""

    def __init__(self, theme: "Theme") -> None:
        self._theme = theme
        self._sources: dict[str, str] = {}

    def icon(self, name: str, tone: str = "text") -> QIcon:
        """An icon that follows the theme. Raises FileNotFoundError for a name without a file."""
        self._source(name)
        return QIcon(_Engine(self, name, tone))

    def pixmap(self, name: str, tone: str, size: int, ratio: float = 1.0) -> QPixmap:
        """The icon as a square pixmap of `size` device-independent pixels."""
        colour = self._theme.colours.tone(tone)
        key = f"icon:{name}:{colour}:{size}:{ratio}"
        found = QPixmap()
        if QPixmapCache.find(key, found):
            return found
        side = max(1, round(size * ratio))
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.draw(painter, QRectF(0, 0, side, side), name, colour)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        QPixmapCache.insert(key, pixmap)
        return pixmap

    def draw(self, painter: QPainter, rect: QRectF, name: str, colour: str) -> None:
        """Paint the icon into `rect` in `colour` (``#rrggbb``)."""
        QSvgRenderer(QByteArray(self.svg(name, colour).encode())).render(painter, rect)

    def svg(self, name: str, colour: str) -> str:
        """The icon's source in `colour`."""
        return self._source(name).replace("currentColor", colour)

    def tone_for(self, tone: str, mode: QIcon.Mode, state: QIcon.State) -> str:
        """Which token an icon of `tone` wears in this state of its button."""
        if mode == QIcon.Mode.Disabled:
            return "muted"
        if state == QIcon.State.On and tone in ("text", "muted"):
            return "accent"
        return tone

    def _source(self, name: str) -> str:
        if name not in self._sources:
            self._sources[name] = resource("icons", f"{name}.svg").read_text("utf-8")
        return self._sources[name]


class _Engine(QIconEngine):
    """Asks for the colour when it paints, so that a theme switch needs no new icons."""

    def __init__(self, icons: Icons, name: str, tone: str) -> None:
        super().__init__()
        self._icons = icons
        self._name = name
        self._tone = tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        device = painter.device()
        ratio = device.devicePixelRatio() if device is not None else 1.0
        pixmap = self._icons.pixmap(self._name, self._icons.tone_for(self._tone, mode, state), side, ratio)
        left = rect.x() + (rect.width() - side) // 2
        top = rect.y() + (rect.height() - side) // 2
        painter.drawPixmap(left, top, pixmap)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        side = min(size.width(), size.height())
        return self._icons.pixmap(self._name, self._icons.tone_for(self._tone, mode, state), side)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        side = min(size.width(), size.height())  # in device pixels, as Qt asks
        return self._icons.pixmap(self._name, self._icons.tone_for(self._tone, mode, state), round(side / scale), scale)

    def clone(self) -> QIconEngine:
        return _Engine(self._icons, self._name, self._tone)
