"""The table of orders and the one that is open: what is read of them and what a manager does to them. No widgets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import ShopError
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.inventory.listing import Choice
from shopassistant.inventory.purchasing.order_list import OrderFilter, OrderRow

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.inventory.purchasing.drafts import OrderDraft
    from shopassistant.inventory.purchasing.order_view import OrderLine, OrderView
    from shopassistant.inventory.purchasing.state import OrderResult
    from shopassistant.store.actor import Actor


@dataclass(frozen=True, slots=True)
class Listed:
    """What the table shows.

    Attributes:
        ids: of the orders that match, in order.
        counts: orders in each scope, whatever else is filtered.
    """

    ids: Sequence[int]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class OrderChoices:
    """Whom to order from and where to: active suppliers and locations, and each supplier's lead time in days."""

    suppliers: tuple[Choice, ...]
    locations: tuple[Choice, ...]
    lead_days: dict[int, int]


class OrdersDesk(Desk):
    """Lists, opens, writes, sends and cancels orders.

    Signals:
        chosen: `OrderChoices`.
        listed: a `Listed`.
        changed: ids whose rows are to be read again; None for all.
        opened: an `OrderView`, None when none is open.
        created: id of a new draft.
        refused: the sentence why not.
    """

    chosen = Signal(object)
    listed = Signal(object)
    changed = Signal(object)
    opened = Signal(object)
    created = Signal(int)
    refused = Signal(str)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.filter = OrderFilter()
        self.sort, self.descending = "expected", False
        self.order_id = 0
        self.view: OrderView | None = None
        context.bus.changed.connect(self._on_changes)

    # Looking

    @Slot()
    def load(self) -> None:
        """Everything anew."""
        self.look("orders.choices", self._choices, self.chosen.emit)
        self.load_list()
        if self.order_id:
            self.open(self.order_id)

    @Slot()
    def load_list(self) -> None:
        """The list, as the filters and the order are now."""
        wanted, sort, descending, today = self.filter, self.sort, self.descending, self.today
        self.look("orders.list", lambda: self._list(wanted, sort, descending, today), self.listed.emit)

    def narrow(self, **values: Any) -> None:
        """Change fields of the filter by name."""
        self.filter = replace(self.filter, **values)
        self.load_list()

    @Slot(str, bool)
    def sort_by(self, sort: str, descending: bool) -> None:
        """Another order."""
        self.sort, self.descending = sort, descending
        self.load_list()

    def rows(self, ids: Sequence[int]) -> dict[int, OrderRow]:
        """Rows of the table; called inside the read lane."""
        from shopassistant.inventory.purchasing.order_list import load_orders

        today = self.store.clock.now().astimezone().date()
        with self.store.read() as session:
            return load_orders(session, ids, today)

    @Slot(int)
    def open(self, order_id: int) -> None:
        """Show an order; 0 shows none."""
        self.order_id = order_id
        if not order_id:
            self.forget("orders.order")
            self._on_opened(None)
            return
        today = self.today
        self.look("orders.order", lambda: self._load(order_id, today), self._on_opened)

    def _on_opened(self, view: "OrderView | None") -> None:
        self.view = view
        self.opened.emit(view)

    def _load(self, order_id: int, today: date) -> "OrderView":
        from shopassistant.inventory.purchasing.order_view import load_order

        with self.store.read() as session:
            return load_order(session, order_id, today)

    def _list(self, wanted: OrderFilter, sort: str, descending: bool, today: date) -> Listed:
        from shopassistant.inventory.purchasing.order_list import count_orders, list_orders

        with self.store.read() as session:
            ids = list_orders(session, wanted, today, sort, descending=descending)
            return Listed(ids, count_orders(session, today))

    def _choices(self) -> OrderChoices:
        from sqlalchemy import select

        from shopassistant.inventory.locations import list_locations
        from shopassistant.store.schema import Supplier

        with self.store.read() as session:
            query = select(Supplier.id, Supplier.name, Supplier.lead_time_days).where(Supplier.active)
            suppliers = list(session.execute(query.order_by(Supplier.name)))
            places = [one for one in list_locations(session, active=True) if one.kind not in ("transit", "damaged")]
        return OrderChoices(
            tuple(Choice(id_, name) for id_, name, _ in suppliers),
            tuple(Choice(one.id, one.name) for one in places),
            {id_: days for id_, _, days in suppliers},
        )

    # Writing

    def create(self, draft: "OrderDraft") -> None:
        """Begin an order."""
        from shopassistant.inventory.purchasing.drafts import create_order

        actor = self.actor

        def told(result: "OrderResult") -> None:
            self.announce(result.changes)
            self.created.emit(result.order_id)

        self.write(lambda: create_order(self.store, actor, draft), told, self._on_failed)

    def put_line(
        self, variant_id: int, units: int, cost_minor: int | None = None, line: "OrderLine | None" = None
    ) -> None:
        """Write a line of the open draft: a new one, or `line` anew.

        A cost somebody gave stays; without one the supplier's price for so many units counts.
        """
        from shopassistant.inventory.purchasing.drafts import DraftLine, put_line

        order_id = self.order_id
        wanted = DraftLine(variant_id, units, cost_minor, expected_on=None if line is None else line.expected_on)
        line_id = None if line is None else line.line_id
        self._do(lambda actor: put_line(self.store, actor, order_id, wanted, line_id))

    def put_units(self, units: "Mapping[OrderLine, int]") -> None:
        """Write other numbers of several lines of the open draft, with an undo; the supplier's prices follow."""
        from shopassistant.inventory.purchasing.drafts import DraftLine, put_line

        order_id, actor = self.order_id, self.actor

        def job() -> Changes:
            done = Changes()
            for line, wanted in units.items():
                draft = DraftLine(line.variant_id, wanted, expected_on=line.expected_on)
                done |= put_line(self.store, actor, order_id, draft, line.line_id).changes
            return done

        def told(changes: Changes) -> None:
            self.announce(changes)
            words = self.say("orders.packs_filled", count=len(units))
            self.context.toasts.show(words, lambda: self.put_units({line: line.units for line in units}))

        self.write(job, told, self._on_failed)

    def remove_line(self, line: "OrderLine") -> None:
        """Take a line out of the open draft, with an undo."""
        from shopassistant.inventory.purchasing.drafts import remove_line

        told = (
            self.say("orders.line_removed", name=line.name),
            lambda: self.put_line(line.variant_id, line.units, line.cost_minor),
        )
        self._do(lambda actor: remove_line(self.store, actor, line.line_id), told)

    def change(self, location_id: int, expected_on: date | None, note: str) -> None:
        """Where and when the open draft is to be delivered, and what else."""
        from shopassistant.inventory.purchasing.drafts import change_order

        order_id = self.order_id
        self._do(lambda actor: change_order(self.store, actor, order_id, location_id, expected_on, note))

    def expect(self, expected_on: date, line_id: int | None = None) -> None:
        """The supplier named another day for what is open, or for one line; with an undo where there was a day."""
        from shopassistant.inventory.purchasing.sending import expect

        order_id, view = self.order_id, self.view
        told = None
        if view is not None and view.row.expected_on is not None and line_id is None:
            before = view.row.expected_on
            told = (self.say("orders.expected_now", expected_on=expected_on), lambda: self.expect(before))
        self._do(lambda actor: expect(self.store, actor, order_id, expected_on, line_id), told)

    def send(self, expected_on: date | None) -> None:
        """The supplier has it now."""
        from shopassistant.inventory.purchasing.sending import send_order

        order_id, number = self.order_id, self._number
        self._do(
            lambda actor: send_order(self.store, actor, order_id, expected_on),
            (self.say("orders.sent", number=number), None),
        )

    def cancel(self) -> None:
        """Give up the draft, or all that has not come; with an undo."""
        from shopassistant.inventory.purchasing.sending import cancel_order

        order_id = self.order_id
        told = (self.say("orders.cancelled", number=self._number), lambda: self.reopen(order_id))
        self._do(lambda actor: cancel_order(self.store, actor, order_id), told)

    def reopen(self, order_id: int) -> None:
        """Take a cancelled order up again."""
        from shopassistant.inventory.purchasing.sending import reopen_order

        self._do(lambda actor: reopen_order(self.store, actor, order_id))

    def cancel_rest(self, line: "OrderLine") -> None:
        """Expect no more of one line; with an undo."""
        from shopassistant.inventory.purchasing.sending import cancel_rest, reopen_rest

        back = lambda: self._do(lambda actor: reopen_rest(self.store, actor, line.line_id))  # noqa: E731  an undo
        told = (self.say("orders.rest_cancelled", name=line.name, count=line.units_open), back)
        self._do(lambda actor: cancel_rest(self.store, actor, line.line_id), told)

    def reverse(self, receipt_id: int, why: str) -> None:
        """A delivery was booked in error: take it back."""
        from shopassistant.inventory.purchasing.receiving import reverse_receipt

        self._do(lambda actor: reverse_receipt(self.store, actor, receipt_id, why))

    @property
    def _number(self) -> str:
        return "" if self.view is None else self.view.row.number

    def _do(
        self,
        job: "Callable[[Actor], Any]",
        told: tuple[str, Callable[[], None] | None] | None = None,
    ) -> None:
        actor = self.actor

        def on_done(result: Any) -> None:
            self.announce(result.changes)
            if told is not None:
                self.context.toasts.show(*told)

        self.write(lambda: job(actor), on_done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))
            self.open(self.order_id)  # what is shown is what is there

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if changes.everything or changes.suppliers or changes.locations:
            self.load()
        elif changes.orders:
            self.load_list()
            if self.order_id in changes.orders:
                self.open(self.order_id)
        if changes.everything or changes.orders:
            self.changed.emit(None if changes.everything else changes.orders)
