"""Choosing a list from candidates under terms: margin, variety, limits per category and brand, and room for the new."""

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.likeness import Traits, vectors
from shopassistant.recommend.models.base import Evidence
from shopassistant.recommend.rules import Offer
from shopassistant.recommend.terms import Terms

# A new product is a good candidate from half the worth of the best new one on.
_GOOD = 0.5


@dataclass(frozen=True)
class Candidate:
    """A product that may be offered, as a method ranked it.

    Attributes:
        offer: the variant to hand over.
        score: what the method says of it.
        method: that put it forward.
        is_new: never bought by this customer.
        position: index of the product in the fit, -1 for one that is newer.
        evidence: where it is known already; else the method is asked once the list stands.
    """

    offer: Offer
    score: float
    method: str
    is_new: bool
    position: int = -1
    evidence: Evidence | None = None

    @property
    def product_id(self) -> int:
        """Its id in the store."""
        return self.offer.product_id


def worths(candidates: Sequence[Candidate], margin_weight: float) -> NDArray[np.float64]:
    """float64 (k,): ``score * margin ** margin_weight``, see `Terms.margin_weight`."""
    scores = np.array([candidate.score for candidate in candidates], np.float64)
    if not margin_weight or not candidates:
        return scores
    offers = [candidate.offer for candidate in candidates]
    shares = [1 - o.cost_minor / o.net_minor for o in offers if o.cost_minor is not None and o.net_minor > 0]
    middle = median(shares) if shares else 1.0
    margins = [o.net_minor * middle if o.cost_minor is None else o.net_minor - o.cost_minor for o in offers]
    return np.asarray(scores * np.maximum(margins, 1.0) ** margin_weight, np.float64)


def pick(candidates: Sequence[Candidate], count: int, terms: Terms, taken: Sequence[Candidate] = ()) -> list[Candidate]:
    """The best `count` under the terms, in their order: greedily, each time the best that the limits still let in.

    With `Terms.diversity` d the best is that with the highest ``(1 - d) * worth - d * likeness`` (worth relative to the
    best of the candidates, likeness to the nearest of those chosen before), maximal marginal relevance.

    Args:
        candidates: best first.
        taken: chosen before; they count towards the limits and the likeness.
    """
    worth = worths(candidates, terms.margin_weight)
    limits = Limits(terms, taken)
    chosen: list[Candidate] = []
    if not terms.diversity:
        for place in np.argsort(-worth, kind="stable").tolist():
            if len(chosen) >= count:
                break
            if limits.lets_in(candidates[place]):
                limits.add(candidates[place])
                chosen.append(candidates[place])
        return chosen
    traits = vectors([_traits(candidate) for candidate in (*candidates, *taken)])
    likeness = traits[: len(candidates)] @ traits.T
    nearest = likeness[:, len(candidates) :].max(axis=1, initial=0)
    open_ = np.ones(len(candidates), bool)
    best = float(worth.max(initial=0)) or 1.0
    while len(chosen) < count and open_.any():
        marginal = (1 - terms.diversity) * worth / best - terms.diversity * nearest
        place = int(np.where(open_, marginal, -np.inf).argmax())
        open_[place] = False
        if limits.lets_in(candidates[place]):
            limits.add(candidates[place])
            chosen.append(candidates[place])
            nearest = np.maximum(nearest, likeness[:, place])
    return chosen


def with_new(
    chosen: Sequence[Candidate], candidates: Sequence[Candidate], needed: int, terms: Terms
) -> list[Candidate]:
    """The list with at least `needed` products new to the customer, where good ones are among the candidates.

    They take the places of the last that were bought before, where the limits let them; best first as before (with
    diversity they come last, so that what stands first stays apart).
    """
    pool = [candidate for candidate in candidates if candidate.is_new]
    worth = dict(zip((one.product_id for one in pool), worths(pool, terms.margin_weight).tolist(), strict=True))
    held = {candidate.product_id for candidate in chosen}
    least = _GOOD * max(worth.values(), default=0)
    fresh = sorted(
        (one for one in pool if one.product_id not in held and worth[one.product_id] >= least),
        key=lambda one: -worth[one.product_id],
    )
    made = list(chosen)
    for one in fresh:
        if sum(candidate.is_new for candidate in made) >= needed:
            break
        made = _swapped_in(made, one, terms)
    if terms.diversity:
        return made
    return [made[place] for place in np.argsort(-worths(made, terms.margin_weight), kind="stable")]


