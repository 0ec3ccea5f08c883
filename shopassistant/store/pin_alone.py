"""Signing in with nothing but a PIN: whoever steps up to a till types it and is there."""

from sqlalchemy import func, select

from shopassistant.core.errors import NotAllowed
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import AuditEntry, Staff
from shopassistant.store.staff import LOCKED_FOR, MOST_FAILURES, sign_in, verify_pin

_MISSED = "staff.pin_of_nobody"


def sign_in_by_pin(store: Store, pin: str) -> Actor:
    """The one active member of staff who has this PIN, signed in.

    A PIN that is nobody's counts against no name, so that nobody is locked out by a colleague's slip; after
    `MOST_FAILURES` of them within `LOCKED_FOR` names have to be chosen, and each name counts its own.

    Raises:
        NotAllowed: ``staff.pin_of_nobody``, ``staff.choose_name`` (too many misses, or several have this PIN),
            ``staff.locked`` (its owner has to wait).
    """
    if _misses(store) >= MOST_FAILURES:
        raise NotAllowed("staff.choose_name")
    with store.read() as session:
        rows = session.execute(select(Staff.id, Staff.pin_hash).where(Staff.active).order_by(Staff.id)).all()
    owners = [staff_id for staff_id, pin_hash in rows if verify_pin(pin_hash, pin)]
    if len(owners) == 1:
        return sign_in(store, owners[0], pin)
    if owners:
        raise NotAllowed("staff.choose_name")
    with store.begin(Actor("system", "sign-in")) as unit:
        unit.audit(_MISSED, "staff", None)
        unit.commit()
    raise NotAllowed(_MISSED)


def _misses(store: Store) -> int:
    since = store.clock.now() - LOCKED_FOR
    with store.read() as session:
        count = select(func.count()).where(AuditEntry.at > since, AuditEntry.action == _MISSED)
        return session.scalar(count) or 0
