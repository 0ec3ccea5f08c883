"""The table of customers, the promises due, and a new customer from one line. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import ShopError
from shopassistant.customers.listing import CustomerRow
from shopassistant.desktop.pages.counter.desk import Desk

if TYPE_CHECKING:
    from shopassistant.customers.create import Created
    from shopassistant.customers.listing import DueFollowUp
    from shopassistant.desktop.shell.context import AppContext

_MOST_FOUND = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """Customers in order; `reasons` says by id why each matched `text`."""

    ids: Sequence[int]
    text: str
    reasons: dict[int, str]


class CustomersDesk(Desk):
    """Lists customers.

    Signals:
        listed: `Listed` for the newest question.
        changed: customer ids whose rows are to be read again; None for all.
        due: tuple of `DueFollowUp` until today.
        understood: what a line for a new customer is taken for: (name of the part, text) pairs.
        created: a `Created`.
        refused: the sentence why not.
    """

    listed = Signal(object)
    changed = Signal(object)
    due = Signal(object)
    understood = Signal(object)
    created = Signal(object)
    refused = Signal(str)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.text = ""
        self.sort, self.descending = "last_visit", True
        context.bus.changed.connect(self._on_changes)

    @Slot()
    def load(self) -> None:
        """The list and the promises."""
        self.load_list()
        self.load_due()

    def load_list(self) -> None:
        """The list again, as text and order are now."""
        text, sort, descending = self.text, self.sort, self.descending
        self.look("customers.list", lambda: self._list(text, sort, descending), self.listed.emit)

    @Slot()
    def load_due(self) -> None:
        """What was promised until today."""
        today = self.today

        def job() -> "tuple[DueFollowUp, ...]":
            from shopassistant.customers.listing import follow_ups_due

            with self.store.read() as session:
                return follow_ups_due(session, today)

        self.look("customers.due", job, self.due.emit)

    @Slot(str)
    def type(self, text: str) -> None:
        """Find by anything; an empty text lists everybody."""
        self.text = text.strip()
        self.load_list()

    @Slot(str, bool)
    def sort_by(self, sort: str, descending: bool) -> None:
        """Another order."""
        self.sort, self.descending = sort, descending
        self.load_list()

    def rows(self, ids: Sequence[int]) -> dict[int, CustomerRow]:
        """Rows of the table; called inside the read lane."""
        from shopassistant.customers.listing import load_rows

        with self.store.read() as session:
            return load_rows(session, ids)

    @Slot(str)
    def understand(self, line: str) -> None:
        """What a line would be taken for."""
        country = self.context.shop.country
        self.look("customers.line", lambda: _parts(line, country), self.understood.emit)

    @Slot(str)
    def create(self, line: str) -> None:
        """Write the customer a line describes; who seems to be the same is told, never refused."""
        from shopassistant.customers.edit import create_from_line

        actor, search = self.actor, self.context.services.search

        def told(created: "Created") -> None:
            self.created.emit(created)
            self.announce(created.changes)

        self.write(lambda: create_from_line(self.store, actor, line, search()), told, self._on_failed)

    def finish(self, follow_up_id: int, *, done: bool = True) -> None:
        """Tick a promise off, with an undo."""
        from shopassistant.customers.edit import finish_follow_up

        actor = self.actor

        def told(changes: Changes) -> None:
            self.announce(changes)
            if done and changes != Changes():
                words = self.say("customers.promise_kept")
                self.context.toasts.show(words, lambda: self.finish(follow_up_id, done=False))

        self.write(lambda: finish_follow_up(self.store, actor, follow_up_id, done=done), told)

    def _list(self, text: str, sort: str, descending: bool) -> Listed:
        if text:
            matches = self.context.services.search().find(text, _MOST_FOUND)
            reasons = {one.customer_id: self.say(one.reason_code, **one.reason_values) for one in matches}
            return Listed(list(reasons), text, reasons)
        from shopassistant.customers.listing import list_ids

        with self.store.read() as session:
            return Listed(list_ids(session, sort, descending=descending), text, {})

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if not (changes.everything or changes.customers or changes.sales):
            return
        self.load_due()
        if changes.everything or changes.customers or self.sort in ("last_visit", "spend", "orders"):
            self.load_list()
        self.changed.emit(None if changes.everything or changes.sales else changes.customers)


def _parts(line: str, country: str) -> tuple[tuple[str, str], ...]:
    from shopassistant.customers.edit import parse_line

    new = parse_line(line, country)
    found = [
        ("name", f"{new.given_name} {new.family_name}".strip()),
        ("company", new.company),
        ("address", " ".join(part for part in (new.street, new.postcode, new.city) if part)),
        *(("phone", one) for one in new.phones),
        *(("email", one) for one in new.emails),
    ]
    return tuple((name, text) for name, text in found if text)
