"""Migrations lead to the schema that a new store gets at once; the newest is the one the program expects."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, func, select, text, update
from sqlalchemy.exc import IntegrityError

from shopassistant.store import sqlite
from shopassistant.store.actor import SYSTEM
from shopassistant.store.check import check_store
from shopassistant.store.database import SCHEMA_VERSION, open_store
from shopassistant.store.migrate import config, upgrade
from shopassistant.store.schema import (
    Base,
    Location,
    Product,
    ProductTouch,
    StockMovement,
    Supplier,
    SupplierItem,
    Variant,
)
from tests.unit.store.shops import write_books


def migrated(path: Path, revision: str = "head") -> Engine:
    """A database that went through all migrations up to `revision`, from nothing."""
    engine = create_engine(f"sqlite:///{path}")
    sqlite.prepare(engine)
    settings = config()
    with engine.execution_options(writes=True).begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, revision)
    return engine


def schema(path: Path) -> dict[tuple[str, str], set[str]]:
    """What SQLite keeps of each table, index and trigger: its clauses, whatever their order and layout."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {(kind, name): clauses(kind, sql) for kind, name, sql in rows if not name.startswith("sqlite_")}


def clauses(kind: str, sql: str) -> set[str]:
    """The columns and constraints of a table's definition; the whole of any other."""
    plain = re.sub(r"\s+", " ", sql.replace('"', "")).strip()
    if kind != "table":
        return {plain}
    head, body = plain.split("(", 1)
    body, tail = body.rsplit(")", 1)
    parts, depth = [""], 0
    for letter in body:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    # A column that was added later carries its check and its reference with it; in a table made at once they stand by
    # themselves.
    refers = re.compile(r"^(\w+)( .*?) (CONSTRAINT \w+) (REFERENCES .*)$")
    parts = [refers.sub(r"\1\2 CONSTRAINT \3 FOREIGN KEY(\1) \4", part.strip()) for part in parts]
    parts = [piece for part in parts for piece in re.split(r" CONSTRAINT (?=CONSTRAINT )", part)]
    apart = [piece for part in parts for piece in re.split(r" (?=CONSTRAINT \w+ CHECK )", part.strip())]
    return {head.strip(), tail.strip(), *apart}


def hand_made() -> set[str]:
    """Names of what the store makes beyond the mapped tables: indexes and triggers that only SQLite knows."""
    triggers = (sqlite.TRIGGERS, sqlite.PRODUCT_TRIGGERS, sqlite.SUPPLIER_TRIGGERS, sqlite.PROMOTION_TRIGGERS)
    statements = (*triggers, sqlite.search_sqlite.DDL)
    made = re.compile(r"CREATE (?:UNIQUE |VIRTUAL )?(?:INDEX|TRIGGER|TABLE) (?:IF NOT EXISTS )?(\w+)")
    return {match.group(1) for group in statements for text in group if (match := made.search(text))}


def test_the_program_expects_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(config()).get_heads() == [SCHEMA_VERSION]


def test_migrations_form_one_line_of_growing_names() -> None:
    names = [script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()]
    assert names == sorted(names, reverse=True)  # compared as text where a newer store is refused
    assert all(len(name) == 4 and name.isdecimal() for name in names)


def test_migrating_from_nothing_gives_the_schema_of_a_new_store(tmp_path: Path) -> None:
    open_store(tmp_path / "new.db", create=True).close()
    migrated(tmp_path / "migrated.db").dispose()
    new, old = schema(tmp_path / "new.db"), schema(tmp_path / "migrated.db")
    assert set(old) == set(new)
    assert {name: (old[name] ^ new[name]) for name in new if old[name] != new[name]} == {}


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection")
def test_nothing_is_left_to_generate(tmp_path: Path) -> None:
    ours = hand_made()

    def mapped(_item: object, name: str | None, _kind: str, _reflected: bool, _other: object) -> bool:
        return name not in ours

    engine = migrated(tmp_path / "migrated.db")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": mapped})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_a_migrated_store_opens_and_is_fine(tmp_path: Path) -> None:
    migrated(tmp_path / "migrated.db").dispose()
    store = open_store(tmp_path / "migrated.db")
    assert check_store(store).is_fine
    store.close()


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    migrated(tmp_path / "migrated.db").dispose()
    before = schema(tmp_path / "migrated.db")
    migrated(tmp_path / "migrated.db").dispose()
    assert schema(tmp_path / "migrated.db") == before


