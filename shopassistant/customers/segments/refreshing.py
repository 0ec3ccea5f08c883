"""Keeping members fresh: who came, who left, and when somebody last looked; reading first, writing short."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import NotFound, UserError
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.customers.segments.definitions import Definition, definition_from_json
from shopassistant.customers.segments.placing import Placing
from shopassistant.store.actor import Actor
from shopassistant.store.bulk import insert_columns
from shopassistant.store.database import Store
from shopassistant.store.schema import Segment, SegmentMember, SegmentRefresh
from shopassistant.store.unit_of_work import UnitOfWork

Longs = NDArray[np.int64]
# SQLite takes at most 32,766 parameters in one statement.
_BATCH = 5_000
# A definition that changes while its members are worked out is looked at anew this often, then left to the next look.
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Refreshed:
    """One segment after a look: how many are in, came and left."""

    segment_id: int
    members: int
    joined: int
    left: int


@dataclass(frozen=True, slots=True)
class Refreshing:
    """What a refresh did."""

    segments: tuple[Refreshed, ...]
    changes: Changes


def refresh(store: Store, actor: Actor, segment_id: int | None = None, progress: Progress | None = None) -> Refreshing:
    """Look who is in a segment now, or in every one in use; any staff member may.

    Members are worked out on a snapshot, so that tills wait only while the differences are written.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``segment.unknown``, also for an archived one.
        UserError: a definition that makes no sense any more; of many, the others are looked at first.
        Cancelled: by `progress`.
    """
    actor.require("associate")
    done: tuple[Refreshed, ...] = ()
    for _ in range(_TRIES):
        wanted, found, problem = _look(store, segment_id, progress or NoProgress())
        done, changed_meanwhile = _write(store, actor, wanted, found)
        if not changed_meanwhile:
            break
    if problem is not None:
        raise problem
    return Refreshing(done, Changes(segments=frozenset(one.segment_id for one in done)))


@dataclass(frozen=True, slots=True)
class _Wanted:
    segment_id: int
    version: int
    definition: Definition


def _look(
    store: Store, segment_id: int | None, progress: Progress
) -> tuple[list[_Wanted], dict[int, Longs], Exception | None]:
    """The segments, the members of those that could be placed, and the first problem with another."""
    with store.read() as session:
        now = store.clock.now()
        placing, found, problem = Placing(session, now, progress), {}, None
        wanted = []
        rows = _active(session, segment_id)
        for done, row in enumerate(rows):
            progress.report("segment.refreshing", done, len(rows))
            try:
                definition = definition_from_json(row.kind, row.definition)
                found[row.id] = placing.members(definition)
            except UserError as error:
                problem = problem or error
                continue
            wanted.append(_Wanted(row.id, row.version, definition))
    return wanted, found, problem


def _active(session: Session, segment_id: int | None) -> Sequence[Segment]:
    query = select(Segment).where(Segment.status == "active").order_by(Segment.id)
    if segment_id is None:
        return session.scalars(query).all()
    row = session.scalars(query.where(Segment.id == segment_id)).one_or_none()
    if row is None:
        raise NotFound("segment.unknown")
    return [row]


def _write(
    store: Store, actor: Actor, wanted: Sequence[_Wanted], found: dict[int, Longs]
) -> tuple[tuple[Refreshed, ...], bool]:
    """What was written, and whether a definition changed since it was read (nothing of that one is written)."""
    done, changed = [], False
    with store.begin(actor) as unit:
        now = unit.clock.now()
        for one in wanted:
            row = unit.session.get(Segment, one.segment_id)
            if row is None or row.status != "active":
                continue
            if row.version != one.version:
                changed = True
                continue
            done.append(write_members(unit, row, found[one.segment_id], now))
        if done:
            unit.audit(
                "segment.refreshed", "segment", done[0].segment_id if len(done) == 1 else None,
                segments=len(done), joined=sum(one.joined for one in done), left=sum(one.left for one in done),
            )  # fmt: skip
        unit.commit()
    return tuple(done), changed


def write_members(unit: UnitOfWork, segment: Segment, ids: Longs, now: datetime) -> Refreshed:
    """Let exactly `ids` be in, in this transaction; who stays keeps the day they came."""
    session = unit.session
    before = np.fromiter(
        session.scalars(select(SegmentMember.customer_id).where(SegmentMember.segment_id == segment.id)), np.int64
    )
    joined, left = np.setdiff1d(ids, before), np.setdiff1d(before, ids)
    for start in range(0, len(left), _BATCH):
        gone = left[start : start + _BATCH].tolist()
        session.execute(
            delete(SegmentMember)
            .where(SegmentMember.segment_id == segment.id, SegmentMember.customer_id.in_(gone))
            .execution_options(synchronize_session=False)
        )
    insert_columns(
        session.connection(),
        SegmentMember,
        {"segment_id": [segment.id] * len(joined), "customer_id": joined.tolist(), "since": [now] * len(joined)},
    )
    segment.members, segment.refreshed_at = len(ids), now
    counts = {"members": len(ids), "joined": len(joined), "left": len(left)}
    session.add(SegmentRefresh(segment_id=segment.id, version=segment.version, at=now, **counts))
    return Refreshed(segment.id, len(ids), len(joined), len(left))
