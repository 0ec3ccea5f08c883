"""Receiving goods: in parts, too many, broken, dearer, twice, by two windows at once, and taken back."""

import threading
from collections import Counter

import pytest
from sqlalchemy import func, select

from shopassistant.core.errors import Conflict, NotAllowed, NotFound, UserError
from shopassistant.inventory.purchasing.arrival import Arrival, ArrivedLine, ReceiptResult
from shopassistant.inventory.purchasing.receiving import receive, reverse_receipt
from shopassistant.inventory.purchasing.sending import cancel_order, cancel_rest
from shopassistant.inventory.stock import count_stock
from shopassistant.inventory.suppliers.items import ItemTerms, items_of_variant, put_item
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.check import check_store
from shopassistant.store.database import open_store
from shopassistant.store.schema import AuditEntry, GoodsReceipt, PurchaseOrder, StockMovement
from tests.unit.inventory.stockroom import Stockroom

ASSOCIATE = Actor("api", "Alex", None, "associate")


def status(room: Stockroom, order_id: int) -> str:
    with room.store.read() as session:
        return session.get_one(PurchaseOrder, order_id).status


def arrive(room: Stockroom, order_id: int, *lines: ArrivedLine, **more: object) -> ReceiptResult:
    return receive(room.store, ASSOCIATE, Arrival(room.shop, lines, order_id, **more))  # type: ignore[arg-type]


def test_an_order_comes_in_parts_and_its_status_follows(room: Stockroom) -> None:
    one, two, _ = room.variants
    order = room.order((one, 10, 300), (two, 4, 500)).order_id
    first, second = room.order_lines(order)
    done = arrive(room, order, ArrivedLine(one, 6, order_line_id=first.id), delivery_note="DN 1")
    assert (done.order_status, room.known(one), room.known(two)) == ("partly_received", 6, None)
    done = arrive(
        room, order, ArrivedLine(one, 4, order_line_id=first.id), ArrivedLine(two, 4, order_line_id=second.id)
    )
    assert (done.order_status, room.known(one), room.known(two)) == ("received", 10, 4)
    with room.store.read() as session:
        notes = session.scalars(select(StockMovement.note).order_by(StockMovement.id)).all()
        assert notes == ["GR000001", "GR000002", "GR000002"]
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "receipt.booked")).first()
        assert entry is not None
        assert (entry.actor_name, entry.details["units"]) == ("Alex", 6)
    assert check_store(room.store).is_fine


def test_more_than_ordered_needs_a_reason(room: Stockroom) -> None:
    one, two, _ = room.variants
    order = room.order((one, 10, 300)).order_id
    line = room.order_lines(order)[0].id
    with pytest.raises(UserError, match=r"receipt\.over_reason"):
        arrive(room, order, ArrivedLine(one, 8, order_line_id=line), ArrivedLine(one, 8, order_line_id=line))
    assert room.known(one) is None
    done = arrive(room, order, ArrivedLine(one, 12, order_line_id=line, over_reason="two as a present"))
    assert [(n.code, n.expected, n.actual) for n in done.notices] == [("receipt.over", 10, 12)]
    with pytest.raises(UserError, match=r"receipt\.over_reason"):
        arrive(room, order, ArrivedLine(two, 1))  # never ordered
    done = arrive(room, order, ArrivedLine(two, 1, over_reason="swapped for another"))
    assert (done.order_status, room.known(one), room.known(two)) == ("received", 12, 1)
    assert check_store(room.store).is_fine


