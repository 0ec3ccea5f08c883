"""How demand answers to a price, with how sure that is: what suggestions, rehearsals and markdown plans all use."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]

# Where a shop never changed a price. Bijmolt, van Heerde, Pieters (2005), "New empirical generalizations on the
# determinants of price elasticity", J. Marketing Research 42: mean -2.62 over 1,851 estimates, most of them of sale
# prices of groceries; a shop of other things is taken for somewhat calmer, and not for well known.
ASSUMED, ASSUMED_SD = -2.0, 0.7
# Of what a cheaper product sells more, so much comes from others of its category where nothing was learned; a guess.
ASSUMED_CROSS = 0.5
# What is believed of any product: no price sells more when it rises, and none makes demand explode.
CALMEST, WILDEST = -0.1, -6.0
# A price is believed to act alike within these factors of the usual one; beyond them no more than at them.
LOWEST_RATIO, HIGHEST_RATIO = 0.25, 2.5


@dataclass(frozen=True)
class Responses:
    """Own-price elasticities: units change by the factor ``ratio ** elasticity`` where a price does by ``ratio``.

    Attributes:
        variant_ids: int64 (n,), ascending.
        elasticity, sd: float64 (n,), mean and standard deviation of what is believed of each.
        changes: int32 (n,), how many price changes and price cuts of its product that was learned from.
        category_ids: int64 (c,), ascending.
        category_elasticity, category_sd: float64 (c,), of a product of that category nothing else is known of.
        shop_elasticity, shop_sd: of a product of no such category.
        is_assumed: nothing was learned; the figures are those of other shops.
        lift, lift_sd: by what units change when something is on promotion, beside its price; natural logarithm.
        after: how much stronger or weaker (added to the elasticity) a lower price acts once it has held for four weeks;
            positive where a cut only brings forward what would have been bought anyway.
        cross: how the units of a category's other products answer to its mean price, as an elasticity; what a lower
            price sells is in part taken from these.
    """

    variant_ids: Longs
    elasticity: Floats
    sd: Floats
    changes: NDArray[np.int32]
    category_ids: Longs
    category_elasticity: Floats
    category_sd: Floats
    shop_elasticity: float
    shop_sd: float
    is_assumed: bool
    lift: float = 0.0
    lift_sd: float = 0.0
    after: float = 0.0
    cross: float = ASSUMED_CROSS

    @classmethod
    def assumed(cls) -> "Responses":
        """Before anything was learned."""
        none, ids = np.empty(0), np.empty(0, np.int64)
        return cls(ids, none, none, np.empty(0, np.int32), ids, none, none, ASSUMED, ASSUMED_SD, True)

    def of(self, variant_ids: Longs, category_ids: Longs | None = None) -> tuple[Floats, Floats]:
        """Mean and standard deviation of each one's elasticity; both float64 (k,).

        Args:
            variant_ids: int64 (k,), in any order; those that were not learned from are believed to be like others of
                their category, or of the shop.
            category_ids: int64 (k,), -1 where unknown; only needed for variants made since the fit.
        """
        wanted = np.asarray(variant_ids, np.int64)
        mean = np.full(len(wanted), self.shop_elasticity)
        sd = np.full(len(wanted), self.shop_sd)
        if category_ids is not None:
            _fill(mean, sd, self.category_ids, np.asarray(category_ids, np.int64),
                  self.category_elasticity, self.category_sd)  # fmt: skip
        _fill(mean, sd, self.variant_ids, wanted, self.elasticity, self.sd)
        return mean, sd

    def is_learned(self, variant_ids: Longs) -> NDArray[np.bool_]:
        """bool (k,): whether any price change of the product itself was learned from."""
        place = _places(self.variant_ids, np.asarray(variant_ids, np.int64))
        return (place >= 0) & (self.changes[place] > 0) if len(self.changes) else np.zeros(len(place), bool)


def draw(mean: Floats, sd: Floats, count: int, seed: int) -> Floats:
    """float64 (count, k): elasticities as they may be, none of them positive; the same for the same seed.

    Args:
        mean, sd: float64 (k,), as of `Responses.of`.
    """
    normal = np.random.default_rng(seed).standard_normal((count, len(mean)))
    return np.asarray(np.clip(mean + sd * normal, WILDEST, CALMEST))


def factor(elasticity: Floats | float, ratio: Floats | float) -> Floats:
    """By how much units change at `ratio` times the usual price; float64, the shapes broadcast together."""
    bounded = np.clip(ratio, LOWEST_RATIO, HIGHEST_RATIO)
    return np.asarray(np.power(bounded, elasticity), np.float64)


def _fill(mean: Floats, sd: Floats, known: Longs, wanted: Longs, own_mean: Floats, own_sd: Floats) -> None:
    place = _places(known, wanted)
    found = place >= 0
    mean[found], sd[found] = own_mean[place[found]], own_sd[place[found]]


def _places(known: Longs, wanted: Longs) -> Longs:
    if not len(known):
        return np.full(len(wanted), -1, np.int64)
    place = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return np.where(known[place] == wanted, place, -1)
