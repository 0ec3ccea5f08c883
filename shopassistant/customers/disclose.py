"""A customer asks what the shop knows of them: every row that names them, as one file that people and programs read."""

import json
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.errors import EnvironmentProblem
from shopassistant.customers.access import editable
from shopassistant.customers.erase import EMPTIED, GONE, STAYS, all_of
from shopassistant.customers.merge_rows import as_json
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Base, Customer, MailEvent, MailMessage, Sale, SaleLine, Segment, SegmentMember

Rows = list[dict[str, Any]]


def disclose(store: Store, actor: Actor, customer_id: int, path: Path) -> None:
    """Write all that is known of a customer, and of those merged into them, to `path` (JSON); it is noted who did.

    Raises:
        NotAllowed: the actor is no staff.
        NotFound: ``customers.unknown``.
        UserError: ``customers.merged``, ``customers.erased``.
        EnvironmentProblem: ``customers.not_saved``, the file cannot be written; then nothing is noted.
    """
    with store.begin(actor) as unit:
        editable(unit, customer_id)
        known = everything_about(unit.session, customer_id)
        unit.audit("customer.disclosed", "customer", customer_id)
        try:
            path.write_text(json.dumps(known, indent=2, ensure_ascii=False, default=str) + "\n", "utf-8")
        except OSError as error:
            raise EnvironmentProblem("customers.not_saved", path=str(path), reason=str(error)) from error
        unit.commit()


def everything_about(session: Session, customer_id: int) -> dict[str, Rows]:
    """Rows by table: what erasing would reach (`customers.erase`), with the lines of receipts, what became of letters,
    and the names of segments.
    """
    ids = all_of(session, customer_id)
    known = {Customer.__tablename__: _rows(session, Customer, "id", ids)}
    for table in (*GONE, *EMPTIED, *STAYS):
        known[table.__tablename__] = _rows(session, table, "customer_id", ids)
    for table, column, parent in ((SaleLine, "sale_id", Sale), (MailEvent, "message_id", MailMessage)):
        parents = [row["id"] for row in known[parent.__tablename__]]
        known[table.__tablename__] = _rows(session, table, column, parents)
    segments = [row["segment_id"] for row in known[SegmentMember.__tablename__]]
    names = dict(session.execute(select(Segment.id, Segment.name).where(Segment.id.in_(segments))).all())
    for row in known[SegmentMember.__tablename__]:
        row["segment"] = names[row["segment_id"]]
    return {name: rows for name, rows in known.items() if rows}


def _rows(session: Session, table: type[Base], column: str, ids: list[int]) -> Rows:
    found: Rows = []
    for start in range(0, len(ids), 500):
        where = table.__table__.c[column].in_(ids[start : start + 500])
        found += [as_json(row) for row in session.scalars(select(table).where(where))]
    return found
