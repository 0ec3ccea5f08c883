"""A rehearsal takes off the past what the till would have taken off, to the minor unit, however offers meet."""

import os
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopassistant.promotions.rehearsal.past import PastBaskets
from shopassistant.promotions.rehearsal.replay import meeting, replay, sample, scopes_of
from shopassistant.promotions.rules.book import RuleBook
from shopassistant.promotions.rules.engine import price
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
from shopassistant.promotions.rules.pricing import Case, Line, Priced
from shopassistant.promotions.rules.rule import Limits, Rule, When
from tests.unit.promotions.pasts import NOON, a_past

EXAMPLES = int(os.environ.get("REHEARSAL_EXAMPLES", "25"))
GOODS = tuple(range(1, 9))

Basket = list[tuple[int, int, int, int]]


def _line() -> st.SearchStrategy[tuple[int, int, int, int]]:
    prices = st.sampled_from([1, 99, 333, 500, 500, 1_999, 2_500])
    return st.tuples(st.sampled_from(GOODS), st.integers(1, 7), prices, st.sampled_from([-1, 0, 80, 300, 450, 1_200]))


baskets = st.lists(
    st.lists(_line(), min_size=1, max_size=7, unique_by=lambda one: (one[0], one[2], one[3])), min_size=1, max_size=12
)
items = st.one_of(st.none(), st.frozensets(st.sampled_from(GOODS), min_size=1, max_size=6))
shares = st.integers(1, 10_000)


@st.composite
def bundles(draw: Callable[[st.SearchStrategy], object]) -> tuple[Offer, tuple[frozenset[int], ...]]:  # type: ignore[type-arg]
    """Two or three slots of goods that are in one of them only."""
    count = draw(st.integers(2, 3))
    slots = tuple(frozenset(GOODS[place::count]) for place in range(count))
    units = tuple(draw(st.lists(st.integers(1, 2), min_size=count, max_size=count)))
    if draw(st.booleans()):
        return Bundle(units, price_minor=draw(st.integers(0, 6_000))), slots
    return Bundle(units, share_bp=draw(shares)), slots


@st.composite
def tiers(draw: Callable[[st.SearchStrategy], object]) -> Offer:  # type: ignore[type-arg]
    by = draw(st.sampled_from(["units", "spend"]))
    most = 12 if by == "units" else 9_000
    starts = sorted(draw(st.sets(st.integers(1, most), min_size=1, max_size=3)))
    off = sorted(draw(st.sets(shares, min_size=len(starts), max_size=len(starts))))
    return Tiered(by, tuple(zip(starts, off, strict=True)))


KINDS: dict[str, st.SearchStrategy[Offer]] = {
    "percent": st.builds(PercentOff, shares),
    "amount": st.builds(AmountOff, st.integers(1, 3_000)),
    "fixed": st.builds(FixedPrice, st.integers(0, 2_500)),
    "basket": st.builds(lambda amount: AmountOff(amount, "basket"), st.integers(1, 6_000)),
    "buy_get": st.builds(BuyGet, st.integers(1, 3), st.integers(1, 2), shares),
    "threshold_share": st.builds(lambda spend, off: Threshold(spend, None, off), st.integers(1, 9_000), shares),
    "threshold_amount": st.builds(
        lambda units, off: Threshold(None, units, None, off), st.integers(1, 12), st.integers(1, 4_000)
    ),
    "tiered": tiers(),
    "points": st.builds(Points, st.integers(1, 9)),
}


@st.composite
def a_rule(draw: Callable[[st.SearchStrategy], object], number: int = 1, kind: str = "") -> Rule:  # type: ignore[type-arg]
    kind = kind or draw(st.sampled_from([*KINDS, "bundle", "cross"]))
    terms = {
        "floor_margin_bp": draw(st.sampled_from([0, 0, 2_500])),
        "floor_passed": draw(st.booleans()),
        "group": draw(st.sampled_from(["", "", "b"])),
        "stacking": draw(st.sampled_from(["best", "first"])),
        "priority": draw(st.integers(0, 2)),
        "exclusive": draw(st.sampled_from([False, False, False, True])),
    }
    if kind == "bundle":
        offer, slots = draw(bundles())
        return Rule(number, "", offer, slots, **terms)
    if kind == "cross":
        offer = BuyGet(draw(st.integers(1, 2)), draw(st.integers(1, 2)), draw(shares))
        return Rule(number, "", offer, (frozenset(GOODS[::2]),), buy_items=draw(items), **terms)
    return Rule(number, "", draw(KINDS[kind]), (draw(items),), **terms)


