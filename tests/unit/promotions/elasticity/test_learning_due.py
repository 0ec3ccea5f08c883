"""Elasticities learn by themselves once a week, where there is something to learn from and something new."""

from datetime import timedelta

from shopassistant.core.clock import FixedClock
from shopassistant.core.progress import NoProgress
from shopassistant.promotions.elasticity.keeping import ResponseKeeper
from shopassistant.promotions.elasticity.learning_due import EVERY, is_due, learn_if_due
from shopassistant.store.database import Store
from tests.unit.promotions.priced_shop import NOW
from tests.unit.shop_rows import a_product, a_sale


def test_a_shop_with_a_past_learns_once_and_then_rests(priced_shop: Store) -> None:
    keeper = ResponseKeeper(priced_shop)
    assert learn_if_due(keeper, NoProgress())
    assert not keeper.current().responses.is_assumed
    assert not learn_if_due(keeper, NoProgress())


def test_after_a_week_it_learns_again_only_if_something_was_sold(priced_shop: Store) -> None:
    keeper = ResponseKeeper(priced_shop)
    learn_if_due(keeper, NoProgress())
    later = NOW + EVERY + timedelta(hours=1)
    priced_shop.clock = FixedClock(later)
    assert not is_due(keeper)
    (variant,) = a_product(priced_shop, "Scarf")
    a_sale(priced_shop, variant, at=later - timedelta(hours=1))
    assert is_due(keeper)


def test_a_shop_without_a_past_has_nothing_to_learn_from(store: Store) -> None:
    assert not is_due(ResponseKeeper(store))
