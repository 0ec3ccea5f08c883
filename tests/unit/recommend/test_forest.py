"""The trees: they learn what no sum of logarithms can, survive the disk as text, and damaged ones are refused."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from shopassistant.core.errors import EnvironmentProblem, UserError
from shopassistant.core.progress import NoProgress
from shopassistant.recommend import tuning
from shopassistant.recommend.blend import BlendConfig, ask, explain
from shopassistant.recommend.columns import Sources
from shopassistant.recommend.forest import Forest, ForestConfig, grow
from shopassistant.recommend.index import Index, build_index
from shopassistant.recommend.lessons import Lesson
from shopassistant.recommend.models.base import Scored, best_of
from shopassistant.recommend.packing import pack, unpack
from shopassistant.recommend.purchases import Purchases
from shopassistant.recommend.tuning import learn_blend
from tests.unit.recommend.shop import arrays, two_circles

SMALL = ForestConfig(trees=40, leaves=8, least_rows=20, rate=0.2)


@pytest.fixture(scope="module")
def purchases() -> Purchases:
    return arrays(*two_circles(customers=300, days=700))


@pytest.fixture(scope="module")
def index(purchases: Purchases) -> Index:
    """A shop whose blend is made of trees."""
    today = int(purchases.day.max()) + 1
    return build_index(purchases, today, BlendConfig(least_for_trees=200, shortlist=5))


def _either_or(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Bought where the lower of two columns is positive."""
    rng = np.random.default_rng(seed)
    table = rng.normal(size=(4000, 3)).astype(np.float32)
    return table, np.minimum(table[:, 0], table[:, 1]) > 0


def test_trees_learn_what_depends_on_two_columns_at_once() -> None:
    forest = grow(*_either_or(0), ("a", "b", "noise"), SMALL)
    table, bought = _either_or(1)
    assert ((forest.margin(table.T) > 0) == bought).mean() > 0.95


def test_the_same_lessons_grow_the_same_trees() -> None:
    names = ("a", "b", "noise")
    assert grow(*_either_or(0), names, SMALL).text == grow(*_either_or(0), names, SMALL).text


def test_nothing_to_learn_from_is_refused() -> None:
    table, _ = _either_or(0)
    with pytest.raises(UserError, match=r"recommend\.config"):
        grow(table, np.zeros(len(table), bool), ("a", "b", "noise"), SMALL)


@pytest.mark.parametrize("text", ["", "tree\nversion=v4\n", "rm -rf /"])
def test_text_that_is_no_forest_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="trees"):
        Forest(("a",), text).margin(np.zeros((1, 2), np.float32))


def test_trees_over_other_columns_are_refused() -> None:
    forest = grow(*_either_or(0), ("a", "b", "noise"), SMALL)
    with pytest.raises(ValueError, match="3 columns"):
        Forest(("a", "b"), forest.text).margin(np.zeros((2, 2), np.float32))


def test_an_index_with_trees_answers_the_same_after_a_trip_to_the_disk(index: Index) -> None:
    assert isinstance(index.blend.again, Forest)
    description, stored, texts = pack(index)
    again = unpack(description, {name: np.array(values) for name, values in stored.items()}, dict(texts))
    for row in range(20):
        customer = index.history(index.base.events_of(row), index.base.fitted_day, row)
        one, other = index.blend.say(index.sources, customer), again.blend.say(again.sources, customer)
        assert np.array_equal(one.products, other.products)
        assert np.array_equal(one.scores, other.scores)


