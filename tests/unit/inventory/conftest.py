"""A stockroom for the tests of this room, and a clock one can turn."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import open_store
from shopassistant.store.shop import Shop, save_shop
from tests.unit.inventory.stockroom import Calendar, Stockroom, make_stockroom


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def room(tmp_path: Path, calendar: Calendar) -> Iterator[Stockroom]:
    """A stockroom in a store of its own, whose time is that of `calendar`."""
    store = open_store(tmp_path / "room.db", create=True, clock=calendar)
    with store.begin(SYSTEM) as unit:
        save_shop(unit, Shop(name="Test shop"))
        unit.commit()
    yield make_stockroom(store)
    store.close()
