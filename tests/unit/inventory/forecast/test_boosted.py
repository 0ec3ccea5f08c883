"""What the boosted model promises: honest, in order, finite for any history, and awake to prices and promotions."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from shopassistant.core.errors import UserError
from shopassistant.core.progress import Cancelled
from shopassistant.inventory.forecast.boosted.config import BoostedConfig
from shopassistant.inventory.forecast.boosted.model import Boosted, fit_boosted, learn
from shopassistant.inventory.forecast.fitting import FitConfig, fit_forecasts
from shopassistant.inventory.forecast.panel import Panel
from shopassistant.inventory.forecast.quantiles import LEVELS
from shopassistant.inventory.forecast.whatif import with_known
from tests.unit.inventory.forecast.shops import daily_shop, weekly_shop

QUICK = BoostedConfig(rows=6_000, trees=40, least_rows=20, spread_trees=25, bags=3)
MEDIAN, NINE_TENTHS = LEVELS.index(0.5), LEVELS.index(0.9)


def sound(quantiles: np.ndarray) -> None:
    assert np.isfinite(quantiles).all()
    assert (quantiles >= 0).all()
    assert (np.diff(quantiles, axis=2) >= 0).all()


@pytest.fixture(scope="module")
def shop() -> Panel:
    return weekly_shop()


@pytest.fixture(scope="module")
def learnt(shop: Panel) -> Boosted:
    return learn(shop.until(72), 4, QUICK)


def test_quantiles_are_units_in_order_for_every_series_and_step(shop: Panel, learnt: Boosted) -> None:
    found = learnt.quantiles(shop)
    assert found.shape == (30, 4, len(LEVELS))
    sound(found)


def test_a_series_asked_for_alone_gets_what_it_gets_among_all(shop: Panel, learnt: Boosted) -> None:
    assert np.array_equal(learnt.quantiles(shop, rows=np.array([7, 3])), learnt.quantiles(shop)[[7, 3]])


def test_the_same_past_learns_the_same(shop: Panel, learnt: Boosted) -> None:
    assert np.array_equal(learn(shop.until(72), 4, QUICK).quantiles(shop), learnt.quantiles(shop))


def test_what_happens_later_changes_no_forecast(shop: Panel) -> None:
    later = shop.units.copy()
    later[:, 72:] = 9_999
    honest = fit_boosted(shop.until(72), 4, QUICK)
    assert np.array_equal(fit_boosted(replace(shop, units=later).until(72), 4, QUICK), honest)


def test_planned_prices_and_promotions_are_worth_knowing(shop: Panel, learnt: Boosted) -> None:
    """Better than the median of the last twelve weeks by at least a third, on weeks it was not taught."""
    errors, naive = [], []
    for origin in (72, 74, 76):
        actual = shop.units[:, origin : origin + 4]
        errors.append(np.abs(learnt.quantiles(shop.until(origin))[..., MEDIAN] - actual))
        naive.append(np.abs(np.median(shop.units[:, origin - 12 : origin], axis=1)[:, None] - actual))
    assert np.mean(errors) < 0.67 * np.mean(naive)


def test_nine_in_ten_stay_below_the_nine_tenths_quantile() -> None:
    shop = weekly_shop(products=10, places=8, weeks=90)
    learnt = learn(shop.until(70), 4, QUICK)
    below = [shop.units[:, o : o + 4] <= learnt.quantiles(shop.until(o))[..., NINE_TENTHS] for o in range(70, 87, 4)]
    assert 0.85 < np.mean(below) < 0.95


def test_a_lower_price_sells_more_and_a_promotion_too(shop: Panel, learnt: Boosted) -> None:
    usual = np.log(shop.known["price"][:, :72]).mean(axis=1, keepdims=True)
    dear, cheap = (learnt.quantiles(with_known(shop, "price", np.exp(usual) * share)) for share in (1.0, 0.7))
    assert (cheap[..., MEDIAN] >= dear[..., MEDIAN]).all()
    assert cheap[..., MEDIAN].mean() > 1.4 * dear[..., MEDIAN].mean()
    without, promoted = (learnt.quantiles(with_known(shop, "promotion", share)) for share in (0.0, 1.0))
    assert promoted[..., MEDIAN].mean() > 1.5 * without[..., MEDIAN].mean()


def test_another_plan_for_one_series_leaves_its_past_alone(shop: Panel) -> None:
    changed = with_known(shop, "price", 1.5, rows=np.array([4]))
    assert (changed.known["price"][4, shop.steps :] == 1.5).all()
    changed.known["price"][4, shop.steps :] = shop.known["price"][4, shop.steps :]
    assert np.array_equal(changed.known["price"], shop.known["price"])


def test_a_plan_for_an_input_the_shop_does_not_have_is_refused(shop: Panel) -> None:
    with pytest.raises(UserError, match=r"forecast\.panel"):
        with_known(shop, "weather", 1.0)


def test_another_panel_than_the_one_learned_from_is_refused(shop: Panel, learnt: Boosted) -> None:
    with pytest.raises(ValueError, match="inputs"):
        learnt.quantiles(replace(shop, known={}))


def test_the_engine_trusts_it_where_prices_and_promotions_are_planned(shop: Panel) -> None:
    planned, blind = (fit_forecasts(p, 4, FitConfig(boosted=QUICK)) for p in (shop, replace(shop, known={})))
    assert "boosted" not in blind.methods
    place = planned.methods.index("boosted")
    assert planned.weights[:, place].mean() > 0.5
    assert planned.backtest.absolute[..., -1].sum() < 0.8 * blind.backtest.absolute[..., -1].sum()


def test_weekdays_are_learned() -> None:
    shop = daily_shop()
    found = fit_boosted(shop, 14, QUICK)
    weekday = [(shop.next_day.weekday() + ahead) % 7 for ahead in range(14)]
    sound(found)
    often = found[-10:, :, MEDIAN].mean(axis=0)
    assert often[[i for i, day in enumerate(weekday) if day == 6]].max() < 0.2 * often.max()
    saturdays = often[[i for i, day in enumerate(weekday) if day == 5]].mean()
    others = often[[i for i, day in enumerate(weekday) if day < 5]].mean()
    assert 1.6 < saturdays / others < 2.4


ODD = {
    "no sales": np.zeros(300),
    "one sale": np.eye(1, 300, 120)[0],
    "never known": np.full(300, np.nan),
    "known for a day": np.r_[np.full(299, np.nan), 3],
    "silent for most of a year": np.r_[np.full(20, 5.0), np.zeros(270), np.full(10, 5.0)],
    "a million in a day": np.r_[np.full(150, 2.0), 1e6, np.full(149, 2.0)],
}


def test_odd_histories_get_finite_forecasts_and_spoil_no_other() -> None:
    shop = daily_shop()
    units = np.concatenate([np.stack(list(ODD.values())), shop.units]).astype(np.float32)
    n = len(units)
    cost = np.full(n, 100, np.float32)
    keys = np.stack([np.arange(n) + 100, np.ones(n, int)], axis=1).astype(np.int64)
    found = fit_boosted(Panel(keys, date(2025, 1, 1), units, cost, cost), 28, QUICK)
    sound(found)
    assert found[:4, :, MEDIAN].max() < 20
    assert found[len(ODD) :, :, MEDIAN].max() < 100


def test_a_shop_with_hardly_a_past_is_told_so() -> None:
    for steps in (0, 1, 2, 12):
        with pytest.raises(UserError, match=r"forecast\.too_little"):
            learn(daily_shop(products=2, places=1).until(steps), 14, QUICK)


def test_learning_can_be_stopped() -> None:
    class Stop:
        def report(self, stage: str, done: int, total: int) -> None:
            assert stage == "forecast.learning"
            if done == 1:
                raise Cancelled

    with pytest.raises(Cancelled):
        learn(weekly_shop(products=3, places=2), 4, QUICK, Stop())


@pytest.mark.parametrize("field", ["rows", "trees", "bags", "columns", "effects_share", "shrinkage"])
def test_settings_out_of_range_are_refused(field: str) -> None:
    with pytest.raises(UserError, match=r"forecast\.config"):
        replace(BoostedConfig(), **{field: (-1.0,) * 4 if field == "shrinkage" else -1})
