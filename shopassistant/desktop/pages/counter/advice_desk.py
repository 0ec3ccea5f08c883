"""Recommendations: asks the engine, puts answers into words, and logs what became of every card."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.counter.filters import NO_FILTERS, Filters
from shopassistant.desktop.pages.counter.queries import Looks, looks
from shopassistant.desktop.pages.counter.views import Offer, Offers
from shopassistant.desktop.pages.counter.words import ago, stock_words

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.recommend.engine import Answer, Recommended
    from shopassistant.recommend.events import Event
    from shopassistant.recommend.experiments.exposure import Assigned

# What the selector offers, in its order; the first is Personal.
METHODS = ("hybrid", "peers", "similar", "content", "segment", "popular", "all")
_CARDS = 12
_REMEMBERED = 500  # customers whose filters are kept
_COMPLEMENTS = 2
_REFUSES = "recommend.note.no_consent"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the cards on the page answer."""

    customer_id: int | None = None
    method: str = "hybrid"
    filters: Filters = NO_FILTERS
    without: frozenset[int] = frozenset()


class AdviceDesk(Desk):
    """What to offer whoever stands at the counter.

    Signals:
        answered: `Offers` for the cards.
        complemented: tuple of `Offer` that go with the basket.
        filtered: the `Filters` of whoever stands here now.
        categorised: tuple of category paths.
    """

    answered = Signal(object)
    complemented = Signal(object)
    filtered = Signal(object)
    categorised = Signal(object)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self._asked = _Asked()
        self._basket: tuple[tuple[int, int], ...] = ()
        self._filters: OrderedDict[int, Filters] = OrderedDict()
        self._seen: dict[int, tuple[str, Offer]] = {}  # product: the list and card that showed it last, this visit
        context.bus.changed.connect(self._on_changes)

    def for_customer(self, customer_id: int | None) -> None:
        """Somebody else stands at the counter; declined cards and what was seen are theirs alone."""
        if customer_id != self._asked.customer_id:
            self._seen.clear()
            filters = NO_FILTERS if customer_id is None else self._filters.get(customer_id, NO_FILTERS)
            self._ask(replace(self._asked, customer_id=customer_id, without=frozenset(), filters=filters))
            self.filtered.emit(filters)

    @Slot(str)
    def use_method(self, method: str) -> None:
        """Choose a method of `METHODS`."""
        self._ask(replace(self._asked, method=method))

    @Slot(object)
    def use_filters(self, filters: Filters) -> None:
        """Narrow the cards down; remembered for this customer while the window is open."""
        customer_id = self._asked.customer_id
        if customer_id is not None:  # the next walk-in is somebody else
            self._filters[customer_id] = filters
            self._filters.move_to_end(customer_id)
            if len(self._filters) > _REMEMBERED:
                self._filters.popitem(last=False)
        self._ask(replace(self._asked, filters=filters))
        self.filtered.emit(filters)

    @Slot()
    def load_categories(self) -> None:
        """Read what the cards can be narrowed down to."""
        self.look("advice.categories", self._categories, self.categorised.emit)

    def _categories(self) -> tuple[str, ...]:
        from shopassistant.inventory.listing import categories

        with self.store.read() as session:
            return tuple(one.name for one in categories(session))

    @Slot()
    def refresh(self) -> None:
        """Ask again."""
        self._ask()

    def for_basket(self, lines: Sequence[tuple[int, int]]) -> None:
        """The basket holds these ``(variant_id, product_id)``; says what goes with them."""
        basket = tuple(lines)
        if basket == self._basket:
            return
        self._basket = basket
        self._complement()

    def pitched(self, offer: Offer) -> None:
        """The associate told the customer about it."""
        self._log("pitched", offer)

    def declined(self, offer: Offer) -> None:
        """Not today: it goes from the cards for this visit."""
        self._log("declined", offer)
        self._ask(replace(self._asked, without=self._asked.without | {offer.product_id}))

    def added(self, offer: Offer) -> None:
        """It was put into the basket from its card."""
        self._log("added", offer)

    def bought(self, sale_id: int) -> None:
        """A sale is complete: what of it had been recommended is logged as bought."""
        from shopassistant.recommend.events import events_for_sale, write_events

        actor, keys = self.actor, tuple({key for key, _offer in self._seen.values()})

        def job() -> None:
            with self.store.begin(actor) as unit:
                write_events(unit, events_for_sale(unit.session, sale_id, keys))
                unit.commit()

        self.write(job)

    def _ask(self, asked: _Asked | None = None) -> None:
        self._asked = asked = asked or self._asked
        self.look("advice.cards", lambda: self._answer(asked), self._on_answer)

    def _answer(self, asked: _Asked) -> Offers:
        from shopassistant.recommend.engine import Request

        assigned = self._assign(asked)
        answer = self.context.services.engine().recommend(
            Request(
                customer_id=asked.customer_id,
                method=assigned.method if assigned else asked.method,
                count=_CARDS,
                new_only=asked.filters.only_new,
                location_id=self.context.location_id,
                exclude_product_ids=tuple(asked.without),
                terms=asked.filters.terms(),
            )
        )
        return replace(self._in_words(answer, asked.customer_id), assigned=assigned)

    def _assign(self, asked: _Asked) -> "Assigned | None":
        """The method of the personal list, which shop or experiment decide; None where one was chosen by hand."""
        from shopassistant.recommend.experiments.exposure import method_for

        if asked.method != METHODS[0]:
            return None
        with self.store.read() as session:
            return method_for(session, asked.customer_id)

    def _in_words(self, answer: "Answer", customer_id: int | None) -> Offers:
        with self.store.read() as session:
            drawn = looks(session, {item.variant_id for item in answer.items})
        # Who refuses personal advice is not told what they bought before either.
        knows = customer_id is not None and _REFUSES not in answer.note_codes
        offers = tuple(self._offer(item, drawn.get(item.variant_id), knows) for item in answer.items)
        age = (
            ""
            if answer.age is None
            else self.say("counter.advice_age", when=ago(self.catalogue, answer.age, self.store.clock.now()))
        )
        notes = tuple(self.catalogue.say(code) for code in answer.note_codes)
        return Offers(answer.list_key, offers, customer_id, notes, age)

    def _offer(self, item: "Recommended", drawn: Looks | None, knows: bool) -> Offer:
        stock, tone = stock_words(self.catalogue, item.stock)
        mark = "" if not knows else ("new" if item.is_new_to_customer else "again")
        return Offer(
            product_id=item.product_id,
            variant_id=item.variant_id,
            name=item.name,
            brand=item.brand or "",
            price=self.catalogue.money(item.price_minor),
            stock=stock,
            stock_tone=tone,
            mark=mark,
            why=self.catalogue.say(item.reason_code, item.reason_values),
            method=item.method,
            position=item.position,
            category=drawn.category if drawn else "",
            colour=drawn.colour if drawn else "",
            image=drawn.image if drawn else None,
            attributes=drawn.attributes if drawn else {},
        )

    def _on_answer(self, offers: Offers) -> None:
        self.answered.emit(offers)
        fresh = [offer for offer in offers.offers if self._is_fresh(offers.list_key, offer)]
        self._seen |= {offer.product_id: (offers.list_key, offer) for offer in offers.offers}
        if fresh and not self.context.staff.is_locked and offers.customer_id is not None:
            self._write_shown(offers.list_key, fresh, offers.assigned)

    def _is_fresh(self, list_key: str, offer: Offer) -> bool:
        """Shown once per list, however often the cards are drawn again."""
        before = self._seen.get(offer.product_id)
        return before is None or before[0] != list_key

    def _complement(self) -> None:
        if not self._basket:
            self.forget("advice.complements")
            self.complemented.emit(())
            return
        basket, customer_id = self._basket, self._asked.customer_id
        self.look("advice.complements", lambda: self._complements(basket, customer_id), self._on_complements)

    def _complements(self, basket: tuple[tuple[int, int], ...], customer_id: int | None) -> Offers:
        products = tuple(product_id for _variant_id, product_id in basket)
        answer = self.context.services.engine().complements(
            products, customer_id, _COMPLEMENTS, self.context.location_id
        )
        return self._in_words(answer, customer_id)

    def _on_complements(self, offers: Offers) -> None:
        self._seen |= {offer.product_id: (offers.list_key, offer) for offer in offers.offers}
        if offers.offers and not self.context.staff.is_locked:
            self._write_events("shown", offers.list_key, offers.offers)
        self.complemented.emit(offers.offers)

    def _log(self, event: str, offer: Offer) -> None:
        list_key = self._seen[offer.product_id][0] if offer.product_id in self._seen else ""
        if list_key:
            self._write_events(event, list_key, [offer])

    def _write_events(self, event: str, list_key: str, offers: Sequence[Offer]) -> None:
        from shopassistant.recommend.events import log_events

        actor, events = self.actor, self._events(event, list_key, offers)
        self.write(lambda: log_events(self.store, actor, events))

    def _write_shown(self, list_key: str, offers: Sequence[Offer], assigned: "Assigned | None") -> None:
        from shopassistant.recommend.experiments.exposure import log_shown

        actor, events = self.actor, self._events("shown", list_key, offers)
        self.write(lambda: log_shown(self.store, actor, events, assigned))

    def _events(self, event: str, list_key: str, offers: Sequence[Offer]) -> "list[Event]":
        from shopassistant.recommend.events import Event

        customer_id = self._asked.customer_id
        return [Event(event, list_key, offer.product_id, offer.method, offer.position, customer_id) for offer in offers]

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        self.look(
            "advice.note", lambda: self.context.services.engine().note_changes(changes), lambda _none: self._ask()
        )

    def _again(self) -> None:
        self._ask()
        self._complement()
