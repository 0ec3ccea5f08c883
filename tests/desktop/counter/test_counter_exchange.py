"""An exchange through the window: goods back and new goods in one basket, and only the difference is paid."""

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from shopassistant.inventory.posting import levels
from shopassistant.promotions.rules.offers import Points
from shopassistant.sales.returning import returnable
from shopassistant.sales.returns import return_lines
from shopassistant.sales.tenders import TenderRequest
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Sale, SaleLine, Tender
from tests.desktop.counter.conftest import FRAME_CODE, SCARF_CODE, Counter, Shop
from tests.desktop.counter.test_counter_offers import sold_and_its_points_spent
from tests.unit.promotions.shop import approve


def sell(counter: Counter, *codes: str) -> str:
    """Sell what the codes mean for cash; the receipt's number."""
    for code in codes:
        counter.scan(code)
    counter.page.complete()
    counter.page.tender.choose("cash")
    counter.page.tender.take()
    counter.settle()
    number = counter.page.done.number
    counter.page.next_customer()
    counter.settle()
    return number


def bring_back(counter: Counter, number: str, *, restock: bool = True) -> None:
    """F8, the receipt's number, everything comes back, something else is taken."""
    counter.page.ask_return()
    counter.settle()
    counter.hands.type(f"{number}\r")
    counter.settle()
    counter.page.returns.choose_all()
    counter.page.returns.restock.setChecked(restock)
    counter.page.returns.swap.click()
    counter.settle()


def on_shelf(store: Store, variant_id: int) -> int:
    with store.read() as session:
        return levels(session, [variant_id], 1)[variant_id].quantity


def tenders(store: Store, number: str) -> list[tuple[str, int]]:
    with store.read() as session:
        query = select(Tender.kind, Tender.amount_minor).join(Sale, Sale.id == Tender.sale_id)
        return [(kind, amount) for kind, amount in session.execute(query.where(Sale.number == number))]


def test_the_difference_is_paid_for_something_dearer(counter: Counter, shop: Shop, store: Store) -> None:
    before = on_shelf(store, shop.scarf)
    counter.open_customer(shop.ann)
    number = sell(counter, SCARF_CODE)
    bring_back(counter, number)
    assert not counter.page.returns.isVisible()
    assert counter.page.presenter.customer.customer_id == shop.ann, "whose receipt it is stands here"
    assert counter.lines == [("Wool scarf", -1)]
    (row,) = counter.page.panel.rows
    assert row.badge_text == "given back"
    assert counter.page.panel.total_text == "£25.00"
    assert counter.page.panel.total_word == "To give back"
    assert counter.desktop.window.focusWidget() is counter.page.product_box, (
        "what is taken instead can be typed at once"
    )
    counter.scan(FRAME_CODE)
    assert (counter.page.panel.total_word, counter.page.panel.total_text) == ("Total", "£95.00")
    assert "given back £25.00" in counter.page.panel.small_text
    counter.page.complete()
    counter.hands.key(Qt.Key.Key_Return, "\r")
    counter.settle()
    done = counter.page.done
    assert (done.title_text, done.amount_text) == ("Exchange complete", "£95.00")
    assert on_shelf(store, shop.scarf) == before, "sold, and on the shelf again"
    with store.read() as session:
        sale = session.scalars(select(Sale).where(Sale.number == number)).one()
        assert [line.left for line in returnable(session, sale.id)] == [0]


def test_money_goes_back_for_something_cheaper(counter: Counter, shop: Shop, store: Store) -> None:
    number = sell(counter, SCARF_CODE)
    bring_back(counter, number)
    counter.page.presenter.basket.add(shop.polish)
    counter.settle()
    assert (counter.page.panel.total_word, counter.page.panel.total_text) == ("To give back", "£17.01")
    counter.page.complete()
    tender = counter.page.tender
    tender.choose("cash")
    assert tender.due_text == "To give back £17.01"
    tender.type_amount("20")
    tender.take()
    counter.settle()
    assert counter.page.side.currentWidget() is tender
    assert tender.wrong_text == "No more than £17.01 goes back."
    tender.type_amount("")
    tender.take()
    counter.settle()
    done = counter.page.done
    assert (done.title_text, done.word_text, done.amount_text) == ("Exchange complete", "Give back in cash", "£17.01")
    assert tenders(store, done.number) == [("cash", -1701)]


