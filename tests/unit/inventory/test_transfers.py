"""Transfers in two steps: units are always somewhere, whatever arrives, is missing or comes back."""

import pytest

from shopassistant.core.errors import Conflict, NotAllowed, NotFound, UserError
from shopassistant.inventory.listing import locations
from shopassistant.inventory.purchasing.arriving import on_order
from shopassistant.inventory.stock import adjust_stock, count_stock, open_warnings, transfer_stock
from shopassistant.inventory.transfers import cancel_transfer, receive_transfer, ship
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.check import check_store
from shopassistant.store.schema import Location
from tests.unit.inventory.stockroom import Stockroom

ASSOCIATE = Actor("api", "Alex", None, "associate")


def transit(room: Stockroom) -> int:
    with room.store.read() as session:
        return next(place.id for place in session.query(Location) if place.kind == "transit")


def shipped(room: Stockroom, units: int = 6) -> tuple[int, int]:
    """Ten in the shop, some of them on their way to the back room; ids of the transfer and its line."""
    one, *_ = room.variants
    count_stock(room.store, SYSTEM, room.shop, {one: 10})
    count_stock(room.store, SYSTEM, room.back, {one: 0})
    done = ship(room.store, ASSOCIATE, room.shop, room.back, {one: units})
    return done.transfer_id, room.transfer_lines(done.transfer_id)[0].id


def test_goods_on_their_way_are_at_neither_place(room: Stockroom) -> None:
    one, *_ = room.variants
    transfer, _ = shipped(room)
    assert (room.known(one), room.known(one, room.back), room.units(one, transit(room))) == (4, 0, 6)
    with room.store.read() as session:
        assert [(a.units, a.transfer_id) for a in on_order(session, room.back)[one]] == [(6, transfer)]
        assert {choice.id for choice in locations(session)} == {room.shop, room.back, room.broken}
    assert check_store(room.store).is_fine


def test_what_arrives_is_missing_or_comes_back_is_what_was_shipped(room: Stockroom) -> None:
    one, *_ = room.variants
    transfer, line = shipped(room)
    part = receive_transfer(room.store, ASSOCIATE, transfer, {line: 2})
    assert (part.status, part.in_transit) == ("shipped", 4)
    with pytest.raises(UserError, match=r"transfer\.too_many"):
        receive_transfer(room.store, ASSOCIATE, transfer, {line: 2}, missing={line: 3})
    done = receive_transfer(room.store, ASSOCIATE, transfer, {line: 2}, missing={line: 1}, returned={line: 1})
    assert (done.status, done.in_transit) == ("received", 0)
    assert (room.known(one), room.known(one, room.back), room.units(one, transit(room))) == (5, 4, 0)
    with pytest.raises(Conflict, match=r"transfer\.state"):
        receive_transfer(room.store, ASSOCIATE, transfer, {line: 1})
    assert check_store(room.store).is_fine


def test_who_receives_second_is_told(room: Stockroom) -> None:
    one, *_ = room.variants
    transfer, line = shipped(room)
    receive_transfer(room.store, ASSOCIATE, transfer, {line: 4}, seen={line: 6})
    with pytest.raises(Conflict, match=r"transfer\.meanwhile"):
        receive_transfer(room.store, ASSOCIATE, transfer, {line: 6}, seen={line: 6})
    assert (room.known(one), room.known(one, room.back)) == (4, 4)


def test_more_can_arrive_than_was_written_down(room: Stockroom) -> None:
    one, *_ = room.variants
    transfer, line = shipped(room)
    done = receive_transfer(room.store, ASSOCIATE, transfer, {line: 8})
    assert (done.status, room.known(one), room.known(one, room.back)) == ("received", 2, 8)
    assert check_store(room.store).is_fine


def test_a_cancelled_transfer_puts_all_back(room: Stockroom) -> None:
    one, *_ = room.variants
    transfer, _ = shipped(room)
    assert cancel_transfer(room.store, ASSOCIATE, transfer).status == "cancelled"
    assert (room.known(one), room.known(one, room.back), room.units(one, transit(room))) == (10, 0, 0)
    assert check_store(room.store).is_fine


def test_the_same_request_ships_once(room: Stockroom) -> None:
    one, *_ = room.variants
    first = ship(room.store, ASSOCIATE, room.shop, room.back, {one: 2}, request_key="k")
    again = ship(room.store, ASSOCIATE, room.shop, room.back, {one: 2}, request_key="k")
    assert (first.transfer_id, room.units(one, room.shop)) == (again.transfer_id, -2)


def test_a_place_nobody_counted_stays_unknown_and_one_below_zero_is_listed(room: Stockroom) -> None:
    one, two, _ = room.variants
    count_stock(room.store, SYSTEM, room.shop, {one: 1})
    done = ship(room.store, ASSOCIATE, room.shop, room.back, {one: 3, two: 1})
    assert [(room.known(one), room.known(two)), room.known(one, room.back)] == [(-2, None), None]
    receive_transfer(room.store, ASSOCIATE, done.transfer_id, {room.transfer_lines(done.transfer_id)[0].id: 3})
    assert room.known(one, room.back) is None
    with room.store.read() as session:
        assert [(warning.variant_id, warning.level) for warning in open_warnings(session)] == [(one, -2)]


def test_goods_on_their_way_are_moved_by_their_transfer_alone(room: Stockroom) -> None:
    one, *_ = room.variants
    shipped(room)
    for wrong in (
        lambda: adjust_stock(room.store, SYSTEM, transit(room), one, -1, "gone"),
        lambda: count_stock(room.store, SYSTEM, transit(room), {one: 1}),
        lambda: transfer_stock(room.store, SYSTEM, transit(room), room.shop, {one: 1}),
        lambda: ship(room.store, SYSTEM, room.shop, transit(room), {one: 1}),
    ):
        with pytest.raises(UserError, match=r"location\.transit"):
            wrong()


def test_what_cannot_be_shipped_or_received(room: Stockroom) -> None:
    one, *_ = room.variants
    transfer, line = shipped(room)
    with pytest.raises(UserError, match=r"stock\.same_location"):
        ship(room.store, SYSTEM, room.shop, room.shop, {one: 1})
    with pytest.raises(UserError, match=r"stock\.nothing"):
        ship(room.store, SYSTEM, room.shop, room.back, {})
    with pytest.raises(UserError, match=r"stock\.nothing"):
        receive_transfer(room.store, SYSTEM, transfer, {line: 0})
    with pytest.raises(NotFound, match=r"transfer\.line_unknown"):
        receive_transfer(room.store, SYSTEM, transfer, {999: 1})
    with pytest.raises(NotFound, match=r"transfer\.unknown"):
        cancel_transfer(room.store, SYSTEM, 999)
    with pytest.raises(NotAllowed):
        ship(room.store, Actor("kiosk", "mirror"), room.shop, room.back, {one: 1})
