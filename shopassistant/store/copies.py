"""Copies of the shop by somebody who works in it: who may take one and bring one back, and a line in the audit trail.

A copy is the whole shop with every customer in it, so it is not everybody's to carry away.
"""

from pathlib import Path

from shopassistant.core.progress import Progress
from shopassistant.store.actor import Actor
from shopassistant.store.backup import copy_store, restore_store
from shopassistant.store.database import SCHEMA_VERSION, Store
from shopassistant.store.schema import Staff


def back_up(store: Store, actor: Actor, target: Path, progress: Progress | None = None) -> None:
    """Copy the shop to `target` while it is in use; managers only.

    Raises:
        NotAllowed: ``role.required``.
        UserError, EnvironmentProblem, Cancelled: as `store.backup.copy_store`.
    """
    actor.require("manager")
    copy_store(store.path, target, progress)
    with store.begin(actor) as unit:
        unit.audit("store.backed_up", "shop_setting", None, file=target.name)
        unit.commit()


def bring_back(store: Store, actor: Actor, backup: Path, progress: Progress | None = None) -> Path | None:
    """Make the shop what `backup` holds, while windows have it open; administrators only.

    Returns:
        Where the state before now lies; None if there was none.

    Raises:
        NotAllowed: ``role.required``.
        NotFound, UserError, EnvironmentProblem, Cancelled: as `store.backup.restore_store`.
    """
    actor.require("administrator")
    kept = restore_store(backup, store.path, SCHEMA_VERSION, progress)
    with store.begin(_as_known(store, actor)) as unit:
        unit.audit("store.restored", "shop_setting", None, backup=backup.name, kept=kept.name if kept else None)
        unit.commit()
    return kept


def _as_known(store: Store, actor: Actor) -> Actor:
    """The actor as the shop that came back knows them: by name alone, where they joined only later."""
    with store.read() as session:
        member = session.get(Staff, actor.staff_id) if actor.staff_id is not None else None
    if member is not None and member.name == actor.name:
        return actor
    return Actor(actor.kind, actor.name, None, actor.role)
