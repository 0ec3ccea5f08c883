"""Sample paths of demand and stock, and figures that follow from forecasts instead of recent sales."""

from datetime import date

import numpy as np
import pytest

from shopassistant.inventory.dashboard import paths
from shopassistant.inventory.dashboard.outlook import from_sales, sources, with_forecasts
from shopassistant.inventory.dashboard.shelves import FROM_FORECAST, FROM_SALES, NO_DEMAND, WEEKS, to_day
from shopassistant.inventory.forecast.backtest import nothing_tested
from shopassistant.inventory.forecast.forecasts import Forecasts
from shopassistant.inventory.forecast.scenarios import Dependence

FIRST = date(2026, 6, 10)
LEVELS = np.array([0.05, 0.25, 0.5, 0.75, 0.95], np.float32)


def forecasts(a_day: list[float], days: int = 90, spread: float = 1.0) -> Forecasts:
    """Series that sell about as much as said on every day, more or less surely."""
    n = len(a_day)
    middle = np.array(a_day, np.float32)[:, None, None] * np.ones((n, days, 1), np.float32)
    quantiles = np.maximum(middle * (1 + spread * np.array([-0.5, -0.2, 0.0, 0.2, 0.5], np.float32)), 0)
    return Forecasts(
        keys=np.array([(one + 1, 1) for one in range(n)], np.int64),
        first_day=FIRST,
        levels=LEVELS,
        quantiles=quantiles,
        mean=middle[:, :, 0].copy(),
        demand_class=np.zeros(n, np.int8),
        methods=("borrowed",),
        weights=np.ones((n, 1), np.float32),
        doubts=np.zeros((n, 7), bool),
        category=np.full(n, -1, np.int32),
        dependence=Dependence.usual(n),
        backtest=nothing_tested(n, ("borrowed",), 28, np.ones(n, np.float32)),
    )


def test_demand_of_two_shelves_is_their_sum_and_begins_today() -> None:
    made = forecasts([2.0, 3.0])
    demand = paths.forecast_paths(made, [0, 1], to_day(FIRST) + 10)
    assert demand is not None
    assert demand.shape == (paths.PATHS, paths.DAYS)  # the last four days are like the week before
    assert demand.mean() == pytest.approx(5.0, rel=0.05)
    assert paths.weekly(demand).sum() == demand.sum()


def test_a_forecast_that_does_not_reach_today_says_nothing() -> None:
    made = forecasts([2.0])
    assert paths.forecast_paths(made, [0], to_day(FIRST) + 90) is None
    assert paths.forecast_paths(made, [0], to_day(FIRST) - 1) is None
    assert paths.forecast_paths(made, [], to_day(FIRST)) is None


def test_recent_sales_give_paths_of_the_same_rate() -> None:
    demand = paths.sales_paths(0.4, 0.9)
    assert demand.mean() == pytest.approx(0.4, rel=0.1)
    assert demand.min() >= 0
    assert paths.sales_paths(0.0, 0.0).sum() == 0


def test_stock_is_never_below_nothing_and_deliveries_come_on_their_day() -> None:
    demand = np.full((3, 10), 2, np.int64)
    stock = paths.stock_paths(5, demand, [paths.Arrival(4, 6)])
    assert stock[0].tolist() == [3, 1, 0, 0, 4, 2, 0, 0, 0, 0]
    chance, day = paths.run_out(stock)
    assert (chance, day) == (1.0, 2)
    assert paths.run_out(paths.stock_paths(500, demand, [])) == (0.0, -1)


def test_the_fan_is_ordered_and_holds_the_middle() -> None:
    fan = paths.fan(paths.sales_paths(3.0, 6.0))
    assert (np.diff(fan, axis=1) >= 0).all()
    assert fan.shape == (paths.DAYS, len(paths.LEVELS))


def test_figures_use_the_forecast_where_there_is_one_and_say_so() -> None:
    sold = np.zeros((3, WEEKS), np.uint16)
    sold[:2, -13:] = 7
    horizon = np.array([10, 10, 10])
    days = np.array([91, 91, 91])
    recent = from_sales(sold, days, days * 4, horizon)
    variant, location = np.array([1, 2, 3]), np.ones(3, np.int64)
    outlook, has = with_forecasts(recent, forecasts([4.0], spread=3.0), variant, location, horizon, to_day(FIRST))
    assert has.tolist() == [True, False, False]
    assert sources(outlook, has).tolist() == [FROM_FORECAST, FROM_SALES, NO_DEMAND]
    assert outlook.rate[0] == pytest.approx(4.0)
    assert outlook.ahead[0] == pytest.approx(40.0)
    assert outlook.rate[1] == pytest.approx(recent.rate[1])
    # Days that rise and fall together are less certain than as many independent ones.
    assert outlook.ahead_variance[0] > 11 * outlook.variance[0]


def test_a_horizon_beyond_the_forecast_goes_on_at_its_rate() -> None:
    sold = np.zeros((1, WEEKS), np.uint16)
    horizon, one = np.array([120]), np.array([1])
    outlook, _has = with_forecasts(
        from_sales(sold, np.array([91]), np.array([364]), horizon), forecasts([2.0]), one, one, horizon, to_day(FIRST)
    )
    assert outlook.ahead[0] == pytest.approx(240.0)
