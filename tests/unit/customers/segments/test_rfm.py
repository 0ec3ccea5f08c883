"""Scores of recency, frequency and money never say more than the figures, and everybody is in one group."""

import itertools
from datetime import timedelta

import numpy as np
import pytest

from shopassistant.customers.segments.definitions import RFM_GROUPS
from shopassistant.customers.segments.reading import load_history
from shopassistant.customers.segments.rfm import group_of, rfm_of, scores
from shopassistant.store.database import Store
from tests.unit.shop_rows import AT, a_customer, a_product, a_sale


def test_equal_figures_get_equal_scores() -> None:
    bought = np.array([1] * 7 + [2, 2, 9])
    assert scores(bought).tolist() == [1] * 7 + [4, 4, 5]


def test_fifths_where_all_differ() -> None:
    assert scores(np.arange(100)).tolist() == np.repeat([1, 2, 3, 4, 5], 20).tolist()


def test_nobody_is_scored_in_an_empty_shop() -> None:
    assert len(scores(np.empty(0))) == 0


@pytest.mark.parametrize("purchases", [1, 2])
def test_every_combination_of_scores_has_a_group(purchases: int) -> None:
    cube = np.array(list(itertools.product(range(1, 6), repeat=3)), np.int8)
    found = group_of(*cube.T, np.full(len(cube), purchases))
    assert set(found.tolist()) <= set(range(len(RFM_GROUPS)))
    assert (RFM_GROUPS[found[-1]] == "champions") == (purchases > 1)
    assert RFM_GROUPS[found[0]] == "lost"
    assert len(set(found.tolist())) == (9 if purchases > 1 else 8)


def test_two_receipts_of_one_day_are_one_purchase_and_a_return_lowers_the_money(store: Store) -> None:
    variant = a_product(store, stock=None)[0]
    who, other = a_customer(store), a_customer(store)
    a_sale(store, variant, customer_id=who, at=AT, price=1000)
    _, line = a_sale(store, variant, customer_id=who, at=AT + timedelta(hours=1), price=500)
    a_sale(store, variant, customer_id=who, at=AT + timedelta(days=3), price=500, quantity=-1, returns_line_id=line)
    a_sale(store, variant, customer_id=other, at=AT + timedelta(days=9), price=800)
    a_sale(store, variant, at=AT, price=9000)
    with store.read() as session:
        history = load_history(session, AT + timedelta(days=10))
        past = load_history(session, AT + timedelta(days=2))
    rfm = rfm_of(history)
    assert rfm.customer_ids.tolist() == [who, other]
    assert rfm.purchases.tolist() == [1, 1]
    assert rfm.spend_minor.tolist() == [1000, 800]
    assert rfm.days_since(history.until).tolist() == pytest.approx([10 - 1 / 24, 1])
    assert rfm_of(past).spend_minor.tolist() == [1500]
