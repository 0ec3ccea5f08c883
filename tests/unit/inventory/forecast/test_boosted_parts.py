"""The parts of the boosted model against the slow and obvious way, and against truths that were put in."""

from datetime import date

import numpy as np

from shopassistant.inventory.forecast.boosted import calendar
from shopassistant.inventory.forecast.boosted.arrays import Groups, before, filled, paired, trailing_mean
from shopassistant.inventory.forecast.boosted.effects import learn_effects
from shopassistant.inventory.forecast.boosted.inputs import Inputs
from shopassistant.inventory.forecast.boosted.past import Past
from tests.unit.inventory.forecast.shops import weekly_shop

DRAWS = np.random.default_rng(11)
CODES = np.array([2, 0, 2, -1, 0, 2, 5])
VALUES = np.round(DRAWS.normal(0, 1, (7, 9)), 1).astype(np.float32)  # rounded, so that some are equal


def others(row: int) -> list[int]:
    return [i for i in range(7) if i != row and CODES[i] == CODES[row] >= 0]


def test_neighbours_are_the_others_of_the_group() -> None:
    group = Groups(CODES)
    mean, least, below = group.mean_of_others(VALUES), group.least_of_others(VALUES), group.share_below(VALUES)
    for row in range(7):
        theirs = VALUES[others(row)]
        if not len(theirs):
            assert (mean[row] == 0).all()
            assert np.array_equal(least[row], VALUES[row])
            assert (below[row] == 0.5).all()
            continue
        assert np.allclose(mean[row], theirs.mean(axis=0), atol=1e-6)
        assert np.array_equal(least[row], theirs.min(axis=0))
        assert (below[row] >= (theirs < VALUES[row]).mean(axis=0) - 1e-6).all()
        assert (below[row] <= (theirs <= VALUES[row]).mean(axis=0) + 1e-6).all()


def test_groups_of_nobody() -> None:
    group = Groups(np.full(3, -1))
    assert np.array_equal(group.least_of_others(VALUES[:3]), VALUES[:3])
    assert np.array_equal(group.sum(VALUES[:3]), VALUES[:3])


def test_windows_hold_what_was_up_to_now() -> None:
    slow = [VALUES[:, max(0, t - 3) : t + 1].mean(axis=1) for t in range(9)]
    assert np.allclose(trailing_mean(VALUES, 4), np.stack(slow, axis=1), atol=1e-6)
    assert np.allclose(trailing_mean(VALUES, 50)[:, -1], VALUES.mean(axis=1), atol=1e-6)
    assert np.array_equal(before(VALUES, 2)[:, 2:], VALUES[:, :-2])
    assert (before(VALUES, 50) == VALUES[:, :1]).all()


def test_gaps_hold_the_last_value_known() -> None:
    gaps = np.array([[np.nan, 2, np.nan, 4, np.nan], [np.nan] * 5], np.float32)
    assert filled(gaps, 7.0).tolist() == [[2, 2, 2, 4, 4], [7] * 5]


def test_codes_of_combinations() -> None:
    found = paired(np.array([1, 1, 2, 1, -1]), np.array([3, 3, 3, 4, 3]))
    assert found[0] == found[1]
    assert len(set(found[[0, 2, 3]])) == 3
    assert found[4] == -1


def test_the_highest_price_of_a_quarter_is_of_weeks_up_to_now() -> None:
    shop = weekly_shop(products=2, places=2, weeks=40)
    columns = Inputs.of(shop, 4).columns
    price = np.log(shop.known["price"])
    for step in (0, 5, 20, 43):
        high = price[:, max(0, step - 12) : step + 1].max(axis=1)
        assert np.allclose(columns["price_to_high"][:, step], price[:, step] - high, atol=1e-5)


def test_inputs_that_never_change_make_no_column_and_short_plans_go_on() -> None:
    shop = weekly_shop(products=2, places=2, weeks=40, ahead=1)
    found = Inputs.of(shop, 10)
    assert all(values.shape[1] == 50 for values in found.columns.values())
    assert np.array_equal(found.columns["price"][:, -1], found.columns["price"][:, 40])
    assert (found.columns["promotion"][:, 41:] == 0).all()
    shop.known["price"][:] = 1.0
    assert not any("price" in name for name in Inputs.of(shop, 10).columns)


