"""What an offer takes off a basket, by example."""

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
from shopassistant.promotions.rules.rule import Limits, Rule
from tests.unit.promotions.cases import NOW

A, B, C = 1, 2, 3


def rule(number: int, offer: Offer, *items: set[int] | None, **more: object) -> Rule:
    got = tuple(None if one is None else frozenset(one) for one in items) or (None,)
    return Rule(number, f"Promotion {number}", offer, got, **more)  # type: ignore[arg-type]


def basket(*goods: tuple[int, int, int]) -> list[Line]:
    """(variant, units, price) each."""
    return [Line(key, variant_id, units, cost) for key, (variant_id, units, cost) in enumerate(goods)]


def priced(lines: list[Line], *rules: Rule) -> Priced:
    return price(lines, RuleBook(rules), Case(NOW))


def saved(lines: list[Line], *rules: Rule) -> int:
    return priced(lines, *rules).discount_minor


def test_goods_to_buy_that_are_missing_are_missing() -> None:
    gift = rule(1, BuyGet(1, 1), {B}, buy_items=frozenset({A}))
    assert saved(basket((B, 2, 500)), gift) == 0
    assert saved(basket((A, 1, 900), (B, 1, 500)), gift) == 500
    (hint,) = priced(basket((A, 1, 900)), rule(1, BuyGet(1, 1), {A, B}, buy_items=frozenset({A}))).nearly
    assert (hint.missing_units, hint.gain_minor) == (1, 900)


def test_the_cheapest_of_each_set_is_given() -> None:
    three_for_two = rule(1, BuyGet(2, 1), {A, B, C})
    assert saved(basket((A, 2, 1_000), (B, 1, 100)), three_for_two) == 100
    assert saved(basket((A, 3, 1_000), (B, 3, 100)), three_for_two) == 1_100


def test_a_bundle_takes_the_dearest_of_each_slot_as_often_as_it_saves() -> None:
    meal = rule(1, Bundle((1, 1), price_minor=1_000), {A, B}, {C})
    assert saved(basket((A, 1, 700), (B, 1, 900), (C, 2, 400)), meal) == 300 + 100
    assert saved(basket((A, 1, 500), (C, 1, 400)), meal) == 0


def test_groups_add_up_on_what_is_left_and_one_group_gives_once() -> None:
    ten, twenty = rule(1, PercentOff(1_000)), rule(2, PercentOff(2_000))
    assert saved(basket((A, 1, 1_000)), ten, twenty) == 200
    other = rule(3, PercentOff(1_000), group="b")
    assert saved(basket((A, 1, 1_000)), twenty, other) == 200 + 80


def test_first_goes_by_priority_and_best_by_what_is_saved() -> None:
    low = rule(1, PercentOff(500), stacking="first", priority=9)
    high = rule(2, PercentOff(2_000), stacking="first", priority=1)
    assert saved(basket((A, 1, 1_000)), low, high) == 50


def test_an_exclusive_one_stands_alone_where_it_saves_more() -> None:
    alone = rule(1, PercentOff(2_500), {A, B}, exclusive=True)
    ten, more = rule(2, PercentOff(2_000), {A}), rule(3, PercentOff(2_000), {A}, group="b")
    done = priced(basket((A, 1, 1_000), (B, 1, 1_000)), alone, ten, more)
    assert [line.discount_minor for line in done.lines] == [360, 250]


def test_a_threshold_goes_by_what_earlier_groups_left() -> None:
    first = rule(1, PercentOff(5_000), {A}, priority=5)
    late = rule(2, Threshold(spend_minor=1_000, amount_minor=100), group="late")
    assert saved(basket((A, 1, 1_900)), first, late) == 950
    assert saved(basket((A, 1, 2_000)), first, late) == 1_100


def test_tiers_amounts_and_prices() -> None:
    tiers = rule(1, Tiered("units", ((2, 1_000), (4, 2_000))))
    assert [saved(basket((A, units, 100)), tiers) for units in (1, 2, 3, 4)] == [0, 20, 30, 80]
    assert saved(basket((A, 2, 100)), rule(1, AmountOff(30))) == 60
    assert saved(basket((A, 2, 100), (B, 1, 10)), rule(1, AmountOff(30, "basket"))) == 30
    assert saved(basket((A, 2, 100), (B, 1, 10)), rule(1, FixedPrice(40))) == 120


def test_no_line_goes_below_cost_unless_a_manager_let_it() -> None:
    lines = [Line(1, A, 2, 1_000, 900), Line(2, B, 1, 1_000, 100)]
    assert [line.total_minor for line in priced(lines, rule(1, PercentOff(5_000))).lines] == [1_800, 500]
    assert saved(lines, rule(1, PercentOff(5_000), floor_passed=True)) == 1_500
    assert [line.total_minor for line in priced(lines, rule(1, PercentOff(5_000), floor_margin_bp=1_000)).lines] == [
        1_980,
        500,
    ]
    # What the floor holds back of a set goes to the units that can bear it.
    gift = priced(lines, rule(1, BuyGet(2, 1)))
    assert [line.total_minor for line in gift.lines] == [1_800, 200]


def test_a_coupon_and_its_uses_bound_the_sets() -> None:
    twice = rule(1, BuyGet(1, 1), limits=Limits(max_uses=2))
    assert saved(basket((A, 8, 100)), twice) == 200


def test_a_budget_that_cannot_pay_leaves_it_to_the_next_best() -> None:
    big = rule(1, PercentOff(5_000), limits=Limits(budget_minor=100))
    assert saved(basket((A, 1, 1_000)), big, rule(2, PercentOff(1_000))) == 100
    assert saved(basket((A, 1, 200)), big, rule(2, PercentOff(1_000))) == 100


def test_points_count_what_is_paid() -> None:
    lines = basket((A, 1, 1_050), (B, 1, 1_000))
    club, double = rule(1, Points(points_per_major=1)), rule(2, Points(multiplier_bp=20_000), {A}, group="x")
    done = priced(lines, club, double, rule(3, PercentOff(1_000)))
    assert {one.rule_id: one.points for one in done.earned} == {1: 18, 2: 9}


def test_points_do_not_depend_on_how_units_stand_on_lines() -> None:
    book = RuleBook([rule(1, Points(points_per_major=3)), rule(2, PercentOff(3_333), {B})])
    case = Case(NOW, customer_id=1, points_wanted=77, points_balance=1_000)
    whole = price([Line(1, A, 3, 33), Line(2, B, 2, 101), Line(3, C, 4, 7, None, False)], book, case)
    goods = [(A, 33, True)] * 3 + [(B, 101, True)] * 2 + [(C, 7, False)] * 4
    split = price([Line(key, one, 1, cost, None, takes) for key, (one, cost, takes) in enumerate(goods)], book, case)
    assert (split.points_earned, split.total_minor) == (whole.points_earned, whole.total_minor)
