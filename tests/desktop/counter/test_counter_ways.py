"""From what the counter says to the customer it speaks of, in one press."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from shopassistant.desktop.pages.counter.find_customer import is_code
from shopassistant.desktop.pages.counter.tender import KINDS
from tests.desktop.counter.conftest import SCARF_CODE, Counter, Shop


def _button(ground, text: str) -> QPushButton:
    return next(one for one in ground.findChildren(QPushButton) if one.text() == text and one.isVisible())


def test_the_warning_about_a_twin_opens_the_one_who_was_there(counter: Counter, shop: Shop) -> None:
    counter.focus(counter.page.customer_box)
    counter.hands.type("Ann Lee 07700 900123")
    counter.settle()
    counter.hands.key(Qt.Key.Key_Up)
    counter.hands.key(Qt.Key.Key_Return, "\r")
    counter.settle()
    assert counter.page.presenter.customer.customer_id != shop.ann
    messages = counter.desktop.window.messages
    _button(messages, "Open Ann Lee").click()
    counter.settle()
    assert counter.page.presenter.customer.customer_id == shop.ann
    assert counter.page.presenter.basket.view.customer_id == shop.ann
    assert messages.isHidden()


def test_a_due_follow_up_opens_its_customer(counter: Counter, shop: Shop) -> None:
    counter.open_customer(shop.anna)
    desk = counter.page.presenter.customer
    desk.add_follow_up("Call about the frame", desk.today - timedelta(days=1))
    counter.settle()
    counter.page.presenter.close_customer()
    counter.settle()
    _button(counter.page.card, "Anna Leigh").click()
    counter.settle()
    assert counter.page.presenter.customer.customer_id == shop.anna


def _take_back(counter: Counter, number: str, kind: str) -> None:
    counter.page.returns.ask(number)
    counter.settle()
    counter.page.returns.choose_all()
    counter.page.returns._kinds.button(KINDS.index(kind)).click()
    counter.page.returns.confirm()
    counter.settle()
    assert counter.page.side.currentWidget() is counter.page.done


def test_money_given_back_says_how(counter: Counter) -> None:
    _take_back(counter, "OLD-1", "card")
    assert counter.page.done._word.text() == "Give back to the card"


def test_a_return_amid_a_sale_keeps_the_sale_and_its_customer(counter: Counter, shop: Shop) -> None:
    counter.open_customer(shop.ann)
    counter.scan(SCARF_CODE)
    _take_back(counter, "OLD-1", "cash")
    counter.hands.key(Qt.Key.Key_Return, "\r")
    counter.settle()
    assert counter.page.side.currentWidget() is counter.page.panel
    assert counter.lines == [("Wool scarf", 1)]
    assert counter.page.presenter.customer.customer_id == shop.ann


def test_the_next_customer_amid_a_sale_sets_the_basket_aside(counter: Counter, shop: Shop) -> None:
    counter.open_customer(shop.ann)
    counter.scan(SCARF_CODE)
    counter.page.next_customer()
    counter.settle()
    assert counter.lines == []
    assert counter.page.presenter.customer.customer_id is None
    counter.desktop.window.toast_host.undo()
    counter.settle()
    assert counter.lines == [("Wool scarf", 1)]
    assert counter.page.presenter.customer.customer_id == shop.ann


@pytest.mark.parametrize("text", ["C000918", "R067299x", "2900000000186"])
def test_no_customer_is_made_of_a_code(counter: Counter, text: str) -> None:
    counter.focus(counter.page.customer_box)
    counter.hands.type(text)
    counter.settle()
    assert not any(row.is_action for row in counter.page.customer_box.rows)
    counter.hands.key(Qt.Key.Key_Return, "\r")
    counter.settle()
    assert counter.page.presenter.customer.customer_id is None
    assert text in counter.page.code_bar.text


@pytest.mark.parametrize("text", ["Bob", "Zed Unknown", "07700 900999", "+447700900999", "zed@example.org"])
def test_a_customer_can_be_made_of_what_people_say(text: str) -> None:
    assert not is_code(text)
