"""Why a segment answers as it does: held against all customers, the strongest difference first."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from shopassistant.promotions.audience.advice import Reason
from shopassistant.promotions.audience.people import People
from shopassistant.promotions.rehearsal.past import Doubles, Longs

# Notes a reason: its strength, its code, and its values by name.
_Say = Callable[..., None]

# A difference from all customers that is worth a word.
_MORE, _LESS = 1.3, 0.77
_KEEN, _CALM = 1.15, 0.87
_MOSTLY_ANYWAY = 0.6
_FEW = 50


@dataclass(frozen=True)
class Usual:
    """All customers together: means of a customer, and what is known of their value.

    Attributes:
        silent: median days since the last visit.
        value_ids: int64, ascending; lifetime: float64, minor units; both empty where nobody's value is known.
    """

    own: float
    kind: float
    silent: float
    lifetime_mean: float
    value_ids: Longs
    lifetime: Doubles


def usual_of(people: People, expected: tuple[Longs, Doubles] | None, lifetime: Doubles | None) -> Usual:
    """What others are held against."""
    known = expected is not None and lifetime is not None and len(lifetime) > 0
    values = lifetime if known and lifetime is not None else np.empty(0)
    ids = expected[0] if known and expected is not None else np.empty(0, np.int64)
    count = max(len(people.ids), 1)
    silent = float(np.median(people.silent_days)) if len(people.ids) else 0.0
    worth = float(values.mean()) if len(values) else 0.0
    return Usual(float(people.rate.sum()) / count, float(people.kind.sum()) / count, silent, worth, ids, values)


def reasons_of(
    people: People, places: Longs, customers: int, usual: Usual, without: float, with_: float, margin: float
) -> tuple[Reason, ...]:
    """At most four, the strongest first; one that warns comes before one that praises."""
    found: list[tuple[float, Reason]] = []

    def say(strength: float, code: str, **values: object) -> None:
        found.append((strength, Reason(code, values)))

    if len(places):
        _habits(people, places, customers, usual, say)
    if with_ > 0 and without / with_ >= _MOSTLY_ANYWAY:
        say(2.0 + without / with_, "would_buy_anyway", share=without / with_)
    if customers < _FEW:
        say(3.0, "few", customers=customers)
    if margin < 0:
        say(3.5, "loses", margin_minor=round(-margin))
    found.sort(key=lambda one: -one[0])
    return tuple(reason for _, reason in found[:4])


def _habits(people: People, places: Longs, customers: int, usual: Usual, say: _Say) -> None:
    buying = float(people.rate[places].sum()) / customers / usual.own if usual.own > 0 else 1.0
    if buying >= _MORE:
        say(buying, "buys_these", times=buying)
    kind = float(people.kind[places].sum()) / customers / usual.kind if usual.kind > 0 else 1.0
    if kind >= _MORE and buying < _MORE:
        say(kind, "likes_the_kind", times=kind)
    keen = float(people.sensitivity[places].mean())
    if keen >= _KEEN:
        say(2 * keen - 1, "minds_the_price", times=keen)
    elif keen <= _CALM:
        say(2 / keen - 1, "pays_the_price", times=keen)
    silent = float(np.median(people.silent_days[places]))
    if usual.silent and silent <= _LESS * usual.silent:
        say(1 + (usual.silent - silent) / usual.silent, "came_lately", days=round(silent))
    elif silent >= 2 * usual.silent and silent > 0:
        say(min(silent / max(usual.silent, 1), 3.0), "drifting", days=round(silent))
    _worth(people, places, usual, say)


def _worth(people: People, places: Longs, usual: Usual, say: _Say) -> None:
    if not len(usual.value_ids) or usual.lifetime_mean <= 0:
        return
    own = usual.lifetime[np.isin(usual.value_ids, people.ids[places])]
    if len(own) and own.mean() >= _MORE * usual.lifetime_mean:
        times = float(own.mean()) / usual.lifetime_mean
        say(min(times, 2.5), "worth_much", times=times)
