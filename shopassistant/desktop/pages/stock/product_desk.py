"""One variant: its stock everywhere, its ledger, prices and codes, and what is done to them. No widgets."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import NotAllowed, ShopError
from shopassistant.desktop.pages.approval import as_manager
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.inventory.ledger import LedgerLine, PriceLine
from shopassistant.inventory.listing import VariantRow

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.inventory.products import Added, NewProduct
    from shopassistant.inventory.stock import LocationLevel
    from shopassistant.store.actor import Actor


@dataclass(frozen=True, slots=True)
class ProductView:
    """A variant with all that lies behind its line.

    Attributes:
        siblings: all variants of the product, itself too.
    """

    row: VariantRow
    levels: "tuple[LocationLevel, ...]"
    siblings: tuple[VariantRow, ...]
    ledger: tuple[LedgerLine, ...]
    prices: tuple[PriceLine, ...]
    codes: tuple[str, ...]


class ProductDesk(Desk):
    """Shows and edits one variant.

    Signals:
        shown: a `ProductView`; None when nothing is shown.
        done: the intent under way was carried out (a dialogue may close).
        refused: the sentence why not; what was typed stays.
        added: `Added`, a new product.
    """

    shown = Signal(object)
    done = Signal()
    refused = Signal(str)
    added = Signal(object)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.variant_id = 0
        self.view: ProductView | None = None
        context.bus.changed.connect(self._on_changes)

    @property
    def needs_pin(self) -> bool:
        """Whether whoever is signed in needs a manager's word for prices and corrections."""
        return not self.actor.has_role("manager")

    @Slot(int)
    def open(self, variant_id: int) -> None:
        """Show a variant; 0 shows none."""
        self.variant_id = variant_id
        if not variant_id:
            self.forget("stock.product")
            self.view = None
            self.shown.emit(None)
            return
        self.look("stock.product", lambda: self._load(variant_id), self._on_loaded)

    # What is done to it

    def adjust(
        self, variant_id: int, location_id: int, change: int, why: str, pin: str, cause: str | None = None
    ) -> None:
        """Put the level right by `change` units."""
        from shopassistant.inventory.stock import adjust_stock

        self._manage(pin, lambda who: adjust_stock(self.store, who, location_id, variant_id, change, why, cause))

    def count(self, variant_id: int, location_id: int, units: int) -> None:
        """So many are on the shelf."""
        from shopassistant.inventory.stock import count_stock

        actor = self.actor
        self._do(lambda: count_stock(self.store, actor, location_id, {variant_id: units}))

    def set_price(self, variant_id: int, price_minor: int, pin: str) -> None:
        """A new shelf price, with an undo."""
        from shopassistant.inventory.products import change_price

        before = self._row(variant_id)
        told = None
        if before is not None:
            words = self.say("stock.price_changed", name=before.name, price_minor=price_minor)
            told = (words, lambda: self.set_price(variant_id, before.price_minor, pin))
        self._manage(pin, lambda who: change_price(self.store, who, variant_id, price_minor), told)

    def set_active(self, variant_id: int, active: bool, pin: str = "") -> None:
        """On sale, or withdrawn; with an undo."""
        from shopassistant.inventory.products import set_active

        before = self._row(variant_id)
        told = None
        if before is not None:
            words = self.say("stock.activated" if active else "stock.withdrawn", name=before.name)
            told = (words, lambda: self.set_active(variant_id, not active, pin))
        self._manage(pin, lambda who: set_active(self.store, who, variant_id, active), told)

    def add_code(self, variant_id: int, code: str) -> None:
        """One more code means this variant."""
        from shopassistant.inventory.products import add_barcode

        actor = self.actor
        self._do(lambda: add_barcode(self.store, actor, variant_id, code))

    def remove_code(self, variant_id: int, code: str, pin: str = "") -> None:
        """This code means nothing any more; with an undo."""
        from shopassistant.inventory.products import remove_barcode

        told = (self.say("stock.code_removed", barcode=code), lambda: self.add_code(variant_id, code))
        self._manage(pin, lambda who: remove_barcode(self.store, who, variant_id, code), told)

    def add_product(self, new: "NewProduct", pin: str) -> None:
        """A product the shop did not have."""
        from shopassistant.inventory.products import add_product

        actor = self.actor

        def told(added: "Added") -> None:
            self.announce(added.changes)
            self.done.emit()
            self.added.emit(added)

        self.write(lambda: add_product(self.store, as_manager(self.store, actor, pin), new), told, self._on_failed)

    def _manage(
        self,
        pin: str,
        job: "Callable[[Actor], Changes]",
        told: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        actor = self.actor
        self._do(lambda: job(as_manager(self.store, actor, pin)), told)

    def _do(self, job: Callable[[], Changes], told: tuple[str, Callable[[], None]] | None = None) -> None:
        def on_done(changes: Changes) -> None:
            self.announce(changes)
            self.done.emit()
            if told is not None and changes != Changes():
                self.context.toasts.show(*told)

        self.write(job, on_done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, ShopError):
            return  # a bug: the lane has told the window
        is_pin = isinstance(error, NotAllowed) and error.code == "staff.wrong_pin"
        self.refused.emit(self.say("stock.wrong_pin") if is_pin else self.catalogue.explain(error))

    def _row(self, variant_id: int) -> VariantRow | None:
        if self.view is None:
            return None
        return next((one for one in self.view.siblings if one.variant_id == variant_id), None)

    def _load(self, variant_id: int) -> ProductView | None:
        from shopassistant.inventory import ledger, listing
        from shopassistant.inventory.stock import levels_everywhere

        with self.store.read() as session:
            row = listing.load_rows(session, [variant_id]).get(variant_id)
            if row is None:
                return None
            ids = listing.list_ids(session, listing.StockFilter(product_id=row.product_id, active=None), "size")
            siblings = listing.load_rows(session, ids)
            return ProductView(
                row,
                levels_everywhere(session, variant_id),
                tuple(siblings[one] for one in ids),
                ledger.movements(session, variant_id),
                ledger.price_history(session, variant_id),
                ledger.barcodes(session, variant_id),
            )

    def _on_loaded(self, view: ProductView | None) -> None:
        self.view = view
        self.shown.emit(view)

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        ids = {one.variant_id for one in self.view.siblings} if self.view is not None else {self.variant_id}
        if self.variant_id and (changes.everything or changes.sales or ids & changes.variants):
            self.open(self.variant_id)
