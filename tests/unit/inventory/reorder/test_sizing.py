"""Quantities: theory where it has an answer, and what never happens whatever the numbers are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from shopassistant.core.errors import UserError
from shopassistant.inventory.reorder.advise import STATUSES, advise
from shopassistant.inventory.reorder.lot import PriceBreaks, economic_cover, economic_lot_sizes
from shopassistant.inventory.reorder.terms import Terms
from tests.unit.inventory.reorder.making import arrivals, poisson, situation

FREE = Terms(line_cost_minor=0, order_cost_minor=0, scenarios=200)


def test_without_a_fixed_cost_the_quantity_is_the_newsvendors() -> None:
    """One week's Poisson 70 from day 7 to 14; critical ratio 500 / (500 + holding of about the week)."""
    terms = Terms(holding_share=20.0 / 2, line_cost_minor=0, order_cost_minor=0, scenarios=4000)
    where = situation(scenarios=4000, free=70)
    units = advise(where, poisson(10.0), terms).units[0]
    per_day = 1000 * 10 / 365
    # Stock of 70 covers the first week on average; what it leaves or lacks is part of the need.
    total = stats.poisson(140)
    ratio = 500 / (500 + per_day * 7)
    assert units + 70 == pytest.approx(total.ppf(ratio), abs=4)


def test_the_lot_is_the_economic_order_quantity_for_level_demand() -> None:
    use = np.full((1, 400), 5.0)
    cover = economic_cover(use, np.array([4000.0]), np.array([10.0]), np.array([400]))
    assert cover[0] * 5 == pytest.approx(np.sqrt(2 * 4000 * 5 / 10), abs=5)


def test_a_price_break_is_taken_where_it_pays() -> None:
    use, fixed, holding = np.full((2, 180), 2.0), np.full(2, 500.0), np.array([0.5, 0.5])
    breaks = PriceBreaks(np.array([0, 1]), np.array([150, 150]), np.array([900.0, 999.9]))
    lots = economic_lot_sizes(use, fixed, holding, np.full(2, 1000.0), breaks, np.full(2, 180))
    assert lots[0] == 150
    assert lots[1] < 100


def test_a_fixed_cost_makes_fewer_and_larger_orders() -> None:
    where = situation(2, free=np.array([0, 0]))
    cheap = advise(where, poisson(2.0), FREE).units
    dear = advise(where, poisson(2.0), Terms(line_cost_minor=3000, order_cost_minor=0)).units
    assert (dear > cheap * 1.5).all()


def test_a_far_off_order_does_not_stop_advice_and_one_in_time_does() -> None:
    far = situation(arrivals=arrivals((0, 500, 45)), free=3)
    near = situation(arrivals=arrivals((0, 500, 5)), free=20)
    assert advise(far, poisson(3.0), FREE).units[0] > 20
    assert advise(near, poisson(3.0), FREE).units[0] == 0


def test_units_promised_to_held_baskets_are_ordered_on_top() -> None:
    plain = advise(situation(free=0), poisson(2.0), FREE).units[0]
    owed = advise(situation(free=-6), poisson(2.0), FREE).units[0]
    assert owed == plain + 6


def test_what_nobody_counted_is_said_and_not_guessed() -> None:
    advice = advise(situation(2, counted=np.array([True, False])), poisson(5.0), FREE)
    assert [STATUSES[code] for code in advice.status] == ["order", "not_counted"]
    assert advice.units[1] == 0


def test_short_shelf_life_orders_less_and_says_what_will_spoil() -> None:
    fresh = situation(2, shelf_days=np.array([0, 5]))
    terms = Terms(line_cost_minor=2000, order_cost_minor=0)
    keeps, spoils = advise(fresh, poisson(2.0), terms).units
    assert 0 < spoils <= 14 < keeps


