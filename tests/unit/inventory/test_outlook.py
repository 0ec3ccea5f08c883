"""What the Stock page adds to a level: what is reserved, what can be promised, what is coming and when."""

from datetime import date, timedelta

from shopassistant.inventory.ledger import movements
from shopassistant.inventory.listing import VariantRow, load_rows
from shopassistant.inventory.purchasing.sending import cancel_order
from shopassistant.inventory.stock import adjust_stock, count_stock
from shopassistant.inventory.transfer_list import list_transfers, transfer_lines
from shopassistant.inventory.transfers import receive_transfer, ship
from shopassistant.store.actor import SYSTEM
from shopassistant.store.schema import Basket, BasketLine
from tests.unit.inventory.stockroom import Calendar, Stockroom

TODAY = date(2026, 3, 2)


def row(room: Stockroom, variant_id: int) -> VariantRow:
    with room.store.read() as session:
        return load_rows(session, [variant_id])[variant_id]


def hold(room: Stockroom, variant_id: int, units: int) -> None:
    with room.store.begin(SYSTEM) as unit:
        now = unit.clock.now()
        basket = Basket(location_id=room.shop, status="held", created_at=now, changed_at=now, label="Ann")
        unit.session.add(basket)
        unit.session.flush()
        line = BasketLine(basket_id=basket.id, position=1, variant_id=variant_id, quantity=units, unit_price_minor=1000)
        unit.session.add(line)
        unit.commit()


def test_available_is_on_hand_less_reserved(room: Stockroom) -> None:
    one, two, _ = room.variants
    count_stock(room.store, SYSTEM, room.shop, {one: 5})
    hold(room, one, 2)
    hold(room, two, 1)
    found = row(room, one)
    assert (found.sellable, found.reserved, found.available) == (5, 2, 3)
    assert (row(room, two).available, row(room, two).reserved) == (None, 1), "nobody ever counted it"


def test_what_is_broken_or_on_its_way_cannot_be_promised(room: Stockroom) -> None:
    one = room.variants[0]
    count_stock(room.store, SYSTEM, room.shop, {one: 10})
    count_stock(room.store, SYSTEM, room.broken, {one: 3})
    ship(room.store, SYSTEM, room.shop, room.back, {one: 4})
    found = row(room, one)
    assert (found.levels[room.broken], found.available) == (3, 6)
    assert [(one.units, one.transfer_id is not None) for one in found.arriving] == [(4, True)]


def test_on_order_with_its_day(room: Stockroom) -> None:
    one = room.variants[0]
    order = room.order((one, 12, 300)).order_id
    (coming,) = row(room, one).arriving
    assert (coming.units, coming.expected_on, coming.order_id) == (12, TODAY + timedelta(days=5), order)
    room.order((one, 99, 300), sent=False)
    assert len(row(room, one).arriving) == 1, "a draft is not on order"
    cancel_order(room.store, SYSTEM, order)
    assert row(room, one).arriving == ()


def test_the_ledger_says_the_cause(room: Stockroom) -> None:
    one = room.variants[0]
    count_stock(room.store, SYSTEM, room.shop, {one: 5})
    adjust_stock(room.store, SYSTEM, room.shop, one, -1, "", "theft")
    with room.store.read() as session:
        assert [(line.quantity, line.cause) for line in movements(session, one)] == [(-1, "theft"), (5, "")]


def test_transfers_are_listed_until_they_arrived(room: Stockroom, calendar: Calendar) -> None:
    one, two, _ = room.variants
    count_stock(room.store, SYSTEM, room.shop, {one: 10, two: 5})
    first = ship(room.store, SYSTEM, room.shop, room.back, {one: 4, two: 2}, "van").transfer_id
    calendar.pass_days(1)
    ship(room.store, SYSTEM, room.back, room.shop, {one: 1})
    with room.store.read() as session:
        lines = transfer_lines(session, first)
    assert [(line.sku, line.on_way) for line in lines] == [("V0", 4), ("V1", 2)]
    receive_transfer(room.store, SYSTEM, first, {lines[0].line_id: 3, lines[1].line_id: 2}, {lines[0].line_id: 1})
    with room.store.read() as session:
        rows = list_transfers(session)
    assert [(r.number, r.status, r.units, r.on_way, r.missing) for r in rows] == [
        ("TR000002", "shipped", 1, 1, 0), ("TR000001", "received", 6, 0, 1),
    ]  # fmt: skip
