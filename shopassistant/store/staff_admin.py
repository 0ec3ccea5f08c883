"""Who works here, kept by the shop's administrator: all staff, leaving and coming back, another role, a new PIN."""

from dataclasses import dataclass

from sqlalchemy import func, select

from shopassistant.core.changes import Changes
from shopassistant.core.errors import NotFound, UserError
from shopassistant.store.actor import ROLES, Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Staff
from shopassistant.store.staff import add_staff, hash_pin
from shopassistant.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class StaffRecord:
    """Someone who works or worked here.

    Attributes:
        id: of the row.
        name: as shown.
        role: ``associate``, ``manager`` or ``administrator``.
        active: may sign in.
    """

    id: int
    name: str
    role: str
    active: bool


def all_staff(store: Store) -> tuple[StaffRecord, ...]:
    """Everybody, those who may sign in first, by name."""
    with store.read() as session:
        rows = session.scalars(select(Staff).order_by(Staff.active.desc(), Staff.name))
        return tuple(StaffRecord(row.id, row.name, row.role, row.active) for row in rows)


def hire(store: Store, actor: Actor, name: str, role: str, pin: str) -> int:
    """Add someone. Returns the id. Raises as `store.staff.add_staff`."""
    with store.begin(actor) as unit:
        staff_id = add_staff(unit, name, role, pin)
        unit.commit()
    return staff_id


def set_pin(store: Store, actor: Actor, staff_id: int, pin: str) -> Changes:
    """Give someone a new PIN; an administrator for anybody, everybody for oneself. It also lifts a lock.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``staff.pin_short``, ``staff.pin_digits``.
        NotFound: ``staff.unknown``.
    """
    if actor.staff_id != staff_id:
        actor.require("administrator")
    pin_hash = hash_pin(pin)  # slow by design, so before the store is held
    with store.begin(actor) as unit:
        member = _member(unit, staff_id)
        member.pin_hash = pin_hash
        member.failed_attempts = 0
        member.locked_until = None
        unit.audit("staff.pin_changed", "staff", staff_id)
        unit.commit()
    return Changes()


def set_active(store: Store, actor: Actor, staff_id: int, active: bool) -> Changes:
    """Let someone sign in or no longer; what they did stays theirs. Administrators only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``staff.unknown``.
        UserError: ``staff.last_administrator``, nobody else could manage the shop.
    """
    actor.require("administrator")
    with store.begin(actor) as unit:
        member = _member(unit, staff_id)
        if not active and member.role == "administrator" and _administrators(unit) <= 1:
            raise UserError("staff.last_administrator", name=member.name)
        member.active = active
        unit.audit("staff.activated" if active else "staff.deactivated", "staff", staff_id)
        unit.commit()
    return Changes()


def set_role(store: Store, actor: Actor, staff_id: int, role: str) -> Changes:
    """Give someone another role; who is signed in somewhere gets it with the next sign-in. Administrators only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``staff.unknown``.
        UserError: ``staff.role_unknown``; ``staff.last_administrator``, nobody else could manage the shop.
    """
    actor.require("administrator")
    if role not in ROLES:
        raise UserError("staff.role_unknown", role=role)
    with store.begin(actor) as unit:
        member = _member(unit, staff_id)
        is_last = member.active and member.role == "administrator" and _administrators(unit) <= 1
        if is_last and role != "administrator":
            raise UserError("staff.last_administrator", name=member.name)
        if member.role != role:
            unit.audit("staff.role_changed", "staff", staff_id, before=member.role, after=role)
            member.role = role
            unit.commit()
    return Changes()


def _member(unit: UnitOfWork, staff_id: int) -> Staff:
    member = unit.session.get(Staff, staff_id)
    if member is None:
        raise NotFound("staff.unknown")
    return member


def _administrators(unit: UnitOfWork) -> int:
    query = select(func.count()).select_from(Staff).where(Staff.role == "administrator", Staff.active)
    return int(unit.session.scalar(query) or 0)