def test_an_even_exchange_takes_no_money(counter: Counter, shop: Shop, store: Store) -> None:
    number = sell(counter, SCARF_CODE)
    bring_back(counter, number)
    counter.scan(SCARF_CODE)
    assert counter.lines == [("Wool scarf", -1), ("Wool scarf", 1)]
    counter.page.complete()
    assert counter.page.tender.due_text == "Nothing to pay £0.00"
    counter.hands.key(Qt.Key.Key_Return, "\r")
    counter.settle()
    assert counter.page.done.title_text == "Exchange complete"
    assert tenders(store, counter.page.done.number) == []


def test_goods_alone_that_come_back_through_the_basket_are_a_return(counter: Counter, shop: Shop, store: Store) -> None:
    bring_back(counter, sell(counter, SCARF_CODE))
    counter.page.complete()
    counter.hands.key(Qt.Key.Key_Return, "\r")
    counter.settle()
    assert counter.page.done.title_text == "Return booked"
    with store.read() as session:
        assert session.scalars(select(Sale.kind).where(Sale.number == counter.page.done.number)).one() == "return"


def test_a_scan_amid_giving_back_turns_it_into_paying(counter: Counter, shop: Shop) -> None:
    bring_back(counter, sell(counter, SCARF_CODE))
    counter.page.complete()
    assert counter.page.tender.due_text == "To give back £25.00"
    counter.scan(SCARF_CODE)
    counter.scan(SCARF_CODE)
    assert counter.page.tender.due_text == "To pay £25.00"


@pytest.mark.parametrize(("restock", "change"), [(True, 0), (False, -1)])
def test_damaged_goods_are_written_off(counter: Counter, shop: Shop, store: Store, restock: bool, change: int) -> None:
    before = on_shelf(store, shop.scarf)
    number = sell(counter, SCARF_CODE)
    bring_back(counter, number, restock=restock)
    counter.page.presenter.basket.add(shop.polish)
    counter.settle()
    counter.page.complete()
    counter.page.tender.take()
    counter.settle()
    assert on_shelf(store, shop.scarf) == before + change


def test_what_is_kept_back_for_points_stands_in_the_basket(counter: Counter, shop: Shop, store: Store) -> None:
    number = sold_and_its_points_spent(counter, shop)
    bring_back(counter, number)
    panel = counter.page.panel
    assert panel.kept.text() == "£0.25 kept back: the points earned on it are spent"
    assert panel.kept.isVisible()
    assert (panel.total_word, panel.total_text) == ("To give back", "£24.75")
    (row,) = panel.rows
    row.setFocus()
    for key, sign in ((Qt.Key.Key_Plus, "+"), (Qt.Key.Key_Minus, "-")):
        counter.hands.key(key, sign)
        counter.settle()
        assert counter.lines == [("Wool scarf", -1)], "the receipt says how many"
    counter.hands.key(Qt.Key.Key_Delete)
    counter.settle()
    assert counter.lines == []
    assert not panel.kept.isVisible()


def test_points_are_earned_on_the_difference_only(counter: Counter, shop: Shop, store: Store) -> None:
    approve(store, Points(points_per_major=1), name="Club")
    counter.open_customer(shop.ann)
    number = sell(counter, SCARF_CODE)
    bring_back(counter, number)
    counter.scan(FRAME_CODE)
    counter.page.complete()
    counter.page.tender.take()
    counter.settle()
    view = counter.page.presenter.basket
    counter.open_customer(shop.ann)
    counter.scan(SCARF_CODE)
    assert view.view is not None
    assert view.view.points is not None
    assert view.view.points.balance == 120, "25 earned and taken back, 120 for the frame"


def test_what_came_back_elsewhere_meanwhile_is_refused_where_it_was_asked(
    counter: Counter, shop: Shop, store: Store
) -> None:
    number = sell(counter, SCARF_CODE)
    counter.page.ask_return()
    counter.settle()
    counter.hands.type(f"{number}\r")
    counter.settle()
    counter.page.returns.choose_all()
    with store.read() as session:
        line = session.scalars(
            select(SaleLine).join(Sale, Sale.id == SaleLine.sale_id).where(Sale.number == number)
        ).one()
    return_lines(store, SYSTEM, line.sale_id, {line.id: 1}, True, [TenderRequest("cash", 2500)], "other window")
    counter.page.returns.swap.click()
    counter.settle()
    assert counter.lines == []
    assert counter.page.returns.isVisible()
    assert "0 can still come back" in counter.page.returns.words
