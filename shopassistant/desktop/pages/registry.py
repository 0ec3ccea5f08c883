"""The pages there are, in the order of the rail; each is imported when it is first visited."""

from PySide6.QtCore import QCoreApplication

from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.page import Page, PageSpec


def page_specs() -> tuple[PageSpec, ...]:
    """All pages, with their names in the language of the moment."""
    translate = QCoreApplication.translate
    return (
        PageSpec("counter", translate("pages", "Counter"), "shopping-basket", _counter, keys="Ctrl+1"),
        PageSpec("tryon", translate("pages", "Try-on"), "glasses", _tryon, keys="Ctrl+T"),
        PageSpec("customers", translate("pages", "Customers"), "users", _customers, keys="Ctrl+2"),
        PageSpec("segments", translate("pages", "Segments"), "filter", _segments, keys="Ctrl+9", role="manager"),
        PageSpec("stock", translate("pages", "Stock"), "boxes", _stock, keys="Ctrl+3"),
        PageSpec("orders", translate("pages", "Orders"), "clipboard-list", _orders, keys="Ctrl+7", role="manager"),
        PageSpec(
            "inventory", translate("pages", "Inventory"), "trending-up", _inventory, keys="Ctrl+8", role="manager"
        ),
        PageSpec(
            "promotions", translate("pages", "Promotions"), "badge-percent", _promotions, keys="Ctrl+0", role="manager"
        ),
        PageSpec("receipts", translate("pages", "Receipts"), "receipt", _receipts, keys="Ctrl+4"),
        PageSpec("import", translate("pages", "Import"), "import", _import, keys="Ctrl+5"),
        PageSpec("model", translate("pages", "Model"), "gauge", _model, keys="Ctrl+6", role="manager"),
        PageSpec("settings", translate("pages", "Settings"), "settings", _settings, keys="Ctrl+,"),
    )


def _counter(context: AppContext) -> Page:
    from shopassistant.desktop.pages.counter.page import CounterPage

    return CounterPage(context)


def _tryon(context: AppContext) -> Page:
    from shopassistant.desktop.pages.tryon.page import TryOnPage

    return TryOnPage(context)


def _customers(context: AppContext) -> Page:
    from shopassistant.desktop.pages.customers.page import CustomersPage

    return CustomersPage(context)


def _segments(context: AppContext) -> Page:
    from shopassistant.desktop.pages.segments.page import SegmentsPage

    return SegmentsPage(context)


def _stock(context: AppContext) -> Page:
    from shopassistant.desktop.pages.stock.page import StockPage

    return StockPage(context)


def _orders(context: AppContext) -> Page:
    from shopassistant.desktop.pages.purchasing.page import PurchasingPage

    return PurchasingPage(context)


def _inventory(context: AppContext) -> Page:
    from shopassistant.desktop.pages.inventory.page import InventoryPage

    return InventoryPage(context)


def _promotions(context: AppContext) -> Page:
    from shopassistant.desktop.pages.promotions.page import PromotionsPage

    return PromotionsPage(context)


def _receipts(context: AppContext) -> Page:
    from shopassistant.desktop.pages.receipts.page import ReceiptsPage

    return ReceiptsPage(context)


def _import(context: AppContext) -> Page:
    from shopassistant.desktop.pages.imports.page import ImportPage

    return ImportPage(context)


def _model(context: AppContext) -> Page:
    from shopassistant.desktop.pages.model.page import ModelPage

    return ModelPage(context)


def _settings(context: AppContext) -> Page:
    from shopassistant.desktop.pages.settings.page import SettingsPage

    return SettingsPage(context)
