"""What goes into pricing a basket and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

NOTHING: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Line:
    """A line to be priced.

    Attributes:
        key: the caller's name for it; no two lines share one.
        quantity: units, 1 or more.
        unit_price_minor: shelf price of one, 0 or more.
        cost_minor: cost of one; None where unknown, then there is no floor.
        takes_offers: False where it has a discount by hand: no promotion touches or counts it.
        by_hand_minor: that discount; points can pay for what it leaves.
    """

    key: int
    variant_id: int
    quantity: int
    unit_price_minor: int
    cost_minor: int | None = None
    takes_offers: bool = True
    by_hand_minor: int = 0


@dataclass(frozen=True, slots=True)
class HeldCoupon:
    """A coupon put into the basket that may be used: found, alive, for this customer.

    Attributes:
        uses_left: how often it may still be used; 1 for a single one.
    """

    coupon_id: int
    promotion_id: int
    uses_left: int = 1


@dataclass(frozen=True, slots=True)
class Case:
    """The circumstances of a basket.

    Attributes:
        now: timezone-aware.
        segments: those the customer is in.
        used: uses so far by promotion id; only those with a limit matter, and one not named was never used.
        used_by_customer: the same by this customer.
        spent_minor: what of its budget is gone, by promotion id.
        points_wanted: points the customer wants to pay with; taken as far as the basket goes.
        points_balance: points there are.
        minor_per_major: minor units of one major unit of the currency, 100 for pence.
    """

    now: datetime
    location_id: int | None = None
    channel: str = "counter"
    customer_id: int | None = None
    segments: frozenset[int] = frozenset()
    coupons: tuple[HeldCoupon, ...] = ()
    used: Mapping[int, int] = field(default_factory=lambda: NOTHING)
    used_by_customer: Mapping[int, int] = field(default_factory=lambda: NOTHING)
    spent_minor: Mapping[int, int] = field(default_factory=lambda: NOTHING)
    points_wanted: int = 0
    points_balance: int = 0
    minor_per_major: int = 100


@dataclass(frozen=True, slots=True)
class AppliedOffer:
    """What one promotion gives on one line.

    Attributes:
        rule_id: the promotion; None where points were spent.
        discount_minor: 0 or more; 0 where it earns points only.
        units: units of the line it has taken.
    """

    rule_id: int | None
    coupon_id: int | None
    discount_minor: int
    units: int


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with its offers; ``total = quantity * unit price - discount``, exactly."""

    key: int
    offers: tuple[AppliedOffer, ...]
    discount_minor: int
    total_minor: int


@dataclass(frozen=True, slots=True)
class Use:
    """How one promotion was used in the basket: what its budget and limits count.

    Attributes:
        uses: times it was applied: 1, or sets of a buy-get or a bundle.
    """

    rule_id: int
    coupon_id: int | None
    uses: int
    discount_minor: int


@dataclass(frozen=True, slots=True)
class Nearly:
    """An offer the basket does not reach yet.

    Attributes:
        missing_units: units still to add; 0 where money is what is missing.
        missing_minor: spend still to add; 0 where units are.
        variants: what would do, where few enough to name (at most 20); None for anything in a larger scope.
        gain_minor: what the offer would then give, on what is there and the missing at its price.
    """

    rule_id: int
    name: str
    missing_units: int
    missing_minor: int
    variants: frozenset[int] | None
    gain_minor: int


@dataclass(frozen=True, slots=True)
class Earned:
    """Points a promotion earns on this basket; `line_keys` are the lines it counts."""

    rule_id: int
    points: int
    line_keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Priced:
    """A priced basket. Lines stand in the order they were given; sums are exact.

    Attributes:
        points_spent: taken as a discount of one minor unit each, after all promotions.
        nearly: the most worth first.
    """

    lines: tuple[PricedLine, ...]
    gross_minor: int
    discount_minor: int
    total_minor: int
    uses: tuple[Use, ...] = ()
    earned: tuple[Earned, ...] = ()
    points_spent: int = 0
    nearly: tuple[Nearly, ...] = ()

    @property
    def points_earned(self) -> int:
        return sum(one.points for one in self.earned)
