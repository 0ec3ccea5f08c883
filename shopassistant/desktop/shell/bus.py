"""Who shows something subscribes here; who changed something says so here. No area calls a view."""

from PySide6.QtCore import QObject, Signal

from shopassistant.core.changes import Changes


class ChangeBus(QObject):
    """Carries what use cases changed to whoever shows it.

    Signals:
        changed: a `Changes`; emitted in the GUI thread.
    """

    changed = Signal(object)

    def publish(self, changes: Changes) -> None:
        """Tell everybody; nothing happens for changes that are empty."""
        if changes != Changes():
            self.changed.emit(changes)
