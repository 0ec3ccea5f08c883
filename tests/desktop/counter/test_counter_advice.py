"""The cards at the counter: which method, narrowed down to what, and whether an offer is new to the customer."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shopassistant.desktop.pages.counter.advice_desk import METHODS
from shopassistant.desktop.pages.counter.filters import Filters
from shopassistant.store.database import Store
from tests.desktop.counter.conftest import Counter, Shop
from tests.unit.shop_rows import a_product


def _names(counter: Counter) -> list[str]:
    return [card.offer.name for card in counter.page.flow.cards if card.offer is not None]


@pytest.fixture(autouse=True)
def hat(shop: Shop, store: Store) -> None:
    """A fourth product, dear and bought by nobody yet."""
    a_product(store, "Felt hat", price=9000, stock=3)


def _press(counter: Counter, modifiers: Qt.KeyboardModifier) -> None:
    """F with Ctrl, or with Ctrl and Shift."""
    QTest.keyClick(counter.desktop.window, Qt.Key.Key_F, modifiers)


def test_each_of_the_six_methods_can_be_chosen(counter: Counter, shop: Shop) -> None:
    assert {"popular", "peers", "similar", "content", "segment", "hybrid"} <= set(METHODS)
    counter.page.context.services.engine().fit()
    counter.open_customer(shop.ann)
    for method in METHODS:
        counter.page.methods.choose(method)
        counter.settle()
        assert _names(counter), method
        assert counter.page.presenter.advice._asked.method == method


def test_where_there_is_no_room_methods_go_into_a_menu(counter: Counter) -> None:
    bar = counter.page.methods
    bar.setFixedWidth(420)
    counter.settle()
    assert bar._more.isVisible()
    hidden = [action.text() for action in bar._more.menu().actions()]
    shown = [made.text() for made in bar._buttons if made.isVisible()]
    assert sorted(hidden + shown) == sorted(made.text() for made in bar._buttons)
    assert shown[0] == "Personal"
    next(action for action in bar._more.menu().actions() if action.text() == "Segment").trigger()
    counter.settle()
    assert "Segment" in [made.text() for made in bar._buttons if made.isVisible()]
    assert counter.page.presenter.advice._asked.method == "segment"


def test_a_card_says_whether_it_is_bought_again_or_new(counter: Counter, shop: Shop) -> None:
    counter.open_customer(shop.ann)
    marks = {card.offer.name: card._mark.text() for card in counter.page.flow.cards if card.offer is not None}
    assert marks == {"Wool scarf": "buys again", "Shoe polish": "buys again", "Felt hat": "new to them"}
    counter.page.presenter.close_customer()
    counter.settle()
    assert all(card._mark.isHidden() for card in counter.page.flow.cards)


def test_filters_are_set_by_keyboard_and_cleared_with_one_key(counter: Counter, shop: Shop) -> None:
    counter.open_customer(shop.ann)
    everything = set(_names(counter))
    row = counter.page.filters
    assert row.isHidden()
    _press(counter, Qt.KeyboardModifier.ControlModifier)
    counter.settle()
    assert row.isVisible()
    assert QApplication.focusWidget() is row.in_stock
    counter.focus(row.least)
    counter.hands.type("20")
    counter.hands.key(Qt.Key.Key_Return, "\r")
    counter.settle()
    assert set(_names(counter)) == {"Wool scarf", "Felt hat"}
    assert counter.page.methods.filter_button.text() == "Filter (1)"
    counter.focus(row.only_new)
    counter.hands.key(Qt.Key.Key_Space, " ")
    counter.settle()
    assert _names(counter) == ["Felt hat"]
    _press(counter, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    counter.settle()
    assert set(_names(counter)) == everything
    assert row.isHidden()
    assert counter.page.methods.filter_button.text() == "Filter"


def test_filters_belong_to_the_customer(counter: Counter, shop: Shop) -> None:
    counter.open_customer(shop.ann)
    counter.page.focus_filters()
    counter.page.filters.only_new.click()
    counter.settle()
    assert _names(counter) == ["Felt hat"]
    counter.open_customer(shop.anna)
    assert counter.page.filters.filters == Filters()
    assert counter.page.filters.isHidden()
    counter.open_customer(shop.ann)
    assert counter.page.filters.only_new.isChecked()
    assert counter.page.methods.filter_button.text() == "Filter (1)"
    assert _names(counter) == ["Felt hat"]


def test_stock_and_category_narrow_the_cards(counter: Counter, shop: Shop, store: Store) -> None:
    a_product(store, "Uncounted hat", stock=None, category="Hats / Warm")
    a_product(store, "Straw hat", stock=2, category="Hats")
    counter.open_customer(shop.ann)
    assert {"Uncounted hat", "Straw hat"} <= set(_names(counter))
    counter.page.focus_filters()
    counter.settle()
    row = counter.page.filters
    row.category.setCurrentIndex(row.category.findData("Hats"))
    row.category.activated.emit(row.category.currentIndex())
    counter.settle()
    assert set(_names(counter)) == {"Uncounted hat", "Straw hat"}
    row.in_stock.click()
    counter.settle()
    assert _names(counter) == ["Straw hat"]


@pytest.mark.parametrize(("least", "most"), [("cheap", ""), ("50", "20"), ("", "-3")])
def test_what_is_no_price_is_marked_and_filters_nothing(counter: Counter, shop: Shop, least: str, most: str) -> None:
    counter.open_customer(shop.ann)
    counter.page.focus_filters()
    row = counter.page.filters
    row.least.setText(least)
    row.most.setText(most)
    row._on_set()
    counter.settle()
    assert row.least.property("wrong") or row.most.property("wrong")
    assert _names(counter)


def test_esc_folds_the_filters_in_and_keeps_them(counter: Counter, shop: Shop) -> None:
    counter.open_customer(shop.ann)
    counter.page.focus_filters()
    counter.page.filters.only_new.click()
    counter.settle()
    counter.hands.key(Qt.Key.Key_Escape)
    counter.settle()
    assert counter.page.filters.isHidden()
    assert counter.page.presenter.customer.customer_id == shop.ann
    assert _names(counter) == ["Felt hat"]
