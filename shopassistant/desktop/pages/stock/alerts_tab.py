"""Alerts for those who do not see the page Inventory: an associate who was given one, or who hears of a kind."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import column

if TYPE_CHECKING:
    from shopassistant.desktop.pages.inventory.alerts_view import AlertsPanel
    from shopassistant.inventory.alerts.listing import AlertLine


class AlertsTab(QWidget):
    """The last of the page's tabs; managers have the same list on Inventory, and do not see it here."""

    def __init__(self, context: AppContext, tabs: QTabWidget) -> None:
        super().__init__()
        self._context = context
        self._tabs = tabs
        self.panel: AlertsPanel | None = None
        tabs.addTab(self, self.tr("Alerts"))
        context.staff.changed.connect(self._on_staff)
        self._on_staff()

    def showEvent(self, event: QShowEvent) -> None:
        if self.panel is None:  # few need it, so nobody waits for it
            from shopassistant.desktop.pages.inventory.alerts_desk import AlertsDesk
            from shopassistant.desktop.pages.inventory.alerts_view import AlertsPanel

            self.panel = AlertsPanel(self._context, AlertsDesk(self._context, self), "stock")
            self.panel.opened.connect(self._on_opened)
            box = column(self.panel)
            box.setContentsMargins(0, UNIT, 0, 0)
            self.setLayout(box)
        super().showEvent(event)

    @Slot()
    def _on_staff(self) -> None:
        staff = self._context.staff
        is_shown = not staff.is_locked and not staff.actor.has_role("manager")
        self._tabs.setTabVisible(self._tabs.indexOf(self), is_shown)

    @Slot(object)
    def _on_opened(self, line: "AlertLine") -> None:
        """What lies behind an alert, as far as this page knows it."""
        if line.variant_id is not None:
            self._context.navigate.open("stock", ("variant", line.variant_id))
