"""The customer who stands at the counter: their card in words, notes and promises kept and added, their history."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.desktop.pages.counter.card_words import card_of, history_rows
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.counter.views import CustomerCard, FollowUpRow, HistoryRow
from shopassistant.desktop.pages.counter.words import day

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext

_MOST_HISTORY = 60
_MOST_DUE = 6


class CustomerDesk(Desk):
    """Opens and closes the customer card.

    Signals:
        opened: a `CustomerCard`, or None for a walk-in.
        historied: tuple of `HistoryRow`.
        due: tuple of `FollowUpRow`, what was promised until today.
    """

    opened = Signal(object)
    historied = Signal(object)
    due = Signal(object)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.customer_id: int | None = None
        context.bus.changed.connect(self._on_changes)

    @Slot(int)
    def open(self, customer_id: int) -> None:
        """Show a customer."""
        self.customer_id = customer_id
        today = self.today
        self.look("customer.card", lambda: self._load(customer_id, today), self._on_loaded)

    @Slot()
    def close(self) -> None:
        """A walk-in stands here."""
        self.customer_id = None
        self.forget("customer.card")
        self.forget("customer.history")
        self.opened.emit(None)

    @Slot()
    def load_history(self) -> None:
        """Ask for what was bought before."""
        customer_id, today = self.customer_id, self.today
        if customer_id is not None:
            self.look("customer.history", lambda: self._history(customer_id, today), self.historied.emit)

    @Slot(str)
    def add_note(self, text: str) -> None:
        """Remember something."""
        from shopassistant.customers.edit import add_note

        if self.customer_id is None or not text.strip():
            return
        actor, customer_id = self.actor, self.customer_id
        self.write(lambda: add_note(self.store, actor, customer_id, text.strip()), self._on_written)

    def add_follow_up(self, text: str, due_on: date) -> None:
        """Promise something for a day."""
        from shopassistant.customers.edit import add_follow_up

        if self.customer_id is None or not text.strip():
            return
        actor, customer_id = self.actor, self.customer_id
        self.write(lambda: add_follow_up(self.store, actor, customer_id, text.strip(), due_on), self._on_written)

    @Slot(int)
    def finish_follow_up(self, follow_up_id: int) -> None:
        """A promise is kept."""
        from shopassistant.customers.edit import finish_follow_up

        actor = self.actor

        def told(answer: object) -> None:
            self.context.toasts.show(self.say("counter.promise_kept"), lambda: self._reopen(follow_up_id))
            self._on_written(answer)
            self.load_due()

        self.write(lambda: finish_follow_up(self.store, actor, follow_up_id), told)

    def _reopen(self, follow_up_id: int) -> None:
        from shopassistant.customers.edit import finish_follow_up

        actor = self.actor
        self.write(lambda: finish_follow_up(self.store, actor, follow_up_id, done=False), self._on_written)

    @Slot()
    def load_due(self) -> None:
        """Ask what was promised until today."""
        today = self.today
        self.look("customer.due", lambda: self._due(today), self.due.emit)

    def _load(self, customer_id: int, today: date) -> CustomerCard:
        from shopassistant.customers.profile import load_profile

        with self.store.read() as session:
            profile = load_profile(session, customer_id, today)
        return card_of(profile, self.catalogue, today)

    def _history(self, customer_id: int, today: date) -> tuple[HistoryRow, ...]:
        from shopassistant.customers.profile import load_history

        with self.store.read() as session:
            lines = load_history(session, customer_id, _MOST_HISTORY)
        return history_rows(lines, self.catalogue, today)

    def _due(self, today: date) -> tuple[FollowUpRow, ...]:
        from shopassistant.customers.listing import follow_ups_due

        with self.store.read() as session:
            due = follow_ups_due(session, today)[:_MOST_DUE]
        return tuple(
            FollowUpRow(
                one.id,
                one.customer_id,
                one.name,
                one.text,
                day(self.catalogue, one.due_on, today),
                one.due_on < today,
            )
            for one in due
        )

    def _on_loaded(self, card: CustomerCard) -> None:
        if self.customer_id is not None:
            self.customer_id = card.id
            self.opened.emit(card)

    def _on_written(self, answer: object) -> None:
        self.announce(changes_of(answer))

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if self.customer_id is not None and (changes.everything or self.customer_id in changes.customers):
            self.open(self.customer_id)
        if changes.everything or changes.customers:
            self.load_due()


def changes_of(answer: object) -> Changes:
    """What a use case changed, given alone or inside its result."""
    return answer if isinstance(answer, Changes) else getattr(answer, "changes", Changes())
