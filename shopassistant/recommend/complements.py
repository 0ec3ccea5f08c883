"""What goes with a basket, for the customer who stands there: not what they have already, in their size."""

import numpy as np

from shopassistant.recommend.case import Case, Reading, items_of, open_case
from shopassistant.recommend.history import Ints
from shopassistant.recommend.live_shelf import LiveShelf
from shopassistant.recommend.models.base import Evidence
from shopassistant.recommend.models.repeat import Repeat
from shopassistant.recommend.models.similar import Similar, Together
from shopassistant.recommend.reasons import say
from shopassistant.recommend.requests import Answer, Request
from shopassistant.recommend.serving import Serving
from shopassistant.recommend.shelf import positions
from shopassistant.recommend.shortlist import Lead
from shopassistant.store.database import Store

# A complement is worth a word where at least one basket in twenty with the product held it too.
LEAST_SHARE = 0.05
# So often at least is a product bought a second time by its buyers before it is offered to one who has it.
LEAST_AGAIN = 0.25
_CANDIDATES = 60
METHOD = "together"


def complement(store: Store, serving: Serving | None, shelf: LiveShelf, request: Request, list_key: str) -> Answer:
    """See `Engine.complements`; the basket's products are the request's excluded ones."""
    if serving is None or not request.exclude_product_ids:
        return Answer((), list_key, serving.fitted_at if serving else None)
    with Reading(store) as reading:
        case = open_case(reading, serving, shelf, request)
        model = serving.index.models[METHOD]
        assert isinstance(model, Together)  # noqa: S101  what the registry holds under this name
        ids = serving.index.base.products.product_ids
        at = positions(ids, np.array(request.exclude_product_ids, np.int64))
        basket = np.unique(at[at >= 0]).astype(np.int32)
        leads = _leads(case, serving, model, basket)
        made = case.shortlist()
        made.fill(lambda closed: (lead for lead in leads if not closed[case.shelf.rows_of(ids[[lead.position]])[0]]))
        reasons = say(case.shelf, ids, [one.evidence for one in made.chosen])
        items = items_of(made.chosen, reasons)
    return Answer(items, list_key, serving.fitted_at, tuple(case.notes))


def _leads(case: Case, serving: Serving, model: Together, basket: Ints) -> list[Lead]:
    """What goes with the basket and is worth saying, best first.

    Where the customer is known, what they have and people rarely buy twice is left out, and what suits them comes
    forward: the score is that of the basket times one to two, after the product's standing among those that customers
    with the same purchases took.
    """
    excluded = np.append(case.closed, True)[serving.places(case.shelf).row]
    excluded |= _owned_for_good(case, serving)
    found = model.going_with(basket, _CANDIDATES, excluded)
    scores = found.scores.astype(np.float64)
    similar = serving.index.models["similar"]
    if not case.customer.is_cold and len(scores) and isinstance(similar, Similar):
        best = similar.best(case.customer)
        if best > 0:
            scores *= 1 + similar.score_of(case.customer, found.products) / best
    ids, leads = serving.index.base.products.product_ids, []
    for place in np.argsort(-scores, kind="stable").tolist():
        position = int(found.products[place])
        evidence = model.evidence_among(basket, position)
        if _is_worth_saying(evidence):
            leads.append(Lead(int(ids[position]), float(scores[place]), METHOD, position, evidence))
    return leads


def _owned_for_good(case: Case, serving: Serving) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """bool (n,): what the customer bought once and few of its buyers buy again."""
    owned = np.zeros(serving.index.base.products.count, bool)
    repeat, customer = serving.index.models["repeat"], case.customer
    if isinstance(repeat, Repeat) and not customer.is_cold:
        rarely = (customer.times < 2) & (repeat.again[customer.products] < LEAST_AGAIN)
        owned[customer.products[rarely]] = True
    return owned


def _is_worth_saying(evidence: Evidence | None) -> bool:
    """Whether a colleague would say it aloud at the till: often enough together, and more than once."""
    return evidence is not None and not evidence.is_weak and evidence.values["share"] >= LEAST_SHARE
