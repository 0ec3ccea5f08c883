"""A scanner is recognised wherever the focus is; a person's typing is left alone."""

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Barcode
from tests.desktop.counter.conftest import FRAME_CODE, SCARF_CODE, Counter, Shop
from tests.unit.shop_rows import a_customer


def _focus(counter: Counter, where: str) -> None:
    page = counter.page
    if where == "customer":
        counter.focus(page.customer_box)
    elif where == "product":
        page.focus_product()
    elif where == "card":
        page.focus_offers()
    elif where == "line":
        page.focus_lines()
    elif where == "quantity":
        page.focus_lines()
        counter.hands.key(Qt.Key.Key_Return, "\r")
    elif where == "nothing":
        focus = counter.desktop.window.focusWidget()
        if focus is not None:
            focus.clearFocus()


@pytest.mark.parametrize("where", ["customer", "product", "card", "line", "quantity", "nothing"])
def test_a_scan_becomes_a_line_wherever_the_focus_is(counter: Counter, shop: Shop, where: str) -> None:
    counter.page.presenter.basket.add(shop.polish)
    counter.settle()
    _focus(counter, where)
    counter.scan(SCARF_CODE)
    assert counter.lines == [("Shoe polish", 1), ("Wool scarf", 1)]
    assert counter.page.customer_box.text() == ""
    assert counter.page.product_box.text() == ""


def test_two_quick_scans_are_two_units(counter: Counter) -> None:
    counter.hands.scan(SCARF_CODE)
    counter.hands.scan(SCARF_CODE)
    counter.settle()
    assert counter.lines == [("Wool scarf", 2)]


def test_a_scan_into_what_is_being_typed_keeps_the_typed_text(counter: Counter) -> None:
    counter.focus(counter.page.customer_box)
    counter.hands.type("ann")
    counter.scan(SCARF_CODE)
    assert counter.page.customer_box.text() == "ann"
    assert counter.lines == [("Wool scarf", 1)]


def test_a_person_typing_digits_is_no_scanner(counter: Counter) -> None:
    counter.focus(counter.page.customer_box)
    counter.hands.type("07700900123")
    counter.settle()
    assert counter.page.customer_box.text() == "07700900123"
    assert counter.lines == []


def test_a_fast_pair_of_keys_is_delivered_in_order(counter: Counter, qtbot) -> None:
    counter.focus(counter.page.customer_box)
    counter.hands.type("lee", gap_ms=30)
    qtbot.waitUntil(lambda: counter.page.customer_box.text() == "lee", timeout=2000)


def test_a_customer_card_opens_the_customer(counter: Counter, store: Store) -> None:
    from shopassistant.store.actor import SYSTEM
    from shopassistant.store.contacts import normalise_card
    from shopassistant.store.schema import Contact

    who = a_customer(store, "Carla", "Card", number="C0009")
    with store.begin(SYSTEM) as unit:
        card = "2900 0012 34"
        unit.session.add(Contact(customer_id=who, kind="card", value=card, lookup=normalise_card(card)))
        unit.commit()
    counter.scan("2900001234")
    assert counter.page.presenter.customer.customer_id == who


def test_a_receipt_offers_a_return(counter: Counter) -> None:
    counter.scan("OLD-1234")  # unknown first: nothing is lost by an error before
    assert counter.page.code_bar.isVisible()
    counter.scan("OLD-1x")
    assert "OLD-1x" in counter.page.code_bar.text
    from tests.unit.shop_rows import a_sale

    view = counter.page.presenter.basket
    a_sale(view.store, 1, number="R900001")
    counter.scan("R900001")
    assert counter.page.returns.isVisible()
    assert counter.page.returns._number.text() == "R900001"


def test_an_unknown_code_is_said_kept_and_the_next_scan_is_taken(counter: Counter) -> None:
    focus = counter.desktop.window.focusWidget()
    counter.scan("4006381333931")
    assert "4006381333931" in counter.page.code_bar.text
    assert counter.page.presenter.scans.kept == ["4006381333931"]
    assert counter.desktop.window.focusWidget() is focus, "a message does not take the focus"
    counter.scan(FRAME_CODE)
    assert counter.lines == [("Round frame", 1)]
    assert not counter.page.code_bar.isVisible()


def test_a_wrong_check_digit_is_named(counter: Counter) -> None:
    counter.scan("4006381333932")
    assert "check digit" in counter.page.code_bar.text


def test_an_unknown_code_is_learned(counter: Counter, shop: Shop, store: Store) -> None:
    counter.scan("4006381333931")
    counter.page.code_bar._on_attach()
    counter.hands.type("polish")
    counter.settle()
    counter.hands.key(Qt.Key.Key_Return, "\r")
    counter.settle()
    with store.read() as session:
        assert session.scalar(select(Barcode.variant_id).where(Barcode.code == "4006381333931")) == shop.polish
    assert counter.lines == [("Shoe polish", 1)]
    counter.scan("4006381333931")
    assert counter.lines == [("Shoe polish", 2)]


def test_an_unknown_code_becomes_a_product(counter: Counter) -> None:
    counter.scan("4006381333931")
    counter.page.code_bar._on_new()
    counter.settle()
    counter.page.new_product.fill("Cotton bag", "4,50")
    counter.page.new_product.confirm()
    counter.settle()
    assert counter.lines == [("Cotton bag", 1)]
    assert counter.page.panel.total_text == "£4.50"
    assert not counter.page.new_product.isVisible()


def test_only_a_manager_enters_products(counter: Counter, associate: Actor) -> None:
    counter.desktop.shell.staff.sign_in(associate)
    counter.scan("4006381333931")
    counter.page.code_bar._on_new()
    counter.page.new_product.fill("Cotton bag", "4.50")
    counter.page.new_product.confirm()
    counter.settle()
    assert "manager" in counter.page.new_product._wrong.text()
    assert counter.lines == []


def test_a_scan_after_a_sale_begins_the_next(counter: Counter) -> None:
    counter.scan(SCARF_CODE)
    counter.page.complete()
    counter.page.tender.take()
    counter.settle()
    counter.scan(FRAME_CODE)
    assert counter.lines == [("Round frame", 1)]
    assert counter.page.side.currentWidget() is counter.page.panel


def test_keys_are_left_alone_on_other_pages(counter: Counter) -> None:
    counter.desktop.window.show_page("settings")
    counter.hands.scan(SCARF_CODE)
    counter.settle()
    assert counter.lines == []
