"""Where stock can lie: read and written for the settings page. No widgets."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import ShopError
from shopassistant.desktop.pages.counter.desk import Desk

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.inventory.locations import LocationResult, LocationRow


class LocationsDesk(Desk):
    """Lists locations, adds, renames, closes.

    Signals:
        listed: tuple of `LocationRow`, without what is on its way.
        added: a location was added: the form may be emptied.
    """

    listed = Signal(object)
    added = Signal()

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        context.bus.changed.connect(self._on_changes)

    @property
    def is_manager(self) -> bool:
        """Whether the one signed in may change anything here."""
        staff = self.context.staff
        return not staff.is_locked and staff.actor.has_role("manager")

    @Slot()
    def load(self) -> None:
        """The list again."""
        self.look("locations.list", self._list, self.listed.emit)

    def add(self, code: str, name: str, kind: str) -> None:
        """A location the shop did not have."""
        from shopassistant.inventory.locations import add_location

        actor = self.actor
        self._do(lambda: add_location(self.store, actor, code, name, kind), done=self.added.emit)

    def rename(self, location: "LocationRow", name: str) -> None:
        """Call it something else, with an undo."""
        from shopassistant.inventory.locations import rename_location

        actor, words = self.actor, self.say("locations.renamed", before=location.name, after=name)
        told = (words, lambda: self.rename(location, location.name))
        self._do(lambda: rename_location(self.store, actor, location.id, name), told if name != location.name else None)

    def set_kind(self, location: "LocationRow", kind: str) -> None:
        """Say what it is."""
        from shopassistant.inventory.locations import set_location_kind

        actor = self.actor
        self._do(lambda: set_location_kind(self.store, actor, location.id, kind))

    def set_active(self, location: "LocationRow", active: bool) -> None:
        """Close it or open it again, with an undo."""
        from shopassistant.inventory.locations import set_location_active

        actor = self.actor
        words = self.say("locations.opened" if active else "locations.closed", name=location.name)
        told = (words, lambda: self.set_active(location, not active))
        self._do(lambda: set_location_active(self.store, actor, location.id, active), told)

    def _do(
        self,
        job: "Callable[[], LocationResult]",
        told: tuple[str, Callable[[], None]] | None = None,
        done: Callable[[], None] | None = None,
    ) -> None:
        def on_done(result: "LocationResult") -> None:
            self.announce(result.changes)
            self.load()
            if done is not None:
                done()
            if told is not None:
                self.context.toasts.show(*told)

        self.write(job, on_done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.context.errors.show(error)
            self.load()  # the fields say again what is true

    def _list(self) -> "tuple[LocationRow, ...]":
        from shopassistant.inventory.locations import list_locations

        with self.store.read() as session:
            return tuple(one for one in list_locations(session, with_units=True) if one.kind != "transit")

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if changes.everything or changes.locations:
            self.load()
