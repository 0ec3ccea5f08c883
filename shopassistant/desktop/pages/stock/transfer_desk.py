"""Transfers: what is on its way between locations, and what of it arrived. No widgets."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import ShopError
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.inventory.transfer_list import TransferLine, TransferRow

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.inventory.transfers import TransferResult
    from shopassistant.sales.found import FoundVariant


@dataclass(frozen=True, slots=True)
class ArrivingLine:
    """A line of a transfer with what was said of it so far."""

    line: TransferLine
    arrived: int = 0
    missing: int = 0
    returned: int = 0

    @property
    def left(self) -> int:
        """Units nobody has said anything of; below zero where more arrived than was sent."""
        return self.line.on_way - self.arrived - self.missing - self.returned


class TransferDesk(Desk):
    """Lists transfers and receives one.

    Signals:
        listed: tuple of `TransferRow`, those on their way first.
        opened: the `TransferRow` whose lines are in `lines`.
        lines_changed: id of the line that was touched, 0 for none.
        unknown: a code that is not in the transfer.
        done: a `TransferResult`.
        refused: the sentence why not.
    """

    listed = Signal(object)
    opened = Signal(object)
    lines_changed = Signal(int)
    unknown = Signal(str)
    done = Signal(object)
    refused = Signal(str)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.row: TransferRow | None = None
        self.lines: dict[int, ArrivingLine] = {}
        context.bus.changed.connect(self._on_changes)

    @Slot()
    def load(self) -> None:
        """The list again."""
        self.look("transfers.list", self._list, self.listed.emit)

    def open(self, row: TransferRow) -> None:
        """Receive a transfer."""

        def told(lines: tuple[TransferLine, ...]) -> None:
            self.row = row
            self.lines = {line.line_id: ArrivingLine(line) for line in lines}
            self.opened.emit(row)
            self.lines_changed.emit(0)

        self.look("transfers.lines", lambda: self._read(row.transfer_id), told)

    def take_all(self) -> None:
        """All of it arrived."""
        self.lines = {
            key: replace(line, arrived=line.line.on_way, missing=0, returned=0) for key, line in self.lines.items()
        }
        self.lines_changed.emit(0)

    def enter(
        self, key: int, *, arrived: int | None = None, missing: int | None = None, returned: int | None = None
    ) -> None:
        """What was typed for a line; what is None stays."""
        line = self.lines.get(key)
        if line is not None:
            self.lines[key] = replace(
                line,
                arrived=line.arrived if arrived is None else arrived,
                missing=line.missing if missing is None else missing,
                returned=line.returned if returned is None else returned,
            )
            self.lines_changed.emit(key)

    @Slot(str)
    def scan(self, code: str) -> None:
        """One of it arrived."""

        def told(found: "FoundVariant | None") -> None:
            variant_id = 0 if found is None else found.variant_id
            key = next((key for key, one in self.lines.items() if one.line.variant_id == variant_id), 0)
            if key:
                self.enter(key, arrived=self.lines[key].arrived + 1)
            else:
                self.unknown.emit(code)

        # Without a key: a second scan must not push the first one out.
        self.context.lanes.read.run(self, lambda _progress: self.context.services.lookup().by_code(code), told)

    def book(self) -> None:
        """Write what was said; what nothing was said of stays on its way."""
        from shopassistant.inventory.transfers import receive_transfer

        row, actor = self.row, self.actor
        if row is None:
            return
        arrived = {key: one.arrived for key, one in self.lines.items() if one.arrived}
        missing = {key: one.missing for key, one in self.lines.items() if one.missing}
        returned = {key: one.returned for key, one in self.lines.items() if one.returned}
        seen = {key: one.line.on_way for key, one in self.lines.items()}
        self._do(lambda: receive_transfer(self.store, actor, row.transfer_id, arrived, missing, returned, seen))

    def call_back(self, row: TransferRow) -> None:
        """All that is still on its way goes back to where it came from."""
        from shopassistant.inventory.transfers import cancel_transfer

        actor = self.actor
        self._do(lambda: cancel_transfer(self.store, actor, row.transfer_id))

    def _do(self, job: "Callable[[], TransferResult]") -> None:
        def told(result: "TransferResult") -> None:
            self.announce(result.changes)
            self.done.emit(result)

        self.write(job, told, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))

    def _list(self) -> tuple[TransferRow, ...]:
        from shopassistant.inventory.transfer_list import list_transfers

        with self.store.read() as session:
            return list_transfers(session)

    def _read(self, transfer_id: int) -> tuple[TransferLine, ...]:
        from shopassistant.inventory.transfer_list import transfer_lines

        with self.store.read() as session:
            return transfer_lines(session, transfer_id)

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if changes.everything or changes.transfers:
            self.load()
