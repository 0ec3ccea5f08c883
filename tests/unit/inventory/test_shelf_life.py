"""What spoils and what is never ordered again."""

import pytest

from shopassistant.core.errors import NotFound, UserError
from shopassistant.inventory.purchasing.drafts import DraftLine, put_line
from shopassistant.inventory.shelf_life import set_discontinued, set_shelf_life
from shopassistant.store.actor import SYSTEM
from tests.unit.inventory.stockroom import Stockroom


def test_what_is_discontinued_is_ordered_again_when_somebody_says_so(room: Stockroom) -> None:
    one, *_ = room.variants
    order = room.order(sent=False).order_id
    assert set_discontinued(room.store, SYSTEM, one, True).variants == {one}
    with pytest.raises(UserError, match=r"order\.discontinued"):
        put_line(room.store, SYSTEM, order, DraftLine(one, 1))
    set_discontinued(room.store, SYSTEM, one, False)
    put_line(room.store, SYSTEM, order, DraftLine(one, 1))
    assert len(room.order_lines(order)) == 1


def test_a_shelf_life_is_a_number_of_days_or_none(room: Stockroom) -> None:
    one, *_ = room.variants
    set_shelf_life(room.store, SYSTEM, one, 14)
    assert room.variant(one).shelf_life_days == 14
    set_shelf_life(room.store, SYSTEM, one, None)
    assert room.variant(one).shelf_life_days is None
    for days in (0, 3651):
        with pytest.raises(UserError, match=r"stock\.days"):
            set_shelf_life(room.store, SYSTEM, one, days)
    with pytest.raises(NotFound):
        set_shelf_life(room.store, SYSTEM, 99, 1)
