"""What somebody does with an alert: takes it on, puts it off, closes it with a reason, opens it again."""

from collections.abc import Sequence
from datetime import datetime

from shopassistant.core.changes import Changes
from shopassistant.core.errors import NotAllowed, NotFound, UserError
from shopassistant.inventory.alerts.kinds import CLOSE_REASONS
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Alert, Staff
from shopassistant.store.unit_of_work import UnitOfWork


def assign(store: Store, actor: Actor, alert_ids: Sequence[int], staff_id: int | None) -> Changes:
    """Say who looks into them, or nobody (None); managers may name anyone, others themselves.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``alert.unknown``, ``staff.unknown``.
        UserError: ``alert.closed``, ``alert.nothing``.
    """
    actor.require("associate" if staff_id is not None and staff_id == actor.staff_id else "manager")
    with store.begin(actor) as unit:
        if staff_id is not None:
            person = unit.session.get(Staff, staff_id)
            if person is None or not person.active:
                raise NotFound("staff.unknown", staff_id=staff_id)
        for row in _unsettled(unit, alert_ids):
            row.assigned_to_id = staff_id
            unit.audit("alert.assigned", "alert", row.id, staff_id=staff_id)
        unit.commit()
    return Changes(alerts=frozenset(alert_ids))


def snooze(store: Store, actor: Actor, alert_ids: Sequence[int], until: datetime) -> Changes:
    """Say nothing of them until then, unless they become graver; managers, and those they are assigned to.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``alert.unknown``.
        UserError: ``alert.until`` (not in the future), ``alert.closed``, ``alert.nothing``.
    """
    actor.require("associate")
    with store.begin(actor) as unit:
        rows = _unsettled(unit, alert_ids)
        _may_answer(actor, rows)
        if until <= unit.clock.now():
            raise UserError("alert.until", until_at=until.isoformat())
        for row in rows:
            row.status, row.snoozed_until = "snoozed", until
            unit.audit("alert.snoozed", "alert", row.id, until=until.isoformat())
        unit.commit()
    return Changes(alerts=frozenset(alert_ids))


def close(store: Store, actor: Actor, alert_ids: Sequence[int], reason: str) -> Changes:
    """Done with them; the same cause stays silent as long as it lasts, unless it becomes graver. Managers, and those
    they are assigned to.

    Args:
        reason: one of `CLOSE_REASONS`.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``alert.unknown``.
        UserError: ``alert.reason``, ``alert.closed``, ``alert.nothing``.
    """
    actor.require("associate")
    if reason not in CLOSE_REASONS:
        raise UserError("alert.reason", reason=reason, known=", ".join(CLOSE_REASONS))
    with store.begin(actor) as unit:
        rows = _unsettled(unit, alert_ids)
        _may_answer(actor, rows)
        for row in rows:
            row.status, row.snoozed_until = "closed", None
            row.closed_at, row.closed_by_id, row.close_reason = unit.clock.now(), actor.staff_id, reason
            unit.audit("alert.closed", "alert", row.id, reason=reason)
        unit.commit()
    return Changes(alerts=frozenset(alert_ids))


def reopen(store: Store, actor: Actor, alert_ids: Sequence[int]) -> Changes:
    """Take back that they were closed or put off; for undo. What went away by itself stays closed.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``alert.unknown``.
        UserError: ``alert.gone``, ``alert.nothing``.
    """
    actor.require("associate")
    with store.begin(actor) as unit:
        rows = _rows(unit, alert_ids)
        _may_answer(actor, rows)
        for row in rows:
            if "#" in row.fingerprint:
                raise UserError("alert.gone", alert_id=row.id)
            row.status, row.snoozed_until = "open", None
            row.closed_at = row.closed_by_id = row.close_reason = None
            unit.audit("alert.reopened", "alert", row.id)
        unit.commit()
    return Changes(alerts=frozenset(alert_ids))


def _may_answer(actor: Actor, rows: Sequence[Alert]) -> None:
    if actor.has_role("manager"):
        return
    if any(row.assigned_to_id is None or row.assigned_to_id != actor.staff_id for row in rows):
        raise NotAllowed("role.required", role="manager", actor=actor.name)


def _unsettled(unit: UnitOfWork, alert_ids: Sequence[int]) -> list[Alert]:
    rows = _rows(unit, alert_ids)
    for row in rows:
        if row.status == "closed":
            raise UserError("alert.closed", alert_id=row.id)
    return rows


def _rows(unit: UnitOfWork, alert_ids: Sequence[int]) -> list[Alert]:
    if not alert_ids:
        raise UserError("alert.nothing")
    rows = []
    for id_ in alert_ids:
        row = unit.session.get(Alert, id_)
        if row is None:
            raise NotFound("alert.unknown", alert_id=id_)
        rows.append(row)
    return rows
