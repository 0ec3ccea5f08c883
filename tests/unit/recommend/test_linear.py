"""The linear model: what it adds to looking at two products at a time, and its two ways to the same weights."""

from dataclasses import replace

import numpy as np

from shopassistant.core.progress import NoProgress
from shopassistant.recommend.history import Events, summarise
from shopassistant.recommend.models.base import Training
from shopassistant.recommend.models.linear import Linear, LinearConfig
from shopassistant.recommend.models.neighbours import Neighbours
from shopassistant.recommend.shoptime import ShopTime
from tests.unit.recommend.shop import Buy, Ware, arrays, two_circles


def training(wares: list[Ware], buys: list[Buy]) -> Training:
    purchases = arrays(wares, buys)
    today = int(purchases.day.max(initial=0)) + 1
    return Training(purchases, ShopTime.from_days(purchases.day), today, NoProgress())


def test_small_systems_of_all_products_give_the_weights_of_the_whole_matrix() -> None:
    given = training(*two_circles())
    whole = Linear.fit(given, LinearConfig())
    local = Linear.fit(given, LinearConfig(whole=0))
    for customer in given.histories():
        assert np.allclose(whole.score(customer), local.score(customer), atol=1e-4)


def test_small_systems_of_a_few_products_still_tell_the_circles_apart() -> None:
    given = training(*two_circles())
    model = Linear.fit(given, LinearConfig(whole=0, near=4, linked=8))
    for customer in given.histories():
        scores = model.score(customer)
        own = slice(0, 10) if customer.row % 2 else slice(10, 20)
        assert scores[own].sum() > 10 * (scores[:20].sum() - scores[own].sum())


def test_a_product_that_only_comes_along_does_not_speak_for_the_third() -> None:
    """Buyers of tea take cups and pots. Cup and pot meet only through tea, so that a cup alone says little of a pot."""
    wares = [Ware(name) for name in ("Tea", "Cup", "Pot", "Coat")]
    rng = np.random.default_rng(3)
    buys = []
    for customer in range(1, 301):
        if customer % 2:
            extra = [variant for variant in (2, 3) if rng.random() < 0.5]
            buys.append(Buy(customer, customer % 7, (1, *extra)))
        else:
            buys.append(Buy(customer, customer % 7, (4,)))
    given = training(wares, buys)
    model = Linear.fit(given, LinearConfig(damping=0.0))
    cup = np.array([1], np.int32)
    one = np.ones(1, np.float32)
    bought = Events(cup, cup, np.array([given.today], np.int32), one, one)
    buyer = summarise(bought, given.time, given.today)
    scores = model.score(buyer)
    assert scores[0] > 3 * scores[2]


def test_customers_are_drawn_where_there_are_too_many_to_learn_from() -> None:
    given = training(*two_circles(customers=80))
    config = replace(LinearConfig(), customers=30)
    model = Linear.fit(given, config)
    assert model.table.buyers.max() <= 30
    assert np.array_equal(model.table.similarity, Linear.fit(given, config).table.similarity)


def test_a_reason_counts_no_customers_where_none_bought_both() -> None:
    given = training([Ware(name) for name in ("Tea", "Cup", "Pot")], [Buy(1, 0, (1,)), Buy(2, 3, (2, 3))])
    index, weight = np.array([[1, 2]] * 3, np.int32), np.array([[0.5, 0.4]] * 3, np.float32)
    table = Neighbours(index, weight, np.array([[7, 0]] * 3, np.int32), np.full(3, 9, np.int32))
    customer, model = given.histories()[0], Linear(LinearConfig(), table)
    counted, pointed = model.evidence(customer, 1), model.evidence(customer, 2)
    assert counted is not None
    assert pointed is not None
    assert (counted.code, counted.values["count"]) == ("recommend.reason.bought_together", 7)
    assert (pointed.code, pointed.product) == ("recommend.reason.points_to", 0)


def test_of_a_large_catalogue_the_most_bought_are_learned() -> None:
    given = training(*two_circles())
    model = Linear.fit(given, LinearConfig(products=6))
    buyers = np.bincount(given.newest.product, minlength=given.newest.size)
    speaking = np.flatnonzero((model.table.index >= 0).any(axis=1))
    assert len(speaking) == 6
    assert buyers[speaking].min() >= np.delete(buyers, speaking).max()
    assert np.isin(model.table.index[speaking], [-1, *speaking]).all()
