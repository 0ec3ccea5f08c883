"""The receipts table: what a few words can mean, which sales match, and one of them as it was printed. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.counter.words import exact_day
from shopassistant.sales.listing import ReceiptFilter, ReceiptRow

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.sales.receipt_books import Receipt
    from shopassistant.sales.receipt_rows import ReceiptRow as PaperRow

_MOST_OF_A_KIND = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of what was typed.

    Attributes:
        kind: ``number``, ``customer``, ``product``, ``day`` or ``amount``.
        label: what a chip says.
        detail: what tells namesakes apart.
        wanted: the part of the filter it sets.
        sale_id: the one receipt it names, 0 for none.
    """

    kind: str
    label: str
    detail: str
    wanted: ReceiptFilter
    sale_id: int = 0


@dataclass(frozen=True, slots=True)
class Readings:
    """All meanings of `text`, the likeliest first."""

    text: str
    found: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """Sales and returns that match."""

    ids: Sequence[int]
    is_narrowed: bool


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """One receipt.

    Attributes:
        paper: rows as they are printed, see `sales.receipt_rows`.
        left: units that may still come back; 0 for a return.
    """

    row: ReceiptRow
    receipt: "Receipt"
    paper: "tuple[PaperRow, ...]"
    left: int


class ReceiptsDesk(Desk):
    """Finds sales and returns.

    Signals:
        read: `Readings` for the newest text.
        narrowed: tuple of `Reading`, the chips in force.
        listed: `Listed` for the newest question.
        shown: a `ReceiptView`, or None.
        changed: sale ids whose rows are to be read again; None for all.
    """

    read = Signal(object)
    narrowed = Signal(object)
    listed = Signal(object)
    shown = Signal(object)
    changed = Signal(object)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.chips: dict[str, Reading] = {}
        self.kind: str | None = None
        self.sort, self.descending = "sold_at", True
        self.sale_id = 0
        context.bus.changed.connect(self._on_changes)

    @property
    def wanted(self) -> ReceiptFilter:
        """All chips together."""
        wanted = ReceiptFilter(kind=self.kind)
        for chip in self.chips.values():
            wanted = wanted | chip.wanted
        return wanted

    @Slot()
    def load(self) -> None:
        """The list again."""
        wanted, sort, descending = self.wanted, self.sort, self.descending
        self.look("receipts.list", lambda: self._list(wanted, sort, descending), self.listed.emit)

    @Slot(str)
    def type(self, text: str) -> None:
        """What can this mean?"""
        if not text.strip():
            self.forget("receipts.read")
            self.read.emit(Readings("", ()))
            return
        today = self.today
        self.look("receipts.read", lambda: self._read(text, today), self.read.emit)

    def choose(self, reading: Reading) -> None:
        """Take one meaning: a receipt is opened, everything else becomes a chip of its kind."""
        if reading.sale_id:
            self.open(reading.sale_id)
            return
        self.chips[reading.kind] = reading
        self._narrow()

    def drop(self, kind: str) -> None:
        """Take a chip away."""
        self.chips.pop(kind, None)
        self._narrow()

    def widen(self) -> None:
        """No chips."""
        self.chips = {}
        self.kind = None
        self._narrow()

    def only(self, kind: str | None) -> None:
        """Sales, returns, or both for None."""
        self.kind = kind
        self.load()

    @Slot(str, bool)
    def sort_by(self, sort: str, descending: bool) -> None:
        """Another order."""
        self.sort, self.descending = sort, descending
        self.load()

    def rows(self, ids: Sequence[int]) -> dict[int, ReceiptRow]:
        """Rows of the table; called inside the read lane."""
        from shopassistant.sales.listing import load_rows

        with self.store.read() as session:
            return load_rows(session, ids)

    @Slot(int)
    def open(self, sale_id: int) -> None:
        """Show a receipt; 0 shows none."""
        self.sale_id = sale_id
        if not sale_id:
            self.forget("receipts.one")
            self.shown.emit(None)
            return
        self.look("receipts.one", lambda: self._load(sale_id), self.shown.emit)

    def of_customer(self, customer_id: int, name: str) -> None:
        """Only what one customer bought."""
        self.chips = {}
        self.choose(Reading("customer", name, "", ReceiptFilter(customer_id=customer_id)))

    def _narrow(self) -> None:
        self.narrowed.emit(tuple(self.chips.values()))
        self.load()

    def _list(self, wanted: ReceiptFilter, sort: str, descending: bool) -> Listed:
        from shopassistant.sales.listing import list_ids

        with self.store.read() as session:
            ids = list_ids(session, wanted, sort, descending=descending)
        return Listed(ids, wanted != ReceiptFilter())

    def _read(self, text: str, today: date) -> Readings:
        found = [*self._numbers(text), *self._days(text, today), *self._amounts(text)]
        found += [*self._customers(text), *self._products(text)]
        return Readings(text, tuple(found))

    def _numbers(self, text: str) -> list[Reading]:
        from shopassistant.core.errors import NotFound
        from shopassistant.sales.listing import starts_with
        from shopassistant.sales.returns import find_sale

        with self.store.read() as session:
            begins = dict(starts_with(session, text, _MOST_OF_A_KIND))
            try:
                exact = find_sale(session, text)
            except NotFound:
                exact = 0
            if exact:
                begins = {exact: begins.get(exact, text.strip().upper()), **begins}
            rows = self.rows(list(begins))
        return [
            Reading("number", row.number, self._detail(row), ReceiptFilter(number=row.number), row.id)
            for row in (rows[one] for one in begins if one in rows)
        ]

    def _days(self, text: str, today: date) -> list[Reading]:
        from shopassistant.sales.receipt_query import days_meant

        return [
            Reading("day", exact_day(self.catalogue, one), "", ReceiptFilter(first_on=one, last_on=one))
            for one in days_meant(text, today)
        ]

    def _amounts(self, text: str) -> list[Reading]:
        from shopassistant.sales.receipt_query import amounts_meant

        found = amounts_meant(text, self.catalogue.currency)
        return [Reading("amount", self.catalogue.money(one), "", ReceiptFilter(total_minor=one)) for one in found]

    def _customers(self, text: str) -> list[Reading]:
        matches = self.context.services.search().find(text, _MOST_OF_A_KIND)
        return [
            Reading("customer", one.name, one.number, ReceiptFilter(customer_id=one.customer_id))
            for one in matches
            if one.customer_id
        ]

    def _products(self, text: str) -> list[Reading]:
        lookup = self.context.services.lookup()
        exact = lookup.by_code(text.strip())
        found = (exact,) if exact is not None else lookup.find(text, 4 * _MOST_OF_A_KIND)
        by_product = {one.product_id: one for one in reversed(found)}
        ordered = [one for one in found if by_product.get(one.product_id) is one][:_MOST_OF_A_KIND]
        return [
            Reading("product", one.name, one.brand or "", ReceiptFilter(product_id=one.product_id)) for one in ordered
        ]

    def _detail(self, row: ReceiptRow) -> str:
        parts = (exact_day(self.catalogue, row.sold_at), row.customer, self.catalogue.money(row.total_minor))
        return " \u00b7 ".join(part for part in parts if part)

    def _load(self, sale_id: int) -> ReceiptView | None:
        import barcode.codex  # noqa: F401  here in the lane: the first receipt's bars would hold the window for it

        from shopassistant.sales.receipt import load_receipt
        from shopassistant.sales.receipt_rows import receipt_rows
        from shopassistant.sales.returns import returnable

        with self.store.read() as session:
            receipt = load_receipt(session, sale_id)
            left = sum(line.left for line in returnable(session, sale_id))
        row = self.rows([sale_id])[sale_id]
        return ReceiptView(row, receipt, tuple(receipt_rows(receipt, self.context.shop, self.catalogue)), left)

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if changes.everything or changes.sales:
            self.load()
            self.changed.emit(None if changes.everything else changes.sales)
            if self.sale_id and (changes.everything or self.sale_id in changes.sales):
                self.open(self.sale_id)
