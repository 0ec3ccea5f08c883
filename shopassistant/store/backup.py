"""Copies of a store, taken and brought back while windows are open, with SQLite's own online backup.

https://www.sqlite.org/backup.html; a copy is taken from one read snapshot, a restore is one write transaction.
"""

import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from shopassistant.core.errors import EnvironmentProblem, NotFound, UserError
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.store.database import SCHEMA_VERSION

_PAGES_A_STEP = 4_000
_PATIENCE_S = 60.0


def copy_store(source: Path, target: Path, progress: Progress | None = None) -> None:
    """Copy `source` to `target` page by page; writers may go on meanwhile, the copy is one consistent moment.

    Args:
        source: the store.
        target: the copy; what was there is replaced when the copy is complete.
        progress: told ``backup.copying`` with pages done and in all; may cancel, which leaves `target` as it was.

    Raises:
        NotFound: ``store.missing``.
        UserError: ``backup.same_file``.
        EnvironmentProblem: ``backup.failed`` with the reason; `target` is then left as it was.
        Cancelled: by `progress`.
    """
    _require_two_files(source, target)
    scratch = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove(scratch)
        with closing(_open(source)) as reading, closing(sqlite3.connect(scratch, isolation_level=None)) as writing:
            _copy_pages(reading, writing, progress or NoProgress(), lambda: None)
            # One file that can be carried away, without a -wal beside it.
            writing.execute("PRAGMA journal_mode = DELETE")
        scratch.replace(target)
    except (sqlite3.Error, OSError) as error:
        raise EnvironmentProblem("backup.failed", path=str(target), reason=str(error)) from error
    finally:
        _remove(scratch)


def restore_store(
    backup: Path, target: Path, newest_version: str = SCHEMA_VERSION, progress: Progress | None = None
) -> Path | None:
    """Make `target` what `backup` holds, while windows may have `target` open.

    The backup is verified first, and migrated on a copy if it is older. The state of `target` until now is kept
    beside it, under a name that no earlier restore used. Open windows see the old state or the new, nothing between.

    Args:
        backup: a file made by `copy_store`; it is not changed.
        target: the store to overwrite; made if missing.
        newest_version: schema version this program knows; a newer backup is refused.
        progress: told ``backup.copying``; may cancel, which leaves `target` as it was.

    Returns:
        Where the state before now lies; None if there was none.

    Raises:
        NotFound: ``store.missing``.
        UserError: ``backup.same_file``.
        EnvironmentProblem: ``store.damaged``, ``store.foreign``, ``store.newer``, ``store.not_a_database``,
            ``store.busy`` or ``backup.failed``; `target` is left as it was.
        Cancelled: by `progress`.
    """
    _require_two_files(backup, target)
    version = _verify(backup, newest_version)
    if version == newest_version:
        return _restore(backup, target, progress or NoProgress())
    migrated = target.with_name(target.name + ".migrating")
    try:
        _migrated_copy(backup, migrated)
        return _restore(migrated, target, progress or NoProgress())
    finally:
        for leftover in migrated.parent.glob(migrated.name + "*"):
            leftover.unlink()


def _restore(backup: Path, target: Path, progress: Progress) -> Path | None:
    kept = _free_name(target) if target.exists() and target.stat().st_size else None
    whole = kept is not None and _is_readable(target)
    if kept is not None and not whole:
        _move_aside(target, kept)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with closing(_open(backup)) as reading, closing(sqlite3.connect(target, timeout=_PATIENCE_S)) as writing:
            writing.execute("PRAGMA journal_mode = WAL")
            writing.execute("PRAGMA synchronous = FULL")

            def keep() -> None:
                # Nobody else can write by now and nothing is overwritten yet: no sale falls between the two.
                if kept is not None and whole:
                    copy_store(target, kept)

            _copy_pages(reading, writing, progress, keep)
            writing.execute("PRAGMA journal_mode = WAL")
    except (sqlite3.Error, OSError) as error:
        raise EnvironmentProblem("backup.failed", path=str(target), reason=str(error)) from error
    return kept


def _copy_pages(
    reading: sqlite3.Connection, writing: sqlite3.Connection, progress: Progress, on_locked: Callable[[], None]
) -> None:
    """Copy all pages from one snapshot, in at least two steps; `on_locked` is called once the target is ours alone.

    Raises:
        EnvironmentProblem: ``store.busy``, a writer does not let go for a minute.
    """
    reading.execute("BEGIN")
    pages = int(reading.execute("PRAGMA page_count").fetchone()[0])
    reading.execute("SELECT count(*) FROM sqlite_master").fetchone()  # pins the snapshot for all steps
    waiting_since: float | None = None
    is_locked = False

    def step(status: int, remaining: int, total: int) -> None:
        nonlocal waiting_since, is_locked
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            waiting_since = waiting_since or time.monotonic()
            if time.monotonic() - waiting_since > _PATIENCE_S:
                raise EnvironmentProblem("store.busy", reason="backup")
            return
        waiting_since = None
        if not is_locked:
            is_locked = True
            on_locked()
        progress.report("backup.copying", total - remaining, total)

    reading.backup(writing, pages=min(_PAGES_A_STEP, max(1, pages // 2)), progress=step, sleep=0.05)
    reading.execute("ROLLBACK")


def _free_name(target: Path) -> Path:
    number = 1
    while (kept := target.with_name(f"{target.name}.before-restore-{number}")).exists():
        number += 1
    return kept


def _move_aside(target: Path, kept: Path) -> None:
    """What cannot be read cannot be written into either, so it makes room; its log goes along, for a rescue."""
    try:
        for ending in ("-wal", "-shm", ""):
            side = target.with_name(target.name + ending)
            if side.exists():
                shutil.move(side, kept.with_name(kept.name + ending))
    except OSError as error:
        raise EnvironmentProblem("backup.failed", path=str(kept), reason=str(error)) from error


def _is_readable(path: Path) -> bool:
    try:
        with closing(_open(path)) as reading:
            reading.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return bool(reading.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return False
        raise EnvironmentProblem("backup.failed", path=str(path), reason=str(error)) from error


def _verify(backup: Path, newest_version: str) -> str:
    """The schema version of a whole, known backup; raises EnvironmentProblem for any other file."""
    try:
        with closing(_open(backup)) as reading:
            if reading.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise EnvironmentProblem("store.damaged", reason="quick_check")
            tables = {name for (name,) in reading.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not {"alembic_version", "sale", "customer", "stock_movement"} <= tables:
                raise EnvironmentProblem("store.foreign")
            row = reading.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        not_ours = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_NOTADB
        code = "store.not_a_database" if not_ours else "store.damaged"
        raise EnvironmentProblem(code, reason=str(error)) from error
    if row is None:
        raise EnvironmentProblem("store.foreign")
    if str(row[0]) > newest_version:
        raise EnvironmentProblem("store.newer", version=row[0])
    return str(row[0])


def _migrated_copy(backup: Path, target: Path) -> None:
    """A copy of an older backup with the newest schema."""
    from shopassistant.store.database import open_store

    copy_store(backup, target)
    open_store(target).close()


def _require_two_files(source: Path, target: Path) -> None:
    if not source.exists():
        raise NotFound("store.missing", path=str(source))
    if target.exists() and source.samefile(target):
        raise UserError("backup.same_file", path=str(target))


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE_S, isolation_level=None)


def _remove(scratch: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):  # what cannot be removed is replaced by the next copy, or refused by it
            scratch.with_name(scratch.name + ending).unlink(missing_ok=True)
