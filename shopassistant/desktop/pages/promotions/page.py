"""Promotions: what is offered to whom, prices, campaigns and what all of it earned, one tab each; for managers."""

from PySide6.QtCore import QCoreApplication

from shopassistant.desktop.pages.promotions.tabs import tab_specs
from shopassistant.desktop.pages.tabbed import TabbedPage
from shopassistant.desktop.shell.actions import Action
from shopassistant.desktop.shell.context import AppContext


class PromotionsPage(TabbedPage):
    """The tabs, of which one is in front. Keys they share reach the methods `new`, `focus_search` and
    `export` of that one."""

    def __init__(self, context: AppContext) -> None:
        title = QCoreApplication.translate("PromotionsPage", "Promotions")
        super().__init__(context, "promotions", title, tab_specs())
        for name, words, keys, icon in (
            ("new", self.tr("Promotions: begin a new one"), "Ctrl+N", "plus"),
            ("focus_search", self.tr("Promotions: find"), "Ctrl+F", "search"),
            ("export", self.tr("Promotions: save the table as CSV"), "Ctrl+E", "file-down"),
        ):
            handler = getattr(self, name)
            context.actions.add(Action(f"promotions.{name}", words, handler, keys, icon, "promotions"))

    def new(self) -> None:
        """What there is to begin on the tab in front."""
        self._hand_on("new")

    def focus_search(self) -> None:
        """What there is to find on the tab in front."""
        self._hand_on("focus_search")

    def export(self) -> None:
        """The table of the tab in front, as a file."""
        self._hand_on("export")

    def _hand_on(self, name: str) -> None:
        handler = getattr(self.tab(self._current), name, None)
        if handler is not None:
            handler()
