"""From a question to a list: who it is, what the models say, what the shop can hand over, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from shopassistant.core.errors import NotFound, UserError
from shopassistant.recommend.history import Events, History
from shopassistant.recommend.methods import Ranked, Ranker, resolve
from shopassistant.recommend.models.base import Evidence
from shopassistant.recommend.models.similar import Together
from shopassistant.recommend.newcomer import bought_products, ranking_without_index
from shopassistant.recommend.purchases import to_date, to_day
from shopassistant.recommend.reasons import Reason, say
from shopassistant.recommend.requests import Answer, Recommended, Request
from shopassistant.recommend.rules import (
    DECLINED_DAYS,
    JUST_BOUGHT_DAYS,
    RETURNED_DAYS,
    Offer,
    Person,
    find_offers,
    find_person,
    just_bought,
    products_of,
    unwanted,
)
from shopassistant.recommend.serving import Serving
from shopassistant.recommend.sizes import wish_for
from shopassistant.store.database import Store

# A complement is worth a word where at least one basket in twenty with the product held it too.
LEAST_SHARE = 0.05


@dataclass
class _Case:
    """One question while it is being answered."""

    session: Session
    serving: Serving | None
    request: Request
    now: datetime
    person: Person | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def is_personal(self) -> bool:
        return self.person is not None and not self.person.refuses


def answer(store: Store, serving: Serving | None, request: Request, list_key: str) -> Answer:
    """See `Engine.recommend`."""
    method = resolve(request.method)
    if request.count < 1:
        raise UserError("recommend.count", count=request.count)
    with store.read() as session:
        case = _open(session, serving, request, store.clock.now())
        blocked = _blocked(case)
        items = _without_index(case, blocked) if serving is None else _with_index(case, serving, method, blocked)
    return Answer(items, list_key, serving.fitted_at if serving else None, tuple(case.notes))


def complement(
    store: Store,
    serving: Serving | None,
    product_ids: tuple[int, ...],
    customer_id: int | None,
    count: int,
    location_id: int | None,
    list_key: str,
) -> Answer:
    """See `Engine.complements`."""
    if serving is None or not product_ids:
        return Answer((), list_key, serving.fitted_at if serving else None)
    request = Request(customer_id, "together", count, location_id=location_id, exclude_product_ids=product_ids)
    with store.read() as session:
        case = _open(session, serving, request, store.clock.now())
        base = serving.index.base
        model = serving.index.models["together"]
        assert isinstance(model, Together)  # noqa: S101  what the registry holds under this name
        basket = _positions(base.products.product_ids, product_ids)
        excluded = _mask(serving, _blocked(case))
        ranked = model.going_with(basket, 60, excluded)
        entries = [
            Ranked(*pair, "together") for pair in zip(ranked.products.tolist(), ranked.scores.tolist(), strict=True)
        ]
        customer = _history(case, serving)
        reasons = {entry.product: model.evidence_among(basket, entry.product) for entry in entries}
        worth = (entry for entry in entries if _worth_saying(reasons[entry.product]))
        chosen = _available(case, serving, customer, worth, count)
        items = _items(case, serving, customer, chosen, [reasons[entry.product] for entry, _ in chosen])
    return Answer(items, list_key, serving.fitted_at, tuple(case.notes))


def _worth_saying(evidence: Evidence | None) -> bool:
    """Whether a colleague would say it aloud at the till: often enough together, and more than once."""
    return evidence is not None and not evidence.is_weak and evidence.values["share"] >= LEAST_SHARE


def _open(session: Session, serving: Serving | None, request: Request, now: datetime) -> _Case:
    case = _Case(session, serving, request, now)
    if request.customer_id is not None:
        case.person = find_person(session, request.customer_id, request.require_consent)
        if case.person is None:
            raise NotFound("recommend.customer_unknown", customer=request.customer_id)
        if case.person.refuses:
            case.notes.append("recommend.note.no_consent")
    if serving is None:
        case.notes.append("recommend.note.no_index")
    elif serving.is_older:
        case.notes.append("recommend.note.older_index")
    return case


def _blocked(case: _Case) -> set[int]:
    """Ids of products that must not be offered, whatever the score."""
    blocked = set(case.request.exclude_product_ids) | products_of(case.session, case.request.basket_variant_ids)
    if case.is_personal and case.person is not None:
        today = case.now
        if case.serving is not None and len(case.serving.index.base.time.days):
            # Where the records end long ago (an old import), "lately" is seen from their end.
            last = datetime.combine(to_date(case.serving.index.base.time.last_day), time.max, UTC)
            today = min(case.now, last)
        blocked |= unwanted(
            case.session,
            case.person.customer_id,
            today - timedelta(days=RETURNED_DAYS),
            case.now - timedelta(days=DECLINED_DAYS),
        )
        blocked |= just_bought(case.session, case.person.customer_id, case.now - timedelta(days=JUST_BOUGHT_DAYS))
    return blocked


def _without_index(case: _Case, blocked: set[int]) -> tuple[Recommended, ...]:
    bought: set[int] = set()
    if case.is_personal and case.person is not None:
        bought = bought_products(case.session, case.person.customer_id)
    if case.request.new_only:
        blocked = blocked | bought
    ranking = [entry for entry in ranking_without_index(case.session) if entry[0] not in blocked]
    items: list[Recommended] = []
    for start in range(0, len(ranking), 50):
        part = ranking[start : start + 50]
        offers = find_offers(case.session, [entry[0] for entry in part], case.request.location_id, {})
        for product_id, score, code, values in part:
            if product_id in offers and len(items) < case.request.count:
                reason = Reason(code, values)
                is_new = product_id not in bought
                items.append(_item(offers[product_id], "popular", score, reason, is_new, len(items) + 1))
        if len(items) >= case.request.count:
            break
    return tuple(items)


def _with_index(case: _Case, serving: Serving, method: str, blocked: set[int]) -> tuple[Recommended, ...]:
    customer = _history(case, serving)
    ranker = Ranker(serving.index, customer)
    if not case.is_personal:
        method = "popular"
    elif customer.is_cold:
        case.notes.append("recommend.note.no_history")
    excluded = _mask(serving, blocked)
    if case.request.new_only:
        excluded[customer.products] = True
    chosen = _available(case, serving, customer, ranker.rank(method, excluded), case.request.count)
    if len(chosen) < case.request.count and method not in ("popular", "all"):
        for entry, _ in chosen:
            excluded[entry.product] = True
        missing = case.request.count - len(chosen)
        extra = _available(case, serving, customer, ranker.rank("popular", excluded), missing)
        if extra and not customer.is_cold:
            case.notes.append("recommend.note.filled_with_popular")
        chosen += extra
    evidence = ranker.evidence([entry for entry, _ in chosen])
    return _items(case, serving, customer, chosen, evidence)


def _history(case: _Case, serving: Serving) -> History:
    """The customer's history as of now; an empty one for walk-ins and those who refuse."""
    index, events, row = serving.index, Events.none(), -1
    if case.is_personal and case.person is not None:
        row = index.base.row(case.person.customer_id)
        events = serving.live.read(case.session, case.person.customer_id)
    return index.history(events, to_day(case.now), row)


