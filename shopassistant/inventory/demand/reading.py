"""Plain numbers out of the store, some thousands of rows at a time and without an object for each of millions."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Select, extract
from sqlalchemy.orm import InstrumentedAttribute, Session

from shopassistant.core.progress import Progress

Longs = NDArray[np.int64]

# Few enough that no step holds the window: a thread that packs numbers lets nobody else run meanwhile.
_CHUNK = 10_000


def epoch(column: InstrumentedAttribute[datetime]) -> ColumnElement[int]:
    """Seconds since 1970-01-01 of a moment's column, in SQL."""
    return extract("epoch", column)


def in_sql(moment: datetime) -> datetime:
    """A moment as columns hold it."""
    return moment.astimezone(UTC)


def distinct(values: Longs) -> Longs:
    """int64, ascending, each once. By sorting, which lets other threads run; NumPy's own `unique` does not, and held
    the window for seconds with millions of numbers."""
    ordered = np.sort(values)
    return np.asarray(ordered[np.diff(ordered, prepend=ordered[:1] - 1) != 0])


def numbers(
    session: Session, statement: Select[*tuple[Any, ...]], width: int, progress: Progress, stage: str
) -> tuple[Longs, ...]:
    """The columns of a query of whole numbers, int64 (m,) each.

    Args:
        width: number of columns.
        progress: told `stage` now and then, with a total of 0: nobody counts first.

    Raises:
        Cancelled: by `progress`.
    """
    parts, done = [np.empty((0, width), np.int64)], 0
    for rows in chunks(session, statement):
        parts.append(np.fromiter(chain.from_iterable(rows), np.int64, width * len(rows)).reshape(-1, width))
        done += len(rows)
        progress.report(stage, done, 0)
    whole = np.concatenate(parts)
    return tuple(np.ascontiguousarray(column) for column in whole.T)


def chunks(session: Session, statement: Select[*tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    """Rows as the database gives them, some thousands at a time."""
    result = session.connection().execute(statement)
    cursor: Any = result.cursor
    try:
        while rows := cursor.fetchmany(_CHUNK):
            yield rows
    finally:
        result.close()
