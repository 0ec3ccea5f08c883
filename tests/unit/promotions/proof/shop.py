"""A small real shop with customers for trying the proof on."""

from datetime import UTC, datetime

import numpy as np

from shopassistant.core.clock import FixedClock
from shopassistant.desktop.pages.promotions.results_invented import Shape, invent_campaign
from shopassistant.store.actor import SYSTEM
from shopassistant.store.bulk import insert_columns
from shopassistant.store.bulk_lookup import next_id
from shopassistant.store.database import Store
from shopassistant.store.schema import Customer
from tests.unit.shop_rows import a_product

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)


def customers(store: Store, count: int) -> np.ndarray:
    """Add customers; returns their ids."""
    with store.begin(SYSTEM) as unit:
        first = next_id(unit.session, Customer)
        ids = np.arange(first, first + count)
        columns = {
            "id": ids,
            "number": [f"C{one}" for one in ids],
            "given_name": ["Ann"] * count,
            "family_name": ["Lee"] * count,
            "created_at": [NOW] * count,
            "updated_at": [NOW] * count,
        }
        insert_columns(unit.session.connection(), Customer, columns)
        unit.commit()
    return ids


def campaign(store: Store, count: int, shape: Shape | None = None) -> int:
    """Add customers and a campaign among them; returns its id. The clock stands still."""
    store.clock = FixedClock(NOW)
    a_product(store, stock=None)
    ids = customers(store, count)
    with store.begin(SYSTEM) as unit:
        campaign_id = invent_campaign(unit, ids, shape or Shape())
        unit.commit()
    return campaign_id