def with_arrivals(
    chosen: Sequence[Candidate], arrivals: Sequence[Candidate], count: int, terms: Terms
) -> list[Candidate]:
    """The list with these products that are newer than the fit, spread over its second part.

    Nobody could buy them yet, so nothing tells their chance: each gets the score of the one it stands behind times its
    own likeness. They take the places of the last; where the list is short, they only add to it.
    """
    made = list(chosen)
    let_in: list[Candidate] = []
    for one in arrivals:
        longer = [*made, *let_in]
        if len(longer) < count and Limits(terms, longer).lets_in(one):
            let_in.append(one)
            continue
        for place in range(len(made) - 1, -1, -1):
            rest = made[:place] + made[place + 1 :]
            if Limits(terms, [*rest, *let_in]).lets_in(one):
                made, let_in = rest, [*let_in, one]
                break
    whole = len(made) + len(let_in)
    for number, one in enumerate(let_in, start=1):
        place = min(number * whole // len(let_in) - 1, len(made))
        before = made[place - 1].score if place else 1.0
        made.insert(place, Candidate(one.offer, one.score * before, one.method, True, -1, one.evidence))
    return made


def _swapped_in(made: list[Candidate], one: Candidate, terms: Terms) -> list[Candidate]:
    """`made` with `one` for the last product bought before whose place it may take."""
    for place in range(len(made) - 1, -1, -1):
        rest = made[:place] + made[place + 1 :]
        if not made[place].is_new and Limits(terms, rest).lets_in(one):
            return [*rest, one]
    return made


class Limits:
    """How many of each category and brand are in, and whether one more may be."""

    def __init__(self, terms: Terms, taken: Iterable[Candidate] = ()) -> None:
        self._terms = terms
        self._categories: Counter[str] = Counter()
        self._brands: Counter[str] = Counter()
        for candidate in taken:
            self.add(candidate)

    def add(self, candidate: Candidate) -> None:
        """Count one in."""
        if candidate.offer.category:
            self._categories[candidate.offer.category] += 1
        if candidate.offer.brand:
            self._brands[candidate.offer.brand] += 1

    def lets_in(self, candidate: Candidate) -> bool:
        """Whether one more of its category and its brand may be in."""
        return self.has_category_room(candidate.offer.category) and self.has_brand_room(candidate.offer.brand)

    def has_category_room(self, category: str | None) -> bool:
        """Whether one more of the category may be in."""
        most = self._terms.most_per_category
        return most is None or not category or self._categories[category] < most

    def has_brand_room(self, brand: str | None) -> bool:
        """Whether one more of the brand may be in."""
        most = self._terms.most_per_brand
        return most is None or not brand or self._brands[brand] < most


def with_more(chosen: Sequence[Candidate], spare: Sequence[Candidate], count: int, terms: Terms) -> list[Candidate]:
    """As many as the limits allow, by exchanging some of the chosen for several of the others.

    Where both a category and a brand are limited, taking the best first can block two others. A list is a set of edges
    between categories and brands with room for so many at each end; augmenting paths (Ford and Fulkerson, 1956) lead to
    the longest one.
    """
    made, others = list(chosen), list(spare)
    while len(made) < count:
        steps = _augmenting(made, others, terms)
        if steps is None:
            break
        for new, old in steps:
            others.remove(new)
            made.append(new)
            if old is not None:
                made.remove(old)
    return made


_Step = tuple[Candidate, Candidate | None]


def _augmenting(made: list[Candidate], others: list[Candidate], terms: Terms) -> tuple[_Step, ...] | None:
    """What to put in, and for each what to take out (None for the last), so that one more is in; None without a way."""
    limits = Limits(terms, made)
    starts = {one.offer.category for one in others if limits.has_category_room(one.offer.category)}
    queue: deque[tuple[str | None, tuple[_Step, ...]]] = deque((category, ()) for category in sorted(starts, key=str))
    seen = set(starts)
    while queue:
        category, steps = queue.popleft()
        for new in others:
            if new.offer.category != category:
                continue
            if limits.has_brand_room(new.offer.brand):
                return (*steps, (new, None))
            for old in made:
                if old.offer.brand == new.offer.brand and old.offer.category not in seen:
                    seen.add(old.offer.category)
                    queue.append((old.offer.category, (*steps, (new, old))))
    return None


def _traits(candidate: Candidate) -> Traits:
    offer = candidate.offer
    return Traits(offer.name, offer.category, offer.brand, offer.price_minor)
