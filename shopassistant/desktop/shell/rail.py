"""The rail on the left: one button per page, icon and name."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from shopassistant.desktop.shell.actions import key_text
from shopassistant.desktop.shell.page import PageSpec
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF, UNIT

_MOST_COUNTED = 99
# Pages that stand at the foot of the rail, apart from the daily ones.
AT_THE_FOOT = ("settings",)


class Rail(QWidget):
    """Shows where one is and where one can go.

    Signals:
        chosen: id of the page that was asked for.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, RailButton] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(UNIT, UNIT, UNIT, UNIT)
        self._box.setSpacing(HALF)
        self._box.addStretch(1)
        theme.changed.connect(self._resize)
        self._resize()

    def set_pages(self, specs: tuple[PageSpec, ...]) -> None:
        """Show these pages and no others."""
        for old in self._buttons.values():
            self._group.removeButton(old)
            self._box.removeWidget(old)
            old.deleteLater()
        self._buttons = {}
        daily = 0
        for spec in specs:
            made = self._make(spec)
            self._buttons[spec.id] = made
            if spec.id in AT_THE_FOOT:
                self._box.addWidget(made)
            else:
                self._box.insertWidget(daily, made)
                daily += 1
        self._resize()

    def show_only(self, page_ids: frozenset[str]) -> None:
        """Hide the pages that are not for whoever is signed in."""
        for page_id, made in self._buttons.items():
            made.setVisible(page_id in page_ids)
        self._fit()

    def show_page(self, page_id: str) -> None:
        """Mark the page that is in front."""
        if page_id in self._buttons:
            self._buttons[page_id].setChecked(True)

    def set_count(self, page_id: str, count: int) -> None:
        """Show how many things wait on a page; none for 0."""
        if page_id in self._buttons:
            self._buttons[page_id].set_count(count)

    def count(self, page_id: str) -> int:
        """How many things are shown to wait on a page."""
        return self._buttons[page_id].count if page_id in self._buttons else 0

    def _make(self, spec: PageSpec) -> "RailButton":
        made = RailButton(self._theme, spec.title)
        made.setProperty("rail", True)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setCheckable(True)
        made.setText(spec.title)
        made.setIcon(self._theme.icon(spec.icon, "muted"))
        made.setToolTip(f"{spec.title}  {key_text(spec.keys)}".strip())
        made.setProperty("page", spec.id)
        made.clicked.connect(self._on_clicked)
        self._group.addButton(made)
        return made

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, QToolButton):
            self.chosen.emit(str(sender.property("page")))

    def _resize(self) -> None:
        scale = self._theme.scale
        self.setFixedWidth(scale.control * 2 + 3 * UNIT)
        self._fit()

    def _fit(self) -> None:
        """Large letters on a low screen: buttons as high as there is room for, and their words only where they fit."""
        shown = [made for made in self._buttons.values() if not made.isHidden()]
        if not shown:
            return
        scale = self._theme.scale
        room = (self.height() - 2 * UNIT - (len(shown) - 1) * HALF) // len(shown)
        full, words = scale.control + 3 * UNIT, QFontMetrics(self._theme.font("caption")).height()
        height = max(min(full, room), scale.icon + UNIT)
        side = min(scale.icon + 4, max(height - words - 2 * UNIT, scale.icon - UNIT))
        with_words = side + words + UNIT
        style = Qt.ToolButtonStyle
        for made in shown:
            made.setIconSize(QSize(side, side))
            made.setToolButtonStyle(style.ToolButtonTextUnderIcon if height >= with_words else style.ToolButtonIconOnly)
            made.setFixedSize(scale.control * 2 + UNIT - 1, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class RailButton(QToolButton):
    """A page's button, with a small number where something waits there."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme = theme
        self._title = title
        self.count = 0
        self.setAccessibleName(title)

    def set_count(self, count: int) -> None:
        """Show a number; none for 0."""
        self.count = count
        words = self.tr("{page}, {count} to look at").format(page=self._title, count=count)
        self.setAccessibleName(words if count else self._title)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.count:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_count(painter)
            painter.end()

    def _paint_count(self, painter: QPainter) -> None:
        text = str(self.count) if self.count <= _MOST_COUNTED else f"{_MOST_COUNTED}+"
        font = self._theme.font("caption", 600)
        metrics = QFontMetrics(font)
        height = metrics.height()
        width = max(height, metrics.horizontalAdvance(text) + UNIT)
        middle = self.width() / 2 + self.iconSize().width() / 2
        field = QRectF(min(middle - HALF, self.width() - width - 2), 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(field, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(self._theme.colour("accent_text"))
        painter.drawText(field, Qt.AlignmentFlag.AlignCenter, text)
