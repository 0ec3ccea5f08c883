"""Taking a delivery in: choose the order it belongs to, scan or type what came, book it in one piece."""

from typing import cast

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QWidget

from shopassistant.desktop.pages.counter.pick_list import PickRow
from shopassistant.desktop.pages.counter.search_box import SearchBox
from shopassistant.desktop.pages.purchasing.arrival_editor import ArrivalEditor
from shopassistant.desktop.pages.purchasing.finder import Finder, Hit, Hits
from shopassistant.desktop.pages.purchasing.order_words import late_words
from shopassistant.desktop.pages.purchasing.receive_desk import ArrivalRow, Expected, ReceiveDesk
from shopassistant.desktop.pages.purchasing.receive_words import order_columns, row_columns
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import button, column, label, row
from shopassistant.desktop.widgets.form_dialog import FormDialog, field
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import LazyTable
from shopassistant.inventory.purchasing.arrival import ReceiptResult
from shopassistant.inventory.purchasing.order_view import OrderView

_KEPT = -1  # broken units are refused at the door


class ReceiveDialog(FormDialog):
    """First the order, then what came.

    Signals:
        plain_wanted: what came belongs to no order.
    """

    plain_wanted = Signal()

    def __init__(self, context: AppContext, desk: ReceiveDesk, parent: QWidget) -> None:
        translate = QCoreApplication.translate
        title, verb = translate("ReceiveDialog", "Receive a delivery"), translate("ReceiveDialog", "Book delivery")
        super().__init__(context.theme, title, verb, parent, icon="truck", width=820)
        self.context = context
        self.desk = desk
        self.finder = Finder(context, self)
        self.resize(880, 660)
        self._build_orders()
        self._build_rows()
        self._build_foot()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.orders_page)
        self.stack.addWidget(self.rows_page)
        self.fields.addWidget(self.stack, 1)
        self._connect()

    # Building

    def _build_orders(self) -> None:
        context = self.context
        self.orders = LazyTable(
            context, "receive-orders", order_columns(context.catalogue, lambda: self.desk.today), lambda ids: {}
        )
        words = self.tr("Scan a package of the delivery, and the orders it is expected with are found.")
        self.orders_hint = label(words, tone="muted", wrap=True)
        self.plain_button = button(self.tr("Without an order"), theme=context.theme, icon="truck")
        self.orders_page = QWidget()
        self.orders_page.setLayout(column(self.orders_hint, self.orders, row(self.plain_button, 1)))

    def _build_rows(self) -> None:
        context = self.context
        self.search = SearchBox(context.theme, "scan-barcode", self.tr("Scan a package or type a product"), "Enter")
        self.search.float_on(self)
        self.all_button = button(self.tr("All came as ordered"), theme=context.theme, icon="list-checks")
        self.all_button.setToolTip(self.key_words())
        self.table = LazyTable(context, "receive-rows", row_columns(context.catalogue), lambda ids: {})
        self.editor = ArrivalEditor(context.theme, context.catalogue)
        self.editor.hide()
        self.place = QComboBox()
        self.place_field = field(self.tr("Goes to"), self.place)
        self.note = QLineEdit()
        self.note.setMaxLength(60)
        self.damaged_place = QComboBox()
        self.damaged_field = field(self.tr("Damaged units"), self.damaged_place)
        below = row(field(self.tr("Delivery note"), self.note), self.place_field, self.damaged_field, gap=GAP)
        below.setStretch(0, 1)
        top = row(self.search, self.all_button, gap=UNIT)
        top.setStretch(0, 1)
        self.rows_page = QWidget()
        whole = column(top, self.table, self.editor, below, gap=UNIT + UNIT // 2)
        whole.setStretch(1, 1)
        self.rows_page.setLayout(whole)

    def key_words(self) -> str:
        """The key of the button that takes everything."""
        return self.tr("Ctrl+A in the table, then correct what is different")

    def _build_foot(self) -> None:
        self.back_button = button(self.tr("Another order"), "quiet", theme=self.theme, icon="arrow-left")
        self.sum = label("", "lead", strong=True)
        self.foot.insertWidget(1, self.back_button)
        self.foot.insertWidget(3, self.sum)

    def _connect(self) -> None:
        desk = self.desk
        desk.expected.connect(self._on_expected)
        desk.opened.connect(self._on_opened)
        desk.rows_changed.connect(self._on_rows)
        desk.unknown.connect(self._on_unknown)
        desk.booked.connect(self._on_booked)
        desk.refused.connect(self._on_refused)
        self.orders.opened.connect(self._on_order)
        self.plain_button.clicked.connect(self._on_plain)
        self.back_button.clicked.connect(self._on_back)
        self.all_button.clicked.connect(desk.take_all)
        self.search.typed.connect(self.finder.type)
        self.search.picked.connect(self._on_picked)
        self.search.entered.connect(self._on_entered)
        self.finder.found.connect(self._on_found)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self._on_row_opened)
        self.table.typed.connect(self._on_letter)
        self.editor.units_entered.connect(self._on_units)
        self.editor.damaged_entered.connect(self._on_damaged)
        self.editor.reason_entered.connect(self._on_reason)
        self.editor.cost_entered.connect(self._on_cost)
        self.editor.finished.connect(self.search.setFocus)
        self.submitted.connect(self._on_submitted)

    # Opening

    def ask(self, order_id: int = 0) -> None:
        """Open it for an order, or to choose one (0); what was entered and not booked is still there."""
        self._fill_places(None)
        self.desk.choose()
        if order_id:
            self.desk.start(order_id)
        elif self.desk.view is None:
            self._show_orders()
        else:
            self.desk.start(self.desk.view.row.order_id)
        self.begin()
        self._say_sum()

    def _show_orders(self) -> None:
        self.stack.setCurrentWidget(self.orders_page)
        self.title.setText(self.tr("Receive a delivery"))
        self.describe(self.tr("Which order does it belong to?"))
        self.back_button.hide()
        self.verb.setText(self.tr("Receive this order"))
        self._say_sum()
        self.orders.view.setFocus()

    def _on_expected(self, expected: Expected) -> None:
        self._fill_places(expected)
        self.orders.set_empty(
            EmptyState(
                self.theme,
                "truck",
                self.tr("No order is on its way"),
                self.tr("Here will be the orders that were sent. What came without one is booked without one."),
            )
        )
        self.orders.set_rows({one.order_id: one for one in expected.orders})
        self._say_sum()
        if self.desk.view is not None:
            return
        if expected.variant_id and len(expected.orders) == 1:
            self.desk.start(expected.orders[0].order_id, expected.variant_id)
        elif expected.variant_id and not expected.orders:
            self.refuse(self.tr("No order on its way has this product. Book it without an order, or choose one."))
            self.desk.choose()
        elif expected.orders:
            self.orders.select_first()

    def _fill_places(self, expected: Expected | None) -> None:
        if expected is None:
            return
        chosen = self.place.currentData()
        self.place.clear()
        for one in expected.places:
            self.place.addItem(one.name, one.id)
        self.place.setCurrentIndex(max(0, self.place.findData(chosen)))
        self.place_field.setVisible(len(expected.places) > 1)
        self.damaged_place.clear()
        for one in expected.damaged:
            self.damaged_place.addItem(self.tr("kept: {place}").format(place=one.name), one.id)
        self.damaged_place.addItem(self.tr("refused at the door"), _KEPT)

    def _on_order(self, order_id: int) -> None:
        self.notice.hide()
        self.desk.start(order_id)

    def _on_plain(self) -> None:
        self.reject()
        self.plain_wanted.emit()

    def _on_back(self) -> None:
        self.desk.leave_order()
        self.desk.choose()
        self._show_orders()

    def _on_opened(self, view: OrderView) -> None:
        is_new = self.stack.currentWidget() is not self.rows_page
        self.stack.setCurrentWidget(self.rows_page)
        self.title.setText(self.tr("Receive {number}").format(number=view.row.number))
        said = [view.row.supplier]
        if view.row.late_days:
            said.append(late_words(self.context.catalogue, view.row.late_days))
        said.append(view.note)
        self.describe(" \u00b7 ".join(part for part in said if part))
        self.place.setCurrentIndex(max(0, self.place.findData(view.row.location_id)))
        self.back_button.show()
        self.verb.setText(self.tr("Book delivery"))
        if is_new:
            self.note.clear()
        self.search.setFocus()

    # Rows

    def _on_rows(self, touched: int) -> None:
        self.table.show_rows(dict(self.desk.rows), touched)
        self._on_current(0)
        self._say_sum()

    def row(self) -> ArrivalRow | None:
        """The current row."""
        return self.desk.rows.get(self.table.current_id())

    def _on_current(self, _key: int) -> None:
        sees_costs = self.context.staff.actor.has_role("manager")
        self.editor.show_row(self.row(), sees_costs=sees_costs)
        damaged = self.desk.damaged
        self.damaged_field.setVisible(bool(damaged))

    def _on_units(self, units: int) -> None:
        self.desk.enter(self.table.current_id(), units=units)

    def _on_damaged(self, units: int) -> None:
        self.desk.enter(self.table.current_id(), damaged=units)

    def _on_reason(self, words: str) -> None:
        self.desk.enter(self.table.current_id(), reason=words)

    def _on_cost(self, cost_minor: int) -> None:
        self.desk.enter(self.table.current_id(), cost_minor=cost_minor)

    def _on_row_opened(self, _key: int) -> None:
        self.editor.units.begin()

    def _on_letter(self, text: str) -> None:
        """A digit on the table is how many came, a letter a product to find."""
        if text.isdecimal() and self.row() is not None:
            self.editor.units.begin(text)
        else:
            self.search.setFocus()
            self.search.setText(text)
            self.finder.type(text)

    def _say_sum(self) -> None:
        number, desk = self.context.catalogue.number, self.desk
        has_order = desk.view is not None
        said = [self.tr("{units} units").format(units=number(desk.units))] if has_order else []
        if desk.damaged:
            said.append(self.tr("{units} damaged").format(units=number(desk.damaged)))
        self.sum.setText(", ".join(said))
        self.verb.setEnabled(bool(desk.units or desk.damaged) if has_order else bool(len(self.orders.model.ids)))

    # Finding

    def take_scan(self, code: str) -> None:
        """A code from the scanner, wherever the focus is."""
        self.notice.hide()
        self.desk.scan(code)

    def _on_found(self, hits: Hits) -> None:
        expected = {row_.variant_id for row_ in self.desk.rows.values() if row_.order_line_id is not None}
        found = sorted(hits.found, key=lambda hit: hit.variant.variant_id not in expected)
        rows = tuple(self._pick_row(hit, hit.variant.variant_id in expected) for hit in found)
        self.search.show_rows(hits.text, rows)

    def _pick_row(self, hit: Hit, is_expected: bool) -> PickRow:
        one = hit.variant
        detail = " \u00b7 ".join(part for part in (one.brand, one.colour, one.size, one.sku) if part)
        words = self.tr("expected") if is_expected else self.tr("not ordered")
        return PickRow(hit, one.name, detail, "", words, "positive" if is_expected else "warning")

    def _on_picked(self, row_: PickRow) -> None:
        self.search.empty()
        self.notice.hide()
        self.desk.add(cast(Hit, row_.key).variant)

    def _on_entered(self, text: str) -> None:
        self.search.empty()
        self.take_scan(text.strip())

    def _on_unknown(self, code: str) -> None:
        words = self.tr("Nobody knows the code {code}. Add it on the Stock page; this delivery is kept.")
        self.refuse(words.format(code=code))

    # Booking

    def is_ready(self) -> bool:
        if self.desk.view is None:
            return bool(self.orders.current_id())
        short = next((one for one in self.desk.rows.values() if one.over and not one.reason.strip()), None)
        if short is not None:
            self.table.select(short.key)
            self.refuse(self.tr("Say why more of {name} are taken than were ordered.").format(name=short.name))
            self.editor.reason.setFocus()
            return False
        return True

    def _on_submitted(self, _pin: str) -> None:
        if self.desk.view is None:
            self._on_order(self.orders.current_id())
            return
        self.set_busy(True)
        kept = int(self.damaged_place.currentData() or _KEPT)
        place = int(self.place.currentData() or self.context.location_id)
        self.desk.book(place, self.note.text().strip(), None if kept == _KEPT else kept)

    def _on_refused(self, sentence: str) -> None:
        if self.isVisible():
            self.refuse(sentence)
        else:
            self.context.errors.tell(sentence, "warning")

    def _on_booked(self, result: ReceiptResult, units: int) -> None:
        self.accept()
        self.stack.setCurrentWidget(self.orders_page)
        words = self.tr("Booked {number}: {units} units")
        said = words.format(number=result.number, units=self.context.catalogue.number(units))
        if result.order_status == "received":
            said += ". " + self.tr("The order is complete.")
        may_undo = self.context.staff.actor.has_role("manager")
        self.context.toasts.show(said, (lambda: self.desk.take_back(result.receipt_id)) if may_undo else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if is_enter and with_control:
            self.verb.setFocus()
            self.submit()
            return
        if event.key() == Qt.Key.Key_A and with_control and self.desk.view is not None:
            self.desk.take_all()
            return
        if is_enter and not self.verb.hasFocus():
            return  # books only by its own button or Ctrl+Enter: a scanner's Enter must not
        super().keyPressEvent(event)
