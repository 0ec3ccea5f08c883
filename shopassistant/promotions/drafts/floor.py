"""What an offer would bring below its floor, before it is approved: product by product, at the best a customer can do.

The till holds the floor for every line whatever is written here; this is to tell beforehand, so that nobody promises a
price that the till will not give.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.inventory.variant_words import variant_detail
from shopassistant.promotions.drafts.frozen import Frozen
from shopassistant.promotions.drafts.terms import Terms
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
from shopassistant.store.schema import Product, Variant

_WHOLE = 10_000
_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Goods:
    """What one variant sells for and costs, minor units; its cost may be unknown."""

    variant_id: int
    name: str
    sku: str
    price_minor: int
    cost_minor: int | None


@dataclass(frozen=True, slots=True)
class BelowFloor:
    """A variant that would be sold for less than its floor; in a bundle with one price, beside its worst company."""

    goods: Goods
    lowest_minor: int
    floor_minor: int


@dataclass(frozen=True, slots=True)
class FloorReport:
    """What of the products is below, what nobody knows the cost of, and of how many.

    Attributes:
        below: the furthest below first.
        without_cost: how many have no cost, so that nothing can be said of them.
        dearer: how many would not be cheaper at all (a fixed price above the shelf's).
        share_bp: the mean share off, weighted by price; 0 where nothing is discounted.
    """

    below: tuple[BelowFloor, ...]
    without_cost: int
    dearer: int
    products: int
    share_bp: int


def floor_report(session: Session, terms: Terms, frozen: Frozen) -> FloorReport:
    """Look at every product that is given at a lower price."""
    given = [items for (role, _slot), items in frozen.items() if role == "get"]
    wanted = None if None in given else frozenset().union(*(items for items in given if items is not None))
    goods = load_goods(session, wanted)
    lowest = [lowest_price(terms.offer, one.price_minor) for one in goods]
    pairs = list(zip(goods, lowest, strict=True))
    below = [
        BelowFloor(one, low, floor_of(one.cost_minor, terms.floor_margin_bp))
        for one, low in pairs
        if one.cost_minor is not None and low < _least(one, terms.floor_margin_bp)
    ]
    if isinstance(terms.offer, Bundle) and terms.offer.price_minor is not None:
        slots = [
            [one for one in goods if items is None or one.variant_id in items]
            for items in (frozen.get(("get", slot), frozenset()) for slot in range(len(terms.offer.slots)))
        ]
        below = bundle_below(terms.offer.slots, terms.offer.price_minor, slots, terms.floor_margin_bp)
    whole = sum(one.price_minor for one in goods)
    return FloorReport(
        below=tuple(sorted(below, key=lambda one: one.lowest_minor - one.floor_minor)),
        without_cost=sum(one.cost_minor is None for one in goods),
        dearer=sum(isinstance(terms.offer, FixedPrice) and low >= one.price_minor for one, low in pairs),
        products=len(goods),
        share_bp=0 if not whole else (whole - sum(lowest)) * _WHOLE // whole,
    )


def bundle_below(
    units: Sequence[int], price_minor: int, slots: Sequence[Sequence[Goods]], margin_bp: int
) -> list[BelowFloor]:
    """What a bundle for one price would sell below its floor, as the till reckons it.

    The till takes off a bundle what its price promises, shared out so that no unit goes below its floor; the price is
    not given where all units together may not go so low. So a variant is below if that happens beside those of the
    other slots that may be lowered least; what is left of the price for one unit of it is its lowest price.

    Args:
        units: wanted of each slot.
        slots: what each may hold; a cost that is unknown has no floor.
    """
    highest = [
        max((_least(one, margin_bp) for one in slot), default=0) * n for n, slot in zip(units, slots, strict=True)
    ]
    found: dict[int, BelowFloor] = {}
    for n, slot, mine in zip(units, slots, highest, strict=True):
        left = max(0, price_minor - (sum(highest) - mine)) // n
        for one in slot:
            if one.cost_minor is None or left >= _least(one, margin_bp):
                continue
            known = found.get(one.variant_id)
            if known is None or left < known.lowest_minor:
                found[one.variant_id] = BelowFloor(one, left, floor_of(one.cost_minor, margin_bp))
    return list(found.values())


def _least(goods: Goods, margin_bp: int) -> int:
    """What a unit may not go below at the till: its floor, or the shelf price where that is lower already."""
    return 0 if goods.cost_minor is None else min(floor_of(goods.cost_minor, margin_bp), goods.price_minor)


def load_goods(session: Session, variant_ids: Iterable[int] | None) -> list[Goods]:
    """Active variants by id; None for all."""
    query = select(
        Variant.id, Product.name, Variant.colour, Variant.size, Variant.sku, Variant.price_minor, Variant.cost_minor
    ).join(Product, Product.id == Variant.product_id)
    query = query.where(Variant.active).order_by(Variant.id)
    if variant_ids is None:
        return [_goods(*row) for row in session.execute(query)]
    wanted = sorted(variant_ids)
    found: list[Goods] = []
    for start in range(0, len(wanted), _CHUNK):
        part: Sequence[int] = wanted[start : start + _CHUNK]
        found.extend(_goods(*row) for row in session.execute(query.where(Variant.id.in_(part))))
    return found


def _goods(
    variant_id: int, name: str, colour: str | None, size: str | None, sku: str, price: int, cost: int | None
) -> Goods:
    detail = variant_detail(name, colour, size)
    return Goods(variant_id, f"{name}, {detail}" if detail else name, sku, price, cost)


def floor_of(cost_minor: int, margin_bp: int) -> int:
    """Cost and the margin on it, rounded up to whole minor units."""
    return -(-cost_minor * (_WHOLE + margin_bp) // _WHOLE)


def lowest_price(offer: Offer, price_minor: int) -> int:
    """What one unit costs at the best an offer gives, minor units; an amount off a basket is taken off one unit.

    In a bundle with a price what a unit costs depends on what else is in it, so its shelf price is returned; see
    `bundle_below`.
    """
    if isinstance(offer, PercentOff):
        return _less(price_minor, offer.share_bp)
    if isinstance(offer, AmountOff):
        return max(price_minor - offer.amount_minor, 0)
    if isinstance(offer, FixedPrice):
        return min(offer.price_minor, price_minor)
    if isinstance(offer, BuyGet):
        return _less(price_minor, offer.share_bp * offer.get // (offer.buy + offer.get))
    if isinstance(offer, Bundle):
        return price_minor if offer.share_bp is None else _less(price_minor, offer.share_bp)
    if isinstance(offer, Tiered):
        return _less(price_minor, offer.tiers[-1][1])
    if isinstance(offer, Threshold):
        return _threshold(offer, price_minor)
    return price_minor


def _threshold(offer: Threshold, price_minor: int) -> int:
    if offer.share_bp is not None:
        return _less(price_minor, offer.share_bp)
    off = offer.amount_minor or 0
    if offer.spend_minor is not None:
        return _less(price_minor, min(_WHOLE, off * _WHOLE // offer.spend_minor))
    return max(price_minor - off // (offer.units or 1), 0)


def _less(price_minor: int, share_bp: int) -> int:
    return (price_minor * (_WHOLE - share_bp) + _WHOLE // 2) // _WHOLE
