"""One group of promotions on the units of a basket: at most one per unit, the best for the customer or the first.

Whoever takes a unit takes it at what earlier groups left of its price. `first` goes through the promotions by
precedence. `best` gives every unit to the assignment that saves most: exactly where the basket is small (`best.exact`),
and otherwise by taking offers over several units in falling order of what they save beyond the simple ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shopassistant.promotions.rules.best import Pick, best_picks
from shopassistant.promotions.rules.book import Holding, is_set
from shopassistant.promotions.rules.choosing_units import choose
from shopassistant.promotions.rules.shelf import Shelf
from shopassistant.promotions.rules.units import Parcel, Pool, spread
from shopassistant.promotions.rules.worth import simple_worth, worth

# Positions of pools by slot.
Scope = Mapping[int, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Given:
    """What a promotion gave on units of one pool."""

    rule_id: int
    coupon_id: int | None
    pool: int
    discount_minor: int
    units: int
    simple: bool = False


@dataclass(slots=True)
class Outcome:
    """What a group did: discounts by pool, and how often each promotion was used."""

    given: list[Given]
    uses: dict[int, int]


def apply_group(
    parcels: list[Parcel],
    pools: Sequence[Pool],
    holdings: Sequence[Holding],
    scopes: Mapping[int, Scope],
    stacking: str,
    *,
    exact: bool,
    barred: frozenset[tuple[int, int]] = frozenset(),
) -> Outcome:
    """Apply the promotions of one group; `parcels` are split and lowered in place.

    Args:
        holdings: of this group, by precedence.
        scopes: pools each promotion knows, by promotion id.
        exact: whether the basket is small enough for the exact search.
        barred: (promotion, variant) pairs that are left out.
    """
    shelf = Shelf([parcel for parcel in parcels if parcel.total > 0 and not parcel.locked], pools)
    outcome = Outcome([], {})
    if not shelf.parcels:
        return outcome
    slots = {holding.rule.id: shelf.slots(scopes[holding.rule.id], holding.rule.id, barred) for holding in holdings}
    if stacking == "first":
        for pick in _first(shelf, holdings, slots):
            _settle(shelf, pick, outcome, parcels)
        return outcome
    picks, simple = best_picks(shelf, holdings, slots, exact=exact)
    left = list(shelf.units)
    for pick in picks:
        _settle(shelf, pick, outcome, parcels)
        for place, count, _ in pick.taken:
            left[place] -= count
    for place, winner in enumerate(simple.winners):
        if winner is not None and left[place]:
            whole = simple.savings[place] if left[place] == shelf.units[place] else None
            _settle_unit(shelf, winner, place, left[place], outcome, parcels, whole)
    return outcome


def _first(shelf: Shelf, holdings: Sequence[Holding], slots: Mapping[int, dict[int, list[int]]]) -> list[Pick]:
    picks = []
    left = list(shelf.units)
    for holding in holdings:
        rule = holding.rule
        if holding.simple:
            floors = shelf.floors(rule)
            places = [place for place in slots[rule.id].get(0, ()) if left[place]]
            taken = [(one, left[one], 0) for one in places if shelf.simple_saving(rule.offer, one, floors[one]) > 0]
            sets = 1 if taken else 0
        else:
            taken, sets = choose(rule.offer, slots[rule.id], left, shelf.totals, shelf.units, holding.uses_left)
            if sets and shelf.saving(rule, taken, sets) <= 0:
                sets = 0
        if sets:
            picks.append(Pick(holding, tuple(taken), sets))
            for place, count, _ in taken:
                left[place] -= count
    return picks


def _settle(shelf: Shelf, pick: Pick, outcome: Outcome, parcels: list[Parcel]) -> None:
    """Take the units of a pick out of their parcels and lower what is to pay for them."""
    rule = pick.holding.rule
    if pick.holding.simple:
        for place, count, _ in pick.taken:
            _settle_unit(shelf, pick.holding, place, count, outcome, parcels)
        return
    floors = shelf.floors(rule)
    parts, totals, units, given, caps = [], [], [], [], []
    for place, count, got in pick.taken:
        parcel = shelf.parcels[place]
        if count < parcel.units:
            parcel = parcel.split(count)
            parcels.append(parcel)
        parts.append(parcel)
        totals.append(parcel.total)
        units.append(count)
        given.append(got)
        caps.append(max(0, parcel.total - count * floors[place]))
    discounts = spread(worth(rule.offer, totals, units, given, pick.sets), totals, caps)
    if not any(discounts):
        return
    outcome.uses[rule.id] = pick.sets if is_set(rule) else 1
    coupon_id = pick.holding.coupon_id
    for parcel, discount in zip(parts, discounts, strict=True):
        parcel.total -= discount
        parcel.locked = rule.exclusive
        outcome.given.append(Given(rule.id, coupon_id, parcel.pool, discount, parcel.units))


def _settle_unit(
    shelf: Shelf,
    holding: Holding,
    place: int,
    count: int,
    outcome: Outcome,
    parcels: list[Parcel],
    discount: int | None = None,
) -> None:
    """Lower some units of a parcel by a simple offer; `discount` where it is known already."""
    rule = holding.rule
    parcel = shelf.parcels[place]
    if count < parcel.units:
        parcel = parcel.split(count)
        parcels.append(parcel)
    if discount is None:
        cap = parcel.total - count * shelf.floors(rule)[place]
        discount = min(simple_worth(rule.offer, parcel.total, count), cap)
        if discount <= 0:
            return
    parcel.total -= discount
    parcel.locked = rule.exclusive
    outcome.uses[rule.id] = 1
    outcome.given.append(Given(rule.id, holding.coupon_id, parcel.pool, discount, count, True))
