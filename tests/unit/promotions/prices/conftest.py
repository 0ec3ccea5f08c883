"""A shop with prices that changed, and a shelf whose best prices are known."""

import pytest

from shopassistant.core.clock import FixedClock
from shopassistant.store.database import Store
from tests.unit.promotions.priced_shop import priced_file, priced_shop
from tests.unit.promotions.prices.shelf import NOW, Shelf, make_shelf

__all__ = ["priced_file", "priced_shop", "shelf"]


@pytest.fixture
def shelf(store: Store) -> Shelf:
    store.clock = FixedClock(NOW)
    return make_shelf(store)
