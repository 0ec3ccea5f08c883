"""Demand out of hand-made shops: what was asked for on each day, as far as anybody can know."""

import threading
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from shopassistant.core.progress import Cancelled
from shopassistant.inventory.demand.days import Days
from shopassistant.inventory.demand.history import DemandHistory, history_ends, load_history
from shopassistant.inventory.demand.reading import distinct
from shopassistant.store.database import Store
from shopassistant.store.schema import Location
from tests.unit.inventory.demand.till import FIRST, Till, after, moment

NAN = float("nan")


@pytest.fixture
def till(store: Store) -> Till:
    return Till(store)


def history(till: Till, days: int, zone: object = UTC) -> DemandHistory:
    till.write()
    with till.store.read() as session:
        return load_history(session, after(days), zone=zone)  # type: ignore[arg-type]


def demand(found: DemandHistory, variant: int, place: int = 1) -> list[float]:
    [row] = found.series.rows(np.array([variant]), np.array([place]))
    return [float(value) for value in found.demand[row]]


def lost(found: DemandHistory, variant: int) -> float:
    [row] = found.series.rows(np.array([variant]), np.array([1]))
    return float(found.lost.units[found.lost.row == row].sum())


def test_units_add_up_per_variant_and_day_and_what_comes_back_takes_nothing_away(till: Till) -> None:
    scarf, belt = till.ware(), till.ware()
    line = till.sell(scarf, 0, 2, of_stock=False)
    till.sell(scarf, 0, 1, of_stock=False)
    till.sell(scarf, 2, 4, of_stock=False)
    till.sell(scarf, 2, -2, of_stock=False, returns=line)  # an exchange of the first two
    till.sell(belt, 0, 1, of_stock=False)
    found = history(till, 3)
    assert demand(found, scarf) == [3, 0, 4]
    assert demand(found, belt) == [1, 0, 0]
    assert lost(found, scarf) == 0


def test_a_day_is_the_shops_own_not_that_of_greenwich(till: Till) -> None:
    scarf = till.ware()
    till.sell(scarf, 0, at="10:00", of_stock=False)
    till.sell(scarf, 0, 3, at="23:30", of_stock=False)  # half past midnight in Berlin
    till.sell(scarf, 2, at="10:00", of_stock=False)
    assert demand(history(till, 3, ZoneInfo("Europe/Berlin")), scarf) == [1, 3, 1]


def test_days_are_as_long_as_the_clock_makes_them() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    days = Days.between(datetime(2026, 3, 28).date(), datetime(2026, 3, 31).date(), berlin)
    assert np.diff(days.starts).tolist() == [86_400, 82_800, 86_400]
    late = int(datetime(2026, 3, 29, 23, 59, tzinfo=berlin).timestamp())
    assert days.of(np.array([late, late + 60])).tolist() == [1, 2]


def test_locations_have_their_own_demand(till: Till) -> None:
    till.rows[Location] = [{"id": 2, "code": "EAST", "name": "East", "active": True, "kind": "shop"}]
    scarf = till.ware()
    till.sell(scarf, 0, of_stock=False)
    till.sell(scarf, 0, 5, place=2, of_stock=False)
    found = history(till, 1)
    assert (demand(found, scarf, 1), demand(found, scarf, 2)) == ([1], [5])


def test_a_day_without_stock_is_missing_and_what_was_lost_is_estimated(till: Till) -> None:
    till.open_all_days(range(60))
    scarf = till.ware()
    till.move(scarf, 0, 80, "opening", "06:00")
    for day in range(40):
        till.sell(scarf, day, 2, at="12:00")
    till.move(scarf, 50, 40)
    for day in range(50, 60):
        till.sell(scarf, day, 2)
    found = history(till, 60)
    assert demand(found, scarf)[:39] == [2] * 39
    assert np.isnan(demand(found, scarf)[40:50]).all()
    assert demand(found, scarf)[50:] == [2] * 10
    assert lost(found, scarf) == pytest.approx(10 * 2 + 1.3, abs=1)  # ten days, and the afternoon before them


