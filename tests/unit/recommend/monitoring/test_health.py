"""The look at a whole shop: what a manager is told, and that nothing is made of nothing."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import insert

import shopassistant.recommend.monitoring
from shopassistant.core.clock import FixedClock
from shopassistant.core.messages import Catalogue
from shopassistant.recommend.engine import Engine
from shopassistant.recommend.events import Event, log_events
from shopassistant.recommend.index import Index, build_index
from shopassistant.recommend.monitoring.health import check_health
from shopassistant.recommend.monitoring.replay import Visit, choose_visits, replay, visits_at_holdout
from shopassistant.recommend.monitoring.report import HealthReport
from shopassistant.recommend.purchases import load_purchases, to_day
from shopassistant.recommend.serving import Serving
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Consent, Location, Product, Sale, SaleLine, Variant
from tests.unit.recommend.shop import START, Buy, Ware, arrays, fill, two_circles

DAYS = 400
CUSTOMERS = 150
# The fit is four weeks before the last sale.
FITTED = START + timedelta(days=DAYS - 28)
NOW = START + timedelta(days=DAYS + 1)


@pytest.fixture(scope="module")
def shop() -> tuple[list[Ware], list[Buy]]:
    return two_circles(CUSTOMERS, DAYS)


def swapped(buys: list[Buy]) -> list[Buy]:
    """The circles take each other's products after the fit."""
    since = DAYS - 28

    def other(variant: int) -> int:
        return variant + 10 if variant <= 10 else variant - 10

    return [
        replace(buy, variants=tuple(map(other, buy.variants))) if buy.day >= since and buy.customer else buy
        for buy in buys
    ]


def learned(store: Store, **metrics: int) -> Serving:
    """What was learned four weeks ago."""
    with store.read() as session:
        purchases = load_purchases(session)
    past = purchases.before(to_day(FITTED))
    newest = int(past.basket.max()) + 1  # sales are numbered in the order of their days
    index = build_index(replace(past, newest_sale_id=newest), to_day(FITTED))
    return Serving(replace(index, metrics={**index.metrics, **metrics}), FITTED)


def codes(report: HealthReport) -> dict[str, str]:
    return {finding.code: finding.action for finding in report.findings}


def test_a_shop_without_sales_or_without_an_index_is_told_what_to_do(store: Store) -> None:
    empty = check_health(store, None)
    assert codes(empty) == {"health.no_sales": "look_at_import"}
    assert not empty.needs_action
    fill(store, [Ware("Tea")], [Buy(1, 1, (1,))])
    assert codes(Engine(store).health()) == {"health.no_index": "retrain"}
    assert Engine(store).health().needs_action


def test_all_is_well_while_customers_buy_as_ever(store: Store, shop: tuple[list[Ware], list[Buy]]) -> None:
    store.clock = FixedClock(NOW)
    fill(store, *shop)
    report = check_health(store, learned(store, visit_hits=30, visit_trials=60))
    assert report.findings[-1].code == "health.fine"
    assert not report.needs_action
    assert report.accuracy is not None
    assert report.accuracy.trials > 50
    assert report.unknown_share == 0
    assert report.compared_to == (START + timedelta(days=DAYS - 1)).date().isoformat()


def test_advice_that_stopped_being_right_is_found(store: Store, shop: tuple[list[Ware], list[Buy]]) -> None:
    store.clock = FixedClock(NOW)
    wares, buys = shop
    fill(store, wares, swapped(buys))
    report = check_health(store, learned(store, visit_hits=90, visit_trials=100))
    assert codes(report)["health.accuracy.worse"] == "retrain"
    assert report.findings[0].level == "warning"
    assert report.should_retrain


