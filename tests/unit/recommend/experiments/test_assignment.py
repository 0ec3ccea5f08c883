"""Who gets which method: always the same, about as often as stated, and independent between experiments."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopassistant.core.errors import UserError
from shopassistant.recommend.experiments.assignment import arm_of, place
from shopassistant.recommend.experiments.design import MEASURES, Design, check, two_arms
from tests.unit.recommend.experiments.shop import design

SALTS = st.text(min_size=1, max_size=32)
IDS = st.integers(1, 2**40)


@given(SALTS, IDS)
def test_a_customer_falls_into_the_same_place_always(salt: str, customer_id: int) -> None:
    assert place(salt, customer_id) == place(salt, customer_id)
    assert 0 <= place(salt, customer_id) < 1


def test_the_place_is_the_same_on_every_machine_and_in_every_release() -> None:
    # Written down: were it another tomorrow, every running experiment would be mixed up.
    assert [round(place("salt", customer), 6) for customer in (1, 2, 3)] == [0.807154, 0.21921, 0.262649]


@given(SALTS, st.floats(0.05, 0.95), st.sets(IDS, min_size=1, max_size=50))
def test_the_order_of_coming_changes_nothing(salt: str, share: float, customers: set[int]) -> None:
    arms = two_arms("hybrid", "popular", share)
    forth = {customer: arm_of(arms, salt, customer).name for customer in sorted(customers)}
    back = {customer: arm_of(arms, salt, customer).name for customer in sorted(customers, reverse=True)}
    assert forth == back


@given(SALTS, st.floats(0.05, 0.95))
def test_shares_are_close_to_stated(salt: str, share: float) -> None:
    arms = two_arms("hybrid", "popular", share)
    counts = Counter(arm_of(arms, salt, customer).name for customer in range(1, 2001))
    spread = (share * (1 - share) / 2000) ** 0.5
    assert abs(counts["B"] / 2000 - share) < 6 * spread  # beyond six standard errors is no chance


@given(SALTS, SALTS)
def test_two_experiments_split_the_customers_independently(one: str, other: str) -> None:
    if one == other:
        return
    arms = two_arms("hybrid", "popular")
    both = Counter((arm_of(arms, one, n).name, arm_of(arms, other, n).name) for n in range(1, 2001))
    assert all(abs(count - 500) < 6 * (2000 * 0.25 * 0.75) ** 0.5 for count in both.values())
    assert len(both) == 4


def test_a_larger_share_moves_nobody_from_b_to_a() -> None:
    small, large = two_arms("hybrid", "popular", 0.2), two_arms("hybrid", "popular", 0.5)
    in_b = {n for n in range(1, 500) if arm_of(small, "salt", n).name == "B"}
    assert in_b <= {n for n in range(1, 500) if arm_of(large, "salt", n).name == "B"}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": " "}, "experiments.name"),
        ({"name": "x" * 81}, "experiments.name"),
        ({"arms": two_arms("hybrid", "personal")}, "experiments.same_method"),
        ({"arms": two_arms("hybrid", "oracle")}, "recommend.method"),
        ({"arms": two_arms("hybrid", "popular", 0.01)}, "experiments.share"),
        ({"measure": "joy"}, "experiments.measure"),
        ({"relevant_effect": 0.0}, "experiments.effect"),
        ({"relevant_effect": float("nan")}, "experiments.effect"),
        ({"relevant_effect": 1.5}, "experiments.effect"),
        ({"alpha": 0.0}, "experiments.alpha"),
    ],
)
def test_what_could_not_be_judged_is_refused(wrong: dict[str, object], code: str) -> None:
    with pytest.raises(UserError) as caught:
        check(design(**wrong))
    assert caught.value.code == code


@pytest.mark.parametrize("measure", MEASURES)
def test_a_sound_design_passes(measure: str) -> None:
    sound = Design("Does popular sell?", two_arms("personal", "popular", 0.3), measure, 0.05)
    check(sound)
    assert [arm.method for arm in sound.arms] == ["hybrid", "popular"]
