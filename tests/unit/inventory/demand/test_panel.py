"""What a forecast is told beside the units: prices, promotions, holidays, closed days, groups, a unit's worth."""

from datetime import UTC, date, timedelta

import numpy as np
import pytest
from sqlalchemy import insert

from shopassistant.core.errors import UserError
from shopassistant.inventory.demand.closures import closed_days
from shopassistant.inventory.demand.holiday_dates import holiday_names, regions
from shopassistant.inventory.demand.panel import load_panel
from shopassistant.inventory.forecast.fitting import fit_forecasts
from shopassistant.inventory.forecast.panel import Panel
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Location, PlannedEvent, TaxClass
from shopassistant.store.shop import Shop, save_shop
from tests.unit.inventory.demand.till import FIRST, Till, after, moment


@pytest.fixture
def till(store: Store) -> Till:
    return Till(store)


def panel(till: Till, days: int, horizon: int = 14, **options: str) -> Panel:
    till.write()
    with till.store.read() as session:
        return load_panel(session, after(days), horizon, zone=UTC, **options)


def row(found: Panel, variant: int, place: int = 1) -> int:
    return next(n for n, key in enumerate(found.keys.tolist()) if key == [variant, place])


def known(found: Panel, name: str, variant: int) -> list[float]:
    values = found.known[name]
    return [round(float(value), 4) for value in values[row(found, variant) if len(values) > 1 else 0]]


def plan(store: Store, kind: str, first: int, last: int, **values: object) -> None:
    with store.begin(SYSTEM) as unit:
        days = {"first_day": after(first), "last_day": after(last)}
        row = {"name": "x", "kind": kind, "created_at": moment(FIRST), **days, **values}
        unit.session.execute(insert(PlannedEvent), [row])
        unit.commit()


def test_the_panel_ends_yesterday_and_knows_what_a_unit_is_worth(till: Till) -> None:
    with till.store.begin(SYSTEM) as unit:
        unit.session.add(TaxClass(id=1, code="S", name="Standard", rate_bp=2500))
        unit.commit()
    scarf = till.ware("Clothes / Scarves", "Nord")
    belt = till.ware("Clothes / Belts", cost_minor=None)
    for ware in (scarf, belt):
        till.rows[next(t for t in till.rows if t.__name__ == "Product")][ware - 1]["tax_class_id"] = 1
        till.sell(ware, 0, of_stock=False)
    found = panel(till, 10)
    assert found.next_day == after(10)
    assert found.known["price"].shape[1] == found.steps + 14
    assert found.unit_cost.tolist() == [400, 400]  # half of the net price of 800 for the one nobody knows
    assert found.unit_margin.tolist() == [400, 400]
    assert found.groups["category"].tolist() == [1, 2]
    assert found.groups["brand"].tolist() == [0, -1]
    assert fit_forecasts(found, 14).count == 2


def test_a_price_is_told_beside_the_usual_one_and_becomes_it(till: Till) -> None:
    scarf, belt = till.ware(), till.ware()
    till.price(scarf, 0, 1000)
    till.price(scarf, 60, 800)
    till.price(belt, 0, 1000)
    till.sell(scarf, 0, of_stock=False)
    till.sell(belt, 0, of_stock=False)
    found = panel(till, 70, horizon=60)
    prices = known(found, "price", scarf)
    assert prices[:60] == [1.0] * 60
    assert prices[60] == 0.8
    assert prices[60:117] == sorted(prices[60:117])
    assert prices[117:] == [1.0] * 13
    assert known(found, "price", belt) == [1.0] * 130


def test_without_price_changes_one_row_is_enough(till: Till) -> None:
    till.sell(till.ware(), 0, of_stock=False)
    found = panel(till, 5)
    assert found.known["price"].shape == (1, 19)
    assert found.known["promotion"].shape == (1, 19)


