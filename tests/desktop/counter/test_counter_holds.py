"""What was put aside at the mirror is asked for at the counter by its code."""

from datetime import timedelta

from PySide6.QtCore import Qt
from sqlalchemy import update

from shopassistant.sales.basket import open_basket
from shopassistant.sales.holds import HoldView, make_hold, take_hold
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.schema import Hold
from tests.desktop.counter.conftest import Counter, Shop


def held(counter: Counter, *variant_ids: int) -> HoldView:
    context = counter.page.context
    return make_hold(context.store, Actor("kiosk", "Kiosk"), context.location_id, variant_ids)


def test_the_code_is_scanned_from_the_visitors_telephone(counter: Counter, shop: Shop) -> None:
    made = held(counter, shop.frame, shop.scarf)
    toasts = []
    counter.page.context.toasts.shown.connect(toasts.append)
    counter.scan(made.code)
    assert counter.lines == [("Round frame", 1), ("Wool scarf", 1)]
    assert [toast.text for toast in toasts] == [f"Hold {made.shown} is in the basket."]
    counter.scan(made.code)
    assert counter.messages == [f"Hold {made.shown} is in this basket already."]
    assert counter.lines == [("Round frame", 1), ("Wool scarf", 1)]


def test_the_code_is_typed_into_the_customer_box(counter: Counter, shop: Shop) -> None:
    made = held(counter, shop.frame)
    counter.page.focus_customer()
    counter.hands.type(made.shown.lower())
    counter.settle()
    assert not any(row.is_action for row in counter.page.customer_box.rows)  # nobody is called so
    counter.hands.key(Qt.Key.Key_Return, "\r")
    counter.settle()
    assert counter.lines == [("Round frame", 1)]


def test_another_counter_was_faster(counter: Counter, shop: Shop) -> None:
    made, context = held(counter, shop.frame), counter.page.context
    other = open_basket(context.store, SYSTEM, "till 2", context.location_id)
    take_hold(context.store, SYSTEM, made.code, other.id)
    counter.scan(made.code)
    assert counter.messages == [f"Hold {made.shown} has been taken at till 2 already."]
    assert counter.lines == []


def test_one_that_has_run_out_is_put_in_if_the_goods_still_lie_there(counter: Counter, shop: Shop) -> None:
    made, context = held(counter, shop.frame), counter.page.context
    long_ago = made.created_at - timedelta(days=1)
    with context.store.begin(SYSTEM) as unit:
        unit.session.execute(update(Hold).values(created_at=long_ago, expires_at=long_ago + timedelta(hours=4)))
        unit.commit()
    told = []
    context.errors.message.connect(told.append)
    counter.scan(made.code)
    assert counter.lines == []
    assert told[0].text == f"Hold {made.shown} has run out; its goods may be back on the shelf."
    (anyway,) = told[0].choices
    assert anyway.text == "Put in anyway"
    anyway.do()
    counter.settle()
    assert counter.lines == [("Round frame", 1)]


def test_a_slip_of_the_pen_is_said(counter: Counter, shop: Shop) -> None:
    made = held(counter, shop.frame)
    wrong = made.shown[:-1] + ("A" if made.shown[-1] != "A" else "B")
    counter.page.focus_customer()
    counter.hands.type(wrong)
    counter.settle()
    counter.hands.key(Qt.Key.Key_Return, "\r")
    counter.settle()
    assert counter.page.code_bar.isVisible()
    assert "one of its characters is wrong" in counter.page.code_bar.text
