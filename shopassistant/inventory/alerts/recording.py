"""Brings the alerts up to date with what was found: each cause speaks once, is kept while it lasts, and goes by itself.

An alert is told by its fingerprint. While its row is open or snoozed, or closed with the cause still there, the same
finding only refreshes the figures; it speaks again when it has become graver than it was when somebody closed it, or
when it went away in between. A closed row whose cause went away gets the end of its episode written behind its
fingerprint, which makes room for the next one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select, update

from shopassistant.inventory.alerts.kinds import GONE, SEVERITIES, Found
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Alert
from shopassistant.store.unit_of_work import UnitOfWork

_EPISODE = "#"


@dataclass(frozen=True, slots=True)
class Told:
    """What a look at the stock changed.

    Attributes:
        opened: ids of alerts that are new, or speak again.
        gone: ids of those whose cause went away.
    """

    opened: tuple[int, ...]
    gone: tuple[int, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.opened and not self.gone


def record(store: Store, actor: Actor, found: Iterable[Found]) -> Told:
    """Write what was found; nothing is written where nothing is different.

    Args:
        actor: the system, or whoever asked for a look.
        found: everything that holds now; what is not among it has gone.

    Raises:
        NotAllowed: ``role.required``, from an actor below associate.
    """
    actor.require("associate")
    now = store.clock.now()
    wanted = {one.fingerprint: one for one in found}
    with store.begin(actor) as unit:
        rows = {row.fingerprint: row for row in unit.session.scalars(_unended())}
        opened = [_again(unit, rows[mark], one, now) for mark, one in wanted.items() if mark in rows]
        opened += [_first(unit, one, now) for mark, one in wanted.items() if mark not in rows and one.fires]
        gone = [_ended(unit, row, now) for mark, row in rows.items() if mark not in wanted]
        told = Told(tuple(id_ for id_ in opened if id_), tuple(id_ for id_ in gone if id_))
        if unit.session.dirty or unit.session.new or not told.is_nothing:
            unit.commit()
    return told


def _unended() -> Select[Alert]:
    """Rows whose cause is there, as far as is known."""
    return select(Alert).where(~Alert.fingerprint.contains(_EPISODE))


def _first(unit: UnitOfWork, found: Found, now: datetime) -> int:
    row = Alert(
        kind=found.kind, severity=found.severity, variant_id=found.variant_id, location_id=found.location_id,
        supplier_id=found.supplier_id, order_id=found.order_id, figures=found.figures, fingerprint=found.fingerprint,
        status="open", opened_at=now, seen_at=now,
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    unit.audit("alert.opened", "alert", row.id, kind=found.kind, severity=found.severity)
    return row.id


def _again(unit: UnitOfWork, row: Alert, found: Found, now: datetime) -> int | None:
    """The id where it speaks again."""
    graver = SEVERITIES.index(found.severity) > SEVERITIES.index(row.severity)
    waited = row.status == "snoozed" and row.snoozed_until is not None and row.snoozed_until <= now
    speaks = waited or (graver and row.status != "open")
    if found.figures != row.figures or found.severity != row.severity:
        row.figures, row.severity, row.seen_at = found.figures, found.severity, now
    if not speaks:
        return None
    row.status, row.opened_at, row.seen_at = "open", now, now
    row.snoozed_until = row.closed_at = row.closed_by_id = row.close_reason = None
    unit.audit("alert.opened", "alert", row.id, kind=row.kind, severity=row.severity, again=True)
    return row.id


def _ended(unit: UnitOfWork, row: Alert, now: datetime) -> int | None:
    """The id where it was open until now."""
    was_open = row.status != "closed"
    row.fingerprint = f"{row.fingerprint}{_EPISODE}{row.id}"
    if not was_open:
        return None
    row.status, row.closed_at, row.close_reason, row.snoozed_until = "closed", now, GONE, None
    unit.audit("alert.gone", "alert", row.id, kind=row.kind)
    return row.id


def forget_assignee(unit: UnitOfWork, staff_id: int) -> None:
    """Nobody's any longer: what was assigned to someone who left."""
    unit.session.execute(
        update(Alert).where(Alert.assigned_to_id == staff_id, Alert.status != "closed").values(assigned_to_id=None)
    )
