"""Rehearses the terms as they are, beside up to two that were kept to compare; the newest question wins. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from shopassistant.core.errors import ShopError
from shopassistant.core.progress import Progress
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.promotions.evaluation import Evaluation
from shopassistant.desktop.pages.promotions.offer_words import offer_words
from shopassistant.desktop.pages.promotions.rehearsal_words import RehearsalWords, Shown
from shopassistant.promotions.drafts.terms import BUY, Terms

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.promotions.drafts.frozen import Frozen
    from shopassistant.promotions.rules.rule import Rule

_MOST_KEPT = 2


@dataclass(frozen=True)
class Variant:
    """Terms to compare with, as they were when they were kept."""

    terms: Terms
    frozen: "Frozen"


class RehearsalDesk(Desk):
    """Asks the past.

    Signals:
        rehearsed: a `Shown`.
        nothing: the sentence why there is nothing to rehearse.
    """

    rehearsed = Signal(object)
    nothing = Signal(str)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self._variants: tuple[Variant, ...] = ()
        self._kept: dict[str, Any] = {}
        self._asked: tuple[int, Evaluation] | None = None

    def begin(self) -> None:
        """Another promotion: nothing is compared."""
        self._variants, self._kept, self._asked = (), {}, None

    def keep(self, evaluation: Evaluation) -> bool:
        """Keep these terms beside; the oldest goes where there are two. False where they are kept already."""
        from shopassistant.promotions.drafts.frozen import missing_places

        if missing_places(evaluation.terms, evaluation.frozen):
            return False  # nothing can be said of it
        if any(one.terms == evaluation.terms for one in self._variants):
            return False
        self._variants = (*self._variants, Variant(evaluation.terms, evaluation.frozen))[-_MOST_KEPT:]
        return True

    def drop(self, place: int) -> None:
        """Compare with one less."""
        gone = self._beside[place - 1 : place]
        self._variants = tuple(one for one in self._variants if one not in gone)
        if self._asked is not None:
            self.ask(*self._asked)

    def terms_of(self, place: int) -> Terms | None:
        """The terms of a variant that was kept."""
        return self._beside[place - 1].terms if 0 < place <= len(self._beside) else None

    @property
    def _beside(self) -> tuple[Variant, ...]:
        """What was kept and is not what is being edited: that needs no column of its own twice."""
        now = None if self._asked is None else self._asked[1].terms
        return tuple(one for one in self._variants if one.terms != now)

    def kept(self) -> dict[str, Any]:
        """The newest rehearsal of the terms, as it is kept with the promotion."""
        return self._kept

    def ask(self, promotion_id: int, evaluation: Evaluation) -> None:
        """Rehearse these terms, beside those that were kept; an older question is given up."""
        from shopassistant.promotions.drafts.frozen import missing_places, rule_of

        self._asked, self._kept = (promotion_id, evaluation), {}
        if missing_places(evaluation.terms, evaluation.frozen):
            self._forget()
            translate = QCoreApplication.translate
            self.nothing.emit(translate("promotions", "Choose products first: then the past can be asked."))
            return
        sides = (Variant(evaluation.terms, evaluation.frozen), *self._beside)
        rules = tuple(rule_of(promotion_id, one.terms, one.frozen) for one in sides)
        names = tuple(self._name(one.terms) for one in sides)
        lane, today = self.context.lanes.cpu, self.today

        def job(progress: Progress) -> "tuple[Shown, dict[str, Any]]":
            return self._rehearse(rules, names, evaluation, today, progress)

        lane.run(self, job, self._on_rehearsed, self._on_failed, key="promotions.rehearsal")

    def _forget(self) -> None:
        """Nothing that is still being rehearsed arrives."""
        self.context.lanes.cpu.run(self, lambda _progress: None, key="promotions.rehearsal")

    def _name(self, terms: Terms) -> str:
        return offer_words(self.catalogue, terms.offer, same_products=BUY not in terms.choices)

    def _rehearse(
        self, rules: "Sequence[Rule]", names: "Sequence[str]", evaluation: Evaluation, today: date, progress: Progress
    ) -> "tuple[Shown, dict[str, Any]]":
        from shopassistant.promotions.rehearsal.from_store import setting_for
        from shopassistant.promotions.rehearsal.rehearse import rehearse
        from shopassistant.promotions.rehearsal.result import rehearsal_to_json

        services = self.context.services
        book, responses = services.past_book(), services.responses().current().responses
        past, switching = book.past(progress), book.switching(progress)
        with self.store.read() as session:
            setting = setting_for(session, evaluation.goods, rules, responses, today, switching)
        comparison = rehearse(past, rules, setting, progress)
        shown = RehearsalWords(self.catalogue, self._names_of).say(comparison, names, today)
        return shown, rehearsal_to_json(comparison.rehearsals[0])

    def _names_of(self, variant_ids: "Sequence[int]") -> dict[int, str]:
        from shopassistant.promotions.drafts.floor import load_goods

        with self.store.read() as session:
            return {one.variant_id: one.name for one in load_goods(session, variant_ids)}

    def _on_rehearsed(self, answer: "tuple[Shown, dict[str, Any]]") -> None:
        shown, self._kept = answer
        self.rehearsed.emit(shown)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.nothing.emit(self.catalogue.explain(error))
