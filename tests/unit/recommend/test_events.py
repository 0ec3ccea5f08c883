"""The log of what was recommended, and what counts as bought because of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from shopassistant.core.clock import FixedClock
from shopassistant.recommend.engine import Answer, Engine, Request
from shopassistant.recommend.events import Event, events_for_sale, events_of_answer, log_events
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import RecommendationEvent
from tests.unit.recommend.shop import START, fill, two_circles
from tests.unit.shop_rows import a_sale

NOW = START + timedelta(days=401)


@pytest.fixture
def answer(store: Store) -> Answer:
    store.clock = FixedClock(NOW)
    fill(store, *two_circles(customers=20))
    return Engine(store).recommend(Request(2, count=5))


def rows(store: Store) -> list[RecommendationEvent]:
    with store.read() as session:
        return list(session.scalars(select(RecommendationEvent).order_by(RecommendationEvent.id)))


def test_a_list_is_logged_with_method_and_position(store: Store, associate: Actor, answer: Answer) -> None:
    assert log_events(store, associate, events_of_answer("shown", answer, 2)) == 5
    assert log_events(store, associate, []) == 0
    logged = rows(store)
    assert [row.position for row in logged] == [1, 2, 3, 4, 5]
    assert {(row.event, row.list_key, row.customer_id, row.staff_id, row.at) for row in logged} == {
        ("shown", answer.list_key, 2, associate.staff_id, NOW)
    }
    assert [row.product_id for row in logged] == [item.product_id for item in answer.items]


def test_a_sale_counts_once_for_the_strongest_step(store: Store, associate: Actor, answer: Answer) -> None:
    first, second, third = (item.product_id for item in answer.items[:3])
    log_events(store, associate, events_of_answer("shown", answer, 2))
    log_events(store, associate, events_of_answer("added", answer, 2, [first]))
    log_events(store, associate, [Event("shown", "later", first, "popular", 9, 2)])
    sale, _ = a_sale(store, first, customer_id=2, at=NOW + timedelta(hours=1))
    with store.read() as session:
        events = events_for_sale(session, sale)
    assert [(e.kind, e.product_id, e.list_key, e.position, e.sale_id) for e in events] == [
        ("bought", first, answer.list_key, 1, sale)
    ]
    log_events(store, associate, events)
    with store.read() as session:
        assert events_for_sale(session, sale) == []
    assert second != third


def test_walk_ins_count_by_list_and_strangers_not_at_all(store: Store, associate: Actor, answer: Answer) -> None:
    product = answer.items[0].product_id
    log_events(store, associate, events_of_answer("shown", answer, None))
    walk_in, _ = a_sale(store, product, at=NOW + timedelta(minutes=5))
    other, _ = a_sale(store, product, customer_id=3, at=NOW + timedelta(minutes=6))
    with store.read() as session:
        assert events_for_sale(session, walk_in) == []
        assert [e.product_id for e in events_for_sale(session, walk_in, [answer.list_key])] == [product]
        assert events_for_sale(session, other) == []


def test_a_list_shown_long_ago_earns_nothing(store: Store, associate: Actor, answer: Answer) -> None:
    log_events(store, associate, events_of_answer("shown", answer, 2))
    product = answer.items[0].product_id
    late, _ = a_sale(store, product, customer_id=2, at=NOW + timedelta(days=31))
    with store.read() as session:
        assert events_for_sale(session, late) == []


def test_an_event_of_no_kind_is_our_bug() -> None:
    with pytest.raises(ValueError, match="no event"):
        Event("liked", "k", 1, "hybrid", 1)
