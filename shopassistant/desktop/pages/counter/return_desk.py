"""Returns by receipt: find it, choose what comes back, pay back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.counter.finished import Finished
from shopassistant.desktop.pages.counter.tender import KINDS
from shopassistant.desktop.pages.counter.words import day

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.sales.complete import CompletedSale
    from shopassistant.sales.receipt import Receipt
    from shopassistant.sales.returns import ReturnableLine


@dataclass(frozen=True, slots=True)
class ReturnableRow:
    """One line of a receipt that can come back.

    Attributes:
        left: units that were not returned yet.
        refunds: what is paid back for 0, 1, 2 ... `left` units, in minor units; the last is all that was paid.
    """

    line_id: int
    variant_id: int | None
    product_id: int | None
    name: str
    bought: int
    left: int
    refunds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReturnForm:
    """A receipt as the return dialogue shows it."""

    sale_id: int
    number: str
    when: str
    customer_id: int | None
    rows: tuple[ReturnableRow, ...]
    tender: str

    def refund(self, chosen: Mapping[int, int]) -> int:
        """Minor units to pay back for `chosen` (line id: units)."""
        return sum(row.refunds[chosen.get(row.line_id, 0)] for row in self.rows)


class ReturnDesk(Desk):
    """Takes goods back.

    Signals:
        opened: a `ReturnForm`.
        refused: a sentence: no such receipt, nothing left to return.
        finished: a `Finished` with kind ``return``.
        weighed: {line id: units}, what is paid back for them, and why that is less than was paid, in words.
    """

    opened = Signal(object)
    weighed = Signal(object, int, str)
    refused = Signal(str)
    finished = Signal(object)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self._request_key = uuid4().hex

    def weigh(self, form: ReturnForm, chosen: Mapping[int, int]) -> None:
        """Say what is paid back for `chosen`, points that were earned on it and are spent kept back."""
        from shopassistant.sales.returns import refund_minor

        wanted = {line_id: units for line_id, units in chosen.items() if units}

        def job() -> int:
            with self.store.read() as session:
                return refund_minor(session, wanted)

        def told(refund: int) -> None:
            kept = self._kept_words(form.refund(wanted) - refund)
            self.weighed.emit(wanted, refund, "".join(kept))

        self.look("return.weigh", job, told, self.refuse)

    @Slot(str)
    def find(self, number: str) -> None:
        """Look a receipt up."""
        today = self.today
        self.look("return.find", lambda: self._find(number.strip(), today), self._on_found, self.refuse)

    def give_back(self, form: ReturnForm, chosen: Mapping[int, int], restock: bool, tender: str) -> None:
        """Book the return of `chosen` (line id: units) and pay back by `tender`."""
        from shopassistant.sales.complete import TenderRequest
        from shopassistant.sales.returns import refund_minor, return_lines

        actor, key = self.actor, self._request_key
        wanted = {line_id: units for line_id, units in chosen.items() if units}
        shown = form.refund(wanted)

        def job() -> "CompletedSale":
            with self.store.read() as session:
                refund = refund_minor(session, wanted)
            tenders = [TenderRequest(tender, refund)] if refund else []
            return return_lines(self.store, actor, form.sale_id, wanted, restock, tenders, key)

        def told(done: "CompletedSale") -> None:
            self._request_key = uuid4().hex
            rows = [row for row in form.rows if wanted.get(row.line_id)]
            self.finished.emit(
                Finished(
                    sale_id=done.sale_id,
                    number=done.number,
                    kind="return",
                    total_minor=done.total_minor,
                    change_minor=0,
                    units=sum(wanted.values()),
                    customer_id=form.customer_id,
                    sold=tuple((row.variant_id or 0, row.product_id or 0) for row in rows),
                    tender=tender if done.total_minor else "",
                    warnings=self._kept_words(shown + done.total_minor),
                )
            )
            self.announce(done.changes | Changes(sales=frozenset({done.sale_id, form.sale_id})))

        self.write(job, told, self.refuse)

    def _kept_words(self, kept_minor: int) -> tuple[str, ...]:
        """Why less is paid back than the goods cost: the points they earned are spent."""
        return (self.say("counter.points_kept", kept_minor=kept_minor),) if kept_minor > 0 else ()

    def _find(self, number: str, today: date) -> ReturnForm:
        from shopassistant.sales.returns import find_receipt, returnable

        with self.store.read() as session:
            receipt = find_receipt(session, number)
            lines = returnable(session, receipt.sale_id)
        return form_of(receipt, lines, day(self.catalogue, receipt.sold_at, today))

    def _on_found(self, form: ReturnForm) -> None:
        self._request_key = uuid4().hex
        self.opened.emit(form)

    def refuse(self, error: Exception) -> None:
        """Say why it cannot be done."""
        from shopassistant.core.errors import ShopError

        if isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))
        else:
            self.context.errors.show(error)


def form_of(receipt: "Receipt", lines: "Sequence[ReturnableLine]", when: str) -> ReturnForm:
    """The form for a receipt and its returnable lines."""
    rows = tuple(
        ReturnableRow(
            line.line_id,
            line.variant_id,
            line.product_id,
            line.description,
            line.history.sold,
            line.left,
            tuple(line.history.refund(units)[0] for units in range(line.left + 1)),
        )
        for line in lines
    )
    tenders = [kind for kind, _amount in receipt.tenders if kind in KINDS]
    return ReturnForm(
        receipt.sale_id, receipt.number, when, receipt.customer_id, rows, tenders[0] if tenders else "cash"
    )
