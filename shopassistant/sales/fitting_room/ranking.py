"""The order in which things are offered at the mirror: what suits the taste, among what fits the face."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from shopassistant.recommend.requests import Request
from shopassistant.recommend.terms import Terms
from shopassistant.sales.fitting_room.room import Candidates, FittingRoom
from shopassistant.sales.fitting_room.taste import VisitTaste
from shopassistant.sales.fitting_room.wanted import Fitting, Wanted

if TYPE_CHECKING:
    from shopassistant.recommend.engine import Engine

# How well a thing fits, 0 to 1; None where it has no fit to speak of (a lipstick) or nothing was measured.
FitOf = Callable[[Fitting], float | None]

# So many of the engine's best are asked for: more than a row ever shows.
_MOST_ADVISED = 60
# Up to so many candidates are named to the engine one by one.
_MOST_NAMED = 5_000
# So many products, the best by taste, have their fit worked out: the rest comes after them.
_MOST_FITTED = 240
# What the engine knows against what this visit shows; a visit that says much takes over, a frame that fits comes
# before one that does not whatever the taste.
_ENGINE, _VISIT = 0.6, 0.4
_BASE = 0.25
_POOR_FIT = 0.15


@dataclass(frozen=True, slots=True)
class Ranked:
    """A thing in its place.

    Attributes:
        score: the higher, the earlier.
        taste: 0 to 1, of engine and visit together.
        fit: 0 to 1; None where unknown.
        reason_code, reason_values: why the engine puts it forward; empty where it does not.
    """

    fitting: Fitting
    score: float
    taste: float
    fit: float | None
    reason_code: str = ""
    reason_values: Mapping[str, object] | None = None


def rank(
    room: FittingRoom,
    wanted: Wanted,
    engine: "Engine | None" = None,
    customer_id: int | None = None,
    visit: VisitTaste | None = None,
    fit_of: FitOf | None = None,
) -> tuple[Ranked, ...]:
    """The best of what can be tried on, best first.

    Args:
        engine: asked for the customer's taste, or for what is popular; without one only the visit speaks.
        customer_id: None for somebody nobody knows, and at the kiosk always.
        visit: what was tried so far.
        fit_of: from `tryon.face.fit`, with the measures of this face.

    Raises:
        NotFound: ``recommend.customer_unknown``.
    """
    candidates = room.candidates(wanted)
    if not len(candidates.product_ids):
        return ()
    advised = _advised(room, engine, customer_id, candidates)
    taste = _taste(candidates, advised, None if visit is None else visit.scores(candidates.looks))
    pool = wanted.count if fit_of is None else max(wanted.count, _MOST_FITTED)
    found = room.find(replace(wanted, count=pool), taste)
    ranked = [_ranked(one, taste.get(one.product_id, 0.0), fit_of, advised.get(one.product_id)) for one in found]
    ranked.sort(key=lambda one: (not one.fitting.is_there, -one.score))
    return tuple(ranked[: wanted.count])


@dataclass(frozen=True, slots=True)
class _Advised:
    share: float
    code: str
    values: Mapping[str, object]


def _advised(
    room: FittingRoom, engine: "Engine | None", customer_id: int | None, candidates: Candidates
) -> dict[int, _Advised]:
    """What the engine puts forward among the candidates, by product id; a share of 1 for its first."""
    if engine is None:
        return {}
    ids = candidates.product_ids
    # Of very many, the shop's best are asked for and those that can be worn are kept.
    few = len(ids) <= _MOST_NAMED
    terms = Terms(only_product_ids=tuple(ids.tolist()) if few else None, least_new=0.0)
    method = "popular" if customer_id is None else "hybrid"
    count = min(_MOST_ADVISED if few else 4 * _MOST_ADVISED, len(ids))
    answer = engine.recommend(Request(customer_id, method, count, location_id=room.location_id, terms=terms))
    most = max(len(answer.items), 1)
    return {
        one.product_id: _Advised(1 - place / most, one.reason_code, one.reason_values)
        for place, one in enumerate(answer.items)
        if one.method != "range"  # what merely fills the list says nothing
    }


def _taste(candidates: Candidates, advised: Mapping[int, _Advised], liked: Sequence[float] | None) -> dict[int, float]:
    """By product id, 0 to 1: a place on the engine's list counts by its share, a liking by how far it is above or
    below average. Without a visit, only of what is advised; the rest is 0."""
    known = {id_: one.share for id_, one in advised.items()}
    if liked is None:
        return known
    likings = _VISIT * (np.array(liked, np.float64)[candidates.worn] + 1) / 2
    found: dict[int, float] = dict(zip(candidates.product_ids.tolist(), likings.tolist(), strict=True))
    for id_, share in known.items():
        if id_ in found:
            found[id_] += _ENGINE * share
    return found


def _ranked(one: Fitting, taste: float, fit_of: FitOf | None, advised: _Advised | None) -> Ranked:
    fit = None if fit_of is None else fit_of(one)
    suits = 1.0 if fit is None else max(fit, _POOR_FIT)
    code, values = ("", None) if advised is None else (advised.code, advised.values)
    return Ranked(one, (_BASE + (1 - _BASE) * taste) * suits, taste, fit, code, values)
