"""A small invented shop whose demand answers to prices, made once and copied: making one takes longer than a test."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shopassistant.core.clock import FixedClock
from shopassistant.ingest.demo import make_demo
from shopassistant.store.database import Store, open_store

NOW = datetime(2026, 5, 6, 10, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def priced_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed shop to copy: 200 customers, 150 products, a year."""
    path = tmp_path_factory.mktemp("priced") / "shop.db"
    store = open_store(path, create=True, clock=FixedClock(NOW))
    make_demo(store, customers=200, products=150, years=1)
    store.close()
    return path


@pytest.fixture
def priced_shop(priced_file: Path, tmp_path: Path) -> Iterator[Store]:
    """Such a shop of one's own."""
    shutil.copy(priced_file, tmp_path / "priced.db")
    store = open_store(tmp_path / "priced.db", clock=FixedClock(NOW))
    yield store
    store.close()
