"""Histories out of the store: days count, not receipts; what came back is no purchase; a past can be cut anywhere."""

from datetime import timedelta

import pytest

from shopassistant.customers.segments.reading import load_history
from shopassistant.customers.value.reading import Reader
from shopassistant.store.database import Store
from tests.unit.shop_rows import AT, a_customer, a_product, a_sale


@pytest.fixture
def reader(store: Store) -> Reader:
    """Ann: two receipts on one day, one 30 days later of which a part comes back; Bob: once, 100 days later."""
    scarf = a_product(store, stock=None)[0]
    ann, bob = a_customer(store, "Ann"), a_customer(store, "Bob")
    a_customer(store, "Cleo")
    a_sale(store, scarf, customer_id=ann, at=AT, price=1_000)
    a_sale(store, scarf, customer_id=ann, at=AT + timedelta(hours=1), price=500)
    a_sale(store, scarf, customer_id=ann, at=AT + timedelta(days=30), price=2_000)
    a_sale(store, scarf, customer_id=ann, at=AT + timedelta(days=40), price=500, quantity=-1)
    a_sale(store, scarf, customer_id=bob, at=AT + timedelta(days=100), price=700)
    a_sale(store, scarf, at=AT + timedelta(days=120), price=900)
    with store.read() as session:
        return Reader(load_history(session, AT + timedelta(days=400), lines=False))


def test_two_receipts_of_a_day_are_one_purchase_and_a_return_is_none(reader: Reader) -> None:
    past = reader.past()
    assert past.purchases.tolist() == [2, 1]
    assert past.histories.last_day.tolist() == [30, 0]
    assert past.spend_minor.tolist() == [3_000, 700]
    assert past.mean_minor.tolist() == [1_500.0, 700.0]


def test_what_is_known_ends_with_the_newest_sale_and_not_today(reader: Reader) -> None:
    assert reader.past().histories.known_days.tolist() == [100, 0]
    assert reader.span_days == 100


def test_a_past_day_is_seen_as_it_was(reader: Reader) -> None:
    first = reader.last_day - 100
    past = reader.past(first + 29)
    assert past.row.tolist() == [0]
    assert past.purchases.tolist() == [1]
    assert past.spend_minor.tolist() == [1_500]
    assert past.histories.known_days.tolist() == [29]


def test_what_is_held_out_is_what_came_after(reader: Reader) -> None:
    held = reader.held(days=71)
    assert held is not None
    assert held.past.repeats.tolist() == [0]
    assert held.bought.tolist() == [1]
    assert held.spent_minor.tolist() == [1_500.0]  # bought for 2,000, and 500 came back
    assert held.weeks == pytest.approx(71 / 7)
    assert reader.held(days=27) is None
