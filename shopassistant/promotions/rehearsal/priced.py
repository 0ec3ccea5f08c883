"""What one promotion alone takes off many baskets at once, to the minor unit as the till's engine would.

A row is a parcel of the engine (`rules.units`): identical units of a basket. Where a cost floor cuts a set into what
the engine would weigh unit by unit, the basket is named and left to it.
"""

from dataclasses import dataclass

import numpy as np

from shopassistant.promotions.rehearsal.past import Bools, Longs, PastBaskets
from shopassistant.promotions.rehearsal.scope import Scope
from shopassistant.promotions.rehearsal.sharing import any_of, by_owner, running, spread_all
from shopassistant.promotions.rules.offers import (
    AmountOff,
    Bundle,
    BuyGet,
    FixedPrice,
    Offer,
    PercentOff,
    Threshold,
    Tiered,
)
from shopassistant.promotions.rules.rule import Rule

_WHOLE = 10_000
# Numbers of bundles that are compared, as `rules.choosing_units` does.
_COMPARED = 12
_ENDLESS = 1 << 40


@dataclass(frozen=True)
class Taken:
    """Attributes:
    rows: int64 (k,), rows of the past with something off, by basket.
    discount: int64 (k,), minor units.
    units: int64 (k,), units it has taken.
    basket: int64 (m,), baskets in which it was used; uses: int64 (m,), how often.
    unsure: int64, baskets left to the engine.
    """

    rows: Longs
    discount: Longs
    units: Longs
    basket: Longs
    uses: Longs
    unsure: Longs


