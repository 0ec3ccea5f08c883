"""What every test gets: a store of its own, and no error in the log that it did not ask for."""

import gc
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from unittest import mock

import hypothesis
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Two workers share the cores: threads of LightGBM and scikit-learn that wait for each other burn more than they do.
# Whoever asks one of them for more threads still gets them.
os.environ.setdefault("OMP_NUM_THREADS", "1")

from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from tests.blank import small_shop

# A busy machine is no failure: time is measured by the benchmarks, not by how long an example takes to make.
hypothesis.settings.register_profile(
    "shop", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow], print_blob=True
)
hypothesis.settings.load_profile("shop")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing a test does reaches the settings, logs or shops of whoever runs it."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("SHOPASSISTANT_HOME", str(folder))
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty shop in a real file, with one location and pounds."""
    shop = small_shop(tmp_path / "shop.db")
    yield shop
    shop.close()


@pytest.fixture
def manager(store: Store) -> Actor:
    """A manager called Mia with the PIN 2468, in the store."""
    return _staff(store, "Mia", "manager", "2468")


@pytest.fixture
def associate(store: Store) -> Actor:
    """An associate called Alex with the PIN 1357, in the store."""
    return _staff(store, "Alex", "associate", "1357")


def _staff(store: Store, name: str, role: str, pin: str) -> Actor:
    from shopassistant.store.staff import add_staff

    hashed = _hash_of(pin)
    with mock.patch("shopassistant.store.staff.hash_pin", return_value=hashed), store.begin(SYSTEM) as unit:
        staff_id = add_staff(unit, name, role, pin)
        unit.commit()
    return Actor("staff", name, staff_id, role)


@cache
def _hash_of(pin: str) -> str:
    """A PIN's hash is slow by design; once for each PIN is enough."""
    from shopassistant.store.staff import hash_pin

    return hash_pin(pin)


@pytest.fixture(autouse=True)
def _no_unexpected_errors(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """Errors in the log fail the test, unless it is marked ``expects_errors``."""
    yield
    if request.node.get_closest_marker("expects_errors"):
        return
    loud = [record for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert not loud, [record.getMessage() for record in loud]


@pytest.fixture(autouse=True)
def _no_leaked_threads() -> Iterator[None]:
    """A test leaves no thread behind."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and thread.is_alive()]
    for thread in left:
        thread.join(timeout=5)
    assert not [thread.name for thread in left if thread.is_alive()]


@pytest.fixture(scope="session")
def spare_modules() -> Callable[[], None]:
    """A function that takes what is loaded for good out of every later collection.

    Each window's end looks through the whole program for what is left over; with pandas, SciPy and SQLAlchemy loaded
    that takes as long as making the window.
    """
    seen = 0

    def spare() -> None:
        nonlocal seen
        if len(sys.modules) > seen + 20 or gc.get_freeze_count() == 0:
            seen = len(sys.modules)
            gc.collect()
            gc.freeze()

    return spare
