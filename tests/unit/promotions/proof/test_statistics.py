"""Lifts must be honest: the past narrows and does not move them, skewed sums are held, several arms do not cry wolf."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopassistant.promotions.proof.closed import closed_logs
from shopassistant.promotions.proof.comparisons import Arm, comparisons
from shopassistant.promotions.proof.lifts import Rules, Track, follow, lifts, proven
from shopassistant.promotions.proof.means import arm_means, contrast, covariates
from shopassistant.promotions.proof.skewed import bent, interval, unbent


def split(rng: np.random.Generator, count: int, held: float) -> np.ndarray:
    return (rng.random(count) >= held).astype(np.int8)


def test_without_a_past_the_lift_is_the_plain_difference_of_means() -> None:
    rng = np.random.default_rng(1)
    arm, spent = split(rng, 400, 0.3), rng.lognormal(3, 1, (400, 2))
    found = contrast(arm_means(spent, arm, 2, np.zeros((400, 0))), np.array([-1.0, 1.0]))
    plain = spent[arm == 1].mean(axis=0) - spent[arm == 0].mean(axis=0)
    error = sum(spent[arm == place].var(axis=0, ddof=1) / (arm == place).sum() for place in (0, 1))
    assert found.estimate == pytest.approx(plain)
    assert found.variance == pytest.approx(error, rel=0.02)


def test_the_past_narrows_the_lift_and_leaves_it_where_it_is() -> None:
    rng, shifts, ratios = np.random.default_rng(2), [], []
    for _ in range(60):
        before = rng.lognormal(4, 1, 800) * (rng.random(800) < 0.7)
        arm = split(rng, 800, 0.3)
        spent = (before * rng.gamma(2, 0.25, 800) + rng.gamma(1, 20, 800) + 15.0 * arm)[:, None]
        known = contrast(arm_means(spent, arm, 2, covariates(before)), np.array([-1.0, 1.0]))
        unknown = contrast(arm_means(spent, arm, 2, np.zeros((800, 0))), np.array([-1.0, 1.0]))
        shifts.append(known.estimate[0] - 15.0)
        ratios.append(math.sqrt(known.variance[0] / unknown.variance[0]))
    assert np.mean(ratios) < 0.8
    assert abs(np.mean(shifts)) < 3 * np.std(shifts) / math.sqrt(len(shifts))


def test_a_past_that_is_the_same_for_all_is_no_past() -> None:
    assert covariates(np.full(10, 7.0)).shape == (10, 0)
    assert covariates(np.zeros(0)).shape == (0, 0)


@given(st.floats(-6, 6), st.floats(-0.6, 0.6))
def test_bending_can_be_turned_round_and_keeps_the_order(normal: float, skewness: float) -> None:
    there = unbent(np.array([normal, normal + 0.01]), np.array([skewness, skewness]))
    assert bent(there, np.array([skewness] * 2)) == pytest.approx([normal, normal + 0.01], abs=1e-6)
    assert there[0] < there[1]


def test_a_small_skewed_hold_out_is_held_where_the_plain_interval_misses() -> None:
    """A mean of 40 lognormal sums, by far too low most of the time and far too high sometimes."""
    rng, held, plain = np.random.default_rng(3), 0, 0
    truth, z = math.exp(0.5), np.array([1.96])
    for _ in range(1_500):
        sums = rng.lognormal(0, 1, (40, 1))
        skewness = ((sums - sums.mean()) ** 3).mean() / sums.std() ** 3 / math.sqrt(40)
        variance = sums.var(axis=0, ddof=1) / 40
        low, high = interval(sums.mean(axis=0), variance, np.array([skewness]), z)
        held += bool(low[0] <= truth <= high[0])
        plain += bool(abs(sums.mean() - truth) <= 1.96 * math.sqrt(variance[0]))
    assert held > plain
    assert held / 1_500 > 0.9


@given(st.lists(st.floats(-5, 12), min_size=1, max_size=6))
def test_closed_testing_refuses_no_less_than_bonferroni_and_never_more_than_alone(logs: list[float]) -> None:
    adjusted = closed_logs(logs)
    for one, own in zip(adjusted, logs, strict=True):
        assert own - math.log(len(logs)) - 1e-9 <= one <= own + 1e-9


def test_closed_testing_is_the_worst_of_all_means() -> None:
    values = [30.0, 8.0, 0.5]
    expected = [(30 + 8 + 0.5) / 3, (8 + 0.5) / 2, 0.5]
    assert np.exp(closed_logs(np.log(values).tolist())) == pytest.approx(expected)


def test_the_campaign_is_asked_first_then_arms_and_pairs() -> None:
    arms = (Arm("hold-out", 0.2, True), Arm("A", 0.4), Arm("B", 0.4))
    made = comparisons(arms, (20, 60, 20))
    assert [(one.kind, one.better, one.worse) for one in made] == [
        ("campaign", "", "hold-out"),
        ("arm", "A", "hold-out"),
        ("arm", "B", "hold-out"),
        ("pair", "B", "A"),
    ]
    assert made[0].weights == pytest.approx((-1, 0.75, 0.25))
    assert all(sum(one.weights) == pytest.approx(0) for one in made)
    assert [one.kind for one in comparisons(arms[1:], (5, 5))] == ["pair"]
    assert [one.kind for one in comparisons(arms[:2], (5, 5))] == ["campaign"]


def tracked(rng: np.random.Generator, lift: float, count: int = 3_000) -> tuple[Track, ...]:
    arms = (Arm("hold-out", 0.2, True), Arm("A", 0.4), Arm("B", 0.4))
    arm = rng.choice(3, count, p=[0.2, 0.4, 0.4]).astype(np.int8)
    spent = rng.lognormal(3, 0.8, (count, 5)) * (rng.random((count, 5)) < 0.2)
    spent = np.cumsum(spent + 0.0, axis=1) * (1 + lift * arm[:, None])
    telling = np.array([(spent[arm == place] != 0).sum(axis=0) for place in range(3)])
    counts = tuple(int((arm == place).sum()) for place in range(3))
    made = comparisons(arms, counts)
    return follow(arm_means(spent, arm, 3, np.zeros((count, 0))), telling, made, Rules(0.05, 5.0))


def test_a_large_lift_is_proven_for_the_campaign_each_arm_and_the_better_arm() -> None:
    tracks = tracked(np.random.default_rng(4), 0.8)
    assert proven(tracks, -1, 0.05) == (1, 1, 1, 1)
    found = lifts(tracks, -1, 0.05, is_over=True)
    for one in found:
        assert one.while_running is not None
        assert one.at_end is not None
        assert one.while_running.low >= 0
        assert one.at_end.high - one.at_end.low < one.while_running.high - one.while_running.low
    assert lifts(tracks, -1, 0.05, is_over=False)[0].at_end is None


def test_nothing_is_said_of_arms_unless_the_campaign_shows_something() -> None:
    tracks = list(tracked(np.random.default_rng(5), 0.8))
    tracks[0] = type(tracks[0])(**{**vars(tracks[0]), "logs": np.zeros(5)})
    assert proven(tuple(tracks), -1, 0.05) == (0, 0, 0, 0)


def test_with_few_buyers_it_is_too_early() -> None:
    tracks = tracked(np.random.default_rng(6), 0.8, count=60)
    found = lifts(tracks, 0, 0.05, is_over=True)
    assert found[0].while_running is None
    assert found[0].estimate is not None
    assert proven(tracks, 0, 0.05) == (0, 0, 0, 0)
