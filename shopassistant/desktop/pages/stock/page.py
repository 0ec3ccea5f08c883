"""Stock: every variant with what lies where, and what lies behind it."""

from functools import cached_property
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QTabWidget, QWidget

from shopassistant.core.settings import Settings
from shopassistant.desktop.pages.purchasing.receive_desk import ReceiveDesk
from shopassistant.desktop.pages.purchasing.receive_dialog import ReceiveDialog
from shopassistant.desktop.pages.stock.actions import stock_actions
from shopassistant.desktop.pages.stock.alerts_tab import AlertsTab
from shopassistant.desktop.pages.stock.columns import columns
from shopassistant.desktop.pages.stock.counts_tab import CountsTab
from shopassistant.desktop.pages.stock.filter_bar import FilterBar
from shopassistant.desktop.pages.stock.presenter import Choices, Listed, StockDesk
from shopassistant.desktop.pages.stock.product_desk import ProductDesk
from shopassistant.desktop.pages.stock.product_dialog import ProductDialog
from shopassistant.desktop.pages.stock.product_panel import ProductPanel
from shopassistant.desktop.pages.stock.sheet_desk import SheetDesk
from shopassistant.desktop.pages.stock.sheet_dialog import SheetDialog
from shopassistant.desktop.pages.stock.transfers_tab import TransfersTab
from shopassistant.desktop.pages.stock.warnings_panel import WarningsPanel
from shopassistant.desktop.scanner_filter import ScannerFilter, recogniser
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import KeyButton, button, column, label, row
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import LazyTable
from shopassistant.inventory.products import Added
from shopassistant.inventory.warnings import OpenWarning

_TYPING_MS = 60


