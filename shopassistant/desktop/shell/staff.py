"""Who stands at this terminal."""

from PySide6.QtCore import QObject, Signal

from shopassistant.core.errors import NotAllowed
from shopassistant.store.actor import Actor


class SignedIn(QObject):
    """The one who is signed in, if anybody is.

    Signals:
        changed: somebody signed in, or the terminal was locked.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actor: Actor | None = None

    @property
    def is_locked(self) -> bool:
        """Nobody is signed in."""
        return self._actor is None

    @property
    def actor(self) -> Actor:
        """In whose name this terminal acts. Raises NotAllowed (``staff.nobody``) when it is locked."""
        if self._actor is None:
            raise NotAllowed("staff.nobody")
        return self._actor

    def sign_in(self, actor: Actor) -> None:
        """From now on `actor` acts here."""
        if actor != self._actor:
            self._actor = actor
            self.changed.emit()

    def lock(self) -> None:
        """Nobody acts here until a PIN is given."""
        if self._actor is not None:
            self._actor = None
            self.changed.emit()
