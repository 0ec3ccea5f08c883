"""Every state of the counter as a scene of the tour."""

from collections.abc import Callable, Iterator
from typing import cast

from shopassistant.desktop.pages.counter.page import CounterPage
from shopassistant.desktop.pages.counter.scenes_offers import offer_scenes
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.tour import Scene

Steps = Iterator[None]


def scenes() -> tuple[Scene, ...]:
    """From nobody there to the money given back."""
    states = {
        "counter": _empty,
        "counter-results": _results,
        "counter-customer": _customer,
        "counter-filter": _filter,
        "counter-history": _history,
        "counter-products": _products,
        "counter-basket": _basket,
        "counter-discount": _discount,
        "counter-below-cost": _below_cost,
        "counter-unknown-code": _unknown,
        "counter-tender": _tender,
        "counter-finished": _finished,
        "counter-return": _return,
        "counter-exchange": _exchange,
        "counter-held": _held,
    }
    made = tuple(Scene(name, "counter", cast(Callable[[Page], object], prepare)) for name, prepare in states.items())
    return made + offer_scenes(_filled)


def _fresh(page: CounterPage) -> Steps:
    """Nobody there and nothing in the basket."""
    yield
    for box in (page.customer_box, page.product_box):
        box.empty()
    page.clear_filters()
    page.code_bar.hide()
    if page.has_lines:
        page.presenter.basket.drop(quietly=True)
        yield  # gone before the next customer begins, who would give it up once more
    page.next_customer()
    yield


def _somebody(page: CounterPage) -> Steps:
    """The customer who is found first and buys a lot, with a note and a promise."""
    from datetime import timedelta

    yield from _fresh(page)
    page.customer_box.setText("anna")
    page.customer_box.typed.emit("anna")
    yield
    rows = page.customer_box.rows or ()
    known = [row.key for row in rows if isinstance(row.key, int)]
    page.customer_box.empty()
    page.presenter.open_customer(known[0] if known else 1)
    yield
    desk = page.presenter.customer
    if not page.card.has_note:
        desk.add_note("Prefers to be called after five.")
        desk.add_follow_up("Tell her when the green frame is back", desk.today - timedelta(days=1))
    yield


def _filled(page: CounterPage) -> Steps:
    """Two things from the cards in the basket, one of them three times."""
    yield from _somebody(page)
    for card in page.flow.cards[:2]:
        if card.offer is not None:
            page.presenter.add_offer(card.offer)
    yield
    view = page.presenter.basket.view
    if view is not None and view.lines:
        page.presenter.basket.set_quantity(view.lines[0].id, 3)
    yield


def _empty(page: CounterPage) -> Steps:
    yield from _fresh(page)


def _results(page: CounterPage) -> Steps:
    yield from _fresh(page)
    page.focus_customer()
    page.customer_box.setText("ann")
    page.customer_box.typed.emit("ann")
    yield


def _customer(page: CounterPage) -> Steps:
    yield from _somebody(page)


def _filter(page: CounterPage) -> Steps:
    yield from _somebody(page)
    page.focus_filters()
    yield
    row = page.filters
    row.in_stock.setChecked(True)
    row.least.setText("10")
    row.most.setText("40")
    row.most.editingFinished.emit()
    yield


def _history(page: CounterPage) -> Steps:
    yield from _somebody(page)
    page.toggle_history()
    yield


def _products(page: CounterPage) -> Steps:
    yield from _somebody(page)
    page.focus_product()
    page.product_box.setText("blue")
    page.product_box.typed.emit("blue")
    yield


def _basket(page: CounterPage) -> Steps:
    yield from _filled(page)


def _discount(page: CounterPage) -> Steps:
    yield from _filled(page)
    page.discount_current()
    page.discount.type_discount("10 %")
    yield


def _below_cost(page: CounterPage) -> Steps:
    yield from _discount(page)
    page.discount.type_discount("80 %")
    page.discount.ask_manager(
        page.context.catalogue.say(
            "sale.below_cost", {"name": "This", "total_minor": 239, "cost_minor": 480, "count": 1, "line_id": 0}
        )
    )


def _unknown(page: CounterPage) -> Steps:
    yield from _filled(page)
    page.presenter.scans.scan("4006381333931")
    yield


def _tender(page: CounterPage) -> Steps:
    yield from _filled(page)
    page.complete()
    page.tender.choose("cash")
    page.tender.type_amount("60")
    yield


def _finished(page: CounterPage) -> Steps:
    yield from _tender(page)
    page.tender.take()
    yield


def _return(page: CounterPage) -> Steps:
    yield from _finished(page)
    number = page.done.number
    page.next_customer()
    page.returns.ask(number)
    yield
    page.returns.choose_all()


def _exchange(page: CounterPage) -> Steps:
    yield from _return(page)
    yield
    page.returns.swap.click()
    yield
    if page.flow.cards and page.flow.cards[-1].offer is not None:
        page.presenter.add_offer(page.flow.cards[-1].offer)
    yield


def _held(page: CounterPage) -> Steps:
    for _ in range(2):
        yield from _filled(page)
        page.hold()
        yield
    page.ask_held()
    yield
