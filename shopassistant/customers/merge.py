"""Two customers who are one person: shown field by field first, merged in one step, and two again if it was a mistake.

What belonged to the absorbed customer (sales, baskets, contacts, consents, notes, wishes, promises, dates, advice)
moves to the one kept; what both had is kept once. The absorbed one stays as a row that leads to the other, so that its
number and its name still find the person. Consents all move: the newest word per purpose counts, whichever of the two
records it came from, because it is the person's last; of two at the same moment, the no.

Undoing gives back exactly what moved and restores every field that nobody has changed since. What came in after the
merge stays with the customer kept, who is the one it was written for. Several merges are undone in reverse order, so
that each finds what it left. Merging and undoing need a manager.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import NotFound, UserError
from shopassistant.customers import merge_rows
from shopassistant.customers.access import editable
from shopassistant.customers.consent import newest_consents
from shopassistant.customers.details import display_name
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Consent, Contact, Customer, CustomerMerge
from shopassistant.store.unit_of_work import UnitOfWork

# Fields somebody decides on; the number of the absorbed customer is not among them: it goes on leading to the kept one.
FIELDS = ("given_name", "family_name", "company", "street", "postcode", "city", "country", "language")
SIDES = ("kept", "absorbed")


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """One field of both customers.

    Attributes:
        suggestion: ``kept`` or ``absorbed``; the other one only where the kept has nothing.
        differs: both are filled, and not alike, so that somebody should look.
    """

    field: str
    kept_value: str
    absorbed_value: str
    suggestion: str
    differs: bool


@dataclass(frozen=True, slots=True)
class ConsentOutcome:
    """The word on one purpose that will count, and whose record it comes from (``kept`` or ``absorbed``)."""

    purpose: str
    granted: bool
    at: datetime
    side: str


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would do.

    Attributes:
        fields: every field, in the order of the form.
        moved: how many rows go over, by table.
        doubled: how many of them the kept customer has already, by table; they are dropped.
        consents: what will count, by purpose.
    """

    kept_id: int
    absorbed_id: int
    kept_name: str
    absorbed_name: str
    kept_number: str
    absorbed_number: str
    fields: tuple[FieldChoice, ...]
    moved: Mapping[str, int] = field(hash=False)
    doubled: Mapping[str, int] = field(hash=False)
    consents: tuple[ConsentOutcome, ...] = ()


@dataclass(frozen=True, slots=True)
class MergeResult:
    """A merge that was done; `merge_id` undoes it."""

    merge_id: int
    changes: Changes


def preview_merge(session: Session, kept_id: int, absorbed_id: int) -> MergePreview:
    """Both customers side by side, and what would move.

    Raises:
        NotFound: ``customers.unknown``.
        UserError: ``customers.merge_same``, ``customers.merged``, ``customers.erased``.
    """
    kept, absorbed = _mergeable(session, kept_id), _mergeable(session, absorbed_id)
    if kept_id == absorbed_id:
        raise UserError("customers.merge_same")
    twice = merge_rows.doubles(session, kept_id, absorbed_id)
    tables = [row.__tablename__ for row in twice]
    return MergePreview(
        kept_id=kept_id,
        absorbed_id=absorbed_id,
        kept_name=_name(kept),
        absorbed_name=_name(absorbed),
        kept_number=kept.number,
        absorbed_number=absorbed.number,
        fields=tuple(_choice(name, kept, absorbed) for name in FIELDS),
        moved={table: len(ids) for table, ids in merge_rows.moving_ids(session, absorbed_id).items()},
        doubled={table: tables.count(table) for table in dict.fromkeys(tables)},
        consents=_consents(session, kept_id, absorbed_id),
    )


def merge(
    store: Store, actor: Actor, kept_id: int, absorbed_id: int, choices: Mapping[str, str] | None = None
) -> MergeResult:
    """Make one customer of two.

    Args:
        choices: by field (see `FIELDS`) ``kept`` or ``absorbed``; the preview's suggestion where nothing is said.

    Raises:
        NotAllowed: the actor is no manager.
        NotFound: ``customers.unknown``.
        UserError: ``customers.merge_same``, ``customers.merge_choice``, ``customers.merged``, ``customers.erased``.
    """
    actor.require("manager")
    chosen = dict(choices or {})
    if not (chosen.keys() <= set(FIELDS) and set(chosen.values()) <= set(SIDES)):
        raise UserError("customers.merge_choice")
    with store.begin(actor) as unit:
        if kept_id == absorbed_id:
            raise UserError("customers.merge_same")
        kept, absorbed = editable(unit, kept_id), editable(unit, absorbed_id)
        before: dict[str, Any] = {"kept": merge_rows.as_json(kept), "absorbed": merge_rows.as_json(absorbed)}
        before["deleted"] = merge_rows.take(unit.session, merge_rows.doubles(unit.session, kept_id, absorbed_id))
        before["moved"] = merge_rows.moving_ids(unit.session, absorbed_id)
        before["demoted"] = _demote(unit.session, kept_id, absorbed_id)
        merge_rows.move(unit.session, before["moved"], absorbed_id, kept_id)
        _choose(unit, kept, absorbed, chosen)
        before["after"] = {side: merge_rows.as_json(row) for side, row in (("kept", kept), ("absorbed", absorbed))}
        row = CustomerMerge(
            kept_id=kept_id, absorbed_id=absorbed_id, at=unit.clock.now(), staff_id=actor.staff_id, before=before
        )
        unit.session.add(row)
        unit.session.flush()
        counts = {table: len(ids) for table, ids in before["moved"].items() if ids}
        unit.audit("customer.merged", "customer", kept_id, absorbed_id=absorbed_id, merge_id=row.id, moved=counts)
        unit.commit()
        return MergeResult(row.id, _changes(kept_id, absorbed_id, before))


