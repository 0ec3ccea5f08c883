"""Whom a promotion can be for, ranked by what it would add with each. No widgets."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal, Slot

from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.promotions.evaluation import Evaluation
from shopassistant.desktop.pages.promotions.people_step import PeopleRow
from shopassistant.inventory.listing import Choice as Named

if TYPE_CHECKING:
    from shopassistant.desktop.pages.promotions.offer_step import OfferStep


@dataclass(frozen=True, slots=True)
class PeopleAnswer:
    """Rows of the people step, and what is advised in a sentence."""

    rows: tuple[PeopleRow, ...]
    advice: str = ""


@dataclass(frozen=True, slots=True)
class ShopChoices:
    """What the forms offer: places where the shop sells, and groups of promotions there are."""

    locations: tuple[Named, ...]
    groups: tuple[str, ...]


class PeopleDesk(Desk):
    """Reads segments.

    Signals:
        answered: a `PeopleAnswer`.
    """

    answered = Signal(object)

    @Slot()
    def begin(self) -> None:
        """The segments there are, before anything is reckoned."""
        self.look("promotions.people", self._plain, self.answered.emit)

    def ask(self, promotion_id: int, evaluation: Evaluation) -> None:
        """Rank them for these terms."""

    def load_choices(self, step: "OfferStep") -> None:
        """What the forms of the offer step choose from."""

        def show(found: ShopChoices) -> None:
            step.when.offer_locations(found.locations)
            step.limits.offer_groups(found.groups)

        self.look("promotions.choices", self._choices, show)

    def _choices(self) -> ShopChoices:
        from shopassistant.inventory.locations import list_locations
        from shopassistant.promotions.drafts.view import group_names

        with self.store.read() as session:
            places = [one for one in list_locations(session, active=True) if one.kind not in ("transit", "damaged")]
            return ShopChoices(tuple(Named(one.id, one.name) for one in places), group_names(session))

    def _plain(self) -> PeopleAnswer:
        from shopassistant.customers.segments.listing import list_segments

        with self.store.read() as session:
            segments = list_segments(session)
        everybody = PeopleRow(None, QCoreApplication.translate("promotions", "Everybody"), None)
        return PeopleAnswer((everybody, *(PeopleRow(one.id, one.name, one.members) for one in segments)))
