"""A rehearsal says what a promotion would do beside the same days without it, and what that rests on."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from shopassistant.core.errors import UserError
from shopassistant.core.progress import Cancelled
from shopassistant.promotions.elasticity.responses import Responses
from shopassistant.promotions.rehearsal.past import PastBaskets
from shopassistant.promotions.rehearsal.rehearse import rehearse
from shopassistant.promotions.rehearsal.result import Rehearsal, rehearsal_from_json, rehearsal_to_json
from shopassistant.promotions.rehearsal.setting import Setting, Share, Stock
from shopassistant.promotions.rules.offers import AmountOff, BuyGet, Offer, PercentOff, Points, Threshold
from shopassistant.promotions.rules.rule import Limits, Rule
from tests.unit.promotions.pasts import a_past

SCARF, HAT, CUP = 1, 2, 3
NEVER = Share(0.0, 0.0)
START = date(2026, 11, 23)
SURE = replace(Responses.assumed(), shop_sd=1e-9)
# 70 days, two scarves and a hat each; a cup, of another kind, every other day.
DAYS = 70
STEADY: PastBaskets = a_past(
    [[(SCARF, 2, 1_000, 400), (HAT, 1, 2_000, 500), *([(CUP, 1, 500, 100)] if day % 2 else [])] for day in range(DAYS)],
    days=list(range(DAYS)),
    customers=[7 + day % 10 for day in range(DAYS)],
    categories={SCARF: 1, HAT: 1, CUP: 2},
)
PLAIN = Setting(START, 14, responses=SURE, cannibal=NEVER, pulled=NEVER)


def only(rule: Rule, setting: Setting = PLAIN, past: PastBaskets = STEADY) -> Rehearsal:
    return rehearse(past, [rule], setting).rehearsals[0]


def scarves(offer: Offer, **terms: object) -> Rule:
    return Rule(9, "Scarves", offer, (frozenset({SCARF}),), **terms)  # type: ignore[arg-type]


def test_a_fifth_off_sells_more_by_the_elasticity_and_says_what_is_left_of_it() -> None:
    found = only(scarves(PercentOff(2_000)))
    units = 28 * 0.8**-2
    assert found.without.units.mid == pytest.approx(28, rel=1e-3)
    assert found.outcome.units.mid == pytest.approx(units, rel=1e-3)
    assert found.outcome.revenue_minor.mid == pytest.approx(units * 800, rel=1e-3)
    assert found.outcome.discount_minor.mid == pytest.approx(units * 200, rel=1e-3)
    assert found.change.margin_minor.mid == pytest.approx(units * 400 - 28 * 600, rel=1e-2)
    assert found.redemptions.mid == pytest.approx(14 * 0.8**-2, rel=1e-3)
    assert found.customers.mid == pytest.approx(10 * 0.8**-2, rel=0.1), "ten customers come in two weeks"
    assert found.freed_minor.mid == pytest.approx((units - 28) * 400, rel=1e-2)
    assert found.chance_better == 1.0
    assert [one.variant_id for one in found.products] == [SCARF]
    assert found.basis.lines == len(STEADY)


def test_not_knowing_the_elasticity_makes_the_range_wide() -> None:
    sure, unsure = (only(scarves(PercentOff(2_000)), replace(PLAIN, responses=one)).change.margin_minor
                    for one in (SURE, Responses.assumed()))  # fmt: skip
    assert unsure.high - unsure.low > 10 * (sure.high - sure.low)
    assert unsure.low < sure.mid < unsure.high


def test_weeks_that_differ_make_the_range_wide() -> None:
    days = list(range(140))
    past = a_past([[(SCARF, 1 + 9 * (day // 7 % 2), 1_000, 400)] for day in days], days=days)
    found = only(scarves(PercentOff(2_000)), PLAIN, past).without.units
    assert found.low < 0.7 * found.mid or found.high > 1.3 * found.mid


def test_a_week_that_is_known_in_part_does_not_pass_for_a_slow_one() -> None:
    days = list(range(15))
    past = a_past([[(SCARF, 2, 1_000, 400)] for _ in days], days=days)
    found = only(scarves(PercentOff(2_000)), PLAIN, past).without.units
    assert found.low == pytest.approx(28, rel=1e-3)


def test_what_is_sold_more_is_partly_taken_from_others_of_the_kind_and_from_later() -> None:
    setting = replace(PLAIN, cannibal=Share(0.3, 0.0), pulled=Share(0.25, 0.0))
    plain, found = only(scarves(PercentOff(2_000))), only(scarves(PercentOff(2_000)), setting)
    more = 28 * (0.8**-2 - 1)
    # Of hats, whose margin is 1,500, there are 14; of a kind most of which is in the promotion less is taken.
    assert found.cannibalised_minor.mid == pytest.approx(0.3 * more * 1_500 * 2 * 14 / (14 + 28 + more), rel=0.02)
    assert found.pulled_forward_minor.mid == pytest.approx(0.25 * more * 600, rel=0.02)
    lost = found.cannibalised_minor.mid + found.pulled_forward_minor.mid
    assert plain.change.margin_minor.mid - found.change.margin_minor.mid == pytest.approx(lost, rel=0.02)
    both = replace(scarves(PercentOff(2_000)), items=(frozenset({SCARF, HAT}),))
    assert only(both, setting).cannibalised_minor.mid == 0, "nothing of the kind is left to be taken from"


def test_no_more_is_sold_than_there_is_and_the_day_it_is_gone_is_told() -> None:
    setting = replace(PLAIN, stock=Stock(np.array([SCARF]), np.array([22])))
    found = only(scarves(PercentOff(2_000)), setting)
    assert found.outcome.units.high == pytest.approx(22, rel=1e-3)
    (scarf,) = found.products
    assert scarf.stock == 22
    # 2 a day make 3.1 with the cut: gone in the eighth day.
    assert scarf.runs_out_on == date(2026, 11, 30)
    assert scarf.chance_out == 1.0
    plenty = only(scarves(PercentOff(2_000)), replace(setting, stock=Stock(np.array([SCARF]), np.array([80]))))
    assert (plenty.products[0].runs_out_on, plenty.products[0].chance_out) == (None, 0.0)


def test_a_budget_ends_the_promotion_and_its_effect() -> None:
    free = only(scarves(PercentOff(2_000)))
    budget = round(free.outcome.discount_minor.mid / 2)
    found = only(scarves(PercentOff(2_000), limits=Limits(budget_minor=budget)))
    assert found.outcome.discount_minor.high <= budget * 1.001
    assert found.change.units.mid == pytest.approx(free.change.units.mid / 2, rel=0.02)
    assert found.budget_share is not None
    assert found.budget_share.mid == pytest.approx(1.0)
    assert found.budget_ends_on == date(2026, 11, 30) or found.budget_ends_on == date(2026, 11, 29)
    ample = only(scarves(PercentOff(2_000), limits=Limits(budget_minor=budget * 20)))
    assert ample.budget_ends_on is None
    assert ample.budget_share is not None
    assert ample.budget_share.mid == pytest.approx(0.1, rel=0.02)
    few = only(scarves(PercentOff(2_000), limits=Limits(max_uses=5)))
    assert few.redemptions.high == pytest.approx(5, rel=1e-3)


def test_coupons_move_only_those_who_use_them() -> None:
    everybody = only(scarves(PercentOff(2_000)))
    setting = replace(PLAIN, uptake=Share(0.2, 0.0))
    found = only(scarves(PercentOff(2_000), needs_coupon=True), setting)
    assert found.change.units.mid == pytest.approx(0.2 * everybody.change.units.mid, rel=0.02)
    assert "uptake" in [one.code for one in found.assumptions]


def test_a_promotion_that_runs_already_is_on_both_sides() -> None:
    live = Rule(3, "Running", PercentOff(1_000), (frozenset({SCARF}),))
    found = only(scarves(PercentOff(1_000)), replace(PLAIN, live=(live,)))
    assert found.without.discount_minor.mid > 0
    assert found.change.units.mid == pytest.approx(0, abs=1e-6), (
        "the same once more in the same group gives nothing more"
    )
    deeper = only(scarves(PercentOff(2_000)), replace(PLAIN, live=(live,)))
    assert deeper.without.units.mid == pytest.approx(28 * 0.9**-2, rel=1e-3)
    assert deeper.outcome.units.mid == pytest.approx(28 * 0.8**-2, rel=1e-3)


def test_coupons_of_others_are_not_taken_to_be_in_every_hand() -> None:
    live = Rule(3, "", PercentOff(9_000))
    coupons = replace(live, needs_coupon=True)
    rule = scarves(PercentOff(1_000))
    assert only(rule, replace(PLAIN, live=(coupons,))) == only(rule)
    assert only(rule, replace(PLAIN, live=(live,))) != only(rule)


def test_what_was_promoted_then_is_not_taken_for_usual_demand() -> None:
    past = replace(STEADY, given=np.where(STEADY.variant == 0, STEADY.units * 200, 0))
    found = only(scarves(PercentOff(2_000)), PLAIN, past)
    assert found.outcome.units.mid == pytest.approx(28, rel=0.01), "as it was then"
    assert found.without.units.mid == pytest.approx(28 * (1 / 0.8) ** -2, rel=0.01), "less without the cut of then"


def test_variants_are_compared_on_the_same_chance() -> None:
    cuts = [scarves(PercentOff(share)) for share in (1_000, 2_000, 2_000)]
    unsure = replace(PLAIN, responses=Responses.assumed())
    found = rehearse(STEADY, cuts, unsure)
    assert found.rehearsals[1] == found.rehearsals[2]
    assert sum(found.chance_best) == pytest.approx(1)
    assert found.best == int(np.argmax(found.chance_best))
    assert found.rehearsals[0] == only(cuts[0], unsure), "beside others it says what it says alone"


def test_some_who_nearly_reach_an_offer_take_what_is_missing() -> None:
    found = only(scarves(BuyGet(2, 1)))
    assert "reaching" in [one.code for one in found.assumptions]
    # Two scarves of three: two thirds of the way, a third off all of it.
    assert found.change.units.mid == pytest.approx(14 * (2 / 3) * ((2 / 3) ** -2 - 1), rel=0.02)
    far = only(Rule(9, "Far", Threshold(100_000, None, 1_000)))
    assert far.change.units.mid == 0


def test_points_cost_what_they_will_be_spent_for() -> None:
    found = only(scarves(Points(10)))
    assert found.outcome.discount_minor.mid == pytest.approx(found.outcome.revenue_minor.mid * 0.1 * 0.75, rel=0.02)
    assert "points" in [one.code for one in found.assumptions]


def test_nothing_changes_where_nobody_ever_bought_it() -> None:
    found = only(Rule(9, "Unknown", PercentOff(2_000), (frozenset({99}),)))
    assert found.change.margin_minor.mid == 0
    assert found.products == ()
    empty = rehearse(STEADY.of_baskets(np.zeros(STEADY.baskets, bool)), [scarves(AmountOff(100))], PLAIN)
    assert empty.rehearsals[0].basis.first is None
    assert empty.rehearsals[0].outcome.units.mid == 0


def test_a_rehearsal_can_be_kept_and_read_back() -> None:
    found = only(scarves(PercentOff(2_000), limits=Limits(budget_minor=100)))
    assert rehearsal_from_json(rehearsal_to_json(found)) == found


def test_more_than_three_or_none_are_refused_and_a_long_one_can_be_stopped() -> None:
    for rules in ([], [scarves(PercentOff(1))] * 4):
        with pytest.raises(UserError, match=r"rehearsal\.rules"):
            rehearse(STEADY, rules, PLAIN)
    with pytest.raises(UserError, match=r"rehearsal\.days"):
        Setting(START, 0)

    class Stop:
        def report(self, stage: str, done: int, total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        rehearse(STEADY, [scarves(PercentOff(1_000))], PLAIN, Stop())


def test_a_set_hardly_anybody_buys_is_never_used_less_than_not_at_all() -> None:
    baskets = [[(SCARF, 3 if day == 9 else 1, 1_000, 400)] for day in range(DAYS)]
    past = a_past(baskets, days=list(range(DAYS)))
    found = only(scarves(BuyGet(2, 1)), replace(PLAIN, responses=Responses.assumed()), past)
    assert found.redemptions.low >= 0
    assert found.redemptions.high > 0
    assert found.customers.low >= 0
