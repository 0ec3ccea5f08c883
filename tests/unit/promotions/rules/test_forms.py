"""What is written down about a promotion comes back as it was, and nonsense is refused with a word."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shopassistant.core.errors import UserError
from shopassistant.promotions.rules.offer_json import KINDS, offer_from_json, offer_kind, offer_to_json
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
from shopassistant.promotions.rules.rule import Limits, Rule, When
from shopassistant.promotions.rules.rule_json import hours_to_json, rule_from_json, rule_to_json, when_from_json

OFFERS: list[Offer] = [
    PercentOff(1_250),
    AmountOff(250),
    AmountOff(1_000, "basket"),
    FixedPrice(0),
    BuyGet(2, 1),
    BuyGet(1, 1, 5_000),
    Bundle((1, 2), price_minor=1_999),
    Bundle((1, 1, 1), share_bp=2_000),
    Threshold(spend_minor=5_000, amount_minor=1_000),
    Threshold(units=3, share_bp=1_000),
    Tiered("units", ((2, 500), (4, 1_000))),
    Tiered("spend", ((5_000, 500),)),
    Points(points_per_major=2),
    Points(multiplier_bp=30_000),
]


@pytest.mark.parametrize("offer", OFFERS, ids=str)
def test_every_offer_comes_back_as_it_was_written(offer: Offer) -> None:
    assert offer_from_json(offer_to_json(offer)) == offer


def test_every_kind_is_among_them() -> None:
    assert {offer_kind(offer) for offer in OFFERS} == set(KINDS)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "promotion.offer_unreadable"),
        ({}, "promotion.offer_unreadable"),
        ({"kind": "gift"}, "promotion.offer_unreadable"),
        ({"kind": "percent"}, "promotion.offer_unreadable"),
        ({"kind": "percent", "share_bp": "1000"}, "promotion.offer_share"),
        ({"kind": "percent", "share_bp": True}, "promotion.offer_unreadable"),
        ({"kind": "percent", "share_bp": 10.5}, "promotion.offer_unreadable"),
        ({"kind": "percent", "share_bp": 0}, "promotion.offer_share"),
        ({"kind": "percent", "share_bp": 10_001}, "promotion.offer_share"),
        ({"kind": "percent", "share_bp": 100, "more": 1}, "promotion.offer_unreadable"),
        ({"kind": "amount", "amount_minor": -5}, "promotion.offer_amount"),
        ({"kind": "amount", "amount_minor": 5, "per": "day"}, "promotion.offer_per"),
        ({"kind": "price", "price_minor": -1}, "promotion.offer_price"),
        ({"kind": "buy_get", "buy": 0, "get": 1}, "promotion.offer_units"),
        ({"kind": "bundle", "slots": [], "price_minor": 5}, "promotion.offer_slots"),
        ({"kind": "bundle", "slots": [1], "price_minor": 5}, "promotion.offer_bundle_of_one"),
        ({"kind": "bundle", "slots": 3, "price_minor": 5}, "promotion.offer_unreadable"),
        ({"kind": "bundle", "slots": [1, 1]}, "promotion.offer_one_of"),
        ({"kind": "bundle", "slots": [1, 1], "price_minor": 5, "share_bp": 5}, "promotion.offer_one_of"),
        ({"kind": "threshold", "spend_minor": 5, "units": 2, "share_bp": 5}, "promotion.offer_one_of"),
        ({"kind": "tiered", "by": "units", "tiers": []}, "promotion.offer_tiers"),
        ({"kind": "tiered", "by": "units", "tiers": [[2, 500], [2, 700]]}, "promotion.offer_tiers"),
        ({"kind": "tiered", "by": "units", "tiers": [[2, 500], [3, 400]]}, "promotion.offer_tiers"),
        ({"kind": "tiered", "by": "units", "tiers": [[2]]}, "promotion.offer_tiers"),
        ({"kind": "tiered", "by": "weight", "tiers": [[2, 5]]}, "promotion.offer_by"),
        ({"kind": "points"}, "promotion.offer_one_of"),
        ({"kind": "points", "multiplier_bp": 10_000}, "promotion.offer_multiplier"),
    ],
)
def test_nonsense_is_refused(data: Any, code: str) -> None:
    with pytest.raises(UserError) as refused:
        offer_from_json(data)
    assert refused.value.code == code


def test_a_whole_rule_comes_back_as_it_was_written() -> None:
    start = datetime(2026, 11, 20, 9, tzinfo=UTC)
    rule = Rule(
        id=7,
        name="Frames and lenses",
        offer=BuyGet(1, 1, 5_000),
        items=(frozenset({3, 4}),),
        buy_items=frozenset({1, 2}),
        segments=frozenset({9}),
        when=When(start, start + timedelta(days=7), frozenset({0, 4}), 540, 1_080),
        locations=frozenset({1}),
        channels=frozenset({"counter"}),
        group="frames",
        stacking="first",
        priority=3,
        exclusive=True,
        needs_coupon=True,
        limits=Limits(50_000, 100, 1),
        floor_margin_bp=500,
        floor_passed=True,
    )
    assert rule_from_json(rule_to_json(rule)) == rule
    assert rule_from_json(rule_to_json(Rule(1, "All", PercentOff(500)))) == Rule(1, "All", PercentOff(500))


def test_a_broken_rule_is_refused() -> None:
    whole = rule_to_json(Rule(1, "All", PercentOff(500)))
    for name in whole:
        with pytest.raises(UserError) as refused:
            rule_from_json({field: value for field, value in whole.items() if field != name})
        assert refused.value.code in ("promotion.rule_unreadable", "promotion.offer_unreadable")


def test_hours_say_when_it_holds() -> None:
    evening = When(weekdays=frozenset({4}), from_minute=18 * 60, until_minute=2 * 60)
    friday = datetime(2026, 11, 20, 19).astimezone()
    assert evening.covers(friday)
    assert evening.covers(friday.replace(day=21, hour=1))  # still Friday's night
    assert not evening.covers(friday.replace(day=20, hour=1))
    assert not evening.covers(friday.replace(day=21, hour=19))
    assert not evening.covers(friday.replace(hour=12))
    assert when_from_json(hours_to_json(evening)) == evening


def test_dates_are_from_and_before() -> None:
    start = datetime(2026, 11, 20, 9, tzinfo=UTC)
    week = When(start, start + timedelta(days=7))
    assert week.covers(start)
    assert not week.covers(start - timedelta(seconds=1))
    assert not week.covers(start + timedelta(days=7))


@pytest.mark.parametrize(
    ("hours", "code"),
    [
        ({"weekdays": []}, "promotion.weekdays"),
        ({"weekdays": [7]}, "promotion.weekdays"),
        ({"from": 1_440}, "promotion.hours"),
        ({"from": 60, "until": 60}, "promotion.hours"),
        ({"from": "9:00"}, "promotion.hours"),
        ({"sometimes": 1}, "promotion.hours"),
    ],
)
def test_impossible_hours_are_refused(hours: dict[str, Any], code: str) -> None:
    with pytest.raises(UserError) as refused:
        when_from_json(hours)
    assert refused.value.code == code
