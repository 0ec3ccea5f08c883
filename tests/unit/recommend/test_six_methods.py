"""The six methods a person can choose: each gives another list, and each copes with a shop that has next to nothing."""

from datetime import timedelta

import pytest

from shopassistant.core.clock import FixedClock
from shopassistant.core.messages import Catalogue
from shopassistant.recommend.engine import METHODS, Answer, Engine, Request, Terms
from shopassistant.store.database import Store
from tests.unit.recommend.shop import START, Buy, Ware, fill, two_circles

SIX = ("popular", "peers", "similar", "content", "segment", "hybrid")
NOW = START + timedelta(days=401)


def _ids(answer: Answer) -> tuple[int, ...]:
    say = Catalogue().say
    assert all(say(item.reason_code, item.reason_values) for item in answer.items)
    assert all(say(code) for code in answer.note_codes)
    return tuple(item.product_id for item in answer.items)


@pytest.fixture
def circles(store: Store) -> Engine:
    """Even customers buy teas, odd ones boots; 61 has bought nothing, product 21 was never sold."""
    store.clock = FixedClock(NOW)
    fill(store, *two_circles(), customers=61)
    engine = Engine(store)
    engine.fit()
    return engine


def test_each_is_a_method_and_gives_another_list(circles: Engine) -> None:
    assert set(SIX) <= set(METHODS)
    for customer in (2, 3, 8):
        lists = {method: _ids(circles.recommend(Request(customer, method, 10))) for method in SIX}
        assert len(set(lists.values())) == len(SIX), lists
        put_forward = {method: circles.recommend(Request(customer, method, 3)).items[0].method for method in SIX}
        assert put_forward == {method: method for method in SIX}


@pytest.mark.parametrize("method", SIX)
def test_a_cold_customer_and_a_cold_product(circles: Engine, method: str) -> None:
    cold = circles.recommend(Request(61, method, 5, terms=Terms()))
    assert len(_ids(cold)) == 5
    assert "recommend.note.no_history" in cold.note_codes
    assert len(_ids(circles.recommend(Request(None, method, 5)))) == 5
    assert _ids(circles.recommend(Request(2, method, 5, terms=Terms(only_product_ids=(21,))))) == (21,)
    everything = _ids(circles.recommend(Request(2, method, 40)))
    assert set(everything) == set(range(1, 23))
    assert everything.index(21) > 0


@pytest.mark.parametrize("method", SIX)
@pytest.mark.parametrize("is_fitted", [True, False])
def test_an_empty_shop_and_one_with_one_product(store: Store, method: str, is_fitted: bool) -> None:
    store.clock = FixedClock(NOW)
    engine = Engine(store)
    if is_fitted:
        engine.fit()
    assert _ids(engine.recommend(Request(None, method))) == ()
    fill(store, [Ware("The one")], [Buy(1, 3, (1,)), Buy(1, 90, (1,))], customers=2)
    if is_fitted:
        engine.fit()
    for customer in (1, 2, None):
        assert _ids(engine.recommend(Request(customer, method, terms=Terms()))) == (1,)
    assert _ids(engine.recommend(Request(1, method, new_only=True))) == ()
    assert engine.complements((1,), 1).items == ()
