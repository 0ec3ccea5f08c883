"""The index and the intervals against values worked out by hand, and the promises of their chances by simulation."""

import math

import numpy as np
import pytest

from shopassistant.recommend.monitoring.accuracy import judge_accuracy
from shopassistant.recommend.monitoring.intervals import log_evidence_below, wilson
from shopassistant.recommend.monitoring.replay import ENOUGH_VISITS
from shopassistant.recommend.monitoring.stability import (
    Mix,
    band,
    chance,
    distance,
    edges,
    effective,
    mix_of,
    stability_index,
)


def test_the_index_of_a_small_table() -> None:
    # -0.1 * ln(0.8) + 0.1 * ln(4/3) + 0
    found = stability_index(np.array([0.5, 0.3, 0.2]), np.array([0.4, 0.4, 0.2]))
    assert found == pytest.approx(0.1 * 0.2231435513 + 0.1 * 0.2876820724, abs=1e-9)


def test_the_index_is_symmetric_and_nothing_for_the_same() -> None:
    a, b = np.array([0.7, 0.2, 0.1]), np.array([0.1, 0.2, 0.7])
    assert stability_index(a, b) == pytest.approx(2 * 0.6 * math.log(7))
    assert stability_index(a, b) == pytest.approx(stability_index(b, a))
    assert stability_index(a, a) == 0


def test_a_class_nobody_bought_from_counts_half_a_row() -> None:
    found = distance(Mix(np.array([9.5, 9.5]), 19), Mix(np.array([19.0, 0.0]), 19))
    # shares 0.5, 0.5 against 0.975, 0.025
    assert found == pytest.approx(0.475 * math.log(1.95) + 0.475 * math.log(20))


def test_a_visit_of_many_lines_is_one_vote() -> None:
    assert effective(np.array([1, 2, 3, 4])) == 4
    assert effective(np.array([1, 1, 2, 2])) == 2
    assert effective(np.array([1] * 9 + [2])) == pytest.approx(100 / 82)
    assert effective(np.empty(0, np.int64)) == 0


def test_chance_makes_the_index_as_large_as_promised() -> None:
    rng = np.random.default_rng(3)
    shares, level = np.array([0.3, 0.25, 0.2, 0.15, 0.1]), 0.05
    beyond = 0
    for _ in range(2_000):
        before, now = (Mix(rng.multinomial(size, shares).astype(float), size) for size in (4_000, 400))
        beyond += distance(before, now) > chance(before, now, level)
    # Binomial with 2,000 trials of 0.05 has a standard deviation of 9.7.
    assert abs(beyond - 100) < 4 * 9.7


def test_nothing_is_certain_from_nothing() -> None:
    empty = mix_of(np.empty(0, np.int64), np.empty(0, np.int64), 2)
    assert chance(empty, empty, 0.01) == math.inf


def test_bands_hold_equally_many_and_fewer_where_values_repeat() -> None:
    limits = edges(np.arange(100.0), 4)
    assert np.bincount(band(np.arange(100.0), limits)).tolist() == [25, 25, 25, 25]
    assert edges(np.ones(50), 10).tolist() == [1.0]
    assert band(np.array([0.5, 1.0, 1.5]), edges(np.ones(50), 10)).tolist() == [0, 0, 1]


def test_wilson_s_interval() -> None:
    assert wilson(8, 10) == (pytest.approx(0.4902, abs=1e-4), pytest.approx(0.9433, abs=1e-4))
    assert wilson(0, 10)[0] == 0
    assert wilson(0, 10)[1] == pytest.approx(3.8415 / 13.8415, abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)


def test_evidence_is_a_likelihood_ratio() -> None:
    # One miss: the mean of (1 - p) / (1 - s) over p in (0, s), for s = 1/2: 0.75 / 0.5.
    assert log_evidence_below(0, 1, 0.5) == pytest.approx(math.log(1.5))
    # One hit: the mean of p / s.
    assert log_evidence_below(1, 1, 0.5) == pytest.approx(math.log(0.5))
    assert log_evidence_below(400, 400, 0.01) < -100


def test_an_unchanged_rate_looked_at_after_every_visit_for_ever_is_accused_as_rarely_as_promised() -> None:
    rng = np.random.default_rng(5)
    runs, visits, share, level = 300, 800, 0.3, 0.1
    accused = 0
    for _ in range(runs):
        hits = np.cumsum(rng.random(visits) < share)
        looks = range(10, visits, 10)
        accused += any(log_evidence_below(int(hits[n]), n + 1, share) > math.log(1 / level) for n in looks)
    # The promise is at most 30 of 300; three standard deviations of 5.2 are given to luck.
    assert accused <= 30 + 3 * 5.2


def test_a_hit_rate_that_fell_by_half_is_found_within_the_visits_of_four_weeks() -> None:
    rng = np.random.default_rng(6)
    for _ in range(50):
        hits = int((rng.random(ENOUGH_VISITS) < 0.15).sum())
        assert judge_accuracy(hits, ENOUGH_VISITS, 300, 1_000).state == "worse"


def test_a_hit_rate_within_a_tenth_of_the_old_one_is_fine() -> None:
    assert judge_accuracy(165, 600, 180, 600).state == "fine"
    assert judge_accuracy(240, 600, 180, 600).state == "fine"


def test_a_few_visits_or_no_hold_out_say_nothing() -> None:
    assert judge_accuracy(0, 30, 180, 600).state == "unknown"
    assert judge_accuracy(0, 600, 0, 0).state == "unknown"
    assert judge_accuracy(0, 0, 0, 0).rate is None
