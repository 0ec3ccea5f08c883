"""A delivery, a count or a transfer on one sheet: scanned and typed lines, then booked in one piece. No widgets."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import ShopError
from shopassistant.desktop.pages.counter.desk import Desk

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.inventory.transfers import TransferResult
    from shopassistant.sales.lookup import FoundVariant

_MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A variant on the sheet.

    Attributes:
        stock: units by the books when it was put on; None where never counted.
        units: came (delivery) or were found (count).
    """

    variant_id: int
    name: str
    detail: str
    stock: int | None
    units: int


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found while typing: `FoundVariant`s for `text`."""

    text: str
    found: "tuple[FoundVariant, ...]"


class SheetDesk(Desk):
    """Collects lines and books them.

    Signals:
        lines_changed: tuple of `SheetLine`, newest first, and the variant id that was touched (0 for none).
        found: a `Hit` for the newest text.
        unknown: a code nobody knows.
        booked: how many units, of how many variants.
        refused: the sentence why not.
    """

    lines_changed = Signal(object, int)
    found = Signal(object)
    unknown = Signal(str)
    booked = Signal(int, int)
    refused = Signal(str)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.kind = "delivery"
        self.lines: dict[int, SheetLine] = {}

    def start(self, kind: str) -> None:
        """An empty sheet: ``delivery``, ``count`` or ``transfer``."""
        self.kind = kind
        self.lines = {}
        self._tell(0)

    @Slot(str)
    def type(self, text: str) -> None:
        """Look for what is typed so far."""
        if not text.strip():
            self.forget("sheet.find")
            self.found.emit(Hit("", ()))
            return
        self.look("sheet.find", lambda: self._find(text), self.found.emit)

    @Slot(str)
    def scan(self, code: str) -> None:
        """A code was scanned: one more unit of it. Scans are taken in their order, none is dropped."""

        def told(found: "FoundVariant | None") -> None:
            if found is None:
                self.unknown.emit(code)
            else:
                self.add(found)

        # Without a key: a second scan must not push the first one out.
        self.context.lanes.read.run(self, lambda _progress: self.context.services.lookup().by_code(code), told)

    def add(self, found: "FoundVariant", units: int = 1) -> None:
        """So many more units of a variant; it comes to the top."""
        line = self.lines.pop(found.variant_id, None)
        if line is None:
            detail = " · ".join(part for part in (found.brand, found.colour, found.size, found.sku) if part)
            line = SheetLine(found.variant_id, found.name, detail, found.stock, 0)
        self.lines = {found.variant_id: replace(line, units=line.units + units), **self.lines}
        self._tell(found.variant_id)

    def set_units(self, variant_id: int, units: int) -> None:
        """The number of one line was typed."""
        if variant_id in self.lines:
            self.lines[variant_id] = replace(self.lines[variant_id], units=units)

    @property
    def newest(self) -> SheetLine | None:
        """The line that was scanned or found last."""
        return next(iter(self.lines.values()), None)

    def set_newest(self, units: int) -> None:
        """The number of the newest line was typed where products are."""
        line = self.newest
        if line is not None:
            self.set_units(line.variant_id, units)
            self._tell(line.variant_id)

    def remove(self, variant_id: int) -> None:
        """Take a line off the sheet, with an undo."""
        line = self.lines.pop(variant_id, None)
        self._tell(0)
        if line is not None:
            self.context.toasts.show(self.say("stock.line_removed", name=line.name), lambda: self._put_back(line))

    def book(self, location_id: int, note: str) -> None:
        """Write the sheet into the ledger, whole or not at all."""
        from shopassistant.inventory.stock import count_stock, receive_delivery

        actor, units = self.actor, {line.variant_id: line.units for line in self.lines.values()}
        write = receive_delivery if self.kind == "delivery" else count_stock

        def told(changes: Changes) -> None:
            self.announce(changes)
            self.booked.emit(sum(units.values()), len(units))
            self.start(self.kind)

        self.write(lambda: write(self.store, actor, location_id, units, note), told, self._on_failed)

    def send(self, start_id: int, end_id: int, note: str) -> None:
        """Send the sheet off to another location, whole or not at all."""
        from shopassistant.inventory.transfers import ship

        actor, units = self.actor, {line.variant_id: line.units for line in self.lines.values()}
        key = uuid4().hex

        def told(result: "TransferResult") -> None:
            self.announce(result.changes)
            self.booked.emit(sum(units.values()), len(units))
            self.start(self.kind)

        self.write(lambda: ship(self.store, actor, start_id, end_id, units, note, key), told, self._on_failed)

    def _put_back(self, line: SheetLine) -> None:
        self.lines = {line.variant_id: line, **self.lines}
        self._tell(line.variant_id)

    def _tell(self, touched: int) -> None:
        self.lines_changed.emit(tuple(self.lines.values()), touched)

    def _find(self, text: str) -> Hit:
        lookup = self.context.services.lookup()
        exact = lookup.by_code(text.strip())
        return Hit(text, (exact,) if exact is not None else lookup.find(text, _MOST_ROWS))

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))
