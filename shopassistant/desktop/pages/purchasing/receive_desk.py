"""A delivery as it is taken in: what is expected, what was scanned or typed, what is broken. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import ShopError
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.inventory.listing import Choice
from shopassistant.inventory.variant_words import variant_detail

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.inventory.purchasing.arrival import Arrival, ReceiptResult
    from shopassistant.inventory.purchasing.order_list import OrderRow
    from shopassistant.inventory.purchasing.order_view import OrderView
    from shopassistant.sales.found import FoundVariant


@dataclass(frozen=True, slots=True)
class ArrivalRow:
    """One line of the delivery.

    Attributes:
        key: of the line in the table; below zero for what was not ordered.
        open_units: still to come by the order, 0 for what was not ordered.
        units, damaged: came whole, came broken.
        reason: why more is taken than is open.
        cost_minor: charged for one, None where it is as ordered.
    """

    key: int
    variant_id: int
    name: str
    detail: str
    sku: str
    order_line_id: int | None
    open_units: int
    units: int = 0
    damaged: int = 0
    reason: str = ""
    cost_minor: int | None = None
    agreed_minor: int | None = None

    @property
    def over(self) -> int:
        """Units more than are open."""
        return max(self.units - self.open_units, 0)


@dataclass(frozen=True, slots=True)
class Expected:
    """What may have come: orders on their way, and where goods can be put.

    Attributes:
        damaged: locations where broken units are kept.
        variant_id: only orders with it were asked for; 0 for all.
    """

    orders: "tuple[OrderRow, ...]"
    places: tuple[Choice, ...]
    damaged: tuple[Choice, ...]
    variant_id: int = 0


class ReceiveDesk(Desk):
    """Holds the delivery under way.

    Signals:
        expected: `Expected`, to choose an order from.
        opened: the `OrderView` that is received against, with its lines in `rows`.
        rows_changed: key of the row that was touched, 0 for none.
        unknown: a code nobody knows.
        booked: a `ReceiptResult` and how many units it took in.
        refused: the sentence why not.
    """

    expected = Signal(object)
    opened = Signal(object)
    rows_changed = Signal(int)
    unknown = Signal(str)
    booked = Signal(object, int)
    refused = Signal(str)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.view: OrderView | None = None
        self.rows: dict[int, ArrivalRow] = {}
        self._key = uuid4().hex
        self._next_extra = -1
        self._is_opening = False
        self._waiting: list[FoundVariant] = []  # scanned while the order was still being read

    @property
    def units(self) -> int:
        """Units that came whole."""
        return sum(row.units for row in self.rows.values())

    @property
    def damaged(self) -> int:
        """Units that came broken."""
        return sum(row.damaged for row in self.rows.values())

    # Choosing

    def choose(self, variant_id: int = 0) -> None:
        """Read the orders on their way; with a variant those it is still to come with."""
        today = self.today
        self.look("receive.expected", lambda: self._expected(variant_id, today), self.expected.emit)

    def start(self, order_id: int, scanned: int = 0) -> None:
        """Receive against an order; what was entered for it and not booked is still there.

        Args:
            scanned: a variant whose scan led here: one of it came.
        """
        today = self.today
        self._is_opening = True

        def told(view: "OrderView") -> None:
            self._is_opening = False
            is_other = self.view is None or self.view.row.order_id != order_id
            self._take_view(view, keep=not is_other)
            self.opened.emit(view)
            if scanned:
                self._add_variant(scanned)
            self.rows_changed.emit(0)
            waiting, self._waiting = self._waiting, []
            for found in waiting:
                self.add(found)

        self.look("receive.order", lambda: self._load(order_id, today), told, self._on_failed)

    def _take_view(self, view: "OrderView", *, keep: bool) -> None:
        before = self.rows if keep else {}
        if not keep:
            self._key = uuid4().hex
        self.view = view
        self.rows = {}
        for line in view.lines:
            if line.units_open or line.line_id in before or line.units_received:
                row = ArrivalRow(
                    line.line_id, line.variant_id, line.name, line.detail, line.sku, line.line_id, line.units_open,
                    agreed_minor=line.cost_minor,
                )  # fmt: skip
                old = before.get(line.line_id)
                if old is not None:
                    row = replace(
                        row, units=old.units, damaged=old.damaged, reason=old.reason, cost_minor=old.cost_minor
                    )
                self.rows[line.line_id] = row
        self.rows |= {key: row for key, row in before.items() if key < 0}

    # Entering

    @Slot(str)
    def scan(self, code: str) -> None:
        """One of it came. Before an order is chosen, a scan finds the orders it is expected with."""

        def told(found: "FoundVariant | None") -> None:
            if found is None:
                self.unknown.emit(code)
            elif self._is_opening:
                self._waiting.append(found)
            elif self.view is None:
                self.choose(found.variant_id)
            else:
                self.add(found)

        # Without a key: a second scan must not push the first one out.
        self.context.lanes.read.run(self, lambda _progress: self.context.services.lookup().by_code(code), told)

    def add(self, found: "FoundVariant") -> None:
        """One more unit of a product, ordered or not."""
        if not self._add_variant(found.variant_id):
            detail = variant_detail(found.name, found.colour, found.size)
            row = ArrivalRow(self._next_extra, found.variant_id, found.name, detail, found.sku, None, 0, 1)
            self.rows[row.key] = row
            self._next_extra -= 1
            self.rows_changed.emit(row.key)

    def _add_variant(self, variant_id: int) -> bool:
        """Onto the first of its lines that is not full, else onto its last; whether it has one."""
        lines = [row for row in self.rows.values() if row.variant_id == variant_id]
        if not lines:
            return False
        row = next((one for one in lines if one.units < one.open_units), lines[-1])
        self.rows[row.key] = replace(row, units=row.units + 1)
        self.rows_changed.emit(row.key)
        return True

    def enter(
        self,
        key: int,
        *,
        units: int | None = None,
        damaged: int | None = None,
        reason: str | None = None,
        cost_minor: int | None = None,
    ) -> None:
        """What was typed for a row; what is None stays."""
        row = self.rows.get(key)
        if row is None:
            return
        self.rows[key] = replace(
            row,
            units=row.units if units is None else units,
            damaged=row.damaged if damaged is None else damaged,
            reason=row.reason if reason is None else reason,
            cost_minor=row.cost_minor if cost_minor is None else cost_minor,
        )
        self.rows_changed.emit(key)

    def take_all(self) -> None:
        """Everything came as ordered; what was entered before can be brought back."""
        before = dict(self.rows)
        self.rows = {
            key: replace(row, units=max(row.open_units - row.damaged, 0)) if key > 0 else row
            for key, row in self.rows.items()
        }
        self.rows_changed.emit(0)
        self.context.toasts.show(self.say("receive.all_taken"), lambda: self._put_back(before))

    def clear(self) -> None:
        """Nothing was entered."""
        if self.view is not None:
            self._take_view(self.view, keep=False)
            self.rows_changed.emit(0)

    def leave_order(self) -> None:
        """No order is chosen."""
        self.view, self.rows = None, {}
        self._key = uuid4().hex

    def _put_back(self, rows: dict[int, ArrivalRow]) -> None:
        self.rows = rows
        self.rows_changed.emit(0)

    # Booking

    def book(self, location_id: int, delivery_note: str, damaged_location_id: int | None) -> None:
        """Write it into the books, whole or not at all."""
        from shopassistant.inventory.purchasing.receiving import receive

        actor, arrival, units = self.actor, self._arrival(location_id, delivery_note, damaged_location_id), self.units

        def told(result: "ReceiptResult") -> None:
            self.leave_order()
            self.announce(result.changes)
            self.booked.emit(result, units)

        self.write(lambda: receive(self.store, actor, arrival), told, self._on_failed)

    def take_back(self, receipt_id: int) -> None:
        """Undo of `book`, for who may."""
        from shopassistant.inventory.purchasing.receiving import reverse_receipt

        actor, why = self.actor, self.say("receive.taken_back")

        def job() -> Changes:
            return reverse_receipt(self.store, actor, receipt_id, why).changes

        self.write(job, self.announce, self._on_failed)

    def _arrival(self, location_id: int, delivery_note: str, damaged_location_id: int | None) -> "Arrival":
        from shopassistant.inventory.purchasing.arrival import Arrival, ArrivedLine

        lines = tuple(
            ArrivedLine(
                row.variant_id, row.units, row.damaged, row.order_line_id, row.cost_minor, row.reason,
                None if row.order_line_id is None else row.open_units,
            )
            for row in self.rows.values()
            if row.units or row.damaged
        )  # fmt: skip
        return Arrival(
            location_id,
            lines,
            order_id=None if self.view is None else self.view.row.order_id,
            delivery_note=delivery_note,
            damaged_location_id=damaged_location_id if self.damaged else None,
            request_key=self._key,
        )

    def _on_failed(self, error: Exception) -> None:
        self._is_opening = False
        if not isinstance(error, ShopError):
            return  # a bug: the lane has told the window
        if error.code == "receipt.meanwhile" and self.view is not None:
            self.start(self.view.row.order_id)  # with the numbers as they are now; what was entered stays
        self.refused.emit(self.catalogue.explain(error))

    # Reading

    def _load(self, order_id: int, today: date) -> "OrderView":
        from shopassistant.inventory.purchasing.order_view import load_order

        with self.store.read() as session:
            return load_order(session, order_id, today)

    def _expected(self, variant_id: int, today: date) -> Expected:
        from shopassistant.inventory.locations import list_locations
        from shopassistant.inventory.purchasing.order_list import OrderFilter, list_orders, load_orders

        with self.store.read() as session:
            wanted = OrderFilter("coming", variant_id=variant_id or None)
            ids: Sequence[int] = list_orders(session, wanted, today)
            rows = load_orders(session, ids, today)
            places = list_locations(session, active=True)
        return Expected(
            tuple(rows[one] for one in ids),
            tuple(Choice(one.id, one.name) for one in places if one.kind not in ("transit", "damaged")),
            tuple(Choice(one.id, one.name) for one in places if one.kind == "damaged"),
            variant_id,
        )
