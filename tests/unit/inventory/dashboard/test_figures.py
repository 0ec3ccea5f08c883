"""What the dashboard's numbers say of a shop whose answers are known by hand."""

from datetime import timedelta

import pytest

from shopassistant.inventory.dashboard.figures import Figures, Tied, figures
from shopassistant.inventory.dashboard.rows import ProductLine, list_ids, load_lines
from shopassistant.inventory.dashboard.shelves import FROM_SALES, NO_DEMAND, to_day
from shopassistant.inventory.dashboard.slicing import Filter, Slice
from shopassistant.store.database import Store
from tests.unit.inventory.dashboard.shop import (
    TODAY,
    a_dashboard,
    a_place,
    a_supplier,
    an_order,
    move,
    sell,
)
from tests.unit.shop_rows import a_product


def part(store: Store, wanted: Filter | None = None) -> Slice:
    made = a_dashboard(store).part(wanted or Filter())
    assert made is not None
    return made


def all_figures(store: Store, wanted: Filter | None = None) -> Figures:
    return figures(part(store, wanted))


def line(store: Store, variant_id: int) -> ProductLine:
    return load_lines(part(store), [variant_id])[variant_id]


def test_an_empty_shop_has_no_figures_but_zeros(store: Store) -> None:
    found = all_figures(store)
    assert (found.products, found.cost_minor, found.uncounted) == (0, 0, 0)
    assert (found.cover_days, found.service, found.turnover, found.sell_through) == (None, None, None, None)


def test_stock_value_at_cost_and_price_and_what_has_no_cost_is_counted_apart(store: Store) -> None:
    a_product(store, "Scarf", stock=10, price=2500, cost=1000)
    a_product(store, "Hat", stock=3, price=1000, cost=None)
    found = all_figures(store)
    assert (found.cost_minor, found.price_minor, found.without_cost) == (10_000, 28_000, 1)


def test_what_nobody_counted_is_unknown_and_not_zero(store: Store) -> None:
    (scarf,) = a_product(store, "Scarf", stock=None)
    sell(store, scarf, 5, 10)
    found = all_figures(store)
    assert (found.uncounted, found.cost_minor, found.likely_out, found.out_now) == (1, 0, 0, 0)
    assert list_ids(part(store), "uncounted") == [scarf]
    one = line(store, scarf)
    assert (one.units, one.cover_days, one.chance, one.service) == (None, None, None, None)
    assert one.rate > 0  # demand is known all the same


def test_cover_is_stock_over_the_rate_of_recent_sales(store: Store) -> None:
    (scarf,) = a_product(store, "Scarf", stock=None)
    move(store, scarf, 500, "opening", 400)
    sell(store, scarf, 7, *(week * 7 + 1 for week in range(52)))
    one = line(store, scarf)
    assert one.units == 500 - 52 * 7
    assert one.source == FROM_SALES
    assert one.rate == pytest.approx(1.0, rel=0.02)
    assert one.cover_days == pytest.approx(136, rel=0.02)
    assert one.out_day == pytest.approx(to_day(TODAY) + 136, abs=3)


def test_days_without_stock_are_lost_sales_and_lower_the_service(store: Store) -> None:
    (scarf,) = a_product(store, "Scarf", stock=None)
    move(store, scarf, 360, "opening", 400)
    sell(store, scarf, 1, *range(31, 391))  # one a day until it is gone, thirty days ago
    found, one = all_figures(store), line(store, scarf)
    assert one.lost == pytest.approx(30, abs=2)
    assert found.service == pytest.approx(60 / 90, abs=0.03)
    assert found.days_out == pytest.approx(30 / 91, abs=0.03)
    assert list_ids(part(store), "service") == [scarf]
    assert found.lost_minor == pytest.approx(30 * 1500, rel=0.07)


def test_a_day_on_which_the_last_one_was_sold_is_no_day_without_stock(store: Store) -> None:
    (scarf,) = a_product(store, "Scarf", stock=None)
    move(store, scarf, 1, "opening", 50)
    sell(store, scarf, 1, 0.01)
    assert all_figures(store).days_out == 0.0


def test_ages_are_first_in_first_out(store: Store) -> None:
    (scarf,) = a_product(store, "Scarf", stock=None, cost=100)
    for units, days in ((10, 300), (6, 100), (4, 60), (5, 10)):
        move(store, scarf, units, "delivery", days)
    sell(store, scarf, 12, 5)
    found = all_figures(store)
    assert found.ages == (Tied(1, 5, 500), Tied(1, 4, 400), Tied(1, 4, 400), Tied(0, 0, 0))
    assert list_ids(part(store), "age3") == []
    assert list_ids(part(store), "age1") == [scarf]


def test_moving_stock_to_another_place_does_not_make_it_young(store: Store) -> None:
    (scarf,) = a_product(store, "Scarf", stock=None, cost=100)
    back = a_place(store, "back", "backroom")
    move(store, scarf, 10, "delivery", 300)
    move(store, scarf, 0, "count", 2, back)
    move(store, scarf, -4, "transfer", 2)
    move(store, scarf, 4, "transfer", 2, back)
    assert all_figures(store).ages[3] == Tied(1, 10, 1000)
    assert all_figures(store, Filter(location_id=back)).ages[3] == Tied(1, 4, 400)


def test_dead_stock_is_old_and_unsold_and_new_stock_is_not(store: Store) -> None:
    (old,) = a_product(store, "Old", stock=None, cost=100)
    (new,) = a_product(store, "New", stock=None, cost=100)
    (slow,) = a_product(store, "Slow", stock=None, cost=100)
    move(store, old, 8, "opening", 300)
    move(store, new, 8, "opening", 20)
    move(store, slow, 8, "opening", 300)
    sell(store, slow, 1, 150)
    found = all_figures(store)
    assert found.dead == Tied(1, 8, 800)
    assert list_ids(part(store), "dead") == [old]
    assert new not in list_ids(part(store), "over")


