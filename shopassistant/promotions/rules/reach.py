"""Whether a basket has what an offer needs at all: cheap to ask, and most offers of a large book fail it."""

from collections.abc import Mapping, Sequence

from shopassistant.promotions.rules.book import BUY
from shopassistant.promotions.rules.offers import Bundle, BuyGet, Offer, Threshold, Tiered


def within_reach(offer: Offer, units: Sequence[int], spends: Sequence[int], scope: Mapping[int, Sequence[int]]) -> bool:
    """False where no other promotion could change that it does not apply.

    Args:
        units, spends: of each pool; spends in minor units before any offer.
        scope: pools by slot.
    """
    if isinstance(offer, Bundle):
        if len(scope) != len(offer.slots):
            return False
        return all(_reaches(units, scope[slot], wanted) for slot, wanted in enumerate(offer.slots))
    places = scope.get(0)
    if places is None:
        return False
    if isinstance(offer, BuyGet):
        buys = scope.get(BUY)
        if buys is None:
            return _reaches(units, places, offer.buy + offer.get)
        return _reaches(units, places, offer.get) and _reaches(units, buys, offer.buy)
    if isinstance(offer, Threshold):
        if offer.units is not None:
            return _reaches(units, places, offer.units)
        return _reaches(spends, places, offer.spend_minor or 0)
    if isinstance(offer, Tiered):
        return _reaches(units if offer.by == "units" else spends, places, offer.tiers[0][0])
    return True


def _reaches(amounts: Sequence[int], places: Sequence[int], wanted: int) -> bool:
    for place in places:
        wanted -= amounts[place]
        if wanted <= 0:
            return True
    return wanted <= 0
