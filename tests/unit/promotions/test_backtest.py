"""A promotion that is over is rehearsed on what was known before it, and held against what it did."""

from datetime import timedelta

import pytest

from shopassistant.core.clock import FixedClock
from shopassistant.promotions.elasticity.responses import Responses
from shopassistant.promotions.rehearsal.backtest import back_test, try_promotion
from shopassistant.promotions.rehearsal.book import PastBook
from shopassistant.promotions.rules.offer_json import offer_to_json
from shopassistant.promotions.rules.offers import PercentOff
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Promotion, PromotionItem
from tests.unit.inventory.dashboard.shop import NOW, ago
from tests.unit.shop_rows import a_product, a_sale


def a_promotion(store: Store, variant_id: int, begun: int, over: int, number: str = "P0001") -> int:
    """A fifth off one product, so many days ago."""
    with store.begin(SYSTEM) as unit:
        made = Promotion(
            number=number, name="Scarves", status="ended", offer=offer_to_json(PercentOff(2_000)), scope={},
            created_at=ago(begun), changed_at=ago(begun), starts_at=ago(begun), ends_at=ago(over),
            approved_at=ago(begun),
        )  # fmt: skip
        unit.session.add(made)
        unit.session.flush()
        unit.session.add(PromotionItem(promotion_id=made.id, role="get", slot=0, variant_id=variant_id))
        unit.commit()
    return made.id


@pytest.fixture
def shop(store: Store) -> Store:
    store.clock = FixedClock(NOW)
    return store


def test_a_promotion_that_did_what_demand_does_is_foreseen(shop: Store) -> None:
    (scarf,) = a_product(shop, cost=500)
    for day in range(15, 80):
        a_sale(shop, scarf, quantity=2, at=ago(day))
    for day in range(1, 14):
        a_sale(shop, scarf, quantity=3, at=ago(day))
    promotion_id = a_promotion(shop, scarf, 14, 1)
    past = PastBook(shop).past()
    with shop.read() as session:
        found = back_test(session, past, Responses.assumed(), NOW.date())
        alone = try_promotion(session, past, promotion_id, Responses.assumed())
    (tried,) = found.tried
    assert alone == tried
    assert 11 * 3 <= tried.happened.units <= 13 * 3
    assert tried.without.units.mid < tried.happened.units
    assert tried.is_inside
    assert found.inside == 1.0
    assert found.units_off is not None
    assert found.plain_off is not None
    assert found.units_off < found.plain_off, "expecting the promotion to work was nearer than expecting nothing"


def test_what_has_no_past_or_is_not_over_is_not_tried(shop: Store) -> None:
    (scarf,), (hat,) = a_product(shop, "Scarf"), a_product(shop, "Hat")
    for day in range(1, 20):
        a_sale(shop, scarf, at=ago(day))
    a_promotion(shop, scarf, 15, 5)
    a_promotion(shop, hat, 5, -5, "P0002")
    past = PastBook(shop).past()
    with shop.read() as session:
        found = back_test(session, past, Responses.assumed(), NOW.date() + timedelta(days=1))
    assert found.tried == ()
    assert (found.inside, found.units_off) == (None, None)
    assert found.left_out == 1
