"""A shop's own records are read and learned from, and the answer serves every variant there is."""

from datetime import UTC, datetime

import numpy as np
import pytest
from sqlalchemy import select

from shopassistant.core.errors import NotAllowed
from shopassistant.core.progress import Cancelled
from shopassistant.inventory.demand.days import Days
from shopassistant.inventory.demand.keys import Series, joined
from shopassistant.inventory.demand.prices import PriceSteps
from shopassistant.inventory.demand.sales import Sold
from shopassistant.promotions.elasticity.fitting import learn_responses
from shopassistant.promotions.elasticity.keeping import ResponseKeeper
from shopassistant.promotions.elasticity.paid import daily_prices
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Variant


def test_a_shop_learns_how_its_demand_answers(priced_shop: Store) -> None:
    summary = learn_responses(ResponseKeeper(priced_shop))
    found = ResponseKeeper(priced_shop).current()
    assert found.version == summary.kept.version
    assert summary.products > 100
    assert summary.changed > 20
    responses = found.responses
    assert -3.2 < responses.shop_elasticity < -0.8
    with priced_shop.read() as session:
        variants = np.array(session.scalars(select(Variant.id).order_by(Variant.id)).all())
    assert np.array_equal(responses.variant_ids, variants)
    mean, sd = responses.of(variants)
    assert (mean < 0).all()
    assert (sd > 0).all()
    assert found.diagnosis is not None
    assert len(found.diagnosis.changes) == len(variants)


def test_variants_of_a_product_answer_alike(priced_shop: Store) -> None:
    responses = learn_responses(ResponseKeeper(priced_shop)).kept.responses
    with priced_shop.read() as session:
        rows = session.execute(select(Variant.product_id, Variant.id)).all()
    first = dict(rows)
    other = dict(reversed(rows))
    mean_first, _ = responses.of(np.array(list(first.values())))
    mean_other, _ = responses.of(np.array([other[product] for product in first]))
    assert np.allclose(mean_first, mean_other)


def test_a_shop_without_sales_keeps_what_was_assumed(store: Store) -> None:
    summary = learn_responses(ResponseKeeper(store))
    assert summary.products == 0
    assert summary.kept.responses.is_assumed


def test_who_stops_it_keeps_what_served(priced_shop: Store) -> None:
    class Impatient:
        def report(self, stage: str, done: int, total: int) -> None:
            if stage == "elasticity.learning":
                raise Cancelled

    with pytest.raises(Cancelled):
        learn_responses(ResponseKeeper(priced_shop), progress=Impatient())
    assert ResponseKeeper(priced_shop).current().responses.is_assumed


def test_an_associate_may_not_learn(priced_shop: Store) -> None:
    with pytest.raises(NotAllowed):
        learn_responses(ResponseKeeper(priced_shop), Actor("staff", "Alex", 1, "associate"))


def days() -> Days:
    return Days.between(datetime(2026, 1, 1).date(), datetime(2026, 1, 11).date(), UTC)


def test_prices_that_were_set_are_taken_before_those_on_receipts() -> None:
    series = Series.of(joined(np.array([7]), np.array([1])))
    at = np.array([days().starts[0], days().starts[5]])
    steps = PriceSteps(np.array([7, 7]), at, np.array([1_000, 800]))
    sold = Sold(*(np.array([], kind) for kind in (np.int32, np.int32, np.float32, np.float32, np.float32)))
    found = daily_prices(steps, sold, series, days(), np.array([800], np.float32))
    assert found[0].tolist() == [1_000] * 5 + [800] * 5


def test_without_a_history_the_receipts_tell_and_one_odd_price_does_not_count() -> None:
    series = Series.of(joined(np.array([7]), np.array([1])))
    steps = PriceSteps(np.array([7]), days().starts[:1], np.array([900]))
    day = np.arange(10, dtype=np.int32)
    price = np.array([1_000, 1_000, 400, 1_000, 1_000, 1_000, 900, 900, 900, 900], np.float32)
    sold = Sold(np.zeros(10, np.int32), day, np.ones(10, np.float32), price, np.zeros(10, np.float32))
    found = daily_prices(steps, sold, series, days(), np.array([900], np.float32))
    assert found[0].tolist() == [1_000] * 6 + [900] * 4
