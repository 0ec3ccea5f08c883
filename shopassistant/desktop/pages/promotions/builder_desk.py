"""The promotion that is being built: its terms as they are edited, saved by themselves, looked at after each change.

No widgets. Every change goes through `edit`, so that each can be taken back and nothing is lost: a draft is saved a
moment after the last change, what runs is changed only when somebody says so.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import ShopError
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.promotions.evaluation import Evaluation, evaluate
from shopassistant.promotions.drafts.approving import Word
from shopassistant.promotions.drafts.terms import Terms
from shopassistant.promotions.drafts.view import PromotionView

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.promotions.drafts.frozen import Chooser
    from shopassistant.promotions.drafts.state import PromotionResult
    from shopassistant.store.actor import Actor

_SAVE_MS = 700
_LOOK_MS = 120
_MOST_UNDO = 100


class BuilderDesk(Desk):
    """Holds the terms of one promotion.

    Signals:
        opened: a `PromotionView`, to be shown in full.
        edited: the `Terms` after a change, by a person or taken back.
        stored: ``saving``, ``saved`` or ``unsaved`` (what runs has changes that do not count yet).
        evaluated: an `Evaluation` of the newest terms.
        approved: the `PromotionView` after it was approved or changed.
        pin_wrong: the sentence why a PIN will not do.
        refused: the sentence why not.
    """

    opened = Signal(object)
    edited = Signal(object)
    stored = Signal(str)
    evaluated = Signal(object)
    approved = Signal()
    pin_wrong = Signal(str)
    refused = Signal(str)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.promotion_id = 0
        self.view: PromotionView | None = None
        self.terms = Terms()
        self.evaluation: Evaluation | None = None
        self._kept: dict[int, Terms] = {}  # changes of running promotions that do not count yet
        self._before: list[Terms] = []
        self._saving = 0
        self._writer: Actor | None = None
        self._save_timer = _timer(self, _SAVE_MS, self.save_now)
        self._look_timer = _timer(self, _LOOK_MS, self.look_again)
        context.bus.changed.connect(self._on_changes)

    @property
    def is_draft(self) -> bool:
        """Whether changes are saved by themselves."""
        return self.view is not None and self.view.row.state == "draft"

    @property
    def is_live(self) -> bool:
        """Whether it is approved, and its terms may still be changed."""
        return self.view is not None and self.view.row.state in ("coming", "running", "paused", "used_up")

    @property
    def is_dirty(self) -> bool:
        """Whether something was changed that is not stored yet."""
        return self.view is not None and self.terms != self.view.terms

    # Opening and closing

    def open(self, promotion_id: int) -> None:
        """Show a promotion."""
        self.save_now()
        self.promotion_id = promotion_id
        self.look("promotions.builder", lambda: self._load(promotion_id), self._on_opened, self._on_failed)

    def close(self) -> None:
        """Leave it; what was changed is saved or kept."""
        self.save_now()
        self.promotion_id, self.view, self.evaluation = 0, None, None
        self._look_timer.stop()
        for key in ("promotions.builder", "promotions.evaluation"):
            self.forget(key)

    def _load(self, promotion_id: int) -> PromotionView:
        from shopassistant.promotions.drafts.view import load_promotion

        with self.store.read() as session:
            return load_promotion(session, promotion_id, self.store.clock.now())

    def _on_opened(self, view: PromotionView) -> None:
        is_same = self.view is not None and self.view.row.promotion_id == view.row.promotion_id
        self.view = view
        if not is_same:
            self._before = []
        self.terms = self._kept.get(view.row.promotion_id, view.terms) if self.is_live else view.terms
        self.evaluation = None
        self.opened.emit(view)
        self._tell_stored()
        self.look_again()

    # Editing

    def edit(self, **fields: Any) -> None:
        """Change terms by name."""
        self.put(replace(self.terms, **fields))

    def put(self, terms: Terms) -> None:
        """Change all of them at once."""
        if terms == self.terms or not (self.is_draft or self.is_live):
            return
        self._before = [*self._before[-_MOST_UNDO:], self.terms]
        self._writer = self.actor  # who wrote it saves it, even where the terminal is locked before that
        self._take(terms)

    def undo(self) -> bool:
        """Take the last change back. False where there is none."""
        if not self._before:
            return False
        self._take(self._before.pop())
        return True

    def _take(self, terms: Terms) -> None:
        self.terms = terms
        if self.is_draft:
            self._save_timer.start()
        else:
            self._kept[self.promotion_id] = terms
        self.edited.emit(terms)
        self._tell_stored()
        self._look_timer.start()

    def _tell_stored(self) -> None:
        if self._saving or self._save_timer.isActive():
            self.stored.emit("saving")
        else:
            self.stored.emit("unsaved" if self.is_live and self.is_dirty else "saved")

    # Saving

    @Slot()
    def save_now(self) -> None:
        """Save a draft that was changed."""
        from shopassistant.promotions.drafts.saving import save_draft

        self._save_timer.stop()
        view, terms = self.view, self.terms
        if view is None or not self.is_draft or terms == view.terms:
            return
        actor = self._writer or self.actor
        one, seen = view.row.promotion_id, None if self._saving else view.changed_at
        self.view = replace(view, terms=terms)
        self._saving += 1

        def on_saved(result: "PromotionResult") -> None:
            self._saving -= 1
            if self.view is not None and self.view.row.promotion_id == one:
                self.view = replace(self.view, changed_at=result.changed_at)
                self._tell_stored()
            self.announce(result.changes)

        def on_failed(error: Exception) -> None:
            self._saving -= 1
            if self.view is not None and self.view.row.promotion_id == one:
                self.view = replace(self.view, terms=view.terms)  # still to be saved, with the next change
            self._on_failed(error)

        self.write(lambda: save_draft(self.store, actor, one, terms, seen), on_saved, on_failed)

    # Looking at what it comes to

    @Slot()
    def look_again(self) -> None:
        """Work out what the terms come to; the newest question wins."""
        self._look_timer.stop()
        if self.view is None:
            return
        terms, one = self.terms, self.promotion_id
        self.look("promotions.evaluation", lambda: self._evaluate(terms, one), self._on_evaluated, self._on_failed)

    def _evaluate(self, terms: Terms, promotion_id: int) -> Evaluation:
        goods = self.context.services.goods_book().goods()
        with self.store.read() as session:
            return evaluate(session, goods, terms, promotion_id, self.store.clock.now())

    def _on_evaluated(self, evaluation: Evaluation) -> None:
        if self.view is not None and evaluation.terms == self.terms:
            self.evaluation = evaluation
            self.evaluated.emit(evaluation)

    # Going

    def go(self, pin: str = "", rehearsal: dict[str, Any] | None = None) -> None:
        """Approve the draft, or let the changes of what runs count from now on.

        Args:
            pin: a manager's, where something goes below the floor.
            rehearsal: what is expected of it.
        """
        self.save_now()
        evaluation = self.evaluation
        if self.view is None or evaluation is None or evaluation.terms != self.terms:
            return
        one, terms, actor, is_draft = self.promotion_id, self.terms, self.actor, self.is_draft
        name, undo = terms.name or self.view.row.number, self._undo_of(is_draft)
        chosen = _chooser(evaluation)

        def job() -> "PromotionResult":
            from shopassistant.promotions.drafts.approving import approve_promotion, change_promotion

            word = Word(self._manager(actor, pin) if pin else None, rehearsal or {})
            if is_draft:
                return approve_promotion(self.store, actor, one, chosen, word)
            return change_promotion(self.store, actor, one, terms, chosen, word)

        def on_done(result: "PromotionResult") -> None:
            self._kept.pop(one, None)
            self.announce(result.changes)
            told = "promotions.approved" if is_draft else "promotions.changed"
            self.context.toasts.show(self.catalogue.say(told, {"name": name}), undo)
            self.approved.emit()
            if self.promotion_id == one:
                self.open(one)

        self.write(job, on_done, self._on_go_failed)

    def _manager(self, actor: "Actor", pin: str) -> "Actor":
        """Whose PIN it is; asked even of a manager, because this one thing wants a second thought."""
        from shopassistant.store.staff import approve

        return approve(self.store, actor, pin)

    def _undo_of(self, is_draft: bool) -> Callable[[], None] | None:
        from shopassistant.promotions.drafts.approving import change_promotion

        view, actor = self.view, self.actor
        if view is None:
            return None
        if is_draft:
            return partial(self.take_back, view.row.promotion_id)  # another one may be open by then
        items, before = view.items, view.terms

        def back() -> None:
            chosen: Chooser = lambda choice: _items_of(items, before, choice)  # noqa: E731  as it was frozen then
            word = Word(actor if view.floor_passed_by else None, view.rehearsal)
            self.do(lambda who: change_promotion(self.store, who, view.row.promotion_id, before, chosen, word))

        return back

    def take_back(self, promotion_id: int) -> None:
        """The approval was an error: a draft again, as long as nobody used it."""
        from shopassistant.promotions.drafts.approving import take_back

        one = promotion_id
        self.do(lambda actor: take_back(self.store, actor, one))

    def do(self, job: "Callable[[Actor], PromotionResult]") -> None:
        """Run a use case on the open promotion and show it anew."""
        actor = self.actor

        def on_done(result: "PromotionResult") -> None:
            self.announce(result.changes)

        self.write(lambda: job(actor), on_done, self._on_failed)

    def _on_go_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError) and error.code.startswith("staff."):
            self.pin_wrong.emit(self.catalogue.explain(error))
        else:
            self._on_failed(error)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if self.view is None:
            return
        mine = changes.everything or self.promotion_id in changes.promotions
        if mine and not self._saving and not self.is_dirty:
            self.open(self.promotion_id)
        elif changes.variants or changes.products or changes.segments:
            self._look_timer.start()


def _chooser(evaluation: Evaluation) -> "Chooser":
    """What was looked at is what is approved."""
    return lambda choice: _items_of(evaluation.frozen, evaluation.terms, choice)


def _items_of(items: Any, terms: Terms, choice: object) -> frozenset[int]:
    for place, one in terms.choices.items():
        if one == choice:
            return items.get(place) or frozenset()
    return frozenset()


def _timer(parent: QObject, wait_ms: int, slot: Callable[[], None]) -> QTimer:
    made = QTimer(parent)
    made.setSingleShot(True)
    made.setInterval(wait_ms)
    made.timeout.connect(slot)
    return made
