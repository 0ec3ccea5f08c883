"""What the next-basket trees learn from: customers whose next basket is known, seen as if it were not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.progress import Progress
from shopassistant.recommend.nextbasket.baskets import Baskets
from shopassistant.recommend.nextbasket.facts import ItemFacts
from shopassistant.recommend.nextbasket.outcomes import Outcomes, Sides
from shopassistant.recommend.nextbasket.rows import cells, positions
from shopassistant.recommend.nextbasket.settings import NextBasketConfig
from shopassistant.recommend.nextbasket.table import Seen, Table, make_table

if TYPE_CHECKING:
    import scipy.sparse as sp


@dataclass(frozen=True)
class Lesson:
    """Candidates of some customers of one fold.

    Attributes:
        table: the candidates, thinned out.
        taken: bool (r,), which of them were in the next basket.
    """

    table: Table
    taken: NDArray[np.bool_]


def lessons_of(
    learners: Baskets,
    taken: "sp.csr_matrix[Any]",
    sides: Sides,
    facts: ItemFacts,
    config: NextBasketConfig,
    progress: Progress,
) -> Iterator[Lesson]:
    """What the trees learn from, in batches, one fold after the other.

    A fold's rows know nothing of the fold's own next baskets: its customers meet the outcomes of the others alone, as a
    customer does whose next basket nobody knows.

    Args:
        learners: the histories of the k customers learned from.
        taken: float32 (k, n), their next baskets.
        sides: their vectors.

    Raises:
        Cancelled: by `progress`.
    """
    draws = np.random.default_rng(config.seed)
    fold = draws.permutation(learners.count) % config.folds
    done = 0
    for number in range(config.folds):
        others = np.flatnonzero(fold != number)
        outcomes = Outcomes.of(sides.take(others), taken[others], config.linked)
        asked = np.flatnonzero(fold == number)
        for rows in np.split(asked, range(config.batch, len(asked), config.batch)):
            seen = Seen.of(learners.take(rows), facts)
            table = make_table(seen, facts, outcomes, np.full(len(rows), -1), config)
            yield _thinned(table, taken[rows], draws, config)
            done += len(rows)
            progress.report("recommend.fitting.next_basket", done, learners.count)


def _thinned(table: Table, taken: "sp.csr_matrix[Any]", draws: np.random.Generator, config: NextBasketConfig) -> Lesson:
    """All that was taken, and a share of what was not, of customers who took a candidate at all."""
    taken.sort_indices()
    hit = positions(cells(taken), table.customer * taken.shape[1] + table.item)[1]
    has_hit = np.bincount(table.customer, hit, minlength=taken.shape[0]) > 0
    keep = has_hit[table.customer] & (hit | (draws.random(len(hit)) < config.rejected))
    return Lesson(Table(table.customer[keep], table.item[keep], table.columns[keep]), hit[keep])
