"""The table of promotions with the one that is open beside it."""

from shopassistant.desktop.pages.tabbed import Tab
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.widgets.basics import column
from shopassistant.desktop.widgets.states import EmptyState


class PromotionsTab(Tab):
    """Promotions by what is still to be done about them."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        words = self.tr(
            "Here will be every offer: what is being planned, what runs now, and what the past ones brought."
        )
        self.empty = EmptyState(context.theme, "badge-percent", self.tr("No promotions yet"), words)
        self.setLayout(column(self.empty))
