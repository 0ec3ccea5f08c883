"""What visitors had put aside: read for the page Try-on, put into the basket, given up. No widgets."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.desktop.pages.counter.desk import Desk

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.sales.hold_view import HoldView


class HoldsDesk(Desk):
    """Holds that wait at this location.

    Signals:
        listed: tuple of `HoldView`, the oldest first.
    """

    listed = Signal(object)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        context.bus.changed.connect(self._on_changes)
        self._is_shown = False

    def show(self, is_shown: bool) -> None:
        """Whether somebody looks at the list: only then it is read anew."""
        self._is_shown = is_shown
        if is_shown:
            self.load()

    @Slot()
    def load(self) -> None:
        """The list again."""
        place = self.context.location_id

        def job() -> "tuple[HoldView, ...]":
            from shopassistant.sales.hold_view import waiting_holds

            with self.store.read() as session:
                return waiting_holds(session, place)

        self.look("try_on.holds", job, self.listed.emit)

    @Slot(str)
    def put_in_basket(self, code: str) -> None:
        """Into this terminal's open basket."""
        actor, terminal, place = self.actor, self.context.terminal, self.context.location_id

        def job() -> int:
            from shopassistant.sales.basket import open_basket
            from shopassistant.sales.holds import take_hold

            basket_id = open_basket(self.store, actor, terminal, place).id
            take_hold(self.store, actor, code, basket_id)
            return basket_id

        def told(basket_id: int) -> None:
            self.context.toasts.show(self.say("counter.hold_taken", hold=self._shown(code)))
            self.announce(Changes(baskets=frozenset({basket_id})))

        self.write(job, told, self._on_failed)

    @Slot(str)
    def give_up(self, code: str) -> None:
        """Its goods go back to the shelf; with an undo."""
        from shopassistant.sales.holds import cancel_hold, changes_of

        actor = self.actor

        def told(hold: "HoldView") -> None:
            words = self.say("try_on.hold_given_up", hold=hold.shown)
            self.context.toasts.show(words, lambda: self.take_back(code))
            self.announce(changes_of(hold))

        self.write(lambda: cancel_hold(self.store, actor, code), told, self._on_failed)

    def take_back(self, code: str) -> None:
        """It was given up by mistake."""
        from shopassistant.sales.holds import changes_of, renew_hold

        actor = self.actor
        self.write(
            lambda: renew_hold(self.store, actor, code), lambda hold: self.announce(changes_of(hold)), self._on_failed
        )

    def _shown(self, code: str) -> str:
        from shopassistant.sales.hold_codes import shown_code

        return shown_code(code)

    def _on_failed(self, error: Exception) -> None:
        self.context.errors.show(error)
        self.load()  # another counter was faster, or its time is up

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if self._is_shown and (changes.everything or changes.variants or changes.baskets):
            self.load()
