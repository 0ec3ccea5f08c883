"""What a customer may ask for: all that is known of them as a file, and to be forgotten. No widgets."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from shopassistant.core.changes import Changes
from shopassistant.core.errors import NotAllowed, ShopError
from shopassistant.desktop.pages.approval import as_manager
from shopassistant.desktop.pages.counter.desk import Desk

if TYPE_CHECKING:
    from shopassistant.customers.erase import ErasurePreview
    from shopassistant.desktop.shell.context import AppContext


class EraseDesk(Desk):
    """Tells what erasing would mean, and erases.

    Signals:
        previewed: an `ErasurePreview`.
        erased: the customer is gone.
        refused: the sentence why not.
    """

    previewed = Signal(object)
    erased = Signal()
    refused = Signal(str)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)

    @property
    def needs_pin(self) -> bool:
        """Whether whoever is signed in needs a manager's word."""
        return not self.actor.has_role("manager")

    def save_known(self, customer_id: int, path: Path) -> None:
        """Write all that is known of a customer to a file."""
        from shopassistant.customers.disclose import disclose

        actor = self.actor

        def told(_none: None) -> None:
            self.context.toasts.show(self.say("customers.known_saved", file=path.name))

        self.write(lambda: disclose(self.store, actor, customer_id, path), told, self._on_failed)

    def preview(self, customer_id: int) -> None:
        """What goes and what stays."""

        def job() -> "ErasurePreview":
            from shopassistant.customers.erase import preview_erasure

            with self.store.read() as session:
                return preview_erasure(session, customer_id)

        self.look("customers.erase", job, self.previewed.emit, self._on_failed)

    def erase(self, customer_id: int, pin: str) -> None:
        """Forget them, for good."""
        from shopassistant.customers.erase import erase_customer

        actor = self.actor

        def told(changes: Changes) -> None:
            self.erased.emit()
            self.announce(changes)
            self.context.toasts.show(self.say("customers.erased_now"))

        self.write(
            lambda: erase_customer(self.store, as_manager(self.store, actor, pin), customer_id), told, self._on_failed
        )

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, NotAllowed) and error.code == "staff.wrong_pin":
            self.refused.emit(self.say("stock.wrong_pin"))
        elif isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))
