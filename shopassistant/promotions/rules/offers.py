"""What a promotion gives: nine kinds of offer, frozen and valid by construction."""

from dataclasses import dataclass
from typing import Literal

from shopassistant.core.errors import UserError

# The largest amount, in minor units, and the largest count that any offer may name.
MOST_MINOR = 10**11
MOST_UNITS = 1_000
_WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class PercentOff:
    """A share off every unit; `share_bp` is hundredths of a percent, 1 to 10,000."""

    share_bp: int

    def __post_init__(self) -> None:
        _share(self.share_bp)


@dataclass(frozen=True, slots=True)
class AmountOff:
    """An amount off: `per` unit, or once off everything in scope that is in the basket."""

    amount_minor: int
    per: Literal["unit", "basket"] = "unit"

    def __post_init__(self) -> None:
        _amount(self.amount_minor)
        if self.per not in ("unit", "basket"):
            raise UserError("promotion.offer_per", per=str(self.per)[:40])


@dataclass(frozen=True, slots=True)
class FixedPrice:
    """Every unit for `price_minor`, where that is less than its price."""

    price_minor: int

    def __post_init__(self) -> None:
        _price(self.price_minor)


@dataclass(frozen=True, slots=True)
class BuyGet:
    """Buy `buy` units and get `get` more with `share_bp` off (10,000: free).

    Where both come from the same products, the cheapest units of each set are the ones that are given.
    """

    buy: int
    get: int
    share_bp: int = _WHOLE

    def __post_init__(self) -> None:
        _count(self.buy)
        _count(self.get)
        _share(self.share_bp)


@dataclass(frozen=True, slots=True)
class Bundle:
    """So many units of each slot together, for one price or with a share off.

    Attributes:
        slots: units wanted of each slot, in the order of the rule's slots.
        price_minor: for the whole bundle; or None.
        share_bp: off the whole bundle; or None.
    """

    slots: tuple[int, ...]
    price_minor: int | None = None
    share_bp: int | None = None

    def __post_init__(self) -> None:
        if not self.slots or len(self.slots) > 20:
            raise UserError("promotion.offer_slots", count=len(self.slots))
        for units in self.slots:
            _count(units)
        if sum(self.slots) < 2:
            raise UserError("promotion.offer_bundle_of_one")
        _one_of(price_minor=self.price_minor, share_bp=self.share_bp)


@dataclass(frozen=True, slots=True)
class Threshold:
    """From so much spent on what is in scope, or from so many units of it, a share or an amount off all of it."""

    spend_minor: int | None = None
    units: int | None = None
    share_bp: int | None = None
    amount_minor: int | None = None

    def __post_init__(self) -> None:
        _one_of(spend_minor=self.spend_minor, units=self.units)
        _one_of(share_bp=self.share_bp, amount_minor=self.amount_minor)


@dataclass(frozen=True, slots=True)
class Tiered:
    """The more, the larger the share: the highest tier that is reached holds for everything in scope.

    Attributes:
        by: ``units`` or ``spend`` (minor units).
        tiers: (from, share_bp) pairs, both rising.
    """

    by: Literal["units", "spend"]
    tiers: tuple[tuple[int, int], ...]

    def __post_init__(self) -> None:
        if self.by not in ("units", "spend"):
            raise UserError("promotion.offer_by", by=str(self.by)[:40])
        if not self.tiers or len(self.tiers) > 20:
            raise UserError("promotion.offer_tiers")
        for start, share_bp in self.tiers:
            _count(start) if self.by == "units" else _amount(start)
            _share(share_bp)
        pairs = list(zip(self.tiers, self.tiers[1:], strict=False))
        if any(low[0] >= high[0] or low[1] >= high[1] for low, high in pairs):
            raise UserError("promotion.offer_tiers")


@dataclass(frozen=True, slots=True)
class Points:
    """Loyalty points: so many for each major unit paid, or a multiple of what the other promotions earn.

    A point is worth one minor unit when it is spent.

    Attributes:
        points_per_major: whole points for each major unit paid on what is in scope; or None.
        multiplier_bp: 20,000 for double points, more than 10,000; or None.
    """

    points_per_major: int | None = None
    multiplier_bp: int | None = None

    def __post_init__(self) -> None:
        if (self.points_per_major is None) == (self.multiplier_bp is None):
            raise UserError("promotion.offer_one_of", fields="points_per_major, multiplier_bp")
        if self.points_per_major is not None:
            _count(self.points_per_major)
        elif not _whole(self.multiplier_bp, _WHOLE + 1, 100 * _WHOLE):
            raise UserError("promotion.offer_multiplier")


Offer = PercentOff | AmountOff | FixedPrice | BuyGet | Bundle | Threshold | Tiered | Points


def _whole(number: object, low: int, high: int) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and low <= number <= high


def _share(share_bp: object) -> None:
    if not _whole(share_bp, 1, _WHOLE):
        raise UserError("promotion.offer_share")


def _amount(amount_minor: object) -> None:
    if not _whole(amount_minor, 1, MOST_MINOR):
        raise UserError("promotion.offer_amount")


def _price(price_minor: object) -> None:
    if not _whole(price_minor, 0, MOST_MINOR):
        raise UserError("promotion.offer_price")


def _count(units: object) -> None:
    if not _whole(units, 1, MOST_UNITS):
        raise UserError("promotion.offer_units", most=MOST_UNITS)


_CHECKS = {
    "share_bp": _share,
    "amount_minor": _amount,
    "spend_minor": _amount,
    "price_minor": _price,
    "units": _count,
}


def _one_of(**fields: int | None) -> None:
    given = {name: value for name, value in fields.items() if value is not None}
    if len(given) != 1:
        raise UserError("promotion.offer_one_of", fields=", ".join(fields))
    for name, value in given.items():
        _CHECKS[name](value)
