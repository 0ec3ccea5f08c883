"""Who fits a tree of conditions: all of them for a segment, their number while somebody is typing, a few to look at."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlalchemy.orm import Session

from shopassistant.customers.segments.conditions.sql import customers
from shopassistant.customers.segments.conditions.tree import from_json
from shopassistant.store.schema import Customer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def check(tree: Mapping[str, object]) -> None:
    """Refuse a tree that makes no sense.

    Raises:
        UserError: ``condition.*``, see `tree.from_json`.
    """
    from_json(tree)


def matching(session: Session, tree: Mapping[str, object], now: datetime) -> "NDArray[np.int64]":
    """Ids of the active customers who fit, int64 (n,), ascending.

    Args:
        now: later sales are not seen, and periods end here.

    Raises:
        UserError: ``condition.*``.
    """
    import numpy as np

    query = customers(from_json(tree), now).order_by(Customer.id)
    return np.fromiter(session.scalars(query), np.int64)


def counting(session: Session, tree: Mapping[str, object], now: datetime) -> int:
    """How many fit.

    Raises:
        UserError: ``condition.*``.
    """
    query = customers(from_json(tree), now)
    return int(session.scalar(query.with_only_columns(func.count(), maintain_column_froms=True)) or 0)


def sampling(session: Session, tree: Mapping[str, object], now: datetime, most: int = 50) -> list[int]:
    """Ids of some who fit, the newest customers first.

    Raises:
        UserError: ``condition.*``.
    """
    query = customers(from_json(tree), now).order_by(Customer.id.desc()).limit(most)
    return list(session.scalars(query))
