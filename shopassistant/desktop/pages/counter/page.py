"""The counter: find the customer, say something worth hearing, sell. Widgets only; the presenter does the rest."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from shopassistant.core.errors import ShopError
from shopassistant.core.settings import Settings
from shopassistant.desktop.pages.counter.actions import counter_actions
from shopassistant.desktop.pages.counter.basket_desk import Finished
from shopassistant.desktop.pages.counter.basket_panel import BasketPanel
from shopassistant.desktop.pages.counter.code_bar import CodeBar
from shopassistant.desktop.pages.counter.customer_card import CustomerPanel
from shopassistant.desktop.pages.counter.discount_dialog import DiscountDialog
from shopassistant.desktop.pages.counter.filter_row import FilterRow
from shopassistant.desktop.pages.counter.filters import Filters
from shopassistant.desktop.pages.counter.find_customer import is_code
from shopassistant.desktop.pages.counter.finished_panel import FinishedPanel
from shopassistant.desktop.pages.counter.focus_home import FocusHome
from shopassistant.desktop.pages.counter.held_dialog import HeldDialog
from shopassistant.desktop.pages.counter.history_list import HistoryList
from shopassistant.desktop.pages.counter.method_bar import MethodBar
from shopassistant.desktop.pages.counter.offer_flow import OfferFlow
from shopassistant.desktop.pages.counter.pick_list import PickRow
from shopassistant.desktop.pages.counter.presenter import CounterPresenter
from shopassistant.desktop.pages.counter.product_dialog import NewProductDialog
from shopassistant.desktop.pages.counter.return_dialog import ReturnDialog
from shopassistant.desktop.pages.counter.search_box import SearchBox
from shopassistant.desktop.pages.counter.tender_panel import TenderPanel
from shopassistant.desktop.pages.counter.views import (
    CustomerCard,
    FollowUpRow,
    Found,
    FoundProducts,
    FoundRow,
    HistoryRow,
    Offers,
    ProductRow,
)
from shopassistant.desktop.scanner_filter import ScannerFilter
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.errors import Choice
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import column, row
from shopassistant.sales.basket import BasketView
from shopassistant.sales.scanner import ScanRecogniser
from shopassistant.store.actor import Actor

_CREATE = "create"
_BASKET_LEAST, _BASKET_LEAST_FLOOR, _BASKET_MOST = 400, 480, 520


class CounterPage(Page):
    """The page staff live on."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.presenter = CounterPresenter(context, self)
        self._is_started = False
        self._attaching = ""
        context.actions.add(*counter_actions(self))
        self._build()
        self._build_dialogs()
        self._connect_customer()
        self._connect_advice()
        self._connect_basket()
        self._connect_dialogs()
        self._connect_scanner()
        self._focus_home = FocusHome(self, self._on_focus_lost)

    # What is on it

    def _build(self) -> None:
        theme, catalogue = self.context.theme, self.context.catalogue
        hint = self.tr("Customer: name, phone, e-mail, card or receipt")
        self.customer_box = SearchBox(theme, "search", hint, "F2")
        self.product_box = SearchBox(theme, "scan-barcode", self.tr("Product: scan, or type"), "F3")
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

    # How it is joined

    def _connect_customer(self) -> None:
        find, desk = self.presenter.find_customer, self.presenter.customer
        self.customer_box.typed.connect(find.type)
        self.customer_box.picked.connect(self._on_customer_picked)
        self.customer_box.entered.connect(self._on_customer_entered)
        find.found.connect(self._on_found)
        find.created.connect(self._on_created)
        desk.opened.connect(self._on_opened)
        desk.due.connect(self._on_due)
        desk.historied.connect(self._on_history)
        self.card.closed.connect(self.presenter.close_customer)
        self.card.noted.connect(desk.add_note)
        self.card.promised.connect(desk.add_follow_up)
        self.card.kept.connect(desk.finish_follow_up)
        self.card.customer_wanted.connect(self.presenter.open_customer)
        self.card.history_wanted.connect(self._on_history_wanted)
        self.history.receipt_wanted.connect(self.returns.ask)

    def _connect_advice(self) -> None:
        advice = self.presenter.advice
        self.methods.chosen.connect(advice.use_method)
        self.methods.filters_wanted.connect(self._on_filters_wanted)
        self.filters.changed.connect(advice.use_filters)
        advice.filtered.connect(self._on_filtered)
        advice.categorised.connect(self.filters.show_categories)
        advice.answered.connect(self._on_offers)
        advice.complemented.connect(self.panel.goes_with.show_offers)
        self.flow.wanted.connect(self.presenter.add_offer)
        self.flow.pitched.connect(advice.pitched)
        self.flow.declined.connect(advice.declined)
        self.panel.wanted.connect(self.presenter.add_offer)

    def _connect_basket(self) -> None:
        basket, find = self.presenter.basket, self.presenter.find_product
        self.product_box.typed.connect(find.type)
        self.product_box.picked.connect(self._on_product_picked)
        self.product_box.entered.connect(self._on_product_entered)
        find.found.connect(self._on_products)
        basket.shown.connect(self._on_basket)
        basket.touched.connect(self._on_touched)
        self.panel.quantity_wanted.connect(basket.set_quantity)
        self.panel.removed.connect(basket.remove)
        self.panel.discount_wanted.connect(self._on_discount_wanted)
        self.panel.code_typed.connect(self.presenter.scans.scan)
        self.panel.points_wanted.connect(basket.use_points)
        self.panel.coupon_removed.connect(basket.take_coupon_out)
        self.tender.points_wanted.connect(basket.use_points)
        self.tender.paid.connect(basket.complete)
        self.tender.backed.connect(self.show_basket)
        basket.payment_failed.connect(self.tender.failed)
        self.presenter.finished.connect(self._on_finished)
        receipts = self.presenter.receipts
        self.done.print_wanted.connect(receipts.print)
        self.done.save_wanted.connect(receipts.save)
        self.done.next_wanted.connect(self.next_customer)
        receipts.saved.connect(self._on_saved)
        receipts.printed.connect(self._on_printed)

    def _connect_dialogs(self) -> None:
        basket, returns = self.presenter.basket, self.presenter.returns
        self.discount.given.connect(self._on_discount_given)
        self.discount.pin_given.connect(self._on_pin)
        basket.below_cost.connect(self._on_below_cost)
        basket.discounted.connect(self.discount.done_with)
        basket.held.connect(self.held.show_held)
        self.held.chosen.connect(basket.resume)
        self.returns.number_given.connect(returns.find)
        self.returns.confirmed.connect(returns.give_back)
        self.returns.weighing.connect(returns.weigh)
        returns.weighed.connect(self.returns.show_refund)
        returns.opened.connect(self.returns.show_form)
        returns.refused.connect(self.returns.refuse)

    def _connect_scanner(self) -> None:
        scans = self.presenter.scans
        self.scanner = ScannerFilter(_recogniser(self.context.settings.current), self.window, self)
        self.scanner.scanned.connect(self._on_scanned)
        self.context.settings.changed.connect(self._on_settings)
        scans.receipt_scanned.connect(self.returns.ask)
        scans.unknown.connect(self._on_unknown_code)
        scans.failed.connect(self._beep)
        self.code_bar.search_wanted.connect(self._on_code_search)
        self.code_bar.attach_wanted.connect(self._on_code_attach)
        self.code_bar.new_wanted.connect(self.new_product.ask)
        self.new_product.given.connect(scans.create)
        scans.entered.connect(self.new_product.hide)
        scans.refused.connect(self.new_product.refuse)

    # Page

    def shown(self) -> None:
        self.scanner.set_on(True)
        if not self._is_started:
            self._is_started = True
            QTimer.singleShot(0, self, self.presenter.start)
        self.focus_customer()

    def hidden(self) -> None:
        self.scanner.set_on(False)

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
        QTimer.singleShot(0, self, self._place_code_bar)  # once the layout has its new places

    def _fit_basket(self) -> None:
        least = _BASKET_LEAST_FLOOR if self.context.theme.is_floor else _BASKET_LEAST
        self._right.setFixedWidth(max(least, min(_BASKET_MOST, self.width() * 30 // 100)))

    def _place_code_bar(self) -> None:
        """Over the foot of the cards, as wide as they are."""
        height = self.code_bar.sizeHint().height()
        left = self.customer_box.geometry()
        self.code_bar.setGeometry(left.x(), self.height() - height - GAP, left.width(), height)

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
            self._on_discount_wanted(self.panel.current_line)

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
                self._leave_panel()
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

    # The customer

    def _on_found(self, found: Found) -> None:
        rows = [PickRow(one.customer_id, one.name, one.detail, one.why, icon="user-round") for one in found.rows]
        if len(found.text.strip()) > 1 and not is_code(found.text):
            words = self.tr("New customer: {text}").format(text=found.text.strip())
            hint = self.tr("Name, phone, e-mail, town in one line")
            rows.append(PickRow(_CREATE, words, hint, icon="user-plus", is_action=True))
        is_sure = bool(found.rows) and found.rows[0].is_sure
        is_offered = bool(rows) and rows[-1].is_action
        current = 0 if is_sure else len(rows) - 1 if is_offered else None  # Enter opens no stranger
        self.customer_box.show_rows(found.text, tuple(rows), current)

    def _on_customer_entered(self, text: str) -> None:
        """Enter on a card's or receipt's number nobody has: said as for a scan."""
        self.customer_box.empty()
        self.presenter.scans.scan(text.strip())

    def _on_customer_picked(self, picked: PickRow) -> None:
        text = self.customer_box.text()
        self.customer_box.empty()
        if picked.key == _CREATE:
            self.presenter.find_customer.create(text)
        elif isinstance(picked.key, int):
            self.presenter.open_customer(picked.key)

    def _on_created(self, _customer_id: int, twins: tuple[FoundRow, ...]) -> None:
        if twins:
            names = ", ".join(f"{one.name} ({one.detail})" for one in twins[:3])
            say = self.context.catalogue.say
            words = self.tr("Open {name}")
            choices = tuple(
                Choice(words.format(name=one.name), partial(self.presenter.open_customer, one.customer_id))
                for one in twins[:3]
            )
            sentence = say("counter.twins", {"count": len(twins), "names": names})
            self.context.errors.tell(sentence, "warning", choices=choices)

    def _on_opened(self, card: CustomerCard | None) -> None:
        self.card.show_card(card)
        self.middle.setCurrentWidget(self.history if self.card.history_button.isChecked() else self.flow)
        if card is None:
            self.presenter.customer.load_due()

    def _on_due(self, due: tuple[FollowUpRow, ...]) -> None:
        if self.presenter.customer.customer_id is None:
            self.card.show_due(due)

    def _on_history_wanted(self, is_wanted: bool) -> None:
        self.middle.setCurrentWidget(self.history if is_wanted else self.flow)
        self.methods.setEnabled(not is_wanted)
        self.filters.setEnabled(not is_wanted)
        if is_wanted:
            self.presenter.customer.load_history()

    def _on_history(self, rows: tuple[HistoryRow, ...]) -> None:
        self.history.show_history(rows)

    # Advice

    def _on_filters_wanted(self, is_wanted: bool) -> None:
        self.filters.setVisible(is_wanted)
        if is_wanted:
            self.presenter.advice.load_categories()

    def _on_filtered(self, filters: Filters) -> None:
        self.methods.show_filters(filters)
        if filters != self.filters.filters:  # somebody else stands here
            self.filters.show_filters(filters)
            self.methods.filter_button.setChecked(False)

    def _on_offers(self, offers: Offers) -> None:
        self.flow.show_offers(offers)
        self.methods.show_age(offers.age)

    # The basket

    def _on_products(self, found: FoundProducts) -> None:
        rows = tuple(
            PickRow(one, one.name, one.detail, one.price, one.stock, one.stock_tone, "package") for one in found.rows
        )
        self.product_box.show_rows(found.text, rows)

    def _on_product_picked(self, picked: PickRow) -> None:
        self.product_box.empty()
        product = picked.key
        if not isinstance(product, ProductRow):
            return
        code, self._attaching = self._attaching, ""
        self._hint_product()
        if code:
            self.presenter.scans.attach(code, product.variant_id, product.name)
            return
        self.presenter.basket.add(product.variant_id)

    def _on_product_entered(self, text: str) -> None:
        """Enter on what was not found: treated as a code somebody typed in."""
        if text.strip():
            self.product_box.empty()
            self.presenter.scans.scan(text.strip())

    def _on_basket(self, view: BasketView) -> None:
        self.panel.show_basket(view)
        self.flow.mark_basket(frozenset(line.variant_id for line in view.lines))
        here = self.side.currentWidget()
        if here is self.tender:
            if view.lines:
                self.tender.set_total(view.total_minor)
                self.tender.show_basket(view)
            else:
                self._leave_panel()
        elif here is self.done and (view.lines or view.customer_id is not None):
            self._leave_panel()  # somebody scans or is here already: the next sale has begun

    def _leave_panel(self) -> None:
        """Back to the lines; a keyboard that was in the panel goes to the customer box, not to the first button."""
        focus = QApplication.focusWidget()
        was_there = focus is not None and self.side.isAncestorOf(focus)
        self.side.setCurrentWidget(self.panel)
        if was_there:
            self.focus_customer()

    def _on_touched(self, variant_id: int) -> None:
        view = self.presenter.basket.view
        lines = [line.id for line in view.lines if line.variant_id == variant_id] if view is not None else []
        if lines:
            self.panel.make_current(lines[-1])
            self.panel.flash(lines[-1])

    def _on_finished(self, done: Finished) -> None:
        self.returns.hide()
        self.side.setCurrentWidget(self.done)
        self.done.show_finished(done)

    def _on_saved(self, path: str) -> None:
        self.done.show_saved(self.context.catalogue.say("counter.saved_pdf", {"path": path}))

    def _on_printed(self) -> None:
        self.done.show_saved(self.context.catalogue.say("counter.printed"))

    # Discount

    def _on_discount_wanted(self, line_id: int) -> None:
        view = self.presenter.basket.view
        line = next((one for one in view.lines if one.id == line_id), None) if view is not None else None
        if line is not None and view is not None and line.returns_line_id is None:
            self.discount.ask(line, view.gross_minor)

    def _on_discount_given(self, line_id: int, share: int | None, amount: int | None) -> None:
        self.presenter.basket.set_discount(line_id or None, share, amount)

    def _on_below_cost(self, error: ShopError, again: Callable[[Actor], None]) -> None:
        self._allow = again
        self.discount.ask_manager(self.context.catalogue.explain(error))

    def _on_pin(self, pin: str) -> None:
        self.presenter.basket.approve(pin, self._allow, self._on_pin_refused)

    def _on_pin_refused(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.discount.refuse(self.context.catalogue.explain(error))
        else:
            self.context.errors.show(error)

    # Scans

    def _on_scanned(self, code: str) -> None:
        self.code_bar.hide()
        self.presenter.scans.scan(code)

    def _on_unknown_code(self, code: str, words: str) -> None:
        self._beep()
        self._place_code_bar()
        self.code_bar.show_code(code, words)
        self.code_bar.raise_()

    def _on_code_search(self, code: str) -> None:
        self.focus_product()
        self.product_box.setText(code)
        self.presenter.find_product.type(code)

    def _on_code_attach(self, code: str) -> None:
        self._attaching = code
        self._hint_product()
        self.focus_product()

    def _hint_product(self) -> None:
        words = self.tr("Product: scan, or type")
        if self._attaching:
            words = self.context.catalogue.say("counter.code_for", {"code": self._attaching})
        self.product_box.setPlaceholderText(words)

    def _on_settings(self, settings: Settings) -> None:
        self.scanner.set_recogniser(_recogniser(settings))

    def _beep(self) -> None:
        QApplication.beep()


def _recogniser(settings: Settings) -> ScanRecogniser:
    return ScanRecogniser(settings.scanner_prefix, settings.scanner_suffix, float(settings.scanner_gap_ms))
