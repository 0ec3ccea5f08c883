"""Orders: what is ordered, from whom, and what came; for managers. Staff take deliveries in on the Stock page."""

from PySide6.QtCore import QCoreApplication

from shopassistant.core.settings import Settings
from shopassistant.desktop.pages.purchasing.deliveries_tab import DeliveriesTab
from shopassistant.desktop.pages.purchasing.orders_tab import OrdersTab
from shopassistant.desktop.pages.purchasing.suppliers_tab import SuppliersTab
from shopassistant.desktop.pages.purchasing.tabs import tab_specs
from shopassistant.desktop.pages.tabbed import Tab, TabbedPage, TabSpec
from shopassistant.desktop.scanner_filter import ScannerFilter, recogniser
from shopassistant.desktop.shell.actions import Action
from shopassistant.desktop.shell.context import AppContext


class PurchasingPage(TabbedPage):
    """The tabs, and scans handed to the one in front."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "orders", QCoreApplication.translate("PurchasingPage", "Orders"), tab_specs())
        context.actions.add(
            Action("orders.new", self.tr("New order, or new supplier"), self.new, "Ctrl+N", "plus", "orders")
        )
        self.scanner = ScannerFilter(recogniser(context.settings.current), self.window, self)
        self.scanner.scanned.connect(self.take_scan)
        context.settings.changed.connect(self._on_settings)

    def shown(self) -> None:
        self.scanner.set_on(True)
        super().shown()

    def hidden(self) -> None:
        self.scanner.set_on(False)
        super().hidden()

    def open_with(self, what: object) -> None:
        """Show a tab by its id, ``("order", id)``, ``("supplier", id)`` or ``("new", supplier id)``."""
        match what:
            case ("order", int(order_id)):
                super().open_with(("list", order_id))
            case ("supplier", int(supplier_id)):
                super().open_with(("suppliers", supplier_id))
            case ("new", int(supplier_id)):
                self.order_at(supplier_id)
            case _:
                super().open_with(what)

    def _build_tab(self, spec: TabSpec) -> Tab:
        tab = super()._build_tab(spec)
        if isinstance(tab, SuppliersTab):
            tab.order_wanted.connect(self.order_at)
        return tab

    def order_at(self, supplier_id: int) -> None:
        """Begin an order at a supplier."""
        self.show_tab("list")
        tab = self.tab("list")
        if isinstance(tab, OrdersTab):
            tab.new_order(supplier_id)

    def new(self) -> None:
        """What there is to begin on the tab in front."""
        tab = self.tab(self._current)
        if isinstance(tab, SuppliersTab):
            tab.new_supplier()
        else:
            self.show_tab("list")
            orders = self.tab("list")
            if isinstance(orders, OrdersTab):
                orders.new_order()

    def take_scan(self, code: str) -> None:
        """A scan while this page is in front."""
        tab = self.tab(self._current)
        if isinstance(tab, (OrdersTab, SuppliersTab, DeliveriesTab)):
            tab.take_scan(code)

    def _on_settings(self, settings: Settings) -> None:
        self.scanner.set_recogniser(recogniser(settings))