def effects_of(slopes: np.ndarray, known: np.ndarray, origins: list[int], shrinkage: tuple[float, ...]) -> np.ndarray:
    """Slopes found where log demand is 3 + slope x regressor + a little noise."""
    draws = np.random.default_rng(5)
    regressor = draws.normal(0, 1, known.shape).astype(np.float32)
    logs = (3 + slopes[:, None] * regressor + draws.normal(0, 0.05, known.shape)).astype(np.float32)
    everything, product = Groups(np.zeros(len(slopes), int)), Groups(np.arange(len(slopes)) // 3)
    found = learn_effects(
        np.where(known, logs, 0),
        known,
        [regressor],
        np.array(origins),
        [everything, everything, product],
        shrinkage,
        1e6,
        1,
    )
    return found.slopes[..., 0] / regressor.std()


def test_slopes_are_found_and_a_series_without_a_past_has_those_of_its_product() -> None:
    truth = np.repeat([-2.0, 1.0], 3)
    known = np.ones((6, 200), bool)
    known[2] = False
    found = effects_of(truth, known, [199], (0.1, 0.1, 0.1, 0.1))[:, 0]
    assert np.allclose(found, truth, atol=0.05)


def test_slopes_at_an_origin_know_nothing_later() -> None:
    truth = np.repeat([-2.0, 1.0], 3)
    known = np.ones((6, 200), bool)
    first = effects_of(truth, known, [60, 199], (1, 1, 1, 1))[:, 0]
    known[:, 61:] = False
    assert np.allclose(effects_of(truth, known, [60], (1, 1, 1, 1))[:, 0], first)


def test_strong_shrinkage_makes_all_alike() -> None:
    found = effects_of(np.repeat([-2.0, 1.0], 3), np.ones((6, 200), bool), [199], (0.1, 0.1, 1e9, 1e9))[:, 0]
    assert np.ptp(found) < 1e-3


def test_the_past_is_read_up_to_the_origin() -> None:
    logs = np.log1p(DRAWS.poisson(2, (3, 120)).astype(np.float32))
    logs[1, :30] = np.nan
    origin = 100
    own = Past(logs, np.array([origin]), 7).at_origins()
    assert np.allclose(own["mean_8w"][:, 0], np.nanmean(logs[:, origin - 55 : origin + 1], axis=1), atol=1e-5)
    assert np.allclose(own["sold_8w"][:, 0], (logs[:, origin - 55 : origin + 1] > 0).mean(axis=1), atol=1e-5)
    last_sale = [origin - np.flatnonzero(row[: origin + 1] > 0)[-1] for row in np.nan_to_num(logs)]
    assert np.allclose(own["since_sale"][:, 0], np.log1p(last_sale), atol=1e-5)
    later = logs.copy()
    later[:, origin + 1 :] = 50
    for name, values in Past(later, np.array([origin]), 7).at_origins().items():
        assert np.array_equal(values, own[name], equal_nan=True), name


def test_same_weekdays_are_the_last_ones_known() -> None:
    logs = np.arange(120, dtype=np.float32)[None, :].repeat(2, axis=0) / 8
    past = Past(logs, np.array([100]), 7)
    zero = np.zeros(3, np.int64)
    columns = dict(zip(past.step_names(), past.for_steps(zero, zero, np.array([101, 107, 110])), strict=True))
    assert (8 * columns["same_day_1"]).tolist() == [94, 100, 96]
    assert (8 * columns["same_day_mean_2"]).tolist() == [90.5, 96.5, 92.5]


def test_weekdays_and_days_of_the_year() -> None:
    columns = calendar.for_trees(date(2026, 11, 20), 1, 3)
    assert columns["weekday"].tolist() == [[4, 5, 6]]
    assert columns["month_day"].tolist() == [[19, 20, 21]]
    lines = calendar.for_lines(date(2026, 11, 20), 1, 3)
    assert lines["weekday_4"].tolist() == [[1, 0, 0]]