def _available(
    case: _Case, serving: Serving, customer: History, ranking: Iterator[Ranked], count: int
) -> list[tuple[Ranked, Offer]]:
    """The first `count` of a ranking that can be handed over now; asks the store in few steps."""
    ids = serving.index.base.products.product_ids
    found: list[tuple[Ranked, Offer]] = []
    step = 2 * count + 4
    while len(found) < count and (part := list(islice(ranking, step))):
        wishes = {int(ids[entry.product]): wish_for(serving.index.base, customer, entry.product) for entry in part}
        offers = find_offers(case.session, list(wishes), case.request.location_id, wishes)
        found += [(entry, offers[int(ids[entry.product])]) for entry in part if int(ids[entry.product]) in offers]
        step = min(4 * step, 400)
    return found[:count]


def _items(
    case: _Case,
    serving: Serving,
    customer: History,
    chosen: list[tuple[Ranked, Offer]],
    evidence: Iterable[Evidence | None],
) -> tuple[Recommended, ...]:
    reasons = say(case.session, serving.index.base.products.product_ids, list(evidence))
    bought = set(customer.products.tolist())
    return tuple(
        _item(offer, entry.method, entry.score, reason, entry.product not in bought, position)
        for position, ((entry, offer), reason) in enumerate(zip(chosen, reasons, strict=True), start=1)
    )


def _item(offer: Offer, method: str, score: float, reason: Reason, is_new: bool, position: int) -> Recommended:
    return Recommended(
        product_id=offer.product_id,
        variant_id=offer.variant_id,
        name=offer.name,
        brand=offer.brand,
        size=offer.size,
        price_minor=offer.price_minor,
        stock=offer.stock,
        is_new_to_customer=is_new,
        method=method,
        score=score,
        reason_code=reason.code,
        reason_values=reason.values,
        position=position,
    )


def _mask(serving: Serving, product_ids: Iterable[int]) -> NDArray[np.bool_]:
    mask = np.zeros(serving.index.base.products.count, bool)
    mask[_positions(serving.index.base.products.product_ids, product_ids)] = True
    return mask


def _positions(ids: NDArray[np.int64], wanted: Iterable[int]) -> NDArray[np.int32]:
    """Indices of those of the `wanted` ids that the fit knew."""
    keys = np.fromiter(wanted, np.int64)
    if not len(ids) or not len(keys):
        return np.empty(0, np.int32)
    at = np.minimum(np.searchsorted(ids, keys), len(ids) - 1)
    return np.asarray(at[ids[at] == keys], np.int32)
