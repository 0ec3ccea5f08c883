"""Moving what belongs to one customer to another and back, row by row, with nothing lost on the way."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from shopassistant.core.text import fold
from shopassistant.store.schema import (
    Base,
    Basket,
    Consent,
    Contact,
    Coupon,
    FollowUp,
    ImportantDate,
    Note,
    PointsEntry,
    RecommendationEvent,
    Redemption,
    Sale,
    UtcDateTime,
    WishlistItem,
)

# Everything that names a customer, apart from the audit trail and the merges themselves, which stay as written.
_MOVING: tuple[tuple[type[Base], InstrumentedAttribute[Any]], ...] = (
    (Sale, Sale.customer_id),
    (Basket, Basket.customer_id),
    (Contact, Contact.customer_id),
    (Consent, Consent.customer_id),
    (Note, Note.customer_id),
    (WishlistItem, WishlistItem.customer_id),
    (FollowUp, FollowUp.customer_id),
    (ImportantDate, ImportantDate.customer_id),
    (RecommendationEvent, RecommendationEvent.customer_id),
    (Coupon, Coupon.customer_id),
    (Redemption, Redemption.customer_id),
    (PointsEntry, PointsEntry.customer_id),
)
# What may be said twice: of these a merge keeps one.
Doubled = Contact | WishlistItem | ImportantDate
_BATCH = 500


def moving_ids(session: Session, customer_id: int) -> dict[str, list[int]]:
    """Ids of all rows that belong to a customer, by table."""
    return {
        table.__tablename__: list(session.scalars(select(_id(table)).where(owner == customer_id).order_by(_id(table))))
        for table, owner in _MOVING
    }


def doubles(session: Session, kept_id: int, absorbed_id: int) -> list[Doubled]:
    """Rows of the absorbed customer that say what a row of the kept one says already."""
    found: list[Doubled] = []
    for table in (Contact, WishlistItem, ImportantDate):
        has = {_meaning(row) for row in _rows(session, table, kept_id)}
        for row in _rows(session, table, absorbed_id):
            if _meaning(row) in has:
                found.append(row)
            has.add(_meaning(row))
    return found


def _rows(session: Session, table: type[Base], customer_id: int) -> list[Doubled]:
    columns = table.__table__.c
    found = session.scalars(select(table).where(columns.customer_id == customer_id).order_by(columns.id))
    return [row for row in found if isinstance(row, Doubled)]


def take(session: Session, rows: Iterable[Doubled]) -> dict[str, list[dict[str, Any]]]:
    """Delete `rows` and return all they held, as plain JSON values by table."""
    taken: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        taken.setdefault(row.__tablename__, []).append(as_json(row))
        session.delete(row)
    session.flush()
    return taken


def put_back(session: Session, taken: dict[str, list[dict[str, Any]]]) -> None:
    """Write the rows of `take` again, with the ids they had."""
    for table, _owner in _MOVING:
        for values in taken.get(table.__tablename__, ()):
            session.execute(insert(table).values(from_json(table, values)))


def move(session: Session, ids: dict[str, list[int]], source_id: int, target_id: int) -> None:
    """Give the rows `ids` of one customer to another; rows that have gone elsewhere or away since are left alone."""
    for table, owner in _MOVING:
        wanted = ids.get(table.__tablename__, [])
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            session.execute(
                update(table)
                .where(_id(table).in_(batch), owner == source_id)
                .values(customer_id=target_id)
                .execution_options(synchronize_session=False)
            )


def as_json(row: Base) -> dict[str, Any]:
    """The columns of a row as plain JSON values."""
    values = {column.name: getattr(row, column.name) for column in row.__table__.columns}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def from_json(table: type[Base], values: dict[str, Any]) -> dict[str, Any]:
    """What `as_json` made, as the columns take it."""
    moments = {column.name for column in table.__table__.columns if isinstance(column.type, UtcDateTime)}
    return {
        name: datetime.fromisoformat(value) if name in moments and isinstance(value, str) else value
        for name, value in values.items()
    }


def forget_session(session: Session) -> None:
    """Let the session read anew what was changed beneath it."""
    session.flush()
    session.expire_all()


def _id(table: type[Base]) -> Any:
    return table.__table__.c.id


def _meaning(row: Doubled) -> tuple[object, ...]:
    if isinstance(row, Contact):
        return row.kind, row.lookup
    if isinstance(row, WishlistItem):
        return row.product_id, row.variant_id
    return fold(row.label), row.month, row.day, row.year