def test_a_day_that_sold_out_counts_what_the_rest_of_it_would_have_sold(till: Till) -> None:
    till.open_all_days(range(30))
    scarf = till.ware()
    till.move(scarf, 0, 29 * 10 + 5, "opening", "06:00")
    for day in range(29):
        for hour in range(9, 18):
            till.sell(scarf, day, 2 if hour == 13 else 1, at=f"{hour:02d}:30")
    for hour in range(9, 14):
        till.sell(scarf, 29, 1, at=f"{hour:02d}:29")
    found = history(till, 30)
    assert demand(found, scarf)[28] == 10
    assert demand(found, scarf)[29] == pytest.approx(10, abs=0.6)
    assert lost(found, scarf) == pytest.approx(5, abs=0.6)


def test_goods_that_come_at_noon_were_missing_in_the_morning_only(till: Till) -> None:
    till.open_all_days(range(30))
    scarf = till.ware()
    till.move(scarf, 0, 20 * 4, "opening", "06:00")
    for day in range(20):
        for hour in (9, 11, 14, 17):
            till.sell(scarf, day, 1, at=f"{hour:02d}:45")
    till.move(scarf, 21, 100, "delivery", "13:30")
    for hour in (14, 17):
        till.sell(scarf, 21, 1, at=f"{hour:02d}:45")
    found = history(till, 30)
    assert np.isnan(demand(found, scarf)[20])
    assert demand(found, scarf)[21] == pytest.approx(4, abs=0.3)
    assert demand(found, scarf)[22] == 0  # there, and nobody asked


def test_a_stock_nobody_ever_counted_is_not_taken_for_an_empty_shelf(till: Till) -> None:
    scarf = till.ware()
    for day in (0, 9):
        till.sell(scarf, day)
    assert demand(history(till, 12), scarf) == [1] + [0] * 8 + [1, 0, 0]


def test_books_at_zero_that_go_on_selling_were_wrong(till: Till) -> None:
    till.open_all_days(range(20))
    scarf = till.ware()
    till.move(scarf, 0, 1, "opening", "06:00")
    for day in (0, 8, 12):
        till.sell(scarf, day)
    found = demand(history(till, 20), scarf)
    assert found[:12] == [1] + [0] * 7 + [1] + [0] * 3
    assert found[12] == 1
    assert np.isnan(found[13:]).all()  # below zero: nobody knows what is there


def test_nothing_is_claimed_to_be_lost_where_the_books_are_below_zero(till: Till) -> None:
    till.open_all_days(range(40))
    scarf = till.ware()
    till.move(scarf, 0, 19, "opening", "06:00")
    for day in range(20):
        till.sell(scarf, day)
    assert lost(history(till, 40), scarf) == 0


def test_sales_without_movements_prove_that_the_shelf_was_not_empty(till: Till) -> None:
    till.open_all_days(range(10))
    scarf = till.ware()
    till.move(scarf, 0, 0, "count", "06:00")
    for day in range(5):
        till.sell(scarf, day, 3, of_stock=False)
    found = demand(history(till, 10), scarf)
    assert found[:5] == [3] * 5
    assert np.isnan(found[5:]).all()


def test_before_its_launch_nobody_could_ask_for_it(till: Till) -> None:
    till.open_all_days(range(10))
    scarf = till.ware()
    till.move(scarf, 4, 10, "delivery", "08:00")
    till.sell(scarf, 6)
    found = demand(history(till, 10), scarf)
    assert np.isnan(found[:4]).all()
    assert found[4:] == [0, 0, 1, 0, 0, 0]


def test_what_stands_on_the_shelf_and_never_sold_has_a_row(till: Till) -> None:
    till.open_all_days(range(5))
    scarf, gone = till.ware(), till.ware(active=False)
    for ware in (scarf, gone):
        till.move(ware, 1, 10, "opening")
    found = history(till, 5)
    assert np.isnan(demand(found, scarf)[0])
    assert demand(found, scarf)[1:] == [0, 0, 0, 0]
    assert found.series.rows(np.array([gone]), np.array([1])).tolist() == [-1]


def test_where_records_hold_no_times_a_sold_out_day_is_still_more_than_was_sold(till: Till) -> None:
    till.open_all_days([])
    scarf, belt = till.ware(), till.ware()
    rng = np.random.default_rng(4)
    counts = rng.poisson(6, 60)
    counts[59] = 6
    till.move(scarf, 0, int(counts.sum()), "opening", "00:00")
    for day, units in enumerate(counts.tolist()):
        till.sell(belt, day, at="00:00", of_stock=False)
        if units:
            till.sell(scarf, day, units, at="00:00")
    found = demand(history(till, 60), scarf)
    assert found[:59] == counts[:59].tolist()
    assert 6.5 < found[59] < 9  # the mean of a Poisson count of 6 that is at least 6 is 7.8


