"""Recency and frequency: reads the matrix, works values out anew, makes a segment of a group. No widgets."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import ShopError
from shopassistant.core.progress import Progress
from shopassistant.customers.segments.definitions import RfmGroups
from shopassistant.customers.value.rfm_table import RfmTable
from shopassistant.desktop.pages.counter.desk import Desk

if TYPE_CHECKING:
    from shopassistant.customers.value.backtest import BackTest
    from shopassistant.customers.value.keeping import ValueRun
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.desktop.tasks.lanes import JobHandle


class RfmDesk(Desk):
    """Reads and works out.

    Signals:
        shown: an `RfmTable`.
        chosen: ids of the customers of a cell or group, the most valuable first.
        working: whether values are being worked out.
        made: id of a segment that was made of a group.
        refused: the sentence why not.
    """

    shown = Signal(object)
    chosen = Signal(object)
    working = Signal(bool)
    made = Signal(int)
    refused = Signal(str)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.table: RfmTable | None = None
        self.test: BackTest | None = None  # how right it would have been
        self._job: JobHandle | None = None
        context.bus.changed.connect(self._on_changes)

    @Slot()
    def load(self) -> None:
        """The matrix as it was worked out last."""
        self.look("segments.rfm", self._read, self._on_read)

    def _read(self) -> "tuple[RfmTable, BackTest | None]":
        from shopassistant.customers.value.kept import load_learned
        from shopassistant.customers.value.rfm_table import rfm_table

        with self.store.read() as session:
            learned = load_learned(session)
            return rfm_table(session), None if learned is None else learned.test

    def _on_read(self, found: "tuple[RfmTable, BackTest | None]") -> None:
        self.table, self.test = found
        self.shown.emit(self.table)

    def choose_cell(self, recency: int, frequency: int) -> None:
        """The customers with these scores."""
        from shopassistant.customers.value.rfm_table import ids_of_cell

        def read() -> list[int]:
            with self.store.read() as session:
                return ids_of_cell(session, recency, frequency)

        self.look("segments.rfm.ids", read, self.chosen.emit)

    def choose_group(self, group: str) -> None:
        """The customers of a named group."""
        from shopassistant.customers.value.rfm_table import ids_of_group

        def read() -> list[int]:
            with self.store.read() as session:
                return ids_of_group(session, group)

        self.look("segments.rfm.ids", read, self.chosen.emit)

    def work_out(self) -> None:
        """Learn from the sales and work all values out anew; the bar at the foot shows how far, and stops it."""
        if self._job is not None and not self._job.is_over:
            return
        actor = self.actor

        def job(progress: Progress) -> "ValueRun":
            from shopassistant.customers.value.keeping import refresh_values

            return refresh_values(self.store, actor, progress)

        title = self.tr("Working out what customers are worth")
        self._job = self.context.lanes.cpu.run(self, job, self._on_worked, self._on_failed, "segments.value", title)
        self._job.finished.connect(self._on_over)
        self.working.emit(True)

    def _on_worked(self, run: "ValueRun") -> None:
        words = self.tr("The worth of {count} customers is worked out")
        self.context.toasts.show(words.format(count=self.catalogue.number(run.customers)))
        self.load()

    def _on_over(self) -> None:
        self.working.emit(False)

    def make_segment(self, group: str, name: str, description: str) -> None:
        """Everybody of a named group, kept fresh from now on."""
        from shopassistant.customers.segments.keeping import save_segment

        actor, definition = self.actor, RfmGroups((group,))

        def told(result: Any) -> None:
            self.announce(result.changes)
            self.made.emit(result.segment_id)

        self.write(
            lambda: save_segment(self.store, actor, name, definition, description=description), told, self._on_failed
        )

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if changes.everything and self.table is not None:
            self.load()
