"""The right to do a piece of work, which one window of a shop at a time has, and which ends by itself.

A row of the store with an owner and a moment until which it holds; whoever works moves that moment on now and then. A
process that is killed moves nothing on, and a little later another may begin.
"""

import os
import platform
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import delete

from shopassistant.core.errors import Conflict
from shopassistant.core.progress import Progress
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import WorkLease
from shopassistant.store.unit_of_work import UnitOfWork

ROLE = "manager"
HOLDS = timedelta(minutes=10)
RENEWED_EVERY = timedelta(minutes=2)


class Lease:
    """One that was taken. Build it with `hold`.

    Attributes:
        owner: host, process and a random part.
    """

    def __init__(self, store: Store, actor: Actor, name: str, owner: str, renewed_at: datetime) -> None:
        self._store, self._actor, self._name, self.owner = store, actor, name, owner
        self._renewed_at = renewed_at

    def renew(self) -> None:
        """Go on holding it; writes only every `RENEWED_EVERY`.

        Raises:
            Conflict: ``retraining.elsewhere``, it ended meanwhile and another has it now.
        """
        now = self._store.clock.now()
        if now - self._renewed_at < RENEWED_EVERY:
            return
        with self._store.begin(self._actor) as unit:
            held = unit.session.get(WorkLease, self._name)
            if held is None or held.owner != self.owner:
                raise Conflict("retraining.elsewhere", owner=held.owner if held else "")
            held.expires_at = now + HOLDS
            unit.commit()
        self._renewed_at = now


class Renewing:
    """A `Progress` that renews a lease as it is told how far the work is."""

    def __init__(self, lease: Lease, inner: Progress) -> None:
        self._lease, self._inner = lease, inner

    def report(self, stage: str, done: int, total: int) -> None:
        self._inner.report(stage, done, total)
        self._lease.renew()


@contextmanager
def hold(store: Store, actor: Actor, name: str) -> Iterator[Lease]:
    """Hold the lease called `name` until the end of the block; managers.

    Raises:
        NotAllowed: ``role.required``.
        Conflict: ``retraining.elsewhere`` with the ``owner`` who has it.
        EnvironmentProblem: the store cannot be written.
    """
    actor.require(ROLE)
    owner = f"{platform.node()[:60] or 'terminal'}/{os.getpid()}/{uuid.uuid4().hex[:12]}"
    with store.begin(actor) as unit:
        taken_at = _take(unit, name, owner)
        unit.commit()
    lease = Lease(store, actor, name, owner, taken_at)
    try:
        yield lease
    finally:
        with store.begin(actor) as unit:
            unit.session.execute(delete(WorkLease).where(WorkLease.name == name, WorkLease.owner == owner))
            unit.audit("work.done", "work_lease", None, name=name, owner=owner)
            unit.commit()


def _take(unit: UnitOfWork, name: str, owner: str) -> datetime:
    now = unit.clock.now()
    held = unit.session.get(WorkLease, name)
    if held is not None and held.expires_at > now and not _is_dead(held.owner):
        raise Conflict("retraining.elsewhere", owner=held.owner)
    unit.session.merge(WorkLease(name=name, owner=owner, taken_at=now, expires_at=now + HOLDS))
    unit.audit("work.taken", "work_lease", None, name=name, owner=owner)
    return now


def _is_dead(owner: str) -> bool:
    """Whether the process that held it ran on this machine and is gone, so that nobody need wait for the end.

    Only where the system can be asked without harm: on Windows, asking by signal would end the process.
    """
    host, _, rest = owner.partition("/")
    number = rest.partition("/")[0]
    if sys.platform == "win32" or host != platform.node()[:60] or not host or not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    return False
