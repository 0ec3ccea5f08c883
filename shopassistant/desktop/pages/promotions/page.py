"""Promotions: what is offered to whom, prices, campaigns and what all of it earned, one tab each; for managers."""

from PySide6.QtCore import QCoreApplication

from shopassistant.desktop.pages.promotions.tabs import tab_specs
from shopassistant.desktop.pages.tabbed import TabbedPage
from shopassistant.desktop.shell.context import AppContext


class PromotionsPage(TabbedPage):
    """The tabs, of which one is in front."""

    def __init__(self, context: AppContext) -> None:
        title = QCoreApplication.translate("PromotionsPage", "Promotions")
        super().__init__(context, "promotions", title, tab_specs())
