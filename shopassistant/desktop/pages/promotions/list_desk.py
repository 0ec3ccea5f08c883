"""The table of promotions: what is read of them and what a manager does to the one that is chosen. No widgets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import ShopError
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.promotions.words import midnight
from shopassistant.promotions.drafts.listing import PromotionFilter, PromotionRow

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.promotions.drafts.state import PromotionResult
    from shopassistant.promotions.drafts.terms import Terms
    from shopassistant.promotions.drafts.view import PromotionView
    from shopassistant.store.actor import Actor

_FIRST_DAYS = 14
_HELD_OUT = 0.1
Job = Callable[["Actor"], "PromotionResult"]


@dataclass(frozen=True, slots=True)
class Listed:
    """What the table shows: `ids` that match, in order, and how many there are in each scope."""

    ids: Sequence[int]
    counts: dict[str, int]


class ListDesk(Desk):
    """Lists promotions, begins them, and moves them on; every step with an undo.

    Signals:
        listed: a `Listed`.
        opened: the `PromotionView` of what is chosen; None for nothing.
        changed: ids whose rows are to be read again; None for all.
        created: id of a new draft.
        refused: the sentence why not.
    """

    listed = Signal(object)
    opened = Signal(object)
    changed = Signal(object)
    created = Signal(int)
    refused = Signal(str)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.filter = PromotionFilter()
        self.sort, self.descending = "state", False
        self.promotion_id = 0
        self.is_shown = False  # nobody looks: nothing is read after every sale
        context.bus.changed.connect(self._on_changes)

    @Slot()
    def load(self) -> None:
        """The list, as the filter and the order are now."""
        wanted, sort, descending = self.filter, self.sort, self.descending
        self.look("promotions.list", lambda: self._list(wanted, sort, descending), self.listed.emit)

    def narrow(self, **values: Any) -> None:
        """Change fields of the filter by name."""
        self.filter = replace(self.filter, **values)
        self.load()

    @Slot(str, bool)
    def sort_by(self, sort: str, descending: bool) -> None:
        """Another order."""
        self.sort, self.descending = sort, descending
        self.load()

    def rows(self, ids: Sequence[int]) -> dict[int, PromotionRow]:
        """Rows of the table; called inside the read lane."""
        from shopassistant.promotions.drafts.listing import load_promotions

        with self.store.read() as session:
            return load_promotions(session, ids, self.store.clock.now())

    @Slot(int)
    def open(self, promotion_id: int) -> None:
        """Show one beside the table; 0 shows none."""
        self.promotion_id = promotion_id
        if not promotion_id:
            self.forget("promotions.one")
            self.opened.emit(None)
            return
        self.look("promotions.one", lambda: self._load(promotion_id), self.opened.emit)

    def _load(self, promotion_id: int) -> "PromotionView":
        from shopassistant.promotions.drafts.view import load_promotion

        with self.store.read() as session:
            return load_promotion(session, promotion_id, self.store.clock.now())

    def _list(self, wanted: PromotionFilter, sort: str, descending: bool) -> Listed:
        from shopassistant.promotions.drafts.listing import count_promotions, list_promotions

        now = self.store.clock.now()
        with self.store.read() as session:
            ids = list_promotions(session, wanted, now, sort, descending=descending)
            return Listed(ids, count_promotions(session, now))

    # What a manager does

    def create(self, terms: "Terms | None" = None) -> None:
        """Begin a draft; without terms it is for two weeks from tomorrow on."""
        from shopassistant.promotions.drafts.saving import create_draft

        wanted = terms or _first_terms(self.today)
        self._begin(lambda actor: create_draft(self.store, actor, wanted))

    def copy(self, promotion_id: int) -> None:
        """A new draft like this one."""
        from shopassistant.promotions.drafts.saving import copy_promotion

        self._begin(lambda actor: copy_promotion(self.store, actor, promotion_id))

    def discard(self, row: PromotionRow) -> None:
        """Give a draft up."""
        from shopassistant.promotions.drafts.saving import discard_draft, take_up_draft

        one = row.promotion_id
        self.do(
            lambda actor: discard_draft(self.store, actor, one),
            self.say("promotions.discarded", name=_named(row)),
            lambda _before: lambda actor: take_up_draft(self.store, actor, one),
        )

    def pause(self, row: PromotionRow) -> None:
        """Let it rest, or go on where it rests."""
        from shopassistant.promotions.drafts.running import pause_promotion, resume_promotion

        one = row.promotion_id
        if row.state == "paused":
            self.do(
                lambda actor: resume_promotion(self.store, actor, one),
                self.say("promotions.resumed", name=_named(row)),
                lambda _before: lambda actor: pause_promotion(self.store, actor, one),
            )
        else:
            self.do(
                lambda actor: pause_promotion(self.store, actor, one),
                self.say("promotions.paused", name=_named(row)),
                lambda _before: lambda actor: resume_promotion(self.store, actor, one),
            )

    def end(self, row: PromotionRow) -> None:
        """End it now."""
        from shopassistant.promotions.drafts.running import end_promotion, take_up_ended

        one = row.promotion_id
        self.do(
            lambda actor: end_promotion(self.store, actor, one),
            self.say("promotions.ended", name=_named(row)),
            lambda before: lambda actor: take_up_ended(self.store, actor, one, before),
        )

    def take_up(self, row: PromotionRow) -> None:
        """A draft that was given up, or one that was ended, goes on."""
        from shopassistant.promotions.drafts.running import end_promotion, take_up_ended
        from shopassistant.promotions.drafts.saving import discard_draft, take_up_draft

        one = row.promotion_id
        told = self.say("promotions.taken_up", name=_named(row))
        if row.state == "cancelled":
            self.do(
                lambda actor: take_up_draft(self.store, actor, one),
                told,
                lambda _before: lambda actor: discard_draft(self.store, actor, one),
            )
        else:
            self.do(
                lambda actor: take_up_ended(self.store, actor, one),
                told,
                lambda _before: lambda actor: end_promotion(self.store, actor, one),
            )

    def write_to_them(self, row: PromotionRow) -> None:
        """Begin a campaign about it, for the customers it is for; a tenth is left out so that its worth can be told."""
        from shopassistant.promotions.campaigns.drafts import ArmDraft, CampaignDraft
        from shopassistant.promotions.campaigns.templates import load_template

        def job() -> CampaignDraft:
            arms = (ArmDraft("A", 1 - _HELD_OUT, load_template("offer")),)
            return CampaignDraft(
                row.name, arms, segment_id=row.segment_id, promotion_id=row.promotion_id, holdout_share=_HELD_OUT
            )

        def show(draft: CampaignDraft) -> None:
            self.context.navigate.open("promotions", ("campaigns", ("new", draft)))

        self.look("promotions.campaign", job, show, self.on_failed)

    def show_results(self, row: PromotionRow) -> None:
        """What it brought, beside the others."""
        self.context.navigate.open("promotions", ("results", ("promotion", row.promotion_id)))

    def _begin(self, job: Job) -> None:
        actor = self.actor

        def told(result: "PromotionResult") -> None:
            self.announce(result.changes)
            self.created.emit(result.promotion_id)

        self.write(lambda: job(actor), told, self.on_failed)

    def do(self, job: Job, told: str, undo: Callable[[str], Job] | None = None) -> None:
        """Run a use case, say what was done, and offer to undo it; `undo` gets the status before."""
        actor = self.actor

        def on_done(result: "PromotionResult") -> None:
            self.announce(result.changes)
            back = None if undo is None else undo(result.before)
            self.context.toasts.show(told, None if back is None else lambda: self.quietly(back))

        self.write(lambda: job(actor), on_done, self.on_failed)

    def quietly(self, job: Job) -> None:
        """Run a use case without saying so."""
        actor = self.actor
        self.write(lambda: job(actor), lambda result: self.announce(result.changes), self.on_failed)

    def on_failed(self, error: Exception) -> None:
        """It was refused."""
        if isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))
            self.load()  # what is shown is what is there

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if changes.everything or changes.promotions or (changes.sales and self.is_shown):
            self.load()
        if changes.everything or changes.promotions:
            self.changed.emit(None if changes.everything else changes.promotions)
            if self.promotion_id:
                self.open(self.promotion_id)


def _first_terms(today: date) -> "Terms":
    from shopassistant.promotions.drafts.terms import Terms
    from shopassistant.promotions.rules.rule import When

    first = today + timedelta(days=1)
    return Terms(when=When(midnight(first), midnight(first + timedelta(days=_FIRST_DAYS))))


def _named(row: PromotionRow) -> str:
    return row.name or row.number
