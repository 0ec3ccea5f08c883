"""The ordering benchmark runs at its smallest, and its rules know nothing that they could not know."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from shopassistant.inventory.reorder.simulator import Morning
from tests.benchmarks import ordering
from tests.benchmarks import ordering_game as game_of
from tests.benchmarks.ordering_forecasts import Forecaster, advice
from tests.benchmarks.ordering_kept import OutOfTime, Slices


def test_ordering_runs() -> None:
    figures = ordering.run(tiny=True)
    assert 0 < float(str(figures["cost over the better rule"])) < 100
    assert 0 <= float(str(figures["fill rate"])) <= 1


def test_what_comes_later_changes_no_order_of_any_rule() -> None:
    trade = ordering.invent(4)
    game = game_of.make_game(trade, game_of.YEAR, 1, days=10)
    later = trade.units.copy()
    seen = trade.day(game_of.YEAR - timedelta(days=30))
    later[:, seen:] = 7 * later[:, seen:] + 3
    other = replace(trade, units=later, shop=later)
    twin = replace(game, trade=other)
    setting = game_of.SETTINGS[0]
    morning = Morning(21, np.full(4, 2), ())
    assert game_of.YEAR - timedelta(days=game_of.WARM_UP - 21) < game_of.YEAR - timedelta(days=30)
    for make in (
        lambda one: game_of.moving_average(one, setting, 2.0, 1.0),
        lambda one: game_of.by_costs(one, setting),
        lambda one: game_of.min_max(one, setting, 14, 1.0, 182, 28),
        lambda one: advice(one, setting, Forecaster(one.trade, scenarios=20)),
    ):
        assert make(game)(morning).tolist() == make(twin)(morning).tolist()


def test_a_year_played_in_slices_is_the_year_played_at_once(tmp_path: Path) -> None:
    trade, setting = ordering.invent(3), game_of.SETTINGS[0]

    def played(slices: Slices) -> ordering.Result:
        forecaster = Forecaster(trade, 182, scenarios=20, folder=slices.folder, pause=slices.pause)
        return ordering.compete(trade, forecaster, setting, 1, days=20, quick=True, slices=slices)

    with pytest.raises(OutOfTime):
        played(Slices(tmp_path, seconds=0))
    for _ in range(20):
        try:
            found = played(Slices(tmp_path, seconds=0.01))
            break
        except OutOfTime:
            assert list(tmp_path.iterdir())
    whole = played(Slices())
    assert {rule: found.cost(rule) for rule in found.outcomes} == {rule: whole.cost(rule) for rule in whole.outcomes}
    assert found.chosen == {rule: tuple(chosen) for rule, chosen in whole.chosen.items()}
    low, high = whole.saving_between(whole.better)
    assert low <= whole.saving_to(whole.better) <= high
    assert sum("with other products" in line for line in ordering.report([whole])) == 3