def test_a_planned_promotion_is_known_of_its_products_only(till: Till) -> None:
    scarf, belt, bag = till.ware("Clothes / Scarves"), till.ware("Clothes"), till.ware("Bags")
    for ware in (scarf, belt, bag):
        till.sell(ware, 0, of_stock=False)
    till.write()
    with till.store.read() as session:
        from shopassistant.store.schema import Category

        clothes = session.query(Category.id).filter_by(path="Clothes").scalar()
    plan(till.store, "promotion", 12, 13, category_id=clothes, discount_bp=3000)
    plan(till.store, "promotion", 3, 3, variant_id=bag)
    till.rows.clear()
    found = panel(till, 10)
    assert known(found, "promotion", scarf)[11:15] == [0, 0.3, 0.3, 0]
    assert known(found, "promotion", belt)[11:15] == [0, 0.3, 0.3, 0]
    assert known(found, "promotion", bag)[2:5] == [0, 0.2, 0]  # no discount was said


def test_where_promotions_cut_shelf_prices_the_next_one_will(till: Till) -> None:
    scarf, belt = till.ware(), till.ware()
    for ware in (scarf, belt):
        till.sell(ware, 0, of_stock=False)
        till.price(ware, 0, 1000)
    for day, minor in ((10, 700), (40, 1000)):
        till.price(scarf, day, minor)
    till.write()
    till.rows.clear()
    plan(till.store, "promotion", 10, 39, variant_id=scarf, discount_bp=3000)
    plan(till.store, "promotion", 72, 74, discount_bp=2000)
    found = panel(till, 70)
    assert known(found, "promotion", belt)[70:] == [0, 0, 0.2, 0.2, 0.2] + [0] * 9
    prices = known(found, "price", belt)
    assert prices[70:] == [1, 1, 0.8, 0.8, 0.8] + [1] * 9


def test_where_discounts_are_taken_at_the_till_shelf_prices_stay(till: Till) -> None:
    scarf = till.ware()
    till.sell(scarf, 0, of_stock=False)
    till.price(scarf, 0, 1000)
    till.price(scarf, 60, 1100)
    till.write()
    till.rows.clear()
    plan(till.store, "promotion", 10, 39, variant_id=scarf, discount_bp=3000)
    plan(till.store, "promotion", 72, 74, discount_bp=2000)
    found = panel(till, 70)
    assert known(found, "promotion", scarf)[70:] == [0, 0, 0.2, 0.2, 0.2] + [0] * 9
    assert min(known(found, "price", scarf)[70:]) > 1


def test_discounts_on_several_days_are_a_promotion_and_one_courtesy_is_none(till: Till) -> None:
    scarf, belt = till.ware(), till.ware()
    till.sell(scarf, 0, of_stock=False)
    for day in (10, 12, 15):
        till.sell(scarf, day, of_stock=False, discount=250)
    till.sell(scarf, 20, of_stock=False)
    till.sell(belt, 11, of_stock=False, discount=500)
    till.sell(belt, 12, of_stock=False)
    found = panel(till, 30)
    assert known(found, "promotion", scarf)[9:17] == [0] + [0.25] * 6 + [0]
    assert not any(known(found, "promotion", belt))


def test_a_day_on_which_most_of_the_shop_is_reduced_counts_for_what_did_not_sell(till: Till) -> None:
    wares = [till.ware() for _ in range(12)]
    quiet = till.ware()
    till.sell(quiet, 0, of_stock=False)
    for ware in wares:
        till.sell(ware, 3, of_stock=False, discount=200)
        till.sell(ware, 5, of_stock=False)
    found = panel(till, 10)
    assert known(found, "promotion", quiet)[2:6] == [0, 0.2, 0, 0]


def test_weekdays_without_a_sale_are_closed_and_stay_so(till: Till) -> None:
    scarf = till.ware()
    for day in range(0, 84):
        if day % 7 < 5:
            till.sell(scarf, day, of_stock=False)
            till.sell(scarf, day, of_stock=False)
    found = panel(till, 84)
    week = [0, 0, 0, 0, 0, 1, 1]
    assert known(found, "closed", scarf) == week * 14
    units = found.units[row(found, scarf)]
    assert np.isnan(units[5::7]).all()
    assert (units[0::7] == 2).all()


