"""Finding, opening and creating a customer by keyboard alone."""

from PySide6.QtCore import Qt
from sqlalchemy import select

from shopassistant.desktop.pages.counter.pick_list import PickRow
from shopassistant.store.database import Store
from shopassistant.store.schema import Customer, FollowUp, Note
from tests.desktop.counter.conftest import Counter, Shop


def test_typing_shows_rows_and_enter_opens_the_first(counter: Counter, shop: Shop) -> None:
    counter.focus(counter.page.customer_box)
    counter.hands.type("ann lee")
    counter.settle()
    rows = counter.page.customer_box.rows
    assert rows[0].title == "Ann Lee"
    assert "Bath" in rows[0].detail
    assert rows[0].side, "each row says why it came up"
    counter.hands.key(Qt.Key.Key_Return, "\r")
    counter.settle()
    assert counter.page.presenter.customer.customer_id == shop.ann
    assert counter.page.card._name.full_text() == "Ann Lee"
    assert counter.page.customer_box.text() == ""
    assert not counter.page.customer_box.rows


def test_enter_before_the_answer_opens_what_the_answer_brings(counter: Counter, shop: Shop) -> None:
    counter.focus(counter.page.customer_box)
    counter.hands.type("anna leigh\r")
    counter.settle()
    assert counter.page.presenter.customer.customer_id == shop.anna


def test_arrows_choose_and_escape_backs_out(counter: Counter, shop: Shop) -> None:
    counter.focus(counter.page.customer_box)
    counter.hands.type("an")
    counter.settle()
    first = counter.page.customer_box.list.current()
    counter.hands.key(Qt.Key.Key_Down)
    assert counter.page.customer_box.list.current() != first
    counter.hands.key(Qt.Key.Key_Escape)
    counter.settle()
    assert counter.page.customer_box.text() == ""
    assert not counter.page.customer_box.rows


def test_a_customer_is_made_of_one_line_and_a_twin_is_named(counter: Counter, store: Store) -> None:
    counter.focus(counter.page.customer_box)
    counter.hands.type("Ann Lee 07700 900123")
    counter.settle()
    counter.hands.key(Qt.Key.Key_Up)  # the last row: new customer
    counter.hands.key(Qt.Key.Key_Return, "\r")
    counter.settle()
    with store.read() as session:
        assert len(session.scalars(select(Customer).where(Customer.family_name == "Lee")).all()) == 2
    assert any("Ann Lee" in text for text in counter.messages), counter.messages
    assert counter.page.presenter.customer.customer_id is not None


def test_a_guess_at_part_of_what_was_typed_is_not_opened_by_enter(counter: Counter, shop: Shop) -> None:
    box = counter.page.customer_box
    counter.focus(box)
    counter.hands.type("Anna Unknown")
    counter.settle()
    assert box.rows[0].key == shop.anna, "the guess is shown"
    assert box.list.current().is_action, "and Enter makes a new customer"
    counter.hands.key(Qt.Key.Key_Return, "\r")
    counter.settle()
    assert counter.page.presenter.customer.customer_id not in (None, shop.ann, shop.anna)


def test_a_guess_is_one_arrow_away(counter: Counter, shop: Shop) -> None:
    counter.focus(counter.page.customer_box)
    counter.hands.type("Anna Unknown")
    counter.settle()
    counter.hands.key(Qt.Key.Key_Down)
    counter.hands.key(Qt.Key.Key_Return, "\r")
    counter.settle()
    assert counter.page.presenter.customer.customer_id == shop.anna


def test_a_name_with_a_slip_is_still_opened_by_enter(counter: Counter, shop: Shop) -> None:
    for typed in ("anna liegh", "anna leihg", "leigh leeds", "leigh"):
        counter.focus(counter.page.customer_box)
        counter.hands.type(f"{typed}\r")
        counter.settle()
        assert counter.page.presenter.customer.customer_id == shop.anna, typed
        counter.page.presenter.close_customer()
        counter.settle()


def test_without_a_row_to_stand_on_enter_picks_none_and_arrows_begin_at_the_ends(counter: Counter) -> None:
    box = counter.page.customer_box
    counter.focus(box)
    rows = tuple(PickRow(at, f"Row {at}") for at in range(3))
    for key, expected in ((Qt.Key.Key_Down, 0), (Qt.Key.Key_Up, 2)):
        box.show_rows(box.text(), rows, None)
        assert box.list.current() is None
        counter.hands.key(key)
        assert box.list.current() == rows[expected]


