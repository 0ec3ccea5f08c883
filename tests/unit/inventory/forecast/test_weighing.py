"""The better candidate gets the say, corrections only follow what holds at every origin, classes are the field's."""

import numpy as np

from shopassistant.inventory.forecast.calibration import corrected_levels, recalibrate, transform
from shopassistant.inventory.forecast.classes import DEMAND_CLASSES, classify
from shopassistant.inventory.forecast.dependence import learn_dependence
from shopassistant.inventory.forecast.fitting import fit_forecasts
from shopassistant.inventory.forecast.quantiles import LEVELS
from shopassistant.inventory.forecast.trial import Trial
from shopassistant.inventory.forecast.weighing import weigh
from tests.unit.inventory.forecast.panels import QUICK, shop

LEVEL = np.array(LEVELS, np.float32)


def exact(n: int, days: int, mean: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Exponential demand and its true quantiles."""
    actual = np.random.default_rng(seed).exponential(mean, (n, days)).astype(np.float32)
    return actual, np.broadcast_to(-mean * np.log1p(-LEVEL), (n, days, len(LEVEL))).astype(np.float32).copy()


def test_the_candidate_that_is_right_outweighs_those_that_are_not() -> None:
    actual, right = exact(60, 28, 5.0, 1)
    trial = Trial(100, np.stack([right * 2, right, right * 3]), actual, np.zeros(60, np.int8))
    even = np.full(3, 1 / 3, np.float32)
    losses = np.ones((60, 3), np.float32)
    found = weigh([trial], np.zeros(60, np.int8), even, losses, np.full(60, 28), LEVEL)
    assert np.allclose(found.of_series.sum(axis=2), 1, atol=1e-5)
    assert (found.of_class[0, :, 1] > 0.5).all()


def test_a_series_leans_towards_what_was_better_on_itself() -> None:
    actual, right = exact(60, 28, 5.0, 1)
    trial = Trial(100, np.stack([right, right]), actual, np.zeros(60, np.int8))
    losses = np.tile(np.array([1.0, 2.0], np.float32), (60, 1))
    sales = np.array([400] * 30 + [1] * 30)
    found = weigh([trial], np.zeros(60, np.int8), np.full(2, 0.5, np.float32), losses, sales, LEVEL).of_series
    assert found[0, 0, 0] > 0.6
    assert abs(found[59, 0, 0] - 0.5) < 0.05


def test_transforms_of_true_quantiles_are_uniform() -> None:
    actual, right = exact(200, 28, 5.0, 2)
    found = transform(right, actual, LEVEL)
    assert np.allclose(np.quantile(found, LEVEL), LEVEL, atol=0.03)


def test_quantiles_too_low_at_every_origin_are_raised_and_those_wrong_once_are_left() -> None:
    classes = np.zeros(100, np.int8)
    truth = [exact(100, 28, 5.0, seed) for seed in (1, 2)]
    low = [transform(right * 0.6, actual, LEVEL) for actual, right in truth]
    asked = corrected_levels(low, [classes, classes], LEVEL)
    assert (asked[0, 4:8] > LEVEL[4:8] + 0.01).all()
    raised = recalibrate(truth[0][1] * np.float32(0.6), classes, asked, LEVEL)
    assert (raised[..., 6] > truth[0][1][..., 6] * 0.6).all()
    high = transform(truth[1][1] * 1.5, truth[1][0], LEVEL)
    assert np.allclose(corrected_levels([low[0], high], [classes, classes], LEVEL)[0, 3:8], LEVEL[3:8])


def test_days_that_rise_and_fall_together_make_totals_less_certain() -> None:
    """Series whose level lasts for weeks get more of it than series of independent days."""
    rng = np.random.default_rng(4)
    independent, right = exact(60, 28, 5.0, 3)
    lasting = independent * rng.lognormal(-0.245, 0.7, (60, 1)).astype(np.float32)
    keys = np.stack([np.arange(60), np.ones(60, int)], axis=1)
    classes = np.ones(60, np.int8)
    own = [
        learn_dependence(right, actual, transform(right, actual, LEVEL), classes, keys, LEVEL).shares[0, 3]
        for actual in (independent, lasting)
    ]
    assert own[0] < own[1]


def test_classes_are_those_of_syntetos_and_boylan() -> None:
    rng = np.random.default_rng(0)
    days = 400
    uneven = rng.choice([1, 1, 1, 30], days)
    rare = np.arange(days) % 4 == 0
    units = np.stack(
        [np.full(days, 5), uneven, rare * 5, rare * uneven, np.full(days, 5), (np.arange(days) < 200) * 5.0]
    )
    units = units.astype(np.float32)
    units[4, :-20] = np.nan
    assert [DEMAND_CLASSES[code] for code in classify(units)] == list(DEMAND_CLASSES)


def test_a_backtest_tells_the_error_of_every_method_by_origin_in_units_and_money() -> None:
    forecasts = fit_forecasts(shop(n=12), 28, QUICK)
    tested = forecasts.backtest
    assert tested.candidates[-1] == "ensemble"
    assert len(tested.origins) == 2
    assert tested.origins[-1].toordinal() + 28 == forecasts.first_day.toordinal()
    units, money = tested.by_origin(), tested.by_origin(money=True)
    for metric in ("pinball", "mae", "rmse", "wape", "mase"):
        assert units[metric].shape == (2, len(tested.candidates))
        assert (units[metric] > 0).all()
    assert np.allclose(money["mae"], units["mae"] * 250, rtol=1e-4)
    ensemble, naive = tested.candidates.index("ensemble"), tested.candidates.index("naive")
    assert (units["pinball"][:, ensemble] < units["pinball"][:, naive]).all()
