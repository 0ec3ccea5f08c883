"""The circumstances of a rehearsal: when, beside which promotions, with what stock, and what is believed of people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from shopassistant.core.errors import UserError
from shopassistant.promotions.elasticity.responses import Responses
from shopassistant.promotions.rehearsal.past import Longs
from shopassistant.promotions.rules.rule import Rule

LONGEST_DAYS = 364


@dataclass(frozen=True, slots=True)
class Share:
    """A share that is not known exactly: mean and standard deviation, both between 0 and 1."""

    mean: float
    sd: float
    is_measured: bool = False


# Van Heerde, Leeflang, Wittink (2004), "Decomposing the sales promotion bump with store data", Marketing Science 23:
# of the additional units a third each are taken from other goods of the category, taken from later weeks, and new.
CANNIBAL = Share(1 / 3, 0.12)
PULLED = Share(1 / 3, 0.12)
# Of the coupons that go out; where a shop never sent any.
UPTAKE = Share(0.10, 0.05)
# Of the points that are earned, those that are ever spent; each is worth a minor unit.
SPENT_POINTS = 0.75


@dataclass(frozen=True)
class Stock:
    """Units that can be sold in the days of the promotion.

    Attributes:
        variant_ids: int64 (k,), ascending; those nobody counted are left out.
        units: int64 (k,), on hand and arriving in time.
    """

    variant_ids: Longs = field(default_factory=lambda: np.empty(0, np.int64))
    units: Longs = field(default_factory=lambda: np.empty(0, np.int64))


@dataclass(frozen=True)
class Setting:
    """Attributes:
        starts_on, days: of the promotion.
        live: promotions that run in these days anyway; the new one meets them.
        memberships: customers of each segment that a rule names, int64 ascending.
        responses: how demand answers to a price.
        stock: where it is known, no more is sold than there is.
        cannibal, pulled: shares of the additional units, see `CANNIBAL` and `PULLED`.
        uptake: share of who may use a coupon and does.
        draws: how often chance is drawn; fewer where there are very many products.
        seed: the same draws for the same seed, so that two rehearsals differ by their promotions alone.

    Raises:
        UserError: ``rehearsal.days``.
    """

    starts_on: date
    days: int
    live: tuple[Rule, ...] = ()
    memberships: Mapping[int, Longs] = field(default_factory=dict)
    responses: Responses = field(default_factory=Responses.assumed)
    stock: Stock = field(default_factory=Stock)
    cannibal: Share = CANNIBAL
    pulled: Share = PULLED
    uptake: Share = UPTAKE
    draws: int = 200
    seed: int = 20_261
    minor_per_major: int = 100

    def __post_init__(self) -> None:
        if not 1 <= self.days <= LONGEST_DAYS:
            raise UserError("rehearsal.days", days=self.days, most=LONGEST_DAYS)
