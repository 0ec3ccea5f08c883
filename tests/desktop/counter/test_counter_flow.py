"""From one customer to the next without a thought: who the card shows, where the keyboard is, what is asked twice."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import select

from shopassistant.core.changes import Changes
from shopassistant.store.database import Store
from shopassistant.store.schema import FollowUp
from tests.desktop.counter.conftest import SCARF_CODE, Counter, Shop


def _focus() -> QWidget | None:
    return QApplication.focusWidget()


def _sell(counter: Counter) -> None:
    counter.scan(SCARF_CODE)
    counter.page.complete()
    counter.hands.key(Qt.Key.Key_Return, "\r")
    counter.settle()
    assert counter.page.side.currentWidget() is counter.page.done


# Whose basket is it


def test_scanning_on_after_a_sale_is_the_next_customer(counter: Counter, shop: Shop) -> None:
    counter.open_customer(shop.ann)
    _sell(counter)
    counter.scan(SCARF_CODE)
    assert counter.page.presenter.basket.view.customer_id is None
    assert counter.page.presenter.customer.customer_id is None, "Ann has gone; her card must not stand there"


def test_a_customer_found_after_a_sale_stays(counter: Counter, shop: Shop) -> None:
    counter.open_customer(shop.ann)
    _sell(counter)
    counter.open_customer(shop.anna)
    assert counter.page.side.currentWidget() is counter.page.panel, "the next sale has begun"
    counter.scan(SCARF_CODE)
    assert counter.page.presenter.customer.customer_id == shop.anna
    assert counter.page.presenter.basket.view.customer_id == shop.anna


def test_the_same_customer_buys_again(counter: Counter, shop: Shop) -> None:
    counter.open_customer(shop.ann)
    _sell(counter)
    counter.open_customer(shop.ann)
    counter.scan(SCARF_CODE)
    assert counter.page.presenter.customer.customer_id == shop.ann
    assert counter.page.presenter.basket.view.customer_id == shop.ann


def test_a_basket_given_up_leaves_the_customer_at_the_counter(counter: Counter, shop: Shop) -> None:
    counter.open_customer(shop.ann)
    counter.scan(SCARF_CODE)
    counter.page.presenter.basket.drop()
    counter.settle()
    counter.scan(SCARF_CODE)
    assert counter.page.presenter.customer.customer_id == shop.ann
    assert counter.page.presenter.basket.view.customer_id == shop.ann


def test_a_walk_ins_basket_resumed_closes_the_card(counter: Counter, shop: Shop) -> None:
    counter.scan(SCARF_CODE)
    counter.page.hold()
    counter.settle()
    counter.open_customer(shop.ann)
    counter.desktop.window.toast_host.undo()
    counter.settle()
    assert counter.lines == [("Wool scarf", 1)]
    assert counter.page.presenter.basket.view.customer_id is None
    assert counter.page.presenter.customer.customer_id is None


# Where the keyboard is


def test_the_keyboard_is_in_the_box_after_a_note(counter: Counter, shop: Shop) -> None:
    counter.open_customer(shop.ann)
    counter.page.note()
    counter.hands.type("Likes green\r")
    counter.settle()
    assert _focus() is counter.page.customer_box


def test_the_keyboard_is_in_the_box_after_holding(counter: Counter) -> None:
    counter.scan(SCARF_CODE)
    counter.page.focus_lines()
    counter.page.hold()
    counter.settle()
    assert _focus() is counter.page.customer_box


def test_the_keyboard_is_in_the_box_after_the_last_line_went(counter: Counter) -> None:
    counter.scan(SCARF_CODE)
    counter.page.focus_lines()
    counter.hands.key(Qt.Key.Key_Delete)
    counter.settle()
    assert counter.lines == []
    assert _focus() is counter.page.customer_box


def test_the_keyboard_stays_at_the_lines_while_there_are_some(counter: Counter, shop: Shop) -> None:
    counter.scan(SCARF_CODE)
    counter.page.presenter.basket.add(shop.polish)
    counter.settle()
    counter.page.focus_lines()
    counter.hands.key(Qt.Key.Key_Delete)
    counter.settle()
    assert counter.lines == [("Wool scarf", 1)]
    assert _focus() is counter.page.panel.rows[0]


def test_scanning_on_after_a_sale_presses_no_button(counter: Counter) -> None:
    _sell(counter)
    counter.scan(SCARF_CODE)
    assert _focus() is counter.page.customer_box


# What is asked twice


def test_cash_that_nobody_hands_over_is_asked_twice(counter: Counter) -> None:
    counter.scan(SCARF_CODE)
    counter.page.complete()
    counter.page.tender.choose("cash")
    counter.hands.type("250\r")
    counter.settle()
    assert counter.page.side.currentWidget() is counter.page.tender
    assert "£225.00" in counter.page.tender._wrong.text()
    counter.hands.key(Qt.Key.Key_Return, "\r")
    counter.settle()
    assert counter.page.done.amount_text == "£225.00"


def test_other_cash_after_the_doubt_is_looked_at_anew(counter: Counter) -> None:
    counter.scan(SCARF_CODE)
    counter.page.complete()
    counter.page.tender.choose("cash")
    counter.hands.type("250\r")
    counter.hands.type("0\r")
    counter.settle()
    assert counter.page.side.currentWidget() is counter.page.tender, "2,500 is doubted as well"


# The discount


def test_another_discount_after_the_question_for_a_pin_needs_none(counter: Counter, shop: Shop, associate) -> None:
    counter.desktop.shell.staff.sign_in(associate)
    counter.scan(SCARF_CODE)
    counter.page.discount_current()
    counter.page.discount.type_discount("80 %")
    counter.page.discount.confirm()
    counter.settle()
    assert counter.page.discount.asks_manager
    counter.page.discount.type_discount("10 %")
    assert not counter.page.discount.asks_manager
    assert counter.page.discount._give.text() == "Give discount"
    counter.page.discount.confirm()
    counter.settle()
    assert counter.page.panel.total_text == "£22.50"


def test_the_discount_starts_afresh_after_it_was_left(counter: Counter, associate) -> None:
    counter.desktop.shell.staff.sign_in(associate)
    counter.scan(SCARF_CODE)
    counter.page.discount_current()
    counter.page.discount.type_discount("80 %")
    counter.page.discount.confirm()
    counter.settle()
    counter.page.discount.reject()
    counter.page.discount_current()
    assert counter.page.discount._give.text() == "Give discount"


def test_the_question_for_a_pin_is_seen_in_full(counter: Counter, associate) -> None:
    counter.desktop.shell.staff.sign_in(associate)
    counter.scan(SCARF_CODE)
    counter.page.discount_current()
    counter.page.discount.type_discount("80 %")
    counter.page.discount.confirm()
    counter.settle()
    counter.page.discount.type_pin("1111")
    counter.page.discount.confirm()
    counter.settle()
    pin = counter.page.discount._pin
    assert pin.height() >= pin.sizeHint().height()
    ground = counter.page.discount._pin_ground
    assert ground.geometry().bottom() <= counter.page.discount.height()
    assert ground.height() >= ground.heightForWidth(ground.width())


# Goods that come back


def test_tab_goes_from_the_units_to_the_money(counter: Counter) -> None:
    counter.page.returns.ask("OLD-1")
    counter.settle()
    (units,) = counter.page.returns._units.values()
    assert units.hasFocus()
    counter.hands.key(Qt.Key.Key_Tab, "\t")
    assert _focus() is counter.page.returns.restock


def test_none_here_is_said_as_people_say_it(counter: Counter, shop: Shop) -> None:
    counter.page.presenter.basket.add(shop.scarf, quantity=99)
    counter.page.presenter.basket.add(shop.frame)
    counter.settle()
    few, none = (row._warning.full_text() for row in counter.page.panel.rows)
    assert few == "Only 8 here by the books"
    assert none == "None here by the books"


# Notes and follow-ups


def _news(counter: Counter) -> None:
    """Another window wrote something."""
    counter.desktop.shell.bus.publish(Changes(everything=True))
    counter.settle()


def test_enter_on_the_day_saves_the_follow_up(counter: Counter, shop: Shop, store: Store) -> None:
    counter.open_customer(shop.ann)
    counter.page.card.start_promise()
    counter.hands.type("Call about the blue frame")
    counter.hands.key(Qt.Key.Key_Tab, "\t")
    counter.hands.key(Qt.Key.Key_Return, "\r")
    counter.settle()
    with store.read() as session:
        assert session.scalars(select(FollowUp.text)).all() == ["Call about the blue frame"]
    assert not counter.page.card.is_noting


def test_a_note_being_written_survives_news(counter: Counter, shop: Shop) -> None:
    counter.open_customer(shop.ann)
    counter.page.note()
    counter.hands.type("Likes gr")
    _news(counter)
    counter.hands.type("een")
    assert counter.page.card.is_noting
    assert counter.page.card._note_edit.text() == "Likes green"


def test_the_history_being_read_survives_news(counter: Counter, shop: Shop) -> None:
    counter.open_customer(shop.ann)
    counter.page.toggle_history()
    counter.settle()
    _news(counter)
    assert counter.page.middle.currentWidget() is counter.page.history
    counter.open_customer(shop.anna)
    assert counter.page.middle.currentWidget() is counter.page.flow


def test_a_note_left_half_written_is_not_offered_for_the_next_customer(counter: Counter, shop: Shop) -> None:
    counter.open_customer(shop.ann)
    counter.page.note()
    counter.hands.type("About Ann")
    counter.open_customer(shop.anna)
    counter.page.note()
    assert counter.page.card._note_edit.text() == ""
