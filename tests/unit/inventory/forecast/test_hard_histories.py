"""Histories of which nobody can say much: the forecast stays sane and says that it is uncertain, and why."""

import numpy as np
import pytest

from shopassistant.inventory.forecast.fitting import fit_forecasts
from shopassistant.inventory.forecast.forecasts import Forecasts
from shopassistant.inventory.forecast.panel import Panel
from tests.unit.inventory.forecast.panels import ODD, QUICK, odd_shop, panel_of

DOUBT = {
    "no_sales": "no_sales",
    "one_sale": "one_sale",
    "last_day_only": "one_sale",
    "all_zeros": "no_sales",
    "gap_of_a_year": "long_gap",
    "million": "outlier",
    "nothing_known": "no_sales",
    "new": "short_history",
}


def sound(forecasts: Forecasts) -> None:
    assert np.isfinite(forecasts.quantiles).all()
    assert (forecasts.quantiles >= 0).all()
    assert (np.diff(forecasts.quantiles, axis=2) >= 0).all()
    assert np.isfinite(forecasts.mean).all()
    assert (forecasts.mean >= 0).all()
    assert np.allclose(forecasts.weights.sum(axis=1), 1, atol=1e-3) or not forecasts.count
    drawn = forecasts.scenarios(range(forecasts.count), 20, seed=1)
    assert (drawn >= 0).all()


@pytest.fixture(scope="module")
def beside() -> Forecasts:
    return fit_forecasts(odd_shop(beside=40), 90, QUICK)


def test_every_odd_history_gets_a_sound_forecast(beside: Forecasts) -> None:
    sound(beside)


@pytest.mark.parametrize(("history", "doubt"), DOUBT.items())
def test_it_says_why_it_is_uncertain(beside: Forecasts, history: str, doubt: str) -> None:
    assert doubt in beside.doubts_of(ODD.index(history))


def test_an_ordinary_series_is_not_doubted(beside: Forecasts) -> None:
    assert beside.doubts_of(len(ODD) + 35) == ()


def test_one_day_of_a_million_does_not_become_the_usual(beside: Forecasts) -> None:
    """Nine in ten days stay near what sold on all other days."""
    assert beside.quantile(ODD.index("million"), 0.9).max() < 60


def test_a_product_without_sales_borrows_from_others_and_is_less_certain(beside: Forecasts) -> None:
    row = ODD.index("nothing_known")
    assert beside.mean[row].sum() > 0
    assert beside.class_of(row) == "new"


@pytest.mark.parametrize("history", ODD)
def test_alone_in_a_shop_it_is_as_sane(history: str) -> None:
    sound(fit_forecasts(odd_shop().take(np.array([ODD.index(history)])), 30, QUICK))


@pytest.mark.parametrize("days", [0, 1, 30, 100])
def test_a_young_shop_gets_forecasts_too(days: int) -> None:
    sound(fit_forecasts(odd_shop().until(days), 14, QUICK))


def test_a_shop_without_products_gets_none() -> None:
    assert fit_forecasts(panel_of(np.zeros((0, 300))), 14, QUICK).count == 0


def test_sales_booked_out_of_order_make_the_same_panel() -> None:
    """Dates of a file may come in any order: the panel is the same, and so is the forecast."""
    rng = np.random.default_rng(5)
    row, day = rng.integers(0, 5, 3000), rng.integers(0, 300, 3000)
    units = rng.integers(1, 4, 3000)
    mixed = rng.permutation(3000)
    one = Panel.units_of_sales(5, 300, row, day, units)
    other = Panel.units_of_sales(5, 300, row[mixed], day[mixed], units[mixed])
    assert np.array_equal(one, other)
    assert one.sum() == units.sum()
    sound(fit_forecasts(panel_of(other), 7, QUICK))