def test_an_index_whose_trees_are_gone_is_refused(index: Index) -> None:
    description, stored, texts = pack(index)
    with pytest.raises(EnvironmentProblem, match=r"recommend\.index_format"):
        unpack(description, stored, {})
    broken = {name: text[: len(text) // 3] for name, text in texts.items()}
    with pytest.raises(EnvironmentProblem, match=r"recommend\.index_format"):
        unpack(description, stored, broken)


def test_what_is_not_on_the_shortlist_comes_behind_it(index: Index) -> None:
    """The trees rank the five that the regression thinks best; the others follow in the order of the regression."""
    blend, behind = index.blend, 0
    for row in range(40):
        customer = index.history(index.base.events_of(row), index.base.fitted_day, row)
        asked = ask(index.sources, customer, blend.config)
        margin = blend.rank(asked)
        for light, mine in zip(blend.light, (asked.own, ~asked.own), strict=True):
            rough = light.margin(asked.table[:, mine])
            order = np.argsort(-rough, kind="stable")
            first, rest = margin[mine][order[:5]], margin[mine][order[5:]]
            assert not len(rest) or rest.max() <= first.min()
            assert (np.diff(rest) <= 0).all()
            behind += len(rest)
    assert behind > 100


def test_the_hold_out_is_ranked_by_learners_that_never_saw_it(
    purchases: Purchases, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The learners that are tried are taught by days whose horizon ends before the hold-out; the one chosen by all."""
    taught: list[list[int]] = []
    piles = tuning._piles

    def noted(lessons: Sequence[Lesson], *others: Any) -> Any:
        taught.append([lesson.cut for lesson in lessons])
        return piles(lessons, *others)

    monkeypatch.setattr(tuning, "_piles", noted)
    blend, metrics = learn_blend(purchases, BlendConfig(least_for_trees=200), NoProgress())
    assert blend.learned
    assert set(metrics["tried"]) == {"logistic", "trees", "deep_trees"}
    assert not metrics["holdout_was_seen"]
    assert metrics["ndcg"] == max(metrics["tried"].values(), key=lambda t: t["ndcg"] + t["ndcg_new"])["ndcg"]
    trial, final = taught
    assert trial
    assert all(cut + metrics["horizon_days"] <= metrics["holdout_day"] for cut in trial)
    assert final[0] == metrics["holdout_day"]
    assert set(trial) < set(final)


def test_a_learner_that_is_named_is_not_compared(purchases: Purchases) -> None:
    config = BlendConfig(learner="trees", cuts=5, seconds=1e9)
    blend, metrics = learn_blend(purchases, config, NoProgress())
    assert list(metrics["tried"]) == ["trees"]
    assert metrics["lessons"] == 5
    assert isinstance(blend.again, Forest)
    with pytest.raises(UserError, match=r"recommend\.config"):
        BlendConfig(learner="oracle")


def test_columns_are_named_once_and_finite(index: Index) -> None:
    sources: Sources = index.sources
    assert len(set(sources.names)) == len(sources.names)
    everything = np.arange(sources.size, dtype=np.int32)
    for row in (-1, 0, 1, 2):
        customer = index.history(index.base.events_of(row), index.base.fitted_day, row)
        table = sources.table(customer, everything)
        assert table.shape == (len(sources.names), sources.size)
        assert np.isfinite(table).all()
        own = table[sources.names.index("is_own")] > 0
        assert np.array_equal(np.flatnonzero(own), customer.products)


def test_without_the_purchase_named_a_habit_is_less_likely(index: Index) -> None:
    """Where a reason says that something was bought before, forgetting that purchase lowers the chance, but for one in
    twenty at most: for the trees it then is a new product with a chance of its own."""
    index = replace(index, blend=replace(index.blend, spread=np.empty((2, 0), np.float32)))
    tested = fallen = 0
    for row in range(100):
        events = index.base.events_of(row)
        customer = index.history(events, index.base.fitted_day, row)
        asked = ask(index.sources, customer, index.blend.config)
        said = index.blend.say(index.sources, customer, asked)
        best = np.sort(best_of(said.products, said.scores, 6).products)
        chances = _by_product(said)
        evidence = explain(index.blend, index.sources, customer, asked, best)
        for product, piece in zip(best.tolist(), evidence, strict=True):
            if piece is None or piece.product != product:
                continue
            without = index.history(events.without(product), index.base.fitted_day, row)
            left = _by_product(index.blend.say(index.sources, without)).get(product, 0.0)
            tested += 1
            fallen += left < chances[product]
    assert tested > 100
    assert fallen >= 0.95 * tested


def test_a_reason_for_something_new_comes_from_a_model_that_was_heard(index: Index) -> None:
    """Silencing the model whose reason is given lowers the chance: the blend did listen to it."""
    tested = 0
    for row in range(100):
        customer = index.history(index.base.events_of(row), index.base.fitted_day, row)
        asked = ask(index.sources, customer, index.blend.config)
        new = asked.products[~asked.own][:6]
        for product, piece in zip(new, explain(index.blend, index.sources, customer, asked, new), strict=True):
            if piece is None:
                continue
            at = np.searchsorted(asked.products, [product])
            column = asked.table[:, at]
            heard = []
            for model in index.sources.models:
                silent = column.copy()
                silent[index.sources.rows_of[model.name]] = 0
                if index.blend.new.margin(silent)[0] < index.blend.new.margin(column)[0]:
                    heard.append(model)
            given = [model.evidence(customer, int(product)) for model in heard]
            assert piece in given
            tested += 1
    assert tested > 50


def _by_product(said: Scored) -> dict[int, float]:
    return dict(zip(said.products.tolist(), said.scores.tolist(), strict=True))
