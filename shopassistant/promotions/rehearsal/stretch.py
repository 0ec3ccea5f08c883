"""Baskets that nearly reach an offer: some customers take what is missing, as far as their elasticity lets them.

An offer over several units is made to be reached. A basket that holds at least half of what it asks for is topped up by
the share ``progress * (ratio ** elasticity - 1)``: ratio is what all would cost with the offer against without it, and
progress how much of the way is there. That is an assumption, and said to be one; with the share at 0 nothing is added.
"""

from collections.abc import Callable

import numpy as np

from shopassistant.promotions.elasticity.responses import LOWEST_RATIO
from shopassistant.promotions.rehearsal.cells import Rows
from shopassistant.promotions.rehearsal.past import Bools, Doubles, PastBaskets
from shopassistant.promotions.rehearsal.scope import Scope
from shopassistant.promotions.rules.offers import BuyGet, Offer, Threshold, Tiered

_Saved = Callable[[Doubles, Doubles], Doubles]

_NEAR = 0.5
_WHOLE = 10_000


def stretched(past: PastBaskets, scope: Scope, weight: Doubles, free: Bools) -> Rows | None:
    """What topping up would add, as rows at the price with the offer and, in their place, none at today's; None where
    the offer is not one that is reached.

    Args:
        free: bool (b,), baskets that no other promotion touches: what the offer gives there is known.
    """
    terms = _terms(scope.rule.offer, crosses=scope.buys is not None)
    if terms is None:
        return None
    needed, counts_units, off = terms
    rows = np.flatnonzero(scope.slots[0] & free[past.basket])
    basket = past.basket[rows]
    units = np.bincount(basket, past.units[rows], past.baskets)
    spend = np.bincount(basket, past.units[rows] * past.price[rows], past.baskets)
    have = units if counts_units else spend
    near = np.flatnonzero((have >= _NEAR * needed) & (have < needed) & (spend > 0) & (weight > 0))
    if not len(near):
        return None
    progress = have[near] / needed
    mean_price = spend[near] / units[near]
    missing = (needed - have[near]) / (1 if counts_units else mean_price)
    whole = spend[near] + missing * mean_price
    saved = np.minimum(off(whole, units[near] + missing), whole)
    ratio = np.clip(1 - saved / whole, LOWEST_RATIO, 1)
    times = progress * weight[near]
    variant = past.variant[rows[np.searchsorted(basket, near)]]
    paid = missing * mean_price - saved
    net = paid / (1 + past.articles.tax_bp[variant] / 10_000)
    cost = missing * past.articles.cost[variant]
    money = np.stack([paid, net, cost, saved, saved, np.ones(len(near))]) * times
    # The same units once more, taken away at no change of price: what is left is the difference.
    return Rows(
        variant=np.concatenate([variant, variant]),
        week=np.concatenate([past.week[near]] * 2),
        units=np.concatenate([missing * times, -missing * times]),
        depth=np.concatenate([np.log(ratio), np.zeros(len(near))]),
        money=np.concatenate([money, -money], axis=1),
    )


def _terms(offer: Offer, *, crosses: bool) -> tuple[float, bool, _Saved] | None:
    """What must be there, whether that is units, and what is then saved on (spend, units)."""
    if isinstance(offer, BuyGet) and not crosses:
        given = offer.get * offer.share_bp / _WHOLE
        return float(offer.buy + offer.get), True, lambda spend, units: spend / units * given
    if isinstance(offer, Threshold):
        share, amount = (offer.share_bp or 0) / _WHOLE, offer.amount_minor or 0
        needed = float(offer.units or offer.spend_minor or 1)
        return needed, offer.units is not None, lambda spend, units: spend * share + amount
    if isinstance(offer, Tiered):
        start, share_bp = offer.tiers[0]
        return float(start), offer.by == "units", lambda spend, units: spend * (share_bp / _WHOLE)
    return None
