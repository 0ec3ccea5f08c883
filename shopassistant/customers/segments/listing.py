"""Segments with how many are in and how that changed, their versions and looks; no numpy, fit for any list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from shopassistant.core.errors import NotFound
from shopassistant.customers.segments.definitions import Definition, definition_from_json
from shopassistant.store.schema import Segment, SegmentRefresh, SegmentVersion, Staff


@dataclass(frozen=True, slots=True)
class SegmentLine:
    """A segment.

    Attributes:
        kind: ``rule``, ``rfm`` or ``cluster``.
        members: at the last look, `refreshed_at`.
        staff: who made it, empty for the system.
    """

    id: int
    name: str
    description: str
    kind: str
    definition: Definition
    is_archived: bool
    version: int
    members: int
    refreshed_at: datetime | None
    created_at: datetime
    staff: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """What a segment meant from `made_at` on."""

    number: int
    name: str
    description: str
    definition: Definition
    made_at: datetime
    staff: str


@dataclass(frozen=True, slots=True)
class RefreshLine:
    """One look: how many were in, came and left."""

    at: datetime
    version: int
    members: int
    joined: int
    left: int


def list_segments(session: Session, *, archived: bool = False) -> tuple[SegmentLine, ...]:
    """Segments in use by name; with `archived`, those out of use behind them."""
    query = _lines().order_by(Segment.status, Segment.name.collate("NOCASE"), Segment.id)
    if not archived:
        query = query.where(Segment.status == "active")
    return tuple(_line(*row) for row in session.execute(query))


def load_segment(session: Session, segment_id: int) -> SegmentLine:
    """One segment, in use or not.

    Raises:
        NotFound: ``segment.unknown``.
    """
    found = session.execute(_lines().where(Segment.id == segment_id)).one_or_none()
    if found is None:
        raise NotFound("segment.unknown")
    return _line(*found)


def list_versions(session: Session, segment_id: int) -> tuple[VersionLine, ...]:
    """What a segment meant, the newest first.

    Raises:
        NotFound: ``segment.unknown``.
    """
    kind = load_segment(session, segment_id).kind
    rows = session.execute(
        select(SegmentVersion, Staff.name)
        .outerjoin(Staff, Staff.id == SegmentVersion.staff_id)
        .where(SegmentVersion.segment_id == segment_id)
        .order_by(SegmentVersion.number.desc())
    )
    return tuple(
        VersionLine(
            one.number, one.name, one.description, definition_from_json(kind, one.definition), one.made_at, staff or ""
        )
        for one, staff in rows
    )


def list_refreshes(session: Session, segment_id: int, limit: int = 100) -> tuple[RefreshLine, ...]:
    """The newest looks, the newest first."""
    rows = session.scalars(
        select(SegmentRefresh)
        .where(SegmentRefresh.segment_id == segment_id)
        .order_by(SegmentRefresh.at.desc(), SegmentRefresh.id.desc())
        .limit(limit)
    )
    return tuple(RefreshLine(one.at, one.version, one.members, one.joined, one.left) for one in rows)


def _lines() -> Select[*tuple[Any, ...]]:
    return select(Segment, Staff.name).outerjoin(Staff, Staff.id == Segment.staff_id)


def _line(row: Segment, staff: str | None) -> SegmentLine:
    return SegmentLine(
        row.id, row.name, row.description, row.kind, definition_from_json(row.kind, row.definition),
        row.status == "archived", row.version, row.members, row.refreshed_at, row.created_at, staff or "",
    )  # fmt: skip
