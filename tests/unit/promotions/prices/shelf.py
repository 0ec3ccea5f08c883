"""A few products with a forecast and known elasticities, so that the best price can be worked out by hand."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import numpy as np
from sqlalchemy import select

from shopassistant.inventory.forecast.fitting import fit_forecasts
from shopassistant.inventory.forecast.forecasts import Forecasts
from shopassistant.inventory.forecast.panel import Panel
from shopassistant.promotions.elasticity.responses import Responses
from shopassistant.promotions.prices.advising import Adviser
from shopassistant.store.database import Store
from shopassistant.store.schema import Location
from tests.unit.shop_rows import a_product

NOW = datetime(2026, 5, 6, 10, 30, tzinfo=UTC)
TODAY = NOW.date()


@dataclass
class Shelf:
    """Variants by name, and what is believed of them."""

    store: Store
    variants: dict[str, int]
    forecasts: Forecasts
    responses: Responses

    def adviser(self, **responses: object) -> Adviser:
        believed = replace(self.responses, **responses)  # type: ignore[arg-type]
        with self.store.read() as session:
            return Adviser(session, self.forecasts, believed, self.store.clock.now(), TODAY)


def make_shelf(store: Store) -> Shelf:
    """calm (30.00, cost 10, elasticity -1.1), lively (30.00, cost 10, -3.5), fair (19.00, cost 10, -2.1, the best
    price already), dusty (30.00, cost 10, -2, stock for years)."""
    prices = {"calm": 3_000, "lively": 3_000, "fair": 1_900, "dusty": 3_000}
    stock = {"calm": 500, "lively": 500, "fair": 500, "dusty": 4_000}
    variants = {
        name: a_product(store, name, price=price, cost=1_000, stock=stock[name], category=name)[0]
        for name, price in prices.items()
    }
    elasticity = {"calm": -1.1, "lively": -3.5, "fair": -2.1, "dusty": -2.0}
    ids = np.array(list(variants.values()))
    return Shelf(
        store,
        variants,
        _forecasts(store, ids),
        Responses(
            variant_ids=ids, elasticity=np.array(list(elasticity.values())), sd=np.full(4, 0.15),
            changes=np.full(4, 20, np.int32), category_ids=np.empty(0, np.int64), category_elasticity=np.empty(0),
            category_sd=np.empty(0), shop_elasticity=-2.0, shop_sd=0.5, is_assumed=False, cross=0.0,
        ),
    )  # fmt: skip


def _forecasts(store: Store, ids: np.ndarray) -> Forecasts:
    with store.read() as session:
        place = session.scalars(select(Location.id)).first()
    return _forecast(tuple(int(id_) for id_ in ids), place or 0)


@lru_cache
def _forecast(ids: tuple[int, ...], place: int) -> Forecasts:
    """Four a day; made once, as it takes longer than a test with it."""
    keys = np.array([[id_, place] for id_ in ids], np.int64)
    units = np.random.default_rng(1).poisson(4.0, (len(ids), 112)).astype(np.float32)
    flat = np.ones(len(ids), np.float32)
    return fit_forecasts(Panel(keys, TODAY - timedelta(days=112), units, flat, flat), horizon=60)
