"""The blend: learned where the past suffices, stated defaults where not, and the regression behind it."""

import numpy as np
import pytest

from shopassistant.core.progress import NoProgress
from shopassistant.recommend.blend import BlendConfig, ask, explain
from shopassistant.recommend.index import Index, build_index
from shopassistant.recommend.models.base import best_of
from shopassistant.recommend.regression import learn
from shopassistant.recommend.tuning import bought_after, cut_day, learn_blend
from tests.unit.recommend.shop import arrays, two_circles


@pytest.fixture(scope="module")
def index() -> Index:
    purchases = arrays(*two_circles(customers=200))
    return build_index(purchases, int(purchases.day.max()) + 1)


def test_regression_finds_the_weights_behind_the_data() -> None:
    rng = np.random.default_rng(0)
    table = rng.normal(size=(3, 20_000)).astype(np.float32)
    truth = np.array([1.5, -0.7, 0.0])
    chance = 1 / (1 + np.exp(-(truth @ table - 2)))
    part = learn(table, rng.random(20_000) < chance, ("a", "b", "c"), np.ones((3, 1), np.float32), 1.0)
    assert np.allclose(part.weights, truth, atol=0.08)
    assert part.constant == pytest.approx(-2, abs=0.08)


def test_regression_stays_finite_where_columns_say_the_same_and_separate() -> None:
    rng = np.random.default_rng(1)
    base = rng.normal(size=(1, 3000)) * 40
    table = np.concatenate([base, base + 1e-4 * rng.normal(size=base.shape), np.full(base.shape, 3.0)])
    part = learn(table.astype(np.float32), base[0] > 60, ("a", "b", "constant"), np.zeros((3, 1), np.float32), 1.0)
    assert np.isfinite(part.weights).all()
    assert np.abs(part.weights).max() < 10
    assert part.weights[2] == 0
    margin = part.weights @ table.astype(np.float32) + part.constant
    assert (margin[base[0] > 70] > 0).mean() > 0.95
    assert (margin[base[0] < 40] < 0).all()


def test_a_long_past_is_learned_from(index: Index) -> None:
    assert index.blend.learned
    assert index.metrics["customers"] >= 40
    assert index.metrics["learner"] in index.metrics["tried"]
    assert 0 < index.metrics["ndcg"] <= 1


def test_a_short_past_leaves_the_stated_weights() -> None:
    purchases = arrays(*two_circles(customers=10))
    blend, metrics = learn_blend(purchases, BlendConfig(), NoProgress())
    assert not blend.learned
    assert metrics == {}


def test_chances_are_chances_and_mean_what_they_say(index: Index) -> None:
    """The mean chance given to the hold-out's repeat candidates is near the share of them that was bought."""
    purchases = arrays(*two_circles(customers=200))
    config = BlendConfig()
    cut = cut_day(purchases, config)
    past = purchases.before(cut)
    earlier = build_index(past, cut)
    truth = bought_after(purchases, cut, config)
    chances, bought = [], []
    for row, products in truth.items():
        customer = earlier.history(earlier.base.events_of(row), cut, row)
        said = earlier.blend.say(earlier.sources, customer)
        assert ((said.scores >= 0) & (said.scores <= 1)).all()
        own = np.isin(said.products, customer.products)
        chances.append(said.scores[own])
        bought.append(np.isin(said.products[own], products))
    assert np.concatenate(chances).mean() == pytest.approx(np.concatenate(bought).mean(), rel=0.5)


def test_the_hold_out_sees_nothing_after_the_cut() -> None:
    purchases = arrays(*two_circles(customers=100))
    cut = cut_day(purchases, BlendConfig())
    assert purchases.before(cut).day.max() < cut
    truth = bought_after(purchases, cut, BlendConfig())
    again = bought_after(purchases, cut, BlendConfig())
    assert {row: tuple(bought) for row, bought in truth.items()} == {row: tuple(b) for row, b in again.items()}
    for row, bought in truth.items():
        later = (purchases.customer == row) & (purchases.day >= cut)
        assert set(bought.tolist()) <= set(purchases.product[later].tolist())


def test_the_blend_ranks_better_than_its_parts_on_the_same_past(index: Index) -> None:
    """A check of sense, not of quality: known favourites of the own circle come first."""
    for row in range(0, 40):
        customer = index.history(index.base.events_of(row), index.base.time.last_day + 1, row)
        said = index.blend.say(index.sources, customer)
        best = best_of(said.products, said.scores, 3).products
        assert np.isin(best, customer.products).any()


def test_personal_reasons_come_before_general_ones(index: Index) -> None:
    codes = set()
    for row in range(0, 40):
        customer = index.history(index.base.events_of(row), index.base.time.last_day + 1, row)
        asked = ask(index.sources, customer, index.blend.config)
        fresh = asked.products[~asked.own]
        codes |= {piece.code for piece in explain(index.blend, index.sources, customer, asked, fresh) if piece}
    assert any(code.startswith(("recommend.reason.bought_together", "recommend.reason.same")) for code in codes)
