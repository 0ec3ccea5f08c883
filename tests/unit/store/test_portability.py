"""The same tables must be possible on PostgreSQL, where many terminals will share one store."""

import re
from pathlib import Path

from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from shopassistant.store.schema import Base

PACKAGE = Path(__file__).parents[3] / "shopassistant"


def test_every_table_and_index_compiles_for_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in Base.metadata.sorted_tables:
        statement = str(CreateTable(table).compile(dialect=dialect))
        assert "AUTOINCREMENT" not in statement
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=dialect))


def test_sql_that_only_sqlite_knows_stays_in_the_store() -> None:
    sqlite_only = re.compile(r"\bPRAGMA\b|\bsqlite_master\b|\bfts5\b|\bdialects\.sqlite\b|^import sqlite3", re.I | re.M)
    strays = [
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if "store" not in path.relative_to(PACKAGE).parts[:1] and sqlite_only.search(path.read_text("utf-8"))
    ]
    assert strays == []
