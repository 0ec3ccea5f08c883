"""Counts what visitors had put aside here and may still come for, so that staff see it and put the goods aside."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from shopassistant.core.changes import Changes
from shopassistant.desktop.shell.watch import Watch

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.desktop.shell.rail import Rail

PAGE = "tryon"

# Changes come in bursts.
LOOKS_AFTER_MS = 1_000
# Holds run out without anybody doing anything.
LOOKS_EVERY_MS = 300_000


class HoldsWatch(Watch):
    """The number of holds that wait at this terminal's location stands on the page's button in the rail; a kiosk
    writes them in a process of its own.
    """

    def __init__(self, context: "AppContext", rail: "Rail") -> None:
        super().__init__(context, LOOKS_AFTER_MS, LOOKS_EVERY_MS, rail)
        self._rail = rail
        self.look_soon()

    def heeds(self, changes: Changes) -> bool:
        return bool(changes.everything or changes.variants or changes.baskets)

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
        self._on_counted(0)
        super().stop()

    def _on_counted(self, count: int) -> None:
        self._rail.set_count(PAGE, count)

    def _on_failed(self, _error: Exception) -> None:
        """The next look, or whoever reads the store next, will say what is wrong."""
