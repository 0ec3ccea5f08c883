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

    def pixmap(self, name: str, tone: str, size: QSize, ratio: float = 1.0) -> QPixmap:
        """The icon in `size` device-independent pixels, at the left of a field that is wider than high.

        (That is how a button is given room between its icon and its words.)
        """
        colour = self._theme.colours.tone(tone)
        key = f"icon:{name}:{colour}:{size.width()}x{size.height()}:{ratio}"
        found = QPixmap()
        if QPixmapCache.find(key, found):
            return found
        width, height = max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio))
        pixmap = QPixmap(width, height)
        pixmap.fill(Qt.GlobalColor.transparent)
        side = min(width, height)
        painter = QPainter(pixmap)
        self.draw(painter, QRectF(0, (height - side) / 2, side, side), name, colour)
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
        device = painter.device()
        ratio = device.devicePixelRatio() if device is not None else 1.0
        painter.drawPixmap(rect.topLeft(), self._drawn(rect.size(), mode, state, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._drawn(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        logical = QSize(round(size.width() / scale), round(size.height() / scale))  # Qt asks in device pixels
        return self._drawn(logical, mode, state, scale)

    def _drawn(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, ratio: float) -> QPixmap:
        return self._icons.pixmap(self._name, self._icons.tone_for(self._tone, mode, state), size, ratio)

    def clone(self) -> QIconEngine:
        return _Engine(self._icons, self._name, self._tone)
