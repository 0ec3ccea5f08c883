"""The next-basket ranker: finds what comes next, sees nobody's own next basket while learning, says the same twice."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from shopassistant.core.errors import UserError
from shopassistant.core.progress import Cancelled, NoProgress
from shopassistant.recommend.forest import ForestConfig
from shopassistant.recommend.nextbasket.baskets import Baskets
from shopassistant.recommend.nextbasket.facts import ItemFacts
from shopassistant.recommend.nextbasket.habits import Habits
from shopassistant.recommend.nextbasket.lessons import lessons_of
from shopassistant.recommend.nextbasket.outcomes import KINDS, Outcomes
from shopassistant.recommend.nextbasket.ranker import NextBasketRanker
from shopassistant.recommend.nextbasket.rows import strongest
from shopassistant.recommend.nextbasket.settings import NextBasketConfig
from shopassistant.recommend.nextbasket.table import COLUMNS, Seen

ITEMS = 40
QUICK = NextBasketConfig(
    neighbours=20,
    popular=10,
    newest=5,
    best=10,
    best_habits=10,
    batch=50,
    forest=ForestConfig(trees=20, leaves=7, rate=0.2, least_rows=5),
)


def invented(customers: int = 240, seed: int = 3) -> tuple[Baskets, Baskets]:
    """Histories and next baskets of two circles.

    Even customers buy of the items 0 to 9 and then take 30, odd ones of 10 to 19 and then take 31, and everybody also
    takes one of the own items again. Items 20 to 29 are bought by anyone.
    """
    draws = np.random.default_rng(seed)
    histories, following = [], []
    for customer in range(customers):
        first = 10 * (customer % 2)
        own = first + draws.permutation(10)[:4]
        histories.append(
            [[*draws.choice(own, 2, replace=False), draws.integers(20, 30)] for _ in range(int(draws.integers(2, 6)))]
        )
        following.append([[30 + customer % 2, draws.choice(own)]])
    return Baskets.of(histories, ITEMS), Baskets.of(following, ITEMS)


HISTORIES, FOLLOWING = invented()
LEARNT = np.arange(200)
ASKED = np.arange(200, 240)


@pytest.fixture(scope="module")
def ranker() -> NextBasketRanker:
    return NextBasketRanker.fit(HISTORIES, LEARNT, FOLLOWING.take(LEARNT), QUICK)


def test_what_alike_customers_took_next_comes_first_though_nobody_had_it_before(ranker: NextBasketRanker) -> None:
    for customer, found in zip(ASKED, ranker.rank(HISTORIES.take(ASKED), 5), strict=True):
        assert 30 + customer % 2 in found.items[:2]


def test_own_items_come_before_those_of_the_other_circle(ranker: NextBasketRanker) -> None:
    for customer, found in zip(ASKED, ranker.rank(HISTORIES.take(ASKED), 4), strict=True):
        others = set(range(10, 20)) if customer % 2 == 0 else set(range(10))
        assert not others & set(found.items.tolist())


def test_lists_are_long_enough_without_repetition_and_best_first(ranker: NextBasketRanker) -> None:
    for found in ranker.rank(HISTORIES.take(ASKED), 12):
        assert len(found.items) == len(set(found.items.tolist())) == 12
        assert (np.diff(found.scores) <= 0).all()


def test_a_customer_without_a_past_gets_what_everybody_takes(ranker: NextBasketRanker) -> None:
    (found,) = ranker.rank(Baskets.of([[]], ITEMS), 2)
    assert set(found.items.tolist()) == {30, 31}


def test_the_same_past_gives_the_same_lists(ranker: NextBasketRanker) -> None:
    again = NextBasketRanker.fit(HISTORIES, LEARNT, FOLLOWING.take(LEARNT), QUICK)
    assert again.forest.text == ranker.forest.text
    for one, other in zip(ranker.rank(HISTORIES, 10), again.rank(HISTORIES, 10), strict=True):
        assert np.array_equal(one.items, other.items)


def test_one_customer_alone_gets_what_they_get_among_many(ranker: NextBasketRanker) -> None:
    among = list(ranker.rank(HISTORIES.take(ASKED), 10))
    for row in (0, 17):
        (alone,) = ranker.rank(HISTORIES.take(ASKED[row : row + 1]), 10)
        assert alone.items.tolist() == among[row].items.tolist()


def test_a_lesson_knows_nothing_of_the_next_baskets_of_its_own_customers() -> None:
    """Those of the first fold take what the other circle takes: the answers change, no column does."""
    histories, following = HISTORIES.take(LEARNT), FOLLOWING.take(LEARNT)
    facts = ItemFacts.of(HISTORIES, Habits.of(HISTORIES))
    sides = Seen.of(histories, facts).sides
    settings = replace(QUICK, rejected=1.0, folds=2, batch=1000)
    first_fold = np.random.default_rng(settings.seed).permutation(len(LEARNT)) % 2 == 0
    swapped = np.where(np.repeat(first_fold, following.sizes) & (following.items >= 30), 61 - following.items, 0)
    items = np.where(swapped > 0, swapped, following.items).astype(np.int32)
    lessons = []
    for taken in (following, replace(following, items=items)):
        first, second = lessons_of(histories, taken.matrix, sides, facts, settings, NoProgress())
        lessons.append((first, second))
    (first, second), (changed, informed) = lessons
    assert not np.array_equal(first.taken, changed.taken)
    assert np.array_equal(first.table.item, changed.table.item)
    assert np.array_equal(first.table.columns, changed.table.columns)
    assert second.table.columns.shape != informed.table.columns.shape or not np.array_equal(
        second.table.columns, informed.table.columns
    ), "the other fold does hear of them"


def test_nobody_is_a_neighbour_of_oneself(ranker: NextBasketRanker) -> None:
    sides = Seen.of(HISTORIES.take(LEARNT), ranker.facts).sides
    outcomes = Outcomes.of(sides, FOLLOWING.take(LEARNT).matrix, 50)
    for kind in KINDS:
        near = outcomes.nearest(kind, sides, 10, LEARNT)
        assert near.diagonal().max() == 0
        assert outcomes.nearest(kind, sides, 10, np.full(len(LEARNT), -1)).diagonal().min() > 0
        assert np.asarray(near.sum(axis=1)).ravel() == pytest.approx(1, abs=1e-5)


def test_a_shop_learns_from_its_own_newest_baskets() -> None:
    past = [[*history, *after] for history, after in zip(_lists(HISTORIES), _lists(FOLLOWING), strict=True)]
    shop = Baskets.of([*past, [[1]]], ITEMS)
    ranker = NextBasketRanker.of_shop(shop, QUICK)
    assert len(ranker.known) == len(past), "who came once has no next basket to learn from"
    asked = Baskets.of([[[0, 1, 25], [1, 2, 22]], [[11, 12, 25], [12, 13, 22]]], ITEMS)
    assert [30 + row in found.items[:2] for row, found in enumerate(ranker.rank(asked, 5))] == [True, True]


def _lists(baskets: Baskets) -> list[list[list[int]]]:
    split = [basket.tolist() for basket in np.split(baskets.items, baskets.basket_start[1:-1])]
    bounds = baskets.customer_start.tolist()
    return [split[start:stop] for start, stop in pairwise(bounds)]


def test_too_few_to_learn_from_is_said() -> None:
    with pytest.raises(ValueError, match="next basket"):
        NextBasketRanker.fit(HISTORIES, LEARNT[:3], FOLLOWING.take(LEARNT[:3]), QUICK)
    with pytest.raises(ValueError, match="next basket"):
        NextBasketRanker.fit(HISTORIES, LEARNT, HISTORIES.take(LEARNT), QUICK)


@pytest.mark.parametrize("wrong", [{"folds": 1}, {"rejected": 0.0}, {"rejected": 1.5}, {"neighbours": 0}])
def test_wrong_settings_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(UserError):
        replace(QUICK, **wrong)


def test_learning_can_be_stopped() -> None:
    class Impatient:
        def report(self, stage: str, done: int, total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        NextBasketRanker.fit(HISTORIES, LEARNT, FOLLOWING.take(LEARNT), QUICK, Impatient())


def test_a_large_shop_is_learned_from_by_a_sample() -> None:
    few = NextBasketRanker.fit(HISTORIES, LEARNT, FOLLOWING.take(LEARNT), replace(QUICK, customers=60))
    assert len(set(few.known.tolist())) == 60
    assert few.outcomes.taken.shape == (60, ITEMS)


def test_the_trees_know_every_column(ranker: NextBasketRanker) -> None:
    assert ranker.forest.names == COLUMNS
    assert len(set(COLUMNS)) == len(COLUMNS)


def test_the_strongest_cells_are_kept_first_columns_first_among_equals() -> None:
    import scipy.sparse as sp

    matrix = sp.csr_matrix(np.array([[1, 3, 3, 3], [0, 0, 2, 0], [0, 0, 0, 0]], np.float32))
    assert strongest(matrix, 2).toarray().tolist() == [[0, 3, 3, 0], [0, 0, 2, 0], [0, 0, 0, 0]]
