from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shopassistant.core.clock import FixedClock
from shopassistant.store.actor import SYSTEM
from shopassistant.store.shop import Shop, save_shop
from tests.blank import blank_store
from tests.unit.sales.shop import Goods, make_goods


@pytest.fixture
def clock() -> FixedClock:
    """Time stands still, so that offers begin and end when a test says so."""
    return FixedClock(datetime(2026, 3, 12, 10, 30, tzinfo=UTC))


@pytest.fixture
def goods(tmp_path: Path, clock: FixedClock) -> Iterator[Goods]:
    store = blank_store(tmp_path / "counter.db", clock)
    with store.begin(SYSTEM) as unit:
        save_shop(unit, Shop(name="Test shop"))
        unit.commit()
    yield make_goods(store)
    store.close()
