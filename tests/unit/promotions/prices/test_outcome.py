"""What a price would bring: units by elasticity, margin by cost, stock, tax and what others ask, with its risk."""

from dataclasses import replace

import numpy as np
import pytest

from shopassistant.promotions.prices.outcome import Situation, gains, outcomes


def situation(**values: object) -> Situation:
    draws = np.full(200, 50.0)
    usual = Situation(
        price_minor=2_400, cost_minor=1_000, rate_bp=2_000, days=28, soon=draws, later=draws, stock=None, ends=False,
        elasticity=np.full(200, -2.0),
    )  # fmt: skip
    return replace(usual, **values)  # type: ignore[arg-type]


def test_units_follow_the_elasticity_and_margin_is_without_tax() -> None:
    found = outcomes(situation(), np.array([2_400, 1_800]))
    assert found.units[0, 0] == pytest.approx(100)
    assert found.units[1, 0] == pytest.approx(100 / 0.75**2)
    assert found.margin[0, 0] == pytest.approx(100 * (2_000 - 1_000))
    assert found.margin[1, 0] == pytest.approx(100 / 0.75**2 * (1_500 - 1_000))


def test_no_more_is_sold_than_is_there_or_comes() -> None:
    ending = situation(stock=60, ends=True)
    assert outcomes(ending, np.array([2_400])).units[0, 0] == pytest.approx(60)
    waiting = situation(stock=30)
    assert outcomes(waiting, np.array([2_400])).units[0, 0] == pytest.approx(80), "what comes later can be sold then"


def test_where_stock_is_short_a_higher_price_earns_more() -> None:
    short = situation(stock=20, ends=True)
    assert gains(short, outcomes(short, np.array([2_700])))[0].mean > 0
    assert gains(short, outcomes(short, np.array([2_100])))[0].mean < 0


def test_old_stock_makes_a_lower_price_worth_more() -> None:
    fresh, old = situation(cover_days=30.0), situation(cover_days=700.0)
    lower = np.array([2_100])
    assert gains(old, outcomes(old, lower))[0].mean > gains(fresh, outcomes(fresh, lower))[0].mean


def test_above_what_others_ask_demand_answers_more_strongly() -> None:
    alone, watched = situation(), situation(others_minor=2_400)
    dearer = np.array([2_700])
    assert outcomes(watched, dearer).units[0, 0] < outcomes(alone, dearer).units[0, 0]
    cheaper = np.array([2_100])
    assert outcomes(watched, cheaper).units[0, 0] == pytest.approx(outcomes(alone, cheaper).units[0, 0])


def test_what_is_taken_from_similar_products_is_counted() -> None:
    alone, among = situation(), situation(cross=0.8)
    lower, higher = np.array([2_100]), np.array([2_700])
    assert gains(among, outcomes(among, lower))[0].mean < gains(alone, outcomes(alone, lower))[0].mean
    assert gains(among, outcomes(among, higher))[0].mean > gains(alone, outcomes(alone, higher))[0].mean


def test_the_risk_is_the_chance_of_earning_less_than_today() -> None:
    draws = np.random.default_rng(1)
    unsure = situation(elasticity=np.clip(draws.normal(-2.0, 1.0, 200), -6, -0.1))
    found = gains(unsure, outcomes(unsure, np.array([2_400, 2_100])))
    assert found[0].mean == 0
    assert found[0].risk == 0
    assert 0.1 < found[1].risk < 0.9
    assert found[1].low < found[1].mean < found[1].high


def test_a_cut_that_only_brings_purchases_forward_is_not_believed_for_long() -> None:
    lower = np.array([2_000])
    assert outcomes(situation(after=0.5), lower).units[0, 0] < outcomes(situation(), lower).units[0, 0]
