"""The customer box: what is typed becomes rows on a lane, and a line of text becomes a customer."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.desktop.pages.counter.card_words import found_row
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.counter.views import Found, FoundRow
from shopassistant.promotions.redemption.codes import normalise
from shopassistant.sales.hold_codes import hold_code

if TYPE_CHECKING:
    from shopassistant.customers.edit import Created
    from shopassistant.store.actor import Actor

_MOST_ROWS = 8

_SHORTEST_CARD = 12  # digits; telephone numbers are shorter, or begin with 0 or +


def is_code(text: str) -> bool:
    """Whether this is the number of a card, customer, receipt, coupon or hold, no name to make a customer of."""
    has_digit = any(letter.isdecimal() for letter in text)
    if (has_digit or "-" in text) and normalise(text) is not None:
        return True
    if has_digit and hold_code(text) is not None:
        return True
    parts = text.split()
    if len(parts) != 1 or "@" in text:
        return False
    part = parts[0]
    has_digit = any(letter.isdecimal() for letter in part)
    is_long = part.isdecimal() and len(part) >= _SHORTEST_CARD and not part.startswith("0")
    return is_long or (has_digit and any(letter.isalpha() for letter in part))


class FindCustomer(Desk):
    """Finds and creates customers.

    Signals:
        found: `Found` for the newest text; older answers never arrive.
        picked: customer id to open.
        created: customer id and the likely duplicates' rows (tuple of `FoundRow`).
        undone: id of a customer who was made by mistake and is gone again.
    """

    found = Signal(object)
    picked = Signal(int)
    created = Signal(int, object)
    undone = Signal(int)

    @Slot(str)
    def type(self, text: str) -> None:
        """Look for what is typed so far; an empty text empties the rows at once."""
        if not text.strip():
            self.forget("customer.find")
            self.found.emit(Found(""))
            return
        self.look("customer.find", lambda: self._find(text), self.found.emit)

    @Slot(str)
    def create(self, line: str) -> None:
        """Make a customer of one line, such as ``"Ann Lee 07700 900123"``."""
        actor = self.actor
        self.write(lambda: self._create(actor, line), self._on_created)

    def _find(self, text: str) -> Found:
        matches = self.context.services.search().find(text, _MOST_ROWS)
        today = self.today
        return Found(text, tuple(found_row(match, self.catalogue, today) for match in matches))

    def _create(self, actor: "Actor", line: str) -> "Created":
        from shopassistant.customers.edit import create_from_line

        return create_from_line(self.store, actor, line, self.context.services.search())

    def _on_created(self, created: "Created") -> None:
        twins = tuple(
            FoundRow(
                twin.customer_id,
                twin.name,
                twin.number,
                " · ".join(part for part in (twin.number, twin.city) if part),
                self.catalogue.say(twin.reason_code, twin.reason_values),
            )
            for twin in created.likely_duplicates
        )
        self.announce(created.changes)
        self.created.emit(created.customer_id, twins)
        new = created.customer
        name = " ".join(part for part in (new.given_name, new.family_name) if part) or new.company or created.number
        self.context.toasts.show(
            self.say("counter.created", name=name), partial(self._undo_create, created.customer_id)
        )

    def _undo_create(self, customer_id: int) -> None:
        from shopassistant.customers.edit import undo_create

        actor, terminal = self.actor, self.context.terminal

        def told(changes: Changes) -> None:
            self.undone.emit(customer_id)  # before the news, which would open the card anew
            self.announce(changes)

        self.write(lambda: undo_create(self.store, actor, customer_id, terminal), told)
