"""The counter: find the customer, say something worth hearing, sell. Widgets and keys; its parts join them up."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from shopassistant.desktop.pages.counter.actions import counter_actions
from shopassistant.desktop.pages.counter.basket_panel import BasketPanel
from shopassistant.desktop.pages.counter.basket_part import BasketPart
from shopassistant.desktop.pages.counter.code_bar import CodeBar
from shopassistant.desktop.pages.counter.customer_card import CustomerPanel
from shopassistant.desktop.pages.counter.customer_part import CustomerPart
from shopassistant.desktop.pages.counter.dialog_part import DialogPart
from shopassistant.desktop.pages.counter.discount_dialog import DiscountDialog
from shopassistant.desktop.pages.counter.filter_row import FilterRow
from shopassistant.desktop.pages.counter.finished_panel import FinishedPanel
from shopassistant.desktop.pages.counter.focus_home import FocusHome
from shopassistant.desktop.pages.counter.held_dialog import HeldDialog
from shopassistant.desktop.pages.counter.history_list import HistoryList
from shopassistant.desktop.pages.counter.method_bar import MethodBar
from shopassistant.desktop.pages.counter.offer_flow import OfferFlow
from shopassistant.desktop.pages.counter.presenter import CounterPresenter
from shopassistant.desktop.pages.counter.product_dialog import NewProductDialog
from shopassistant.desktop.pages.counter.return_dialog import ReturnDialog
from shopassistant.desktop.pages.counter.scan_part import ScanPart
from shopassistant.desktop.pages.counter.search_box import SearchBox
from shopassistant.desktop.pages.counter.tender_panel import TenderPanel
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import column, row

_BASKET_LEAST, _BASKET_LEAST_FLOOR, _BASKET_MOST = 400, 480, 520


class CounterPage(Page):
    """The page staff live on."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.presenter = CounterPresenter(context, self)
        self._is_started = False
        self.product_hint = self.tr("Product: scan, or type")
        context.actions.add(*counter_actions(self))
        self._build()
        self._build_dialogs()
        self.customer_part = CustomerPart(self)
        self.basket_part = BasketPart(self)
        self.dialog_part = DialogPart(self)
        self.scan_part = ScanPart(self)
        self._focus_home = FocusHome(self, self._on_focus_lost)

    # What is on it

    def _build(self) -> None:
        theme, catalogue = self.context.theme, self.context.catalogue
        hint = self.tr("Customer: name, phone, e-mail, card or receipt")
        self.customer_box = SearchBox(theme, "search", hint, "F2")
        self.product_box = SearchBox(theme, "scan-barcode", self.product_hint, "F3")
        self.code_bar = CodeBar(theme, self)
        self.card = CustomerPanel(theme)
        self.methods = MethodBar(theme)
        self.filters = FilterRow(theme, catalogue)
        self.flow = OfferFlow(theme)
        self.history = HistoryList(theme)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.flow)
        self.middle.addWidget(self.history)
        self.panel = BasketPanel(theme, catalogue, self.context.actions)
        self.tender = TenderPanel(theme, catalogue)
        self.done = FinishedPanel(theme, catalogue)
        self.side = QStackedWidget()
        for part in (self.panel, self.tender, self.done):
            self.side.addWidget(part)
        left = column(self.customer_box, self.card, self.methods, self.filters, self.middle, gap=UNIT)
        left.setStretch(4, 1)
        self._right = QWidget()
        right = column(self.product_box, self.side, gap=UNIT)
        right.setStretch(1, 1)
        self._right.setLayout(right)
        whole = row(left, self._right, margin=GAP, gap=GAP)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        for box in (self.customer_box, self.product_box):
            box.float_on(self)
        theme.changed.connect(self._fit_basket)

    def _build_dialogs(self) -> None:
        theme, catalogue = self.context.theme, self.context.catalogue
        self.discount = DiscountDialog(theme, catalogue, self)
        self.held = HeldDialog(theme, self)
        self.returns = ReturnDialog(theme, catalogue, self)
        self.new_product = NewProductDialog(theme, catalogue, self)

    # Page

    def shown(self) -> None:
        self.scan_part.scanner.set_on(True)
        if not self._is_started:
            self._is_started = True
            QTimer.singleShot(0, self, self.presenter.start)
        self.focus_customer()

    def hidden(self) -> None:
        self.scan_part.scanner.set_on(False)

    def open_with(self, what: object) -> None:
        """Another page hands over: ``("customer", id)``, ``("variant", id)`` or ``("receipt", number)``."""
        if not isinstance(what, tuple) or len(what) != 2:
            return
        kind, value = what
        if kind == "customer":
            self.presenter.open_customer(int(value))
        elif kind == "variant":
            self.presenter.basket.add(int(value))
        elif kind == "receipt":
            self.returns.ask(str(value))

    def go_back(self) -> bool:
        if self.card.is_noting:
            self.card.stop_note()
        elif self.code_bar.isVisible():
            self.code_bar.hide()
        elif self.side.currentWidget() is self.tender:
            if not self.tender.go_back():
                self.show_basket()
        elif self.side.currentWidget() is self.done:
            self.next_customer()
        elif self.middle.currentWidget() is self.history:
            self.card.history_button.setChecked(False)
        elif self.filters.isVisible():
            self.methods.filter_button.setChecked(False)
        elif not self.customer_box.hasFocus():
            self.focus_customer()
        elif self.presenter.customer.customer_id is not None:
            self.presenter.close_customer()
        else:
            return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_basket()
        QTimer.singleShot(0, self.scan_part, self.scan_part.place_bar)  # once the layout has its new places

    def _fit_basket(self) -> None:
        least = _BASKET_LEAST_FLOOR if self.context.theme.is_floor else _BASKET_LEAST
        self._right.setFixedWidth(max(least, min(_BASKET_MOST, self.width() * 30 // 100)))

    # What the keys do

    def focus_customer(self) -> None:
        """F2."""
        self.customer_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.customer_box.selectAll()

    def _on_focus_lost(self, old: QWidget | None) -> None:
        """A line was taken out, a note saved, a panel left: the keyboard goes to a line or to the customer box."""
        was_line = old is not None and self.panel.isAncestorOf(old) and self.panel.isVisible()
        if not (was_line and self.panel.focus_lines()):
            self.focus_customer()

    def focus_product(self) -> None:
        """F3."""
        if self.side.currentWidget() is self.tender:
            self.show_basket()
        self.product_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.product_box.selectAll()

    def focus_offers(self) -> None:
        """F9."""
        self.card.history_button.setChecked(False)
        self.flow.focus_first()

    def focus_filters(self) -> None:
        """Ctrl+F."""
        self.card.history_button.setChecked(False)
        self.methods.filter_button.setChecked(True)
        self.filters.focus_first()

    def clear_filters(self) -> None:
        """Ctrl+Shift+F: all cards again, the row folded in."""
        self.filters.clear()
        self.methods.filter_button.setChecked(False)

    @property
    def is_filtered(self) -> bool:
        """Whether the cards are narrowed down."""
        return self.filters.filters.count > 0

    def focus_lines(self) -> None:
        """F10."""
        self.panel.focus_lines()

    def discount_current(self) -> None:
        """F4."""
        if self.panel.current_line:
            self.dialog_part.ask_discount(self.panel.current_line)

    def hold(self) -> None:
        """F6."""
        card = self.presenter.customer
        self.presenter.basket.hold()
        if card.customer_id is not None:
            self.presenter.next_customer()
        self.show_basket()

    def ask_held(self) -> None:
        """F7."""
        self.presenter.basket.list_held()

    def ask_return(self) -> None:
        """F8."""
        self.returns.ask()

    def complete(self) -> None:
        """F12: to the money, then take it, then on to the next customer."""
        here = self.side.currentWidget()
        if here is self.done:
            self.next_customer()
        elif here is self.tender:
            self.tender.take()
        else:
            self._start_tender()

    def next_customer(self) -> None:
        """The customer has gone. A basket that is not empty is set aside, or shown again after a return amid a sale."""
        if self.has_lines:
            if self.side.currentWidget() is self.done:
                self.basket_part.leave_panel()
            else:
                self.hold()
            return
        self.presenter.next_customer()
        self.show_basket()
        self.focus_customer()

    def show_basket(self) -> None:
        """Back to the lines."""
        self.side.setCurrentWidget(self.panel)
        self.panel.focus_lines()

    def note(self) -> None:
        """Write a note about the customer."""
        if self.presenter.customer.customer_id is not None:
            self.card.start_note()

    def follow_up(self) -> None:
        """Promise the customer something."""
        if self.presenter.customer.customer_id is not None:
            self.card.start_promise()

    def toggle_history(self) -> None:
        """Fold the history out or in."""
        if self.presenter.customer.customer_id is not None:
            self.card.history_button.toggle()

    @property
    def has_lines(self) -> bool:
        """Whether anything is in the basket."""
        view = self.presenter.basket.view
        return view is not None and bool(view.lines)

    def _start_tender(self) -> None:
        view = self.presenter.basket.view
        if view is None or not view.lines:
            return
        self.side.setCurrentWidget(self.tender)
        self.tender.start(view.total_minor)
        self.tender.show_basket(view)
