"""Counts as sessions: the difference is that of the moment of counting, and nothing changes before a manager books."""

import threading

import pytest
from sqlalchemy import select

from shopassistant.core.errors import Conflict, NotAllowed, NotFound, UserError
from shopassistant.inventory.counting.booking import Booked, book_count
from shopassistant.inventory.counting.differences import Tolerance, differences
from shopassistant.inventory.counting.entries import enter, enter_many, scan, want_recount
from shopassistant.inventory.counting.sessions import cancel_count, open_count
from shopassistant.inventory.stock import adjust_stock, count_stock, receive_delivery, write_off
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.check import check_store
from shopassistant.store.database import open_store
from shopassistant.store.schema import Category, Product, StockCount, StockCountEntry, StockMovement
from tests.unit.inventory.stockroom import Stockroom

ASSOCIATE = Actor("api", "Alex", None, "associate")
WIDE = Tolerance(units=1000, value_minor=10**9)


def begin(room: Stockroom, **more: object) -> int:
    """Ten of the first and five of the second variant in the books of the shop, and a count of it."""
    one, two, _ = room.variants
    count_stock(room.store, SYSTEM, room.shop, {one: 10, two: 5})
    return open_count(room.store, ASSOCIATE, room.shop, **more).count_id  # type: ignore[arg-type]


def sell(room: Stockroom, variant: int, units: int) -> None:
    """Units leave the shop while somebody counts."""
    write_off(room.store, SYSTEM, room.shop, variant, units, "sold, in effect")


def book(room: Stockroom, count: int, **more: object) -> Booked:
    return book_count(room.store, SYSTEM, count, tolerance=WIDE, **more)  # type: ignore[arg-type]


def test_nothing_changes_before_it_is_booked(room: Stockroom) -> None:
    one, two, _ = room.variants
    count = begin(room)
    enter(room.store, ASSOCIATE, count, one, 8)
    assert room.known(one) == 10
    with pytest.raises(NotAllowed):
        book_count(room.store, ASSOCIATE, count)
    done = book(room, count)
    assert (room.known(one), room.known(two)) == (8, 5)
    assert (done.lines, done.found_units, done.missing_units, done.value_minor) == (1, 0, 2, -800)
    with room.store.read() as session:
        newest = session.scalars(select(StockMovement).order_by(StockMovement.id.desc())).first()
        assert newest is not None
        assert (newest.reason, newest.quantity, newest.note) == ("count", -2, "SC000001")
    with pytest.raises(Conflict, match=r"count\.state"):
        book(room, count)
    assert check_store(room.store).is_fine


def test_what_is_sold_between_counting_and_booking_stays_sold(room: Stockroom) -> None:
    one, two, _ = room.variants
    count = begin(room)
    enter(room.store, ASSOCIATE, count, one, 8)
    sell(room, one, 3)
    sell(room, two, 1)
    receive_delivery(room.store, ASSOCIATE, room.shop, {one: 20})
    enter(room.store, ASSOCIATE, count, two, 4)  # counted after its sale: no difference
    book(room, count)
    assert (room.known(one), room.known(two)) == (8 - 3 + 20, 4)


def test_each_scan_adds_one_and_a_scan_can_be_taken_back(room: Stockroom) -> None:
    one, *_ = room.variants
    count = begin(room)
    for _ in range(3):
        scan(room.store, ASSOCIATE, count, one)
    assert scan(room.store, SYSTEM, count, one, -1).counted_units == 2
    with pytest.raises(UserError, match=r"stock\.quantity"):
        scan(room.store, SYSTEM, count, one, -3)
    with room.store.read() as session:
        entries = session.execute(select(StockCountEntry.kind, StockCountEntry.units)).all()
        assert entries == [("set", 1), ("added", 1), ("added", 1), ("added", -1)]
    book(room, count, accept=True)
    assert room.known(one) == 2


def test_what_moves_between_two_scans_of_it_is_to_be_counted_again(room: Stockroom) -> None:
    one, *_ = room.variants
    count = begin(room)
    scan(room.store, ASSOCIATE, count, one)
    sell(room, one, 1)
    line = scan(room.store, ASSOCIATE, count, one)
    assert (line.counted_units, line.moved_meanwhile) == (2, True)
    with pytest.raises(UserError, match=r"count\.recount_first"):
        book(room, count)
    assert not enter(room.store, ASSOCIATE, count, one, 9).moved_meanwhile
    book(room, count)
    assert room.known(one) == 9


