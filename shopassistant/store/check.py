"""Verifying a store: the file is whole, its schema is ours, and its books agree; nothing is changed."""

import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from sqlalchemy import func, inspect, select, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session

from shopassistant.core.progress import NoProgress, Progress
from shopassistant.store import sqlite
from shopassistant.store.check_rules import RULES, Rule
from shopassistant.store.database import SCHEMA_VERSION, Store
from shopassistant.store.schema import Base, Customer, Sale, SaleLine, StockMovement

_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be.

    Attributes:
        code: which rule is broken, such as ``"check.ledger"``; the desktop says it.
        count: how many rows break it (for damage: how many messages).
        examples: up to five of them, as staff would name them.
    """

    code: str
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was checked and found.

    Attributes:
        findings: empty if all is well.
        counts: rows by table name, to show that something was looked at.
        seconds: how long it took.
    """

    findings: tuple[Finding, ...]
    counts: dict[str, int]
    seconds: float

    @property
    def is_fine(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def to_json(self) -> dict[str, Any]:
        """Plain values for a file or another program."""
        return {"fine": self.is_fine, **asdict(self)}


def check_store(store: Store, progress: Progress | None = None) -> CheckReport:
    """Check the file, the schema and the books on one consistent moment, while others may go on writing.

    Args:
        store: an open store.
        progress: told ``check.rules`` and how many are done; may cancel.

    Returns:
        The report; damage that keeps rules from being checked is a finding of its own.
    """
    progress = progress or NoProgress()
    started = time.perf_counter()
    # SQLite computes outside Python's lock: the file and the books are checked side by side.
    with ThreadPoolExecutor(1, thread_name_prefix="check") as second:
        whole = second.submit(_file, store)
        try:
            books, counts = _books(store, progress)
        finally:
            findings = whole.result()
    return CheckReport((*findings, *books), counts, round(time.perf_counter() - started, 3))


def _file(store: Store) -> list[Finding]:
    with store.engine.connect() as connection:
        try:
            findings = [
                _finding("check.damaged", sqlite.integrity_problems(connection)),
                _finding("check.triggers", sqlite.missing_triggers(connection)),
            ]
        except DatabaseError as error:
            findings = [Finding("check.damaged", 1, (str(error.orig),))]
    return [finding for finding in findings if finding is not None]


def _books(store: Store, progress: Progress) -> tuple[list[Finding], dict[str, int]]:
    found: list[Finding | None] = []
    counts: dict[str, int] = {}
    with store.read() as session:
        try:
            missing = _schema_problems(session)
            found.append(_finding("check.schema", missing))
            found.append(_finding("check.foreign_keys", sqlite.broken_references(session.connection())))
            for done, rule in enumerate(RULES):
                progress.report("check.rules", done, len(RULES))
                found.append(_apply(rule, session, is_complete=not missing))
            counts = _counts(session)
        except DatabaseError as error:
            found.append(Finding("check.damaged", 1, (str(error.orig),)))
    return [finding for finding in found if finding is not None], counts


def _apply(rule: Rule, session: Session, *, is_complete: bool) -> Finding | None:
    """What breaks `rule`; a rule that asks for a table or column that is known to be missing finds nothing."""
    try:
        broken = rule.broken(session)
        return _finding(rule.code, broken if isinstance(broken, list) else session.scalars(broken))
    except OperationalError as error:
        if is_complete or "no such" not in str(error.orig):
            raise
        return None


def _finding(code: str, rows: Iterable[str]) -> Finding | None:
    broken = iter(rows)
    examples = tuple(islice(broken, _EXAMPLES))
    count = len(examples) + sum(1 for _ in broken)
    return Finding(code, count, examples) if count else None


def _schema_problems(session: Session) -> list[str]:
    """Tables and columns that are missing, and a version that is not this program's."""
    version = session.scalar(text("SELECT version_num FROM alembic_version"))
    problems = [] if version == SCHEMA_VERSION else [f"alembic_version {version}"]
    inspector = inspect(session.connection())
    present = set(inspector.get_table_names())
    for table in Base.metadata.sorted_tables:
        if table.name not in present:
            problems.append(table.name)
            continue
        columns = {column["name"] for column in inspector.get_columns(table.name)}
        problems += [f"{table.name}.{column.name}" for column in table.columns if column.name not in columns]
    return problems


def _counts(session: Session) -> dict[str, int]:
    tables: tuple[type[Base], ...] = (Customer, Sale, SaleLine, StockMovement)
    return {model.__tablename__: session.scalar(select(func.count()).select_from(model)) or 0 for model in tables}
