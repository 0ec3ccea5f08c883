"""The tabs there are, in their order; each is imported when it is first in front."""

from PySide6.QtCore import QCoreApplication

from shopassistant.desktop.pages.tabbed import Tab, TabSpec
from shopassistant.desktop.shell.context import AppContext


def tab_specs() -> tuple[TabSpec, ...]:
    """All tabs, with their names in the language of the moment.

    In the order of the work: promotions (``list``), ``prices``, ``campaigns``, ``results``.
    """
    translate = QCoreApplication.translate
    return (
        TabSpec("list", translate("promotions", "Promotions"), _promotions),
        TabSpec("prices", translate("promotions", "Prices"), _prices),
        TabSpec("campaigns", translate("promotions", "Campaigns"), _campaigns),
        TabSpec("results", translate("promotions", "Results"), _results),
    )


def _promotions(context: AppContext) -> Tab:
    from shopassistant.desktop.pages.promotions.promotions_tab import PromotionsTab

    return PromotionsTab(context)


def _prices(context: AppContext) -> Tab:
    from shopassistant.desktop.pages.promotions.prices_tab import PricesTab

    return PricesTab(context)


def _campaigns(context: AppContext) -> Tab:
    from shopassistant.desktop.pages.promotions.campaigns_tab import CampaignsTab

    return CampaignsTab(context)


def _results(context: AppContext) -> Tab:
    from shopassistant.desktop.pages.promotions.results_tab import ResultsTab

    return ResultsTab(context)