def test_a_large_difference_is_counted_twice(room: Stockroom) -> None:
    one, two, _ = room.variants
    count = begin(room)
    enter_many(room.store, ASSOCIATE, count, {one: 2, two: 4})
    with room.store.read() as session:
        found = differences(session, count, Tolerance(units=5, value_minor=10**9))
        assert [(one_.variant_id, one_.units, one_.recount) for one_ in found] == [(one, -8, "large"), (two, -1, "")]
        dear = differences(session, count, Tolerance(units=99, value_minor=399))
        assert [one_.recount for one_ in dear] == ["large", "large"]
    with pytest.raises(UserError, match=r"count\.recount_first") as refused:
        book_count(room.store, SYSTEM, count)
    assert refused.value.values["count"] == 1
    want_recount(room.store, ASSOCIATE, count, [found[0].line_id])
    for _ in range(2):  # from the start again, not on top of the two
        line = scan(room.store, ASSOCIATE, count, one)
    assert (line.counted_units, line.recounts) == (2, 1)
    book_count(room.store, SYSTEM, count)
    assert (room.known(one), room.known(two)) == (2, 4)


def test_a_manager_may_accept_what_should_be_counted_again(room: Stockroom) -> None:
    one, *_ = room.variants
    count = begin(room)
    enter(room.store, ASSOCIATE, count, one, 0)
    book_count(room.store, SYSTEM, count, accept=True)
    assert room.known(one) == 0


def test_nothing_is_booked_that_whoever_books_has_not_seen(room: Stockroom) -> None:
    one, two, _ = room.variants
    count = begin(room)
    enter_many(room.store, ASSOCIATE, count, {one: 0, two: 4})

    def look() -> dict[int, tuple[int, str]]:
        with room.store.read() as session:
            return {line.line_id: (line.counted_units, line.recount) for line in differences(session, count)}

    before = look()
    enter(room.store, ASSOCIATE, count, two, 0)
    with pytest.raises(Conflict, match=r"count\.changed") as refused:
        book_count(room.store, SYSTEM, count, accept=True, seen=before)
    assert refused.value.values["count"] == 1
    book_count(room.store, SYSTEM, count, accept=True, seen=look())
    assert (room.known(one), room.known(two)) == (0, 0)


def test_a_cancelled_count_changes_nothing(room: Stockroom) -> None:
    one, *_ = room.variants
    count = begin(room)
    enter(room.store, ASSOCIATE, count, one, 2)
    other = Actor("api", "Bo", None, "associate")
    with pytest.raises(NotAllowed):
        cancel_count(room.store, other, count)
    cancel_count(room.store, SYSTEM, count, "closing time")
    assert room.known(one) == 10
    for late in (lambda: scan(room.store, ASSOCIATE, count, one), lambda: cancel_count(room.store, SYSTEM, count)):
        with pytest.raises(Conflict, match=r"count\.state"):
            late()
    assert check_store(room.store).is_fine


def test_who_opened_a_count_may_give_it_up(room: Stockroom) -> None:
    from shopassistant.store.staff import add_staff

    with room.store.begin(SYSTEM) as unit:
        staff_id = add_staff(unit, "Kim", "associate", "1357")
        unit.commit()
    kim = Actor("staff", "Kim", staff_id, "associate")
    count = open_count(room.store, kim, room.shop).count_id
    assert cancel_count(room.store, kim, count).count_id == count


def test_what_nobody_counted_is_skipped_or_gone_and_the_unknown_stays_unknown(room: Stockroom) -> None:
    one, two, three = room.variants
    for choice, left in (("skip", 5), ("zero", 0)):
        count = begin(room)
        enter(room.store, ASSOCIATE, count, one, 10)
        done = book(room, count, uncounted_lines=choice)
        assert (room.known(one), room.known(two), room.known(three)) == (10, left, None)
        assert done.zeroed == (choice == "zero")
    with pytest.raises(UserError, match=r"count\.nothing"):
        book(room, open_count(room.store, ASSOCIATE, room.back).count_id)
    assert check_store(room.store).is_fine


