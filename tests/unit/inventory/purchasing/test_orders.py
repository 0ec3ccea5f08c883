"""Writing, splitting, sending and cancelling a purchase order."""

from datetime import date

import pytest

from shopassistant.core.errors import Conflict, NotAllowed, NotFound, UserError
from shopassistant.inventory.purchasing.arriving import on_order
from shopassistant.inventory.purchasing.drafts import (
    DraftLine,
    OrderDraft,
    change_order,
    create_order,
    put_line,
    remove_line,
    split_order,
)
from shopassistant.inventory.purchasing.sending import (
    cancel_order,
    cancel_rest,
    expect,
    reopen_order,
    reopen_rest,
    send_order,
)
from shopassistant.inventory.suppliers.items import ItemTerms, put_item
from shopassistant.inventory.suppliers.terms import set_supplier_active
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.schema import PurchaseOrder, Variant
from tests.unit.inventory.stockroom import Stockroom

ASSOCIATE = Actor("api", "Alex", None, "associate")


def lines(room: Stockroom, order_id: int) -> list[tuple[int, int, int, int]]:
    return [(line.variant_id, line.units, line.cost_minor, line.pack_size) for line in room.order_lines(order_id)]


def order(room: Stockroom, order_id: int) -> PurchaseOrder:
    with room.store.read() as session:
        return session.get_one(PurchaseOrder, order_id)


def test_the_price_of_a_line_is_that_of_the_break_its_units_reach(room: Stockroom) -> None:
    one, two, _ = room.variants
    put_item(room.store, SYSTEM, room.north, one, ItemTerms("N-1", 300, 6, 6, None, ((24, 250), (12, 280))))
    made = room.order((one, 6, None), (one, 12, None), (one, 30, None), (one, 30, 199), (two, 1, None), sent=False)
    assert lines(room, made.order_id) == [
        (one, 6, 300, 6), (one, 12, 280, 6), (one, 30, 250, 6), (one, 30, 199, 6), (two, 1, 400, 1),
    ]  # fmt: skip


def test_numbers_have_no_gaps_whatever_becomes_of_orders(room: Stockroom) -> None:
    one, *_ = room.variants
    first = room.order((one, 1, 1), sent=False)
    with pytest.raises(NotFound):
        create_order(room.store, SYSTEM, OrderDraft(room.north, room.shop, (DraftLine(999, 1),)))
    cancel_order(room.store, SYSTEM, first.order_id)
    assert [first.number, room.order((one, 1, 1)).number] == ["PO000001", "PO000002"]


def test_a_draft_is_written_line_by_line(room: Stockroom) -> None:
    one, two, _ = room.variants
    made = create_order(room.store, SYSTEM, OrderDraft(room.north, room.shop))
    put_line(room.store, SYSTEM, made.order_id, DraftLine(one, 3, 10))
    put_line(room.store, SYSTEM, made.order_id, DraftLine(two, 4, 20))
    first, second = room.order_lines(made.order_id)
    put_line(room.store, SYSTEM, made.order_id, DraftLine(one, 5, 11), first.id)
    remove_line(room.store, SYSTEM, second.id)
    change_order(room.store, SYSTEM, made.order_id, room.back, date(2026, 4, 1), " ring at the back ")
    assert lines(room, made.order_id) == [(one, 5, 11, 1)]
    kept = order(room, made.order_id)
    assert (kept.location_id, kept.expected_on, kept.note) == (room.back, date(2026, 4, 1), "ring at the back")


def test_an_empty_order_is_not_sent_and_a_sent_one_not_edited(room: Stockroom) -> None:
    made = create_order(room.store, SYSTEM, OrderDraft(room.north, room.shop))
    with pytest.raises(UserError, match=r"order\.empty"):
        send_order(room.store, SYSTEM, made.order_id)
    sent = room.order((room.variants[0], 3, 10))
    with pytest.raises(Conflict, match=r"order\.state"):
        put_line(room.store, SYSTEM, sent.order_id, DraftLine(room.variants[0], 1))
    with pytest.raises(Conflict, match=r"order\.state"):
        send_order(room.store, SYSTEM, sent.order_id)
    assert order(room, sent.order_id).expected_on == date(2026, 3, 7)  # in the supplier's five days


