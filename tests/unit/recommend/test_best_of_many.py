"""Short ways through very many numbers give exactly what the long ways give."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from shopassistant.recommend.history import Events, History, summarise
from shopassistant.recommend.models import als, neighbours, peers
from shopassistant.recommend.models.base import best_free, top
from shopassistant.recommend.models.sparse import distinct
from shopassistant.recommend.models.tally import Tally
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


def test_sums_by_number_are_those_of_a_whole_count_in_every_thread() -> None:
    tally = Tally(50_000)

    def agrees(seed: int) -> bool:
        rng = np.random.default_rng(seed)
        at, weights = rng.integers(0, 50_000, 3_000).astype(np.int32), rng.random(3_000).astype(np.float32)
        return np.array_equal(tally.sums(at, weights), np.bincount(at, weights, 50_000)[at])

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(agrees, range(40)))


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


def test_what_several_models_add_up_is_the_same_summed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(7)
    gains = [
        (rng.integers(-1, 400, 3_000).astype(np.int32), rng.standard_normal(3_000).astype(np.float32)) for _ in range(4)
    ]
    gains.append((np.empty(0, np.int32), np.empty(0, np.float32)))
    alone = [neighbours.gathered(products, weights, 400) for products, weights in gains]
    monkeypatch.setattr(neighbours, "_SHORT", 0)
    for one, other in zip(alone, neighbours.gathered_each(gains, 400), strict=True):
        assert np.array_equal(one.products, other.products)
        assert np.array_equal(one.scores, other.scores)


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
