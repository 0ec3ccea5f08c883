"""Budget, suppliers' minimum orders and lead times."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopassistant.inventory.reorder.budget import Choices, greedy, spend
from shopassistant.inventory.reorder.leadtime import lead_scenarios, still_to_come
from shopassistant.inventory.reorder.minimum import Fill, fill_up


def row(*steps: tuple[int, float]) -> Choices:
    """Choices from (cost, gain) pairs; nothing comes first."""
    costs, gains = zip((0, 0.0), *steps, strict=True)
    return Choices(np.arange(len(costs)), np.array(costs, np.int64), np.array(gains, np.float64))


OPTIONS = st.lists(
    st.lists(st.tuples(st.integers(1, 30), st.floats(0, 50)), min_size=1, max_size=3).map(
        lambda steps: row(*[(sum(cost for cost, _ in steps[: k + 1]), gain) for k, (_, gain) in enumerate(steps)])
    ),
    min_size=1,
    max_size=5,
)


@given(OPTIONS, st.integers(0, 80))
def test_no_other_way_to_spend_the_budget_wins_more(rows: list[Choices], budget: int) -> None:
    def value(taken: tuple[int, ...] | list[int]) -> tuple[int, float]:
        cost = sum(int(one.cost[k]) for one, k in zip(rows, taken, strict=True))
        return cost, sum(float(one.gain[k]) for one, k in zip(rows, taken, strict=True))

    ways = [value(way) for way in product(*(range(len(one.units)) for one in rows))]
    best = max(gain for cost, gain in ways if cost <= budget)
    cost, gain = value(spend(rows, budget))
    assert cost <= budget
    assert gain == pytest.approx(best)
    assert value(greedy(rows, budget))[0] <= budget


def test_the_greedy_way_loses_little_on_many_rows() -> None:
    draws = np.random.default_rng(4)
    rows = []
    for _ in range(400):
        gains = np.cumsum(np.sort(draws.gamma(1, 50, 8))[::-1])
        rows.append(row(*zip(np.cumsum(draws.integers(50, 60, 8)).tolist(), gains.tolist(), strict=True)))
    budget = 60_000
    taken = greedy(rows, budget)
    won = sum(one.gain[k] for one, k in zip(rows, taken, strict=True))
    # No way to spend wins more than the greedy one with its last step bought in part (linear relaxation).
    dearest = max(float(one.gain[1]) for one in rows)
    relaxed = sum(one.gain[k] for one, k in zip(rows, greedy(rows, budget + 60), strict=True))
    assert won <= relaxed <= won + dearest


def filled(units: list[int], cover: list[float], least: float, gain: float = 1e6, **more: float) -> Fill:
    count = len(units)
    return fill_up(
        np.array(units), np.full(count, 2), np.full(count, 40), np.full(count, 100.0), np.array(cover),
        np.full(count, 0.5), np.full(count, gain / count), np.full(count, 0.1), least, more.get("longest", 180.0),
    )  # fmt: skip


def test_an_order_below_the_minimum_is_filled_up_with_what_is_needed_soonest() -> None:
    found = filled([4, 0, 0], [30.0, 12.0, 90.0], 1000)
    assert found.units.tolist() == [4, 6, 0]
    assert found.added.tolist() == [0, 6, 0]
    assert not found.waits
    assert found.missing == 0


def test_nothing_is_filled_up_beyond_a_sensible_cover_and_the_rest_is_said() -> None:
    found = filled([4, 0], [30.0, 30.0], 1_000_000, longest=60.0)
    assert found.missing == 1_000_000 - found.units.sum() * 100
    assert found.units.max() < 40


def test_waiting_is_better_than_filling_up_for_a_small_gain() -> None:
    assert filled([4, 0], [30.0, 30.0], 2000, gain=1.0).waits


def test_an_order_above_the_minimum_stays_as_it_is() -> None:
    assert filled([40, 0], [30.0, 1.0], 2000).units.tolist() == [40, 0]


def test_lead_times_move_from_the_suppliers_word_to_what_was_seen() -> None:
    unseen = lead_scenarios(np.array([], np.int64), 10, 400, 1)
    assert unseen.mean() == pytest.approx(10, abs=0.3)
    assert 2 <= unseen.std() <= 4
    late = lead_scenarios(np.full(40, 20), 10, 400, 1)
    assert np.median(late) == 20
    assert late.mean() == pytest.approx(20 - 10 * 4 / 44, abs=0.3)
    assert (lead_scenarios(np.array([], np.int64), 0, 50, 1) == 0).all()


def test_an_open_order_is_expected_given_that_it_has_not_come() -> None:
    lead = np.array([5, 6, 7, 20])
    assert sorted(set(still_to_come(lead, 6).tolist())) == [1, 14]
    overdue = still_to_come(lead, 30)
    assert overdue.min() >= 1
    assert overdue.mean() < 15
