"""The tabs there are, in their order; each is imported when it is first in front."""

from PySide6.QtCore import QCoreApplication

from shopassistant.desktop.pages.tabbed import Tab, TabSpec
from shopassistant.desktop.shell.context import AppContext


def tab_specs() -> tuple[TabSpec, ...]:
    """All tabs, with their names in the language of the moment."""
    translate = QCoreApplication.translate
    return (
        TabSpec("list", translate("purchasing", "Orders"), _orders),
        TabSpec("suppliers", translate("purchasing", "Suppliers"), _suppliers),
        TabSpec("deliveries", translate("purchasing", "Deliveries"), _deliveries),
    )


def _orders(context: AppContext) -> Tab:
    from shopassistant.desktop.pages.purchasing.orders_tab import OrdersTab

    return OrdersTab(context)


def _suppliers(context: AppContext) -> Tab:
    from shopassistant.desktop.pages.purchasing.suppliers_tab import SuppliersTab

    return SuppliersTab(context)


def _deliveries(context: AppContext) -> Tab:
    from shopassistant.desktop.pages.purchasing.deliveries_tab import DeliveriesTab

    return DeliveriesTab(context)
