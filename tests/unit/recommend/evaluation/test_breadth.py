"""Coverage, inequality, novelty and diversity of lists."""

import math
from itertools import combinations

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays as number_arrays

from shopassistant.recommend.evaluation.breadth import (
    content_traits,
    coverage,
    diversity,
    exposure_of,
    gini,
    kind_traits,
    novelty,
)
from tests.unit.recommend.shop import Ware, arrays

LISTS = np.array([[0, 1, 2], [0, 1, -1], [3, -1, -1], [-1, -1, -1]], np.int32)
WARES = [
    Ware("Green tea", category="Tea / Green", brand="Leaf"),
    Ware("Black tea", category="Tea / Black", brand="Leaf"),
    Ware("Green tea large", category="Tea / Green", brand="Leaf"),
    Ware("Boots", category="Shoes / Boots"),
    Ware("Postcard"),
]


def test_novelty_is_the_mean_self_information() -> None:
    found = novelty(LISTS, np.array([7, 3, 1, 0, 0]), 7)
    bits = [0, 1, 2, 3]  # (7+1)/8, (3+1)/8, (1+1)/8, (0+1)/8
    assert found[:3] == pytest.approx([sum(bits[:3]) / 3, 0.5, bits[3]])
    assert math.isnan(found[3])


def test_products_of_one_kind_are_alike_and_of_one_top_kind_by_half() -> None:
    traits = kind_traits(arrays(WARES, []).products)
    found = diversity(LISTS, traits)
    # Pairs of the first list: green and black 0.5, green and green 0, black and green 0.5.
    assert found[:2] == pytest.approx([1 / 3, 0.5])
    assert np.isnan(found[2:]).all(), "one product is no pair"
    assert kind_traits(arrays([Ware("x")], []).products) is None
    unknown = diversity(np.array([[3, 4], [4, 0]], np.int32), traits)
    assert unknown == pytest.approx([1, 1]), "of the postcard nothing is known"


def test_content_sees_words_and_brands() -> None:
    traits = content_traits(arrays(WARES, []).products)
    lengths = np.asarray(traits.multiply(traits).sum(axis=1)).ravel()
    assert lengths == pytest.approx(1)
    same, other = diversity(np.array([[0, 2], [0, 3]], np.int32), traits)
    assert 0 <= same < other <= 1


@given(number_arrays(np.int32, (6, 4), elements=st.integers(0, 8)))
def test_diversity_is_that_of_all_pairs(lists: np.ndarray) -> None:
    dense = np.random.default_rng(1).random((9, 5))
    dense /= np.linalg.norm(dense, axis=1, keepdims=True)
    expected = [np.mean([1 - dense[a] @ dense[b] for a, b in combinations(row, 2)]) for row in lists]
    assert diversity(lists, sp.csr_matrix(dense)) == pytest.approx(np.clip(expected, 0, 1), abs=1e-9)


def test_coverage_and_exposure() -> None:
    exposure = exposure_of(LISTS, 5)
    assert exposure.tolist() == [2, 2, 1, 1, 0]
    assert coverage(exposure, 5) == 0.8
    assert coverage(np.zeros(0), 0) == 0


def test_inequality_worked_out_by_hand() -> None:
    assert gini(np.array([3.0, 3, 3]), 3) == pytest.approx(0)
    assert gini(np.array([0.0, 0, 0, 8]), 4) == pytest.approx(0.75)
    # |x_i - x_j| over all ordered pairs / (2 n^2 mean)
    values = np.array([1.0, 2, 0, 5])
    expected = np.abs(values[:, None] - values).sum() / (2 * 16 * values.mean())
    assert gini(values, 4) == pytest.approx(expected)
    assert gini(np.zeros(3), 3) == 0


@given(st.lists(st.integers(0, 30), min_size=1, max_size=20))
def test_inequality_bounds_order_and_scale(counts: list[int]) -> None:
    values = np.array(counts, float)
    found = gini(values, len(values))
    assert -1e-12 <= found < 1
    assert gini(values[::-1], len(values)) == pytest.approx(found)
    assert gini(values * 3, len(values)) == pytest.approx(found)
