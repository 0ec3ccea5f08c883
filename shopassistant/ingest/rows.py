"""Rows of tuples for the store's bulk insert, for the smaller tables of an import."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from shopassistant.ingest.table import Ints
from shopassistant.store.bulk import insert_columns
from shopassistant.store.schema.base import Base


def insert_rows(session: Session, model: type[Base], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> int:
    """Insert `rows`, tuples in the order of `columns`. Returns how many."""
    values = list(zip(*rows, strict=True))
    if not values:
        return 0
    return insert_columns(session.connection(), model, dict(zip(columns, values, strict=True)))


def moments(seconds: Ints) -> list[datetime]:
    """Seconds since 1970 as moments in UTC."""
    return [datetime.fromtimestamp(second, UTC) for second in seconds.tolist()]
