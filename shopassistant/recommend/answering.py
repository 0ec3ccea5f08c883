"""From a question to a list: who it is, what the models say, what the shop can hand over, and why."""

from collections.abc import Iterator
from heapq import merge
from itertools import chain

import numpy as np

from shopassistant.recommend.arrivals import find_leads
from shopassistant.recommend.case import Case, Reading, items_of, open_case
from shopassistant.recommend.live_shelf import LiveShelf
from shopassistant.recommend.methods import Ranked, Ranker, resolve
from shopassistant.recommend.models.base import Evidence
from shopassistant.recommend.newcomer import WINDOW_DAYS, bestsellers
from shopassistant.recommend.reasons import say
from shopassistant.recommend.requests import Answer, Recommended, Request
from shopassistant.recommend.selection import with_arrivals, with_new
from shopassistant.recommend.serving import Serving
from shopassistant.recommend.shelf import Bools, Longs, positions
from shopassistant.recommend.shortlist import Lead, Ranking, Shortlist
from shopassistant.store.database import Store

_NEWEST = Evidence("recommend.reason.newest")
_PLAIN = Evidence("recommend.reason.in_range")
# Fills a list whose method and best sellers are at their end: whatever else the shop has, newest first.
_RANGE = "range"


def answer(store: Store, serving: Serving | None, shelf: LiveShelf, request: Request, list_key: str) -> Answer:
    """See `Engine.recommend`."""
    method = resolve(request.method)
    with Reading(store) as reading:
        case = open_case(reading, serving, shelf, request)
        items = _without_index(case) if serving is None else _with_index(case, serving, method)
    return Answer(items, list_key, serving.fitted_at if serving else None, tuple(case.notes))


def _without_index(case: Case) -> tuple[Recommended, ...]:
    made = case.shortlist()
    made.fill(lambda closed: _bestsellers(case, closed))
    _add_range(case, made)
    return items_of(made.chosen, say(case.shelf, case.shelf.product_ids, [one.evidence for one in made.chosen]))


def _with_index(case: Case, serving: Serving, method: str) -> tuple[Recommended, ...]:
    ranker = Ranker(serving.index, case.customer)
    if case.knows is None:
        method = "popular"
    elif case.customer.is_cold:
        case.notes.append("recommend.note.no_history")
    made = case.shortlist()
    _add_method(case, serving, ranker, method, made)
    if made.missing and method not in ("popular", "all"):
        before = made.missing
        made.fill(_ranking(case, serving, ranker, "popular"))
        if made.missing < before and not case.customer.is_cold:
            case.notes.append("recommend.note.filled_with_popular")
    _add_range(case, made)
    asked = [one for one in made.chosen if one.evidence is None]
    given = iter(ranker.evidence([Ranked(one.position, one.score, one.method) for one in asked]))
    evidence = [one.evidence or next(given) for one in made.chosen]
    reasons = say(case.shelf, serving.index.base.products.product_ids, evidence)
    return items_of(made.chosen, reasons)


def _add_method(case: Case, serving: Serving, ranker: Ranker, method: str, made: Shortlist) -> None:
    """The method's own list, with its share of what is new to the customer and of what is newer than the fit."""
    arrivals = _arrivals(case, serving) if method in ("hybrid", "all", "content") else []
    ranking = _ranking(case, serving, ranker, method)
    if method == "content":
        made.fill(_merged(ranking, arrivals))
        return
    mixes = method == "hybrid" and not case.customer.is_cold and not case.request.new_only
    fresh = int(case.terms.least_new * case.request.count) if mixes else 0
    pool = made.fill(ranking, fresh)
    if fresh:
        made.chosen = with_new(made.chosen, pool, fresh, case.terms)
    most = int(case.terms.most_arrivals * case.request.count)
    if arrivals and most:
        made.chosen = with_arrivals(made.chosen, made.candidates(arrivals[: 2 * most])[:most], made.count, case.terms)


def _ranking(case: Case, serving: Serving, ranker: Ranker, method: str) -> Ranking:
    """A method's ranking in terms of the shelf."""
    ids, row = serving.index.base.products.product_ids, serving.places(case.shelf).row

    def leads(closed: Bools) -> Iterator[Lead]:
        if method == "hybrid":  # looks at few products, so that the rest of a large catalogue need not be
            entries = ranker.blended(lambda products: _closed(closed, row[products]), case.request.count)
        else:
            entries = ranker.rank(method, _closed(closed, row))
        for entry in entries:
            yield Lead(int(ids[entry.product]), entry.score, entry.method, entry.product)

    return leads


def _closed(closed: Bools, row: Longs) -> Bools:
    """bool (k,): what is closed of some rows of the shelf; -1, a product that is gone, always is."""
    return (row < 0) | closed[row] if len(closed) else np.ones(len(row), bool)


def _merged(ranking: Ranking, arrivals: list[Lead]) -> Ranking:
    """A ranking with newer products where their likeness puts them: as a share of the best score."""

    def leads(closed: Bools) -> Iterator[Lead]:
        known = ranking(closed)
        first = next(known, None)
        best = first.score if first is not None else 1.0
        newer = [Lead(one.product_id, one.score * best, one.method, -1, one.evidence) for one in arrivals]
        whole = chain([first], known) if first is not None else known
        yield from merge(whole, newer, key=lambda lead: -lead.score)

    return leads


def _arrivals(case: Case, serving: Serving) -> list[Lead]:
    """What is newer than the fit and like something the customer bought, best first."""
    if case.knows is None or case.customer.is_cold or not len(serving.places(case.shelf).newer):
        return []
    closed = case.closed.copy()
    rows = case.shelf.rows_of(np.fromiter(case.bought, np.int64, len(case.bought)))
    closed[rows[rows >= 0]] = True
    known = serving.index.base.products.product_ids
    session = case.reading.session()
    found = serving.arrivals(session, case.shelf)
    return find_leads(session, case.shelf, found, known, case.customer, closed)


def _add_range(case: Case, made: Shortlist) -> None:
    """Where places are free still: the rest of what may be offered, newest first, then whatever the limits let in."""
    if not made.missing:
        return
    serving, ids = case.serving, case.shelf.product_ids
    known = serving.index.base.products.product_ids if serving is not None else ids[:0]
    before = made.missing

    def lead_of(row: int) -> Lead:
        place = int(positions(known, ids[row : row + 1])[0])
        return Lead(int(ids[row]), 0.0, _RANGE, place, _PLAIN if place >= 0 else _NEWEST)

    made.fill(lambda closed: map(lead_of, np.flatnonzero(~closed)[::-1].tolist()))
    made.stretch(lead_of)
    if made.missing < before and serving is not None:
        case.notes.append("recommend.note.filled_with_range")


def _bestsellers(case: Case, closed: Bools) -> Iterator[Lead]:
    """What sold most lately, by plain SQL."""
    found = bestsellers(case.reading.session())
    rows = case.shelf.rows_of(np.array([product_id for product_id, _ in found], np.int64))
    for (product_id, count), row in zip(found, rows.tolist(), strict=True):
        if row >= 0 and not closed[row]:
            evidence = Evidence("recommend.reason.popular", values={"count": count, "days": WINDOW_DAYS})
            yield Lead(product_id, float(count), "popular", -1, evidence)
