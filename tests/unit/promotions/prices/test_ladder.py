"""Prices that may stand at the shelf: inside the limits, with the ending the shop likes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopassistant.promotions.prices.ladder import candidates, floor_of, ladder, reach
from shopassistant.promotions.prices.limits import USUAL, Limits


def test_the_floor_is_cost_and_its_margin_with_tax() -> None:
    assert floor_of(USUAL, 1_000, 2_000) == 1_200
    assert floor_of(Limits(floor_margin_bp=2_500), 1_000, 2_000) == 1_500
    assert floor_of(Limits(floor_minor=1_300), 1_000, 2_000) == 1_300
    assert floor_of(Limits(), 333, 1_900) == 397, "rounded up: a penny below would be below cost"


@given(
    price=st.integers(20, 200_000), cost=st.integers(0, 150_000), step=st.integers(1, 5_000),
    ending=st.sampled_from(["", "9", "99", "95", "00"]), ceiling=st.none() | st.integers(1, 300_000),
)  # fmt: skip
def test_no_candidate_leaves_the_limits(price: int, cost: int, step: int, ending: str, ceiling: int | None) -> None:
    limits = Limits(ceiling_minor=ceiling, floor_margin_bp=0, max_step_bp=step, ending=ending)
    floor = floor_of(limits, cost, 2_000)
    low, high = reach(limits, price, floor)
    for one in candidates(price, low, high, ending):
        assert one >= floor
        assert one != price
        assert not ending or str(one).zfill(4).endswith(ending)
        assert ceiling is None or one <= max(ceiling, floor)
        assert abs(one - price) <= price * step // 10_000 or one <= floor + 100_000
    assert len(candidates(price, low, high, ending)) <= 60


def test_without_a_wish_a_price_keeps_its_ending() -> None:
    assert all(one % 100 == 99 for one in candidates(12_999, 11_000, 15_000, ""))
    assert all(one % 10 == 5 for one in candidates(895, 760, 1_030, ""))


def test_a_price_below_its_floor_may_rise_to_it_in_one_step() -> None:
    assert reach(Limits(max_step_bp=1_000), 1_000, 1_500) == (1_500, 1_500)


@pytest.mark.parametrize(("ending", "last"), [("", 99), ("95", 95)])
def test_a_ladder_goes_down_to_the_floor_and_not_below(ending: str, last: int) -> None:
    found = ladder(9_999, 4_000, ending, 6)
    assert found[0] == 9_999
    assert list(found) == sorted(found, reverse=True)
    assert found[-1] >= 4_000
    assert len(found) == 7
    assert all(price % 100 == last for price in found[1:])
