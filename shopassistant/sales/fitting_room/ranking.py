"""The order in which things are offered at the mirror: what suits the taste, among what fits the face."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shopassistant.recommend.requests import Request
from shopassistant.recommend.terms import Terms
from shopassistant.sales.fitting_room.goods_index import Entry
from shopassistant.sales.fitting_room.room import FittingRoom
from shopassistant.sales.fitting_room.taste import VisitTaste
from shopassistant.sales.fitting_room.wanted import Fitting, Wanted

if TYPE_CHECKING:
    from shopassistant.recommend.engine import Engine

# How well a thing fits, 0 to 1; None where it has no fit to speak of (a lipstick) or nothing was measured.
FitOf = Callable[[Fitting], float | None]

# So many of the engine's best are asked for: more than a row ever shows.
_MOST_ADVISED = 60
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
    entries = room.candidates(wanted)
    if not entries:
        return ()
    advised = _advised(room, engine, customer_id, wanted, entries)
    liked = visit.scores({id_: (one.kind, one.traits) for id_, one in entries.items()}) if visit is not None else {}
    taste = {id_: _taste(advised.get(id_), liked.get(id_)) for id_ in entries}
    pool = wanted.count if fit_of is None else max(wanted.count, _MOST_FITTED)
    found = room.find(replace(wanted, count=pool), taste)
    ranked = [_ranked(one, taste[one.product_id], fit_of, advised.get(one.product_id)) for one in found]
    ranked.sort(key=lambda one: (not one.fitting.is_there, -one.score))
    return tuple(ranked[: wanted.count])


@dataclass(frozen=True, slots=True)
class _Advised:
    share: float
    code: str
    values: Mapping[str, object]


def _advised(
    room: FittingRoom, engine: "Engine | None", customer_id: int | None, wanted: Wanted, entries: Mapping[int, Entry]
) -> dict[int, _Advised]:
    """What the engine puts forward among the candidates, by product id; a share of 1 for its first."""
    if engine is None:
        return {}
    terms = Terms(only_product_ids=tuple(entries), least_new=0.0)
    method = "popular" if customer_id is None else "hybrid"
    count = min(_MOST_ADVISED, len(entries))
    answer = engine.recommend(Request(customer_id, method, count, location_id=room.location_id, terms=terms))
    most = max(len(answer.items), 1)
    return {
        one.product_id: _Advised(1 - place / most, one.reason_code, one.reason_values)
        for place, one in enumerate(answer.items)
        if one.method != "range"  # what merely fills the list says nothing
    }


def _taste(advised: _Advised | None, liked: float | None) -> float:
    """0 to 1: a place on the engine's list counts by its share, a liking by how far it is above or below average."""
    known = 0.0 if advised is None else advised.share
    if liked is None:
        return known
    return _ENGINE * known + _VISIT * (liked + 1) / 2


def _ranked(one: Fitting, taste: float, fit_of: FitOf | None, advised: _Advised | None) -> Ranked:
    fit = None if fit_of is None else fit_of(one)
    suits = 1.0 if fit is None else max(fit, _POOR_FIT)
    code, values = ("", None) if advised is None else (advised.code, advised.values)
    return Ranked(one, (_BASE + (1 - _BASE) * taste) * suits, taste, fit, code, values)
