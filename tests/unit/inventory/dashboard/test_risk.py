"""The arithmetic of running out, against counting."""

import numpy as np
import pytest
from scipy import stats

from shopassistant.inventory.dashboard.outlook import variances
from shopassistant.inventory.dashboard.risk import above, horizons, shortage


@pytest.mark.parametrize(("mean", "variance"), [(0.3, 0.3), (4.0, 4.0), (4.0, 9.0), (40.0, 400.0)])
def test_chance_and_shortage_are_those_of_the_count(mean: float, variance: float) -> None:
    there = np.arange(0, 60, dtype=float)
    if variance > mean:
        size = mean**2 / (variance - mean)
        count = stats.nbinom(size, size / (size + mean))
    else:
        count = stats.poisson(mean)
    means, variances_ = np.full(60, mean), np.full(60, variance)
    np.testing.assert_allclose(above(there, means, variances_), count.sf(there), atol=2e-3)
    many = np.arange(0, 4000)
    expected = [(np.maximum(many - units, 0) * count.pmf(many)).sum() for units in there]
    np.testing.assert_allclose(shortage(there, means, variances_), expected, rtol=2e-3, atol=2e-3)


def test_without_demand_nothing_runs_out() -> None:
    none = np.zeros(2)
    assert above(np.array([0.0, 5.0]), none, none).tolist() == [0, 0]
    assert shortage(np.array([0.0, 5.0]), none, none).tolist() == [0, 0]


def test_the_next_delivery_is_what_is_on_order_else_the_next_occasion() -> None:
    found = horizons(np.array([5, 5, -1, 5]), np.array([7, 7, -1, 7]), np.array([0, 103, 0, 90]), 100)
    assert found.tolist() == [12, 3, 14, 1]  # no supplier: usual days; late: any moment


def test_variances_of_quantiles_are_about_those_of_their_distribution() -> None:
    levels = np.array([0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99])
    quantiles = stats.norm(10, 2).ppf(levels)[None, None, :]
    assert variances(quantiles, levels)[0, 0] == pytest.approx(4, rel=0.15)
