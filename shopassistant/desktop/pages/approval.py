"""A manager's word for one thing at somebody else's terminal. No widgets."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopassistant.store.actor import Actor
    from shopassistant.store.database import Store


def as_manager(store: "Store", actor: "Actor", pin: str) -> "Actor":
    """The one who acts, or the manager whose PIN this is; to be called inside a lane.

    Raises:
        NotAllowed: ``staff.wrong_pin``, ``staff.locked``.
    """
    from shopassistant.store.staff import approve

    if actor.has_role("manager"):
        return actor
    return approve(store, actor, pin)