def test_products_that_came_after_the_fit_are_missed(store: Store, shop: tuple[list[Ware], list[Buy]]) -> None:
    wares, buys = shop
    store.clock = FixedClock(NOW)
    fill(store, wares, buys)
    serving = learned(store)
    with store.begin(SYSTEM) as unit:
        session = unit.session
        session.execute(insert(Product), [_product(100)])
        session.execute(insert(Variant), [{"id": 100, "product_id": 100, "sku": "N", "price_minor": 100}])
        location = session.query(Location.id).limit(1).scalar()
        sales = [_sale(10_000 + n, 1 + n % CUSTOMERS, location) for n in range(60)]
        session.execute(insert(Sale), sales)
        session.execute(insert(SaleLine), [_line(sale["id"], 100) for sale in sales])
        unit.commit()
    report = check_health(store, serving)
    assert codes(report)["health.unknown_products"] == "retrain"
    assert report.unknown_share is not None
    assert 0.1 < report.unknown_share < 0.9


def test_much_more_sold_since_is_worth_learning(store: Store) -> None:
    store.clock = FixedClock(NOW)
    wares, buys = two_circles(40, DAYS)
    fill(store, wares, [buy for buy in buys if buy.day < DAYS // 4 or buy.day >= DAYS - 28])
    report = check_health(store, learned(store))
    assert codes(report)["health.growth"] == "retrain"
    assert report.growth_share > 0.1


def test_silence_points_to_the_import(store: Store, shop: tuple[list[Ware], list[Buy]]) -> None:
    fill(store, *shop)
    store.clock = FixedClock(NOW + timedelta(days=60))
    report = check_health(store, learned(store))
    assert codes(report)["health.silent"] == "look_at_import"
    assert codes(report)["health.age"] == "retrain"


def test_lists_that_must_be_filled_up_are_counted(store: Store, shop: tuple[list[Ware], list[Buy]]) -> None:
    store.clock = FixedClock(NOW)
    fill(store, *shop)
    events = []
    for number in range(40):
        methods = ("hybrid", "popular") if number % 2 else ("hybrid", "hybrid")
        events += [Event("shown", f"list{number}", n + 1, method, n + 1, 1) for n, method in enumerate(methods)]
    events += [Event("shown", "chosen", 1, "popular", 1, 1), Event("shown", "all", 1, "similar", 1, 1)]
    log_events(store, SYSTEM, events)
    report = check_health(store, learned(store))
    assert report.filled_share == 0.5
    assert codes(report)["health.filled"] == "retrain"


def test_nothing_is_worked_out_for_who_refuses(store: Store, shop: tuple[list[Ware], list[Buy]]) -> None:
    store.clock = FixedClock(NOW)
    fill(store, *shop)
    serving = learned(store)
    with store.begin(SYSTEM) as unit:
        for customer in range(1, CUSTOMERS + 1):
            unit.session.add(
                Consent(customer_id=customer, purpose="personalisation", granted=False, source="test", at=START)
            )
        unit.commit()
    report = check_health(store, serving)
    assert report.accuracy is not None
    assert report.accuracy.trials == 0


@pytest.fixture(scope="module")
def index(shop: tuple[list[Ware], list[Buy]]) -> Index:
    purchases = arrays(*shop)
    return build_index(purchases.before(to_day(FITTED)), to_day(FITTED))


def _since(shop: tuple[list[Ware], list[Buy]]) -> tuple[object, list[Visit]]:
    from shopassistant.recommend.monitoring.replay import _lines_of

    lines = _lines_of(arrays(*shop), to_day(FITTED), to_day(NOW))
    return lines, choose_visits(lines, 1.0)


def test_what_a_customer_buys_later_does_not_help_to_foresee_it(
    index: Index, shop: tuple[list[Ware], list[Buy]]
) -> None:
    lines, visits = _since(shop)
    middle = visits[len(visits) // 2].day
    early = [visit for visit in visits if visit.day <= middle]
    with_all, with_past = replay(index, lines, early), replay(index, lines.between(0, middle - 1), early)
    assert with_all.trials == with_past.trials > 20
    assert (with_all.gains == with_past.gains).all()


def test_customers_keep_to_their_circle_so_the_offer_is_mostly_right(
    index: Index, shop: tuple[list[Ware], list[Buy]]
) -> None:
    assert replay(index, *_since(shop)).hits.mean() > 0.9  # ten offered, ten in the circle


def test_the_same_visits_are_looked_at_each_time_and_more_as_time_goes_on(
    shop: tuple[list[Ware], list[Buy]],
) -> None:
    lines, visits = _since(shop)
    some = choose_visits(lines, 0.5)
    until = visits[len(visits) // 2].day
    early = choose_visits(lines.between(0, until), 0.5)
    assert 0.3 < len(some) / len(visits) < 0.7
    assert [(one.customer_id, one.day) for one in some if one.day <= until] == [
        (one.customer_id, one.day) for one in early
    ]
    named = {one.customer_id for one in choose_visits(lines, 1.0, frozenset({2, 3}))}
    assert named == {one.customer_id for one in visits} - {2, 3}


def test_a_fit_learns_what_to_expect_of_itself(shop: tuple[list[Ware], list[Buy]], index: Index) -> None:
    purchases = arrays(*shop)
    found = visits_at_holdout(index, purchases, to_day(FITTED))
    assert 0 < found["visit_hits"] <= found["visit_trials"]
    assert 0 < found["visit_ndcg"] <= 1
    assert visits_at_holdout(index, purchases.before(to_day(FITTED)), to_day(FITTED)) == {}


def test_a_fit_promises_what_the_watch_holds_it_to() -> None:
    promised = build_index(arrays(*two_circles(300, 300)), to_day(START) + 300).metrics
    assert 0 < promised["visit_hits"] <= promised["visit_trials"]
    assert 0 < promised["visit_ndcg"] <= 1


def _codes_in_the_code() -> Iterator[str]:
    for path in Path(shopassistant.recommend.monitoring.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("health."):
                yield node.value


def test_every_finding_and_action_has_its_sentence() -> None:
    from shopassistant.recommend.monitoring.measures import MEASURES
    from shopassistant.recommend.monitoring.report import ACTIONS

    wanted = set(_codes_in_the_code()) - {"health.drift."}
    wanted |= {f"health.drift.{measure.name}" for measure in MEASURES} | {f"health.action.{name}" for name in ACTIONS}
    assert len(wanted) > 25
    assert sorted(code for code in wanted if code not in Catalogue()) == []


def test_findings_can_be_said_in_both_languages(store: Store, shop: tuple[list[Ware], list[Buy]]) -> None:
    wares, buys = shop
    fill(store, wares, swapped(buys))
    store.clock = FixedClock(NOW + timedelta(days=60))
    report = check_health(store, learned(store, visit_hits=90, visit_trials=100))
    assert len(report.findings) >= 3
    for language in ("en", "de"):
        said = [Catalogue(language).say(finding.code, finding.values) for finding in report.findings]
        assert all(said)
        assert not any("{" in sentence for sentence in said)


def _product(key: int) -> dict[str, object]:
    return {
        "id": key, "code": f"N{key}", "name": "New", "brand": None, "category_id": None, "attributes": {},
        "active": True, "created_at": NOW, "description": "",
    }  # fmt: skip


def _sale(key: int, customer: int, location: int) -> dict[str, object]:
    at = NOW - timedelta(days=2 + key % 14)
    return {
        "id": key, "number": f"N{key}", "kind": "sale", "source": "demo", "customer_id": customer,
        "location_id": location, "sold_at": at, "currency": "GBP", "gross_minor": 100, "discount_minor": 0,
        "total_minor": 100, "tax_minor": 0,
    }  # fmt: skip


def _line(sale: object, variant: int) -> dict[str, object]:
    return {
        "sale_id": sale, "position": 1, "kind": "product", "variant_id": variant, "description": "x", "quantity": 1,
        "unit_price_minor": 100, "total_minor": 100,
    }  # fmt: skip


def test_gains_are_higher_for_hits_in_front() -> None:
    from shopassistant.recommend.monitoring.replay import ndcg

    assert ndcg(np.array([True, False]), 1) == 1
    assert ndcg(np.array([False, True]), 1) == pytest.approx(1 / np.log2(3))
    assert ndcg(np.array([False, False]), 3) == 0
