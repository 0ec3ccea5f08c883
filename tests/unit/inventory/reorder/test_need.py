"""What an order prevents, in closed form, is what happens when the days are played one by one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from shopassistant.inventory.reorder.need import Arrivals, find_need

WEEK = np.array([7])


def played(demand: np.ndarray, free: int, arrivals: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Units lost and stock after every evening."""
    stock, lost, losses, stocks = max(free, 0), 0, [], []
    for day, asked in enumerate(demand.tolist()):
        stock += sum(units for units, when in arrivals if when == day)
        sold = min(stock, asked)
        stock -= sold
        lost += asked - sold
        losses.append(lost)
        stocks.append(stock)
    return losses, stocks


@given(st.data())
def test_lost_units_and_stock_are_exact_for_any_order(data: st.DataObject) -> None:
    days = data.draw(st.integers(1, 20))
    demand = np.array(data.draw(st.lists(st.integers(0, 9), min_size=days, max_size=days)))
    free = data.draw(st.integers(-5, 25))
    due = data.draw(st.lists(st.tuples(st.integers(1, 15), st.integers(0, 25)), max_size=3))
    first, units = data.draw(st.integers(0, days - 1)), data.draw(st.integers(0, 40))
    second = data.draw(st.integers(first, days))
    open_orders = Arrivals(
        np.zeros(len(due), np.int64), np.array([u for u, _ in due], np.int64),
        np.array([[d] for _, d in due], np.int64).reshape(-1, 1),
    )  # fmt: skip
    need = find_need(demand[None, None], np.array([free]), open_orders, np.array([[first]]), np.array([[second]]), WEEK)
    without, stock_without = played(demand, free, due)
    with_it, stock_with = played(demand, free, [*due, (units, first)])
    assert need.lost[0, 0].tolist() == without
    assert need.unavoidable[0, 0] == (without[first - 1] if first else 0)
    last = second - 1
    if last >= first:
        prevented = min(units, int(need.window[0, 0]))
        assert without[last] - with_it[last] == prevented
        assert stock_with[last] - stock_without[last] == units - prevented
    for day in range(first, days):
        used = min(units, int(need.needed_by(np.array([[day + 1]]))[0, 0]))
        assert stock_with[day] - stock_without[day] == units - used


def test_an_order_that_comes_too_late_does_not_hide_the_gap_before_it() -> None:
    """Three left, one a day, a hundred on the way in 30 days: days 3 to 13 are empty unless something is ordered."""
    demand = np.ones((1, 1, 60), np.int64)
    late = Arrivals(np.array([0]), np.array([100]), np.array([[30]]))
    need = find_need(demand, np.array([3]), late, np.array([[7]]), np.array([[14]]), WEEK)
    assert (need.unavoidable[0, 0], need.window[0, 0]) == (4, 7)
    in_time = Arrivals(np.array([0]), np.array([100]), np.array([[2]]))
    need = find_need(demand, np.array([3]), in_time, np.array([[7]]), np.array([[14]]), WEEK)
    assert (need.unavoidable[0, 0], need.window[0, 0]) == (0, 0)


def test_open_orders_stay_with_their_rows() -> None:
    whole = Arrivals(np.array([0, 2, 2]), np.array([1, 2, 3]), np.zeros((3, 1), np.int64))
    part = whole.of(np.array([1, 2]))
    assert part.row.tolist() == [1, 1]
    assert part.totals(2).tolist() == [0, 5]
    assert whole.of(np.array([], np.int64)).units.tolist() == []