def test_a_quiet_shop_is_not_closed_on_every_day_without_a_sale() -> None:
    rng = np.random.default_rng(3)
    quiet = rng.poisson(0.4, 300)
    assert closed_days(quiet[None])[0, int((quiet > 0).argmax()) :].sum() == 0
    busy = rng.poisson(30, 300)
    busy[100:103] = 0
    assert np.flatnonzero(closed_days(busy[None])[0]).tolist() == [100, 101, 102]


def test_a_break_is_seen_in_a_quiet_shop_and_one_that_never_sold_is_not_judged() -> None:
    quiet = np.tile([1, 0, 2, 0, 1], 42)
    quiet[90:110] = 0
    assert np.flatnonzero(closed_days(quiet[None])[0]).tolist() == list(range(90, 110))
    assert not closed_days(np.zeros((1, 50), int)).any()


def test_before_the_first_sale_a_location_was_not_open(till: Till) -> None:
    till.rows[Location] = [{"id": 2, "code": "EAST", "name": "East", "active": True, "kind": "shop"}]
    scarf = till.ware()
    for day in range(20):
        till.sell(scarf, day, of_stock=False)
    for day in range(15, 20):
        till.sell(scarf, day, of_stock=False, place=2)
    found = panel(till, 20)
    assert np.isnan(found.units[row(found, scarf, 2)][:15]).all()
    assert found.known["closed"].shape == (2, 34)


def test_holidays_are_those_of_the_country_and_region(till: Till) -> None:
    with till.store.begin(SYSTEM) as unit:
        save_shop(unit, Shop(name="x", country="DE"))
        unit.commit()
    scarf = till.ware()
    till.sell(scarf, 0, of_stock=False)  # 2 March 2026
    found = panel(till, 30, horizon=30, region="BY")
    assert [n for n, value in enumerate(known(found, "holiday", scarf)) if value] == [
        32,
        35,
    ]  # Good Friday, Easter Monday
    assert ("BY", "Bavaria") in regions("DE") or ("BY", "Bayern") in regions("DE")


def test_a_country_nobody_knows_goes_without_and_a_wrong_region_is_told() -> None:
    assert holiday_names(date(2026, 1, 1), date(2027, 1, 1), "XX") == {}
    assert regions("XX") == ()
    with pytest.raises(UserError, match=r"demand\.region"):
        holiday_names(date(2026, 1, 1), date(2027, 1, 1), "DE", "Nowhere")


def test_a_holiday_on_which_the_shop_was_closed_is_closed_next_year(till: Till) -> None:
    with till.store.begin(SYSTEM) as unit:
        save_shop(unit, Shop(name="x", country="DE"))
        unit.commit()
    scarf = till.ware()
    closed = {date(2026, 4, 3), date(2026, 12, 25)}
    for day in range(380):
        if FIRST + timedelta(days=day) not in closed:
            for _ in range(8):
                till.sell(scarf, day, of_stock=False)
    found = panel(till, 380, horizon=30)
    days = [FIRST + timedelta(days=n) for n, value in enumerate(known(found, "closed", scarf)) if value]
    assert days == [date(2026, 4, 3), date(2026, 12, 25), date(2027, 3, 26)]  # Good Friday again


def test_a_planned_closure_and_an_event_are_known_ahead(till: Till) -> None:
    scarf = till.ware()
    till.sell(scarf, 0, of_stock=False)
    plan(till.store, "closure", 12, 13)
    plan(till.store, "event", 14, 14)
    found = panel(till, 10, horizon=7)
    assert known(found, "closed", scarf)[10:] == [0, 0, 1, 1, 0, 0, 0]
    assert known(found, "event", scarf)[10:] == [0, 0, 0, 0, 1, 0, 0]
