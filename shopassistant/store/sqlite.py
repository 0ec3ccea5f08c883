"""All that only SQLite knows: pragmas, transactions, triggers, and what its errors mean."""

import re
import sqlite3
import time
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError

from shopassistant.core.errors import EnvironmentProblem, ShopError
from shopassistant.store import search_sqlite
from shopassistant.store.sqlite_products import PRODUCT_TRIGGERS
from shopassistant.store.sqlite_promotions import PROMOTION_TRIGGERS
from shopassistant.store.sqlite_suppliers import SUPPLIER_TRIGGERS

# How long a writer waits for another window; an import's last step holds the file for the longest.
BUSY_TIMEOUT_MS = 60_000

TRIGGERS = (
    """
    CREATE TRIGGER IF NOT EXISTS stock_movement_moves_level AFTER INSERT ON stock_movement BEGIN
        INSERT INTO stock_level (variant_id, location_id, quantity, is_counted)
        VALUES (NEW.variant_id, NEW.location_id, NEW.quantity, NEW.reason IN ('opening', 'count', 'delivery'))
        ON CONFLICT (variant_id, location_id) DO UPDATE SET
            quantity = quantity + excluded.quantity, is_counted = is_counted OR excluded.is_counted;
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS stock_movement_is_final BEFORE UPDATE ON stock_movement BEGIN
        SELECT RAISE(ABORT, 'stock movements are never changed');
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS stock_movement_stays BEFORE DELETE ON stock_movement BEGIN
        SELECT RAISE(ABORT, 'stock movements are never deleted');
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS stock_movement_cause_is_known BEFORE INSERT ON stock_movement
    WHEN NEW.cause NOT IN ('theft', 'breakage', 'expired', 'found', 'own_use', 'entry_error', 'supplier_return',
        'lost_in_transit', 'other') BEGIN
        SELECT RAISE(ABORT, 'this cause of a stock movement is not known');
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS audit_entry_is_final BEFORE UPDATE ON audit_entry BEGIN
        SELECT RAISE(ABORT, 'audit entries are never changed');
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS audit_entry_stays BEFORE DELETE ON audit_entry BEGIN
        SELECT RAISE(ABORT, 'audit entries are never deleted');
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS sale_line_is_final
    BEFORE UPDATE OF sale_id, variant_id, quantity, unit_price_minor, discount_minor, total_minor ON sale_line BEGIN
        SELECT RAISE(ABORT, 'sale lines are never changed');
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS sale_line_stays BEFORE DELETE ON sale_line BEGIN
        SELECT RAISE(ABORT, 'sale lines are never deleted');
    END
    """,
)


_TRIGGER_NAME = re.compile(r"CREATE TRIGGER IF NOT EXISTS (\w+)")


def _ddl() -> tuple[str, ...]:
    return (*TRIGGERS, *search_sqlite.DDL, *PRODUCT_TRIGGERS, *SUPPLIER_TRIGGERS, *PROMOTION_TRIGGERS)


def prepare(engine: Engine) -> None:
    """Give every connection of `engine` the pragmas the store relies on, and explicit transactions.

    A unit of work begins IMMEDIATE (execution option ``writes=True``), so that it waits for its turn at the start and
    never fails half-way because its snapshot went stale.
    """
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    _use_wal(cursor)
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA temp_store = MEMORY")
    cursor.execute("PRAGMA cache_size = -32000")
    cursor.execute("PRAGMA trusted_schema = OFF")
    cursor.close()


def _use_wal(cursor: sqlite3.Cursor) -> None:
    """Switch the file to a write-ahead log. SQLite does not wait its turn for that by itself, so two first windows
    would get in each other's way: https://www.sqlite.org/wal.html#sometimes_queries_return_sqlite_busy_in_wal_mode
    """
    give_up = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
        time.sleep(0.01)


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    if writes:
        _take_turn(connection)
    else:
        connection.exec_driver_sql("BEGIN")


def _take_turn(connection: Connection) -> None:
    """Wait for the write lock, asking every millisecond.

    SQLite's own waiting asks ever more seldom, so that a window that has waited long goes on waiting while another
    comes and goes: under two busy windows the longest wait was four to eight times as long.
    """
    cursor = connection.connection.cursor()
    give_up = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    cursor.execute("PRAGMA busy_timeout = 0")
    try:
        while time.monotonic() < give_up:
            try:
                cursor.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    break
                time.sleep(0.001)
            else:
                return
        # Once more through SQLAlchemy, which wraps what is wrong.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        cursor.close()


def explain(error: DBAPIError) -> ShopError | None:
    """The environment problem behind a database error; None where it is our bug."""
    return explain_original(error.orig) if isinstance(error.orig, sqlite3.Error) else None


def explain_original(original: sqlite3.Error) -> ShopError | None:
    """The same of SQLite's own error."""
    code = getattr(original, "sqlite_errorcode", 0) & 0xFF
    names = {
        sqlite3.SQLITE_BUSY: "store.busy",
        sqlite3.SQLITE_LOCKED: "store.busy",
        sqlite3.SQLITE_FULL: "store.disk_full",
        sqlite3.SQLITE_READONLY: "store.readonly",
        sqlite3.SQLITE_IOERR: "store.io",
        sqlite3.SQLITE_CORRUPT: "store.damaged",
        sqlite3.SQLITE_NOTADB: "store.not_a_database",
        sqlite3.SQLITE_CANTOPEN: "store.cannot_open",
        sqlite3.SQLITE_PERM: "store.readonly",
    }
    return EnvironmentProblem(names[code], reason=str(original)) if code in names else None


def data_version(connection: Connection) -> int:
    """A number that differs from the last one seen on this very connection when another connection has committed."""
    return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())


def overwrite_what_goes(connection: Connection) -> None:
    """Let this connection write zeros over whatever it deletes, where the library was not built to do so anyway."""
    connection.exec_driver_sql("PRAGMA secure_delete = ON")


def cut_log(engine: Engine) -> None:
    """Move the write-ahead log into the file and empty it; while another window reads an older state, it stays."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()


def create_triggers(connection: Connection) -> None:
    """Create what the tables need beyond their definition. Idempotent."""
    for statement in _ddl():
        connection.exec_driver_sql(statement)


def integrity_problems(connection: Connection) -> list[str]:
    """What SQLite finds wrong with pages, rows, indexes and constraints of the file; at most 100 messages."""
    connection.exec_driver_sql("PRAGMA cache_size = -256000")  # indexes are read in their own order
    rows = connection.exec_driver_sql("PRAGMA integrity_check(100)").scalars().all()
    connection.exec_driver_sql("PRAGMA cache_size = -32000")
    return [str(row) for row in rows if row != "ok"]


def broken_references(connection: Connection) -> list[str]:
    """Rows that point at rows that are not there, as ``table row -> table``."""
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [f"{table} {row} -> {parent}" for table, row, parent, _ in rows]


def missing_triggers(connection: Connection) -> list[str]:
    """Names of triggers that the store relies on and the file does not have."""
    present = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars())
    wanted = [match.group(1) for statement in _ddl() if (match := _TRIGGER_NAME.search(statement))]
    return [name for name in wanted if name not in present]