def test_the_shops_own_minimum_maximum_and_service_level_hold() -> None:
    where = situation(3, free=10, least=np.array([60, -1, -1]), most=np.array([-1, 14, -1]), lead=2)
    units = advise(where, poisson(1.0), Terms(line_cost_minor=3000)).units
    assert units[0] >= 50
    assert units[1] <= 4
    plain = situation(margin=1.0, free=0)
    assert advise(plain, poisson(1.0), FREE).units[0] < 5
    wanted = advise(situation(margin=1.0, free=0, service=0.95), poisson(1.0), FREE)
    assert wanted.units[0] >= stats.poisson(7).ppf(0.9)


def test_a_product_that_earns_nothing_is_not_ordered() -> None:
    assert advise(situation(margin=-100.0), poisson(5.0), FREE).units[0] == 0


def test_terms_that_make_no_sense_are_refused() -> None:
    with pytest.raises(UserError, match="holding_share"):
        Terms(holding_share=-0.1)
    with pytest.raises(UserError, match="line_cost_minor"):
        Terms(line_cost_minor=-1)


@given(st.data())
def test_never_discontinued_never_below_zero_always_in_packs(data: st.DataObject) -> None:
    count = 6
    draws = np.random.default_rng(data.draw(st.integers(0, 10**6)))
    orderable = draws.random(count) < 0.7
    counted = draws.random(count) < 0.8
    pack = draws.integers(1, 30, count)
    minimum = draws.integers(1, 60, count)
    most = np.where(draws.random(count) < 0.3, draws.integers(0, 80, count), -1)
    where = situation(
        count, lead=draws.integers(0, 20, 40), scenarios=40, orderable=orderable, counted=counted, pack=pack,
        min_units=minimum, most=most, free=draws.integers(-10, 40, count), margin=draws.normal(300, 400, count),
        unit_cost=draws.integers(1, 3000, count), shelf_days=draws.integers(0, 2, count) * draws.integers(1, 90, count),
        service=np.where(draws.random(count) < 0.3, 0.9, np.nan), supplier=draws.integers(-1, 3, count),
        arrivals=arrivals((0, 5, 3), (3, 40, 30), scenarios=40), supplier_least={0: 20_000.0, 1: 10**9},
        least=np.where(draws.random(count) < 0.2, 12, -1),
    )  # fmt: skip
    budget = data.draw(st.one_of(st.none(), st.integers(0, 200_000)))
    terms = Terms(line_cost_minor=int(draws.integers(0, 3000)), scenarios=40)
    advice = advise(where, poisson(draws.gamma(0.5, 4.0, count), days=60), terms, budget)
    units = advice.units
    assert (units >= 0).all()
    assert (units % pack == 0).all()
    assert ((units == 0) | (units >= minimum)).all()
    assert (units[~orderable | ~counted] == 0).all()
    limited = most >= 0
    assert (units[limited] <= np.maximum(most - where.position(), 0)[limited]).all()
    assert (advice.added <= units).all()
    if budget is not None:
        assert advice.cost_minor.sum() <= budget
    assert ((advice.status == STATUSES.index("order")) == (units > 0)).all()
    assert (advice.figures.risk_after <= advice.figures.risk_before + 1e-9).all()
    assert len(advice.figures.cover) == (units > 0).sum()


def test_less_is_ordered_while_the_level_of_demand_is_still_to_be_learned() -> None:
    """Stock for a level that may turn out low cannot be given back; stock for mere chance is wanted every week."""

    def lasting(rows: np.ndarray, count: int, seed: int) -> np.ndarray:
        level = np.random.default_rng(seed).choice([1, 9], count)
        return np.repeat(level[:, None], 90, axis=1)[None]

    def fleeting(rows: np.ndarray, count: int, seed: int) -> np.ndarray:
        draws = np.random.default_rng(seed)
        early = np.repeat(draws.choice([1, 9], count)[:, None], 14, axis=1)
        return np.concatenate([early, np.repeat(draws.choice([1, 9], count)[:, None], 76, axis=1)], axis=1)[None]

    where, terms = situation(margin=30.0, free=70), Terms(line_cost_minor=0, order_cost_minor=0, holding_share=0.5)
    assert advise(where, lasting, terms).units[0] < advise(where, fleeting, terms).units[0]
