"""Whom a promotion can be for, ranked by what it would add with each. No widgets."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from shopassistant.core.errors import ShopError
from shopassistant.core.progress import Progress
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.promotions.evaluation import Evaluation
from shopassistant.desktop.pages.promotions.people_step import PeopleRow
from shopassistant.desktop.pages.promotions.people_words import PeopleAnswer, say_audience
from shopassistant.inventory.listing import Choice as Named

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from shopassistant.desktop.pages.promotions.offer_step import OfferStep
    from shopassistant.desktop.shell.context import AppContext

_KEY = "promotions.people"


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

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self._asked: tuple[frozenset[int] | None, float, int] | None = None

    @Slot()
    def begin(self) -> None:
        """The segments there are, before anything is reckoned."""
        self._asked = None
        self.look("promotions.people", self._plain, self.answered.emit)

    def ask(self, promotion_id: int, evaluation: Evaluation) -> None:
        """Rank them for these products, this discount and these days; for whom it is now changes nothing about that."""
        from shopassistant.promotions.drafts.frozen import missing_places, rule_of, variants_of
        from shopassistant.promotions.rehearsal.from_store import span

        terms, floor = evaluation.terms, evaluation.checked.floor
        if floor is None or missing_places(terms, evaluation.frozen):
            return
        rule = rule_of(promotion_id, terms, evaluation.frozen)
        given = {place: items for place, items in evaluation.frozen.items() if place[0] == "get"}
        asked = (variants_of(given), floor.share_bp / 10_000, span(rule, self.today)[1])
        if asked == self._asked:
            return
        self._asked = asked
        self.context.lanes.cpu.run(
            self, lambda progress: self._rank(*asked, progress), self.answered.emit, self._on_failed, key=_KEY
        )

    def _rank(self, items: frozenset[int] | None, share_off: float, days: int, progress: Progress) -> PeopleAnswer:
        from shopassistant.promotions.audience.from_store import audience_setting, best_holdout
        from shopassistant.promotions.audience.recommending import recommend_audience

        services = self.context.services
        book, responses = services.past_book(), services.responses().current().responses
        past, switching = book.past(progress), book.switching(progress)
        with self.store.read() as session:
            setting = audience_setting(session, days, share_off, responses, switching)
            names = self._names(session)
        audience = recommend_audience(past, items, setting, progress)
        plan = None
        if audience.recommended is not None:
            with self.store.read() as session:
                plan = best_holdout(session, audience.lines[audience.recommended], days, self.store.clock.now())
        return say_audience(self.catalogue, audience, names, plan)

    def _names(self, session: "Session") -> dict[int, str]:
        from shopassistant.customers.segments.listing import list_segments

        return {one.id: one.name for one in list_segments(session)}

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self._asked = None
            self.context.errors.show(error)

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
