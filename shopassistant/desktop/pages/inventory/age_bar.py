"""How old the stock is, as one bar of four parts by value at cost."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.inventory.words import money_short
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF, UNIT, mix
from shopassistant.inventory.dashboard.figures import Tied

# How strongly each age is drawn, from the youngest.
_STRENGTH = (0.22, 0.42, 0.66, 1.0)


class AgeBar(QWidget):
    """The older, the darker; its words are in the tooltip and for who cannot see it.

    Signals:
        wanted: the lens of the part that was clicked.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        super().__init__()
        self._theme = theme
        self._catalogue = catalogue
        self._ages: tuple[Tied, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(80, self._theme.scale.control if self._theme.is_floor else UNIT + HALF)

    def names(self) -> tuple[str, ...]:
        """What the parts are called."""
        return (self.tr("up to 30 days"), self.tr("31 to 90"), self.tr("91 to 180"), self.tr("over 180 days"))

    def show_ages(self, ages: tuple[Tied, ...]) -> None:
        """Show these."""
        self._ages = ages
        words = [
            f"{name}: {money_short(self._catalogue, age.minor)}" for name, age in zip(self.names(), ages, strict=True)
        ]
        self.setAccessibleName("; ".join(words))
        self.update()

    def parts(self) -> list[QRectF]:
        """Where each part is drawn."""
        whole = sum(max(age.minor, 0) for age in self._ages)
        left, made = 0.0, []
        for age in self._ages:
            width = self.width() * max(age.minor, 0) / whole if whole else 0.0
            made.append(QRectF(left, 0, width, self.height()))
            left += width
        return made

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        colours = self._theme.colours
        for part, strength in zip(self.parts(), _STRENGTH, strict=False):
            painter.setBrush(type(self._theme.colour("text"))(mix(colours.raised, colours.series[0], strength)))
            painter.drawRect(part.adjusted(0, 0, -1 if part.width() > 2 else 0, 0))
        painter.end()

    def _at(self, where: QPointF) -> int:
        return next((place for place, part in enumerate(self.parts()) if part.contains(where)), -1)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            place = self._at(QPointF(event.pos()))
            if place >= 0:
                age = self._ages[place]
                words = self.tr("{name}: {units} units, {money}")
                text = words.format(
                    name=self.names()[place],
                    units=self._catalogue.number(age.units),
                    money=self._catalogue.money(age.minor),
                )
                QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position())
        if place >= 0:
            self.wanted.emit(f"age{place}")
