"""Opening a file: ours is opened, ours of tomorrow and others' are refused and left exactly as they were."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from shopassistant.core.errors import EnvironmentProblem, NotFound, UserError
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import SCHEMA_VERSION, Store, open_store
from shopassistant.store.shop import Shop, ensure_location, load_shop, save_shop


def run(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_missing_file_is_missed_not_made(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"store\.missing"):
        open_store(tmp_path / "shop.db")
    assert list(tmp_path.iterdir()) == []


def test_a_new_store_has_the_pragmas_it_relies_on(tmp_path: Path) -> None:
    store = open_store(tmp_path / "deep" / "shop.db", create=True)
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 60_000, "trusted_schema": 0}
    with store.engine.connect() as connection:
        assert {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in wanted} == wanted
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == SCHEMA_VERSION
    store.close()


def test_an_empty_file_becomes_a_store_when_asked(tmp_path: Path) -> None:
    (tmp_path / "shop.db").touch()
    with pytest.raises(NotFound):
        open_store(tmp_path / "shop.db")
    open_store(tmp_path / "shop.db", create=True).close()
    open_store(tmp_path / "shop.db").close()


def test_a_newer_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    open_store(path, create=True).close()
    run(path, "UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(EnvironmentProblem, match=r"store\.newer") as caught:
        open_store(path)
    assert caught.value.values["version"] == "9999"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE recipes (id INTEGER)",),
        ("CREATE TABLE alembic_version (version_num TEXT)", "CREATE TABLE recipes (id INTEGER)"),
    ],
)
def test_somebody_elses_database_is_refused_and_left_alone(tmp_path: Path, statements: tuple[str, ...]) -> None:
    path = tmp_path / "cookbook.db"
    run(path, *statements)
    for create in (False, True):
        with pytest.raises(EnvironmentProblem, match=r"store\.foreign"):
            open_store(path, create=create)
    with closing(sqlite3.connect(path)) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert names <= {"recipes", "alembic_version"}


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(b"Dear Sir or Madam, " * 100)
    before = path.read_bytes()
    with pytest.raises(EnvironmentProblem, match=r"store\.not_a_database"):
        open_store(path, create=True)
    assert path.read_bytes() == before


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match=r"store\.cannot_open"):
        open_store(tmp_path, create=True)


def test_two_windows_may_make_the_same_store(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    problems: list[BaseException] = []
    start = threading.Barrier(3)

    def make() -> None:
        start.wait()
        try:
            open_store(path, create=True).close()
        except BaseException as error:  # noqa: BLE001 - told to the test below
            problems.append(error)

    threads = [threading.Thread(target=make) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    open_store(path).close()


def test_a_full_disk_is_explained(store: Store) -> None:
    with store.begin(SYSTEM) as unit:
        connection = unit.session.connection()
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    def fill() -> None:
        with store.begin(SYSTEM) as unit:
            for number in range(2_000):
                ensure_location(unit, f"L{number}", "x" * 60)
            unit.commit()

    with pytest.raises(EnvironmentProblem, match=r"store\.disk_full"):
        fill()


def test_shop_settings_come_back_and_only_administrators_change_them(store: Store) -> None:
    shop = Shop(name="Juniper", currency="EUR", country="IE", address="1 Quay\nCork", receipt_footer="Ta", is_demo=True)
    with store.begin(Actor("staff", "x", None, "administrator")) as unit:
        save_shop(unit, shop)
        unit.commit()
    with store.read() as session:
        assert load_shop(session) == shop
    for actor, wrong, code in (
        (Actor("staff", "x", None, "manager"), shop, "role.required"),
        (SYSTEM, Shop(currency="euro"), "money.currency"),
        (SYSTEM, Shop(country="GBR"), "shop.country"),
    ):
        with store.begin(actor) as unit, pytest.raises(UserError) as caught:
            save_shop(unit, wrong)
        assert caught.value.code == code


def test_a_location_is_made_once(store: Store) -> None:
    with store.begin(SYSTEM) as unit:
        assert ensure_location(unit, "BACK") == ensure_location(unit, "BACK")
