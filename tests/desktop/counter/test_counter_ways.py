"""From what the counter says to the customer it speaks of, in one press."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.desktop.counter.conftest import Counter, Shop


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