def test_nothing_is_lost_of_what_is_being_sold_off(till: Till) -> None:
    till.open_all_days(range(40))
    scarf = till.ware(discontinued=True)
    till.move(scarf, 0, 20, "opening", "06:00")
    for day in range(20):
        till.sell(scarf, day)
    found = history(till, 40)
    assert np.isnan(demand(found, scarf)[21:]).all()
    assert lost(found, scarf) == 0


def test_after_a_quarter_nobody_knows_what_is_still_lost(till: Till) -> None:
    till.open_all_days(range(300))
    scarf = till.ware()
    till.move(scarf, 0, 100, "opening", "06:00")
    for day in range(100):
        till.sell(scarf, day, at="17:59")
    assert lost(history(till, 300), scarf) == pytest.approx(91, abs=2)


def test_estimates_come_close_to_the_truth_of_a_simulated_shop(till: Till) -> None:
    rng = np.random.default_rng(11)
    till.open_all_days(range(180))
    truth, naive, found_units = [], [], []
    wares = []
    for rate in (0.7, 2.0, 5.0) * 5:
        ware = till.ware()
        stock = 0
        asked = rng.poisson(rate * rng.gamma(4, 0.25, 180))
        sold = np.zeros(180)
        for day in range(180):
            if day % 14 == 0:
                come = int(max(rate * 11 - stock, 1))
                till.move(ware, day, come, "opening" if day == 0 else "delivery", "08:00")
                stock += come
            for minute in np.sort(rng.integers(9 * 60, 18 * 60, asked[day])).tolist():
                if stock:
                    till.sell(ware, day, at=f"{minute // 60:02d}:{minute % 60:02d}")
                    stock -= 1
                    sold[day] += 1
        wares.append(ware)
        truth.append(asked.sum())
        naive.append(sold.sum())
    found = history(till, 180)
    for ware in wares:
        found_units.append(np.nanmean(demand(found, ware)) * 180)
    bias = abs(sum(found_units) / sum(truth) - 1)
    assert sum(naive) / sum(truth) < 0.9  # what counting sales alone would say
    assert bias < 0.03
    estimated = sum(lost(found, ware) for ware in wares)
    assert estimated == pytest.approx(sum(truth) - sum(naive), rel=0.15)


def test_a_history_ends_with_the_records_where_these_end_long_ago(till: Till) -> None:
    scarf = till.ware()
    till.sell(scarf, 0, of_stock=False)
    till.sell(scarf, 9, of_stock=False)
    till.write()
    with till.store.read() as session:
        assert history_ends(session, moment(after(20)), UTC) == after(20)
        assert history_ends(session, moment(after(400)), UTC) == after(10)


def test_reading_a_large_shop_lets_other_threads_run() -> None:
    """NumPy's own `unique` of millions of numbers lets nobody else run; the window would stand still that long."""
    values = np.random.default_rng(5).integers(0, 50_000_000, 2_000_000)
    waited, is_over = [], threading.Event()

    def work() -> None:
        found = distinct(values)
        is_over.set()
        assert (np.diff(found) > 0).all()

    worker = threading.Thread(target=work)
    worker.start()
    while not is_over.wait(0.001):
        before = time.perf_counter()
        time.sleep(0)
        waited.append(time.perf_counter() - before)
    worker.join()
    assert len(waited) > 3, "this thread never got its turn"


def test_each_number_is_there_once() -> None:
    assert distinct(np.array([3, 1, 3, 2, 1], np.int64)).tolist() == [1, 2, 3]
    assert distinct(np.empty(0, np.int64)).tolist() == []


def test_an_empty_shop_has_an_empty_history(store: Store) -> None:
    with store.read() as session:
        assert history_ends(session, moment(FIRST), UTC) == FIRST
        found = load_history(session, FIRST, zone=UTC)
    assert found.demand.shape == (0, 1)


def test_reading_can_be_stopped(till: Till) -> None:
    class Stop:
        def report(self, stage: str, done: int, total: int) -> None:
            raise Cancelled

    till.sell(till.ware(), 0)
    till.write()
    with till.store.read() as session, pytest.raises(Cancelled):
        load_history(session, FIRST + timedelta(days=2), Stop(), UTC)
