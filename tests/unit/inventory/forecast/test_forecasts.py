"""What a forecast promises: counts that never fall below zero, quantiles in order, totals that agree."""

from datetime import timedelta

import numpy as np

from shopassistant.inventory.forecast.fitting import fit_forecasts
from shopassistant.inventory.forecast.forecasts import Forecasts
from tests.unit.inventory.forecast.panels import QUICK, shop


def sound(forecasts: Forecasts) -> None:
    assert np.isfinite(forecasts.quantiles).all()
    assert (forecasts.quantiles >= 0).all()
    assert (np.diff(forecasts.quantiles, axis=2) >= 0).all()
    assert np.isfinite(forecasts.mean).all()
    assert (forecasts.mean >= 0).all()


def test_quantiles_are_counts_in_order_and_start_the_day_after_the_last_one_seen() -> None:
    panel = shop()
    forecasts = fit_forecasts(panel, 30, QUICK)
    sound(forecasts)
    assert forecasts.quantiles.shape[:2] == (6, 30)
    assert forecasts.first_day == panel.first_day + timedelta(days=200)


def test_a_path_asked_for_alone_is_the_one_drawn_together_with_others() -> None:
    forecasts = fit_forecasts(shop(), 14, QUICK)
    together = forecasts.scenarios([0, 2, 5], 50, seed=7)
    assert together.dtype == np.int32
    assert (together >= 0).all()
    assert np.array_equal(together[1], forecasts.scenarios([2], 50, seed=7)[0])
    assert not np.array_equal(together, forecasts.scenarios([0, 2, 5], 50, seed=8))


def test_paths_have_the_quantiles_as_marginals_and_the_mean_as_mean() -> None:
    forecasts = fit_forecasts(shop(), 7, QUICK)
    drawn = forecasts.scenarios([5], 20_000, seed=3)[0]
    for level in (0.1, 0.5, 0.9):
        assert np.allclose(np.quantile(drawn, level, axis=0), forecasts.quantile(5, level), atol=1.0)
    assert np.allclose(drawn.mean(axis=0), forecasts.mean[5], rtol=0.03)


def test_the_whole_is_the_sum_of_its_parts() -> None:
    """A week is the sum of its days and the shop the sum of its products, path by path; so are the quantiles."""
    forecasts = fit_forecasts(shop(), 28, QUICK)
    paths = forecasts.scenarios(range(6), 1000, seed=0, days=7)
    week = forecasts.total(range(6), 7, (0.5, 0.9))
    assert np.allclose(week, np.quantile(paths.sum(axis=2), (0.5, 0.9), axis=1).T)
    assert np.allclose(forecasts.together(range(6), 7, (0.9,)), np.quantile(paths.sum(axis=(0, 2)), 0.9))


def test_a_month_is_less_certain_than_independent_days_would_make_it() -> None:
    forecasts = fit_forecasts(shop(), 28, QUICK)
    paths = forecasts.scenarios([5], 5000, seed=1)[0]
    assert paths.sum(axis=1).var() > 1.5 * paths.var(axis=0).sum()
