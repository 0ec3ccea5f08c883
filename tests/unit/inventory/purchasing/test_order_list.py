"""What the Orders page reads: which orders there are, which are late, what came, and how suppliers keep their word."""

from datetime import date, timedelta

import pytest

from shopassistant.core.errors import NotFound, UserError
from shopassistant.inventory.purchasing.arrival import Arrival, ArrivedLine
from shopassistant.inventory.purchasing.drafts import DraftLine, OrderDraft, create_order
from shopassistant.inventory.purchasing.order_list import OrderFilter, OrderRow, count_orders, list_orders, load_orders
from shopassistant.inventory.purchasing.order_view import load_order, order_document
from shopassistant.inventory.purchasing.receipt_list import latest_receipts, receipt_lines
from shopassistant.inventory.purchasing.receiving import receive, reverse_receipt
from shopassistant.inventory.purchasing.sending import cancel_order, cancel_rest, expect, send_order
from shopassistant.inventory.suppliers.items import ItemTerms, put_item
from shopassistant.inventory.suppliers.listing import list_suppliers
from shopassistant.inventory.suppliers.terms import SupplierTerms, change_supplier, set_supplier_active
from shopassistant.store.actor import SYSTEM
from tests.unit.inventory.stockroom import Calendar, Stockroom

TODAY = date(2026, 3, 2)


def ids(room: Stockroom, sort: str = "number", today: date = TODAY, **wanted: object) -> list[int]:
    with room.store.read() as session:
        return list_orders(session, OrderFilter(**wanted), today, sort)  # type: ignore[arg-type]


def row(room: Stockroom, order_id: int, today: date = TODAY) -> OrderRow:
    with room.store.read() as session:
        return load_orders(session, [order_id], today)[order_id]


def test_orders_are_found_by_what_is_still_to_be_done(room: Stockroom) -> None:
    one, two, _ = room.variants
    draft = room.order((one, 3, 100), sent=False).order_id
    sent = room.order((one, 10, 300), (two, 2, 50)).order_id
    done = room.order((two, 1, 50)).order_id
    cancel_order(room.store, SYSTEM, done)
    assert ids(room, scope="open") == [draft, sent]
    assert ids(room, scope="draft") == [draft]
    assert ids(room, scope="coming") == [sent]
    assert ids(room, scope="closed") == [done]
    assert ids(room, scope="all") == [draft, sent, done]
    assert ids(room, scope="coming", variant_id=two) == [sent]
    assert ids(room, scope="all", text="po000002") == [sent]
    assert ids(room, scope="all", text="NOR") == [draft, sent, done]
    assert ids(room, scope="all", text="%") == []
    assert ids(room, scope="all", supplier_id=room.south) == []
    with pytest.raises(UserError, match=r"orders\.scope"):
        ids(room, scope="strange")
    with pytest.raises(UserError, match=r"list\.sort"):
        ids(room, sort="strange")


def test_an_order_is_late_from_the_day_after_and_only_while_something_is_open(room: Stockroom) -> None:
    one, two, _ = room.variants
    order = room.order((one, 10, 300), (two, 2, 50)).order_id
    expected = TODAY + timedelta(days=5)
    assert row(room, order, expected).late_days == 0
    assert row(room, order, expected + timedelta(days=3)).late_days == 3
    assert ids(room, scope="late", today=expected) == []
    assert ids(room, scope="late", today=expected + timedelta(days=1)) == [order]
    line = room.order_lines(order)[0].id
    expect(room.store, SYSTEM, order, expected + timedelta(days=30), line)
    assert row(room, order, expected + timedelta(days=3)).expected_on == expected  # the other line is still due then
    cancel_rest(room.store, SYSTEM, room.order_lines(order)[1].id)
    assert row(room, order, expected + timedelta(days=3)).late_days == 0


def test_a_row_counts_what_came_and_what_is_still_to_come(room: Stockroom) -> None:
    one, two, _ = room.variants
    order = room.order((one, 10, 300), (two, 2, 50)).order_id
    first, second = room.order_lines(order)
    came = (ArrivedLine(one, 12, 0, first.id, over_reason="box"), ArrivedLine(two, 1, 1, second.id))
    receive(room.store, SYSTEM, Arrival(room.shop, came, order, delivery_note="DN 7"))
    found = row(room, order)
    assert (found.lines, found.units, found.units_received, found.units_open) == (2, 12, 13, 1)
    assert (found.value_minor, found.open_minor, found.status) == (3100, 50, "partly_received")
    with room.store.read() as session:
        view = load_order(session, order, TODAY)
        (receipt,) = view.receipts
        assert (receipt.units, receipt.damaged, receipt.delivery_note, receipt.order) == (13, 1, "DN 7", "PO000001")
        lines = [(line.units, line.damaged, line.over_reason) for line in receipt_lines(session, receipt.receipt_id)]
    assert lines == [(12, 0, "box"), (1, 1, "")]
    reverse_receipt(room.store, SYSTEM, receipt.receipt_id, "wrong shop")
    with room.store.read() as session:
        back, first_one = latest_receipts(session)
    assert (back.reverses, back.units, first_one.reversed_by) == (True, -13, back.number)
    assert row(room, order).units_open == 12


