"""What a large import asks of the store: free ids, ids by code, and which of a million fingerprints it knows."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Table, func, inspect, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session

from shopassistant.store.schema.base import Base

# Values of one IN (...), safely below every database's limit.
AT_ONCE = 900
# From this share of the stored keys on, reading all of them is faster than asking for some.
_READ_ALL = 8


def next_id(session: Session, model: type[Base]) -> int:
    """The first id that no row of the table has, nor ever had where the table gives no id twice.

    Only within a unit of work, which holds the write lock, is it still free when it is used.
    """
    table = model.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{model.__name__} is mapped to no single table")
    highest = session.scalar(select(func.max(table.c.id))) or 0
    if table.dialect_options["sqlite"].get("autoincrement") and inspect(session.connection()).dialect.name == "sqlite":
        query = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        highest = max(highest, session.execute(query, {"name": table.name}).scalar() or 0)
    return int(highest) + 1


def ids_by(
    session: Session, key: InstrumentedAttribute[Any], value: InstrumentedAttribute[Any], wanted: Iterable[Any]
) -> dict[Any, Any]:
    """`value` by `key` for those of `wanted` that are there."""
    found: dict[Any, Any] = {}
    iterator = iter(wanted)
    while chunk := list(islice(iterator, AT_ONCE)):
        found.update(session.execute(select(key, value).where(key.in_(chunk))).all())
    return found


def known_keys(
    session: Session, column: InstrumentedAttribute[Any], keys: npt.NDArray[np.uint64]
) -> npt.NDArray[np.bool_]:
    """Which of 16-byte `keys`, an array of shape (n, 2), stand in `column`."""
    count = session.scalar(select(func.count(column))) or 0
    wanted = np.ascontiguousarray(keys.astype("<u8")).view("V16").ravel()
    if not count or not len(wanted):
        return np.zeros(len(wanted), dtype=bool)
    values = wanted.tolist()
    if count <= _READ_ALL * len(wanted):
        query = str(select(column).where(column.is_not(None)).compile(dialect=session.connection().dialect))
        found = {bytes(row[0]) for row in session.connection().exec_driver_sql(query)}
    else:
        found = set()
        for start in range(0, len(values), AT_ONCE):
            found.update(session.scalars(select(column).where(column.in_(values[start : start + AT_ONCE]))))
    return np.fromiter((key in found for key in values), dtype=bool, count=len(values))


def defer_foreign_keys(session: Session) -> None:
    """Check foreign keys when the transaction commits, so that rows may point at rows that follow."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    else:
        connection.exec_driver_sql("SET CONSTRAINTS ALL DEFERRED")
