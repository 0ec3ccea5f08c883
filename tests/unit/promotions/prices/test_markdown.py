"""A markdown brings more than a fixed ladder, never goes up, stops at its floor, and is a manager's to begin."""

from datetime import timedelta

import numpy as np
import pytest

from shopassistant.core.errors import Conflict, NotAllowed, NotFound, UserError
from shopassistant.promotions.elasticity.responses import draw
from shopassistant.promotions.prices.ladder import ladder
from shopassistant.promotions.prices.limits import Limits, set_limits
from shopassistant.promotions.prices.markdown.outlining import Outline, Terms, ageing, outline
from shopassistant.promotions.prices.markdown.plans import (
    approve_plan,
    bring_back,
    cancel_plan,
    due_plans,
    load_plan,
    propose_plan,
    replan,
    restore_steps,
    take_step,
)
from shopassistant.promotions.prices.markdown.programme import Sale, solve
from shopassistant.promotions.prices.markdown.simulating import by_policy, fixed_ladder, keep_price, simulate
from shopassistant.store.actor import Actor
from shopassistant.store.schema import Variant
from tests.unit.promotions.prices.shelf import TODAY, Shelf


def sale(stock: int, rate: float = 4.0, weeks: int = 10, price: int = 8_999, every: int = 2) -> Sale:
    draws = np.random.default_rng(5)
    return Sale(
        prices=np.array(ladder(price, price // 4, "99", 12)), rate_bp=2_000, salvage_minor=price // 10, stock=stock,
        weekly=np.full(weeks, rate), level=draws.gamma(8, 1 / 8, 300),
        elasticity=draw(np.array([-2.2]), np.array([0.4]), 300, 1)[:, 0], every=every,
    )  # fmt: skip


@pytest.mark.parametrize("stock", [15, 60, 120, 400])
def test_it_brings_more_than_a_fixed_ladder_and_than_waiting(stock: int) -> None:
    one = sale(stock)
    planned = simulate(one, by_policy(solve(one))).revenue.mean()
    assert planned >= simulate(one, fixed_ladder(one)).revenue.mean()
    assert planned >= 0.98 * simulate(one, keep_price).revenue.mean()


def test_much_stock_goes_down_further_and_little_stays() -> None:
    few, many = (solve(sale(stock)) for stock in (10, 300))
    week = np.array([10])
    assert few.at(0, week, np.array([0]))[0] == 0
    assert many.at(0, np.array([300]), np.array([0]))[0] > 0


def test_prices_only_go_down_and_only_every_so_many_weeks() -> None:
    one = sale(120, every=3)
    course = simulate(one, by_policy(solve(one)))
    moves = np.diff(course.price, axis=1)
    assert (moves >= 0).all()
    changed = np.flatnonzero(moves.any(axis=0)) + 1
    assert all(week % 3 == 0 for week in changed)
    assert (course.stock[:, -1] == course.left).all()
    assert (course.left >= 0).all()


def test_the_value_promised_is_the_value_found() -> None:
    one = sale(80)
    policy = solve(one)
    assert simulate(one, by_policy(policy), 4_000).revenue.mean() == pytest.approx(policy.value, rel=0.05)


def outlined(shelf: Shelf, weeks: int = 8, **terms: object) -> Outline:
    wanted = Terms(until=TODAY + timedelta(weeks=weeks), **terms)  # type: ignore[arg-type]
    return outline(shelf.adviser(), shelf.variants["dusty"], wanted)


def test_an_outline_says_what_it_brings_beside_the_other_ways(shelf: Shelf) -> None:
    found = outlined(shelf)
    assert found.steps
    assert found.mean_minor > max(found.keep_minor, found.ladder_minor) * 0.98
    assert found.revenue_minor[0] <= found.revenue_minor[1] <= found.revenue_minor[2]
    prices = [step.price_minor for step in found.steps]
    assert prices == sorted(prices, reverse=True)
    assert prices[0] < 3_000
    assert found.stock_path[0].tolist() == [4_000, 4_000, 4_000]


def test_no_step_goes_below_the_floor_that_was_said(shelf: Shelf, manager: Actor) -> None:
    assert min(step.price_minor for step in outlined(shelf, floor_minor=2_000).steps) >= 2_000
    set_limits(shelf.store, manager, Limits(floor_minor=2_500), variant_id=shelf.variants["dusty"])
    assert min(step.price_minor for step in outlined(shelf).steps) >= 2_500
    with pytest.raises(UserError, match=r"prices\.markdown_floor"):
        outlined(shelf, floor_minor=3_001)
    assert not outlined(shelf, floor_minor=3_000).steps


def test_below_cost_is_said(shelf: Shelf) -> None:
    assert outlined(shelf, weeks=4).below_cost
    assert not outlined(shelf, floor_minor=1_500).below_cost


@pytest.mark.parametrize("days", [0, -3, 400])
def test_a_day_that_cannot_be_planned_to_is_refused(shelf: Shelf, days: int) -> None:
    with pytest.raises(UserError, match=r"prices\.markdown_until"):
        outline(shelf.adviser(), shelf.variants["dusty"], Terms(TODAY + timedelta(days=days)))
    with pytest.raises(UserError, match=r"prices\.markdown_nothing"):
        outline(shelf.adviser(), 99_999, Terms(TODAY + timedelta(days=20)))


def test_what_lies_too_long_is_found(shelf: Shelf) -> None:
    assert [goods.id for goods, _, _ in ageing(shelf.adviser())] == [shelf.variants["dusty"]]


def price(shelf: Shelf) -> int:
    with shelf.store.read() as session:
        return session.get_one(Variant, shelf.variants["dusty"]).price_minor


def test_a_plan_begins_with_a_manager_and_goes_on_step_by_step(shelf: Shelf, manager: Actor) -> None:
    found = outlined(shelf)
    plan_id = propose_plan(shelf.store, manager, found).plan_id
    assert price(shelf) == 3_000, "proposed is not begun"
    approve_plan(shelf.store, manager, plan_id, TODAY)
    assert price(shelf) == found.steps[0].price_minor
    assert shelf.variants["dusty"] not in [one.goods.id for one in shelf.adviser().advise()], "it is being marked down"
    if len(found.steps) > 1:
        later = found.steps[1].on
        with shelf.store.read() as session:
            assert [plan.id for plan in due_plans(session, later)] == [plan_id]
        take_step(shelf.store, manager, plan_id, later)
        assert price(shelf) == found.steps[1].price_minor
        bring_back(shelf.store, manager, plan_id)
        assert price(shelf) == found.steps[0].price_minor
    bring_back(shelf.store, manager, plan_id)
    assert price(shelf) == 3_000
    bring_back(shelf.store, manager, plan_id)
    with shelf.store.read() as session:
        assert load_plan(session, plan_id).status == "proposed"


def test_a_plan_is_planned_anew_from_what_is_left(shelf: Shelf, manager: Actor) -> None:
    plan_id = propose_plan(shelf.store, manager, outlined(shelf)).plan_id
    approve_plan(shelf.store, manager, plan_id, TODAY)
    replan(shelf.store, manager, plan_id, outlined(shelf, weeks=12))
    with shelf.store.read() as session:
        plan = load_plan(session, plan_id)
    assert plan.steps[0].done
    assert plan.until == TODAY + timedelta(weeks=12)


def test_planning_anew_can_be_taken_back_until_a_step_is_taken(shelf: Shelf, manager: Actor) -> None:
    plan_id = propose_plan(shelf.store, manager, outlined(shelf, floor_minor=1_500, every_weeks=1)).plan_id
    approve_plan(shelf.store, manager, plan_id, TODAY)
    with shelf.store.read() as session:
        before = load_plan(session, plan_id)
    assert (before.terms.floor_minor, before.terms.every_weeks) == (1_500, 1)
    again = outline(shelf.adviser(), before.variant_id, before.terms)
    replan(shelf.store, manager, plan_id, again)
    restore_steps(shelf.store, manager, before)
    with shelf.store.read() as session:
        assert load_plan(session, plan_id).steps == before.steps
    bring_back(shelf.store, manager, plan_id)
    with pytest.raises(Conflict):
        restore_steps(shelf.store, manager, before)


def test_a_cancelled_plan_leaves_the_price_and_can_be_brought_back(shelf: Shelf, manager: Actor) -> None:
    plan_id = propose_plan(shelf.store, manager, outlined(shelf)).plan_id
    cancel_plan(shelf.store, manager, plan_id)
    with pytest.raises(Conflict):
        approve_plan(shelf.store, manager, plan_id, TODAY)
    bring_back(shelf.store, manager, plan_id)
    approve_plan(shelf.store, manager, plan_id, TODAY)
    with pytest.raises(Conflict, match=r"prices\.plan_running"):
        propose_plan(shelf.store, manager, outlined(shelf))


def test_a_price_somebody_set_meanwhile_is_not_overwritten(shelf: Shelf, manager: Actor) -> None:
    plan_id = propose_plan(shelf.store, manager, outlined(shelf)).plan_id
    with shelf.store.begin(manager) as unit:
        unit.session.get_one(Variant, shelf.variants["dusty"]).price_minor = 2_777
        unit.commit()
    with pytest.raises(Conflict, match=r"prices\.moved"):
        approve_plan(shelf.store, manager, plan_id, TODAY)
    assert price(shelf) == 2_777


def test_an_associate_marks_nothing_down(shelf: Shelf, manager: Actor, associate: Actor) -> None:
    found = outlined(shelf)
    with pytest.raises(NotAllowed):
        propose_plan(shelf.store, associate, found)
    plan_id = propose_plan(shelf.store, manager, found).plan_id
    for refused in (cancel_plan, bring_back):
        with pytest.raises(NotAllowed):
            refused(shelf.store, associate, plan_id)
    with pytest.raises(NotFound):
        cancel_plan(shelf.store, manager, 999)
