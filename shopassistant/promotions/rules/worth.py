"""What an offer takes off units that it has been given."""

from collections.abc import Sequence

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

_WHOLE = 10_000


def simple_worth(offer: Offer, total: int, units: int) -> int:
    """What a simple offer takes off `units` that cost `total` together, before any floor; minor units, 0 or more."""
    if isinstance(offer, PercentOff):
        return (total * offer.share_bp + 5_000) // _WHOLE
    if isinstance(offer, AmountOff):
        return min(offer.amount_minor * units, total)
    if isinstance(offer, FixedPrice):
        return max(0, total - offer.price_minor * units)
    raise TypeError(offer)


def worth(offer: Offer, totals: Sequence[int], units: Sequence[int], given: Sequence[int], uses: int) -> int:
    """What an offer over several parcels takes off them together, before any floor.

    Args:
        totals: minor units of each parcel.
        units: of each parcel.
        given: units of each parcel that a `BuyGet` gives.
        uses: sets, for a `BuyGet` or a `Bundle`.

    Returns:
        Minor units, 0 or more, at most the sum of `totals`.
    """
    whole = sum(totals)
    if isinstance(offer, BuyGet):
        gift = sum((2 * total * got + n) // (2 * n) for total, n, got in zip(totals, units, given, strict=True))
        return (gift * offer.share_bp + 5_000) // _WHOLE
    if isinstance(offer, Bundle):
        if offer.price_minor is not None:
            return max(0, whole - offer.price_minor * uses)
        return (whole * (offer.share_bp or 0) + 5_000) // _WHOLE
    if isinstance(offer, AmountOff):
        return min(offer.amount_minor, whole)
    if isinstance(offer, Threshold):
        return _threshold(offer, whole, sum(units))
    if isinstance(offer, Tiered):
        return (whole * tier_share(offer, whole, sum(units)) + 5_000) // _WHOLE
    raise TypeError(offer)


def tier_share(offer: Tiered, spend_minor: int, units: int) -> int:
    """The share of the highest tier reached, in hundredths of a percent; 0 where none is."""
    reached = units if offer.by == "units" else spend_minor
    return max((share for start, share in offer.tiers if reached >= start), default=0)


def _threshold(offer: Threshold, whole: int, units: int) -> int:
    if whole < (offer.spend_minor or 0) or units < (offer.units or 0):
        return 0
    if offer.amount_minor is not None:
        return min(offer.amount_minor, whole)
    return (whole * (offer.share_bp or 0) + 5_000) // _WHOLE
