"""Which units an offer over several units takes: the best for the customer that its own terms allow.

Parcels stand in falling order of price. Buy-and-get from the same goods cuts them, dearest first, into sets of which
the cheapest are given: among all ways in which no given unit is dearer than a bought one of its set, this gives most.
Goods to buy and goods to get that differ: the dearest of what may be given. A bundle: the dearest of each slot, as many
times as that saves something.
"""

from collections.abc import Sequence

from shopassistant.promotions.rules.book import BUY
from shopassistant.promotions.rules.offers import Bundle, BuyGet, Offer
from shopassistant.promotions.rules.worth import worth

# (parcel, units taken, of these given)
Taken = list[tuple[int, int, int]]
Slots = dict[int, list[int]]
# Numbers of bundles that are compared, from the most that fit downwards.
_COMPARED = 12


def choose(
    offer: Offer, slots: Slots, left: Sequence[int], totals: Sequence[int], units: Sequence[int], most: int
) -> tuple[Taken, int]:
    """The units an offer takes out of what is left.

    Args:
        slots: parcels by slot, rising (dearest first).
        left: units of each parcel that are free.
        totals: minor units of each whole parcel, for all its `units`.
        most: sets at most.

    Returns:
        What is taken and in how many sets (1 for an offer that has none); nothing and 0 where it cannot be used.
    """
    if isinstance(offer, BuyGet):
        scope = slots.get(0, [])
        if BUY in slots:
            return _cross(offer, slots[BUY], scope, left, most)
        return _same(offer, scope, left, most) if scope else ([], 0)
    if isinstance(offer, Bundle):
        return _bundle(offer, slots, left, totals, units, most)
    taken = [(parcel, left[parcel], 0) for parcel in slots.get(0, ()) if left[parcel] > 0]
    return (taken, 1) if taken else ([], 0)


def _same(offer: BuyGet, scope: Sequence[int], left: Sequence[int], most: int) -> tuple[Taken, int]:
    width = offer.buy + offer.get
    sets = min(sum([left[parcel] for parcel in scope]) // width, most)
    taken: Taken = []
    at, end = 0, sets * width
    for parcel in scope:
        count = min(left[parcel], end - at)
        if count > 0:
            taken.append((parcel, count, _given(at + count, offer) - _given(at, offer)))
            at += count
            if at == end:
                break
    return taken, sets


def _given(position: int, offer: BuyGet) -> int:
    """Given units among the first `position` of the sets laid end to end."""
    sets, rest = divmod(position, offer.buy + offer.get)
    return sets * offer.get + max(0, rest - offer.buy)


def _cross(
    offer: BuyGet, buys: Sequence[int], gets: Sequence[int], left: Sequence[int], most: int
) -> tuple[Taken, int]:
    both = set(buys) & set(gets)
    only_buy = [parcel for parcel in buys if parcel not in both]
    in_both = sum(left[parcel] for parcel in both)
    buyable = sum(left[parcel] for parcel in only_buy)
    gettable = sum(left[parcel] for parcel in gets)
    sets = min((buyable + in_both) // offer.buy, gettable // offer.get, most)
    sets = min(sets, (buyable + gettable) // (offer.buy + offer.get))
    if sets <= 0:
        return [], 0
    # Of the goods that may be either, so many must stay to be bought.
    free_of_both = in_both - max(0, sets * offer.buy - buyable)
    given = _take(gets, left, sets * offer.get, both, free_of_both)
    rest = [left[parcel] - given.get(parcel, 0) for parcel in range(len(left))]
    bought = _take([*only_buy, *sorted(both)], rest, sets * offer.buy, set(), 0)
    parcels = sorted(given.keys() | bought.keys())
    return [(one, given.get(one, 0) + bought.get(one, 0), given.get(one, 0)) for one in parcels], sets


def _take(parcels: Sequence[int], left: Sequence[int], wanted: int, rationed: set[int], ration: int) -> dict[int, int]:
    taken: dict[int, int] = {}
    for parcel in parcels:
        count = left[parcel]
        if parcel in rationed:
            count = min(count, ration)
            ration -= min(count, wanted)
        if count > wanted:
            count = wanted
        if count > 0:
            taken[parcel] = count
            wanted -= count
            if not wanted:
                break
    return taken


def _bundle(
    offer: Bundle, slots: Slots, left: Sequence[int], totals: Sequence[int], units: Sequence[int], most: int
) -> tuple[Taken, int]:
    sets = most
    for slot, wanted in enumerate(offer.slots):
        sets = min(sets, sum([left[parcel] for parcel in slots.get(slot, ())]) // wanted)
        if sets <= 0:
            return [], 0
    best: tuple[int, Taken, int] = (0, [], 0)
    for count in range(sets, max(0, sets - _COMPARED), -1):
        taken = _fill(offer, slots, left, count)
        if taken is None:
            continue
        saving = _saving(offer, taken, totals, units, count)
        if saving > best[0]:
            best = (saving, taken, count)
        if offer.price_minor is None and best[2]:
            break  # a share off is never less for more bundles
    return best[1], best[2]


def _saving(offer: Bundle, taken: Taken, totals: Sequence[int], units: Sequence[int], sets: int) -> int:
    parts = [totals[parcel] * count // units[parcel] for parcel, count, _ in taken]
    return worth(offer, parts, [count for _, count, _ in taken], [0] * len(taken), sets)


def _fill(offer: Bundle, slots: Slots, left: Sequence[int], sets: int) -> Taken | None:
    """Units for `sets` bundles; the slot with the least choice is served first."""
    rest = list(left)
    order: Sequence[int] = (0,)
    if len(offer.slots) > 1:
        order = sorted(range(len(offer.slots)), key=lambda slot: (sum([left[one] for one in slots[slot]]), slot))
    for slot in order:
        wanted = offer.slots[slot] * sets
        for parcel, count in _take(slots[slot], rest, wanted, set(), 0).items():
            rest[parcel] -= count
            wanted -= count
        if wanted:
            return None
    return [(one, left[one] - rest[one], 0) for one in range(len(left)) if rest[one] < left[one]]
