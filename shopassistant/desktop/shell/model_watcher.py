"""Notices that another window or the command line learned anew or promoted a version, and serves the same one."""

from PySide6.QtCore import QObject, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.progress import Progress
from shopassistant.desktop.shell.context import AppContext


class ModelWatcher(QObject):
    """Looks at the pointer of the versions whenever somebody else wrote to the store: each change of it leaves an audit
    row there, which `StoreWatcher` notices within two seconds."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        context.bus.changed.connect(self._on_changes)

    def stop(self) -> None:
        """No more looking. Call it before the store is closed."""
        self._context.bus.changed.disconnect(self._on_changes)
        self.deleteLater()

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if changes.everything:
            self._context.lanes.cpu.run(self, self._refresh, self._on_refreshed, key="model.refresh")

    def _refresh(self, _progress: Progress) -> bool:
        return self._context.services.engine().refresh()

    def _on_refreshed(self, has_changed: bool) -> None:
        if has_changed:
            self._context.bus.publish(Changes(everything=True))
