"""What the count window reads: how far a count is, what it may show, and what nobody has counted."""

import pytest

from shopassistant.core.errors import NotFound
from shopassistant.inventory.counting.booking import book_count
from shopassistant.inventory.counting.entries import enter, scan
from shopassistant.inventory.counting.listing import list_counts, load_count, load_uncounted
from shopassistant.inventory.counting.sessions import cancel_count, open_count
from shopassistant.inventory.stock import count_stock
from shopassistant.store.actor import SYSTEM
from tests.unit.inventory.stockroom import Stockroom


def test_a_list_says_how_far_it_is(room: Stockroom) -> None:
    one, two, three = room.variants
    count_stock(room.store, SYSTEM, room.shop, {one: 5, two: 3, three: 0})
    count = open_count(room.store, SYSTEM, room.shop, "cycle", variant_ids=(one, two, three)).count_id
    scan(room.store, SYSTEM, count, two)
    with room.store.read() as session:
        view = load_count(session, count, shows_books=True)
        left = load_uncounted(session, view.left)
    assert (view.counted, view.to_count) == (1, 3)
    assert [line.variant_id for line in view.lines] == [two, one, three], "what was counted stands on top"
    assert (view.lines[0].difference, view.lines[0].value_minor) == (-2, -800)
    assert [(row.sku, row.units) for row in left] == [("V0", 5), ("V2", 0)]


def test_a_full_count_grows_with_what_is_found(room: Stockroom) -> None:
    one, two, _ = room.variants
    count_stock(room.store, SYSTEM, room.shop, {one: 5})
    count = open_count(room.store, SYSTEM, room.shop).count_id
    with room.store.read() as session:
        assert load_count(session, count, shows_books=True).to_count == 1
    enter(room.store, SYSTEM, count, two, 4)  # nobody ever counted it: no difference to wonder about
    with room.store.read() as session:
        view = load_count(session, count, shows_books=True)
    assert (view.counted, view.to_count, view.lines[0].difference) == (1, 2, None)


def test_a_blind_count_tells_nothing_of_the_books(room: Stockroom) -> None:
    one = room.variants[0]
    count_stock(room.store, SYSTEM, room.shop, {one: 50})
    count = open_count(room.store, SYSTEM, room.shop).count_id
    enter(room.store, SYSTEM, count, one, 3)
    with room.store.read() as session:
        (blind,) = load_count(session, count, shows_books=False).lines
        (seen,) = load_count(session, count, shows_books=True).lines
    assert (blind.book_units, blind.difference, blind.value_minor, blind.recount) == (None, None, None, "")
    assert (seen.book_units, seen.difference, seen.recount) == (50, -47, "large")


def test_open_counts_come_first(room: Stockroom) -> None:
    one = room.variants[0]
    first = open_count(room.store, SYSTEM, room.shop, "cycle", variant_ids=(one,)).count_id
    booked = open_count(room.store, SYSTEM, room.back).count_id
    enter(room.store, SYSTEM, booked, one, 2)
    book_count(room.store, SYSTEM, booked)
    dropped = open_count(room.store, SYSTEM, room.shop).count_id
    cancel_count(room.store, SYSTEM, dropped)
    with room.store.read() as session:
        rows = list_counts(session)
        with pytest.raises(NotFound, match=r"count\.unknown"):
            load_count(session, 99, shows_books=True)
    assert [(row.count_id, row.status, row.counted) for row in rows] == [
        (first, "open", 0), (dropped, "cancelled", 0), (booked, "booked", 1),
    ]  # fmt: skip
