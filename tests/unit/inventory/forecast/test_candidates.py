"""The contract of every candidate: any history in, a distribution of a count out."""

import numpy as np
import pytest

from shopassistant.inventory.forecast.candidates import CANDIDATES
from shopassistant.inventory.forecast.panel import Panel
from shopassistant.inventory.forecast.past import Past
from shopassistant.inventory.forecast.quantiles import LEVELS
from shopassistant.inventory.forecast.trial import pinball
from tests.unit.inventory.forecast.panels import odd_shop, panel_of, shop

LEVEL = np.array(LEVELS, np.float32)
EVERY = pytest.mark.parametrize("name", CANDIDATES)


def said_by(name: str, panel: Panel, horizon: int = 35) -> np.ndarray:
    return CANDIDATES[name](Past.of(panel, horizon), LEVEL)


@EVERY
@pytest.mark.parametrize("days", [560, 20, 3, 1, 0])
def test_quantiles_are_finite_non_negative_and_in_order(name: str, days: int) -> None:
    panel = odd_shop()
    said = said_by(name, panel.until(days))
    assert said.shape == (panel.count, 35, len(LEVEL))
    assert said.dtype == np.float32
    assert np.isfinite(said).all()
    assert (said >= 0).all()
    assert (np.diff(said, axis=2) >= 0).all()


@EVERY
def test_an_empty_panel_and_a_weekly_one_are_fine(name: str) -> None:
    assert said_by(name, panel_of(np.zeros((0, 30)))).shape == (0, 35, len(LEVEL))
    weekly = panel_of(np.random.default_rng(1).poisson(20, (4, 104)), step_days=7)
    said = said_by(name, weekly, 13)
    assert np.isfinite(said).all()
    assert (np.abs(said[:, 0, 4] - 20) < 15).all()


@pytest.mark.parametrize("name", [name for name in CANDIDATES if name != "borrowed"])
def test_a_steady_seller_is_forecast_about_right(name: str) -> None:
    """Poisson demand of twenty a day: the median is near it and nine in ten days stay below the 0.9 quantile.

    What is borrowed from others knows nothing of the series itself."""
    panel = shop(days=400)
    said = said_by(name, panel.until(365))
    actual = panel.units[:, 365:]
    assert 8 < said[5, 0, 4] < 32
    assert pinball(said[5], actual[5], LEVEL).mean() < 2.6
    assert (actual[5] <= said[5, :, 6]).mean() > 0.6


@EVERY
def test_the_future_is_not_looked_at(name: str) -> None:
    panel = shop(days=400)
    later = panel.units.copy()
    later[:, 365:] = 777
    changed = panel_of(later, [0, 1, 0, 1, 0, 1])
    assert np.array_equal(said_by(name, panel.until(365)), said_by(name, changed.until(365)))


@EVERY
def test_the_order_of_series_does_not_matter(name: str) -> None:
    panel = shop(days=200)
    back = np.arange(panel.count)[::-1]
    assert np.allclose(said_by(name, panel.take(back))[::-1], said_by(name, panel), rtol=1e-4, atol=1e-4)
