"""From an alert to the rows behind it: the product, the order, the count, or the table narrowed to what it is about."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QScroller

from shopassistant.desktop.pages.inventory.alerts_desk import AlertsDesk
from shopassistant.desktop.pages.inventory.alerts_view import AlertsPanel
from shopassistant.desktop.pages.inventory.lens_words import ORDERS

if TYPE_CHECKING:
    from shopassistant.desktop.pages.inventory.page import InventoryPage
    from shopassistant.inventory.alerts.listing import AlertLine

# The rows of the table behind an alert about several products.
_LENSES = {"runs_out_many": "likely_out", "dead_stock_many": "dead", "overstock_many": "over"}
# What is found out by counting is looked into on the page of the stock.
_ON_STOCK = ("negative_stock", "shrinkage")
_STOCK_LISTS = {"negative_stock_many": "warnings", "shrinkage_many": "counts"}


class AlertRows(QObject):
    """Puts the panel into its place on the page, and opens what is chosen there."""

    def __init__(self, page: "InventoryPage") -> None:
        super().__init__(page)
        self._page = page
        self.panel = AlertsPanel(page.context, AlertsDesk(page.context, self))
        page.alerts.put(self.panel)
        self.panel.opened.connect(self.open)
        page.context.theme.changed.connect(self._make_kinetic)
        self._make_kinetic()

    @Slot(object)
    def open(self, line: "AlertLine") -> None:
        """Show the rows behind an alert."""
        page, navigate = self._page, self._page.context.navigate
        if line.order_id is not None:
            navigate.open("orders", ("order", line.order_id))
        elif line.kind in _STOCK_LISTS:
            navigate.open("stock", (_STOCK_LISTS[line.kind], None))
        elif line.kind in _ON_STOCK:
            navigate.open("stock", ("variant", line.variant_id))
        elif line.kind in _LENSES:
            self._narrow(_LENSES[line.kind], line)
        elif line.variant_id is not None:
            page.open_product(line.variant_id)

    def _narrow(self, lens: str, line: "AlertLine") -> None:
        """The table with only what the alert is about; Esc leads back."""
        sort, descending = ORDERS[lens]
        self._page.filters.search.clear()
        self._page.desk.narrow(
            location_id=None, supplier_id=line.supplier_id, category_id=line.category_id, abc=None, xyz=None, text="",
            lens=lens, sort=sort, descending=descending,
        )  # fmt: skip

    def _make_kinetic(self) -> None:
        """On the floor a thumb moves the list."""
        view = self.panel.table.view.viewport()
        if self._page.context.theme.is_floor:
            QScroller.grabGesture(view, QScroller.ScrollerGestureType.LeftMouseButtonGesture)
        else:
            QScroller.ungrabGesture(view)
