import pytest

from shopassistant.store.database import Store
from tests.unit.sales.shop import Goods, make_goods


@pytest.fixture
def goods(store: Store) -> Goods:
    return make_goods(store)
