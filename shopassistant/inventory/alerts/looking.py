"""One look at the stock: everything that needs an eye is found and written."""

from shopassistant.inventory.alerts.books import in_books
from shopassistant.inventory.alerts.kinds import Found, Limits
from shopassistant.inventory.alerts.recording import Told, record
from shopassistant.inventory.alerts.shelves import on_shelves
from shopassistant.inventory.dashboard.shelves import Snapshot, from_day
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store


def look(store: Store, actor: Actor, snapshot: Snapshot, limits: Limits | None = None) -> Told:
    """Bring the alerts up to date with the dashboard's figures and the books.

    Args:
        actor: the system, or whoever asked.
        snapshot: fresh figures; its day is today.

    Raises:
        NotAllowed: ``role.required``.
        EnvironmentProblem: the store cannot be read or written.
    """
    actor.require("associate")
    return record(store, actor, find(store, snapshot, limits))


def find(store: Store, snapshot: Snapshot, limits: Limits | None = None) -> list[Found]:
    """Everything that needs an eye; reads and computes only, so that whoever records it holds the store but briefly.

    Raises:
        EnvironmentProblem: the store cannot be read.
    """
    limits = limits or Limits()
    found = list(on_shelves(snapshot, limits))
    with store.read() as session:
        found += in_books(session, store.clock.now(), from_day(snapshot.today), limits)
    return found
