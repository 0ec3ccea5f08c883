"""F1: the keys that work right now, in one sheet."""

from PySide6.QtWidgets import QGridLayout, QWidget

from shopassistant.desktop.shell.actions import ActionRegistry
from shopassistant.desktop.shell.overlay import Overlay
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import button, keycap, label, row


class KeySheet(Overlay):
    """Keys of the page first, then those of the window."""

    def __init__(self, window: QWidget, theme: Theme, actions: ActionRegistry) -> None:
        super().__init__(window, theme, 720)
        self._actions = actions
        self._body = QWidget()
        self._close = button(self.tr("Close (Esc)"))
        self._close.clicked.connect(self.close_overlay)
        self.box.addWidget(label(self.tr("Keys"), "title"))
        self.box.addWidget(self._body)
        self.box.addLayout(row(1, self._close))

    def open(self) -> None:
        """Show the keys of this moment."""
        old = self._body
        self._body = QWidget()
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(UNIT)
        shown = [one for one in self._actions.all() if one.keys and self._actions.is_here(one.id)]
        shown.sort(key=lambda one: not one.page)
        half = (len(shown) + 1) // 2
        for place, action in enumerate(shown):
            line, side = place % half, 2 * (place // half)
            grid.addWidget(keycap(action.keys), line, side)
            grid.addWidget(label(action.text), line, side + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self.box.replaceWidget(old, self._body)
        old.deleteLater()
        super().open()
        self._close.setFocus()
