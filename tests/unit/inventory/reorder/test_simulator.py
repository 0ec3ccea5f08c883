"""The simulator finds the optimum where theory knows it, and loses no unit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from shopassistant.inventory.reorder.rules import OrderUpTo, economic_lot
from shopassistant.inventory.reorder.simulator import Morning, Outcome, UnitCosts, simulate


def costs(holding: float, ordering: float, shortage: float) -> UnitCosts:
    return UnitCosts(np.array(holding), np.array(ordering), np.array(shortage))


def run_levels(
    demand: np.ndarray, points: np.ndarray, levels: np.ndarray, price: UnitCosts, *, lead: int = 0, **more: bool
) -> Outcome:
    """Each pair of levels on the same demand, int64[T]."""
    rows = np.repeat(demand[None], len(points), axis=0)
    return simulate(
        rows, np.full_like(rows, lead), OrderUpTo(points, levels), price, start=levels, count_from=50, **more
    )


def test_the_best_order_up_to_level_is_the_newsvendors_critical_ratio() -> None:
    """Leftovers cost 1, each lost sale 4: the level is the 80 % quantile (Silver, Pyke and Thomas, ch. 9)."""
    demand = np.random.default_rng(1).poisson(20, 10_000)
    levels = np.arange(12, 33)
    outcome = run_levels(demand, levels - 1, levels, costs(1, 0, 4))
    best = levels[outcome.cost.argmin()]
    assert best == stats.poisson.ppf(4 / 5, 20)
    assert outcome.fill_rate == pytest.approx(outcome.sold.sum() / outcome.demanded.sum())


def test_the_best_lot_is_the_economic_order_quantity() -> None:
    """5 a day, 40 an order, 0.1 a unit and day: root of 2 K D / h = 63.2, whose cost is flat around it."""
    demand = np.full(3_000, 5)
    lots = np.arange(20, 200, 5)
    outcome = run_levels(demand, np.zeros_like(lots) + 4, lots + 4, costs(0.1, 40, 1000))
    theory = economic_lot(np.array([5.0]), np.array([40.0]), np.array([0.1]))[0]
    assert theory == pytest.approx(63.25, abs=0.01)
    assert abs(lots[outcome.cost.argmin()] - theory) <= 5
    # The textbook's cost counts stock at mid-day on average; ours in the evening: half a day's demand less.
    per_day = outcome.cost.min() / (3_000 - 50)
    assert per_day == pytest.approx(np.sqrt(2 * 40 * 5 * 0.1) + 0.1 * (4 - 2.5), rel=0.03)


def test_s_and_S_for_poisson_demand_are_the_published_ones() -> None:  # noqa: N802
    """Poisson 10, K 64, h 1, p 9, no lead time: s 6, S 40, cost 35.022 (Zheng and Federgruen 1991, table 1)."""
    assert exact_levels(10, 64, 1, 9)[:2] == (6, 40)
    assert exact_levels(10, 64, 1, 9)[2] == pytest.approx(35.022, abs=0.001)
    demand = np.random.default_rng(3).poisson(10, 30_000)
    points, levels = (grid.ravel() for grid in np.meshgrid(np.arange(4, 9), np.arange(34, 47, 2)))
    outcome = run_levels(demand, points, levels, costs(1, 64, 9), backorders=True)
    best = outcome.cost.argmin()
    published = outcome.cost[(points == 6) & (levels == 40)][0]
    assert published <= outcome.cost[best] * 1.002
    assert published / (30_000 - 50) == pytest.approx(35.022, rel=0.02)


def exact_levels(mean: float, order: float, holding: float, shortage: float) -> tuple[int, int, float]:
    """The optimum by renewal theory: c(s, S) = (K + sum m_j G(S - j)) / M (Zheng and Federgruen 1991, section 2)."""
    chance = stats.poisson.pmf(np.arange(200), mean)
    values = np.arange(200)

    def one_period(stock: int) -> float:
        left = stock - values
        return float((chance * (holding * np.maximum(left, 0) + shortage * np.maximum(-left, 0))).sum())

    density = np.zeros(120)
    density[0] = 1 / (1 - chance[0])
    for step in range(1, 120):
        density[step] = (chance[1 : step + 1] * density[step - 1 :: -1][:step]).sum() / (1 - chance[0])
    found = (0, 0, np.inf)
    charge = {stock: one_period(stock) for stock in range(-20, 81)}
    for point in range(0, 15):
        for level in range(point + 1, 80):
            steps = level - point
            cost = order + sum(density[j] * charge[level - j] for j in range(steps))
            cost /= density[:steps].sum()
            if cost < found[2]:
                found = (point, level, cost)
    return found


@given(st.data())
def test_no_unit_is_lost_or_made_whatever_is_ordered(data: st.DataObject) -> None:
    rows, days = 3, data.draw(st.integers(1, 25))
    seed = data.draw(st.integers(0, 10_000))
    draws = np.random.default_rng(seed)
    demand = draws.integers(0, 9, (rows, days))
    ordered = np.zeros(rows, np.int64)

    def anything(_: Morning) -> np.ndarray:
        nonlocal ordered
        units = draws.integers(0, 12, rows)
        ordered += units
        return units

    start = draws.integers(0, 20, rows)
    outcome = simulate(
        demand, draws.integers(0, 6, (rows, days)), anything, costs(1, 1, 1), start=start,
        review_days=data.draw(st.integers(1, 7)),
    )  # fmt: skip
    assert (start + ordered == outcome.sold + outcome.left + outcome.under_way).all()
    assert (outcome.left >= 0).all()
    assert (outcome.sold <= outcome.demanded).all()


def test_a_rule_that_orders_below_zero_is_refused() -> None:
    demand = np.ones((1, 3), np.int64)
    with pytest.raises(ValueError, match="below zero"):
        simulate(demand, demand, lambda _: np.array([-1]), costs(1, 1, 1), start=np.array([0]))


def test_what_is_under_way_comes_after_its_own_lead_time() -> None:
    """Ten ordered on day 0 come on day 3, five ordered on day 1 come on day 2: they overtake."""
    demand = np.ones((1, 6), np.int64)
    lead = np.array([[3, 1, 0, 0, 0, 0]])
    orders = iter([10, 5, 0, 0, 0, 0])
    seen: list[int] = []

    def rule(morning: Morning) -> np.ndarray:
        seen.append(int(morning.on_hand[0]))
        return np.array([next(orders)])

    outcome = simulate(demand, lead, rule, costs(1, 2, 7), start=np.array([0]))
    assert seen == [0, 0, 5, 14, 13, 12]
    assert (outcome.sold[0], outcome.orders[0], outcome.shortage[0], outcome.left[0]) == (4, 2, 14.0, 11)
