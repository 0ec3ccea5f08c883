"""Generated baskets and promotions: every kind of offer, overlapping scopes, groups, limits and floors."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from shopassistant.promotions.rules.book import RuleBook
from shopassistant.promotions.rules.offers import (
    AmountOff,
    Bundle,
    BuyGet,
    FixedPrice,
    Offer,
    PercentOff,
    Points,
    Threshold,
    Tiered,
)
from shopassistant.promotions.rules.pricing import Case, HeldCoupon, Line
from shopassistant.promotions.rules.rule import Limits, Rule

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
VARIANTS = range(1, 9)
# Price and cost of a variant; the last one costs more than its price, the one before has no known cost.
PRICES = {
    1: (1_000, 400),
    2: (999, 333),
    3: (250, 125),
    4: (1, 0),
    5: (4_999, 4_000),
    6: (33, 10),
    7: (777, None),
    8: (500, 650),
}

shares = st.sampled_from([1, 333, 1_000, 2_500, 3_333, 5_000, 9_999, 10_000])
amounts = st.sampled_from([1, 7, 50, 100, 333, 1_000, 5_000])
small = st.integers(1, 3)


def _threshold(draw: st.DrawFn) -> Threshold:
    needs = {"spend_minor": draw(amounts)} if draw(st.booleans()) else {"units": draw(st.integers(1, 5))}
    gives = {"share_bp": draw(shares)} if draw(st.booleans()) else {"amount_minor": draw(amounts)}
    return Threshold(**needs, **gives)


def _tiered(draw: st.DrawFn) -> Tiered:
    by = draw(st.sampled_from(["units", "spend"]))
    starts = sorted(draw(st.sets(st.integers(1, 5) if by == "units" else amounts, min_size=1, max_size=3)))
    given = sorted(draw(st.sets(st.integers(1, 10_000), min_size=len(starts), max_size=len(starts))))
    return Tiered(by, tuple(zip(starts, given, strict=True)))  # type: ignore[arg-type]


@st.composite
def offers(draw: st.DrawFn, points: bool = True) -> Offer:
    """Any offer."""
    kind = draw(st.integers(0, 8 if points else 7))
    if kind == 0:
        return PercentOff(draw(shares))
    if kind == 1:
        return AmountOff(draw(amounts))
    if kind == 2:
        return AmountOff(draw(amounts), "basket")
    if kind == 3:
        return FixedPrice(draw(st.sampled_from([0, 1, 99, 500, 2_000])))
    if kind == 4:
        return BuyGet(draw(small), draw(small), draw(shares))
    if kind == 5:
        slots = draw(st.sampled_from([(2,), (3,), (1, 1), (2, 1), (1, 1, 1)]))
        return Bundle(slots, price_minor=draw(amounts)) if draw(st.booleans()) else Bundle(slots, share_bp=draw(shares))
    if kind == 6:
        return _threshold(draw)
    if kind == 7:
        return _tiered(draw)
    return Points(points_per_major=draw(small)) if draw(st.booleans()) else Points(multiplier_bp=25_000)


_variants = st.sets(st.sampled_from(VARIANTS), min_size=1, max_size=4).map(frozenset)
_items = st.one_of(st.none(), _variants, _variants, _variants)


@st.composite
def rules(draw: st.DrawFn, number: int, *, points: bool = True, limited: bool = True) -> Rule:
    """A promotion that may hold."""
    offer = draw(offers(points))
    slots = len(offer.slots) if isinstance(offer, Bundle) else 1
    limits = Limits()
    if limited and draw(st.integers(0, 3)) == 0:
        limits = Limits(draw(st.one_of(st.none(), amounts)), draw(st.one_of(st.none(), small)), None)
    return Rule(
        id=number,
        name=f"Promotion {number}",
        offer=offer,
        items=tuple(draw(_items) for _ in range(slots)),
        buy_items=draw(st.one_of(st.none(), _variants)) if isinstance(offer, BuyGet) else None,
        group=draw(st.sampled_from(["", "", "b", "c"])),
        stacking=draw(st.sampled_from(["best", "best", "first"])),
        priority=draw(st.integers(0, 2)),
        exclusive=draw(st.integers(0, 6)) == 0,
        needs_coupon=draw(st.integers(0, 6)) == 0,
        limits=limits,
        floor_margin_bp=draw(st.sampled_from([0, 0, 1_000, 3_333])),
        floor_passed=draw(st.integers(0, 9)) == 0,
    )


@st.composite
def books(draw: st.DrawFn, most: int = 6, *, points: bool = True, limited: bool = True) -> RuleBook:
    """One to `most` promotions."""
    count = draw(st.integers(1, most))
    return RuleBook([draw(rules(number, points=points, limited=limited)) for number in range(1, count + 1)])


@st.composite
def baskets(draw: st.DrawFn, most: int = 6) -> list[Line]:
    """One to `most` lines; the same goods may be on several."""
    lines = []
    for key in range(1, draw(st.integers(1, most)) + 1):
        variant_id = draw(st.sampled_from(VARIANTS))
        price, cost = PRICES[variant_id]
        price = price if draw(st.integers(0, 5)) else price + 1  # scanned before the price changed
        takes = draw(st.integers(0, 7)) > 0
        lines.append(Line(key, variant_id, draw(st.integers(1, 4)), price, cost, takes))
    return lines


@st.composite
def cases(draw: st.DrawFn, book: RuleBook) -> Case:
    """The circumstances; half of the coupons are there."""
    coupons = [
        HeldCoupon(rule_id + 100, rule_id, draw(small))
        for rule_id, rule in book.rules.items()
        if rule.needs_coupon and draw(st.booleans())
    ]
    wanted = draw(st.sampled_from([0, 0, 1, 500, 100_000]))
    return Case(
        NOW, coupons=tuple(coupons), points_wanted=wanted, points_balance=draw(st.sampled_from([0, 300, 200_000]))
    )
