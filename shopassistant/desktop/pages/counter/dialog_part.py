"""The counter's dialogues at work: a discount and the manager who allows it, held baskets, goods that come back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from shopassistant.core.errors import ShopError
from shopassistant.store.actor import Actor

if TYPE_CHECKING:
    from shopassistant.desktop.pages.counter.page import CounterPage


class DialogPart(QObject):
    """Joins the dialogues with their presenters."""

    def __init__(self, page: "CounterPage") -> None:
        super().__init__(page)
        self._page = page
        self._presenter = page.presenter
        self._allow: Callable[[Actor], None] | None = None  # what waits for a manager's PIN
        self._connect_discount()
        self._connect_returns()

    def _connect_discount(self) -> None:
        page, basket = self._page, self._presenter.basket
        page.panel.discount_wanted.connect(self.ask_discount)
        page.discount.given.connect(self._on_discount_given)
        page.discount.pin_given.connect(self._on_pin)
        basket.below_cost.connect(self._on_below_cost)
        basket.discounted.connect(page.discount.done_with)
        basket.held.connect(page.held.show_held)
        page.held.chosen.connect(basket.resume)

    def _connect_returns(self) -> None:
        page, returns = self._page, self._presenter.returns
        page.returns.number_given.connect(returns.find)
        page.returns.confirmed.connect(returns.give_back)
        page.returns.weighing.connect(returns.weigh)
        page.returns.exchanged.connect(self._presenter.exchange)
        self._presenter.basket.exchanging.connect(self._on_exchanging)
        returns.weighed.connect(page.returns.show_refund)
        returns.opened.connect(page.returns.show_form)
        returns.refused.connect(page.returns.refuse)

    def ask_discount(self, line_id: int) -> None:
        """Ask what is taken off a line; what comes back has its price already."""
        view = self._presenter.basket.view
        line = next((one for one in view.lines if one.id == line_id), None) if view is not None else None
        if line is not None and view is not None and line.returns_line_id is None:
            self._page.discount.ask(line, view.gross_minor)

    def _on_exchanging(self) -> None:
        """What comes back is in the basket: now what is taken instead."""
        self._page.returns.hide()
        self._page.show_basket()
        self._page.focus_product()

    def _on_discount_given(self, line_id: int, share: int | None, amount: int | None) -> None:
        self._presenter.basket.set_discount(line_id or None, share, amount)

    def _on_below_cost(self, error: ShopError, again: Callable[[Actor], None]) -> None:
        self._allow = again
        self._page.discount.ask_manager(self._page.context.catalogue.explain(error))

    def _on_pin(self, pin: str) -> None:
        if self._allow is not None:
            self._presenter.basket.approve(pin, self._allow, self._on_pin_refused)

    def _on_pin_refused(self, error: Exception) -> None:
        context = self._page.context
        if isinstance(error, ShopError):
            self._page.discount.refuse(context.catalogue.explain(error))
        else:
            context.errors.show(error)