def test_a_stock_nobody_knew_is_known_afterwards(room: Stockroom) -> None:
    *_, three = room.variants
    sell(room, three, 4)
    count = open_count(room.store, ASSOCIATE, room.shop).count_id
    enter(room.store, ASSOCIATE, count, three, 7)
    done = book_count(room.store, SYSTEM, count)  # no surprise, so no second look is asked for
    assert (room.known(three), done.found_units, done.value_minor) == (7, 0, 0)


def test_the_later_of_two_counts_is_believed(room: Stockroom) -> None:
    one, *_ = room.variants
    first = begin(room, kind="cycle", variant_ids=[one])
    second = open_count(room.store, ASSOCIATE, room.shop, "cycle", variant_ids=[one]).count_id
    enter(room.store, ASSOCIATE, first, one, 8)
    enter(room.store, ASSOCIATE, second, one, 7)
    book(room, second)
    done = book(room, first)  # counted before the second was booked: it has nothing to add
    assert (room.known(one), done.lines, done.superseded) == (7, 0, 1)
    assert check_store(room.store).is_fine


def test_a_line_that_was_put_right_meanwhile_is_counted_again(room: Stockroom) -> None:
    one, *_ = room.variants
    count = begin(room)
    enter(room.store, ASSOCIATE, count, one, 8)
    adjust_stock(room.store, SYSTEM, room.shop, one, -2, "", "theft")
    with pytest.raises(UserError, match=r"count\.recount_first"):
        book(room, count)
    enter(room.store, ASSOCIATE, count, one, 8)
    book(room, count)
    assert room.known(one) == 8


def test_a_cycle_count_is_about_its_list(room: Stockroom) -> None:
    one, two, _ = room.variants
    with pytest.raises(UserError, match=r"count\.no_list"):
        open_count(room.store, ASSOCIATE, room.shop, "cycle")
    count = begin(room, kind="cycle", variant_ids=[two])
    book(room, count, uncounted_lines="zero")
    assert (room.known(one), room.known(two)) == (10, 0)


def test_a_count_of_a_category_leaves_the_others_alone(room: Stockroom) -> None:
    one, two, _ = room.variants
    with room.store.begin(SYSTEM) as unit:
        hats = Category(name="Hats", path="Hats")
        caps = Category(name="Caps", path="Hats / Caps")
        unit.session.add_all([hats, caps])
        unit.session.flush()
        product = Product(code="C", name="Cap", created_at=unit.clock.now(), category_id=caps.id)
        unit.session.add(product)
        unit.session.flush()
        cap = product.id
        from shopassistant.store.schema import Variant

        variant = Variant(product_id=cap, sku="CAP", price_minor=1)
        unit.session.add(variant)
        unit.session.flush()
        ids = (hats.id, variant.id)
        unit.commit()
    count_stock(room.store, SYSTEM, room.shop, {ids[1]: 3})
    count = begin(room, category_id=ids[0])
    book(room, count, uncounted_lines="zero")
    assert (room.known(one), room.known(two), room.known(ids[1])) == (10, 5, 0)


def test_one_full_count_at_a_time(room: Stockroom) -> None:
    begin(room)
    with pytest.raises(Conflict, match=r"count\.already_open"):
        open_count(room.store, ASSOCIATE, room.shop)
    open_count(room.store, ASSOCIATE, room.back)
    with room.store.read() as session:
        assert [count.number for count in session.scalars(select(StockCount))] == ["SC000001", "SC000002"]


def test_what_is_not_in_a_count_is_said(room: Stockroom) -> None:
    count = begin(room)
    for wrong in (
        lambda: scan(room.store, SYSTEM, 99, room.variants[0]),
        lambda: scan(room.store, SYSTEM, count, 99),
        lambda: want_recount(room.store, SYSTEM, count, [99]),
    ):
        with pytest.raises(NotFound):
            wrong()


def test_several_people_scan_at_once_and_every_scan_counts(room: Stockroom) -> None:
    one, *_ = room.variants
    count = begin(room)

    def person() -> None:
        mine = open_store(room.store.path)
        for _ in range(15):
            scan(mine, ASSOCIATE, count, one)
        mine.close()

    people = [threading.Thread(target=person) for _ in range(2)]
    for thread in people:
        thread.start()
    for thread in people:
        thread.join()
    book(room, count)
    assert room.known(one) == 30
