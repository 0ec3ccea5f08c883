"""The assignment of units to the promotions of a group that saves the customer most.

This is weighted set packing, which is hard in general. Small baskets are searched exactly: every way to hand the units
of a connected set of offers to them, as long as there are at most `MOST_WAYS`. Larger ones go greedily: offers over
several units in falling order of what they save beyond the simple offers on the same units (and up to three of them in
every order), each only where it still saves more. The greedy result is never worse than the simple offers alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from math import comb

from shopassistant.promotions.rules.book import Holding
from shopassistant.promotions.rules.choosing_units import Slots, choose
from shopassistant.promotions.rules.offers import PercentOff
from shopassistant.promotions.rules.shelf import Shelf
from shopassistant.promotions.rules.worth import simple_worth

MOST_WAYS = 128
_MOST_ORDERED = 3


@dataclass(frozen=True, slots=True)
class Pick:
    """Units given to a promotion: (place, units, of these given) in so many sets."""

    holding: Holding
    taken: tuple[tuple[int, int, int], ...]
    sets: int


class Simple:
    """The best simple offer for each parcel, and what it saves on all of it."""

    __slots__ = ("savings", "winners")

    def __init__(self, shelf: Shelf, holdings: Sequence[Holding], slots: Mapping[int, Slots]) -> None:
        self.savings = [0] * len(shelf.parcels)
        self.winners: list[Holding | None] = [None] * len(shelf.parcels)
        totals, units, savings, winners = shelf.totals, shelf.units, self.savings, self.winners
        for holding in holdings:
            offer = holding.rule.offer
            floors = shelf.floors(holding.rule)
            for place in slots[holding.rule.id].get(0, ()):
                total, count = totals[place], units[place]
                if isinstance(offer, PercentOff):
                    saving = (total * offer.share_bp + 5_000) // 10_000
                else:
                    saving = simple_worth(offer, total, count)
                cap = total - count * floors[place]
                if saving > cap:
                    saving = cap
                if saving > savings[place]:
                    savings[place] = saving
                    winners[place] = holding

    def on(self, shelf: Shelf, place: int, units: int) -> int:
        """What is saved on some units of a parcel, minor units."""
        return self.savings[place] * units // shelf.units[place]


def best_picks(
    shelf: Shelf, holdings: Sequence[Holding], slots: Mapping[int, Slots], *, exact: bool
) -> tuple[list[Pick], Simple]:
    """What each offer over several units gets in a `best` group, and the simple offers for what is left.

    Args:
        holdings: by precedence.
        slots: by promotion id.
    """
    simple = Simple(shelf, [holding for holding in holdings if holding.simple], slots)
    combined = [holding for holding in holdings if not holding.simple and any(slots[holding.rule.id].values())]
    picks: list[Pick] = []
    for component in _components(combined, slots):
        picks += _of_component(shelf, component, slots, simple, exact=exact)
    return picks, simple


def _components(holdings: Sequence[Holding], slots: Mapping[int, Slots]) -> list[list[Holding]]:
    """Offers that can get in each other's way lie together."""
    if len(holdings) < 2:
        return [list(holdings)] if holdings else []
    owner: dict[int, int] = {}
    parents = list(range(len(holdings)))

    def root(one: int) -> int:
        while parents[one] != one:
            parents[one] = parents[parents[one]]
            one = parents[one]
        return one

    for number, holding in enumerate(holdings):
        for places in slots[holding.rule.id].values():
            for place in places:
                first = owner.setdefault(place, number)
                parents[root(number)] = root(first)
    found: dict[int, list[Holding]] = {}
    for number, holding in enumerate(holdings):
        found.setdefault(root(number), []).append(holding)
    return list(found.values())


def _of_component(
    shelf: Shelf, holdings: Sequence[Holding], slots: Mapping[int, Slots], simple: Simple, *, exact: bool
) -> list[Pick]:
    if exact:
        scopes = [sorted(set().union(*slots[holding.rule.id].values())) for holding in holdings]
        places = sorted(set().union(*scopes))
        ways = 1
        for place in places:
            asked = sum(place in scope for scope in scopes)
            ways *= comb(shelf.units[place] + asked, asked)
        if ways <= MOST_WAYS:
            return _Search(shelf, holdings, slots, simple, places).run()
    return _greedy(shelf, holdings, slots, simple)