def undo_merge(store: Store, actor: Actor, merge_id: int) -> Changes:
    """Make two customers again of what a merge made one; see the module for what goes where.

    Raises:
        NotAllowed: the actor is no manager.
        NotFound: ``customers.merge_unknown``.
        UserError: ``customers.merge_undone`` (already), ``customers.merge_order`` (a later merge of either, its
            ``merge_id``, must be undone first), ``customers.erased``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        session = unit.session
        row = session.get(CustomerMerge, merge_id)
        if row is None:
            raise NotFound("customers.merge_unknown")
        if row.undone_at is not None:
            raise UserError("customers.merge_undone")
        _refuse_out_of_order(session, row)
        kept, absorbed = session.get_one(Customer, row.kept_id), session.get_one(Customer, row.absorbed_id)
        for customer in (kept, absorbed):
            if customer.status == "erased":
                raise UserError("customers.erased", number=customer.number)
        before = row.before
        merge_rows.move(session, before["moved"], row.kept_id, row.absorbed_id)
        merge_rows.put_back(session, before["deleted"])
        merge_rows.forget_session(session)
        _promote(session, before["demoted"], row.absorbed_id)
        _restore(kept, before["kept"], before["after"]["kept"])
        _restore(absorbed, before["absorbed"], before["after"]["absorbed"])
        row.undone_at = unit.clock.now()
        unit.audit("customer.merge_undone", "customer", row.kept_id, absorbed_id=row.absorbed_id, merge_id=merge_id)
        unit.commit()
        return _changes(row.kept_id, row.absorbed_id, before)


def _mergeable(session: Session, customer_id: int) -> Customer:
    customer = session.get(Customer, customer_id)
    if customer is None:
        raise NotFound("customers.unknown")
    if customer.status == "merged":
        raise UserError("customers.merged", number=customer.number, kept_id=customer.merged_into_id)
    if customer.status == "erased":
        raise UserError("customers.erased", number=customer.number)
    return customer


def _choice(name: str, kept: Customer, absorbed: Customer) -> FieldChoice:
    mine, theirs = getattr(kept, name) or "", getattr(absorbed, name) or ""
    return FieldChoice(
        name, mine, theirs, "kept" if mine or not theirs else "absorbed", bool(mine and theirs and mine != theirs)
    )


def _choose(unit: UnitOfWork, kept: Customer, absorbed: Customer, chosen: Mapping[str, str]) -> None:
    for name in FIELDS:
        if chosen.get(name, _choice(name, kept, absorbed).suggestion) == "absorbed":
            setattr(kept, name, getattr(absorbed, name))
    kept.updated_at = absorbed.updated_at = unit.clock.now()
    absorbed.status = "merged"
    absorbed.merged_into_id = kept.id


def _consents(session: Session, kept_id: int, absorbed_id: int) -> tuple[ConsentOutcome, ...]:
    rows = session.scalars(select(Consent).where(Consent.customer_id.in_((kept_id, absorbed_id)))).all()
    return tuple(
        ConsentOutcome(purpose, row.granted, row.at, "kept" if row.customer_id == kept_id else "absorbed")
        for purpose, row in sorted(newest_consents(rows).items())
    )


def _demote(session: Session, kept_id: int, absorbed_id: int) -> list[int]:
    """Let the kept customer's main contacts stay the main ones. Returns the ids of those that no longer are."""
    main = select(Contact).where(Contact.is_primary)
    kinds = {row.kind for row in session.scalars(main.where(Contact.customer_id == kept_id))}
    demoted = [row for row in session.scalars(main.where(Contact.customer_id == absorbed_id)) if row.kind in kinds]
    for row in demoted:
        row.is_primary = False
    session.flush()
    return [row.id for row in demoted]


def _promote(session: Session, contact_ids: list[int], absorbed_id: int) -> None:
    for contact_id in contact_ids:
        contact = session.get(Contact, contact_id)
        if contact is not None and contact.customer_id == absorbed_id:
            contact.is_primary = True


def _restore(customer: Customer, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Every field that still holds what the merge wrote gets back what it held before."""
    now = merge_rows.as_json(customer)
    then = merge_rows.from_json(Customer, before)
    for name, value in then.items():
        if now[name] == after[name]:
            setattr(customer, name, value)


def _refuse_out_of_order(session: Session, row: CustomerMerge) -> None:
    both = (row.kept_id, row.absorbed_id)
    later = session.scalar(
        select(CustomerMerge.id)
        .where(
            CustomerMerge.id > row.id,
            CustomerMerge.undone_at.is_(None),
            or_(CustomerMerge.kept_id.in_(both), CustomerMerge.absorbed_id.in_(both)),
        )
        .order_by(CustomerMerge.id.desc())
        .limit(1)
    )
    if later is not None:
        raise UserError("customers.merge_order", merge_id=later)


def _changes(kept_id: int, absorbed_id: int, before: dict[str, Any]) -> Changes:
    moved = before["moved"]
    return Changes(
        customers=frozenset({kept_id, absorbed_id}),
        sales=frozenset(moved.get("sale", ())),
        baskets=frozenset(moved.get("basket", ())),
    )


def _name(customer: Customer) -> str:
    return display_name(customer.given_name, customer.family_name, customer.company, customer.number)
