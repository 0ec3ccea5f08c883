"""Whether chances are kept: known answers, and chances that are true by making."""

import numpy as np
import pytest

from shopassistant.recommend.evaluation.calibration import calibrate


def test_worked_out_by_hand() -> None:
    chance = np.array([0.1, 0.1, 0.8, 0.8])
    found = calibrate(chance, np.array([False, False, True, False]), np.arange(4), 2, 200, 1)
    assert found is not None
    assert found.pairs == 4
    assert found.chance.value == pytest.approx(0.45)
    assert found.bought.value == pytest.approx(0.25)
    assert found.brier.value == pytest.approx((0.01 + 0.01 + 0.04 + 0.64) / 4)
    assert found.ece.value == pytest.approx((2 * 0.1 + 2 * 0.3) / 4)
    assert [(bin_.chance, bin_.bought.value, bin_.pairs) for bin_ in found.bins] == [
        (pytest.approx(0.1), 0, 2),
        (pytest.approx(0.8), 0.5, 2),
    ]


def test_brier_is_that_of_scikit_learn() -> None:
    from sklearn.metrics import brier_score_loss

    rng = np.random.default_rng(1)
    chance = rng.random(500)
    bought = rng.random(500) < 0.4
    found = calibrate(chance, bought, rng.integers(0, 60, 500), 10, 50, 1)
    assert found is not None
    assert found.brier.value == pytest.approx(brier_score_loss(bought, chance))


def test_chances_that_are_true_are_found_true_and_boasting_is_found() -> None:
    rng = np.random.default_rng(2)
    chance = rng.random(20_000) * 0.4
    bought = rng.random(20_000) < chance
    customer = rng.integers(0, 500, 20_000)
    honest = calibrate(chance, bought, customer, 10, 300, 1)
    boasting = calibrate(np.sqrt(chance), bought, customer, 10, 300, 1)
    assert honest is not None
    assert boasting is not None
    assert len(honest.bins) == 10
    assert honest.ece.value < 0.02 < 0.2 < boasting.ece.value
    kept = [bin_.bought.low <= bin_.chance <= bin_.bought.high for bin_ in honest.bins]
    assert sum(kept) >= 8
    assert [bin_.chance for bin_ in honest.bins] == sorted(bin_.chance for bin_ in honest.bins)


def test_one_chance_for_all_is_one_bin_and_nothing_is_nothing() -> None:
    found = calibrate(np.full(30, 0.2), np.arange(30) % 5 == 0, np.arange(30), 10, 100, 1)
    assert found is not None
    assert len(found.bins) == 1
    assert found.ece.value == pytest.approx(0, abs=1e-9)
    assert calibrate(np.empty(0), np.empty(0, bool), np.empty(0, np.int64), 10, 100, 1) is None
