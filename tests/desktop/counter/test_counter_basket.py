"""Lines, discounts, hold and resume, payment and returns, as the hands at the counter do them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import func, select

from shopassistant.core.errors import EnvironmentProblem
from shopassistant.desktop.pages.counter.finished import Finished
from shopassistant.desktop.pages.counter.tender import Payment, Taken
from shopassistant.inventory.stock import levels
from shopassistant.sales.basket import BasketView
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import RecommendationEvent, Sale, Tender
from tests.desktop.counter.conftest import SCARF_CODE, Counter, Shop


def _stock(store: Store, variant_id: int) -> int:
    with store.read() as session:
        return levels(session, [variant_id], 1)[variant_id].quantity


def test_a_product_is_found_while_typing(counter: Counter) -> None:
    counter.page.focus_product()
    counter.hands.type("pol")
    counter.settle()
    rows = counter.page.product_box.rows
    assert rows[0].title == "Shoe polish"
    assert rows[0].side == "£7.99"
    counter.hands.key(Qt.Key.Key_Return, "\r")
    counter.settle()
    assert counter.lines == [("Shoe polish", 1)]


def test_quantity_is_changed_by_key_and_by_typing(counter: Counter, shop: Shop) -> None:
    counter.page.presenter.basket.add(shop.polish)
    counter.settle()
    counter.page.focus_lines()
    counter.hands.key(Qt.Key.Key_Plus, "+")
    counter.settle()
    assert counter.lines == [("Shoe polish", 2)]
    counter.hands.type("12\r")
    counter.settle()
    assert counter.lines == [("Shoe polish", 12)]
    assert counter.page.panel.total_text == "£95.88"


def test_a_removed_line_comes_back_with_undo(counter: Counter, shop: Shop) -> None:
    counter.page.presenter.basket.add(shop.polish)
    counter.settle()
    counter.page.focus_lines()
    counter.hands.key(Qt.Key.Key_Delete)
    counter.settle()
    assert counter.lines == []
    counter.desktop.window.toast_host.undo()
    counter.settle()
    assert counter.lines == [("Shoe polish", 1)]


def test_below_cost_needs_a_manager(counter: Counter, shop: Shop, associate: Actor) -> None:
    counter.desktop.shell.staff.sign_in(associate)
    counter.page.presenter.basket.add(shop.scarf)
    counter.settle()
    counter.page.discount_current()
    counter.page.discount.type_discount("80 %")
    counter.page.discount.confirm()
    counter.settle()
    assert counter.page.discount.asks_manager
    assert counter.page.panel.total_text == "£25.00"
    counter.page.discount.type_pin("1357")  # the associate's own
    counter.page.discount.confirm()
    counter.settle()
    assert counter.page.panel.total_text == "£25.00"
    counter.page.discount.type_pin("2468")
    counter.page.discount.confirm()
    counter.settle()
    assert counter.page.panel.total_text == "£5.00"
    assert not counter.page.discount.isVisible()


def test_hold_and_resume(counter: Counter, shop: Shop) -> None:
    counter.open_customer(shop.ann)
    counter.page.presenter.basket.add(shop.scarf)
    counter.settle()
    counter.page.hold()
    counter.settle()
    assert counter.lines == []
    assert counter.page.presenter.customer.customer_id is None
    counter.page.ask_held()
    counter.settle()
    assert [row.title for row in counter.page.held._list.model.rows] == ["Ann Lee"]
    counter.page.held._on_resume()
    counter.settle()
    assert counter.lines == [("Wool scarf", 1)]
    assert counter.page.presenter.customer.customer_id == shop.ann


def test_cash_with_change_then_the_next_customer(counter: Counter, shop: Shop, store: Store) -> None:
    before = _stock(store, shop.scarf)
    counter.scan(SCARF_CODE)
    counter.page.complete()
    counter.page.tender.choose("cash")
    counter.hands.type("40\r")
    counter.settle()
    assert counter.page.side.currentWidget() is counter.page.done
    assert counter.page.done.amount_text == "£15.00"
    assert _stock(store, shop.scarf) == before - 1
    with store.read() as session:
        sale = session.scalars(select(Sale).order_by(Sale.id.desc())).first()
        assert sale.total_minor == 2500
        assert session.scalar(select(func.sum(Tender.amount_minor)).where(Tender.sale_id == sale.id)) == 2500
    counter.hands.key(Qt.Key.Key_Return, "\r")
    counter.settle()
    assert counter.page.side.currentWidget() is counter.page.panel
    assert counter.lines == []


def test_enter_alone_pays_by_card(counter: Counter) -> None:
    counter.scan(SCARF_CODE)
    counter.page.complete()
    counter.hands.key(Qt.Key.Key_Return, "\r")
    counter.settle()
    assert counter.page.side.currentWidget() is counter.page.done
    assert counter.page.done.amount_text == "£25.00"


def test_a_scan_during_payment_raises_what_is_due(counter: Counter) -> None:
    counter.scan(SCARF_CODE)
    counter.page.complete()
    counter.scan(SCARF_CODE)
    assert counter.page.tender.payment.total_minor == 5000
    assert counter.page.tender._amount.text() == "", "no digit of the code is left in the field"


def test_a_receipt_is_written(counter: Counter, tmp_path: Path) -> None:
    counter.page.presenter.receipts._folder = tmp_path
    counter.scan(SCARF_CODE)
    counter.page.complete()
    counter.page.tender.take()
    counter.settle()
    counter.page.done._on_save()
    counter.settle()
    (written,) = tmp_path.glob("*.pdf")
    assert written.read_bytes().startswith(b"%PDF")
    assert written.name in counter.page.done._saved.text()


def test_a_printer_that_is_not_set_is_explained(counter: Counter) -> None:
    counter.scan(SCARF_CODE)
    counter.page.complete()
    counter.page.tender.take()
    counter.settle()
    counter.page.done._on_print()
    assert any("printer" in text for text in counter.messages)


def test_return_by_receipt(counter: Counter, shop: Shop, store: Store) -> None:
    before = _stock(store, shop.frame)
    counter.page.ask_return()
    counter.settle()
    counter.hands.type("OLD-1\r")
    counter.settle()
    counter.page.returns.choose_all()
    assert counter.page.returns.refund_text == "£25.00"
    counter.page.returns.confirm()
    counter.settle()
    assert counter.page.done.amount_text == "£25.00"
    assert _stock(store, shop.frame) == before + 1
    counter.page.ask_return()
    counter.settle()
    counter.hands.type("OLD-1\r")
    counter.settle()
    assert "already" in counter.page.returns._words.text()


def test_an_unknown_receipt_is_said(counter: Counter) -> None:
    counter.page.ask_return()
    counter.settle()
    counter.hands.type("NOPE-1\r")
    counter.settle()
    assert "NOPE-1" in counter.page.returns._words.text()


def test_what_became_of_a_card_is_logged(counter: Counter, shop: Shop, store: Store) -> None:
    counter.open_customer(shop.ann)
    cards = counter.page.flow.cards
    assert cards, "even a small shop has something to offer"
    counter.page.flow.focus_first()
    counter.hands.key(Qt.Key.Key_P, "p")
    counter.hands.key(Qt.Key.Key_Return, "\r")
    counter.settle()
    if len(cards) > 1:
        cards[1]._on_decline()
    counter.page.complete()
    counter.page.tender.take()
    counter.settle()
    with store.read() as session:
        kinds = set(session.scalars(select(RecommendationEvent.event)))
    assert {"shown", "pitched", "added", "bought"} <= kinds
    assert len(cards) < 2 or "declined" in kinds


def test_the_basket_is_there_after_a_restart(counter: Counter, shop: Shop) -> None:
    counter.scan(SCARF_CODE)
    from shopassistant.desktop.pages.counter.basket_desk import BasketDesk

    again = BasketDesk(counter.desktop.context)
    again.open()
    counter.settle()
    assert [line.name for line in again.view.lines] == ["Wool scarf"]


def test_a_booked_sale_is_told_as_done_though_the_next_basket_does_not_open(
    counter: Counter, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.scan(SCARF_CODE)
    desk = counter.page.presenter.basket
    finished: list[Finished] = []
    desk.finished.connect(finished.append)
    refused = iter([EnvironmentProblem("store.busy", reason="test")])
    open_as_ever = desk._open

    def open_late(actor: Actor) -> BasketView:
        for error in refused:
            raise error
        return open_as_ever(actor)

    monkeypatch.setattr(desk, "_open", open_late)
    key = desk._request_key
    desk.complete(Payment(2500, (Taken("card", 2500),)))
    counter.settle()
    assert [one.total_minor for one in finished] == [2500]
    assert counter.messages == []
    assert counter.lines == []
    assert desk._request_key != key