class _Search:
    """Every way to hand the units of some places to the offers of a component."""

    def __init__(
        self,
        shelf: Shelf,
        holdings: Sequence[Holding],
        slots: Mapping[int, Slots],
        simple: Simple,
        places: Sequence[int],
    ) -> None:
        self.shelf = shelf
        self.holdings = holdings
        self.slots = slots
        self.simple = simple
        self.places = places
        self.scopes = [set().union(*slots[holding.rule.id].values()) for holding in holdings]
        self.known: dict[tuple[int, tuple[int, ...]], tuple[int, tuple[Pick, ...]]] = {}
        self.values: dict[tuple[int, tuple[int, ...]], tuple[int, Pick | None]] = {}

    def run(self) -> list[Pick]:
        whole = tuple(self.shelf.units[place] for place in self.places)
        return list(self._best(0, whole)[1])

    def _best(self, number: int, left: tuple[int, ...]) -> tuple[int, tuple[Pick, ...]]:
        if number == len(self.holdings):
            return sum(map(self._simple_on, self.places, left)), ()
        known = self.known.get((number, left))
        if known is not None:
            return known
        best = self._best(number + 1, left)
        for part in self._parts(number, left):
            saving, pick = self._value(number, part)
            if pick is None:
                continue
            rest = tuple(have - gone for have, gone in zip(left, part, strict=True))
            more, picks = self._best(number + 1, rest)
            if saving + more > best[0]:
                best = (saving + more, (pick, *picks))
        self.known[number, left] = best
        return best

    def _simple_on(self, place: int, units: int) -> int:
        return self.simple.on(self.shelf, place, units)

    def _parts(self, number: int, left: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        scope = self.scopes[number]
        counts = [
            range(have, -1, -1) if place in scope else (0,) for place, have in zip(self.places, left, strict=True)
        ]
        return product(*counts)

    def _value(self, number: int, part: tuple[int, ...]) -> tuple[int, Pick | None]:
        known = self.values.get((number, part))
        if known is not None:
            return known
        found: tuple[int, Pick | None] = (0, None)
        left = [0] * len(self.shelf.parcels)
        for place, count in zip(self.places, part, strict=True):
            left[place] = count
        holding = self.holdings[number]
        pick, saving = try_offer(self.shelf, holding, self.slots[holding.rule.id], left)
        # Units handed over and not used are another way's business.
        if pick is not None and sum(count for _, count, _ in pick.taken) == sum(part):
            found = (saving, pick)
        self.values[number, part] = found
        return found


def try_offer(shelf: Shelf, holding: Holding, slots: Slots, left: Sequence[int]) -> tuple[Pick | None, int]:
    """What an offer over several units would take of what is left, and save; None where it saves nothing."""
    taken, sets = choose(holding.rule.offer, slots, left, shelf.totals, shelf.units, holding.uses_left)
    if not sets:
        return None, 0
    saving = shelf.saving(holding.rule, taken, sets)
    return (Pick(holding, tuple(taken), sets), saving) if saving > 0 else (None, 0)


def _greedy(shelf: Shelf, holdings: Sequence[Holding], slots: Mapping[int, Slots], simple: Simple) -> list[Pick]:
    first = []
    for number, holding in enumerate(holdings):
        pick, saving = try_offer(shelf, holding, slots[holding.rule.id], shelf.units)
        gain = saving - _forgone(shelf, simple, pick)
        if pick is not None and gain > 0:
            first.append((-gain, number, pick))
    first.sort(key=lambda one: one[:2])
    orders = permutations(first) if 1 < len(first) <= _MOST_ORDERED else [tuple(first)]
    best: tuple[int, list[Pick]] = (-1, [])
    for order in orders:
        tried = _in_order(shelf, order, slots, simple)
        if tried[0] > best[0]:
            best = tried
    return best[1]


def _in_order(
    shelf: Shelf, order: Sequence[tuple[int, int, Pick]], slots: Mapping[int, Slots], simple: Simple
) -> tuple[int, list[Pick]]:
    """The gain beyond the simple offers of taking offers in this order, and what they take."""
    left = list(shelf.units)
    whole, picks = 0, []
    for negative_gain, _, before in order:
        pick: Pick | None = before
        gain = -negative_gain
        if any(
            left[place] < shelf.units[place] for places in slots[before.holding.rule.id].values() for place in places
        ):
            pick, saving = try_offer(shelf, before.holding, slots[before.holding.rule.id], left)
            gain = saving - _forgone(shelf, simple, pick)
        if pick is None or gain <= 0:
            continue
        whole += gain
        picks.append(pick)
        for place, count, _ in pick.taken:
            left[place] -= count
    return whole, picks


def _forgone(shelf: Shelf, simple: Simple, pick: Pick | None) -> int:
    return 0 if pick is None else sum(simple.on(shelf, place, count) for place, count, _ in pick.taken)
