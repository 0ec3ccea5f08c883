"""Nothing is written unless committed, the audit row comes with the change, and numbers are never given twice."""

import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import AuditEntry, Location
from shopassistant.store.unit_of_work import UnitOfWork


def add_location(unit: UnitOfWork, code: str) -> None:
    unit.session.add(Location(code=code, name=code))
    unit.audit("location.added", "location", None, code=code)


def codes(store: Store) -> set[str]:
    with store.read() as session:
        return set(session.scalars(select(Location.code)))


def audited(store: Store) -> int:
    with store.read() as session:
        query = select(func.count()).select_from(AuditEntry).where(AuditEntry.action == "location.added")
        return session.scalar(query) or 0


def test_committed_is_there_with_its_audit_row(store: Store) -> None:
    actor = Actor("kiosk", "mirror")
    with store.begin(actor) as unit:
        add_location(unit, "ATTIC")
        unit.commit()
    assert "ATTIC" in codes(store)
    with store.read() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "location.added")).one()
    assert (entry.actor_kind, entry.actor_name, entry.details) == ("kiosk", "mirror", {"code": "ATTIC"})
    assert abs((datetime.now(UTC) - entry.at).total_seconds()) < 60


def test_what_is_not_committed_is_gone(store: Store) -> None:
    with store.begin(SYSTEM) as unit:
        add_location(unit, "ATTIC")
        unit.session.flush()
    assert "ATTIC" not in codes(store)
    assert audited(store) == 0


def test_an_error_rolls_back_change_and_audit_together(store: Store) -> None:
    class Boom(Exception):
        pass

    def fail() -> None:
        with store.begin(SYSTEM) as unit:
            add_location(unit, "ATTIC")
            unit.session.flush()
            raise Boom

    with pytest.raises(Boom):
        fail()
    assert "ATTIC" not in codes(store)
    assert audited(store) == 0


def test_reading_keeps_one_snapshot_and_writes_nothing(store: Store) -> None:
    with store.read() as session:
        before = set(session.scalars(select(Location.code)))
        with store.begin(SYSTEM) as unit:
            add_location(unit, "ATTIC")
            unit.commit()
        assert set(session.scalars(select(Location.code))) == before
        session.add(Location(code="CELLAR", name="Cellar"))
    assert codes(store) == before | {"ATTIC"}


def test_numbers_run_without_gaps_or_doubles(store: Store) -> None:
    with store.begin(SYSTEM) as unit:
        assert [unit.next_number("receipt") for _ in range(3)] == [1, 2, 3]
        assert unit.next_number("customer") == 1
        unit.commit()
    with store.begin(SYSTEM) as unit:  # takes a number and gives up
        assert unit.next_number("receipt") == 4
    with store.begin(SYSTEM) as unit:
        assert unit.next_number("receipt") == 4
        unit.commit()


def test_writers_wait_for_each_other(store: Store) -> None:
    taken: list[int] = []

    def take() -> None:
        for _ in range(15):
            with store.begin(SYSTEM) as unit:
                taken.append(unit.next_number("receipt"))
                unit.commit()

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(1, 61))


def test_data_version_tells_of_other_windows(store: Store) -> None:
    from shopassistant.store.database import open_store
    from shopassistant.store.sqlite import data_version

    with store.engine.connect() as connection:
        before = data_version(connection)
        assert data_version(connection) == before
        connection.rollback()
        other = open_store(store.path)
        with other.begin(SYSTEM) as unit:
            add_location(unit, "ATTIC")
            unit.commit()
        other.close()
        assert data_version(connection) != before
