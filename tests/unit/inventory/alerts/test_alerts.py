"""Alerts as the manager meets them: each cause speaks once, to those who want to hear, until it is settled or gone."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from shopassistant.core.clock import FixedClock
from shopassistant.core.errors import NotAllowed, NotFound, UserError
from shopassistant.core.messages import Catalogue
from shopassistant.inventory.alerts.answers import assign, close, reopen, snooze
from shopassistant.inventory.alerts.kinds import Found, Limits
from shopassistant.inventory.alerts.listing import AlertLine, list_alerts
from shopassistant.inventory.alerts.looking import look
from shopassistant.inventory.alerts.recording import record
from shopassistant.inventory.alerts.shelves import on_shelves
from shopassistant.inventory.alerts.subscriptions import Subscription, subscribe, subscriptions, unsubscribe
from shopassistant.inventory.dashboard.shelves import FROM_FORECAST
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Category, PurchaseOrder
from tests.unit.inventory.dashboard.shop import NOW, TODAY, a_dashboard, a_supplier, ago, an_order, move, sell
from tests.unit.shop_rows import a_product

EMPTY = Found("negative_stock", "warning", "1:1", figures={"units": -2})


def seen(store: Store, limits: Limits | None = None) -> dict[str, AlertLine]:
    """What a look at the stock tells, by kind."""
    snapshot = a_dashboard(store).snapshot
    assert snapshot is not None
    look(store, SYSTEM, snapshot, limits)
    return {line.kind: line for line in listed(store)}


def listed(store: Store, actor: Actor = SYSTEM, status: str = "open", *, everyones: bool = True) -> list[AlertLine]:
    with store.read() as session:
        return list_alerts(session, actor, status=status, everyones=everyones)


def test_a_shop_in_order_has_no_alerts(store: Store) -> None:
    (scarf,) = a_product(store, "Scarf", stock=None, cost=100)
    move(store, scarf, 260, "opening", 200)
    sell(store, scarf, 1, *range(1, 200))
    assert seen(store) == {}


def test_a_best_seller_that_runs_out_is_told_with_chance_and_day(store: Store) -> None:
    (fast,) = a_product(store, "Fast", stock=None)
    move(store, fast, 403, "opening", 400)
    sell(store, fast, 2, *range(1, 201))
    line = seen(store)["runs_out"]
    assert line.name == "Fast M"
    assert line.severity == "critical"
    assert line.figures["chance_share"] > 0.9
    assert line.figures["out_on"] == (TODAY + timedelta(days=1)).isoformat()


def test_dead_stock_names_the_money_in_it(store: Store) -> None:
    (dust,) = a_product(store, "Dust", stock=None, cost=700)
    move(store, dust, 10, "opening", 400)
    assert seen(store)["dead_stock"].figures["money_minor"] == 7_000


def test_small_sums_of_many_products_make_one_alert(store: Store) -> None:
    (gold,) = a_product(store, "Gold", stock=None, cost=100_000)
    move(store, gold, 100, "opening", 30)
    for number in range(6):
        (one,) = a_product(store, f"Dust {number}", stock=None, cost=1_000)
        move(store, one, 30, "opening", 400)
    found = seen(store)
    assert found["dead_stock_many"].figures["count"] == 6
    assert found["dead_stock_many"].figures["money_minor"] == 180_000
    assert "dead_stock" not in found


def test_stock_below_zero_is_told_unless_nobody_ever_counted(store: Store) -> None:
    counted, unknown = a_product(store, "Scarf", sizes=("S", "M"), stock=None)
    move(store, counted, 1, "opening", 20)
    move(store, counted, -3, "sale", 1)
    move(store, unknown, -3, "sale", 1)
    lines = [line for line in (seen(store), listed(store))[1] if line.kind == "negative_stock"]
    assert [(line.variant_id, line.figures["units"]) for line in lines] == [(counted, -2)]


def test_an_order_past_its_day_makes_the_supplier_late_and_the_delivery_ends_it(store: Store) -> None:
    supplier = a_supplier(store, "Mill", lead=5)
    (scarf,) = a_product(store, "Scarf", stock=None, supplier="Mill")
    order = an_order(store, supplier, scarf, 12, TODAY - timedelta(days=3))
    line = seen(store)["supplier_late"]
    assert (line.name, line.order_id, line.severity) == ("Mill", order, "warning")
    assert (line.figures["days"], line.figures["count"], line.figures["money_minor"]) == (3, 12, 12_000)
    with store.begin(SYSTEM) as unit:
        unit.session.get_one(PurchaseOrder, order).status = "cancelled"
        unit.session.flush()
        unit.commit()
    assert "supplier_late" not in seen(store)
    assert [line.close_reason for line in listed(store, status="closed")] == ["gone"]


def test_an_order_due_today_is_not_late(store: Store) -> None:
    (scarf,) = a_product(store, "Scarf", stock=None)
    an_order(store, a_supplier(store, "Mill", lead=5), scarf, 12, TODAY)
    assert "supplier_late" not in seen(store)


def test_units_missing_at_counts_are_shrinkage_but_the_first_count_is_not(store: Store) -> None:
    lost, first = a_product(store, "Scarf", sizes=("S", "M"), stock=None, cost=400)
    move(store, lost, 50, "opening", 80)
    move(store, lost, -6, "count", 10)
    move(store, first, -6, "sale", 60)
    move(store, first, -20, "count", 10)
    lines = [line for line in (seen(store), listed(store))[1] if line.kind == "shrinkage"]
    assert [(line.variant_id, line.figures["count"], line.figures["money_minor"]) for line in lines] == [
        (lost, 6, 2_400)
    ]


def test_a_sudden_fall_is_told_only_where_there_was_stock(store: Store) -> None:
    steady, emptied = a_product(store, "Scarf", sizes=("S", "M"), stock=None)
    for one, units in ((steady, 900), (emptied, 380)):
        move(store, one, units, "opening", 200)
        sell(store, one, 5, *range(15, 91))
    lines = [line for line in (seen(store), listed(store))[1] if line.kind == "sudden_fall"]
    assert [line.variant_id for line in lines] == [steady]
    assert lines[0].figures["sold"] == 0
    assert lines[0].figures["usual"] == pytest.approx(70, abs=6)


def test_what_the_whole_category_does_is_the_season_and_no_news(store: Store) -> None:
    scarves = [a_product(store, f"Scarf {one}", stock=None, category="Scarves")[0] for one in range(4)]
    (mug,) = a_product(store, "Mug", stock=None, category="Mugs")
    for one in (*scarves, mug):
        move(store, one, 2_000, "opening", 200)
        sell(store, one, 5, *range(14, 91))
        sell(store, one, 5 if one == mug else 18, *range(14))
    assert "sudden_rise" not in seen(store)
    assert "sudden_fall" not in seen(store)  # the mug goes on as ever
    (fad,) = a_product(store, "Fad", stock=None, category="Scarves")
    move(store, fad, 4_000, "opening", 200)
    sell(store, fad, 5, *range(14, 91))
    sell(store, fad, 80, *range(14))
    assert seen(store)["sudden_rise"].name == "Fad M"


def test_what_the_forecast_expects_is_no_news(store: Store) -> None:
    (calendar,) = a_product(store, "Advent calendar", stock=None)
    move(store, calendar, 2_000, "opening", 200)
    sell(store, calendar, 5, *range(14, 91))
    sell(store, calendar, 18, *range(14))
    snapshot = a_dashboard(store).snapshot
    assert snapshot is not None

    def foreseen(rate: float) -> list[str]:
        column = np.full(1, rate, np.float32)
        shelves = replace(snapshot.shelves, rate=column, variance=3 * column, source=np.full(1, FROM_FORECAST, np.int8))
        found = on_shelves(replace(snapshot, shelves=shelves), Limits())
        return [one.kind for one in found if one.kind.startswith("sudden")]

    assert foreseen(18) == []
    assert foreseen(5) == ["sudden_rise"]


def test_a_product_of_three_weeks_has_nothing_to_compare_with(store: Store) -> None:
    (new,) = a_product(store, "New", stock=None)
    move(store, new, 900, "opening", 21)
    sell(store, new, 6, *range(21))
    assert "sudden_rise" not in seen(store)


def test_what_costs_little_makes_no_alert_of_its_own(store: Store) -> None:
    """Sold out, but hardly anybody will ask."""
    dear, slow = a_product(store, "Scarf", sizes=("S", "M"), stock=None, cost=1_000)
    move(store, dear, 403, "opening", 400)
    sell(store, dear, 2, *range(1, 201))
    move(store, slow, 3, "opening", 400)
    sell(store, slow, 1, 100, 200, 300)
    assert seen(store)["runs_out"].variant_id == dear
    assert [line.variant_id for line in listed(store) if line.kind == "runs_out"] == [dear]


def test_a_sold_out_best_seller_is_said_to_be_sold_out(store: Store) -> None:
    (fast,) = a_product(store, "Fast", stock=None)
    move(store, fast, 400, "opening", 400)
    sell(store, fast, 2, *range(1, 201))
    line = seen(store)["runs_out"]
    assert line.sentence[0] == "alert.runs_out.now"
    assert Catalogue().say(*line.sentence).startswith("Sold out; about ")


def test_a_place_whose_books_went_astray_makes_one_alert(store: Store) -> None:
    for number in range(11):
        (one,) = a_product(store, f"Mug {number}", stock=None)
        move(store, one, 1, "opening", 20)
        move(store, one, -3, "sale", 1)
    assert seen(store)["negative_stock_many"].figures == {"count": 11}
    assert "negative_stock" not in {line.kind for line in listed(store)}


def test_after_a_full_count_only_the_great_losses_speak_by_themselves(store: Store) -> None:
    for number in range(30):
        (one,) = a_product(store, f"Mug {number}", stock=None, cost=100)
        move(store, one, 50, "opening", 80)
        move(store, one, -40 if number == 0 else -4, "count", 10)
    found = seen(store)
    assert (found["shrinkage"].name, found["shrinkage"].figures["count"]) == ("Mug 0 M", 40)
    rest = found["shrinkage_many"].figures
    assert (rest["products"], rest["count"], rest["money_minor"]) == (29, 116, 11_600)


def test_what_was_found_again_did_not_go_missing(store: Store) -> None:
    (scarf,) = a_product(store, "Scarf", stock=None, cost=400)
    move(store, scarf, 50, "opening", 80)
    move(store, scarf, -6, "count", 20)
    move(store, scarf, 6, "count", 10)
    assert "shrinkage" not in seen(store)


def test_closed_alerts_are_listed_the_last_one_first(store: Store, manager: Actor) -> None:
    late = Found("supplier_late", "critical", "7")
    for one in (late, EMPTY):
        store.clock = FixedClock(NOW if one is late else NOW + timedelta(days=1))
        (alert,) = record(store, SYSTEM, [late, EMPTY][: 1 if one is late else 2]).opened
        close(store, manager, [alert], "known")
    assert [line.kind for line in listed(store, status="closed")] == ["negative_stock", "supplier_late"]


def test_a_cause_speaks_once_while_it_lasts(store: Store) -> None:
    assert len(record(store, SYSTEM, [EMPTY]).opened) == 1
    assert record(store, SYSTEM, [EMPTY]).is_nothing
    assert len(listed(store)) == 1


def test_closed_it_stays_silent_until_it_is_graver_or_comes_back(store: Store, manager: Actor) -> None:
    (alert,) = record(store, SYSTEM, [EMPTY]).opened
    close(store, manager, [alert], "known")
    assert record(store, SYSTEM, [EMPTY]).is_nothing
    graver = Found("negative_stock", "critical", "1:1", figures={"units": -20})
    assert record(store, SYSTEM, [graver]).opened == (alert,)
    close(store, manager, [alert], "settled")
    assert record(store, SYSTEM, []).is_nothing  # it was closed already: nobody needs to hear that it is gone
    (second,) = record(store, SYSTEM, [EMPTY]).opened
    assert second != alert


def test_what_wavers_about_the_limit_does_not_call_again_and_again(store: Store) -> None:
    high = Found("runs_out", "warning", "1:1", figures={"chance_share": 0.6})
    lower = Found("runs_out", "warning", "1:1", figures={"chance_share": 0.4}, fires=False)
    assert record(store, SYSTEM, [lower]).is_nothing
    assert len(record(store, SYSTEM, [high]).opened) == 1
    assert record(store, SYSTEM, [lower]).is_nothing
    assert listed(store)[0].figures == {"chance_share": 0.4}
    assert len(record(store, SYSTEM, []).gone) == 1


def test_put_off_it_speaks_when_the_time_is_up(store: Store, manager: Actor) -> None:
    store.clock = FixedClock(NOW)
    (alert,) = record(store, SYSTEM, [EMPTY]).opened
    with pytest.raises(UserError, match=r"alert\.until"):
        snooze(store, manager, [alert], ago(1))
    snooze(store, manager, [alert], NOW + timedelta(days=2))
    assert record(store, SYSTEM, [EMPTY]).is_nothing
    assert listed(store) == []
    store.clock = FixedClock(NOW + timedelta(days=2))
    assert record(store, SYSTEM, [EMPTY]).opened == (alert,)


def test_an_answer_can_be_taken_back(store: Store, manager: Actor) -> None:
    (alert,) = record(store, SYSTEM, [EMPTY]).opened
    close(store, manager, [alert], "settled")
    reopen(store, manager, [alert])
    assert [line.status for line in listed(store)] == ["open"]
    record(store, SYSTEM, [])
    with pytest.raises(UserError, match=r"alert\.gone"):
        reopen(store, manager, [alert])


def test_an_associate_answers_only_what_is_assigned_to_them(store: Store, manager: Actor, associate: Actor) -> None:
    (alert,) = record(store, SYSTEM, [EMPTY]).opened
    with pytest.raises(NotAllowed):
        close(store, associate, [alert], "settled")
    assign(store, manager, [alert], associate.staff_id)
    assert [line.assigned_to_id for line in listed(store, associate, everyones=False)] == [associate.staff_id]
    close(store, associate, [alert], "settled")
    with pytest.raises(UserError, match=r"alert\.closed"):
        assign(store, manager, [alert], None)
    with pytest.raises(NotFound):
        close(store, manager, [alert + 1], "settled")
    with pytest.raises(UserError, match=r"alert\.reason"):
        close(store, manager, [alert], "because")


def test_managers_hear_of_all_until_somebody_chooses_for_them(store: Store, manager: Actor, associate: Actor) -> None:
    record(store, SYSTEM, [EMPTY, Found("supplier_late", "warning", "7")])
    assert len(listed(store, manager, everyones=False)) == 2
    assert listed(store, associate, everyones=False) == []
    subscribe(store, associate, Subscription(staff_id=associate.staff_id, kind="negative_stock"))
    assert [line.kind for line in listed(store, associate, everyones=False)] == ["negative_stock"]
    subscribe(store, manager, Subscription(role="associate", kind="runs_out"))
    assert len(listed(store, manager, everyones=False)) == 2  # others' subscriptions silence nobody
    subscribe(store, manager, Subscription(role="manager", kind="supplier_late"))
    assert [line.kind for line in listed(store, manager, everyones=False)] == ["supplier_late"]


def test_a_subscription_to_a_category_holds_for_all_below_it(store: Store, manager: Actor) -> None:
    (scarf,) = a_product(store, "Scarf", stock=None, category="Clothing / Scarves")
    (mug,) = a_product(store, "Mug", stock=None, category="Kitchen")
    with store.begin(SYSTEM) as unit:
        clothing = Category(name="Clothing", path="Clothing")
        unit.session.add(clothing)
        unit.session.flush()
        category = clothing.id
        unit.commit()
    record(store, SYSTEM, [Found("negative_stock", "warning", f"{one}:1", variant_id=one) for one in (scarf, mug)])
    subscribe(store, manager, Subscription(role="manager", category_id=category))
    assert [line.name for line in listed(store, manager, everyones=False)] == ["Scarf M"]


def test_subscriptions_are_checked_and_can_be_ended(store: Store, manager: Actor, associate: Actor) -> None:
    with pytest.raises(NotAllowed):
        subscribe(store, associate, Subscription(role="associate"))
    for wrong in (Subscription(), Subscription(role="chef"), Subscription(role="manager", staff_id=manager.staff_id)):
        with pytest.raises(UserError, match=r"alert\.subscriber"):
            subscribe(store, manager, wrong)
    with pytest.raises(UserError, match=r"alert\.kind"):
        subscribe(store, manager, Subscription(role="manager", kind="rain"))
    made = subscribe(store, manager, Subscription(role="manager"))
    with pytest.raises(UserError, match=r"alert\.subscribed"):
        subscribe(store, manager, Subscription(role="manager"))
    assert unsubscribe(store, manager, made) == Subscription(role="manager")
    with store.read() as session:
        assert subscriptions(session) == ()
