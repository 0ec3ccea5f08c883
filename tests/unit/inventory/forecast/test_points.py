"""Each measure of error gets the number that it asks for."""

import numpy as np
import pytest

from shopassistant.inventory.forecast.points import Metric, point_for
from shopassistant.inventory.forecast.quantiles import LEVELS

DRAWS = np.random.default_rng(2).lognormal(4, 0.6, 200_000)
QUANTILES = np.quantile(DRAWS, LEVELS).astype(np.float32)


def error(metric: Metric, point: float) -> float:
    errors = {
        "mae": np.abs(point - DRAWS),
        "mape": np.abs(point - DRAWS) / DRAWS,
        "rmse": (point - DRAWS) ** 2,
    }
    return float(errors[metric].mean())


@pytest.mark.parametrize("metric", ["mae", "mape", "rmse"])
def test_no_other_number_is_noticeably_better(metric: Metric) -> None:
    told = float(point_for(metric, QUANTILES, np.array(LEVELS)))
    best = min(error(metric, float(point)) for point in np.linspace(10, 150, 300))
    assert error(metric, told) < 1.01 * best


def test_percentages_ask_for_less_than_the_median_and_squares_for_more() -> None:
    mape, mae, rmse = (float(point_for(metric, QUANTILES, np.array(LEVELS))) for metric in ("mape", "mae", "rmse"))
    assert mape < mae < rmse


def test_nothing_sold_is_nothing_expected() -> None:
    nothing = np.zeros((3, 2, len(LEVELS)), np.float32)
    for metric in ("mae", "mape", "rmse"):
        assert (point_for(metric, nothing, np.array(LEVELS)) == 0).all()
