"""What a manager does with versions of the index: publish, promote, roll back, keep, remove; each with its audit row.

The store's write lock is held while the folder's pointer changes, so that two windows take turns; whoever watches the
store notices the commit and looks at the pointer, see `Engine.refresh`. A pointer that was moved is moved back if the
audit row cannot be written.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from shopassistant.core.errors import Conflict, EnvironmentProblem, NotFound, UserError
from shopassistant.store.actor import Actor
from shopassistant.store.artefacts import version_folder
from shopassistant.store.database import Store
from shopassistant.store.unit_of_work import UnitOfWork

ROLE = "manager"


def publish(store: Store, actor: Actor, folder: Path, name: str, cause: str, serve: bool) -> None:
    """A version was learned: write that down and, with `serve`, point to it.

    Raises:
        NotAllowed: the actor is no manager.
        EnvironmentProblem: the store or the folder cannot be written.
    """
    actor.require(ROLE)
    with _changing(store, actor, folder, name) as unit:
        unit.audit("model.learned", "model", None, version=name, cause=cause, serves=serve)
        _move(unit, folder, (lambda: version_folder.point_to(folder, name)) if serve else None)


def promote(store: Store, actor: Actor, folder: Path, name: str) -> None:
    """Make a version the one that serves. Whether it is sound is the caller's to check, see `Engine.promote`.

    Raises:
        NotAllowed: the actor is no manager.
        NotFound: ``model.version_unknown``.
        EnvironmentProblem: the store or the folder cannot be written.
    """
    actor.require(ROLE)
    with _changing(store, actor, folder, name) as unit:
        unit.audit("model.promoted", "model", None, version=name, before=version_folder.current(folder))
        _move(unit, folder, lambda: version_folder.point_to(folder, name))


def earlier(folder: Path) -> str:
    """The version that served before the one that should serve now.

    Raises:
        UserError: ``model.nothing_before``.
    """
    order = version_folder.served(folder)
    if len(order) < 2:
        raise UserError("model.nothing_before")
    return order[1]


def roll_back(store: Store, actor: Actor, folder: Path, name: str) -> None:
    """Make the version serve that did before; `name` is what the actor takes it to be.

    Raises:
        NotAllowed: the actor is no manager.
        Conflict: ``model.changed_elsewhere``, another window was faster.
        EnvironmentProblem: the store or the folder cannot be written.
    """
    actor.require(ROLE)
    with _changing(store, actor, folder, name) as unit:
        if earlier(folder) != name:
            raise Conflict("model.changed_elsewhere")
        unit.audit("model.rolled_back", "model", None, version=name, before=version_folder.current(folder))
        _move(unit, folder, lambda: version_folder.point_back(folder))


def keep(store: Store, actor: Actor, folder: Path, name: str, kept: bool = True) -> None:
    """Mark a version as one that is never cleared away, or no more.

    Raises:
        NotAllowed: the actor is no manager.
        NotFound: ``model.version_unknown``.
    """
    actor.require(ROLE)
    with _changing(store, actor, folder, name) as unit:
        unit.audit("model.kept" if kept else "model.released", "model", None, version=name)
        unit.session.flush()
        version_folder.set_kept(folder, name, kept)
        unit.commit()


def remove(store: Store, actor: Actor, folder: Path, name: str) -> None:
    """Take a version out; it is deleted with the next fit, until then `restore` brings it back.

    Raises:
        NotAllowed: the actor is no manager.
        NotFound: ``model.version_unknown``.
        Conflict: ``model.version_serves``.
    """
    actor.require(ROLE)
    with _changing(store, actor, folder, name) as unit:
        if version_folder.current(folder) == name:
            raise Conflict("model.version_serves", version=name)
        unit.audit("model.removed", "model", None, version=name)
        unit.session.flush()
        version_folder.set_aside(folder, name)
        unit.commit()


def restore(store: Store, actor: Actor, folder: Path, name: str) -> None:
    """Undo `remove`.

    Raises:
        NotAllowed: the actor is no manager.
        NotFound: ``model.version_unknown``, it was deleted meanwhile.
    """
    actor.require(ROLE)
    with store.begin(actor) as unit, _explained(folder):
        unit.audit("model.restored", "model", None, version=name)
        unit.session.flush()
        if not version_folder.bring_back(folder, name):
            raise NotFound("model.version_unknown", version=name)
        unit.commit()


@contextmanager
def _changing(store: Store, actor: Actor, folder: Path, name: str) -> Iterator[UnitOfWork]:
    with store.begin(actor) as unit, _explained(folder):
        if name not in version_folder.names(folder):
            raise NotFound("model.version_unknown", version=name)
        yield unit


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EnvironmentProblem("recommend.index_unwritable", path=str(folder), reason=str(error)) from error


def _move(unit: UnitOfWork, folder: Path, step: Callable[[], None] | None) -> None:
    """Move the pointer and commit; if that fails, the pointer is as it was."""
    unit.session.flush()
    before = version_folder.served(folder)
    if step is not None:
        step()
    try:
        unit.commit()
    except BaseException:
        if step is not None:
            version_folder.point_at(folder, before)
        raise
