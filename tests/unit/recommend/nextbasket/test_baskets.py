"""Baskets in order, and what is counted of them."""

import numpy as np
import pytest

from shopassistant.recommend.nextbasket import habits as own
from shopassistant.recommend.nextbasket.baskets import Baskets
from shopassistant.recommend.nextbasket.facts import CUSTOMER_COLUMNS, ItemFacts, customer_table
from shopassistant.recommend.nextbasket.habits import Habits
from tests.unit.recommend.shop import Buy, Ware, arrays

TEA, CUP, POT, JAM = range(4)
# Three customers: one with three baskets, one with none yet, one with two.
SHOP = Baskets.of([[[TEA, CUP], [TEA], [POT, TEA, TEA]], [], [[JAM], [JAM, CUP]]], 4)


def as_lists(baskets: Baskets) -> list[list[list[int]]]:
    """Customers of baskets of items."""
    split = np.split(baskets.items, baskets.basket_start[1:-1])
    return [
        [split[b].tolist() for b in range(start, stop)]
        for start, stop in zip(baskets.customer_start[:-1], baskets.customer_start[1:], strict=True)
    ]


def test_an_item_counts_once_in_a_basket_and_baskets_keep_their_order() -> None:
    assert as_lists(SHOP) == [[[TEA, CUP], [TEA], [TEA, POT]], [], [[JAM], [CUP, JAM]]]
    assert SHOP.visits.tolist() == [3, 0, 2]
    assert SHOP.age.tolist() == [2, 1, 0, 1, 0]


def test_some_customers_are_taken_in_the_order_asked_for() -> None:
    assert as_lists(SHOP.take(np.array([2, 1, 0, 2]))) == [as_lists(SHOP)[row] for row in (2, 1, 0, 2)]
    assert as_lists(SHOP.take(np.empty(0, np.int64))) == []


def test_the_newest_basket_is_one_row_per_customer_empty_for_who_has_none() -> None:
    assert SHOP.newest().toarray().tolist() == [[1, 0, 1, 0], [0, 0, 0, 0], [0, 1, 0, 1]]


def test_an_item_outside_the_catalogue_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        Baskets.of([[[4]]], 4)
    with pytest.raises(ValueError, match="outside"):
        Baskets.of([[[-1]]], 4)


def test_what_a_known_customer_bought_on_a_day_is_one_basket() -> None:
    wares = [Ware(name) for name in ("Tea", "Cup", "Pot")]
    buys = [Buy(2, 5, (3,)), Buy(1, 3, (1,)), Buy(1, 3, (2,)), Buy(0, 4, (1, 2)), Buy(1, 9, (1, 3))]
    assert as_lists(Baskets.of_purchases(arrays(wares, buys))) == [[[0, 1], [0, 2]], [[2]]]
    assert Baskets.of_purchases(arrays(wares, [])).count == 0


def test_habits_say_how_often_how_lately_and_whether_it_is_due() -> None:
    habits = Habits.of(SHOP)
    pairs = [(0, TEA), (0, CUP), (0, JAM), (1, TEA), (2, JAM)]
    customer = np.array([c for c, _ in pairs])
    columns = dict(zip(own.COLUMNS, habits.columns(customer, np.array([c * 4 + i for c, i in pairs])), strict=True))
    assert columns["own_times"].tolist() == [3, 1, 0, 0, 2]
    assert columns["own_age"].tolist() == [0, 2, 99, 99, 0]
    assert columns["own_share"].tolist() == pytest.approx([1, 1 / 3, 0, 0, 1])
    assert columns["own_gap"].tolist() == [1, 99, 99, 99, 1]
    assert columns["own_due"].tolist() == [1, -1, -1, -1, 1]
    assert columns["own_decayed_1"].tolist() == pytest.approx([1.75, 0.25, 0, 0, 1.5])


def test_facts_tell_what_comes_from_what_goes() -> None:
    habits = Habits.of(SHOP)
    facts = ItemFacts.of(SHOP, habits)
    assert np.exp(facts.popular).tolist() == pytest.approx([4, 3, 2, 3])
    assert facts.trend[POT] > facts.trend[TEA], "the pot was only ever in a newest basket"
    assert facts.oldest[TEA] > facts.oldest[POT]
    assert facts.kept[TEA] > facts.kept[CUP], "tea was in the basket after tea"
    assert facts.rarity[POT] > facts.rarity[CUP]
    people = dict(zip(CUSTOMER_COLUMNS, customer_table(SHOP, habits, facts).T.tolist(), strict=True))
    assert people["customer_visits"] == [3, 0, 2]
    assert people["customer_size"] == pytest.approx([5 / 3, 0, 1.5])
    assert people["customer_variety"] == pytest.approx([3 / 5, 0, 2 / 3])


def test_a_shop_where_nobody_bought_anything_has_facts_too() -> None:
    empty = Baskets.of([[], []], 3)
    facts = ItemFacts.of(empty, Habits.of(empty))
    assert np.isfinite(facts.trend).all()
    assert np.isfinite(customer_table(empty, Habits.of(empty), facts)).all()
