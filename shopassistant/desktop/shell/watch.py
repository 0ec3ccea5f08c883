"""What the watches of the window share: they look a moment after something changed, and now and then."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from shopassistant.core.changes import Changes

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext


class Watch(QObject):
    """A subclass says in `heeds` which changes it looks after, and in `look` how.

    Args:
        soon_ms: changes come in bursts; it looks this long after the last of them.
        every_ms: days end and times come without anybody doing anything.
    """

    def __init__(self, context: "AppContext", soon_ms: int, every_ms: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(soon_ms)
        self._soon.timeout.connect(self.look)
        self._timer = QTimer(self)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        context.bus.changed.connect(self._on_changes)

    @Slot()
    def look(self) -> None:
        """Look now."""
        raise NotImplementedError

    def heeds(self, changes: Changes) -> bool:
        """Whether these changes are worth a look."""
        raise NotImplementedError

    @Slot()
    def look_soon(self) -> None:
        """Look in a moment."""
        self._soon.start()

    def stop(self) -> None:
        """Look no more; call it before the store is closed."""
        self._context.bus.changed.disconnect(self._on_changes)
        self._soon.stop()
        self._timer.stop()
        self.deleteLater()

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if self.heeds(changes):
            self._soon.start()
