"""What a scan means: products, coupons and holds go into the basket, a card opens the customer, a receipt a return."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.errors import ShopError
from shopassistant.desktop.pages.counter.basket_desk import BasketDesk
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.shell.errors import Choice

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.inventory.products import Added
    from shopassistant.sales.basket import BasketView
    from shopassistant.sales.scan_target import ScanTarget
    from shopassistant.store.actor import Actor


class ScanDesk(Desk):
    """Resolves scanned codes, in the order they came; every scan is taken, also right after one that failed.

    Signals:
        customer_scanned: customer id.
        receipt_scanned: receipt number.
        unknown: the code nobody knows, which is kept in `kept`, and a sentence about it.
        entered: a new product is in the books and in the basket.
        refused: why it is not, in a sentence.
        failed: the scan could not be taken; the error was told.
    """

    customer_scanned = Signal(int)
    receipt_scanned = Signal(str)
    unknown = Signal(str, str)
    failed = Signal()
    entered = Signal()
    refused = Signal(str)

    def __init__(self, context: "AppContext", basket: BasketDesk, parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self._basket = basket
        self.kept: list[str] = []

    @Slot(str)
    def scan(self, code: str) -> None:
        """A code came from the scanner. Products first, and in the lane that writes: one way there, one way back."""
        actor = self.actor

        def told(answer: "tuple[ScanTarget, BasketView | None]") -> None:
            target, view = answer
            if view is not None and target.id is not None and target.kind == "variant":
                self._basket.show_added(target.id)(view)
            elif target.kind == "customer" and target.id is not None:
                self.customer_scanned.emit(target.id)
            elif view is not None and target.kind == "coupon":
                self._basket.show_coupon(view, target.id)
            elif view is not None and target.kind == "hold":
                self._basket.show_hold(view, target.code)
            elif target.kind == "receipt":
                self.receipt_scanned.emit(target.code)
            else:
                self._keep(target)

        self.write(lambda: self._resolve(actor, code), told, lambda error: self._on_failed(error, code))

    def take_late(self, code: str) -> None:
        """Put the goods of a hold in although its time is up: somebody looked, and they still lie there."""
        actor = self.actor
        self.write(
            lambda: self._basket.take_hold_in_lane(actor, code, late=True),
            lambda view: self._basket.show_hold(view, code),
        )

    def attach(self, code: str, variant_id: int, name: str) -> None:
        """From now on `code` means this variant; it goes into the basket at once."""
        from shopassistant.inventory.products import add_barcode

        actor = self.actor

        def job() -> "BasketView":
            add_barcode(self.store, actor, variant_id, code)
            return self._basket.add_in_lane(actor, variant_id, 1, "scan")

        def told(view: "BasketView") -> None:
            if code in self.kept:
                self.kept.remove(code)
            self._basket.show_added(variant_id)(view)
            self.context.toasts.show(self.say("counter.code_attached", code=code, name=name))

        self.write(job, told)

    def create(self, code: str, name: str, price_minor: int) -> None:
        """Enter a product under `code` and put it into the basket; managers only."""
        from shopassistant.inventory.products import NewProduct, NewVariant, add_product

        actor = self.actor

        def job() -> "tuple[Added, BasketView]":
            new = NewProduct(name, (NewVariant(price_minor, barcodes=(code,)),))
            added = add_product(self.store, actor, new)
            return added, self._basket.add_in_lane(actor, added.variant_ids[0], 1, "scan")

        def told(answer: "tuple[Added, BasketView]") -> None:
            added, view = answer
            self._basket.show_added(added.variant_ids[0])(view)
            self.announce(added.changes)
            self.entered.emit()

        self.write(job, told, self._on_refused)

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))
        else:
            self.context.errors.show(error)

    def _resolve(self, actor: "Actor", code: str) -> "tuple[ScanTarget, BasketView | None]":
        from shopassistant.sales.scan_target import resolve_scan

        with self.store.read() as session:
            target = resolve_scan(session, code)
        if target.kind == "variant" and target.id is not None:
            return target, self._basket.add_in_lane(actor, target.id, 1, "scan")
        if target.kind == "coupon":
            return target, self._basket.put_coupon_in_lane(actor, code)
        if target.kind == "hold":
            return target, self._basket.take_hold_in_lane(actor, code)
        return target, None

    def _keep(self, target: "ScanTarget") -> None:
        self.kept.append(target.code)
        self.unknown.emit(target.code, self.say(target.message_code, code=target.code))

    def _on_failed(self, error: Exception, code: str) -> None:
        self.failed.emit()
        if isinstance(error, ShopError) and error.code == "hold.expired":
            anyway = Choice(self.say("counter.hold_anyway"), partial(self.take_late, code))
            self.context.errors.tell(self.catalogue.explain(error), "warning", choices=(anyway,))
        else:
            self.context.errors.show(error)
