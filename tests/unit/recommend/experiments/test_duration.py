"""How long it will take: from the shop's own customers, said before and while an experiment runs."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from shopassistant.core.clock import FixedClock
from shopassistant.recommend.events import Event, log_events
from shopassistant.recommend.experiments.design import Design, two_arms
from shopassistant.recommend.experiments.duration import (
    Past,
    Plan,
    Traffic,
    days_to_go,
    plan,
    plan_with_advice,
    read_past_of_shop,
)
from shopassistant.recommend.experiments.results import evaluate
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from tests.unit.recommend.experiments.shop import NOW, design, first, invented, running
from tests.unit.recommend.shop import START, Buy, Ware, fill

STEADY = Traffic(np.arange(1.0, 101.0) * 10)  # ten new customers a day


def past(customers: int = 2000) -> Past:
    return Past(STEADY, invented(np.random.default_rng(1), customers, (0.1, 0.1)).of(0))


def test_customers_come_as_they_did() -> None:
    assert STEADY.days_until(0) == 0
    assert STEADY.days_until(10) == 1
    assert STEADY.days_until(11) == 2
    assert STEADY.days_until(1000) == 100
    assert STEADY.days_until(2000) == 200
    assert STEADY.days_until(1_000_000) is None


def test_a_shop_of_regulars_runs_out_of_new_ones() -> None:
    regulars = Traffic(np.minimum(np.arange(1.0, 101.0) * 10, 300.0))
    assert regulars.days_until(300) == 30
    assert regulars.days_until(301) is None
    assert Traffic(np.zeros(0)).days_until(1) is None


@pytest.mark.parametrize("measure", ["conversion", "value"])
def test_smaller_differences_rarer_customers_and_uneven_shares_take_longer(measure: str) -> None:
    effect = 0.05 if measure == "conversion" else 1000.0

    def customers(**changes: object) -> int:
        return plan(past(), design(measure=measure, **{"relevant_effect": effect, **changes})).customers

    usual = customers()
    assert customers(relevant_effect=effect / 2) == pytest.approx(4 * usual, rel=0.2)
    assert customers(arms=two_arms("hybrid", "popular", 0.1)) == pytest.approx(usual * 0.25 / 0.09, rel=0.3)
    assert customers(alpha=0.01) > usual


def test_the_plan_is_true_to_what_a_simulation_needs() -> None:
    """At the customers foretold, a difference of just the relevant size is seen about four times in five."""
    of = design(relevant_effect=0.06)
    needed = plan(past(20_000), of).customers
    rng = np.random.default_rng(5)
    found = [evaluate(running(of), invented(rng, needed, (0.1, 0.16)), NOW).verdict for _ in range(200)]
    assert 0.65 < found.count("b_better") / 200 < 0.95


def test_where_it_takes_too_long_it_is_said_what_could_be_seen_sooner() -> None:
    of = design(relevant_effect=0.001)
    told = plan_with_advice(past(), of)
    assert told.visible_effect is not None
    sooner = plan(past(), replace(of, relevant_effect=told.visible_effect))
    assert sooner.days is not None
    assert 50 <= sooner.days <= 56
    assert plan_with_advice(past(), design(relevant_effect=0.3)).visible_effect is None, "that is soon enough"
    nobody = Past(Traffic(np.zeros(0)), past().outcomes)
    assert plan_with_advice(nobody, of).visible_effect is None


def test_a_shop_that_noted_nothing_gets_a_guess_that_says_so(store: Store) -> None:
    store.clock = FixedClock(NOW)
    with store.read() as session:
        empty = read_past_of_shop(session, NOW)
    found = plan(empty, design())
    assert (found.days, found.baseline, found.is_assumed) == (None, None, True)
    assert found.customers > 1000


def test_without_lists_the_sales_say_who_comes_and_what_they_spend(store: Store) -> None:
    fill(store, [Ware("Tea", price=1000)], [Buy(n, n % 90, (1,)) for n in range(1, 91)])
    with store.read() as session:
        # Years later, as with an old import: its own last half year counts.
        found = read_past_of_shop(session, START + timedelta(days=2000))
    assert found.traffic.seen[-1] == 90
    assert found.traffic.days_until(45) == pytest.approx(45, abs=1)
    assert plan(found, Design("Value", two_arms("hybrid", "popular"), "value", 100.0)).is_assumed, "all spend the same"


def test_lists_that_were_shown_say_it_better(store: Store) -> None:
    fill(store, [Ware("Tea"), Ware("Pot")], [], customers=60)
    log = [Event("shown", f"k{n}", 1, "hybrid", 1, n, at=NOW + timedelta(days=n)) for n in range(1, 61)]
    log += [Event("pitched", f"k{n}", product, "hybrid", 1, n, at=NOW + timedelta(days=n, minutes=1))
            for n in range(1, 61) for product in (1, 2)]  # fmt: skip
    log += [Event("bought", f"k{n}", 1, "hybrid", 1, n, at=NOW + timedelta(days=n, minutes=2)) for n in range(1, 41)]
    log_events(store, SYSTEM, log)
    with store.read() as session:
        found = read_past_of_shop(session, NOW + timedelta(days=61))
    told = plan(found, design())
    assert (told.baseline, told.is_assumed) == (pytest.approx(40 / 120), False)
    assert isinstance(told, Plan)
    assert found.traffic.days_until(30) == 30


def test_a_running_experiment_says_how_long_still() -> None:
    of = running(design(relevant_effect=0.03))
    everybody = invented(np.random.default_rng(2), 4000, (0.1, 0.1))
    half = evaluate(of, first(everybody, 1000), NOW)
    whole = evaluate(of, first(everybody, 2000), NOW)
    assert half.verdict == whole.verdict == "too_early"
    early, late = days_to_go(half, NOW + timedelta(days=50)), days_to_go(whole, NOW + timedelta(days=100))
    assert early is not None
    assert late is not None
    assert early > late
    assert early + 50 == pytest.approx(late + 100, rel=0.25)  # the same end, seen from both
    assert days_to_go(evaluate(of, first(everybody, 10), NOW), NOW) is None