def test_a_failing_migration_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError("half-way")

    monkeypatch.setattr("alembic.op.get_bind", fail)  # the tables are there by then, the triggers are not
    engine = create_engine(f"sqlite:///{tmp_path / 'half.db'}")
    sqlite.prepare(engine)
    settings = config()

    def migrate() -> None:
        with engine.execution_options(writes=True).begin() as connection:
            settings.attributes["connection"] = connection
            command.upgrade(settings, "head")

    with pytest.raises(RuntimeError, match="half-way"):
        migrate()
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar() == 0
    engine.dispose()


# Filled by triggers while other tables are written.
FOLLOWING = ("stock_level", "product_touch", "customer_change", "supplier_item")


def older_shop(path: Path, revision: str) -> dict[str, list[tuple[object, ...]]]:
    """A shop of an older schema with books and suppliers in it; returns all its rows."""
    migrated(path, revision).dispose()
    source = path.with_name("source.db")
    store = open_store(source, create=True)
    write_books(store)
    with store.begin(SYSTEM) as unit:
        unit.session.add(Supplier(id=7, name="Nordwind", lead_time_days=12))
        unit.session.flush()
        unit.session.get_one(Product, 1).supplier_id = 7
        unit.session.get_one(Variant, 1).cost_minor = 444
        unit.commit()
    store.close()
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(source)) as new:
        last = [name for name in FOLLOWING if name in columns(path)]
        for name in (*[name for name in columns(path) if name not in last], *last):
            wanted = ", ".join(columns(path)[name])
            rows = new.execute(f"SELECT {wanted} FROM {name}").fetchall()
            old.execute(f"DELETE FROM {name}")
            old.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns(path)[name]))})", rows)
        old.commit()
    return contents(path, columns(path))


def columns(path: Path) -> dict[str, list[str]]:
    """The columns of each table, that of its version and those of the search apart."""
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
            for name in names
            if name != "alembic_version" and not name.startswith("sqlite_") and "search" not in name
        }


def contents(path: Path, wanted: dict[str, list[str]]) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the tables and columns that are wanted."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            name: connection.execute(f"SELECT {', '.join(names)} FROM {name}").fetchall()
            for name, names in wanted.items()
        }


def version(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004", "0005"])
def test_an_older_shop_keeps_every_row_and_a_copy_of_how_it_was(tmp_path: Path, revision: str) -> None:
    path = tmp_path / "shop.db"
    before = older_shop(path, revision)
    wanted = columns(path)
    assert len(before["sale_line"]) > 5
    store = open_store(path)
    assert check_store(store).is_fine
    store.close()
    assert contents(path, wanted) == before
    kept = path.with_name(f"shop.db.before-{SCHEMA_VERSION}")
    assert (version(path), version(kept)) == (SCHEMA_VERSION, revision)
    assert contents(kept, wanted) == before


def test_what_products_say_of_their_suppliers_becomes_the_suppliers_range(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    older_shop(path, "0002")
    store = open_store(path)
    with store.read() as session:
        house = session.get_one(Supplier, 7)
        assert (house.lead_time_days, house.min_order_minor, house.review_days, house.active) == (12, 0, 7, True)
        items = list(session.scalars(select(SupplierItem)))
        assert [(one.supplier_id, one.variant_id, one.cost_minor, one.pack_size, one.preferred) for one in items] == [
            (7, 1, 444, 1, True)
        ]
        assert set(session.scalars(select(Location.kind))) == {"shop"}
    store.close()


def test_the_ledger_of_a_migrated_shop_is_still_only_added_to(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    older_shop(path, "0002")
    store = open_store(path)
    with store.begin(SYSTEM) as unit, pytest.raises(IntegrityError, match="never changed"):
        unit.session.execute(update(StockMovement).values(cause="theft"))
    store.close()


def test_in_a_migrated_shop_new_attributes_are_noticed_as_they_decide_what_can_be_tried_on(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    older_shop(path, "0005")
    store = open_store(path)
    newest = select(func.max(ProductTouch.id))
    with store.begin(SYSTEM) as unit:
        before = unit.session.scalar(newest) or 0
        unit.session.get_one(Product, 1).attributes = {"lens_width_mm": 50}
        unit.session.flush()
        assert (unit.session.scalar(newest) or 0) == before + 1
    store.close()


def test_of_two_windows_that_migrate_the_slower_leaves_the_copy_of_the_faster(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    older_shop(path, "0001")
    faster, kept = open_store(path), path.with_name(f"shop.db.before-{SCHEMA_VERSION}")
    upgrade(faster, "0001")  # as the slower one does, which read the version before the faster one was done
    faster.close()
    assert (version(path), version(kept)) == (SCHEMA_VERSION, "0001")
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(kept.name)] == [kept.name]
