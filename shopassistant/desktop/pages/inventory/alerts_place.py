"""The place of the alerts on the page: whoever makes them puts their panel in here."""

from PySide6.QtWidgets import QWidget

from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import column
from shopassistant.desktop.widgets.states import EmptyState


class AlertsPlace(QWidget):
    """Says what will be here until `put` brings it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        text = self.tr("Here will be what needs somebody's eye: stock below zero, late suppliers, sudden changes.")
        self._inside: QWidget = EmptyState(theme, "bell", self.tr("No alerts"), text)
        self._box = column(self._inside)
        self._box.setContentsMargins(0, UNIT, 0, 0)
        self.setLayout(self._box)

    def put(self, panel: QWidget) -> None:
        """Show `panel` here from now on."""
        self._box.removeWidget(self._inside)
        self._inside.deleteLater()
        self._inside = panel
        self._box.addWidget(panel)
