"""The boutique's invented shoppers: tastes, sizes and habits that last. Names and numbers come in `contacts`."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.ingest.demo.assortment import FAMILIES, KINDS, SIZES
from shopassistant.ingest.demo.calendar import Days
from shopassistant.ingest.demo.catalogue import TASTE, Catalogue, Floats, Ints

_TRIBES = 14
SCHEMES = tuple(SIZES)


@dataclass(frozen=True, slots=True)
class People:
    """Shoppers (first axis N) as columns; the last `walk_ins` of them never say who they are.

    Attributes:
        named: how many are customers; the rest are walk-ins.
        female: whether women's goods are theirs, shape (N,).
        taste: unit vectors, shape (N, TASTE).
        spends: preferred price level in standard deviations of a kind's prices, shape (N,).
        shades: log liking of the colour families, shape (N, len(FAMILIES)).
        brands: log liking of the brands, shape (N, brands).
        kinds: relative demand for the kinds of goods, shape (N, len(KINDS)).
        size: position in each scheme of sizes, shape (N, len(SCHEMES)).
        frame_width: mm that sit well, shape (N,).
        visits_a_year: shape (N,).
        first, last: first day and day after the last on which they shop here, shape (N,).
        old: was a customer before the first day, shape (N,).
        subscriptions: (person, kind, interval in days) of goods they buy again and again.
    """

    named: int
    female: NDArray[np.bool_]
    taste: Floats
    spends: Floats
    shades: Floats
    brands: Floats
    kinds: Floats
    size: Ints
    frame_width: Floats
    visits_a_year: Floats
    first: Ints
    last: Ints
    old: NDArray[np.bool_]
    subscriptions: tuple[Ints, Ints, Floats]


def make_people(rng: np.random.Generator, named: int, catalogue: Catalogue, days: Days) -> People:
    """`named` customers and about a sixth as many busier walk-ins."""
    walk_ins = max(10, named // 6)
    count = named + walk_ins
    is_named = np.arange(count) < named
    female = rng.random(count) < 0.56
    wears = rng.random(count) < 0.55
    contacts = wears & (rng.random(count) < 0.3)
    tribes = rng.normal(0, 1, (_TRIBES, TASTE))
    taste = tribes[rng.integers(_TRIBES, size=count)] + 0.55 * rng.normal(0, 1, (count, TASTE))
    taste /= np.linalg.norm(taste, axis=1, keepdims=True)
    taste *= np.where(is_named, 1.0, 0.4)[:, None]
    old = rng.random(count) < 0.62
    first = np.where(old | ~is_named, 0, rng.integers(0, max(1, days.count - 6), count))
    lapses = (rng.random(count) < 0.3) & is_named
    last = np.where(lapses, first + rng.integers(5, max(6, days.count), count), days.count).clip(max=days.count)
    visits = rng.gamma(0.9, 1.0, count).clip(0.06, 6.0)
    return People(
        named=named,
        female=female,
        taste=taste,
        spends=rng.normal(0, 0.9, count),
        shades=rng.normal(0, 0.7, (count, len(FAMILIES))),
        brands=np.where(rng.random((count, len(catalogue.brands))) < 0.12, 1.0, 0.0),
        kinds=_kinds(rng, female, wears, is_named),
        size=_sizes(rng, count, female),
        frame_width=rng.normal(134, 5.5, count) - 4.0 * female,
        visits_a_year=visits,
        first=first,
        last=last,
        old=old,
        subscriptions=_subscriptions(rng, wears & is_named, contacts & is_named, is_named, female),
    )


def _kinds(
    rng: np.random.Generator, female: NDArray[np.bool_], wears: NDArray[np.bool_], named: NDArray[np.bool_]
) -> Floats:
    demand = np.array([kind.demand for kind in KINDS])
    suits = np.array([kind.suits for kind in KINDS])
    likes = demand * np.exp(rng.normal(0, np.where(named, 0.8, 0.3)[:, None], (len(female), len(KINDS))))
    # Some buy for somebody else too.
    for_others = np.where(rng.random(len(female)) < 0.25, 0.3, 0.03)[:, None]
    own = np.where(female[:, None], suits != "m", suits != "w")
    likes = np.where(own, likes, likes * for_others)
    for index, kind in enumerate(KINDS):
        if kind.key in ("FRM", "RDG"):
            likes[~wears, index] *= 0.04
    return likes


def _sizes(rng: np.random.Generator, count: int, female: NDArray[np.bool_]) -> Ints:
    build = rng.normal(0, 1, count)
    columns = []
    for scheme in SCHEMES:
        size = SIZES[scheme]
        # Related sizes follow one build; powers of lenses and children's ages do not.
        related = 0.0 if scheme in ("power", "child") else 0.75
        lean = {"sock": -0.6, "alpha": -0.5}.get(scheme, 0.0) * np.where(female, 1, -1)
        place = (related * build + np.sqrt(1 - related**2) * rng.normal(0, 1, count)) * len(size) / 4.5 + lean
        columns.append(np.clip(np.round(place + (len(size) - 1) / 2), 0, len(size) - 1).astype(np.int64))
    return np.stack(columns, axis=1)


def _subscriptions(
    rng: np.random.Generator, wears: NDArray[np.bool_], contacts: NDArray[np.bool_], named: NDArray[np.bool_],
    female: NDArray[np.bool_],
) -> tuple[Ints, Ints, Floats]:  # fmt: skip
    who = {
        "CLN": wears & (rng.random(len(wears)) < 0.5), "SOL": contacts, "LNS": contacts,
        "SCK": named & (rng.random(len(wears)) < 0.35), "CRM": named & (rng.random(len(wears)) < 0.2),
        "WSH": named & (rng.random(len(wears)) < 0.1), "TGT": named & female & (rng.random(len(wears)) < 0.25),
    }  # fmt: skip
    persons, kinds, intervals = [], [], []
    for index, kind in enumerate(KINDS):
        if kind.again_days:
            chosen = np.flatnonzero(who[kind.key])
            persons.append(chosen)
            kinds.append(np.full(len(chosen), index))
            intervals.append(kind.again_days * np.exp(rng.normal(0, 0.3, len(chosen))))
    return np.concatenate(persons), np.concatenate(kinds), np.concatenate(intervals)