def at_the_till(past: PastBaskets, rules: list[Rule]) -> list[Priced]:
    """Every basket by the engine, as a till would."""
    book = RuleBook(rules)
    found = []
    for place in range(past.baskets):
        rows = range(int(past.starts[place]), int(past.starts[place + 1]))
        lines = [
            Line(
                row,
                int(past.articles.ids[past.variant[row]]),
                int(past.units[row]),
                int(past.price[row]),
                None if past.cost[row] < 0 else int(past.cost[row]),
                bool(past.takes_offers[row]),
            )
            for row in rows
        ]
        found.append(price(lines, book, Case(NOON, location_id=1), tried=0))
    return found


def same_as_till(past: PastBaskets, rules: list[Rule]) -> int:
    """Compare row by row; returns how many baskets were priced one by one."""
    scopes = scopes_of(past, rules, {})
    replayed = replay(past, scopes, [one.id for one in rules], meeting(past, scopes))
    priced = at_the_till(past, rules)
    off = {line.key: line.discount_minor for one in priced for line in one.lines}
    assert replayed.discount.tolist() == [off[row] for row in range(len(past))]
    for rule in rules:
        own = replayed.given[rule.id]
        uses = [sum(use.uses for use in one.uses if use.rule_id == rule.id) for one in priced]
        points = [sum(earned.points for earned in one.earned if earned.rule_id == rule.id) for one in priced]
        by_row = {
            line.key: sum(offer.discount_minor for offer in line.offers if offer.rule_id == rule.id)
            for one in priced
            for line in one.lines
        }
        assert own.discount.tolist() == [by_row[row] for row in range(len(past))]
        assert own.points.tolist() == points
        assert own.uses.tolist() == uses
    return len(replayed.by_engine)


@pytest.mark.parametrize("kind", [*KINDS, "bundle", "cross"])
def test_each_kind_of_offer_alone_takes_off_what_the_till_does(kind: str) -> None:
    @settings(max_examples=EXAMPLES)
    @given(baskets, a_rule(1, kind), st.sets(st.integers(0, 5), max_size=2))
    def check(drawn: list[Basket], rule: Rule, by_hand: set[int]) -> None:
        past = a_past(drawn)
        past = a_past(drawn, by_hand={row for row in by_hand if row < len(past)})
        same_as_till(past, [rule])

    check()


@settings(max_examples=4 * EXAMPLES)
@given(baskets, st.lists(a_rule(), min_size=2, max_size=4))
def test_offers_that_meet_take_off_what_the_till_does(drawn: list[Basket], rules: list[Rule]) -> None:
    same_as_till(a_past(drawn), [replace(rule, id=number) for number, rule in enumerate(rules, 1)])


def test_the_engine_is_asked_only_where_offers_meet() -> None:
    past = a_past([[(1, 3, 500, 100)], [(2, 3, 500, 100)], [(1, 3, 500, 100), (2, 1, 500, 100)]])
    three_for_two = Rule(1, "", BuyGet(2, 1), (frozenset({1}),))
    off = Rule(2, "", PercentOff(1_000), (frozenset({2}),))
    assert same_as_till(past, [three_for_two]) == 0
    assert same_as_till(past, [off]) == 0
    assert same_as_till(past, [three_for_two, off]) == 1


def test_hours_segments_and_places_narrow_the_past() -> None:
    past = a_past([[(1, 1, 1_000, 0)]] * 4, customers=[7, 8, 0, 7], days=[0, 1, 2, 3])  # Monday back to Friday
    off = Rule(1, "", PercentOff(1_000))

    def baskets_of(rule: Rule, memberships: dict[int, list[int]] | None = None) -> int:
        known = {key: np.array(ids, np.int64) for key, ids in (memberships or {}).items()}
        scopes = scopes_of(past, [rule], known)
        return int((replay(past, scopes, [1], meeting(past, scopes)).discount > 0).sum())

    assert baskets_of(off) == 4
    assert baskets_of(replace(off, when=When(weekdays=frozenset({0, 4})))) == 2
    assert baskets_of(replace(off, when=When(from_minute=13 * 60))) == 0
    assert baskets_of(replace(off, when=When(from_minute=22 * 60, until_minute=13 * 60))) == 4
    assert baskets_of(replace(off, locations=frozenset({2}))) == 0
    assert baskets_of(replace(off, channels=frozenset({"web"}))) == 0
    assert baskets_of(replace(off, segments=frozenset({5})), {5: [7]}) == 2
    assert baskets_of(replace(off, segments=frozenset({5}))) == 0
    once = replace(off, limits=Limits(max_uses_per_customer=1))
    assert baskets_of(once) == 2, "each named customer once, nobody without a name"


def test_of_too_many_meeting_baskets_a_sample_stands_for_all() -> None:
    meets = np.ones(5_000, bool)
    meets[:1_000] = False
    kept, weight = sample(meets, 400, 1)
    assert kept.sum() == 400
    assert weight.sum() == pytest.approx(5_000)
    assert (weight[:1_000] == 1).all()
    kept, weight = sample(meets, 4_000, 1)
    assert (kept == meets).all()
    assert (weight == 1).all()
