"""What-if answers move the way they must, on the same draws, and come quickly enough to be dragged."""

import time

import numpy as np
import pytest

from shopassistant.core.errors import UserError
from shopassistant.inventory.reorder.levels import find_levels
from shopassistant.inventory.reorder.terms import Terms
from shopassistant.inventory.reorder.whatif import Change, Explorer
from tests.unit.inventory.reorder.making import arrivals, poisson, situation

TERMS = Terms(line_cost_minor=100, order_cost_minor=0)


@pytest.fixture
def explorer() -> Explorer:
    return Explorer(situation(free=30), poisson(2.0), TERMS)


def test_the_same_question_has_the_same_answer(explorer: Explorer) -> None:
    assert explorer.at() == explorer.at(Change())


def test_longer_lead_times_cost_more_and_tie_up_more(explorer: Explorer) -> None:
    answers = [explorer.at(Change(lead_days=days)) for days in (2, 7, 21)]
    assert answers[0].cost < answers[1].cost < answers[2].cost
    assert answers[2].risk > answers[0].risk


def test_more_service_costs_stock_and_lowers_the_risk() -> None:
    explorer = Explorer(situation(free=30, margin=20.0), poisson(2.0), TERMS)
    low, high = explorer.at(Change(service=0.6)), explorer.at(Change(service=0.995))
    assert high.tied_up > low.tied_up
    assert high.holding > low.holding
    assert high.risk < low.risk
    assert high.fill_rate > low.fill_rate


def test_a_lower_price_sells_more_at_less_margin_each(explorer: Explorer) -> None:
    now, cheaper = explorer.at(), explorer.at(Change(price_factor=0.9))
    assert cheaper.units > now.units
    assert cheaper.margin < now.margin
    known = Explorer(situation(free=30), poisson(2.0), TERMS, price_effect=lambda factor: 3.0)
    assert known.at(Change(price_factor=0.9)).units > cheaper.units


def test_a_budget_is_kept_and_its_price_is_seen() -> None:
    explorer = Explorer(situation(20, free=5), poisson(2.0), TERMS)
    full, half = explorer.at(), explorer.at(Change(budget_minor=150_000))
    assert half.spend <= 150_000 < full.spend
    assert half.shortage > full.shortage
    assert half.fill_rate < full.fill_rate


def test_open_orders_are_part_of_the_answer() -> None:
    without = Explorer(situation(free=5), poisson(2.0), TERMS).at()
    coming = Explorer(situation(free=5, arrivals=arrivals((0, 20, 2), (0, 20, 4))), poisson(2.0), TERMS).at()
    assert coming.shortage < without.shortage
    assert coming.units < without.units


def test_levels_are_near_the_best_of_all_levels() -> None:
    """Level Poisson demand, a fixed cost: no pair on a grid is clearly better on the same scenarios."""
    from shopassistant.inventory.reorder.rules import OrderUpTo
    from shopassistant.inventory.reorder.simulator import UnitCosts, simulate
    from shopassistant.inventory.reorder.sizing import find_stakes

    draws = np.random.default_rng(2)
    where = situation(lead=np.maximum(draws.poisson(7, 200), 1))
    terms = Terms(line_cost_minor=300, order_cost_minor=0)
    demand = poisson(3.0)(np.array([0]), 200, 1)
    found = find_levels(where, demand, terms, np.zeros(1))
    stakes = find_stakes(where, terms)
    shops, days = 8, 700
    asked = np.random.default_rng(5).poisson(3.0, (shops, days))
    lead = np.random.default_rng(6).poisson(7, (shops, days)).clip(1)
    points, lots = (grid.ravel() for grid in np.meshgrid(np.arange(45, 68, 3), np.arange(26, 80, 8)))
    points, levels = np.append(points, found.point), np.append(points + lots, found.level)
    pairs = len(points)
    price = UnitCosts(stakes.holding, np.array([300.0]), stakes.shortage)
    rule = OrderUpTo(np.repeat(points, shops), np.repeat(levels, shops))
    outcome = simulate(
        np.tile(asked, (pairs, 1)), np.tile(lead, (pairs, 1)), rule, price, start=rule.level, review_days=7,
        count_from=50,
    )  # fmt: skip
    cost = outcome.cost.reshape(pairs, shops).sum(axis=1)
    assert cost[-1] <= cost.min() * 1.03


def test_figures_that_make_no_sense_are_refused(explorer: Explorer) -> None:
    for change in (Change(service=1.0), Change(price_factor=0.0), Change(lead_days=-1.0), Change(budget_minor=-1)):
        with pytest.raises(UserError, match=r"reorder\.change"):
            explorer.at(change)
    with pytest.raises(UserError, match=r"reorder\.nothing_known"):
        Explorer(situation(counted=False), poisson(2.0), TERMS)


def test_a_category_answers_within_a_second_of_processor_time() -> None:
    explorer = Explorer(situation(300, free=20), poisson(1.0), TERMS)
    explorer.at()
    started = time.process_time()
    explorer.at(Change(lead_days=9, budget_minor=900_000))
    assert time.process_time() - started < 4.0