def test_a_customer_made_by_a_slip_of_enter_is_taken_back(counter: Counter, shop: Shop, store: Store) -> None:
    counter.page.presenter.basket.add(shop.scarf)
    counter.settle()
    counter.focus(counter.page.customer_box)
    counter.hands.type("zzqx\r")
    counter.settle()
    made = counter.page.presenter.customer.customer_id
    assert made not in (None, shop.ann, shop.anna)
    assert counter.page.presenter.basket.view.customer_id == made
    assert "zzqx" in counter.desktop.window.toast_host._text.text().lower()
    counter.desktop.window.toast_host.undo()
    counter.settle()
    with store.read() as session:
        assert session.get_one(Customer, made).status == "erased"
    assert counter.page.presenter.customer.customer_id is None
    assert counter.page.presenter.basket.view.customer_id is None
    assert counter.lines == [("Wool scarf", 1)]
    counter.hands.type("zzqx")
    counter.settle()
    assert [row.is_action for row in counter.page.customer_box.rows] == [True]
    assert not counter.messages, "nothing went wrong on the way"


def test_a_new_customer_with_a_note_stays_and_it_is_said(counter: Counter, store: Store) -> None:
    counter.focus(counter.page.customer_box)
    counter.hands.type("zzqx\r")
    counter.settle()
    made = counter.page.presenter.customer.customer_id
    counter.page.presenter.customer.add_note("Likes green")
    counter.settle()
    counter.desktop.window.toast_host.undo()
    counter.settle()
    with store.read() as session:
        assert session.get_one(Customer, made).status == "active"
    assert counter.page.presenter.customer.customer_id == made
    assert any("stays" in text for text in counter.messages), counter.messages


def test_a_note_is_kept_and_shown(counter: Counter, shop: Shop, store: Store) -> None:
    counter.open_customer(shop.ann)
    counter.page.note()
    counter.hands.type("Likes green\r")
    counter.settle()
    with store.read() as session:
        assert session.scalars(select(Note.text)).all() == ["Likes green"]
    assert "Likes green" in counter.page.card._note.full_text()


def test_history_folds_out(counter: Counter, shop: Shop) -> None:
    counter.open_customer(shop.anna)
    counter.page.toggle_history()
    counter.settle()
    assert counter.page.middle.currentWidget() is counter.page.history
    titles = [row.title for row in counter.page.history._list.model.rows]
    assert "Round frame" in titles
    assert counter.page.go_back()
    assert counter.page.middle.currentWidget() is counter.page.flow


def test_clearing_keeps_the_basket(counter: Counter, shop: Shop) -> None:
    counter.open_customer(shop.ann)
    counter.page.presenter.basket.add(shop.scarf)
    counter.settle()
    counter.page.presenter.close_customer()
    counter.settle()
    view = counter.page.presenter.basket.view
    assert view.customer_id is None
    assert counter.lines == [("Wool scarf", 1)]


def test_a_promise_is_kept_and_undone(counter: Counter, shop: Shop, store: Store) -> None:
    counter.open_customer(shop.ann)
    counter.page.follow_up()
    counter.hands.type("Call about the coat\r")
    counter.settle()
    with store.read() as session:
        promise = session.scalars(select(FollowUp)).one()
    assert promise.text == "Call about the coat"
    counter.page.card.kept.emit(promise.id)
    counter.settle()
    with store.read() as session:
        assert session.scalars(select(FollowUp.done_at)).one() is not None
    counter.desktop.window.toast_host.undo()
    counter.settle()
    with store.read() as session:
        assert session.scalars(select(FollowUp.done_at)).one() is None


def test_a_reason_is_readable_in_full(counter: Counter, shop: Shop) -> None:
    from shopassistant.desktop.pages.counter.views import Offer, Offers

    why = "Bought Clearwell gentle contact lens solution, 100 ml on 10 Jan 2026; 37% of those who did also took this."
    offer = Offer(1, shop.scarf, "Wool scarf, long", "Nord", "£25.00", "3 here", "positive", "new", why, "similar", 1)
    counter.page.flow.show_offers(Offers("key", (offer,)))
    for width, height in ((1366, 768), (1920, 1080)):
        counter.desktop.window.resize(width, height)
        counter.settle()
        assert counter.page.flow.cards[0]._why.fits
        assert counter.page.flow.cards[0]._name.fits


def test_rows_stay_under_their_box_when_the_window_changes(counter: Counter) -> None:
    counter.focus(counter.page.customer_box)
    counter.hands.type("ann")
    counter.settle()
    counter.desktop.window.resize(1920, 1080)
    counter.settle()
    box, rows = counter.page.customer_box, counter.page.customer_box.list
    assert rows.isVisible()
    assert rows.width() == box.width()
