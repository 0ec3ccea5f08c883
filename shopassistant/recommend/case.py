"""One question while it is answered: who it is for, what the shop has, what must not appear."""

from collections.abc import Iterable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from functools import cached_property
from typing import Any

import numpy as np
from sqlalchemy.orm import Session

from shopassistant.core.errors import NotFound, UserError
from shopassistant.recommend.glance import Glance, Person, glance
from shopassistant.recommend.history import History
from shopassistant.recommend.live import Bought
from shopassistant.recommend.live_shelf import LiveShelf
from shopassistant.recommend.newcomer import bought_products
from shopassistant.recommend.purchases import to_date, to_day
from shopassistant.recommend.reasons import Reason
from shopassistant.recommend.requests import Recommended, Request
from shopassistant.recommend.rules import NO_WISH, Wish, has_category
from shopassistant.recommend.selection import Candidate
from shopassistant.recommend.serving import Serving
from shopassistant.recommend.shelf import Bools, Shelf
from shopassistant.recommend.shortlist import Shortlist
from shopassistant.recommend.sizes import wish_for
from shopassistant.recommend.terms import NO_TERMS, Terms, is_below
from shopassistant.store.database import Store


class Reading(AbstractContextManager["Reading"]):
    """The store while one answer is made; a session is opened only for what asks for one, and closed at the end."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._open = ExitStack()
        self._session: Session | None = None

    def session(self) -> Session:
        """The session, always the same."""
        if self._session is None:
            self._session = self._open.enter_context(self.store.read())
        return self._session

    def __exit__(self, *error: Any) -> bool | None:
        return self._open.__exit__(*error)


@dataclass
class Case:
    """A question with what is known when it is asked.

    Attributes:
        reading: the store, for what is asked rarely.
        seen: what the store said first.
        notes: what the reader should know, as codes.
    """

    reading: Reading
    serving: Serving | None
    shelf: Shelf
    request: Request
    now: datetime
    seen: Glance
    notes: list[str] = field(default_factory=list)

    @property
    def terms(self) -> Terms:
        """The request's, or none."""
        return self.request.terms or NO_TERMS

    @property
    def knows(self) -> Person | None:
        """The customer, where personal data may be used."""
        person = self.seen.person
        return person if person is not None and not person.refuses else None

    @cached_property
    def purchases(self) -> Bought:
        """What the customer bought, as of now; nothing for walk-ins, those who refuse, and without an index."""
        if self.serving is None or self.knows is None:
            return Bought.nothing()
        return self.serving.live.read(self.knows.customer_id, self.seen.records, self.reading.session)

    @cached_property
    def customer(self) -> History:
        """The customer's history, seen today. Only with an index."""
        assert self.serving is not None  # noqa: S101  asked for by what needs an index
        index = self.serving.index
        row = index.base.row(self.knows.customer_id) if self.knows is not None else -1
        return index.history(self.purchases.events, to_day(self.now), row)

    @cached_property
    def bought(self) -> frozenset[int]:
        """Ids of products that are not new to the customer."""
        if self.knows is None:
            return frozenset()
        if self.serving is None:
            return frozenset(bought_products(self.reading.session(), self.knows.customer_id))
        ids = self.serving.index.base.products.product_ids
        return frozenset(ids[self.customer.products].tolist()) | self.shelf.products_of(self.purchases.beyond)

    @cached_property
    def closed(self) -> Bools:
        """bool over the shelf's rows: products that must not appear, whatever the score."""
        closed = ~self.shelf.admissible(self.terms, self.request.location_id)
        blocked = self._blocked()
        if self.request.new_only:
            blocked |= self.bought
        rows = self.shelf.rows_of(np.fromiter(blocked, np.int64, len(blocked)))
        closed[rows[rows >= 0]] = True
        return closed

    def shortlist(self) -> Shortlist:
        """An empty list for this question."""
        return Shortlist(
            self.shelf,
            self.request.location_id,
            self.terms,
            self.request.count,
            self.closed,
            self.bought,
            self._wish,
        )

    def _wish(self, position: int) -> Wish:
        return wish_for(self.serving.index.base, self.customer, position) if self.serving is not None else NO_WISH

    def _blocked(self) -> set[int]:
        return {
            *self.request.exclude_product_ids,
            *self.shelf.products_of(self.request.basket_variant_ids),
            *self.seen.unwanted,
        }


def open_case(reading: Reading, serving: Serving | None, shelf: LiveShelf, request: Request) -> Case:
    """See who it is for, and whether the terms name categories there are.

    Raises:
        NotFound: ``recommend.customer_unknown``.
        UserError: ``recommend.count``, ``recommend.terms.category``.
    """
    if request.count < 1:
        raise UserError("recommend.count", count=request.count)
    store, now = reading.store, reading.store.clock.now()
    seen = glance(store.look_up, request.customer_id, request.require_consent, now, _records_end(serving))
    case = Case(reading, serving, shelf.at(seen.shelf, reading.session), request, now, seen)
    _check_categories(case)
    if request.customer_id is not None:
        if seen.person is None:
            raise NotFound("recommend.customer_unknown", customer=request.customer_id)
        if seen.person.refuses:
            case.notes.append("recommend.note.no_consent")
    if serving is None:
        case.notes.append("recommend.note.no_index")
    elif serving.is_older:
        case.notes.append("recommend.note.older_index")
    return case


def _records_end(serving: Serving | None) -> datetime | None:
    """The end of the last day of the records at the fit; None where there are none."""
    if serving is None or not len(serving.index.base.time.days):
        return None
    return datetime.combine(to_date(serving.index.base.time.last_day), time.max, UTC)


def _check_categories(case: Case) -> None:
    for named in (*case.terms.categories, *case.terms.not_categories):
        if not any(is_below(path, (named,)) for path in case.shelf.paths) and not has_category(
            case.reading.session(), named
        ):
            raise UserError("recommend.terms.category", category=named)


def items_of(chosen: Iterable[Candidate], reasons: Iterable[Reason]) -> tuple[Recommended, ...]:
    """What is answered of a list and its reasons."""
    return tuple(
        Recommended(
            product_id=one.offer.product_id,
            variant_id=one.offer.variant_id,
            name=one.offer.name,
            brand=one.offer.brand,
            size=one.offer.size,
            price_minor=one.offer.price_minor,
            stock=one.offer.stock,
            is_new_to_customer=one.is_new,
            method=one.method,
            score=one.score,
            reason_code=reason.code,
            reason_values=reason.values,
            position=position,
        )
        for position, (one, reason) in enumerate(zip(chosen, reasons, strict=True), start=1)
    )
