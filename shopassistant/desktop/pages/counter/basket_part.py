"""The counter's right half at work: products found, the basket, the money taken, and what comes after the sale."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from shopassistant.desktop.pages.counter.finished import Finished
from shopassistant.desktop.pages.counter.pick_list import PickRow
from shopassistant.desktop.pages.counter.views import FoundProducts, ProductRow
from shopassistant.sales.basket import BasketView

if TYPE_CHECKING:
    from shopassistant.desktop.pages.counter.page import CounterPage


class BasketPart(QObject):
    """Joins the widgets of the right half with their presenters."""

    def __init__(self, page: "CounterPage") -> None:
        super().__init__(page)
        self._page = page
        self._presenter = page.presenter
        self._attaching = ""  # a code that is to mean the product picked next
        self._connect_basket()
        self._connect_payment()

    def _connect_basket(self) -> None:
        page, basket, find = self._page, self._presenter.basket, self._presenter.find_product
        page.product_box.typed.connect(find.type)
        page.product_box.picked.connect(self._on_picked)
        page.product_box.entered.connect(self._on_entered)
        find.found.connect(self._on_products)
        basket.shown.connect(self._on_basket)
        basket.touched.connect(self._on_touched)
        page.panel.quantity_wanted.connect(basket.set_quantity)
        page.panel.removed.connect(basket.remove)
        page.panel.code_typed.connect(self._presenter.scans.scan)
        page.panel.points_wanted.connect(basket.use_points)
        page.panel.coupon_removed.connect(basket.take_coupon_out)

    def _connect_payment(self) -> None:
        page, basket, receipts = self._page, self._presenter.basket, self._presenter.receipts
        page.tender.points_wanted.connect(basket.use_points)
        page.tender.paid.connect(basket.complete)
        page.tender.backed.connect(page.show_basket)
        basket.payment_failed.connect(page.tender.failed)
        self._presenter.finished.connect(self._on_finished)
        page.done.print_wanted.connect(receipts.print)
        page.done.save_wanted.connect(receipts.save)
        page.done.next_wanted.connect(page.next_customer)
        receipts.saved.connect(self._on_saved)
        receipts.printed.connect(self._on_printed)

    def attach(self, code: str) -> None:
        """The product picked next is what `code` means from now on."""
        self._attaching = code
        self._hint_product()
        self._page.focus_product()

    def leave_panel(self) -> None:
        """Back to the lines; a keyboard that was in the panel goes to the customer box, not to the first button."""
        side = self._page.side
        focus = QApplication.focusWidget()
        was_there = focus is not None and side.isAncestorOf(focus)
        side.setCurrentWidget(self._page.panel)
        if was_there:
            self._page.focus_customer()

    def _on_products(self, found: FoundProducts) -> None:
        rows = tuple(
            PickRow(one, one.name, one.detail, one.price, one.stock, one.stock_tone, "package") for one in found.rows
        )
        self._page.product_box.show_rows(found.text, rows)

    def _on_picked(self, picked: PickRow) -> None:
        self._page.product_box.empty()
        product = picked.key
        if not isinstance(product, ProductRow):
            return
        code, self._attaching = self._attaching, ""
        self._hint_product()
        if code:
            self._presenter.scans.attach(code, product.variant_id, product.name)
            return
        self._presenter.basket.add(product.variant_id)

    def _on_entered(self, text: str) -> None:
        """Enter on what was not found: treated as a code somebody typed in."""
        if text.strip():
            self._page.product_box.empty()
            self._presenter.scans.scan(text.strip())

    def _hint_product(self) -> None:
        words = self._page.product_hint
        if self._attaching:
            words = self._page.context.catalogue.say("counter.code_for", {"code": self._attaching})
        self._page.product_box.setPlaceholderText(words)

    def _on_basket(self, view: BasketView) -> None:
        page = self._page
        page.panel.show_basket(view)
        page.flow.mark_basket(frozenset(line.variant_id for line in view.lines if line.returns_line_id is None))
        here = page.side.currentWidget()
        if here is page.tender:
            if view.lines:
                page.tender.set_total(view.total_minor)
                page.tender.show_basket(view)
            else:
                self.leave_panel()
        elif here is page.done and (view.lines or view.customer_id is not None):
            self.leave_panel()  # somebody scans or is here already: the next sale has begun

    def _on_touched(self, variant_id: int) -> None:
        view = self._presenter.basket.view
        lines = [line.id for line in view.lines if line.variant_id == variant_id] if view is not None else []
        if lines:
            self._page.panel.make_current(lines[-1])
            self._page.panel.flash(lines[-1])

    def _on_finished(self, done: Finished) -> None:
        self._page.returns.hide()
        self._page.side.setCurrentWidget(self._page.done)
        self._page.done.show_finished(done)

    def _on_saved(self, path: str) -> None:
        self._page.done.show_saved(self._page.context.catalogue.say("counter.saved_pdf", {"path": path}))

    def _on_printed(self) -> None:
        self._page.done.show_saved(self._page.context.catalogue.say("counter.printed"))
