"""Suppliers: their terms, their range, how they keep their word, and what a manager does about it. No widgets."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import ShopError
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.inventory.suppliers.listing import SupplierRow

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.inventory.suppliers.items import ItemResult, ItemRow, ItemTerms
    from shopassistant.inventory.suppliers.terms import SupplierResult, SupplierTerms
    from shopassistant.store.actor import Actor


@dataclass(frozen=True, slots=True)
class Range:
    """What a supplier sells to the shop."""

    supplier_id: int
    items: "tuple[ItemRow, ...]"


class SuppliersDesk(Desk):
    """Lists suppliers, shows one, writes terms and items.

    Signals:
        listed: tuple of `SupplierRow`.
        ranged: a `Range`.
        added: id of a new supplier.
        done: the intent under way was carried out (a dialogue may close).
        refused: the sentence why not.
    """

    listed = Signal(object)
    ranged = Signal(object)
    added = Signal(int)
    done = Signal()
    refused = Signal(str)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.rows: dict[int, SupplierRow] = {}
        self.supplier_id = 0
        self.with_former = False
        context.bus.changed.connect(self._on_changes)

    @Slot()
    def load(self) -> None:
        """The list again."""
        today, active = self.today, None if self.with_former else True
        self.look("suppliers.list", lambda: self._list(today, active), self._on_listed)

    def show_former(self, is_wanted: bool) -> None:
        """List those one does not buy from any more, too."""
        self.with_former = is_wanted
        self.load()

    @Slot(int)
    def open(self, supplier_id: int) -> None:
        """Read the range of a supplier; 0 shows none."""
        self.supplier_id = supplier_id
        if supplier_id:
            self.look("suppliers.range", lambda: self._range(supplier_id), self.ranged.emit)

    def _on_listed(self, rows: tuple[SupplierRow, ...]) -> None:
        self.rows = {row.supplier_id: row for row in rows}
        self.listed.emit(rows)

    def _list(self, today: date, active: bool | None) -> tuple[SupplierRow, ...]:
        from shopassistant.inventory.suppliers.listing import list_suppliers

        with self.store.read() as session:
            return list_suppliers(session, today, active=active)

    def _range(self, supplier_id: int) -> Range:
        from shopassistant.inventory.suppliers.items import items_of_supplier

        with self.store.read() as session:
            return Range(supplier_id, items_of_supplier(session, supplier_id))

    # Writing

    def add(self, terms: "SupplierTerms") -> None:
        """A supplier the shop did not have."""
        from shopassistant.inventory.suppliers.terms import add_supplier

        actor = self.actor

        def told(result: "SupplierResult") -> None:
            self.announce(result.changes)
            self.done.emit()
            self.added.emit(result.supplier_id)

        self.write(lambda: add_supplier(self.store, actor, terms), told, self._on_failed)

    def change(self, supplier_id: int, terms: "SupplierTerms") -> None:
        """Other terms, with an undo."""
        from shopassistant.inventory.suppliers.terms import change_supplier

        before = self.rows.get(supplier_id)
        told = None
        if before is not None:
            words = self.say("suppliers.changed", name=terms.name)
            told = (words, lambda: self.change(supplier_id, before.terms))
        self._do(lambda actor: change_supplier(self.store, actor, supplier_id, terms), told)

    def set_active(self, supplier_id: int, active: bool) -> None:
        """Buy there again, or no more; with an undo."""
        from shopassistant.inventory.suppliers.terms import set_supplier_active

        row = self.rows.get(supplier_id)
        name = "" if row is None else row.terms.name
        words = self.say("suppliers.taken_up" if active else "suppliers.stopped", name=name)
        told = (words, lambda: self.set_active(supplier_id, not active))
        self._do(lambda actor: set_supplier_active(self.store, actor, supplier_id, active), told)

    def put_item(self, supplier_id: int, variant_id: int, terms: "ItemTerms") -> None:
        """Take a product into the range, or agree on other terms."""
        from shopassistant.inventory.suppliers.items import put_item

        self._do(lambda actor: put_item(self.store, actor, supplier_id, variant_id, terms))

    def prefer(self, item: "ItemRow") -> None:
        """Buy it here from now on."""
        from shopassistant.inventory.suppliers.items import set_preferred

        self._do(lambda actor: set_preferred(self.store, actor, item.supplier_id, item.variant_id))

    def remove_item(self, item: "ItemRow") -> None:
        """Take a product out of the range, with an undo that brings all its terms back."""
        from shopassistant.inventory.suppliers.items import remove_item

        actor = self.actor

        def told(result: "ItemResult") -> None:
            self.announce(result.changes)
            words = self.say("suppliers.item_removed", name=item.name)
            self.context.toasts.show(words, lambda: self._put_back(item, result))

        self.write(lambda: remove_item(self.store, actor, item.supplier_id, item.variant_id), told, self._on_failed)

    def _put_back(self, item: "ItemRow", result: "ItemResult") -> None:
        if result.removed is not None:
            self.put_item(item.supplier_id, item.variant_id, result.removed)
            if result.was_preferred:
                self.prefer(item)

    def _do(self, job: "Callable[[Actor], Any]", told: tuple[str, Callable[[], None]] | None = None) -> None:
        actor = self.actor

        def on_done(result: Any) -> None:
            self.announce(result.changes)
            self.done.emit()
            if told is not None:
                self.context.toasts.show(*told)

        self.write(lambda: job(actor), on_done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if changes.everything or changes.suppliers or changes.orders:
            self.load()
            if self.supplier_id:
                self.open(self.supplier_id)