def test_what_is_discontinued_is_not_ordered(room: Stockroom) -> None:
    with room.store.begin(SYSTEM) as unit:
        unit.session.get_one(Variant, room.variants[0]).discontinued = True
        unit.commit()
    with pytest.raises(UserError, match=r"order\.discontinued"):
        room.order((room.variants[0], 1, 1), sent=False)


def test_splitting_moves_units_at_their_price_and_loses_none(room: Stockroom) -> None:
    one, two, _ = room.variants
    made = room.order((one, 10, 7), (two, 4, 9), sent=False)
    first, second = room.order_lines(made.order_id)
    other = split_order(room.store, SYSTEM, made.order_id, {first.id: 6, second.id: 4})
    assert lines(room, made.order_id) == [(one, 4, 7, 1)]
    assert lines(room, other.order_id) == [(one, 6, 7, 1), (two, 4, 9, 1)]
    assert other.changes.orders == {made.order_id, other.order_id}
    for wrong in ({}, {first.id: 4}):
        with pytest.raises(UserError, match=r"order\.split"):
            split_order(room.store, SYSTEM, made.order_id, wrong)
    assert lines(room, made.order_id) == [(one, 4, 7, 1)]


def test_what_is_on_order_is_what_was_sent_and_not_cancelled(room: Stockroom) -> None:
    one, two, _ = room.variants
    room.order((one, 99, 1), sent=False)
    sent = room.order((one, 10, 7), (two, 4, 9))
    first, second = room.order_lines(sent.order_id)
    expect(room.store, SYSTEM, sent.order_id, date(2026, 3, 20), first.id)
    cancel_rest(room.store, SYSTEM, second.id, "sold out there")
    with room.store.read() as session:
        coming = on_order(session, room.shop)
        assert [(a.units, a.expected_on, a.line_id) for a in coming[one]] == [(10, date(2026, 3, 20), first.id)]
        assert two not in coming
        assert on_order(session, room.back) == {}


def test_cancelling_can_be_undone(room: Stockroom) -> None:
    one, two, _ = room.variants
    draft = room.order((one, 1, 1), sent=False)
    cancel_order(room.store, SYSTEM, draft.order_id)
    assert reopen_order(room.store, SYSTEM, draft.order_id).status == "draft"
    sent = room.order((one, 10, 7), (two, 4, 9))
    assert cancel_order(room.store, SYSTEM, sent.order_id, "too late").status == "cancelled"
    assert reopen_order(room.store, SYSTEM, sent.order_id).status == "sent"
    line = room.order_lines(sent.order_id)[0]
    cancel_rest(room.store, SYSTEM, line.id)
    with pytest.raises(UserError, match=r"order\.nothing_open"):
        cancel_rest(room.store, SYSTEM, line.id)
    reopen_rest(room.store, SYSTEM, line.id)
    with pytest.raises(UserError, match=r"order\.nothing_cancelled"):
        reopen_rest(room.store, SYSTEM, line.id)
    assert [row.units_cancelled for row in room.order_lines(sent.order_id)] == [0, 0]


def test_nothing_is_ordered_where_the_shop_no_longer_buys(room: Stockroom) -> None:
    sent = room.order((room.variants[0], 3, 10))
    with pytest.raises(Conflict, match=r"supplier\.has_orders"):
        set_supplier_active(room.store, SYSTEM, room.north, False)
    cancel_order(room.store, SYSTEM, sent.order_id)
    set_supplier_active(room.store, SYSTEM, room.north, False)
    with pytest.raises(Conflict, match=r"supplier\.stopped"):
        room.order((room.variants[0], 3, 10))


def test_associates_order_nothing(room: Stockroom) -> None:
    with pytest.raises(NotAllowed):
        create_order(room.store, ASSOCIATE, OrderDraft(room.north, room.shop))
