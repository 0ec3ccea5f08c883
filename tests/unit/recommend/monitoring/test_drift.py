"""A change that is there is found and named; a shop that stays as it is, or follows the seasons, is left in peace."""

import numpy as np
import pytest

from shopassistant.recommend.monitoring.drift import FALSE_ALARMS
from shopassistant.recommend.monitoring.measures import MEASURES
from shopassistant.recommend.monitoring.windows import YEAR, Window, choose_windows
from tests.unit.recommend.monitoring.shops import DAYS, FITTED, Change, lines_of, look

SEEDS = range(5)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_shift_between_categories_is_found_and_the_category_named(seed: int) -> None:
    found = look(lines_of(seed, Change(kind_a=6)))["category"]
    assert found.is_change
    assert found.values["category"] == "Kind A"
    assert found.values["now_share"] > found.values["before_share"]


@pytest.mark.parametrize("seed", SEEDS)
def test_other_prices_are_found(seed: int) -> None:
    found = look(lines_of(seed, Change(prices=1.6)))
    assert [name for name, drift in found.items() if drift.is_change] == ["price"]
    assert found["price"].values["now_minor"] > found["price"].values["before_minor"]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_new_assortment_is_found(seed: int) -> None:
    found = look(lines_of(seed, Change(assortment=0.4)))["newcomers"]
    assert found.state == "large"
    assert found.values["now_share"] > 0.3 > found.values["before_share"]


@pytest.mark.parametrize(
    ("change", "measure"),
    [(Change(basket=2), "basket_size"), (Change(unnamed=0.6), "walk_ins"), (Change(favourites=0.0), "repeats")],
)
def test_other_habits_are_found(change: Change, measure: str) -> None:
    assert all(look(lines_of(seed, change))[measure].is_change for seed in SEEDS)


def test_customers_who_come_more_often_are_found() -> None:
    quiet, busy = lines_of(1), lines_of(2, visits=40_000)
    both = quiet[quiet.day <= FITTED], busy[busy.day > FITTED]
    names = ("day", "sale", "customer", "product", "variant", "quantity", "paid", "category")
    columns = [np.concatenate([getattr(part, name) for part in both]) for name in names]
    found = look(type(quiet)(*columns, categories=quiet.categories))["visits"]
    assert found.is_change
    assert found.values["now_ten"] > found.values["before_ten"]


def test_shops_that_stay_as_they_are_are_called_changed_in_at_most_one_look_of_a_hundred() -> None:
    looks = 100
    alarms = [seed for seed in range(looks) if any(drift.is_change for drift in look(lines_of(seed)).values())]
    assert len(alarms) <= FALSE_ALARMS * looks


def test_small_shops_are_not_called_changed_either() -> None:
    looks = 100
    found = [look(lines_of(seed, visits=2_500)) for seed in range(looks)]
    assert sum(any(drift.is_change for drift in one.values()) for one in found) <= FALSE_ALARMS * looks
    assert sum(one["category"].state != "unknown" for one in found) == looks  # it was looked at, and held


def test_the_seasons_are_said_to_be_seasons() -> None:
    looks = 30
    found = [look(lines_of(seed, season=1.2)) for seed in range(looks)]
    assert sum(any(drift.is_change for drift in one.values()) for one in found) <= FALSE_ALARMS * looks
    assert {one["category"].state for one in found} == {"seasonal"}


def test_a_change_on_top_of_the_season_is_still_a_change() -> None:
    states = [look(lines_of(seed, Change(kind_a=8), season=0.6))["category"].state for seed in SEEDS]
    assert set(states) <= {"moderate", "large"}


def test_without_a_year_ago_nothing_can_be_called_a_season() -> None:
    lines = lines_of(1, season=1.2).between(400, DAYS)
    found = look(lines, first_day=400)
    assert found["category"].is_change
    assert found["category"].seasonal_index is None


def test_what_needs_half_a_year_before_it_is_not_judged_without() -> None:
    first = DAYS - 29 - 100
    found = look(lines_of(1).between(first, DAYS), first_day=first)
    assert {name for name, drift in found.items() if drift.state == "unknown"} == {
        measure.name for measure in MEASURES if measure.looks_back
    }


def test_too_little_is_not_judged() -> None:
    assert {drift.state for drift in look(lines_of(1, visits=300)).values()} == {"unknown"}


def test_whole_weeks_after_the_fit_are_compared_with_the_same_before() -> None:
    windows = choose_windows(0, 799, fitted_day=784)
    assert windows is not None
    assert windows.is_after_fit
    assert windows.now == Window(786, 799)
    assert windows.before[:2] == (Window(771, 784), Window(757, 770))
    assert len(windows.before) == YEAR // 14
    assert windows.years_ago[0] == windows.now.moved(-YEAR)


def test_with_less_than_a_week_since_the_fit_the_last_four_weeks_are_looked_at_though_learned() -> None:
    windows = choose_windows(0, 799, fitted_day=797)
    assert windows is not None
    assert not windows.is_after_fit
    assert windows.now == Window(772, 799)
    assert windows.before[0] == Window(744, 771)


def test_nothing_to_compare_with() -> None:
    assert choose_windows(0, 40, fitted_day=39) is None
    assert choose_windows(0, 5, fitted_day=5) is None
