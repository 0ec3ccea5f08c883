"""The table of suppliers with the one that is open beside it."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton

from shopassistant.desktop.pages.purchasing.item_dialog import ItemDialog
from shopassistant.desktop.pages.purchasing.supplier_dialog import SupplierDialog
from shopassistant.desktop.pages.purchasing.supplier_panel import SupplierPanel
from shopassistant.desktop.pages.purchasing.supplier_words import supplier_columns
from shopassistant.desktop.pages.purchasing.suppliers_desk import SuppliersDesk
from shopassistant.desktop.pages.tabbed import Tab
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import KeyButton, button, column, row
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import LazyTable
from shopassistant.inventory.suppliers.items import ItemRow
from shopassistant.inventory.suppliers.listing import SupplierRow


class SuppliersTab(Tab):
    """Whom the shop buys from.

    Signals:
        order_wanted: id of a supplier an order is to be begun at.
    """

    order_wanted = Signal(int)

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.desk = SuppliersDesk(context, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        context = self.context
        self.former = QCheckBox(self.tr("Former ones, too"))
        self.new_button = KeyButton(context.actions, "orders.new", context.theme, "primary", self.tr("New supplier"))
        self.table = LazyTable(
            context, "suppliers", supplier_columns(context.catalogue, lambda: self.desk.today), self._rows
        )
        self.table.set_empty(self._empty_state())
        self.panel = SupplierPanel(context, self.desk)
        self.panel.hide()
        body = row(self.table, self.panel, gap=GAP)
        body.setStretch(0, 1)
        whole = column(row(self.former, 1, self.new_button, gap=UNIT), body, gap=UNIT + UNIT // 2)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _empty_state(self) -> EmptyState:
        words = self.tr("Here will be everybody the shop buys from, with their terms and how they keep their word.")
        made: QPushButton = button(self.tr("Add a supplier"), "primary", theme=self.context.theme, icon="plus")
        made.clicked.connect(self.new_supplier)
        return EmptyState(self.context.theme, "truck", self.tr("No suppliers yet"), words, made)

    def _connect(self) -> None:
        desk = self.desk
        desk.listed.connect(self._on_listed)
        desk.added.connect(self._on_added)
        desk.refused.connect(self._on_refused)
        self.former.toggled.connect(desk.show_former)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self._on_opened)
        self.panel.edit_wanted.connect(self.edit)
        self.panel.order_wanted.connect(self._on_order)
        self.panel.item_wanted.connect(self._on_item)

    @cached_property
    def dialog(self) -> SupplierDialog:
        """Terms of a supplier; made when first asked for."""
        return SupplierDialog(self.context, self.desk, self)

    @cached_property
    def item_dialog(self) -> ItemDialog:
        """Terms of a product."""
        return ItemDialog(self.context, self.desk, self)

    # The page's hooks

    def shown(self) -> None:
        self.desk.load()
        self.table.view.setFocus()

    def open_with(self, what: object) -> None:
        """Show a supplier by its id."""
        if isinstance(what, int):
            self.table.select(what)

    def go_back(self) -> bool:
        if self.panel.isVisible():
            self.table.clear_selection()
            self.panel.show_supplier(None)
            return True
        return False

    def take_scan(self, code: str) -> None:
        """A scan while this tab is in front: into the range of the open supplier."""
        self.panel.take_scan(code)

    # Showing

    def _rows(self, ids: Sequence[int]) -> dict[int, SupplierRow]:
        known = self.desk.rows
        return {one: known[one] for one in ids if one in known}

    def _on_listed(self, rows: tuple[SupplierRow, ...]) -> None:
        self.table.set_ids([row_.supplier_id for row_ in rows])
        self._show_current()

    def _on_current(self, supplier_id: int) -> None:
        if supplier_id and supplier_id != self.desk.supplier_id:
            self.desk.open(supplier_id)
        self._show_current()

    def _show_current(self) -> None:
        current = self.table.current_id()
        before = self.panel.supplier
        self.panel.show_supplier(self.desk.rows.get(current))
        if current and (before is None or before.supplier_id != current):
            self.desk.open(current)

    def _on_opened(self, _supplier_id: int) -> None:
        self.panel.items.view.setFocus()

    # Doing

    def new_supplier(self) -> None:
        """Ask for a supplier the shop did not have."""
        self.dialog.ask()

    def edit(self) -> None:
        """Change the terms of the open one."""
        if self.panel.supplier is not None:
            self.dialog.ask(self.panel.supplier)

    def _on_item(self, item: ItemRow) -> None:
        self.item_dialog.ask(item)

    def _on_order(self) -> None:
        if self.panel.supplier is not None:
            self.order_wanted.emit(self.panel.supplier.supplier_id)

    def _on_added(self, supplier_id: int) -> None:
        self.table.select(supplier_id)

    def _on_refused(self, sentence: str) -> None:
        dialogs = [one for one in (self.__dict__.get("dialog"), self.__dict__.get("item_dialog")) if one is not None]
        if not any(one.isVisible() for one in dialogs):
            self.context.errors.tell(sentence, "warning")
