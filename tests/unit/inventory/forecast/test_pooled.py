"""What is learned from all products: it beats a product's own past, and never sees sizes that nobody buys."""

from dataclasses import replace

import numpy as np
import pytest

from shopassistant.inventory.forecast.panel import Panel
from shopassistant.inventory.forecast.past import Past
from shopassistant.inventory.forecast.pooled.hurdle import Pooled, PooledConfig, learn_pooled
from shopassistant.inventory.forecast.quantiles import LEVELS
from tests.unit.inventory.forecast.panels import panel_of

LEVEL = np.array(LEVELS, np.float32)
SMALL = PooledConfig(rows=6_000, chance_trees=25, size_trees=15, leaves=7)


def few_at_a_time(n: int = 60, days: int = 365) -> Panel:
    """A shop that sells one or two at a time, and once in a while a carton of fifty of a few products."""
    rng = np.random.default_rng(1)
    units = rng.binomial(2, 0.3, (n, days)).astype(np.float32)
    units[:5] = np.where(rng.random((5, days)) < 0.05, 50, units[:5])
    return panel_of(units)


def told(panel: Panel, horizon: int = 28) -> tuple[Pooled, np.ndarray]:
    past = Past.of(panel, horizon)
    model = learn_pooled(past, horizon, SMALL)
    assert model is not None
    return model, model.quantiles(past, LEVEL)


def test_no_quantile_goes_far_beyond_what_was_ever_sold() -> None:
    panel = few_at_a_time()
    _, said = told(panel)
    assert (said[5:, :, -1] <= 2 * np.nanmax(panel.units[5:])).all()


def test_a_fraction_of_a_unit_from_a_day_that_sold_out_is_no_size_of_sale() -> None:
    """Corrected demand has days of 0.02 units; whoever took them for sales would think sizes vary a thousandfold."""
    panel = few_at_a_time()
    rng = np.random.default_rng(2)
    corrected = np.where(rng.random(panel.units.shape) < 0.1, np.float32(0.02), panel.units)
    _, said = told(replace(panel, units=corrected.astype(np.float32)))
    _, whole = told(panel)
    assert said[5:, :, -1].max() <= 5
    assert np.allclose(said[5:].mean(), whole[5:].mean(), rtol=0.35)


def test_it_says_how_often_and_how_much() -> None:
    panel = few_at_a_time()
    _, said = told(panel)
    assert 0.2 < (panel.units[5:] <= np.median(said[5:, :, 4])).mean() < 0.9
    assert (panel.units[5:, -28:] <= said[5:, :, 6]).mean() > 0.85


def test_a_promotion_ahead_raises_what_it_raised_before() -> None:
    rng = np.random.default_rng(3)
    deal = (rng.random((40, 393)) < 0.15).astype(np.float32)
    units = rng.poisson(np.where(deal[:, :365] > 0, 9.0, 1.5)).astype(np.float32)
    panel = replace(panel_of(units), known={"promotion": deal})
    _, said = told(panel)
    ahead = deal[:, 365:] > 0
    assert said[ahead][:, 4].mean() > 2 * said[~ahead][:, 4].mean()


@pytest.mark.parametrize(
    "units", [np.zeros((20, 300)), np.full((20, 300), np.nan), np.zeros((0, 300)), np.ones((3, 10))]
)
def test_where_there_is_nothing_to_learn_it_says_so(units: np.ndarray) -> None:
    assert learn_pooled(Past.of(panel_of(units), 7), 7, SMALL) is None
