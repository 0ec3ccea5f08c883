"""Rehearses the terms as they are, beside up to two that were kept to compare; the newest question wins. No widgets."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Signal

from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.promotions.evaluation import Evaluation
from shopassistant.promotions.drafts.terms import Terms

if TYPE_CHECKING:
    from shopassistant.promotions.drafts.frozen import Frozen

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

    def begin(self) -> None:
        """Another promotion: nothing is compared."""
        self._variants: tuple[Variant, ...] = ()
        self._kept: dict[str, Any] = {}
        self._asked: tuple[int, Evaluation] | None = None

    def keep(self, evaluation: Evaluation) -> bool:
        """Keep these terms beside; the oldest goes where there are two. False where they are kept already."""
        if any(one.terms == evaluation.terms for one in self._variants):
            return False
        self._variants = (*self._variants, Variant(evaluation.terms, evaluation.frozen))[-_MOST_KEPT:]
        return True

    def drop(self, place: int) -> None:
        """Compare with one less."""
        self._variants = tuple(one for at, one in enumerate(self._variants, 1) if at != place)
        if self._asked is not None:
            self.ask(*self._asked)

    def terms_of(self, place: int) -> Terms | None:
        """The terms of a variant that was kept."""
        return self._variants[place - 1].terms if 0 < place <= len(self._variants) else None

    def kept(self) -> dict[str, Any]:
        """The newest rehearsal of the terms, as it is kept with the promotion."""
        return self._kept

    def ask(self, promotion_id: int, evaluation: Evaluation) -> None:
        """Rehearse."""
        self._asked = (promotion_id, evaluation)
        self.nothing.emit(
            QCoreApplication.translate("promotions", "Choose products first: then the past can be asked.")
        )
