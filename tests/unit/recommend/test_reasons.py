"""Reasons one can say aloud: what hardly anybody did is no reason for anybody."""

from datetime import timedelta

import pytest

from shopassistant.core.clock import FixedClock
from shopassistant.core.messages import Catalogue
from shopassistant.recommend.engine import Engine, Request
from shopassistant.store.database import Store
from tests.unit.recommend.shop import START, Buy, Ware, fill


@pytest.fixture
def rarely(store: Store) -> Engine:
    """Two hundred bought bread; four of them honey as well, and eighty butter."""
    store.clock = FixedClock(START + timedelta(days=101))
    wares = [Ware("Bread"), Ware("Honey", price=900), Ware("Butter", price=300), Ware("Rope", price=9000)]
    buys = [Buy(c, c % 90, (1, *((2,) if c < 6 else ()), *((3,) if 10 < c < 91 else ()))) for c in range(1, 201)]
    fill(store, wares, sorted(buys, key=lambda buy: buy.day))
    engine = Engine(store)
    engine.fit()
    return engine


@pytest.mark.parametrize("method", ["similar", "hybrid"])
def test_a_share_is_named_only_where_it_is_one(rarely: Engine, method: str) -> None:
    items = {item.product_id: item for item in rarely.recommend(Request(200, method, 4, new_only=True)).items}
    assert items[3].reason_values.get("took_share", 1) >= 0.05
    honey = Catalogue().say(items[2].reason_code, items[2].reason_values)
    assert "%" not in honey
    assert honey.count(".") == 1
    if method == "similar":
        assert items[2].reason_code == "recommend.reason.bought_together_some"
        assert "5 others" in honey
