"""What follows from a price: units, margin and risk as distributions, drawn pairwise so that prices can be compared."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.promotions.elasticity.responses import CALMEST, factor

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]

# Above what others ask, demand is taken to answer so much more strongly (the kinked demand of Sweezy 1939); assumed.
KINK = 1.5
# Of stock: capital, room, and what goes out of fashion or breaks, a year, as a share of cost.
HOLDING = 0.25
# Of what others of the category could win by a dearer price, so much is counted on: some who leave, leave the shop.
_WON_BACK = 0.5
_MOST_COVER_DAYS = 730
YEAR_DAYS = 365
LEVELS = (0.1, 0.5, 0.9)


@dataclass(frozen=True)
class Situation:
    """One product at one price, over a number of days; draws are joint: draw k happens in all of them together.

    Attributes:
        price_minor: now, tax included.
        cost_minor: of a unit, without tax.
        rate_bp: tax in the price.
        days: looked ahead.
        soon, later: float64 (k,), units asked for at today's price until new goods can come, and after that.
        stock: units that can be sold until then, what is ordered included; None where nobody knows.
        ends: no new goods will ever come.
        elasticity: float64 (k,).
        after: added to the elasticity of a lower price that lasts.
        cross: see `Responses.cross`: what others of the category lose to a lower price, and win by a higher one.
        others_minor: what others ask, the middle one; None where nobody looked.
        cover_days: how long the stock lasts at today's demand.
    """

    price_minor: int
    cost_minor: int
    rate_bp: int
    days: int
    soon: Floats
    later: Floats
    stock: int | None
    ends: bool
    elasticity: Floats
    after: float = 0.0
    cross: float = 0.0
    others_minor: int | None = None
    cover_days: float = 0.0

    @property
    def mean_units(self) -> float:
        """Asked for at today's price."""
        return float((self.soon + self.later).mean())


@dataclass(frozen=True)
class Outcomes:
    """For each of n prices.

    Attributes:
        prices: int64 (n,).
        units: float64 (n, k), sold.
        margin: float64 (n, k), minor units: what is earned without tax, less what holding the stock costs and what
            other products of the category lose by it.
    """

    prices: Longs
    units: Floats
    margin: Floats

    def quantiles(self, values: Floats) -> Floats:
        """float64 (n, len(LEVELS))."""
        return np.asarray(np.quantile(values, LEVELS, axis=1).T, np.float64)


@dataclass(frozen=True, slots=True)
class Gain:
    """One price against today's.

    Attributes:
        mean, low, high: minor units of margin: expected, and the quantiles of `LEVELS`.
        risk: chance of earning less than today's price would.
    """

    mean: float
    low: float
    high: float
    risk: float


def outcomes(situation: Situation, prices: Longs) -> Outcomes:
    """What each price would bring.

    Args:
        prices: int64 (n,).
    """
    prices = np.asarray(prices, np.int64)
    change = _change(situation, prices)
    soon, later = situation.soon[None] * change, situation.later[None] * change
    if situation.stock is not None:
        limit = max(situation.stock, 0)
        left = np.maximum(limit - soon, 0)
        soon = np.minimum(soon, limit)
        later = np.minimum(later, left) if situation.ends else later
    units = soon + later
    net = prices / (1 + situation.rate_bp / 10_000) - situation.cost_minor
    return Outcomes(prices, units, units * (net + _saved(situation))[:, None] + taken_from_others(situation, prices))


def gains(situation: Situation, found: Outcomes) -> list[Gain]:
    """Each price against today's, draw by draw."""
    now = outcomes(situation, np.array([situation.price_minor])).margin[0]
    difference = found.margin - now
    low, high = np.quantile(difference, (LEVELS[0], LEVELS[-1]), axis=1)
    # Exactly as much is not less: where nothing is asked for, no price earns less.
    risk = (difference < -1e-9).mean(axis=1)
    return [Gain(*map(float, row)) for row in zip(difference.mean(axis=1), low, high, risk, strict=True)]


def taken_from_others(situation: Situation, prices: Longs) -> Floats:
    """float64 (n, k): what the category's other products earn more, or less, by this one's price.

    They answer to the category's mean price, of which this one is the part that it sells; so they lose about as many
    units as `cross` times this one's share of the change, taken to earn what this one earns today.
    """
    net = situation.price_minor / (1 + situation.rate_bp / 10_000) - situation.cost_minor
    now = (situation.soon + situation.later) * max(net, 0)
    move = np.log(np.maximum(prices, 1) / max(situation.price_minor, 1))
    share = np.where(move > 0, _WON_BACK, 1.0) * situation.cross
    return np.asarray((share * move)[:, None] * now[None], np.float64)


def _saved(situation: Situation) -> float:
    """What selling a unit now, and not when its turn came, saves of holding it."""
    days = min(max(situation.cover_days - situation.days, 0), _MOST_COVER_DAYS)
    return situation.cost_minor * HOLDING * days / YEAR_DAYS


def _change(situation: Situation, prices: Longs) -> Floats:
    """float64 (n, k): factor on the demand."""
    ratio = prices / max(situation.price_minor, 1)
    lasting = np.minimum(situation.elasticity + situation.after, CALMEST)
    exponent = np.where(ratio[:, None] < 1, lasting[None], situation.elasticity[None])
    found = factor(exponent, ratio[:, None])
    if not situation.others_minor:
        return found
    # The part of the way above what others ask counts more; on the way down from there it wins back more, too.
    kink = situation.others_minor / max(situation.price_minor, 1)
    above = np.maximum(ratio, kink) / max(1.0, kink)
    return np.asarray(found * factor((KINK - 1) * exponent, above[:, None]), np.float64)
