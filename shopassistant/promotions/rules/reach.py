"""Whether a basket has what an offer needs at all: cheap to ask, and most offers of a large book fail it."""

from collections.abc import Mapping, Sequence

from shopassistant.promotions.rules.book import BUY
from shopassistant.promotions.rules.offers import Bundle, BuyGet, Offer, Threshold, Tiered
from shopassistant.promotions.rules.units import Pool


def within_reach(offer: Offer, pools: Sequence[Pool], scope: Mapping[int, Sequence[int]]) -> bool:
    """False where no other promotion could change that it does not apply.

    Args:
        scope: pools by slot.
    """
    if isinstance(offer, Bundle):
        slots = enumerate(offer.slots)
        return len(scope) == len(offer.slots) and all(_units(pools, scope[slot]) >= units for slot, units in slots)
    if 0 not in scope:
        return False
    if isinstance(offer, BuyGet):
        units = _units(pools, scope[0])
        if BUY not in scope:
            return units >= offer.buy + offer.get
        return units >= offer.get and _units(pools, scope[BUY]) >= offer.buy
    if isinstance(offer, Threshold):
        if offer.units is not None:
            return _units(pools, scope[0]) >= offer.units
        return _spend(pools, scope[0]) >= (offer.spend_minor or 0)
    if isinstance(offer, Tiered):
        start = offer.tiers[0][0]
        return (_units(pools, scope[0]) if offer.by == "units" else _spend(pools, scope[0])) >= start
    return True


def _units(pools: Sequence[Pool], places: Sequence[int]) -> int:
    return sum([pools[place].units for place in places])


def _spend(pools: Sequence[Pool], places: Sequence[int]) -> int:
    return sum([pools[place].units * pools[place].unit_price_minor for place in places])
