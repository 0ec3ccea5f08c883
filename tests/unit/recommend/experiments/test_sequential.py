"""Looking every day must not make false alarms, and a real difference must be found: measured by simulation."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopassistant.recommend.experiments.design import two_arms
from shopassistant.recommend.experiments.results import VERDICTS, evaluate, judge
from shopassistant.recommend.experiments.sample_ratio import SUSPICIOUS, ratio_p_value
from shopassistant.recommend.experiments.sequential import enough_variance, half_width, p_value
from tests.unit.recommend.experiments.shop import NOW, design, first, invented, running

EXPERIMENTS, LOOKS = 400, 50
# More than that in 400 experiments that each err with 5 % is no chance: 20 and three standard deviations.
MOST_ALARMS = 20 + 3 * math.sqrt(EXPERIMENTS * 0.05 * 0.95)


def looked_at(
    rng: np.random.Generator,
    conversion: tuple[float, float],
    lift: float = 1.0,
    share_b: float = 0.5,
    **changes: object,
) -> list[str]:
    """The verdicts of one experiment of 2,000 customers at fifty looks."""
    experiment = running(design(arms=two_arms("hybrid", "popular", share_b), **changes))
    outcomes = invented(rng, 2000, conversion, lift, share_b)
    return [evaluate(experiment, first(outcomes, count), NOW).verdict for count in range(40, 2001, 40)]


@pytest.mark.parametrize(("measure", "relevant", "share_b"), [("conversion", 0.04, 0.5), ("value", 500.0, 0.2)])
def test_looking_fifty_times_at_two_equal_methods_seldom_names_a_winner(
    measure: str, relevant: float, share_b: float
) -> None:
    rng = np.random.default_rng(20)
    seen = [
        looked_at(rng, (0.1, 0.1), share_b=share_b, measure=measure, relevant_effect=relevant)
        for _ in range(EXPERIMENTS)
    ]
    assert all(len(verdicts) == LOOKS for verdicts in seen)
    alarms = sum(bool({"a_better", "b_better"} & set(verdicts)) for verdicts in seen)
    assert alarms <= MOST_ALARMS
    assert sum("ratio_broken" in verdicts for verdicts in seen) <= 4  # 0.4 expected


def test_an_ordinary_test_looked_at_as_often_would_cry_wolf() -> None:
    """The reason for all this: the same data, judged by a 95 % interval at every look."""
    rng = np.random.default_rng(20)
    experiment, alarms = running(design(relevant_effect=0.04)), 0
    for _ in range(100):
        outcomes = invented(rng, 2000, (0.1, 0.1))
        found = [evaluate(experiment, first(outcomes, count), NOW).primary for count in range(40, 2001, 40)]
        alarms += any(
            one.variance is not None and abs(one.estimate or 0) > 1.96 * math.sqrt(one.variance) for one in found
        )
    assert alarms > 15


@pytest.mark.parametrize(
    ("conversion", "lift", "measure", "relevant"),
    [((0.1, 0.18), 1.0, "conversion", 0.05), ((0.1, 0.1), 1.5, "value", 1000.0)],
)
def test_a_large_difference_is_found_and_the_right_way_round(
    conversion: tuple[float, float], lift: float, measure: str, relevant: float
) -> None:
    rng = np.random.default_rng(4)
    seen = [looked_at(rng, conversion, lift, measure=measure, relevant_effect=relevant) for _ in range(40)]
    assert sum("b_better" in verdicts for verdicts in seen) >= 36
    assert not any("a_better" in verdicts for verdicts in seen)


def test_the_time_foretold_is_enough_for_four_in_five() -> None:
    effect = 0.05
    variance = enough_variance(effect, effect, 0.05)
    rng = np.random.default_rng(3)
    estimates = effect + math.sqrt(variance) * rng.standard_normal(20_000)
    assert abs(np.mean(estimates - half_width(variance, effect, 0.05) > 0) - 0.8) < 0.02


@given(st.floats(1e-8, 1.0), st.floats(0.001, 1.0), st.floats(0.001, 0.5))
def test_the_interval_holds_just_what_the_p_value_does_not_refuse(variance: float, tau: float, alpha: float) -> None:
    half = half_width(variance, tau, alpha)
    assert p_value(half, variance, tau) == pytest.approx(alpha, rel=1e-6)
    assert p_value(0.0, variance, tau) == 1.0
    assert half > math.sqrt(variance * 2 * math.log(1 / alpha))  # wider than what one look would need


def test_customers_who_go_missing_on_one_side_are_noticed() -> None:
    assert ratio_p_value([500, 500], [0.5, 0.5]) == 1.0
    assert ratio_p_value([520, 480], [0.5, 0.5]) > SUSPICIOUS
    assert ratio_p_value([1000, 1250], [0.5, 0.5]) < SUSPICIOUS
    assert ratio_p_value([800, 200], [0.8, 0.2]) == 1.0
    assert ratio_p_value([2, 9], [0.5, 0.5]) == 1.0, "too few to say anything"


def test_a_broken_split_is_said_before_any_winner() -> None:
    rng = np.random.default_rng(1)
    outcomes = invented(rng, 3000, (0.1, 0.3), share_b=0.3)
    result = evaluate(running(design()), outcomes, NOW)
    assert (result.verdict, result.winner) == ("ratio_broken", None)
    assert result.primary.low is not None
    assert result.primary.low > 0


def test_equal_methods_end_as_equal() -> None:
    result = evaluate(running(design(relevant_effect=0.2)), invented(np.random.default_rng(1), 3000, (0.1, 0.1)), NOW)
    assert result.verdict == "no_relevant_difference"


def test_too_few_customers_are_too_early() -> None:
    for count in (0, 1, 30):
        outcomes = first(invented(np.random.default_rng(1), 100, (0.1, 0.9)), count)
        for measure in ("conversion", "value"):
            result = evaluate(running(design(measure=measure)), outcomes, NOW)
            assert (result.verdict, result.primary.low) == ("too_early", None)
            assert judge(result.primary, 0.1, 1.0) in VERDICTS


def test_knowing_what_customers_spent_before_narrows_the_interval_and_keeps_its_middle_honest() -> None:
    rng = np.random.default_rng(8)
    widths, shifts = [], []
    for _ in range(40):
        plain = invented(rng, 2000, (0.1, 0.1))
        value = plain.value + plain.spent_before  # half of what is spent follows the past
        known = type(plain)(plain.arm, plain.lists, plain.offered, plain.bought, value, plain.spent_before)
        unknown = type(plain)(plain.arm, plain.lists, plain.offered, plain.bought, value, 0 * plain.spent_before)
        of = running(design(measure="value", relevant_effect=500.0))
        with_past, without = evaluate(of, known, NOW).primary, evaluate(of, unknown, NOW).primary
        widths.append(math.sqrt((with_past.variance or math.nan) / (without.variance or math.nan)))
        shifts.append(with_past.estimate or math.nan)
    assert np.mean(widths) < 0.8
    assert abs(np.mean(shifts)) < 3 * np.std(shifts) / math.sqrt(len(shifts))
