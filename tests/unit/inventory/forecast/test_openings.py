"""When a shop is closed is learned from its sales, and a closed day is no day without demand."""

from dataclasses import replace
from datetime import timedelta

import numpy as np

from shopassistant.inventory.forecast.openings import open_days
from shopassistant.inventory.forecast.panel import Panel
from shopassistant.inventory.forecast.past import Past
from tests.unit.inventory.forecast.panels import panel_of

DAYS, AHEAD = 500, 60


def busy(closed: np.ndarray) -> Panel:
    """Forty products of which most sell on every open day."""
    units = np.random.default_rng(1).poisson(2.0, (40, DAYS))
    units[:, closed[:DAYS]] = 0
    return panel_of(units)


def test_a_weekday_off_stays_off() -> None:
    closed = np.arange(DAYS + AHEAD) % 7 == 3
    opened = open_days(busy(closed), AHEAD)
    assert np.array_equal(opened, ~closed)


def test_holidays_the_shop_kept_are_kept_again_and_those_it_worked_are_not() -> None:
    holiday = np.zeros((1, DAYS + AHEAD), np.float32)
    holiday[0, [40, 120, 200, 333, 450, DAYS + 5]] = 1
    keeps = replace(busy(holiday[0] > 0), known={"holiday": holiday})
    works = replace(busy(np.zeros(DAYS, bool)), known={"holiday": holiday})
    assert not open_days(keeps, AHEAD)[DAYS + 5]
    assert open_days(works, AHEAD)[DAYS:].all()


def test_a_break_of_last_year_returns_on_its_dates() -> None:
    panel = busy(np.zeros(DAYS, bool))
    last_year = [(panel.next_day + timedelta(days=10 + day)).replace(year=panel.next_day.year - 1) for day in range(8)]
    closed = np.zeros(DAYS, bool)
    closed[[(day - panel.first_day).days for day in last_year]] = True
    opened = open_days(busy(closed), AHEAD)
    assert (~opened[DAYS:]).nonzero()[0].tolist() == list(range(10, 18))


def test_a_quiet_shop_is_not_thought_closed() -> None:
    units = np.random.default_rng(2).poisson(0.05, (3, DAYS))
    assert open_days(panel_of(units), AHEAD).all()


def test_what_is_told_goes_first() -> None:
    told = np.zeros((1, DAYS + AHEAD), np.float32)
    told[0, DAYS + 2] = 1
    panel = replace(busy(np.zeros(DAYS, bool)), known={"closed": told})
    assert (~open_days(panel, AHEAD)).nonzero()[0].tolist() == [DAYS + 2]


def test_closed_days_are_unknown_to_the_candidates() -> None:
    past = Past.of(busy(np.arange(DAYS) % 7 == 3), AHEAD)
    assert np.isnan(past.units[:, 3]).all()
    assert not np.isnan(past.units[:, 4]).any()
