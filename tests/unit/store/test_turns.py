"""Writers take turns: they wait for each other, and one that waited in vain says so and loses nothing."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import select

from shopassistant.core.errors import EnvironmentProblem
from shopassistant.store import sqlite
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store, open_store
from shopassistant.store.schema import ShopSetting


def test_a_writer_waits_for_the_one_before(store: Store) -> None:
    other = open_store(store.path)
    waiting = threading.Event()

    def write() -> None:
        waiting.set()
        with other.begin(SYSTEM) as unit:
            unit.session.get_one(ShopSetting, "name").value += "b"
            unit.commit()

    writer = threading.Thread(target=write)
    with store.begin(SYSTEM) as unit:
        unit.session.get_one(ShopSetting, "name").value = "a"
        writer.start()
        waiting.wait()
        unit.commit()
    writer.join()
    other.close()
    with store.read() as session:
        assert session.scalar(select(ShopSetting.value).where(ShopSetting.key == "name")) == "ab"


def test_waiting_in_vain_is_said(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT_MS", 20)
    other = open_store(store.path)
    with store.begin(SYSTEM), pytest.raises(EnvironmentProblem) as caught, other.begin(SYSTEM):
        pass
    assert caught.value.code == "store.busy"
    _rename(other)  # afterwards it works again
    other.close()


def test_a_file_that_may_not_be_written_is_said(tmp_path: Path, store: Store) -> None:
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(EnvironmentProblem) as caught:
        _rename(store)
    assert caught.value.code == "store.readonly"


def _rename(store: Store) -> None:
    with store.begin(SYSTEM) as unit:
        unit.session.get_one(ShopSetting, "name").value = "d"
        unit.commit()
