"""One customer: everything the shop knows, and every change staff make to it, each with an undo. No widgets."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import ShopError
from shopassistant.customers import consent, contacts, records
from shopassistant.desktop.pages.counter.desk import Desk

if TYPE_CHECKING:
    from shopassistant.customers.profile import (
        Anniversary,
        ContactPoint,
        FollowUpLine,
        HistoryLine,
        NoteLine,
        Profile,
        Wish,
    )
    from shopassistant.desktop.shell.context import AppContext

_MOST_HISTORY = 2_000


@dataclass(frozen=True, slots=True)
class ProfileView:
    """A customer with the history, newest first."""

    profile: "Profile"
    history: "tuple[HistoryLine, ...]"


class ProfileDesk(Desk):
    """Shows and edits one customer.

    Signals:
        shown: a `ProfileView`, or None.
        done: the intent under way was carried out.
        refused: the sentence why not; what was typed stays.
        products: (text, tuple of `FoundVariant`) while a wish is typed.
    """

    shown = Signal(object)
    done = Signal()
    refused = Signal(str)
    products = Signal(str, object)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.customer_id = 0
        self.view: ProfileView | None = None
        context.bus.changed.connect(self._on_changes)

    @Slot(int)
    def open(self, customer_id: int) -> None:
        """Show a customer; 0 shows none."""
        self.customer_id = customer_id
        if not customer_id:
            self.forget("customers.profile")
            self.view = None
            self.shown.emit(None)
            return
        today = self.today
        self.look("customers.profile", lambda: self._load(customer_id, today), self._on_loaded)

    # Contacts and consent

    def add_contact(self, kind: str, value: str) -> None:
        """One more way to reach the customer."""
        actor, who = self.actor, self.customer_id
        self._do(lambda: contacts.add_contact(self.store, actor, who, kind, value))

    def remove_contact(self, contact: "ContactPoint") -> None:
        """Remove a contact, with an undo."""
        actor, who = self.actor, self.customer_id

        def back() -> Changes:
            return contacts.add_contact(
                self.store, actor, who, contact.kind, contact.value, label=contact.label, is_primary=contact.is_primary
            )

        self._do(lambda: contacts.remove_contact(self.store, actor, contact.id), contact.value, back)

    def set_consent(self, purpose: str, granted: bool, source: str) -> None:
        """Record a yes or no and where it was given; the older words stay as proof."""
        actor, who = self.actor, self.customer_id
        self._do(lambda: consent.set_consent(self.store, actor, who, purpose, granted, source=source))

    # Notes, promises, wishes, dates

    def add_note(self, text: str) -> None:
        """Something to remember."""
        actor, who = self.actor, self.customer_id
        self._do(lambda: records.add_note(self.store, actor, who, text))

    def remove_note(self, note: "NoteLine") -> None:
        """Remove a note, with an undo."""
        actor, who = self.actor, self.customer_id
        back = lambda: records.add_note(self.store, actor, who, note.text)  # noqa: E731
        self._do(lambda: records.remove_note(self.store, actor, note.id), note.text, back)

    def add_follow_up(self, text: str, due_on: date) -> None:
        """A promise with its day."""
        actor, who = self.actor, self.customer_id
        self._do(lambda: records.add_follow_up(self.store, actor, who, text, due_on))

    def finish(self, follow_up: "FollowUpLine") -> None:
        """Tick a promise off, with an undo."""
        actor = self.actor
        back = lambda: records.finish_follow_up(self.store, actor, follow_up.id, done=False)  # noqa: E731
        self._do(lambda: records.finish_follow_up(self.store, actor, follow_up.id), follow_up.text, back)

    @Slot(str)
    def type_product(self, text: str) -> None:
        """Look for a product for the wishlist."""
        if not text.strip():
            self.forget("customers.product")
            self.products.emit(text, ())
            return
        lookup = self.context.services.lookup
        self.look("customers.product", lambda: (text, lookup().find(text, 8)), lambda both: self.products.emit(*both))

    def add_wish(self, product_id: int, variant_id: int | None) -> None:
        """Something the customer wants."""
        actor, who = self.actor, self.customer_id
        self._do(lambda: records.add_wish(self.store, actor, who, product_id, variant_id))

    def remove_wish(self, wish: "Wish") -> None:
        """Take a wish off, with an undo."""
        actor, who = self.actor, self.customer_id
        back = lambda: records.add_wish(self.store, actor, who, wish.product_id, wish.variant_id)  # noqa: E731
        self._do(lambda: records.remove_wish(self.store, actor, wish.id), wish.name, back)

    def add_date(self, label: str, when: date, *, with_year: bool) -> None:
        """A birthday or anniversary."""
        actor, who = self.actor, self.customer_id
        year = when.year if with_year else None
        self._do(lambda: records.add_important_date(self.store, actor, who, label, when.month, when.day, year))

    def remove_date(self, one: "Anniversary") -> None:
        """Forget a date, with an undo."""
        actor, who = self.actor, self.customer_id
        back = lambda: records.add_important_date(  # noqa: E731
            self.store, actor, who, one.label, one.month, one.day, one.year
        )
        self._do(lambda: records.remove_important_date(self.store, actor, one.id), one.label, back)

    def change(self, fields: dict[str, str], seen: dict[str, str]) -> None:
        """Name and address, with an undo; refused where another terminal was faster."""
        actor, who = self.actor, self.customer_id
        back = lambda: records.change_customer(self.store, actor, who, seen)  # noqa: E731
        name = self.view.profile.name if self.view is not None else ""
        told = self.say("customers.changed", name=name)
        self._do(
            lambda: records.change_customer(self.store, actor, who, fields, seen=seen), told, back, is_sentence=True
        )

    def _do(
        self,
        job: Callable[[], Changes],
        what: str = "",
        back: Callable[[], Changes] | None = None,
        *,
        is_sentence: bool = False,
    ) -> None:
        def told(changes: Changes) -> None:
            self.announce(changes)
            self.done.emit()
            if back is not None and changes != Changes():
                short = what if len(what) <= 60 else what[:59] + "\u2026"
                words = short if is_sentence else self.say("customers.removed", what=short)
                self.context.toasts.show(words, lambda: self._do(back))

        self.write(job, told, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))

    def _load(self, customer_id: int, today: date) -> ProfileView:
        from shopassistant.customers.profile import load_history, load_profile

        with self.store.read() as session:
            profile = load_profile(session, customer_id, today)
            if profile.merged_into_id is not None:
                profile = load_profile(session, profile.merged_into_id, today)
            return ProfileView(profile, load_history(session, profile.id, _MOST_HISTORY))

    def _on_loaded(self, view: ProfileView) -> None:
        if view.profile.status == "erased":  # an old receipt still leads here
            self.open(0)
            self.refused.emit(self.say("customers.is_forgotten", number=view.profile.number))
            return
        self.view = view
        self.customer_id = view.profile.id
        self.shown.emit(view)

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if self.customer_id and (changes.everything or changes.sales or self.customer_id in changes.customers):
            self.open(self.customer_id)
