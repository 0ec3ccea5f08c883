"""An empty store in no time: its tables are made once a process and copied, as making them outlasts most tests."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from shopassistant.core.clock import Clock
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store, open_store
from shopassistant.store.shop import Shop, ensure_location, save_shop


def blank_store(path: Path, clock: Clock | None = None) -> Store:
    """A new store without a shop at `path`, as `open_store` with ``create=True`` makes it."""
    path.write_bytes(_tables())
    return open_store(path, clock=clock)


def small_shop(path: Path) -> Store:
    """A new store at `path` with a shop that has one location and pounds, and nothing to sell."""
    path.write_bytes(_shop())
    return open_store(path)


@cache
def _tables() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "blank.db"
        open_store(path, create=True).close()
        return path.read_bytes()


@cache
def _shop() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        store = blank_store(path)
        with store.begin(SYSTEM) as unit:
            save_shop(unit, Shop(name="Test shop"))
            ensure_location(unit)
            unit.commit()
        store.close()
        return path.read_bytes()
