"""A proposed grouping becomes segments, in the place of those of the grouping before; and all of it back again."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import NotFound, UserError
from shopassistant.core.progress import Progress
from shopassistant.customers.segments.definitions import ClusterLabel, definition_from_json, definition_to_json
from shopassistant.customers.segments.keeping import ROLE, checked_words, require_free_name, write_version
from shopassistant.customers.segments.placing import Placing
from shopassistant.customers.segments.refreshing import write_members
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Clustering, Segment, SegmentMember, SegmentVersion
from shopassistant.store.unit_of_work import UnitOfWork

# A segment goes over to a new group when at least this share of both together are in both (Jaccard).
ALIKE = 0.4
Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Used:
    """The segment of each group; `undo_clustering` takes it back."""

    segment_ids: Mapping[int, int]
    changes: Changes


def use_clustering(
    store: Store,
    actor: Actor,
    clustering_id: int,
    words: Mapping[int, tuple[str, str]],
    progress: Progress | None = None,
) -> Used:
    """Let a proposed grouping's groups be segments; managers only.

    Segments of the grouping in use that hold mostly the same customers become those of the new one, as a new version
    under the new name; the others of it are archived.

    Args:
        words: name and description by label.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``segment.clustering_unknown``.
        UserError: ``segment.clustering_used``, ``segment.words_missing``, names as in `keeping.save_segment`.
        Cancelled: by `progress`; nothing was changed.
    """
    actor.require(ROLE)
    with store.read() as session:
        row = _proposed(session, clustering_id)
        labels = range(row.cluster_count)
        if not set(labels) <= set(words):
            raise UserError("segment.words_missing")
        placing = Placing(session, store.clock.now(), progress)
        members = {label: placing.members(ClusterLabel(clustering_id, label)) for label in labels}
    with store.begin(actor) as unit:
        row = _proposed(unit.session, clustering_id)
        before = _in_use(unit.session)
        taken = _successors(unit.session, before, members)
        made: dict[int, int] = {}
        undo: dict[str, object] = {"replaces": _replace_used(unit.session), "changed": {}, "archived": [], "made": []}
        for one in taken.values():  # a name may go from one of them to another
            one.name = f"… {one.id}"
        _archive_others(before, set(taken.values()), undo)
        for label in labels:
            made[label] = _write(unit, taken.get(label), ClusterLabel(clustering_id, label), words[label], undo)
            write_members(unit, unit.session.get_one(Segment, made[label]), members[label], unit.clock.now())
        row.status, row.figures = "used", {**row.figures, "undo": undo}
        unit.audit("clustering.used", "clustering", row.id, segments=list(made.values()))
        unit.commit()
    return Used(made, Changes(segments=frozenset({*made.values(), *(one.id for one in before)})))


def undo_clustering(store: Store, actor: Actor, clustering_id: int, progress: Progress | None = None) -> Changes:
    """Take a grouping out of use: its segments mean what they meant before, or are archived; managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``segment.clustering_unknown``.
        UserError: ``segment.clustering_not_used``, also where a newer one is in use; ``segment.name_taken``.
    """
    actor.require(ROLE)
    with store.begin(actor) as unit:
        row = unit.session.get(Clustering, clustering_id)
        if row is None:
            raise NotFound("segment.clustering_unknown")
        if row.status != "used" or "undo" not in row.figures:
            raise UserError("segment.clustering_not_used")
        undo = row.figures["undo"]
        touched = _take_back(unit, undo)
        if undo["replaces"] is not None:
            unit.session.get_one(Clustering, undo["replaces"]).status = "used"
        row.status, row.figures = "proposed", {name: told for name, told in row.figures.items() if name != "undo"}
        unit.audit("clustering.undone", "clustering", row.id)
        unit.commit()
    from shopassistant.customers.segments.refreshing import refresh

    for segment_id in touched:
        refresh(store, actor, segment_id, progress)
    return Changes(segments=frozenset({*touched, *undo["made"]}))


def _proposed(session: Session, clustering_id: int) -> Clustering:
    row = session.get(Clustering, clustering_id)
    if row is None:
        raise NotFound("segment.clustering_unknown")
    if row.status != "proposed":
        raise UserError("segment.clustering_used")
    return row


def _in_use(session: Session) -> list[Segment]:
    """Segments of groups."""
    query = select(Segment).where(Segment.kind == "cluster", Segment.status == "active").order_by(Segment.id)
    return list(session.scalars(query))


def _successors(session: Session, before: list[Segment], members: Mapping[int, Longs]) -> dict[int, Segment]:
    """By label the segment that goes over to it: pairs with the greatest overlap first, each once."""
    held = {
        one.id: np.fromiter(
            session.scalars(select(SegmentMember.customer_id).where(SegmentMember.segment_id == one.id)), np.int64
        )
        for one in before
    }
    pairs = []
    for one in before:
        for label, ids in members.items():
            both = len(np.intersect1d(held[one.id], ids))
            pairs.append((both / max(len(held[one.id]) + len(ids) - both, 1), label, one))
    found: dict[int, Segment] = {}
    for alike, label, one in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2].id)):
        if alike >= ALIKE and label not in found and one not in found.values():
            found[label] = one
    return found


def _replace_used(session: Session) -> int | None:
    """Id of the grouping that was in use."""
    found = None
    for row in session.scalars(select(Clustering).where(Clustering.status == "used").order_by(Clustering.id)):
        row.status, found = "replaced", row.id
    return found


def _archive_others(before: list[Segment], kept: set[Segment], undo: dict[str, object]) -> None:
    """Segments of the groups before that nobody goes over to."""
    gone = [one for one in before if one not in kept]
    for one in gone:
        one.status = "archived"
    undo["archived"] = [one.id for one in gone]


def _write(
    unit: UnitOfWork,
    segment: Segment | None,
    definition: ClusterLabel,
    words: tuple[str, str],
    undo: dict[str, object],
) -> int:
    name, description = checked_words(*words)
    if segment is None:
        segment = Segment(
            name=name, kind="cluster", version=0, members=0, status="active", created_at=unit.clock.now(),
            staff_id=unit.actor.staff_id, definition={},
        )  # fmt: skip
        unit.session.add(segment)
        unit.session.flush()
        undo["made"] = [*_ids(undo["made"]), segment.id]
    else:
        changed = undo["changed"]
        if not isinstance(changed, dict):
            raise TypeError("what to undo is kept by segment")
        changed[str(segment.id)] = segment.version
    unit.session.flush()
    require_free_name(unit.session, name, segment.id)
    segment.name, segment.description = name, description
    segment.definition, segment.version = definition_to_json(definition), segment.version + 1
    write_version(unit, segment)
    unit.session.flush()
    return segment.id


def _ids(found: object) -> list[int]:
    return list(found) if isinstance(found, list) else []


def _take_back(unit: UnitOfWork, undo: Mapping[str, object]) -> list[int]:
    """Ids of the segments in use again with what they meant before."""
    for made in _ids(undo["made"]):
        unit.session.get_one(Segment, made).status = "archived"
    touched = []
    changed = undo["changed"]
    for key, number in (changed if isinstance(changed, dict) else {}).items():
        segment = unit.session.get_one(Segment, int(key))
        old = unit.session.scalars(
            select(SegmentVersion).where(SegmentVersion.segment_id == segment.id, SegmentVersion.number == number)
        ).one()
        definition_from_json(segment.kind, old.definition)
        segment.name, segment.description, segment.definition = old.name, old.description, old.definition
        segment.version += 1
        write_version(unit, segment)
        touched.append(segment.id)
    for archived in _ids(undo["archived"]):
        segment = unit.session.get_one(Segment, archived)
        segment.status = "active"
        touched.append(segment.id)
    unit.session.flush()
    for segment_id in touched:
        require_free_name(unit.session, unit.session.get_one(Segment, segment_id).name, segment_id)
    return touched
