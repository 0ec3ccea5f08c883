"""Hidden tastes: a customer is solved for at the answer, and a reason names what the score would fall without."""

from dataclasses import replace

import numpy as np

from shopassistant.core.progress import NoProgress
from shopassistant.recommend.history import Events, History, summarise
from shopassistant.recommend.models.als import Tastes, TastesConfig, factorise
from shopassistant.recommend.models.base import Training
from shopassistant.recommend.shoptime import ShopTime
from tests.unit.recommend.shop import arrays, two_circles


def training(customers: int = 60) -> Training:
    purchases = arrays(*two_circles(customers))
    today = int(purchases.day.max()) + 1
    return Training(purchases, ShopTime.from_days(purchases.day), today, NoProgress())


def history_of(given: Training, *products: int) -> History:
    bought, one = np.array(products, np.int32), np.ones(len(products), np.float32)
    events = Events(bought, bought, np.full(len(products), given.today, np.int32), one, one)
    return summarise(events, given.time, given.today)


def test_somebody_the_fit_never_saw_is_advised_from_one_purchase() -> None:
    given = training()
    model = Tastes.fit(given, TastesConfig(tastes=2))
    for product in range(20):
        best = model.candidates(history_of(given, product), 5).products
        assert ((best < 10) == (product < 10)).all()


def test_the_steps_lead_to_the_least_squares() -> None:
    """Once nothing moves any more, each product's point solves its own ridge regression on the customers' points."""
    given = training()
    config = TastesConfig(tastes=4, rounds=60, steps=8)
    matrix = given.newest.matrix(config.half_life)[:, :20].astype(np.float64)
    points = factorise(matrix.astype(np.float32), config, given).astype(np.float64)
    weights = matrix.toarray() * config.confidence

    def solved(others: np.ndarray, weight: np.ndarray) -> np.ndarray:
        known = weight > 0
        rows = []
        for row, mine in zip(weight, known, strict=True):
            system = others.T @ (others * (1 + row)[:, None]) + config.ridge * max(mine.sum(), 1) * np.eye(4)
            rows.append(np.linalg.solve(system, others.T @ ((1 + row) * mine)))
        return np.array(rows)

    customers = solved(points, weights)
    assert np.allclose(solved(customers, weights.T), points, atol=2e-3)


def test_the_named_purchase_is_the_one_the_score_falls_most_without() -> None:
    given = training()
    model = Tastes.fit(given, TastesConfig(tastes=8))
    customer = history_of(given, 0, 2, 5, 13)
    for product in (1, 3, 4, 6, 12):
        evidence = model.evidence(customer, product)
        assert evidence is not None
        falls = {
            source: model.score(customer)[product]
            - model.score(history_of(given, *({0, 2, 5, 13} - {source})))[product]
            for source in (0, 2, 5, 13)
        }
        assert evidence.product == max(falls, key=lambda source: falls[source])
        assert 0 < evidence.weight <= 1


def test_only_the_most_bought_products_have_a_point() -> None:
    given = training()
    model = Tastes.fit(given, replace(TastesConfig(tastes=8), products=5))
    buyers = np.bincount(given.newest.product, minlength=model.size)
    assert len(model.sold) == 5
    assert buyers[model.sold].min() >= np.delete(buyers, model.sold).max()
    assert model.score(history_of(given, int(model.sold[0])))[np.flatnonzero(model.place < 0)].max() == 0
    assert not model.score(history_of(given, int(np.flatnonzero(model.place < 0)[0]))).any()


def test_customers_are_drawn_where_there_are_too_many_to_learn_from() -> None:
    given = training(80)
    config = replace(TastesConfig(tastes=8), customers=20)
    assert np.array_equal(Tastes.fit(given, config).points, Tastes.fit(given, config).points)
    assert not np.allclose(Tastes.fit(given, config).gram, Tastes.fit(given, TastesConfig(tastes=8)).gram)