def floors(past: PastBaskets, rule: Rule, rows: Longs) -> Longs:
    """int64 (k,): what one unit of each row may not go below, as `rules.units.unit_floor`."""
    cost = past.cost[rows]
    floor = -(-cost * (_WHOLE + rule.floor_margin_bp) // _WHOLE) if rule.floor_margin_bp else cost
    return np.where((cost < 0) | rule.floor_passed, 0, floor)


def simple_worth(offer: Offer, total: Longs, units: Longs) -> Longs:
    """int64 (k,): as `rules.worth.simple_worth`."""
    if isinstance(offer, PercentOff):
        return np.asarray((total * offer.share_bp + 5_000) // _WHOLE)
    if isinstance(offer, AmountOff):
        return np.asarray(np.minimum(offer.amount_minor * units, total))
    if isinstance(offer, FixedPrice):
        return np.asarray(np.maximum(0, total - offer.price_minor * units))
    raise TypeError(offer)


def price_alone(past: PastBaskets, scope: Scope, keep: Bools) -> Taken:
    """What an offer over several units takes in the baskets `keep` (bool (b,)) that it reaches.

    A customer's limit of uses holds for the sets in one basket; over several baskets `replay` keeps it.
    """
    offer = scope.rule.offer
    if isinstance(offer, BuyGet):
        rows, taken, given, sets = _buy_get(past, scope, offer, keep, most_sets(scope.rule))
    elif isinstance(offer, Bundle):
        rows, taken, given, sets = _bundle(past, scope, offer, keep, most_sets(scope.rule))
    else:
        rows = _dearest_first(past, np.flatnonzero(scope.slots[0] & keep[past.basket]))
        taken, given = past.units[rows], np.zeros(len(rows), np.int64)
        sets = np.ones(past.baskets, np.int64)
    return _settle(past, scope.rule, rows, taken, given, sets)


def most_sets(rule: Rule) -> int:
    """Sets at most in one basket: a coupon is used once, a customer has so many uses."""
    most = rule.limits.max_uses_per_customer or _ENDLESS
    return 1 if rule.needs_coupon else most


def _settle(past: PastBaskets, rule: Rule, rows: Longs, taken: Longs, given: Longs, sets: Longs) -> Taken:
    """Share the worth of what was taken out over it, above the floors."""
    rows, taken, given = rows[taken > 0], taken[taken > 0], given[taken > 0]
    basket = past.basket[rows].astype(np.int64)  # ascending
    is_first = np.diff(basket, prepend=-1) != 0
    owners, owner = basket[is_first], np.cumsum(is_first) - 1
    count = len(owners)
    totals = past.price[rows] * taken
    cap = np.maximum(0, totals - taken * floors(past, rule, rows))
    worth = _worth(past, rule.offer, rows, (totals, taken, given), owner, sets[owners])
    above = worth > np.bincount(owner, cap, count).astype(np.int64)
    is_set = isinstance(rule.offer, BuyGet | Bundle)
    unsure = above & is_set
    amount = np.where(unsure, 0, worth)
    discount = spread_all(amount, totals, cap, owner, count)
    used = amount > 0
    if not is_set:
        used &= np.bincount(owner, discount, count) > 0
    kept = discount > 0
    return Taken(
        rows=rows[kept],
        discount=discount[kept],
        units=taken[kept],
        basket=owners[used].astype(np.int64),
        uses=(sets[owners] if is_set else np.ones(count, np.int64))[used],
        unsure=owners[unsure].astype(np.int64),
    )


def _worth(
    past: PastBaskets, offer: Offer, rows: Longs, parts: tuple[Longs, Longs, Longs], owner: Longs, sets: Longs
) -> Longs:
    """int64 (count,): as `rules.worth.worth` for each basket."""
    totals, taken, given = parts
    count = len(sets)

    def summed(values: Longs) -> Longs:
        return np.bincount(owner, values, count).astype(np.int64)

    whole = summed(totals)
    if isinstance(offer, BuyGet):
        return np.asarray((summed(past.price[rows] * given) * offer.share_bp + 5_000) // _WHOLE)
    if isinstance(offer, Bundle):
        if offer.price_minor is not None:
            return np.asarray(np.maximum(0, whole - offer.price_minor * sets))
        return np.asarray((whole * (offer.share_bp or 0) + 5_000) // _WHOLE)
    if isinstance(offer, AmountOff):
        return np.minimum(offer.amount_minor, whole)
    units = summed(taken)
    if isinstance(offer, Threshold):
        reached = (whole >= (offer.spend_minor or 0)) & (units >= (offer.units or 0))
        if offer.amount_minor is not None:
            return np.where(reached, np.minimum(offer.amount_minor, whole), 0)
        return np.where(reached, (whole * (offer.share_bp or 0) + 5_000) // _WHOLE, 0)
    if isinstance(offer, Tiered):
        by = units if offer.by == "units" else whole
        share = np.zeros(count, np.int64)
        for start, share_bp in offer.tiers:
            share = np.where(by >= start, share_bp, share)
        return np.asarray((whole * share + 5_000) // _WHOLE)
    raise TypeError(offer)


def _dearest_first(past: PastBaskets, rows: Longs) -> Longs:
    """Rows by basket, the dearest first; equals keep their order, which is the engine's of its pools."""
    return np.asarray(rows[by_owner(past.basket[rows].astype(np.int64), -past.price[rows])])


def _take(past: PastBaskets, rows: Longs, wanted: Longs) -> Longs:
    """int64 (k,): units of rows in their order until each basket (wanted is (b,)) has what it wants."""
    before = running(past.units[rows], past.basket[rows].astype(np.int64))
    return np.asarray(np.clip(wanted[past.basket[rows]] - before, 0, past.units[rows]))


def _units_of(past: PastBaskets, rows: Longs) -> Longs:
    return np.bincount(past.basket[rows], past.units[rows], past.baskets).astype(np.int64)


def _buy_get(
    past: PastBaskets, scope: Scope, offer: BuyGet, keep: Bools, most: int
) -> tuple[Longs, Longs, Longs, Longs]:
    kept = keep[past.basket]
    gets = _dearest_first(past, np.flatnonzero(scope.slots[0] & kept))
    if scope.buys is None:
        width = offer.buy + offer.get
        sets = np.minimum(_units_of(past, gets) // width, most)
        taken = _take(past, gets, sets * width)
        at = running(past.units[gets], past.basket[gets].astype(np.int64))
        given = _given(at + taken, offer) - _given(at, offer)
        return gets, taken, np.where(taken > 0, given, 0), sets
    buys = _dearest_first(past, np.flatnonzero(scope.buys & kept))
    sets = np.minimum(_units_of(past, buys) // offer.buy, _units_of(past, gets) // offer.get)
    sets = np.minimum(sets, most)
    given, bought = _take(past, gets, sets * offer.get), _take(past, buys, sets * offer.buy)
    rows = np.concatenate([gets, buys])
    taken, gift = np.concatenate([given, bought]), np.concatenate([given, np.zeros(len(buys), np.int64)])
    order = np.lexsort((rows, -past.price[rows], past.basket[rows]))
    return rows[order], taken[order], gift[order], sets


def _given(position: Longs, offer: BuyGet) -> Longs:
    sets, rest = np.divmod(position, offer.buy + offer.get)
    return np.asarray(sets * offer.get + np.maximum(0, rest - offer.buy))


def _bundle(
    past: PastBaskets, scope: Scope, offer: Bundle, keep: Bools, most_uses: int
) -> tuple[Longs, Longs, Longs, Longs]:
    kept = keep[past.basket]
    slots = [_dearest_first(past, np.flatnonzero(rows & kept)) for rows in scope.slots]
    most = np.where(keep, most_uses, 0).astype(np.int64)
    for rows, wanted in zip(slots, offer.slots, strict=True):
        most = np.minimum(most, _units_of(past, rows) // wanted)
    rows = np.concatenate(slots)
    best, sets = np.zeros(past.baskets, np.int64), np.zeros(past.baskets, np.int64)
    taken = np.zeros(len(rows), np.int64)
    for fewer in range(_COMPARED):
        tried = np.maximum(most - fewer, 0)
        if not tried.any():
            break
        part = np.concatenate(
            [_take(past, one, tried * wanted) for one, wanted in zip(slots, offer.slots, strict=True)]
        )
        whole = np.bincount(past.basket[rows], part * past.price[rows], past.baskets).astype(np.int64)
        if offer.price_minor is not None:
            saving = np.maximum(0, whole - offer.price_minor * tried)
        else:
            saving = (whole * (offer.share_bp or 0) + 5_000) // _WHOLE
        better = (saving > best) & (tried > 0)
        best, sets = np.where(better, saving, best), np.where(better, tried, sets)
        taken = np.where(better[past.basket[rows]], part, taken)
        if offer.price_minor is None:
            break  # a share off is never less for more bundles
    order = np.lexsort((rows, -past.price[rows], past.basket[rows]))
    return rows[order], taken[order], np.zeros(len(rows), np.int64), sets


def overlapping(past: PastBaskets, scope: Scope) -> Bools:
    """bool (b,): baskets in which goods are in more than one slot, or may be bought and given."""
    sets = [*scope.slots, *([scope.buys] if scope.buys is not None else [])]
    twice = np.sum(sets, axis=0, dtype=np.int8) > 1 if len(sets) > 1 else np.zeros(len(past), bool)
    return any_of(np.asarray(twice), past.basket.astype(np.int64), past.baskets)
