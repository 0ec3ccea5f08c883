"""Staff and their PINs: sign-in, quick switch, a manager's word for one action."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.core.errors import NotAllowed, NotFound, UserError
from shopassistant.store.actor import ROLES, Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import AuditEntry, Staff
from shopassistant.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from argon2 import PasswordHasher

MOST_FAILURES = 5
LOCKED_FOR = timedelta(minutes=5)
SHORTEST_PIN = 4
_REFUSED = "staff.approval_refused"


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Someone who can sign in, without the PIN."""

    id: int
    name: str
    role: str


def list_staff(store: Store) -> list[StaffMember]:
    """Active staff by name."""
    with store.read() as session:
        rows = session.scalars(select(Staff).where(Staff.active).order_by(Staff.name))
        return [StaffMember(row.id, row.name, row.role) for row in rows]


def add_staff(unit: UnitOfWork, name: str, role: str, pin: str) -> int:
    """Add someone; administrators only, but the very first may be added by anyone (setting up a shop).

    Returns:
        The new id.

    Raises:
        UserError: ``staff.name_missing``, ``staff.role_unknown``, ``staff.pin_short``, ``staff.pin_digits``,
            ``staff.name_taken``.
        NotAllowed: not an administrator.
    """
    if unit.session.scalar(select(func.count()).select_from(Staff)):
        unit.actor.require("administrator")
    if role not in ROLES:
        raise UserError("staff.role_unknown", role=role)
    if not name.strip():
        raise UserError("staff.name_missing")
    if unit.session.scalar(select(Staff.id).where(Staff.name == name.strip())):
        raise UserError("staff.name_taken", name=name.strip())
    member = Staff(name=name.strip(), role=role, pin_hash=hash_pin(pin), created_at=unit.clock.now())
    unit.session.add(member)
    unit.session.flush()
    unit.audit("staff.added", "staff", member.id, role=role)
    return member.id


def hash_pin(pin: str) -> str:
    """Argon2id hash of a PIN. Raises UserError for one that is too short or not digits."""
    if not pin.isascii() or not pin.isdecimal():
        raise UserError("staff.pin_digits")
    if len(pin) < SHORTEST_PIN:
        raise UserError("staff.pin_short", least=SHORTEST_PIN)
    return _hasher().hash(pin)


def sign_in(store: Store, staff_id: int, pin: str) -> Actor:
    """The actor behind `staff_id`, if the PIN is right. Five wrong ones lock the name for five minutes.

    Raises:
        NotFound: ``staff.unknown``.
        NotAllowed: ``staff.wrong_pin`` (with ``count`` tries left) or ``staff.locked`` (with ``minutes``).
    """
    with store.begin(Actor("system", "sign-in")) as unit:
        member = unit.session.get(Staff, staff_id)
        if member is None or not member.active:
            raise NotFound("staff.unknown")
        now = unit.clock.now()
        if member.locked_until is not None and member.locked_until > now:
            minutes = int((member.locked_until - now).total_seconds() // 60) + 1
            raise NotAllowed("staff.locked", minutes=minutes)
        pin_hash = member.pin_hash
    # Verifying takes tens of milliseconds by design, so the store is not held meanwhile.
    if not verify_pin(pin_hash, pin):
        raise _failed(store, staff_id)
    with store.begin(Actor("staff", member.name, member.id, member.role)) as unit:
        member = unit.session.get_one(Staff, staff_id)
        member.failed_attempts = 0
        member.locked_until = None
        unit.audit("staff.signed_in", "staff", staff_id)
        unit.commit()
    return Actor("staff", member.name, member.id, member.role)


def approve(store: Store, asking: Actor, pin: str, role: str = "manager") -> Actor:
    """Whoever of at least `role` has this PIN; for one action at somebody else's terminal.

    Every answer is in the audit trail. Five wrong PINs within five minutes lock approvals for whoever asks, not the
    managers' names: nobody may keep a manager out by guessing.

    Args:
        asking: at whose terminal the PIN is typed.

    Raises:
        NotAllowed: ``staff.wrong_pin`` (with ``count`` tries left), nobody of that role has it; ``staff.locked`` (with
            ``minutes``).
    """
    with store.read() as session:
        now = store.clock.now()
        if wait := _approval_lock(session, asking, now):
            raise NotAllowed("staff.locked", minutes=_whole_minutes(wait))
        ranks = ROLES[ROLES.index(role) :]
        members = list(session.scalars(select(Staff).where(Staff.active, Staff.role.in_(ranks)).order_by(Staff.id)))
    free = [member for member in members if member.locked_until is None or member.locked_until <= now]
    found = next((member for member in free if verify_pin(member.pin_hash, pin)), None)
    if found is None:
        raise _refused(store, asking, role)
    with store.begin(asking) as unit:
        unit.audit("staff.approved", "staff", found.id, role=role)
        unit.commit()
    return Actor("staff", found.name, found.id, found.role)


def verify_pin(pin_hash: str, pin: str) -> bool:
    """Whether `pin` is the one behind `pin_hash`; takes tens of milliseconds by design."""
    from argon2.exceptions import VerificationError

    try:
        return bool(_hasher().verify(pin_hash, pin))
    except VerificationError:
        return False


def _refused(store: Store, asking: Actor, role: str) -> NotAllowed:
    with store.begin(asking) as unit:
        unit.audit(_REFUSED, "staff", None, role=role)
        unit.session.flush()
        count = len(_refusals(unit.session, asking, unit.clock.now()))
        unit.commit()
    if count >= MOST_FAILURES:
        return NotAllowed("staff.locked", minutes=_whole_minutes(LOCKED_FOR))
    return NotAllowed("staff.wrong_pin", count=MOST_FAILURES - count)


def _approval_lock(session: Session, asking: Actor, now: datetime) -> timedelta:
    """How long whoever asks must wait for the next try; nothing while there are tries left."""
    refusals = _refusals(session, asking, now)
    if len(refusals) < MOST_FAILURES:
        return timedelta(0)
    return refusals[-MOST_FAILURES] + LOCKED_FOR - now


def _refusals(session: Session, asking: Actor, now: datetime) -> list[datetime]:
    """When wrong PINs were typed for `asking` within the last five minutes, the earliest first."""
    same = AuditEntry.staff_id == asking.staff_id if asking.staff_id is not None else AuditEntry.staff_id.is_(None)
    recent = select(AuditEntry.at).where(AuditEntry.action == _REFUSED, AuditEntry.at > now - LOCKED_FOR, same)
    return list(session.scalars(recent.order_by(AuditEntry.at)))


def _whole_minutes(wait: timedelta) -> int:
    return max(1, -int(-wait.total_seconds() // 60))


def _failed(store: Store, staff_id: int) -> NotAllowed:
    with store.begin(Actor("system", "sign-in")) as unit:
        member = unit.session.get_one(Staff, staff_id)
        member.failed_attempts += 1
        left = MOST_FAILURES - member.failed_attempts
        if left <= 0:
            member.failed_attempts = 0
            member.locked_until = unit.clock.now() + LOCKED_FOR
        unit.audit("staff.wrong_pin", "staff", staff_id)
        unit.commit()
    if left <= 0:
        return NotAllowed("staff.locked", minutes=int(LOCKED_FOR.total_seconds() // 60))
    return NotAllowed("staff.wrong_pin", count=left)


def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher  # here, so that a window opens without it

    # OWASP's floor for Argon2id: 19 MiB, two passes.
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
