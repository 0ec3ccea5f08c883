"""The days of a promotion are as lively as last year's season lets expect of the shop as it does now."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from shopassistant.promotions.elasticity.responses import Responses
from shopassistant.promotions.rehearsal.past import PastBaskets
from shopassistant.promotions.rehearsal.rehearse import rehearse
from shopassistant.promotions.rehearsal.setting import Setting, Share
from shopassistant.promotions.rules.offers import PercentOff
from shopassistant.promotions.rules.rule import Rule
from tests.unit.promotions.pasts import a_past

KNIT, CUP = 1, 2
SURE = replace(Responses.assumed(), shop_sd=1e-9)
# The past ends on 16 November; the promotion is for the two weeks after.
SETTING = Setting(date(2026, 11, 17), 14, responses=SURE, cannibal=Share(0, 0), pulled=Share(0, 0))


def seasonal(weeks: int, growth: float = 1.0) -> PastBaskets:
    """A season that begins and ends overnight, the hardest to tell: knitwear sells 20 a day until mid-November and 80 a
    day in the four weeks after, every year; cups 20 a day. This year all sells `growth` times as much."""
    baskets, days = [], []
    for ago in range(weeks * 7):
        times = growth if ago < 182 else 1.0
        season = 4 if 337 <= ago < 365 else 1
        baskets.append([(KNIT, round(20 * times * season), 1_000, 400), (CUP, round(20 * times), 500, 100)])
        days.append(ago)
    return a_past(baskets, days=days, categories={KNIT: 1, CUP: 2})


def expected(past: PastBaskets, variant: int) -> float:
    rule = Rule(1, "", PercentOff(1_000), (frozenset({variant}),))
    return rehearse(past, [rule], SETTING).rehearsals[0].without.units.mid


def test_last_years_season_is_expected_of_this_year() -> None:
    past = seasonal(64)
    assert expected(past, KNIT) == pytest.approx(14 * 80, rel=0.2)
    assert expected(past, CUP) == pytest.approx(14 * 20, rel=0.02)


def test_a_shop_that_has_grown_is_expected_to_do_so_in_the_season_too() -> None:
    past = seasonal(64, growth=1.5)
    assert expected(past, KNIT) == pytest.approx(14 * 80 * 1.5, rel=0.2)
    assert expected(past, CUP) == pytest.approx(14 * 20 * 1.5, rel=0.05)


def test_a_promotion_in_last_years_season_is_not_taken_for_the_season() -> None:
    past = seasonal(64)
    was_on = (past.day[past.basket] <= past.day.max() - 337) & (past.day[past.basket] > past.day.max() - 365)
    given = np.where(was_on & (past.variant == 0), past.units * 200, 0)
    assert expected(replace(past, given=given), KNIT) == pytest.approx(14 * 80 * 0.8**2, rel=0.2)


def test_with_less_than_a_year_the_newest_weeks_are_all_there_is() -> None:
    assert expected(seasonal(30), KNIT) == pytest.approx(14 * 20, rel=0.02)