def test_an_opened_order_knows_packs_breaks_and_what_the_minimum_lacks(room: Stockroom) -> None:
    one = room.variants[0]
    terms = ItemTerms("N-1", 250, 6, 12, None, ((24, 200), (48, 180)))
    put_item(room.store, SYSTEM, room.north, one, terms)
    change_supplier(room.store, SYSTEM, room.north, SupplierTerms("Nord", min_order_minor=10_000))
    draft = OrderDraft(room.north, room.shop, (DraftLine(one, 24),), TODAY + timedelta(days=9), "by lorry")
    order = create_order(room.store, SYSTEM, draft).order_id
    with room.store.read() as session:
        view = load_order(session, order, TODAY)
    (line,) = view.lines
    assert (line.cost_minor, line.pack_size, line.least, line.next_break) == (200, 6, 12, (48, 180))
    assert (view.missing_minor, view.note, line.detail, line.stock) == (5200, "by lorry", "0", None)
    paper = order_document(view, None)
    assert (paper.status, paper.total_minor, paper.lines[0].packs, paper.lines[0].supplier_sku) == (
        "draft", 4800, 4, "N-1",
    )  # fmt: skip
    assert order_document(view, TODAY).status == "sent"


def test_the_papers_leave_out_what_was_cancelled(room: Stockroom) -> None:
    one, two, _ = room.variants
    order = room.order((one, 10, 300), (two, 2, 50)).order_id
    first, second = room.order_lines(order)
    receive(room.store, SYSTEM, Arrival(room.shop, (ArrivedLine(one, 4, 0, first.id),), order))
    cancel_rest(room.store, SYSTEM, first.id)
    cancel_rest(room.store, SYSTEM, second.id)
    with room.store.read() as session:
        paper = order_document(load_order(session, order, TODAY), TODAY)
    assert [(line.sku, line.units) for line in paper.lines] == [("V0", 4)]


def test_an_order_that_is_not_there(room: Stockroom) -> None:
    with room.store.read() as session, pytest.raises(NotFound, match=r"order\.unknown"):
        load_order(session, 99, TODAY)


def test_every_scope_is_counted(room: Stockroom) -> None:
    room.order((room.variants[0], 3, 100), sent=False)
    room.order((room.variants[0], 3, 100))
    with room.store.read() as session:
        counts = count_orders(session, TODAY + timedelta(days=30))
    assert counts == {"open": 2, "draft": 1, "coming": 1, "late": 1, "closed": 0, "all": 2}


def test_suppliers_with_their_word_and_what_is_on_order(room: Stockroom, calendar: Calendar) -> None:
    one, two, _ = room.variants
    put_item(room.store, SYSTEM, room.north, one, ItemTerms())
    for days in (4, 9):
        order = room.order((one, 10, 300)).order_id
        calendar.pass_days(days)
        line = room.order_lines(order)[0].id
        receive(room.store, SYSTEM, Arrival(room.shop, (ArrivedLine(one, 10, 0, line),), order))
    waiting = room.order((one, 10, 300), (two, 1, 50)).order_id
    send_order(room.store, SYSTEM, room.order((two, 5, 10), sent=False).order_id)
    with room.store.read() as session:
        north, south = list_suppliers(session, calendar.now().date())
    assert (north.terms.name, north.items, north.coming, north.open_minor) == ("Nord", 1, 2, 3100)
    assert (north.times.days, north.times.mean, north.times.late_share) == ((4, 9), 6.5, 0.5)
    assert (south.coming, south.last_sent_at, south.times.mean) == (0, None, None)
    cancel_order(room.store, SYSTEM, waiting)
    set_supplier_active(room.store, SYSTEM, room.south, False)
    with room.store.read() as session:
        assert [one.terms.name for one in list_suppliers(session, TODAY)] == ["Nord"]
        assert [one.active for one in list_suppliers(session, TODAY, active=None)] == [True, False]
