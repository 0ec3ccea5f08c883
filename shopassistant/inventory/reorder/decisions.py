"""Answers to advice: not now, no and why, or ordered; each is asked for once and can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from shopassistant.core.changes import Changes
from shopassistant.core.errors import NotFound, UserError
from shopassistant.inventory.posting import check_variants, place
from shopassistant.inventory.reorder.lines import Line
from shopassistant.inventory.reorder.reasons import REASONS
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import AdviceDecision
from shopassistant.store.unit_of_work import UnitOfWork

ROLE = "manager"
LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered.

    Attributes:
        advised_units: what the advice said, remembered with the answer.
        units: what to order instead of it; only for orders.
    """

    variant_id: int
    location_id: int
    supplier_id: int
    advised_units: int
    units: int


@dataclass(frozen=True, slots=True)
class Decided:
    """What was written; `take_back` undoes it."""

    decision_ids: tuple[int, ...]
    changes: Changes


def answer(line: Line, units: int | None = None) -> Answer:
    """An answer to a line, ordering `units` of it (as many as advised by default)."""
    return Answer(
        line.variant_id, line.location_id, line.supplier_id, line.units, line.units if units is None else units
    )


def snooze(store: Store, actor: Actor, answers: Sequence[Answer], until: date) -> Decided:
    """Ask again on that day, or before if clearly more is needed; managers only.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``reorder.nothing``, ``reorder.until``, the day is past.
        NotFound: ``variant.unknown``, ``location.unknown``.
    """
    actor.require(ROLE)
    with store.begin(actor) as unit:
        if until <= unit.clock.now().date():
            raise UserError("reorder.until", until_on=until.isoformat())
        decided = _write(unit, answers, "snoozed", None, "", until)
        unit.commit()
    return decided


def dismiss(store: Store, actor: Actor, answers: Sequence[Answer], reason: str, note: str = "") -> Decided:
    """Say no, and why; the reason is learned. Managers only.

    Args:
        reason: one of `REASONS`.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``reorder.nothing``, ``reorder.reason``, ``reorder.note_long``.
        NotFound: ``variant.unknown``, ``location.unknown``.
    """
    actor.require(ROLE)
    if reason not in REASONS:
        raise UserError("reorder.reason", reason=reason, known=", ".join(REASONS))
    if len(note.strip()) > LONGEST_NOTE:
        raise UserError("reorder.note_long", most=LONGEST_NOTE)
    days = REASONS[reason]
    with store.begin(actor) as unit:
        until = None if days is None else unit.clock.now().date() + timedelta(days=days)
        decided = _write(unit, answers, "dismissed", reason, note.strip(), until)
        unit.commit()
    return decided


def take_back(store: Store, actor: Actor, decision_ids: Sequence[int]) -> Changes:
    """Undo answers, so that the question is open again; managers only. An order stays: it is cancelled as an order.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``reorder.decision_unknown``.
    """
    actor.require(ROLE)
    with store.begin(actor) as unit:
        rows = [unit.session.get(AdviceDecision, id_) for id_ in decision_ids]
        variants: set[int] = set()
        for id_, row in zip(decision_ids, rows, strict=True):
            if row is None:
                raise NotFound("reorder.decision_unknown", decision_id=id_)
            variants.add(row.variant_id)
            unit.session.delete(row)
            unit.audit("advice.taken_back", "variant", row.variant_id, kind=row.kind, reason=row.reason)
        unit.commit()
    return Changes(variants=frozenset(variants))


def record(
    unit: UnitOfWork, given: Answer, kind: str, reason: str | None, note: str, until: date | None, line_id: int | None
) -> AdviceDecision:
    """One decision's row and its audit row, within a transaction that may do more."""
    row = AdviceDecision(
        variant_id=given.variant_id, location_id=given.location_id, kind=kind, reason=reason, note=note, until=until,
        advised_units=max(given.advised_units, 0), order_line_id=line_id, staff_id=unit.actor.staff_id,
        at=unit.clock.now(),
    )  # fmt: skip
    unit.session.add(row)
    unit.audit(
        f"advice.{kind}", "variant", given.variant_id, location_id=given.location_id, reason=reason,
        advised=given.advised_units, until=None if until is None else until.isoformat(),
    )  # fmt: skip
    return row


def open_decisions(store: Store, today: date) -> tuple[AdviceDecision, ...]:
    """Answers that still hold, the newest first, for a list to take them back from."""
    with store.read() as session:
        query = (
            select(AdviceDecision)
            .where(AdviceDecision.kind != "ordered")
            .where(AdviceDecision.until.is_(None) | (AdviceDecision.until > today))
            .order_by(AdviceDecision.at.desc(), AdviceDecision.id.desc())
        )
        return tuple(session.scalars(query))


def _write(
    unit: UnitOfWork, answers: Sequence[Answer], kind: str, reason: str | None, note: str, until: date | None
) -> Decided:
    if not answers:
        raise UserError("reorder.nothing")
    check_variants(unit, [one.variant_id for one in answers])
    for location_id in {one.location_id for one in answers}:
        place(unit, location_id)
    rows = [record(unit, one, kind, reason, note, until, None) for one in answers]
    unit.session.flush()
    return Decided(tuple(row.id for row in rows), Changes(variants=frozenset(one.variant_id for one in answers)))
