"""Saving a segment: every change makes a version that can be brought back, and its members are there with it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import Conflict, NotFound, UserError
from shopassistant.core.progress import Progress
from shopassistant.customers.segments.conditions.matching import check
from shopassistant.customers.segments.definitions import (
    Definition,
    Rule,
    definition_from_json,
    definition_to_json,
    kind_of,
)
from shopassistant.customers.segments.placing import Placing
from shopassistant.customers.segments.refreshing import Refreshed, write_members
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Segment, SegmentVersion
from shopassistant.store.unit_of_work import UnitOfWork

ROLE = "manager"
LONGEST_NAME = 80
LONGEST_DESCRIPTION = 1_000


@dataclass(frozen=True, slots=True)
class Saved:
    """A segment as it was saved.

    Attributes:
        version: the number to give when saving it again; `restore_version` with the number before undoes this.
    """

    segment_id: int
    version: int
    members: Refreshed
    changes: Changes


def save_segment(
    store: Store,
    actor: Actor,
    name: str,
    definition: Definition,
    *,
    description: str = "",
    segment_id: int | None = None,
    version: int | None = None,
    progress: Progress | None = None,
) -> Saved:
    """Make a segment, or change one; managers only. Its members are worked out first and written with it.

    Args:
        segment_id: which to change; a new one without.
        version: what the change is based on; None does not ask.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``segment.name_missing``, ``segment.name_long``, ``segment.name_taken``,
            ``segment.description_long``, ``segment.kind_change``; a definition that makes no sense.
        NotFound: ``segment.unknown``, ``segment.clustering_unknown``.
        Conflict: ``segment.changed_meanwhile``.
        Cancelled: by `progress`; nothing was saved.
    """
    actor.require(ROLE)
    name, description = checked_words(name, description)
    _check(definition)
    with store.read() as session:
        ids = Placing(session, store.clock.now(), progress).members(definition)
    with store.begin(actor) as unit:
        row = _row(unit, segment_id, version, kind_of(definition))
        require_free_name(unit.session, name, row.id)
        row.name, row.description, row.definition = name, description, definition_to_json(definition)
        write_version(unit, row)
        members = write_members(unit, row, ids, unit.clock.now())
        unit.audit("segment.saved", "segment", row.id, version=row.version, kind=row.kind, members=members.members)
        unit.commit()
    return Saved(row.id, row.version, members, Changes(segments=frozenset({row.id})))


def restore_version(
    store: Store, actor: Actor, segment_id: int, number: int, progress: Progress | None = None
) -> Saved:
    """Let a segment mean what it meant in an older version, as a new one; managers only.

    Raises:
        NotFound: ``segment.unknown``, ``segment.version_unknown``.
        and what `save_segment` raises.
    """
    actor.require(ROLE)
    with store.read() as session:
        row = session.get(Segment, segment_id)
        if row is None:
            raise NotFound("segment.unknown")
        old = session.scalars(
            select(SegmentVersion).where(SegmentVersion.segment_id == segment_id, SegmentVersion.number == number)
        ).one_or_none()
        if old is None:
            raise NotFound("segment.version_unknown", number=number)
        definition = definition_from_json(row.kind, old.definition)
    return save_segment(
        store, actor, old.name, definition, description=old.description, segment_id=segment_id, progress=progress
    )


def archive_segment(store: Store, actor: Actor, segment_id: int) -> Changes:
    """Take a segment out of use; what points to it stays readable. Managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``segment.unknown``.
    """
    return _set_status(store, actor, segment_id, "archived")


def bring_back_segment(store: Store, actor: Actor, segment_id: int) -> Changes:
    """Use an archived segment again; its members are those of the last look until the next. Managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``segment.unknown``.
        UserError: ``segment.name_taken`` by one made since.
    """
    return _set_status(store, actor, segment_id, "active")


def _set_status(store: Store, actor: Actor, segment_id: int, status: str) -> Changes:
    actor.require(ROLE)
    with store.begin(actor) as unit:
        row = unit.session.get(Segment, segment_id)
        if row is None:
            raise NotFound("segment.unknown")
        if row.status != status:
            if status == "active":
                require_free_name(unit.session, row.name, row.id)
            row.status = status
            unit.audit(f"segment.{status}", "segment", row.id)
            unit.commit()
    return Changes(segments=frozenset({segment_id}))


def checked_words(name: str, description: str) -> tuple[str, str]:
    """Name and description as they are kept; raises UserError as `save_segment`."""
    name, description = " ".join(name.split()), description.strip()
    if not name:
        raise UserError("segment.name_missing")
    if len(name) > LONGEST_NAME:
        raise UserError("segment.name_long", most=LONGEST_NAME)
    if len(description) > LONGEST_DESCRIPTION:
        raise UserError("segment.description_long", most=LONGEST_DESCRIPTION)
    return name, description


def _check(definition: Definition) -> None:
    if isinstance(definition, Rule):
        check(definition.tree)
    else:  # a group or clustering may have been given by hand
        definition_from_json(kind_of(definition), definition_to_json(definition))


def _row(unit: UnitOfWork, segment_id: int | None, version: int | None, kind: str) -> Segment:
    """The row to write on, its version raised by one."""
    if segment_id is None:
        row = Segment(
            name="…", kind=kind, definition={}, version=1, members=0, created_at=unit.clock.now(),
            staff_id=unit.actor.staff_id, status="active",
        )  # fmt: skip
        unit.session.add(row)
        unit.session.flush()
        return row
    found = unit.session.get(Segment, segment_id)
    if found is None:
        raise NotFound("segment.unknown")
    if version is not None and found.version != version:
        raise Conflict("segment.changed_meanwhile", name=found.name)
    if found.kind != kind:
        raise UserError("segment.kind_change")
    found.version += 1
    return found


def require_free_name(session: Session, name: str, segment_id: int) -> None:
    """Raise UserError ``segment.name_taken`` where another segment in use has that name, however it is spelt."""
    names = session.scalars(select(Segment.name).where(Segment.status == "active", Segment.id != segment_id))
    for taken in names:
        if taken.casefold() == name.casefold():
            raise UserError("segment.name_taken", name=taken)


def write_version(unit: UnitOfWork, row: Segment) -> None:
    """Remember what the segment means now."""
    unit.session.add(
        SegmentVersion(
            segment_id=row.id,
            number=row.version,
            name=row.name,
            description=row.description,
            definition=row.definition,
            made_at=unit.clock.now(),
            staff_id=unit.actor.staff_id,
        )
    )