def test_overstock_is_what_three_months_will_not_sell(store: Store) -> None:
    (scarf,) = a_product(store, "Scarf", stock=None, cost=100)
    move(store, scarf, 1_000, "opening", 400)
    sell(store, scarf, 7, *(week * 7 + 1 for week in range(52)))
    found = all_figures(store)
    assert found.dead.units == 0
    # 636 are left; a rate of 1 a day sells 90 of them, and hardly ever more than 120
    assert 636 - 125 <= found.over.units <= 636 - 90
    assert found.over.minor == found.over.units * 100


def test_a_product_that_sells_daily_and_is_nearly_gone_will_run_out_before_a_delivery_can_come(store: Store) -> None:
    (fast,) = a_product(store, "Fast", stock=None, supplier="Mill")
    (safe,) = a_product(store, "Safe", stock=None, supplier="Mill")
    for one, units in ((fast, 403), (safe, 600)):
        move(store, one, units, "opening", 400)
        sell(store, one, 2, *range(1, 201))
    assert list_ids(part(store), "likely_out") == [fast]
    found = line(store, fast)
    assert found.chance is not None
    assert found.chance > 0.99
    assert found.out_day == to_day(TODAY) + 1
    assert (line(store, safe).chance or 0) < 0.01


def test_an_order_on_its_way_is_the_next_delivery(store: Store) -> None:
    supplier = a_supplier(store, "Slowcoach", lead=60)
    (scarf,) = a_product(store, "Scarf", stock=None, supplier="Slowcoach")
    move(store, scarf, 130, "opening", 120)
    sell(store, scarf, 1, *range(1, 111))
    assert (line(store, scarf).chance or 0) > 0.99  # 20 left, 67 days until an order of today is here
    an_order(store, supplier, scarf, 50, TODAY + timedelta(days=5))
    one = line(store, scarf)
    assert (one.due, one.due_day) == (50, to_day(TODAY) + 5)
    assert (one.chance or 0) < 0.01


def test_stock_in_the_back_room_keeps_the_shelf_from_running_out(store: Store) -> None:
    back = a_place(store, "back", "backroom")
    (scarf,) = a_product(store, "Scarf", stock=None)
    move(store, scarf, 100, "opening", 120)
    move(store, scarf, 80, "opening", 120, back)
    sell(store, scarf, 1, *range(1, 101))
    one = line(store, scarf)
    assert one.units == 80
    assert (one.chance or 0) < 0.01
    assert all_figures(store).out_now == 1  # the shelf itself is empty


def test_what_lies_among_the_damaged_goods_is_in_no_figure(store: Store) -> None:
    bin_ = a_place(store, "bin", "damaged")
    (scarf,) = a_product(store, "Scarf", stock=5, cost=100)
    move(store, scarf, 3, "count", 1, bin_)
    assert all_figures(store).cost_minor == 500


def test_turnover_is_the_cost_of_a_year_of_sales_over_the_usual_stock(store: Store) -> None:
    (scarf,) = a_product(store, "Scarf", stock=None, cost=1000)
    move(store, scarf, 20, "opening", 500)
    sell(store, scarf, 1, *(week * 7 + 3 for week in range(52)))
    for week in range(52):
        move(store, scarf, 1, "delivery", week * 7 + 3)
    assert all_figures(store).turnover == pytest.approx(52 / 20, rel=0.03)


def test_classes_by_share_of_sales_and_by_regularity(store: Store) -> None:
    (steady,) = a_product(store, "Steady", stock=900)
    (wild,) = a_product(store, "Wild", stock=900)
    (never,) = a_product(store, "Never", stock=9)
    sell(store, steady, 10, *(week * 7 + 1 for week in range(52)))
    sell(store, wild, 60, 300)
    sell(store, wild, 30, 90)
    found = {one: load_lines(part(store), [one])[one] for one in (steady, wild, never)}
    assert {name: one.abc + one.xyz for name, one in found.items()} == {steady: "AX", wild: "BZ", never: "CZ"}
    matrix = all_figures(store).matrix
    assert (matrix[0][0].products, matrix[1][2].products, matrix[2][2].products) == (1, 1, 1)
    assert list_ids(part(store, Filter(abc=1, xyz=2))) == [wild]


def test_filters_narrow_by_place_supplier_and_category(store: Store) -> None:
    second = a_place(store, "second")
    (scarf,) = a_product(store, "Scarf", stock=5, cost=100, category="Knits", supplier="Mill")
    a_product(store, "Hat", stock=7, cost=100, category="Hats", supplier="Felt")
    move(store, scarf, 3, "delivery", 1, second)
    assert all_figures(store, Filter(location_id=second)).cost_minor == 300
    assert all_figures(store, Filter(supplier_id=1)).cost_minor == 800
    assert all_figures(store, Filter(category_ids=frozenset({2}))).cost_minor == 700
    assert all_figures(store, Filter(variants=frozenset({scarf}))).products == 1


def test_the_table_is_ordered_by_any_column_and_unknown_values_come_last(store: Store) -> None:
    (a,) = a_product(store, "Anorak", stock=5, cost=100)
    (b,) = a_product(store, "Boot", stock=None, cost=100)
    (c,) = a_product(store, "Cap", stock=9, cost=100)
    assert list_ids(part(store)) == [a, b, c]
    assert list_ids(part(store), sort="units") == [a, c, b]
    assert list_ids(part(store), sort="units", descending=True) == [c, a, b]
    assert line(store, b).source == NO_DEMAND
