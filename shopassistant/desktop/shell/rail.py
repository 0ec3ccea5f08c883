"""The rail on the left: one button per page, icon and name."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from shopassistant.desktop.shell.actions import key_text
from shopassistant.desktop.shell.page import PageSpec
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF, UNIT

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
        self._buttons: dict[str, QToolButton] = {}
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

    def show_page(self, page_id: str) -> None:
        """Mark the page that is in front."""
        if page_id in self._buttons:
            self._buttons[page_id].setChecked(True)

    def _make(self, spec: PageSpec) -> QToolButton:
        made = QToolButton()
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
        for made in self._buttons.values():
            made.setIconSize(QSize(scale.icon + 4, scale.icon + 4))
            made.setFixedSize(scale.control * 2 + UNIT - 1, scale.control + 3 * UNIT)