class StockPage(Page):
    """A table of variants, the one that is chosen beside it, and the list of what went below zero."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.desk = StockDesk(context, self)
        self.product_desk = ProductDesk(context, self)
        self.sheet_desk = SheetDesk(context, self)
        self.receive_desk = ReceiveDesk(context, self)
        self.table: LazyTable | None = None
        self.choices: Choices | None = None
        context.actions.add(*stock_actions(self))
        self._build_head()
        self._build_body()
        self._build_timer()
        self._connect()
        self.desk.load()

    def _build_head(self) -> None:
        context = self.context
        self.search = QLineEdit()
        self.search.setProperty("look", "search")
        self.search.setPlaceholderText(self.tr("Name, brand, colour, size, number or code"))
        self.search.setAccessibleName(self.tr("Find in the stock"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(context.theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMaximumWidth(560)
        delivery = KeyButton(context.actions, "stock.delivery", context.theme, text=self.tr("Delivery"))
        count = KeyButton(context.actions, "stock.count", context.theme, text=self.tr("Count"))
        add = KeyButton(context.actions, "stock.add", context.theme, "primary", text=self.tr("New product"))
        self.head = row(label(self.tr("Stock"), "title"), self.search, 1, delivery, count, add, gap=UNIT)
        self.head.insertSpacing(1, GAP)
        self.head.setStretch(2, 4)

    def _build_body(self) -> None:
        self.panel = ProductPanel(self.context, self.product_desk)
        self.panel.hide()
        self.warnings = WarningsPanel(self.context, self.desk)
        self._table_place = column(gap=0)
        products = QWidget()
        self.filters = FilterBar(self.context.catalogue)
        self.count_label = self.filters.count
        inner = column(self.filters, self._table_place, gap=UNIT)
        inner.setStretch(1, 1)
        inner.setContentsMargins(0, UNIT, 0, 0)
        products.setLayout(inner)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(products, self.tr("Products"))
        self.tabs.addTab(self.warnings, self.tr("To look into"))
        self.counts_place, self.transfers_place = QWidget(), QWidget()  # filled when first in front
        self.tabs.addTab(self.counts_place, self.tr("Counts"))
        self.tabs.addTab(self.transfers_place, self.tr("Transfers"))
        self.alerts = AlertsTab(self.context, self.tabs)
        body = row(self.tabs, self.panel, gap=GAP)
        body.setStretch(0, 2)
        body.setStretch(1, 1)
        whole = column(self.head, body, margin=GAP, gap=UNIT)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _build_timer(self) -> None:
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)

    @cached_property
    def sheet(self) -> SheetDialog:
        """The sheet for deliveries and counts; made when first asked for, so that the page opens at once."""
        return SheetDialog(self.context, self.sheet_desk, self)

    @cached_property
    def counts(self) -> CountsTab:
        """The counts."""
        made = CountsTab(self.context)
        made.choices = self.choices
        self.counts_place.setLayout(column(made))
        return made

    @cached_property
    def transfers(self) -> TransfersTab:
        """What goes from one location to another."""
        made = TransfersTab(self.context)
        made.fill(self.choices)
        made.send_wanted.connect(self.send)
        self.transfers_place.setLayout(column(made))
        return made

    @cached_property
    def receive_dialog(self) -> ReceiveDialog:
        """Deliveries of what was ordered."""
        made = ReceiveDialog(self.context, self.receive_desk, self)
        made.plain_wanted.connect(self._on_plain_delivery)
        return made

    @cached_property
    def new_product(self) -> ProductDialog:
        """The form for a new product."""
        return ProductDialog(self.context, self.product_desk, self)

    def _connect(self) -> None:
        desk = self.desk
        desk.chosen.connect(self._on_choices)
        desk.listed.connect(self._on_listed)
        desk.changed.connect(self._on_rows_changed)
        desk.warned.connect(self._on_warned)
        self.search.textChanged.connect(self._typing.start)
        self.search.returnPressed.connect(self._on_enter)
        self._typing.timeout.connect(self._on_typed)
        self.filters.narrowed.connect(self._on_narrowed)
        self.panel.sibling_chosen.connect(self.show_variant)
        self.panel.receipt_wanted.connect(self._on_receipt)
        self.warnings.opened.connect(self.product_desk.open)
        self.product_desk.added.connect(self._on_added)
        self.tabs.currentChanged.connect(self._on_tab)
        self.scanner = ScannerFilter(recogniser(self.context.settings.current), self.window, self)
        self.scanner.scanned.connect(self.take_scan)
        self.context.settings.changed.connect(self._on_settings)

    # The window's hooks

    def shown(self) -> None:
        self.scanner.set_on(True)
        self.desk.refresh()
        self._focus_search()

    def hidden(self) -> None:
        self.scanner.set_on(False)

    def open_with(self, what: object) -> None:
        """Another page hands over: ``("variant", id)``, ``("code", an unknown code)``, ``("warnings", None)``,
        ``("receive", None)``, ``("counts", None)`` or ``("transfers", None)``.
        """
        match what:
            case ("variant", int(variant_id)):
                self.show_variant(variant_id)
            case ("code", str(code)):
                self.add_product(code)
            case ("warnings", _):
                self.show_warnings()
            case ("receive", _):
                self.receive()
            case ("counts", _):
                self.tabs.setCurrentWidget(self.counts_place)
            case ("transfers", _):
                self.tabs.setCurrentWidget(self.transfers_place)

    def go_back(self) -> bool:
        if self.search.text():
            self.search.clear()
            return True
        if self.panel.isVisible():
            if self.table is not None:
                self.table.clear_selection()
            self.product_desk.open(0)
            return True
        return False

    def take_scan(self, code: str) -> None:
        """A scan while this page is in front: onto the open sheet or into the open form, or show the product."""
        if self._take_into_dialog(code):
            return
        if self.sheet.isVisible():
            self.sheet.scan(code)
        elif self.new_product.isVisible():
            self.new_product.take_code(code)
        elif self.panel.code.isVisible():
            self.panel.code.code.setText(code)
        else:
            self.search.setText(code)
            self._on_enter()

    def _take_into_dialog(self, code: str) -> bool:
        """Into the delivery, the count or the transfer that is in front; whether one is."""
        receiving, counts = self.__dict__.get("receive_dialog"), self.__dict__.get("counts")
        transfers = self.__dict__.get("transfers")
        arriving = None if transfers is None else transfers.__dict__.get("dialog")
        if receiving is not None and receiving.isVisible():
            receiving.take_scan(code)
        elif counts is not None and counts.is_counting:
            counts.window_.take_scan(code)
        elif arriving is not None and arriving.isVisible():
            arriving.take_scan(code)
        else:
            return False
        return True

    def _on_settings(self, settings: Settings) -> None:
        self.scanner.set_recogniser(recogniser(settings))

    # Lists

    def _on_choices(self, choices: Choices) -> None:
        self.choices = choices
        if self.table is None:
            self._build_table(choices)
        self.filters.fill(choices, self.desk.filter)
        if "counts" in self.__dict__:
            self.counts.choices = choices
        if "transfers" in self.__dict__ and (len(choices.locations) > 1) != self.transfers.has_places:
            self.transfers.fill(choices)

    def _build_table(self, choices: Choices) -> None:
        context = self.context
        shown = columns(context.catalogue, choices.locations, context.location_id, lambda: self.desk.today)
        self.table = LazyTable(context, f"stock-table-{len(choices.locations)}", shown, self.desk.rows)
        self.table.set_sort(self.desk.sort, descending=self.desk.descending)
        self.table.sorted_by.connect(self.desk.sort_by)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self._on_opened)
        self.table.typed.connect(self._on_letter)
        self._table_place.addWidget(self.table)

    def _on_listed(self, listed: Listed) -> None:
        if self.table is None:
            return
        self.table.set_empty(self._empty_state(listed))
        self.table.set_ids(listed.ids, keep_rows=True)
        words = self.tr("Withdrawn: {count}") if listed.is_withdrawn else self.tr("{count} variants")
        self.count_label.setText(words.format(count=self.context.catalogue.number(len(listed.ids))))
        if listed.exact_id:
            self.table.select(listed.exact_id)

    def _empty_state(self, listed: Listed) -> EmptyState:
        theme = self.context.theme
        if listed.text and not listed.ids:
            made = button(self.tr("Add a product"), theme=theme, icon="plus")
            made.clicked.connect(self._on_add_for_text)
            title = self.tr("Nothing called \u201c{text}\u201d").format(text=listed.text)
            return EmptyState(theme, "search", title, self.tr("Try fewer words, or add it."), made)
        if listed.in_all:
            made = button(self.tr("Show everything"), theme=theme, icon="x")
            made.clicked.connect(self._on_widen)
            return EmptyState(theme, "filter", self.tr("Nothing matches these filters"), "", made)
        made = button(self.tr("Import products"), "primary", theme=theme, icon="import")
        made.clicked.connect(self._on_import)
        text = self.tr(
            "Here will be every product with its sizes, price and stock. Bring them in from a file, or add one."
        )
        return EmptyState(theme, "boxes", self.tr("No products yet"), text, made)

    def _on_rows_changed(self, ids: frozenset[int] | None) -> None:
        if self.table is not None:
            self.table.refresh(None if ids is None else list(ids))

    def _on_warned(self, warnings: tuple[OpenWarning, ...]) -> None:
        text = self.tr("To look into")
        self.tabs.setTabText(1, f"{text}  {self.context.catalogue.number(len(warnings))}" if warnings else text)

    def _on_current(self, variant_id: int) -> None:
        if variant_id != self.product_desk.variant_id:
            self.product_desk.open(variant_id)

    def _on_opened(self, variant_id: int) -> None:
        self.product_desk.open(variant_id)
        self.panel.setFocus()

    def _on_tab(self, tab: int) -> None:
        shown = self.tabs.widget(tab)
        if shown is self.warnings:
            self.warnings.table.view.setFocus()
        elif shown in (self.counts_place, self.transfers_place):
            self.product_desk.open(0)  # the room is theirs
            (self.counts if shown is self.counts_place else self.transfers).shown()

    # What people do

    def show_variant(self, variant_id: int) -> None:
        """Bring a variant to the front, whatever is filtered."""
        self.tabs.setCurrentIndex(0)
        self.product_desk.open(variant_id)
        if self.table is not None:
            self.table.select(variant_id)

    def receive(self) -> None:
        """Take a delivery in: of an order where some are on their way, else on a plain sheet."""
        if self.choices is not None and self.choices.coming:
            self.receive_dialog.ask()
        else:
            self._on_plain_delivery()

    def _on_plain_delivery(self) -> None:
        self.sheet.ask("delivery")

    def begin_count(self) -> None:
        """Ask what to count, of many products."""
        self.tabs.setCurrentWidget(self.counts_place)
        self.counts.begin()

    def send(self) -> None:
        """Open the sheet for goods that go to another location."""
        if self.choices is not None and len(self.choices.locations) > 1:
            self.sheet.ask("transfer", self.choices.locations)
        else:
            self.tabs.setCurrentWidget(self.transfers_place)

    def count(self) -> None:
        """Open the sheet for a count."""
        self.sheet.ask("count")

    def add_product(self, code: str = "") -> None:
        """Open the form for a new product."""
        self.new_product.ask(self.choices, code)

    def show_negative(self) -> None:
        """Only what is below zero by the books."""
        self.tabs.setCurrentIndex(0)
        self.filters.choose_state("negative")

    def show_warnings(self) -> None:
        """The manager's list."""
        self.tabs.setCurrentIndex(1)

    def _on_narrowed(self, values: dict[str, Any]) -> None:
        self.desk.narrow(**values)

    def _on_widen(self) -> None:
        self.filters.widen()
        self.search.clear()
        self.desk.widen()

    def _on_typed(self) -> None:
        self.desk.type(self.search.text())

    def _on_enter(self) -> None:
        self._typing.stop()
        self._on_typed()
        if self.table is not None:
            self.table.view.setFocus()

    def _on_letter(self, text: str) -> None:
        self.search.setText(text)
        self.search.setFocus()

    def _focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_add_for_text(self) -> None:
        text = self.search.text().strip()
        self.add_product(text if text.isdecimal() else "")
        if not text.isdecimal():
            self.new_product.name.setText(text)

    def _on_added(self, added: Added) -> None:
        self.search.clear()
        self.show_variant(added.variant_ids[0])

    def _on_price(self) -> None:
        self.panel._on_price()

    def _on_correct(self) -> None:
        self.panel._on_adjust()

    def _on_export(self) -> None:
        if self.table is not None:
            self.table.ask_export()

    def _on_import(self) -> None:
        self.context.navigate.open("import")

    def _on_receipt(self, sale_id: int) -> None:
        self.context.navigate.open("receipts", ("sale", sale_id))
