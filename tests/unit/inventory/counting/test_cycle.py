"""What to count today: dear things often, cheap ones seldom, and what cannot be true at once."""

import pytest

from shopassistant.core.errors import UserError
from shopassistant.inventory.counting.booking import book_count
from shopassistant.inventory.counting.cycle import Due, cycle_list
from shopassistant.inventory.counting.entries import enter_many
from shopassistant.inventory.counting.sessions import open_count
from shopassistant.inventory.stock import count_stock, receive_delivery, write_off
from shopassistant.store.actor import SYSTEM
from shopassistant.store.schema import Variant
from tests.unit.inventory.stockroom import Calendar, Stockroom


def due(room: Stockroom, calendar: Calendar, most: int = 50) -> list[tuple[int, str]]:
    with room.store.read() as session:
        found: tuple[Due, ...] = cycle_list(session, room.shop, calendar.now().date(), most)
    return [(one.variant_id, one.value_class) for one in found]


def stocked(room: Stockroom) -> None:
    """80 % of the value in the first variant, 15 in the second, the rest in the third."""
    with room.store.begin(SYSTEM) as unit:
        for variant, cost in zip(room.variants, (800, 150, 50), strict=True):
            unit.session.get_one(Variant, variant).cost_minor = cost
        unit.commit()
    count_stock(room.store, SYSTEM, room.shop, dict.fromkeys(room.variants, 10))


def test_the_dear_are_due_after_a_month_and_the_cheap_after_half_a_year(room: Stockroom, calendar: Calendar) -> None:
    one, two, three = room.variants
    stocked(room)
    assert due(room, calendar) == []
    calendar.pass_days(30)
    assert due(room, calendar) == [(one, "A")]
    calendar.pass_days(60)
    assert due(room, calendar) == [(one, "A"), (two, "B")]
    count = open_count(room.store, SYSTEM, room.shop, "cycle", variant_ids=[one, two]).count_id
    enter_many(room.store, SYSTEM, count, {one: 10, two: 10})
    book_count(room.store, SYSTEM, count)
    assert due(room, calendar) == []
    calendar.pass_days(90)
    assert due(room, calendar) == [(one, "A"), (two, "B"), (three, "C")]
    assert due(room, calendar, most=1) == [(one, "A")]


def test_a_level_below_zero_comes_first_and_a_delivery_is_no_count(room: Stockroom, calendar: Calendar) -> None:
    one, two, _ = room.variants
    receive_delivery(room.store, SYSTEM, room.shop, {one: 5, two: 1})
    write_off(room.store, SYSTEM, room.shop, two, 3, "sold")
    assert [variant for variant, _ in due(room, calendar)] == [two, one]
    with pytest.raises(UserError, match=r"stock\.quantity"):
        due(room, calendar, most=0)
