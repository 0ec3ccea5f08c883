"""What a fit reads: every line of the store, once, less what came back."""

from dataclasses import fields, replace

import numpy as np
from sqlalchemy import insert

from shopassistant.recommend.purchases import Products, load_purchases
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Location, Sale, SaleLine
from tests.unit.recommend.shop import START, Buy, Ware, arrays, fill, two_circles


def test_every_line_of_the_store_is_read(store: Store) -> None:
    wares, buys = two_circles()
    buys = [replace(buy, variants=tuple(sorted(buy.variants))) for buy in buys]
    fill(store, wares, buys)
    with store.read() as session:
        read = load_purchases(session)
    expected = arrays(wares, buys)
    for name in ("customer", "variant", "day", "quantity", "value", "basket", "customer_ids"):
        assert np.array_equal(getattr(read, name), getattr(expected, name)), name
        assert getattr(read, name).dtype == getattr(expected, name).dtype, name
    for entry in fields(Products):
        assert np.array_equal(getattr(read.products, entry.name), getattr(expected.products, entry.name)), entry.name
    assert read.newest_sale_id == len(buys)
    assert read.sale_counts.sum() == sum(buy.customer > 0 for buy in buys)
    assert read.sale_sums.sum() == sum(n for n, buy in enumerate(buys, start=1) if buy.customer)


def test_an_empty_store_is_read(store: Store) -> None:
    with store.read() as session:
        read = load_purchases(session)
    assert (len(read.customer_ids), len(read.day), read.products.count, read.newest_sale_id) == (0, 0, 0, 0)


def test_what_came_back_was_not_bought(store: Store) -> None:
    fill(store, [Ware("Tea"), Ware("Cup")], [Buy(1, 0, (1, 2))])
    with store.begin(SYSTEM) as unit:
        here = unit.session.query(Location.id).order_by(Location.id).limit(1).scalar()
        back = {"kind": "return", "source": "demo", "customer_id": 1, "location_id": here, "sold_at": START,
                "currency": "GBP", "discount_minor": 0, "tax_minor": 0}  # fmt: skip
        unit.session.execute(insert(Sale), [back | {"number": "B1", "gross_minor": -1000, "total_minor": -1000}])
        unit.session.execute(
            insert(SaleLine),
            [{"sale_id": 2, "position": 1, "kind": "product", "variant_id": 2, "description": "x", "quantity": -1,
              "unit_price_minor": 1000, "total_minor": -1000, "returns_line_id": 2}],
        )  # fmt: skip
        unit.commit()
    with store.read() as session:
        read = load_purchases(session)
    assert read.product.tolist() == [0]
    assert read.sale_counts.tolist() == [2]
    assert read.sale_sums.tolist() == [3]
