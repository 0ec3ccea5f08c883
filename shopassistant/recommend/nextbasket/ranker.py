"""Ranks the items of a customer's next basket: boosted trees over what the neighbours, the habits and the items say.

Each customer learned from is seen as a new one will be: by the outcomes of others alone, in folds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.progress import NoProgress, Progress
from shopassistant.recommend.forest import Forest, grow
from shopassistant.recommend.history import Floats, Ints
from shopassistant.recommend.nextbasket.baskets import Baskets
from shopassistant.recommend.nextbasket.facts import ItemFacts
from shopassistant.recommend.nextbasket.habits import Habits
from shopassistant.recommend.nextbasket.lessons import Lesson, lessons_of
from shopassistant.recommend.nextbasket.outcomes import Outcomes
from shopassistant.recommend.nextbasket.rows import positions
from shopassistant.recommend.nextbasket.settings import NextBasketConfig
from shopassistant.recommend.nextbasket.table import COLUMNS, Seen, Table, make_table

Longs = NDArray[np.int64]


@dataclass(frozen=True)
class NextItems:
    """The likely items of one next basket, best first.

    Attributes:
        items: int32 (k,), each once.
        scores: float32 (k,), descending; they compare within a customer alone.
    """

    items: Ints
    scores: Floats


@dataclass(frozen=True)
class NextBasketRanker:
    """A fitted ranker.

    Attributes:
        facts: of the items.
        outcomes: of the customers learned from.
        known: int64 (k,), which customers of the fit those are.
        forest: the trees that order the rows of a table.
    """

    config: NextBasketConfig
    facts: ItemFacts
    outcomes: Outcomes
    known: Longs
    forest: Forest

    @classmethod
    def of_shop(
        cls, baskets: Baskets, config: NextBasketConfig | None = None, progress: Progress | None = None
    ) -> "NextBasketRanker":
        """Learn from a shop's own past: what came before each customer's newest basket, and that basket.

        The customers are numbered as in `baskets`, which is what ``rank(..., oneself)`` asks for. Raises as `fit` does.
        """
        returned = np.flatnonzero(baskets.visits > 1)
        newest = baskets.age == 0
        return cls.fit(baskets.only(~newest), returned, baskets.only(newest).take(returned), config, progress)

    @classmethod
    def fit(
        cls,
        histories: Baskets,
        customers: Longs,
        following: Baskets,
        config: NextBasketConfig | None = None,
        progress: Progress | None = None,
    ) -> "NextBasketRanker":
        """Learn from customers whose next basket is known.

        Args:
            histories: everybody's baskets so far.
            customers: int64 (k,), positions in `histories` of those whose next basket is known, each once.
            following: (k customers), the one basket of each that came next.

        Raises:
            ValueError: where there are fewer customers than folds, or `following` is not one basket each.
            Cancelled: by `progress`.
        """
        config, progress = config or NextBasketConfig(), progress or NoProgress()
        if len(customers) < config.folds or not np.array_equal(following.visits, np.ones(len(customers))):
            raise ValueError("each customer learned from needs one next basket, and there must be one in each fold")
        chosen = _drawn(len(customers), config)
        customers, taken = np.asarray(customers, np.int64)[chosen], following.matrix[chosen]
        facts = ItemFacts.of(histories, Habits.of(histories))
        learners = histories.take(customers)
        sides = Seen.of(learners, facts).sides
        lessons = list(lessons_of(learners, taken, sides, facts, config, progress))
        forest = _learn(lessons, config)
        return cls(config, facts, Outcomes.of(sides, taken, config.linked), customers, forest)

    def rank(self, histories: Baskets, count: int, oneself: Longs | None = None) -> Iterator[NextItems]:
        """The best `count` items for each customer's next basket.

        Args:
            oneself: int64 (c,), the customer's position in the histories of the fit, -1 for one not seen there; all
                unseen by default. Nobody is asked about oneself.
        """
        places = self._places(np.full(histories.count, -1) if oneself is None else oneself)
        for start in range(0, histories.count, self.config.batch):
            rows = np.arange(start, min(start + self.config.batch, histories.count))
            seen = Seen.of(histories.take(rows), self.facts)
            table = make_table(seen, self.facts, self.outcomes, places[rows], self.config)
            margin = self.forest.margin(table.columns.T)
            yield from _best(table, margin, len(rows), count)

    def _places(self, oneself: Longs) -> Longs:
        """int64 (c,): where each stands among the known customers, -1 for not at all."""
        order = np.argsort(self.known)
        at, is_known = positions(self.known[order], oneself)
        return np.where(is_known, order[at], -1)


def _drawn(count: int, config: NextBasketConfig) -> Longs:
    """Which customers to learn from, ascending."""
    if count <= config.customers:
        return np.arange(count)
    return np.sort(np.random.default_rng(config.seed).choice(count, config.customers, replace=False))


def _learn(lessons: list[Lesson], config: NextBasketConfig) -> Forest:
    columns = np.concatenate([lesson.table.columns for lesson in lessons])
    taken = np.concatenate([lesson.taken for lesson in lessons])
    groups = np.concatenate([np.unique(lesson.table.customer, return_counts=True)[1] for lesson in lessons])
    return grow(columns, taken, COLUMNS, config.forest, threads=1, groups=groups)


def _best(table: Table, margin: Floats, customers: int, count: int) -> Iterator[NextItems]:
    order = np.lexsort((table.item, -margin, table.customer))
    bounds = np.searchsorted(table.customer, np.arange(customers + 1))
    for start, stop in pairwise(bounds.tolist()):
        best = order[start : min(stop, start + count)]
        yield NextItems(table.item[best], margin[best])
