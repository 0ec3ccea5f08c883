"""The benchmarks of daily forecasts run in a small size, and their scores are those of the field."""

import sys

import numpy as np
import pytest

from shopassistant.inventory.forecast.quantiles import LEVELS
from shopassistant.inventory.forecast.scenarios import paths
from tests.benchmarks import daily_demand, forecast_speed, retail_days
from tests.benchmarks.daily_calibration import Counted
from tests.benchmarks.daily_scores import Said, Scores, score


def test_daily_demand_is_measured_beside_the_products_own_weekdays() -> None:
    figures = daily_demand.run(tiny=True)
    assert 0 < float(str(figures["pinball over own weekdays"])) < 2
    assert 0.7 < float(str(figures["0.9 quantile covers, open days"])) <= 1


def test_the_speed_of_forecasts_is_measured_in_a_process_of_its_own() -> None:
    figures = forecast_speed.run(tiny=True)
    assert figures["sound"] == 1
    assert float(str(figures["90-day forecasts, s"])) > 0


def test_scores_are_those_of_the_field() -> None:
    """One day that sold 10, forecast as 6 at every level with mean 7: MAE 4, RMSE 3, pinball 4 times the mean level."""
    said = Said(np.full((1, 1, 6), 6.0), np.full((1, 1), 7.0))
    past = np.tile([1.0, 3.0, 1.0, 3.0, 1.0, 3.0, 1.0], (1, 4))  # a week later it is two more or two less, or the same
    found = Scores.together([score(said, np.array([[10.0]]), past)])
    assert found.mae == 4
    assert found.rmse == 3
    assert found.wape == pytest.approx(0.4)
    assert found.pinball == pytest.approx(4 * np.mean([0.1, 0.25, 0.5, 0.75, 0.9, 0.95]))
    assert found.covered == 0


def test_a_right_forecast_of_counts_covers_more_than_its_level_and_is_told_from_a_wrong_one() -> None:
    """What is sold is drawn from the forecast itself: about 0 two days in three, seldom more than 2."""
    levels = np.array(LEVELS, np.float32)
    right = np.tile(np.array([0, 0, 0, 0, 0, 0.9, 2, 2.2, 2.5, 4], np.float32), (200, 28, 1))
    normals = np.random.default_rng(4).standard_normal((200, 28), np.float32)
    sold = np.stack([paths(one, levels, drawn[None])[0] for one, drawn in zip(right, normals, strict=True)])

    def counted(quantiles: np.ndarray) -> Counted:
        return Counted.of(quantiles, levels, quantiles[..., 6:7], sold.astype(float), np.zeros(200, np.int8))

    exact, wide = counted(right), counted(3 * right)
    assert exact.covered.mean() == pytest.approx(float(exact.reached.mean()), abs=0.02)
    assert exact.covered.mean() > 0.92
    assert exact.possible.all()
    assert exact.transformed(0.9) == pytest.approx(0.9, abs=0.02)
    assert wide.transformed(0.9) > 0.95


def test_origins_lie_eight_weeks_apart_and_end_with_the_records() -> None:
    panel = retail_days.invented(5, 500)
    steps = daily_demand.origins_of(panel)
    assert np.diff(steps).tolist() == [56] * 5
    assert steps[-1] + daily_demand.DAYS == panel.steps


def test_a_missing_library_of_a_peer_is_no_failure() -> None:
    """This Python has no statsforecast."""
    panel = retail_days.invented(5, 300)
    origin = daily_demand.Origin.at(panel, 250)
    assert daily_demand.theirs(sys.executable, origin, {"TSB": 5}) is None
