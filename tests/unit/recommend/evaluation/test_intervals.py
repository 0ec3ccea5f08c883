"""Intervals and chances: another library's values, how often they hold, and what must not happen."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopassistant.recommend.evaluation.intervals import (
    Estimate,
    Sums,
    chance_of_difference,
    estimates,
    jackknife,
)


def one(values: np.ndarray, resamples: int = 2000, seed: int = 1) -> Estimate:
    return estimates(Sums.of(values[:, None]), resamples, seed)[0]


def test_the_interval_is_that_of_scipy() -> None:
    from scipy.stats import bootstrap

    values = np.random.default_rng(3).exponential(size=120)
    ours = one(values, 20_000)
    theirs = bootstrap(
        (values,), np.mean, n_resamples=20_000, method="BCa", random_state=np.random.default_rng(4)
    ).confidence_interval
    assert ours.value == pytest.approx(values.mean())
    width = theirs.high - theirs.low
    assert ours.low == pytest.approx(theirs.low, abs=0.03 * width)
    assert ours.high == pytest.approx(theirs.high, abs=0.03 * width)


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    rng = np.random.default_rng(8)
    inside = 0
    for seed in range(200):
        found = one(rng.exponential(size=80), 400, seed)
        assert found.low is not None
        assert found.high is not None
        inside += found.low <= 1 <= found.high
    assert 0.88 <= inside / 200 <= 1, "of intervals at 95%, over 200 samples"


def test_the_same_seed_gives_the_same_interval() -> None:
    values = np.random.default_rng(0).random(50)
    assert one(values) == one(values)
    assert one(values, seed=1) != one(values, seed=2)


def test_who_does_not_count_for_a_measure_changes_nothing() -> None:
    values = np.random.default_rng(0).random((40, 2))
    values[10:, 1] = np.nan
    both = estimates(Sums.of(values), 3000, 5)
    assert both[1].value == pytest.approx(values[:10, 1].mean())
    assert both[1].customers == 10
    assert both[0].high - both[0].low < both[1].high - both[1].low


def test_nobody_is_no_number() -> None:
    assert estimates(Sums.of(np.empty((0, 2))), 10, 1) == [Estimate.nothing()] * 2
    assert estimates(Sums.of(np.full((4, 1), np.nan)), 10, 1) == [Estimate.nothing()]


def test_where_all_agree_the_interval_is_the_number() -> None:
    assert one(np.full(9, 0.25)) == Estimate(0.25, 0.25, 0.25, 9)
    assert one(np.array([0.5])) == Estimate(0.5, 0.5, 0.5, 1)


def test_rows_of_one_customer_are_drawn_together() -> None:
    """The same rows seen ten times over are no new customers: the interval stays as wide."""
    values = np.random.default_rng(2).random((60, 1))
    customer = np.arange(60)
    once = estimates(Sums.of(values, customer), 2000, 1)[0]
    tenfold = estimates(Sums.of(np.tile(values, (10, 1)), np.tile(customer, 10)), 2000, 1)[0]
    assert tenfold == Estimate(pytest.approx(once.value), pytest.approx(once.low), pytest.approx(once.high), 60)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=25))
def test_an_interval_stays_within_the_values(values: list[float]) -> None:
    found = one(np.array(values), 200)
    assert min(values) - 1e-9 <= found.low <= found.high <= max(values) + 1e-9
    assert found.value == pytest.approx(math.fsum(values) / len(values))


def test_a_difference_that_is_not_there_is_not_found_and_one_that_is_is() -> None:
    rng = np.random.default_rng(7)
    noise = rng.normal(size=(300, 1))
    assert chance_of_difference(Sums.of(noise - noise.mean()), 2000, 1)[0] > 0.9
    assert chance_of_difference(Sums.of(noise + 1), 2000, 1)[0] < 0.001
    assert chance_of_difference(Sums.of(np.zeros((20, 1))), 500, 1)[0] == 1


def test_chances_are_even_where_nothing_differs() -> None:
    """Under no difference a chance below 5% comes about in about 5% of cases."""
    rng = np.random.default_rng(11)
    data = Sums.of(rng.normal(size=(60, 400)))
    chances = chance_of_difference(data, 500, 3)
    assert 0.02 <= (chances < 0.05).mean() <= 0.09


def test_the_randomisation_test_is_that_of_scipy() -> None:
    from scipy.stats import permutation_test

    gaps = np.random.default_rng(5).normal(0.15, 1, 90)
    theirs = permutation_test(
        (gaps, np.zeros(90)), lambda x, y: np.mean(x - y), permutation_type="samples", n_resamples=9999,
        random_state=np.random.default_rng(1),
    ).pvalue  # fmt: skip
    ours = chance_of_difference(Sums.of(gaps[:, None]), 9999, 2)[0]
    assert ours == pytest.approx(theirs, abs=0.02)


def test_the_jackknife_of_a_mean_is_about_its_standard_error() -> None:
    values = np.random.default_rng(9).normal(size=3000)
    found = jackknife(3000, lambda some: np.array([values[some].mean()]), 1)[0]
    assert found.value == pytest.approx(values.mean())
    expected = 2.045 * values.std() / math.sqrt(3000)  # Student's t at 29 degrees of freedom
    assert (found.high - found.low) / 2 == pytest.approx(expected, rel=0.35)


def test_the_jackknife_of_one_customer_is_the_number() -> None:
    assert jackknife(1, lambda some: np.array([some.sum() / 4]), 1) == [Estimate(0.25, 0.25, 0.25, 1)]
