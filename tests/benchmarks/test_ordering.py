"""The ordering benchmark runs at its smallest, and its rules know nothing that they could not know."""

from datetime import timedelta

import numpy as np

from tests.benchmarks import ordering


def test_ordering_runs() -> None:
    figures = ordering.run(tiny=True)
    assert 0 < float(str(figures["cost over the better rule"])) < 100
    assert 0 <= float(str(figures["fill rate"])) <= 1


def test_what_comes_later_changes_no_order_of_any_rule() -> None:
    trade = ordering.invent(4)
    game = ordering.make_game(trade, ordering.YEAR, 1, days=10)
    later = trade.units.copy()
    seen = trade.day(ordering.YEAR - timedelta(days=30))
    later[:, seen:] = 7 * later[:, seen:] + 3
    other = ordering.replace(trade, units=later, shop=later)
    twin = ordering.replace(game, trade=other)
    setting = ordering.SETTINGS[0]
    morning = ordering.Morning(21, np.full(4, 2), ())
    assert ordering.YEAR - timedelta(days=ordering.WARM_UP - 21) < ordering.YEAR - timedelta(days=30)
    for make in (
        lambda one: ordering.moving_average(one, setting, 2.0, 1.0),
        lambda one: ordering.min_max(one, setting, 14, 1.0, 182, 28),
        lambda one: ordering.advice(one, setting, ordering.Forecaster(one.trade, scenarios=20)),
    ):
        assert make(game)(morning).tolist() == make(twin)(morning).tolist()
