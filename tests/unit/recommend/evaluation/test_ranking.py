"""Measures of ranked lists: values worked out by hand, another library's, and what must hold for any list."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopassistant.recommend.evaluation.ranking import RANKING, hits_of, per_customer


def measures(hits: list[list[int]], relevant: list[int]) -> dict[str, list[float]]:
    found = per_customer(np.array(hits, bool), np.array(relevant, np.int64))
    return {name: values.tolist() for name, values in found.items()}


def test_values_worked_out_by_hand() -> None:
    # Shown: a miss, a hit, a miss, a hit. Bought: three products.
    found = measures([[0, 1, 0, 1]], [3])
    dcg = 1 / math.log2(3) + 1 / math.log2(5)
    best = 1 + 1 / math.log2(3) + 1 / math.log2(4)
    assert found == {
        "found": [2],
        "precision": [0.5],
        "recall": [pytest.approx(2 / 3)],
        "f1": [pytest.approx(2 * 0.5 * (2 / 3) / (0.5 + 2 / 3))],
        "ndcg": [pytest.approx(dcg / best)],
        "map": [pytest.approx((1 / 2 + 2 / 4) / 3)],
        "hit": [1],
        "mrr": [0.5],
    }


def test_more_bought_than_places_can_still_be_perfect_in_order() -> None:
    found = measures([[1, 1]], [7])
    assert found["ndcg"] == found["map"] == found["precision"] == [1]
    assert found["recall"] == [pytest.approx(2 / 7)]


def test_who_bought_nothing_counts_for_nothing() -> None:
    found = measures([[0, 0], [0, 1]], [0, 1])
    for name in RANKING:
        assert math.isnan(found[name][0])
        assert not math.isnan(found[name][1])


def test_hits_are_those_of_the_own_customer_and_ended_lists_have_none() -> None:
    lists = np.array([[2, 0, -1], [2, 1, 0], [-1, -1, -1]], np.int32)
    customers = np.array([0, 4, 1], np.int64)
    bought = np.array([0 * 5 + 2, 0 * 5 + 4, 4 * 5 + 0], np.int64)
    assert hits_of(lists, customers, bought, 5).tolist() == [
        [True, False, False],
        [False, False, True],
        [False, False, False],
    ]
    assert not hits_of(lists, customers, np.empty(0, np.int64), 5).any()


def test_ndcg_is_that_of_scikit_learn() -> None:
    from sklearn.metrics import ndcg_score

    rng = np.random.default_rng(5)
    customers, products, k = 40, 30, 8
    truth = rng.random((customers, products)) < 0.2
    truth[:, 0] |= ~truth.any(axis=1)
    scores = rng.permuted(np.tile(np.arange(products, dtype=float), (customers, 1)), axis=1)
    order = np.argsort(-scores, axis=1)[:, :k]
    found = per_customer(np.take_along_axis(truth, order, axis=1), truth.sum(axis=1))
    assert found["ndcg"].mean() == pytest.approx(ndcg_score(truth, scores, k=k))


def test_average_precision_is_that_of_scikit_learn_where_the_list_is_whole() -> None:
    from sklearn.metrics import average_precision_score

    rng = np.random.default_rng(6)
    truth = rng.random((30, 12)) < 0.3
    truth[:, 3] = True
    scores = rng.permuted(np.tile(np.arange(12.0), (30, 1)), axis=1)
    hits = np.take_along_axis(truth, np.argsort(-scores, axis=1), axis=1)
    theirs = [average_precision_score(row, score) for row, score in zip(truth, scores, strict=True)]
    assert per_customer(hits, truth.sum(axis=1))["map"] == pytest.approx(theirs)


LISTS = st.integers(1, 12).flatmap(
    lambda k: st.tuples(st.lists(st.booleans(), min_size=k, max_size=k), st.integers(0, 20))
)


@given(LISTS)
def test_bounds(case: tuple[list[bool], int]) -> None:
    hits, more = case
    relevant = max(sum(hits) + more, 1)
    found = measures([[int(hit) for hit in hits]], [relevant])
    for name in set(RANKING) - {"found"}:
        assert 0 <= found[name][0] <= 1 + 1e-12
    assert found["found"][0] == sum(hits)
    assert found["hit"][0] >= found["mrr"][0] >= 0
    assert min(found["precision"][0], found["recall"][0]) <= found["f1"][0] + 1e-12
    assert found["f1"][0] <= max(found["precision"][0], found["recall"][0]) + 1e-12


@given(LISTS, st.data())
def test_a_hit_that_moves_up_never_makes_it_worse(case: tuple[list[bool], int], data: st.DataObject) -> None:
    hits, more = case
    at = data.draw(st.integers(0, len(hits) - 1))
    to = data.draw(st.integers(0, at))
    moved = list(hits)
    moved[at], moved[to] = moved[to], moved[at]
    if hits[to] and not hits[at]:
        hits, moved = moved, hits
    relevant = max(sum(hits) + more, 1)
    before, after = (measures([[int(hit) for hit in row]], [relevant]) for row in (hits, moved))
    for name in RANKING:
        assert after[name][0] >= before[name][0] - 1e-12
    for name in ("precision", "recall", "f1", "hit", "found"):
        assert after[name] == before[name], "these do not see the order"


@given(st.lists(st.tuples(st.lists(st.booleans(), min_size=5, max_size=5), st.integers(5, 9)), min_size=1, max_size=9))
def test_customers_do_not_touch_each_other(cases: list[tuple[list[bool], int]]) -> None:
    hits, relevant = np.array([case[0] for case in cases]), np.array([case[1] for case in cases])
    turn = np.random.default_rng(0).permutation(len(cases))
    whole, turned = per_customer(hits, relevant), per_customer(hits[turn], relevant[turn])
    for name in RANKING:
        assert whole[name][turn].tolist() == turned[name].tolist()
