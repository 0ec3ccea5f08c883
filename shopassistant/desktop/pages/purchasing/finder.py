"""Products by words or code for a document that is being written, with what a supplier says about them. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from shopassistant.desktop.pages.counter.desk import Desk

if TYPE_CHECKING:
    from shopassistant.inventory.suppliers.items import ItemRow
    from shopassistant.sales.found import FoundVariant

_MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """A product that was found, and what the supplier asked about agrees on it (None: not in the range)."""

    variant: "FoundVariant"
    item: "ItemRow | None" = None


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found for `text`, in the supplier's range first."""

    text: str
    found: tuple[Hit, ...]


class Finder(Desk):
    """Finds while typing, and by scan.

    Signals:
        found: `Hits` for the newest text.
        scanned: a `Hit`.
        unknown: a code nobody knows.
    """

    found = Signal(object)
    scanned = Signal(object)
    unknown = Signal(str)

    supplier_id = 0

    @Slot(str)
    def type(self, text: str) -> None:
        """Look for what is typed so far."""
        if not text.strip():
            self.forget("purchasing.find")
            self.found.emit(Hits("", ()))
            return
        supplier_id = self.supplier_id
        self.look("purchasing.find", lambda: Hits(text, self._find(text, supplier_id)), self.found.emit)

    @Slot(str)
    def scan(self, code: str) -> None:
        """A code was scanned. Scans are taken in their order, none is dropped."""
        supplier_id = self.supplier_id

        def told(hit: Hit | None) -> None:
            if hit is None:
                self.unknown.emit(code)
            else:
                self.scanned.emit(hit)

        # Without a key: a second scan must not push the first one out.
        self.context.lanes.read.run(self, lambda _progress: self._by_code(code, supplier_id), told)

    def _by_code(self, code: str, supplier_id: int) -> Hit | None:
        exact = self.context.services.lookup().by_code(code.strip())
        return None if exact is None else self._with_items([exact], supplier_id)[0]

    def _find(self, text: str, supplier_id: int) -> tuple[Hit, ...]:
        lookup = self.context.services.lookup()
        exact = lookup.by_code(text.strip())
        return self._with_items([exact] if exact is not None else lookup.find(text, _MOST_ROWS), supplier_id)

    def _with_items(self, found: "Sequence[FoundVariant]", supplier_id: int) -> tuple[Hit, ...]:
        if not supplier_id:
            return tuple(Hit(one) for one in found)
        from shopassistant.inventory.suppliers.items import items_of_supplier_by_variant

        with self.store.read() as session:
            items = items_of_supplier_by_variant(session, supplier_id, {one.variant_id for one in found})
        hits = [Hit(one, items.get(one.variant_id)) for one in found]
        return tuple(sorted(hits, key=lambda hit: hit.item is None))