def test_broken_units_are_kept_apart_or_refused_and_stay_on_order(room: Stockroom) -> None:
    one, *_ = room.variants
    order = room.order((one, 10, 300)).order_id
    line = room.order_lines(order)[0].id
    done = arrive(room, order, ArrivedLine(one, 7, 2, line), damaged_location_id=room.broken)
    assert (done.order_status, room.known(one), room.known(one, room.broken)) == ("partly_received", 7, 2)
    done = arrive(room, order, ArrivedLine(one, 0, 1, line))
    assert [(n.code, n.actual) for n in done.notices] == [("receipt.damaged", 1)]
    assert (room.known(one), room.known(one, room.broken)) == (7, 2)
    assert [row.units_received for row in room.order_lines(order)] == [7]
    with pytest.raises(UserError, match=r"receipt\.damaged_place"):
        arrive(room, order, ArrivedLine(one, 1, 1, line), damaged_location_id=room.back)
    assert check_store(room.store).is_fine


def test_a_wrong_price_is_told_and_moves_the_average_and_the_suppliers_price(room: Stockroom) -> None:
    one, *_ = room.variants
    put_item(room.store, SYSTEM, room.north, one, ItemTerms(cost_minor=300, breaks=((20, 200),)))
    count_stock(room.store, SYSTEM, room.shop, {one: 10})  # ten at 400 so far
    order = room.order((one, 10, None)).order_id
    line = room.order_lines(order)[0].id
    done = arrive(room, order, ArrivedLine(one, 10, order_line_id=line, cost_minor=350))
    assert [(n.code, n.values) for n in done.notices] == [
        ("receipt.price_differs", {"sku": "V0", "expected_minor": 300, "actual_minor": 350})
    ]
    assert room.variant(one).cost_minor == 375
    with room.store.read() as session:
        (item,) = items_of_variant(session, one)
        assert (item.cost_minor, item.breaks) == (350, ((20, 200),))


def test_a_price_charged_at_a_break_changes_the_break(room: Stockroom) -> None:
    one, *_ = room.variants
    put_item(room.store, SYSTEM, room.north, one, ItemTerms(cost_minor=300, breaks=((20, 200),)))
    order = room.order((one, 25, None)).order_id
    line = room.order_lines(order)[0].id
    arrive(room, order, ArrivedLine(one, 5, order_line_id=line, cost_minor=210))
    with room.store.read() as session:
        (item,) = items_of_variant(session, one)
        assert (item.cost_minor, item.breaks) == (300, ((20, 210),))


def test_goods_come_without_an_order(room: Stockroom) -> None:
    one, two, _ = room.variants
    lines = (ArrivedLine(one, 3, cost_minor=450), ArrivedLine(two, 2))
    receive(room.store, ASSOCIATE, Arrival(room.back, lines, supplier_id=room.south))
    assert (room.known(one, room.back), room.variant(one).cost_minor, room.variant(two).cost_minor) == (3, 450, 400)
    with room.store.read() as session:
        assert [(i.supplier_id, i.cost_minor, i.preferred) for i in items_of_variant(session, one)] == [
            (room.south, 450, True)
        ]
    with pytest.raises(NotFound, match=r"supplier\.unknown"):
        receive(room.store, ASSOCIATE, Arrival(room.back, lines, supplier_id=99))


def test_what_is_not_on_order_is_not_received_against_it(room: Stockroom) -> None:
    one, two, _ = room.variants
    draft = room.order((one, 1, 1), sent=False)
    with pytest.raises(Conflict, match=r"order\.state"):
        arrive(room, draft.order_id, ArrivedLine(one, 1, order_line_id=room.order_lines(draft.order_id)[0].id))
    sent = room.order((one, 1, 1))
    line = room.order_lines(sent.order_id)[0].id
    with pytest.raises(NotFound, match=r"order\.line_unknown"):
        arrive(room, sent.order_id, ArrivedLine(two, 1, order_line_id=line))
    cancel_order(room.store, SYSTEM, sent.order_id)
    with pytest.raises(Conflict, match=r"order\.state"):
        arrive(room, sent.order_id, ArrivedLine(one, 1, order_line_id=line))
    for wrong in ((), (ArrivedLine(one, 0),)):
        with pytest.raises(UserError, match=r"stock\.nothing"):
            receive(room.store, ASSOCIATE, Arrival(room.shop, wrong))


