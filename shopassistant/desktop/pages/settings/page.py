"""Settings: the shop, this terminal, the staff."""

from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.widgets.basics import column, label


class SettingsPage(Page):
    """Sections of settings."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.setLayout(column(label(self.tr("Settings"), "title"), 1, margin=16))
