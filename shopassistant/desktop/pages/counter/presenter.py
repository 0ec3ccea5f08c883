"""Joins the counter's presenters: what one finds out, the others are asked. No widgets here."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.desktop.pages.counter.advice_desk import AdviceDesk
from shopassistant.desktop.pages.counter.basket_desk import BasketDesk
from shopassistant.desktop.pages.counter.customer_desk import CustomerDesk
from shopassistant.desktop.pages.counter.find_customer import FindCustomer
from shopassistant.desktop.pages.counter.find_product import FindProduct
from shopassistant.desktop.pages.counter.finished import Finished
from shopassistant.desktop.pages.counter.receipt_desk import ReceiptDesk
from shopassistant.desktop.pages.counter.return_desk import ReturnDesk, ReturnForm
from shopassistant.desktop.pages.counter.scan_desk import ScanDesk
from shopassistant.desktop.pages.counter.views import CustomerCard, Offer

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.sales.basket import BasketView


class CounterPresenter(QObject):
    """All the counter knows and does.

    Signals:
        finished: a `Finished` sale or return.
    """

    finished = Signal(object)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._basket_id = 0  # the basket that was shown last
        self._is_sold = False  # the customer on the card has paid and may have gone
        self.find_customer = FindCustomer(context, self)
        self.find_product = FindProduct(context, self)
        self.customer = CustomerDesk(context, self)
        self.advice = AdviceDesk(context, self)
        self.basket = BasketDesk(context, self)
        self.returns = ReturnDesk(context, self)
        self.receipts = ReceiptDesk(context, self)
        self.scans = ScanDesk(context, self.basket, self)
        self._connect()

    def _connect(self) -> None:
        self.find_customer.created.connect(self._on_created)
        self.find_customer.undone.connect(self._on_undone)
        self.customer.opened.connect(self._on_customer)
        self.basket.shown.connect(self._on_basket)
        self.basket.dropped.connect(self._on_dropped)
        self.basket.finished.connect(self._on_finished)
        self.returns.finished.connect(self._on_finished)
        self.scans.customer_scanned.connect(self.open_customer)

    @Slot()
    def start(self) -> None:
        """The page is shown for the first time: the basket first, then what is promised and what sells."""
        self.basket.open()
        self.customer.load_due()
        self.advice.refresh()

    @Slot(int)
    def open_customer(self, customer_id: int) -> None:
        """Somebody stands at the counter: their card, their basket, their advice."""
        self._is_sold = False
        self.customer.open(customer_id)
        self.basket.set_customer(customer_id)
        self.advice.for_customer(customer_id)

    @Slot()
    def close_customer(self) -> None:
        """Nobody known stands here; the basket stays as it is and becomes a walk-in's."""
        self.customer.close()
        self.basket.set_customer(None)
        self.advice.for_customer(None)

    @Slot()
    def next_customer(self) -> None:
        """The sale is done and the customer has gone."""
        self.customer.close()
        self.advice.for_customer(None)
        self.customer.load_due()

    @Slot(object)
    def add_offer(self, offer: Offer) -> None:
        """Put a recommended product into the basket."""
        self.basket.add(offer.variant_id, origin=f"offer:{offer.method}"[:40])
        self.advice.added(offer)

    def exchange(self, form: ReturnForm, chosen: Mapping[int, int], restock: bool) -> None:
        """Goods of a receipt come back into the basket; whose receipt it is, is whose basket it is where nobody is."""
        view = self.basket.view
        if form.customer_id is not None and (view is None or view.customer_id is None):
            self.open_customer(form.customer_id)
        self.basket.give_back(chosen, restock, self.returns.refuse)

    def _on_created(self, customer_id: int, _twins: object) -> None:
        self.open_customer(customer_id)

    @Slot(int)
    def _on_undone(self, customer_id: int) -> None:
        """The new customer is none; what is in the basket stays, as a walk-in's."""
        if self.customer.customer_id == customer_id:
            self.close_customer()

    @Slot(object)
    def _on_customer(self, card: CustomerCard | None) -> None:
        if card is not None:
            self.advice.for_customer(card.id)

    @Slot(object)
    def _on_basket(self, view: "BasketView") -> None:
        sold = [line for line in view.lines if line.returns_line_id is None]
        self.advice.for_basket(tuple((line.variant_id, line.product_id) for line in sold))
        known = view.customer_id
        if known is not None and known != self.customer.customer_id and view.lines:
            self.customer.open(known)  # a basket that was resumed, or left by a power cut, brings its customer
            self.advice.for_customer(known)
        elif known is None and view.lines and (self._is_sold or view.id != self._basket_id):
            self._leave_customer()  # a walk-in's basket was resumed, or begun after a sale
        self._basket_id = view.id

    def _leave_customer(self) -> None:
        self._is_sold = False
        if self.customer.customer_id is not None:
            self.next_customer()

    @Slot()
    def _on_dropped(self) -> None:
        """The basket went, the customer did not."""
        if self.customer.customer_id is not None:
            self.basket.set_customer(self.customer.customer_id)

    @Slot(object)
    def _on_finished(self, done: Finished) -> None:
        if done.kind == "sale":
            self._is_sold = True
            self.advice.bought(done.sale_id)
        self.finished.emit(done)
