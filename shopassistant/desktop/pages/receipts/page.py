"""Receipts: every sale and return, imported ones too, found by number, customer, day, product or amount."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from shopassistant.desktop.pages.counter.finished import Finished
from shopassistant.desktop.pages.counter.pick_list import PickRow
from shopassistant.desktop.pages.counter.receipt_desk import ReceiptDesk
from shopassistant.desktop.pages.counter.return_desk import ReturnDesk
from shopassistant.desktop.pages.counter.return_dialog import ReturnDialog
from shopassistant.desktop.pages.counter.search_box import SearchBox
from shopassistant.desktop.pages.receipts.columns import columns
from shopassistant.desktop.pages.receipts.presenter import Listed, Reading, Readings, ReceiptsDesk, ReceiptView
from shopassistant.desktop.pages.receipts.receipt_panel import ReceiptPanel
from shopassistant.desktop.shell.actions import Action
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import button, column, label, row
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import LazyTable

_TYPING_MS = 60
_ICONS = {"number": "receipt", "customer": "user", "product": "package", "day": "calendar", "amount": "banknote"}


class ReceiptsPage(Page):
    """The table, and the receipt that is chosen beside it."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.desk = ReceiptsDesk(context, self)
        self.return_desk = ReturnDesk(context, self)
        self.printing = ReceiptDesk(context, self)
        self._add_actions()
        self._build()
        self._connect()
        self.desk.load()

    # Building

    def _add_actions(self) -> None:
        add = self.context.actions.add
        add(
            Action("receipts.find", self.tr("Find a receipt"), self._focus_search, "Ctrl+F", "search", "receipts"),
            Action(
                "receipts.return",
                self.tr("Take goods of this receipt back"),
                self.give_back,
                "F8",
                "undo-2",
                "receipts",
            ),
            Action(
                "receipts.print", self.tr("Print the receipt again"), self._on_print, "Ctrl+P", "printer", "receipts"
            ),
            Action("receipts.pdf", self.tr("Save the receipt as PDF"), self._on_pdf, "Ctrl+S", "file-down", "receipts"),
            Action(
                "receipts.export",
                self.tr("Save the receipts table as CSV"),
                self._on_export,
                page="receipts",
                icon="file-down",
            ),
        )

    def _build(self) -> None:
        context = self.context
        words = self.tr("Number, customer, product, day or amount")
        self.search = SearchBox(context.theme, "search", words, "Ctrl+F")
        self.search.setMaximumWidth(640)
        self.search.float_on(self)
        head = row(label(self.tr("Receipts"), "title"), self.search, 1, gap=UNIT)
        head.insertSpacing(1, GAP)
        head.setStretch(2, 4)
        self._chips = row(gap=UNIT)
        self._build_kinds()
        self.count_label = label("", tone="muted")
        filters = row(self._kind_row, self._chips, 1, self.count_label, gap=UNIT)
        self.table = LazyTable(context, "receipts", columns(context.catalogue, lambda: self.desk.today), self.desk.rows)
        self.table.set_sort("sold_at", descending=True)
        left = column(filters, self.table)
        left.setStretch(1, 1)
        self.panel = ReceiptPanel(context, self.printing)
        self.panel.hide()
        body = row(left, self.panel, gap=GAP)
        body.setStretch(0, 1)
        whole = column(head, body, margin=GAP, gap=UNIT + UNIT // 2)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.returns = ReturnDialog(context.theme, context.catalogue, self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)

    def _build_kinds(self) -> None:
        self.kinds = QButtonGroup(self)
        self._kind_row = row(gap=0)
        names = (("", self.tr("All")), ("sale", self.tr("Sales")), ("return", self.tr("Returns")))
        for place, (kind, name) in enumerate(names):
            made = button(name)
            made.setCheckable(True)
            made.setChecked(not kind)
            made.setProperty("segment", True)
            made.setProperty("edge", ("first", "", "last")[place])
            made.setProperty("kind_wanted", kind)
            self.kinds.addButton(made)
            self._kind_row.addWidget(made)

    def _connect(self) -> None:
        desk = self.desk
        desk.read.connect(self._on_read)
        desk.narrowed.connect(self._show_chips)
        desk.listed.connect(self._on_listed)
        desk.shown.connect(self._on_shown)
        desk.changed.connect(self._on_rows_changed)
        self.search.typed.connect(self._on_letters)
        self.search.picked.connect(self._on_picked)
        self.search.entered.connect(self._on_entered)
        self._typing.timeout.connect(self._on_typed)
        self.kinds.buttonClicked.connect(self._on_kind)
        self.table.sorted_by.connect(desk.sort_by)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(desk.open)
        self.table.typed.connect(self._on_letter)
        self.panel.customer_wanted.connect(self._on_customer)
        self.returns.number_given.connect(self.return_desk.find)
        self.returns.confirmed.connect(self.return_desk.give_back)
        self.returns.weighing.connect(self.return_desk.weigh)
        self.return_desk.weighed.connect(self.returns.show_refund)
        self.return_desk.opened.connect(self.returns.show_form)
        self.return_desk.refused.connect(self.returns.refuse)
        self.return_desk.finished.connect(self._on_returned)

    # The window's hooks

    def shown(self) -> None:
        self._focus_search()

    def open_with(self, what: object) -> None:
        """Another page hands over: ``("sale", id)`` or ``("customer", (id, name))``."""
        match what:
            case ("sale", int(sale_id)):
                self.show_sale(sale_id)
            case ("customer", (int(customer_id), str(name))):
                self.desk.of_customer(customer_id, name)

    def go_back(self) -> bool:
        if self.panel.isVisible():
            self.table.clear_selection()
            self.desk.open(0)
            return True
        if self.desk.chips:
            self.desk.widen()
            self.kinds.buttons()[0].setChecked(True)
            return True
        return False

    # Finding

    def show_sale(self, sale_id: int) -> None:
        """Bring a receipt to the front."""
        self.desk.open(sale_id)
        self.table.select(sale_id)

    def _on_letters(self, _text: str) -> None:
        self._typing.start()

    def _on_typed(self) -> None:
        self.desk.type(self.search.text())

    def _on_read(self, readings: Readings) -> None:
        kinds = {
            "number": self.tr("Receipt"),
            "customer": self.tr("Customer"),
            "product": self.tr("Product"),
            "day": self.tr("Day"),
            "amount": self.tr("Total"),
        }
        rows = tuple(
            PickRow(one, one.label, one.detail, "", kinds[one.kind], icon=_ICONS[one.kind]) for one in readings.found
        )
        self.search.show_rows(readings.text, rows)

    def _on_picked(self, picked: PickRow) -> None:
        reading: Reading = picked.key  # type: ignore[assignment]
        self.search.empty()
        if reading.sale_id:
            self.show_sale(reading.sale_id)
        else:
            self.desk.choose(reading)
        self.table.view.setFocus()

    def _on_entered(self, text: str) -> None:
        words = self.tr("No receipt, customer, product, day or amount is called \u201c{text}\u201d.")
        self.context.errors.tell(words.format(text=text.strip()), "warning")

    def _show_chips(self, chips: tuple[Reading, ...]) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in chips:
            made = button(one.label, theme=self.context.theme, icon="x")
            made.setToolTip(self.tr("Take this away"))
            made.setProperty("chip", one.kind)
            made.clicked.connect(self._on_chip)
            self._chips.addWidget(made)

    def _on_chip(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.desk.drop(str(sender.property("chip")))

    def _on_kind(self, pressed: QPushButton) -> None:
        self.desk.only(str(pressed.property("kind_wanted")) or None)

    # Showing

    def _on_listed(self, listed: Listed) -> None:
        self.table.set_empty(self._empty_state(listed))
        self.table.set_ids(listed.ids, keep_rows=True)
        self.count_label.setText(
            self.tr("{count} receipts").format(count=self.context.catalogue.number(len(listed.ids)))
        )

    def _empty_state(self, listed: Listed) -> QWidget:
        theme = self.context.theme
        if listed.is_narrowed:
            made = button(self.tr("Show all receipts"), theme=theme, icon="x")
            made.clicked.connect(self._on_widen)
            return EmptyState(theme, "filter", self.tr("No receipt matches"), "", made)
        made = button(self.tr("Import sales"), "primary", theme=theme, icon="import")
        made.clicked.connect(self._on_import)
        text = self.tr("Here will be every sale and return. Bring in the shop's records, or sell something.")
        return EmptyState(theme, "receipt", self.tr("No receipts yet"), text, made)

    def _on_widen(self) -> None:
        self.kinds.buttons()[0].setChecked(True)
        self.desk.widen()

    def _on_shown(self, view: ReceiptView | None) -> None:
        self.panel.show_view(view)

    def _on_rows_changed(self, ids: frozenset[int] | None) -> None:
        self.table.refresh(None if ids is None else list(ids))

    def _on_current(self, sale_id: int) -> None:
        if sale_id and sale_id != self.desk.sale_id:
            self.desk.open(sale_id)

    def _on_letter(self, text: str) -> None:
        self.search.setFocus()
        self.search.setText(text)
        self._typing.start()

    def _focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    # Doing

    def give_back(self) -> None:
        """Open the return dialogue for the receipt that is shown, or an empty one."""
        view = self.panel.view
        self.returns.ask(view.row.number if view is not None and view.row.kind == "sale" else "")

    def _on_returned(self, finished: Finished) -> None:
        self.returns.accept()
        words = self.tr("Return {number} booked: {amount} paid back")
        amount = self.context.catalogue.money(-finished.total_minor)
        self.context.toasts.show(words.format(number=finished.number, amount=amount))
        self.show_sale(finished.sale_id)

    def _on_print(self) -> None:
        self.panel.print()

    def _on_pdf(self) -> None:
        self.panel.save()

    def _on_export(self) -> None:
        self.table.ask_export()

    def _on_customer(self, customer_id: int) -> None:
        self.context.navigate.open("customers", ("customer", customer_id))

    def _on_import(self) -> None:
        self.context.navigate.open("import")
