"""Counts what visitors had put aside here and may still come for, so that staff see it and put the goods aside."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from shopassistant.core.changes import Changes

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.desktop.shell.rail import Rail

PAGE = "tryon"

# Changes come in bursts.
LOOKS_AFTER_MS = 1_000
# Holds run out without anybody doing anything.
LOOKS_EVERY_MS = 300_000


class HoldsWatch(QObject):
    """Looks a moment after something changed (a kiosk writes in a process of its own), and now and then; the number of
    holds that wait at this terminal's location stands on the page's button in the rail.
    """

    def __init__(self, context: "AppContext", rail: "Rail") -> None:
        super().__init__(rail)
        self._context, self._rail = context, rail
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LOOKS_AFTER_MS)
        self._soon.timeout.connect(self.look)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOKS_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._soon.start()
        context.bus.changed.connect(self._on_changes)

    @Slot()
    def look(self) -> None:
        """Count now."""
        store, place = self._context.store, self._context.location_id

        def job(_progress: object) -> int:
            from sqlalchemy import func, select

            from shopassistant.store.schema import Hold

            waits = select(func.count()).where(Hold.status == "waiting", Hold.location_id == place)
            with store.read() as session:
                return session.scalar(waits.where(Hold.expires_at > store.clock.now())) or 0

        self._context.lanes.read.run(self, job, self._on_counted, self._on_failed, key="holds.count")

    def stop(self) -> None:
        """Look no more."""
        self._context.bus.changed.disconnect(self._on_changes)
        self._soon.stop()
        self._timer.stop()
        self._on_counted(0)

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if changes.everything or changes.variants or changes.baskets:
            self._soon.start()

    def _on_counted(self, count: int) -> None:
        self._rail.set_count(PAGE, count)

    def _on_failed(self, _error: Exception) -> None:
        """The next look, or whoever reads the store next, will say what is wrong."""