def test_the_same_request_again_books_nothing(room: Stockroom) -> None:
    one, *_ = room.variants
    order = room.order((one, 10, 300)).order_id
    line = ArrivedLine(one, 4, order_line_id=room.order_lines(order)[0].id)
    first = arrive(room, order, line, request_key="k1")
    again = arrive(room, order, line, request_key="k1")
    assert (again.receipt_id, again.repeated, room.known(one)) == (first.receipt_id, True, 4)


def test_who_comes_second_is_told(room: Stockroom) -> None:
    one, *_ = room.variants
    order = room.order((one, 10, 300)).order_id
    line = room.order_lines(order)[0].id
    arrive(room, order, ArrivedLine(one, 4, order_line_id=line, open_seen=10))
    with pytest.raises(Conflict, match=r"receipt\.meanwhile") as refused:
        arrive(room, order, ArrivedLine(one, 10, order_line_id=line, open_seen=10))
    assert refused.value.values["open"] == 6
    assert room.known(one) == 4


def test_two_windows_that_receive_one_order_neither_lose_nor_double_units(room: Stockroom) -> None:
    one, *_ = room.variants
    order = room.order((one, 20, 300)).order_id
    line = room.order_lines(order)[0].id
    booked: list[str] = []

    def window(name: str) -> None:
        mine = open_store(room.store.path)
        for attempt in range(20):
            try:
                arrival = Arrival(
                    room.shop, (ArrivedLine(one, 1, order_line_id=line),), order, request_key=f"{name}{attempt}"
                )
                receive(mine, ASSOCIATE, arrival)
                booked.append("booked")
            except UserError as error:
                booked.append(error.code)
        mine.close()

    threads = [threading.Thread(target=window, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(booked) == {"booked": 20, "receipt.over_reason": 20}
    assert (room.known(one), status(room, order)) == (20, "received")
    assert check_store(room.store).is_fine


def test_a_receipt_booked_in_error_is_taken_back(room: Stockroom) -> None:
    one, *_ = room.variants
    count_stock(room.store, SYSTEM, room.shop, {one: 10})
    order = room.order((one, 10, 300)).order_id
    line = room.order_lines(order)[0].id
    wrong = arrive(room, order, ArrivedLine(one, 8, 1, line, cost_minor=700), damaged_location_id=room.broken)
    assert room.variant(one).cost_minor == 533
    with pytest.raises(NotAllowed):
        reverse_receipt(room.store, ASSOCIATE, wrong.receipt_id, "x")
    back = reverse_receipt(room.store, SYSTEM, wrong.receipt_id, "another shop's parcel")
    assert (back.order_status, room.known(one), room.known(one, room.broken)) == ("sent", 10, 0)
    assert room.variant(one).cost_minor == 399  # the average was rounded when they came
    for receipt in (wrong.receipt_id, back.receipt_id):
        with pytest.raises(Conflict, match=r"receipt\.reversed"):
            reverse_receipt(room.store, SYSTEM, receipt, "again")
    with room.store.read() as session:
        assert session.scalar(select(func.count()).select_from(GoodsReceipt)) == 2
    assert check_store(room.store).is_fine


def test_a_rest_that_was_cancelled_and_comes_nevertheless_needs_a_reason(room: Stockroom) -> None:
    one, *_ = room.variants
    order = room.order((one, 10, 300)).order_id
    line = room.order_lines(order)[0].id
    arrive(room, order, ArrivedLine(one, 6, order_line_id=line))
    cancel_rest(room.store, SYSTEM, line)
    assert status(room, order) == "received"
    with pytest.raises(UserError, match=r"receipt\.over_reason"):
        arrive(room, order, ArrivedLine(one, 4, order_line_id=line))
    arrive(room, order, ArrivedLine(one, 4, order_line_id=line, over_reason="came after all"))
    assert (room.known(one), status(room, order)) == (10, "received")
    assert check_store(room.store).is_fine
