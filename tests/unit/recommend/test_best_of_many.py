"""Short ways through very many numbers give exactly what the long ways give."""

import numpy as np
import pytest

from shopassistant.recommend.history import Events, History, summarise
from shopassistant.recommend.models import als, neighbours, peers
from shopassistant.recommend.models.base import best_free, top
from shopassistant.recommend.models.sparse import distinct
from shopassistant.recommend.models.tally import most_met
from tests.unit.recommend.shop import arrays, two_circles
from tests.unit.recommend.test_models import training


@pytest.mark.parametrize("shape", ["spread", "tied", "few positive", "a few very high"])
def test_the_best_of_very_many_are_those_of_a_full_sort(shape: str) -> None:
    rng = np.random.default_rng(5)
    scores = rng.standard_normal(20_000).astype(np.float32)
    if shape == "tied":
        scores = np.round(scores)
    if shape == "few positive":
        scores = np.where(rng.random(20_000) < 0.002, scores, np.float32(-1))
    if shape == "a few very high":
        scores[::500] += 100
    products = np.arange(20_000, dtype=np.int32)
    for excluded in (None, rng.random(20_000) < 0.001, rng.random(20_000) < 0.9, scores > 1):
        for count in (0, 1, 80, 400, 19_000, 30_000):
            wanted = top(np.maximum(scores, 0), count, excluded)
            found = best_free(products, scores, count, excluded)
            assert np.array_equal(found.products, wanted.products)
            assert np.array_equal(found.scores, wanted.scores)


@pytest.mark.parametrize(("size", "met"), [(400_000, 20_000), (400_000, 300), (900, 20_000), (70_000, 0)])
@pytest.mark.parametrize("shape", ["spread", "all the same", "a few are met often"])
def test_the_numbers_met_most_are_those_of_a_whole_count(size: int, met: int, shape: str) -> None:
    rng = np.random.default_rng(7)
    numbers, weights = rng.integers(0, size, met).astype(np.int32), rng.random(met).astype(np.float32)
    if shape == "all the same":
        weights[:] = 0.5
    if shape == "a few are met often":
        numbers[::20] = rng.integers(0, 60, len(numbers[::20])) << 15  # these share their last bits
    sums = np.bincount(numbers, weights, size)
    found, alike = most_met(numbers, weights, 150)
    assert np.array_equal(found, np.unique(found))
    assert alike == pytest.approx(sums[found], rel=1e-6)
    wanted = np.sort(sums[sums > 0])[::-1][:150]
    assert np.sort(alike)[::-1][: len(wanted)] == pytest.approx(wanted, rel=1e-6)


def test_distinct_numbers() -> None:
    assert distinct(np.array([5, 1, 5, 3, 1], np.int32)).tolist() == [1, 3, 5]
    assert not len(distinct(np.empty(0, np.int32)))


def test_in_a_shop_of_many_customers_the_same_peers_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    given = training(arrays(*two_circles()))
    model = peers.Peers.fit(given, peers.PeersConfig(neighbours=5))

    def said(customer: History) -> tuple[list[int], list[float]]:
        customer.scratch.clear()
        found = model.say(customer)
        return found.products.tolist(), found.scores.tolist()

    customers = [*given.histories(), summarise(Events.none(), given.time, given.today)]
    whole = [said(customer) for customer in customers]
    monkeypatch.setattr(peers, "_FEW", 0)
    assert [said(customer) for customer in customers] == whole


def test_what_several_models_add_up_is_the_same_summed_at_once() -> None:
    rng = np.random.default_rng(7)
    gains = [
        (rng.integers(-1, 400, 3_000).astype(np.int32), rng.standard_normal(3_000).astype(np.float32)) for _ in range(4)
    ]
    gains.append((np.empty(0, np.int32), np.empty(0, np.float32)))
    alone = [neighbours.gathered(products, weights, 400) for products, weights in gains]
    known = np.array([3, 399], np.int32)
    products, sums = neighbours.sums_each(gains, 400, known)
    assert set(known.tolist()) <= set(products.tolist())
    for one, row in zip(alone, sums, strict=True):
        assert np.array_equal(one.products, products[row > 0])
        assert np.array_equal(one.scores, row[row > 0])


def test_in_a_large_catalogue_tastes_find_the_same_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    given = training(arrays(*two_circles()))
    model = als.Tastes.fit(given, als.TastesConfig(tastes=8))
    customers = [*given.histories(), summarise(Events.none(), given.time, given.today)]
    excluded = np.arange(model.size) % 3 == 0
    whole = [model.candidates(customer, 3, excluded) for customer in customers]
    best = [model.best(customer) for customer in customers]
    monkeypatch.setattr(als, "_PART", 4)
    parted = als.Tastes.restore(model.config, model.arrays())
    for customer, wanted, most in zip(customers, whole, best, strict=True):
        customer.scratch.clear()
        found = parted.candidates(customer, 3, excluded)
        assert np.array_equal(found.products, wanted.products)
        assert found.scores == pytest.approx(wanted.scores, rel=1e-5)
        assert parted.best(customer) == pytest.approx(most, rel=1e-5)
        assert parted.score_of(customer, found.products) == pytest.approx(found.scores, rel=1e-5)
