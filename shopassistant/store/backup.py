"""Copies of a store, taken and brought back while windows are open, with SQLite's own online backup."""

import sqlite3
from contextlib import closing
from pathlib import Path

from shopassistant.core.errors import EnvironmentProblem, NotFound, UserError


def copy_store(source: Path, target: Path) -> None:
    """Copy `source` to `target` page by page; writers may go on meanwhile, the copy is one consistent moment.

    Raises:
        NotFound: ``store.missing``.
        UserError: ``backup.same_file``.
        EnvironmentProblem: ``backup.failed`` with the reason; `target` is then left as it was.
    """
    if not source.exists():
        raise NotFound("store.missing", path=str(source))
    if target.exists() and source.samefile(target):
        raise UserError("backup.same_file", path=str(target))
    scratch = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        scratch.unlink(missing_ok=True)
        with closing(_open(source)) as reading, closing(sqlite3.connect(scratch)) as writing:
            reading.backup(writing)
            # One file that can be carried away, without a -wal beside it.
            writing.execute("PRAGMA journal_mode = DELETE")
        scratch.replace(target)
    except (sqlite3.Error, OSError) as error:
        scratch.unlink(missing_ok=True)
        raise EnvironmentProblem("backup.failed", path=str(target), reason=str(error)) from error


def restore_store(backup: Path, target: Path, newest_version: str) -> Path | None:
    """Make `target` what `backup` holds, while windows may have `target` open.

    The backup is verified first; the present state of `target` is kept beside it.

    Args:
        backup: a file made by `copy_store`.
        target: the store to overwrite; made if missing.
        newest_version: schema version this program knows; a newer backup is refused.

    Returns:
        Where the state before now lies; None if there was none.

    Raises:
        NotFound, UserError, EnvironmentProblem: with `target` untouched.
    """
    if not backup.exists():
        raise NotFound("store.missing", path=str(backup))
    if target.exists() and backup.samefile(target):
        raise UserError("backup.same_file", path=str(target))
    _verify(backup, newest_version)
    kept = None
    if target.exists():
        kept = target.with_name(target.name + ".before-restore")
        copy_store(target, kept)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with closing(_open(backup)) as reading, closing(sqlite3.connect(target, timeout=60)) as writing:
            reading.backup(writing)
            writing.execute("PRAGMA journal_mode = WAL")
    except (sqlite3.Error, OSError) as error:
        raise EnvironmentProblem("backup.failed", path=str(target), reason=str(error)) from error
    return kept


def _verify(backup: Path, newest_version: str) -> None:
    try:
        with closing(_open(backup)) as reading:
            if reading.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise EnvironmentProblem("store.damaged", reason="quick_check")
            row = reading.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError as error:
        raise EnvironmentProblem("store.foreign") from error
    except sqlite3.DatabaseError as error:
        raise EnvironmentProblem("store.not_a_database") from error
    if row is None:
        raise EnvironmentProblem("store.foreign")
    if str(row[0]) > newest_version:
        raise EnvironmentProblem("store.newer", version=row[0])


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=60)
