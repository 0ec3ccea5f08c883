"""Price suggestions: looked for in the background, listed, shown with their curve, decided, taken back. No widgets."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import ShopError
from shopassistant.core.progress import Cancelled, Progress
from shopassistant.desktop.pages.counter.desk import Desk

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.desktop.shell.services import Services
    from shopassistant.promotions.elasticity.keeping import KeptResponses
    from shopassistant.promotions.prices.advising import Adviser
    from shopassistant.promotions.prices.listing import Suggestion
    from shopassistant.promotions.prices.proposing import Proposed
    from shopassistant.store.actor import Actor
    from shopassistant.store.database import Store


class PricesDesk(Desk):
    """What waits and what was decided.

    Signals:
        listed: list of `Suggestion` that wait.
        decided: list of `Suggestion` somebody decided.
        curved: a `Curve`, or None where nothing can be said.
        trusted: id of a variant, and its `Trust` or None.
        known: the `KeptResponses` that serve.
        working: True while better prices are looked for.
        refused: the sentence why not.
        done: the intent of a dialogue was carried out.
    """

    listed = Signal(object)
    decided = Signal(object)
    curved = Signal(object)
    trusted = Signal(int, object)
    known = Signal(object)
    working = Signal(bool)
    refused = Signal(str)
    done = Signal()

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.rows: dict[int, Suggestion] = {}
        self.past: dict[int, Suggestion] = {}
        self.is_working = False
        self._adviser: Adviser | None = None
        context.bus.changed.connect(self._on_changes)

    @Slot()
    def load(self) -> None:
        """Both lists again, and what serves."""
        self.look("prices.list", self._read, self._on_read)

    def _read(self) -> "tuple[list[Suggestion], list[Suggestion], KeptResponses]":
        from shopassistant.promotions.prices.listing import list_decided, list_open

        with self.store.read() as session:
            return list_open(session), list_decided(session), self.context.services.responses().current()

    def _on_read(self, found: "tuple[list[Suggestion], list[Suggestion], KeptResponses]") -> None:
        waiting, past, kept = found
        self.rows = {one.id: one for one in waiting}
        self.past = {one.id: one for one in past}
        self.known.emit(kept)
        self.listed.emit(waiting)
        self.decided.emit(past)

    def look_for_better(self) -> None:
        """Learn where that is long ago, advise, and write the suggestions down."""
        if self.is_working:
            return
        actor, services = self.actor, self.context.services
        self._set_working(True)
        title = self.tr("Looking for better prices")
        self.context.lanes.learn.run(
            self, lambda progress: _propose(self.store, services, actor, progress), self._on_proposed,
            self._on_not_proposed, title=title,
        )  # fmt: skip

    def _on_proposed(self, found: "tuple[Adviser, Proposed]") -> None:
        self._set_working(False)
        self._adviser, proposed = found
        self.announce(proposed.changes)
        self.load()
        if proposed.taken:
            self.context.toasts.show(self.say("prices.waiting", count=proposed.count, taken=proposed.taken))

    def _on_not_proposed(self, error: Exception) -> None:
        self._set_working(False)
        if not isinstance(error, Cancelled):
            self._on_failed(error)

    def _set_working(self, is_working: bool) -> None:
        self.is_working = is_working
        self.working.emit(is_working)

    # One suggestion

    def open(self, suggestion: "Suggestion | None") -> None:
        """What other prices would bring; the newest question wins."""
        if suggestion is None:
            return
        known, services, variant_id = self._adviser, self.context.services, suggestion.variant_id

        def job(_progress: Progress) -> "tuple[Adviser | None, Any, Any]":
            own = known or _adviser(self.store, services)
            trust = services.responses().current().trust(variant_id)
            return own, None if own is None else own.curve(variant_id), (variant_id, trust)

        self.context.lanes.cpu.run(self, job, self._on_curve, self._on_failed, key="prices.curve")

    def _on_curve(self, found: "tuple[Adviser | None, Any, Any]") -> None:
        self._adviser = found[0]
        self.curved.emit(found[1])
        self.trusted.emit(*found[2])

    def approve(self, suggestion: "Suggestion", price_minor: int | None = None) -> None:
        """Let it hold, with an undo."""
        from shopassistant.promotions.prices.deciding import approve

        actor, price = self.actor, price_minor or suggestion.new_price_minor
        words = self.say("prices.approved", name=suggestion.name, price_minor=price)
        self._decide(lambda: approve(self.store, actor, suggestion.id, price), suggestion.id, words)

    def reject(self, suggestion: "Suggestion", reason: str) -> None:
        """Leave the price, with an undo."""
        from shopassistant.promotions.prices.deciding import reject

        actor = self.actor
        words = self.say("prices.rejected", name=suggestion.name, price_minor=suggestion.old_price_minor)
        self._decide(lambda: reject(self.store, actor, suggestion.id, reason), suggestion.id, words)

    def undo(self, suggestion_id: int, name: str = "") -> None:
        """Take a decision back."""
        from shopassistant.promotions.prices.deciding import undo

        actor = self.actor

        def told(changes: Changes) -> None:
            self.announce(changes)
            self.load()
            if name:
                self.context.toasts.show(self.say("prices.undone", name=name))

        self.write(lambda: undo(self.store, actor, suggestion_id), told, self._on_failed)

    def _decide(self, job: Callable[[], Changes], suggestion_id: int, words: str) -> None:
        def told(changes: Changes) -> None:
            self.announce(changes)
            self.load()
            self.context.toasts.show(words, lambda: self.undo(suggestion_id))

        self.write(job, told, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))
            self.load()

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if changes.everything or changes.variants or changes.promotions:
            self._adviser = None
        if changes.everything:
            self.load()


def _adviser(store: "Store", services: "Services") -> "Adviser | None":
    from shopassistant.promotions.prices.proposing import adviser

    keeper = services.forecasts()
    return None if keeper.serving is None else adviser(store, keeper, services.responses())


def _propose(store: "Store", services: "Services", actor: "Actor", progress: Progress) -> "tuple[Adviser, Proposed]":
    from shopassistant.promotions.elasticity.fitting import learn_responses
    from shopassistant.promotions.elasticity.learning_due import is_due
    from shopassistant.promotions.prices.proposing import advise, adviser, propose

    forecasts, responses = services.forecasts(), services.responses()
    forecasts.refresh()
    own = adviser(store, forecasts, responses)  # says so before anything long where there is no forecast
    if is_due(responses):
        learn_responses(responses, actor, progress)
        own = adviser(store, forecasts, responses)
    return own, propose(store, actor, advise(store, own, progress))
