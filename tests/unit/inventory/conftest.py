"""A stockroom for the tests of this room, and a clock one can turn."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import open_store
from shopassistant.store.shop import Shop, save_shop
from tests.unit.inventory.stockroom import Calendar, Stockroom, make_stockroom


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture(scope="session")
def stockroom(tmp_path_factory: pytest.TempPathFactory) -> Stockroom:
    """A closed stockroom to copy: making one takes longer than most tests with it."""
    store = open_store(tmp_path_factory.mktemp("stockroom") / "room.db", create=True, clock=Calendar())
    with store.begin(SYSTEM) as unit:
        save_shop(unit, Shop(name="Test shop"))
        unit.commit()
    made = make_stockroom(store)
    store.close()
    return made


@pytest.fixture
def room(stockroom: Stockroom, tmp_path: Path, calendar: Calendar) -> Iterator[Stockroom]:
    """A stockroom in a store of its own, whose time is that of `calendar`."""
    shutil.copy(stockroom.store.path, tmp_path / "room.db")
    store = open_store(tmp_path / "room.db", clock=calendar)
    yield replace(stockroom, store=store)
    store.close()
