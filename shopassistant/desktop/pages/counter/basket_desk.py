"""The basket: every intent becomes one write in the db lane, and every answer is the whole basket, frozen."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import EnvironmentProblem, ShopError
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.counter.finished import finished_sale
from shopassistant.desktop.pages.counter.tender import Payment
from shopassistant.desktop.pages.counter.views import HeldRow
from shopassistant.desktop.pages.counter.words import ago

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.sales.basket import BasketView
    from shopassistant.sales.complete import CompletedSale
    from shopassistant.sales.held import HeldBasket
    from shopassistant.store.actor import Actor


class BasketDesk(Desk):
    """Owns this terminal's basket.

    Signals:
        shown: the `BasketView` after every change.
        touched: the variant whose line just came or grew; flash it.
        below_cost: the `ShopError` of a discount that needs a manager, and what to call with the manager.
        finished: a `finished.Finished`.
        held: tuple of `HeldRow`.
        discounted: a discount was given or taken away.
        payment_failed: the sale was not written; the error was told.
        exchanging: goods that come back are in the basket.
        dropped: the basket was given up; the one that is open now is empty and nobody's.
    """

    shown = Signal(object)
    touched = Signal(int)
    below_cost = Signal(object, object)
    finished = Signal(object)
    held = Signal(object)
    discounted = Signal()
    payment_failed = Signal()
    exchanging = Signal()
    dropped = Signal()

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.view: BasketView | None = None
        self._basket_id = 0  # set and read inside the db lane only
        self._request_key = uuid4().hex
        context.bus.changed.connect(self._on_changes)

    @Slot()
    def open(self) -> None:
        """Show the basket as it was left, after a start, a power cut or a staff switch."""
        actor = self.actor
        self.write(lambda: self._open(actor), self._show)

    def add(self, variant_id: int, quantity: int = 1, origin: str = "typed") -> None:
        """Put units in."""
        actor = self.actor
        self.write(lambda: self.add_in_lane(actor, variant_id, quantity, origin), self.show_added(variant_id))

    def set_quantity(self, line_id: int, quantity: int, approval: "Actor | None" = None) -> None:
        """Change how many; 0 takes the line out, with an undo."""
        if quantity == 0:
            self.remove(line_id)
            return
        from shopassistant.sales import basket

        actor = self.actor
        self.write(
            lambda: basket.set_quantity(self.store, actor, self._id(actor), line_id, quantity, approval),
            self._show,
            self._ask_manager(lambda manager: self.set_quantity(line_id, quantity, manager)),
        )

    def set_discount(
        self,
        line_id: int | None,
        percent_bp: int | None = None,
        amount_minor: int | None = None,
        approval: "Actor | None" = None,
    ) -> None:
        """Discount one line, or the whole basket for None; below cost it comes back through `below_cost`."""
        from shopassistant.sales import basket

        actor = self.actor

        def job() -> "BasketView":
            basket_id = self._id(actor)
            if line_id is None:
                return basket.set_basket_discount(
                    self.store, actor, basket_id, percent_bp=percent_bp, amount_minor=amount_minor, approval=approval
                )
            return basket.set_discount(
                self.store,
                actor,
                basket_id,
                line_id,
                percent_bp=percent_bp,
                amount_minor=amount_minor,
                approval=approval,
            )

        again = self._ask_manager(lambda manager: self.set_discount(line_id, percent_bp, amount_minor, manager))
        self.write(job, self._on_discounted, again)

    def approve(self, pin: str, then: "Callable[[Actor], None]", failed: Callable[[Exception], None]) -> None:
        """Ask who has this PIN; a manager goes to `then`."""
        from shopassistant.store.staff import approve

        actor = self.actor
        self.write(lambda: approve(self.store, actor, pin), then, failed)

    def remove(self, line_id: int) -> None:
        """Take a line out and offer to bring it back."""
        from shopassistant.sales import basket

        actor = self.actor
        name = next((line.name for line in self.view.lines if line.id == line_id), "") if self.view else ""

        def told(view: "BasketView") -> None:
            self._show(view)
            self.context.toasts.show(self.say("counter.removed", name=name), lambda: self.restore(line_id))

        self.write(lambda: basket.remove_line(self.store, actor, self._id(actor), line_id), told)

    def give_back(self, units: Mapping[int, int], restock: bool, failed: Callable[[Exception], None]) -> None:
        """Put sold units (sale line id: how many) into the basket as given back: only the difference is paid."""
        from shopassistant.sales.exchange import add_returns

        actor = self.actor

        def told(view: "BasketView") -> None:
            self._show(view)
            self.exchanging.emit()
            self.context.toasts.show(self.say("counter.exchanging"))
            for line in view.lines:
                if line.returns_line_id in units:
                    self.touched.emit(line.variant_id)

        self.write(lambda: add_returns(self.store, actor, self._id(actor), units, restock=restock), told, failed)

    def restore(self, line_id: int) -> None:
        """Undo a removal."""
        from shopassistant.sales import basket

        actor = self.actor
        self.write(lambda: basket.restore_line(self.store, actor, self._id(actor), line_id), self._show)

    def set_customer(self, customer_id: int | None) -> None:
        """Whose basket it is."""
        from shopassistant.sales import basket

        actor = self.actor
        if self.view is not None and self.view.customer_id == customer_id:
            return
        self.write(lambda: basket.set_customer(self.store, actor, self._id(actor), customer_id), self._show)

    @Slot(str)
    def hold(self, label: str = "") -> None:
        """Set the basket aside and start an empty one."""
        from shopassistant.sales import held

        actor = self.actor

        def job() -> "tuple[BasketView, int]":
            put_aside = held.hold(self.store, actor, self._id(actor), label)
            return self._next(actor), put_aside.id

        def told(answer: "tuple[BasketView, int]") -> None:
            fresh, held_id = answer
            self._show(fresh)
            self.context.toasts.show(self.say("counter.held"), lambda: self.resume(held_id))

        self.write(job, told)

    @Slot(int)
    def resume(self, basket_id: int) -> None:
        """Bring a held basket back; what is open now is set aside."""
        from shopassistant.sales import held

        actor = self.actor

        def job() -> "BasketView":
            view = held.resume(self.store, actor, basket_id, self.context.terminal)
            self._basket_id = view.id
            return view

        self.write(job, self._show)

    @Slot()
    def drop(self, *, quietly: bool = False) -> None:
        """Give the basket up and start an empty one, with an undo unless it is done `quietly`."""
        from shopassistant.sales import held

        actor = self.actor

        def job() -> "tuple[BasketView, int]":
            dropped = held.drop(self.store, actor, self._id(actor))
            return self._next(actor), dropped.id

        def told(answer: "tuple[BasketView, int]") -> None:
            fresh, dropped_id = answer
            self._show(fresh)
            if not quietly:
                self.dropped.emit()
            self.context.toasts.show(self.say("counter.dropped"), lambda: self.resume(dropped_id))

        self.write(job, told)

    @Slot()
    def list_held(self) -> None:
        """Ask for the baskets set aside."""
        from shopassistant.desktop.pages.counter.queries import customer_names
        from shopassistant.sales.held import held_baskets

        def job() -> tuple[HeldRow, ...]:
            with self.store.read() as session:
                found = held_baskets(session, self.context.location_id)
                names = customer_names(session, {one.customer_id for one in found if one.customer_id is not None})
            return tuple(self._held_row(one, names) for one in found)

        self.look("basket.held", job, self.held.emit)

    @Slot(object)
    def complete(self, payment: Payment) -> None:
        """Write the sale. The same key goes with every try, so that a repeated one cannot book twice."""
        from shopassistant.sales.complete import TenderRequest, complete_sale

        actor, view, key = self.actor, self.view, self._request_key
        if view is None:
            return
        tenders = [TenderRequest(entry.kind, entry.amount_minor) for entry in payment.tenders]

        def job() -> "tuple[CompletedSale, BasketView | None]":
            done = complete_sale(self.store, actor, view.id, tenders, key, seen_minor=view.total_minor)
            try:
                return done, self._next(actor)
            except EnvironmentProblem:  # the sale is booked all the same, and must never be told as failed
                return done, None

        def told(answer: "tuple[CompletedSale, BasketView | None]") -> None:
            self._on_complete(view, tenders[0].kind if tenders else "", *answer)

        self.write(job, told, self._on_payment_failed)

    def add_in_lane(self, actor: "Actor", variant_id: int, quantity: int, origin: str) -> "BasketView":
        """The write behind `add`; to be called inside the db lane."""
        from shopassistant.sales import basket

        return basket.add_variant(self.store, actor, self._id(actor), variant_id, quantity, origin)

    def put_coupon_in_lane(self, actor: "Actor", code: str) -> "BasketView":
        """Put a coupon into the basket; to be called inside the db lane. Raises as `basket_coupons.put_coupon`."""
        from shopassistant.sales.basket_coupons import put_coupon

        return put_coupon(self.store, actor, self._id(actor), code)

    def show_coupon(self, view: "BasketView", coupon_id: int | None) -> None:
        """Show the answer of `put_coupon_in_lane`, and say what the coupon does."""
        self._show(view)
        for coupon in view.coupons:
            if coupon.coupon_id == coupon_id:
                code = "counter.coupon_applied" if coupon.state == "applied" else "counter.coupon_waits"
                self.context.toasts.show(self.say(code, name=coupon.promotion_name))

    def take_hold_in_lane(self, actor: "Actor", code: str, *, late: bool = False) -> "BasketView":
        """Put the goods of a hold in; to be called inside the db lane. Raises as `holds.take_hold`."""
        from shopassistant.sales.holds import take_hold

        return take_hold(self.store, actor, code, self._id(actor), late=late)

    def show_hold(self, view: "BasketView", code: str) -> None:
        """Show the answer of `take_hold_in_lane`, and say whose goods these are."""
        from shopassistant.sales.hold_codes import hold_code, shown_code

        self._show(view)
        self.context.toasts.show(self.say("counter.hold_taken", hold=shown_code(hold_code(code) or code)))
        self.announce(Changes(variants=frozenset(line.variant_id for line in view.lines)))

    @Slot(int)
    def take_coupon_out(self, coupon_id: int) -> None:
        """The customer keeps the coupon; it can be put in again."""
        from shopassistant.sales.basket_coupons import take_coupon_out

        actor = self.actor
        self.write(lambda: take_coupon_out(self.store, actor, self._id(actor), coupon_id), self._show)

    @Slot(bool)
    def use_points(self, is_wanted: bool) -> None:
        """Pay with the customer's points as far as they go, or with none."""
        from shopassistant.sales.basket_coupons import use_points

        actor, points = self.actor, self.view.points if self.view is not None else None
        wanted = points.spendable if points is not None and is_wanted else 0
        self.write(lambda: use_points(self.store, actor, self._id(actor), wanted), self._show)

    def show_added(self, variant_id: int) -> "Callable[[BasketView], None]":
        """What to do with the answer of `add_in_lane`."""

        def told(view: "BasketView") -> None:
            self._show(view)
            self.touched.emit(variant_id)

        return told

    def _id(self, actor: "Actor") -> int:
        return self._basket_id or self._open(actor).id

    def _open(self, actor: "Actor") -> "BasketView":
        from shopassistant.sales.basket import open_basket

        view = open_basket(self.store, actor, self.context.terminal, self.context.location_id)
        self._basket_id = view.id
        return view

    def _next(self, actor: "Actor") -> "BasketView":
        self._basket_id = 0
        return self._open(actor)

    def _show(self, view: "BasketView") -> None:
        if self.view is not None and self.view.id != view.id:
            self._request_key = uuid4().hex
        self.view = view
        self.shown.emit(view)

    def _on_discounted(self, view: "BasketView") -> None:
        self._show(view)
        self.discounted.emit()

    def _ask_manager(self, again: "Callable[[Actor], None]") -> Callable[[Exception], None]:
        def failed(error: Exception) -> None:
            if self.view is not None:
                self.shown.emit(self.view)  # the field goes back to what is true
            if isinstance(error, ShopError) and error.code == "sale.below_cost":
                self.below_cost.emit(error, again)
            else:
                self.context.errors.show(error)

        return failed

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        """Prices, offers or stock may be others now: after an import, when a promotion was changed, or when the page
        Try-on put something into this very basket."""
        promoted = bool(changes.promotions) and not changes.sales  # not by a sale that is shown already
        is_ours = self.view is not None and self.view.id in changes.baskets and not changes.sales
        if (changes.everything or promoted or is_ours) and not self.context.staff.is_locked:
            self.open()

    def _on_complete(self, view: "BasketView", tender: str, done: "CompletedSale", fresh: "BasketView | None") -> None:
        if fresh is not None:
            self._show(fresh)
        else:
            self._request_key = uuid4().hex
            self.open()
        self.finished.emit(finished_sale(self.catalogue, view, done, tender))
        self.announce(done.changes | Changes(sales=frozenset({done.sale_id})))

    def _on_payment_failed(self, error: Exception) -> None:
        self.context.errors.show(error)
        self.payment_failed.emit()
        self.open()

    def _held_row(self, held: "HeldBasket", names: dict[int, str]) -> HeldRow:
        label = held.label or names.get(held.customer_id or 0, "") or self.say("counter.held_walk_in")
        when = ago(self.catalogue, held.changed_at, self.store.clock.now())
        return HeldRow(
            held.basket_id,
            label,
            self.say("counter.held_detail", count=held.units, when=when),
            self.catalogue.money(held.total_minor),
        )
