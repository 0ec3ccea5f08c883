"""Which items a customer's next basket may hold, and everything known of each: the rows that the trees rank."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import Floats, Ints
from shopassistant.recommend.nextbasket import habits as own
from shopassistant.recommend.nextbasket.baskets import Baskets
from shopassistant.recommend.nextbasket.facts import (
    CUSTOMER_COLUMNS,
    ITEM_COLUMNS,
    ItemFacts,
    customer_table,
    habit_matrix,
)
from shopassistant.recommend.nextbasket.habits import Habits
from shopassistant.recommend.nextbasket.outcomes import KINDS, Outcomes, Sides
from shopassistant.recommend.nextbasket.rows import cells, strongest, values_at
from shopassistant.recommend.nextbasket.settings import NextBasketConfig

if TYPE_CHECKING:
    import scipy.sparse as sp

# What speaks for items: the next baskets of neighbours of each kind, the habits of the nearest, what leads to what.
VOICES = (*(f"next_{kind}" for kind in KINDS), "habit_recent", "leads")
OUTCOME_COLUMNS = ("outcome_popular", "outcome_common", "outcome_trend", "outcome_returned")
COLUMNS = (*own.COLUMNS, *VOICES, "voices", *ITEM_COLUMNS, *OUTCOME_COLUMNS, *CUSTOMER_COLUMNS)
_FADING = 1  # which of the half-lives makes the vectors to compare by


@dataclass(frozen=True)
class Seen:
    """Customers as the table needs them.

    Attributes:
        habits: their own items.
        sides: the vectors to compare them by.
        people: float32 (c, `CUSTOMER_COLUMNS`).
    """

    habits: Habits
    sides: Sides
    people: Floats

    @classmethod
    def of(cls, baskets: Baskets, facts: ItemFacts) -> "Seen":
        """From their baskets."""
        habits = Habits.of(baskets)
        fading = habit_matrix(habits, baskets.item_count, _FADING)
        return cls(habits, Sides.of(fading, baskets.newest(), facts.rarity), customer_table(baskets, habits, facts))


@dataclass(frozen=True)
class Table:
    """Candidates of some customers, by customer, then item.

    Attributes:
        customer: int64 (r,), position among the customers asked about.
        item: int32 (r,).
        columns: float32 (r, `COLUMNS`).
    """

    customer: NDArray[np.int64]
    item: Ints
    columns: Floats


def make_table(
    seen: Seen, facts: ItemFacts, outcomes: Outcomes, oneself: NDArray[np.int64], config: NextBasketConfig
) -> Table:
    """The candidates of every customer and their columns.

    Args:
        oneself: int64 (c,), which of the outcomes' customers each is, -1 for none.
    """
    voices = speak(seen.sides, outcomes, oneself, config)
    n = len(facts.popular)
    key = _candidates(seen, facts, outcomes, voices, config)
    customer, item = np.divmod(key, n)
    heard = [values_at(voice, key) for voice in voices]
    share = np.exp(facts.popular) - 1
    trend = np.log((outcomes.popular + 1e-4) / (share / max(float(share.sum()), 1.0) + 1e-4))
    columns = [
        *seen.habits.columns(customer, key),
        *heard,
        np.sum([values > 0 for values in heard], axis=0),
        *facts.columns(item),
        np.log(outcomes.popular + 1e-5)[item],
        np.log(outcomes.common + 1e-5)[item],
        trend[item],
        outcomes.returned[item],
        *seen.people[customer].T,
    ]
    table = np.empty((len(key), len(COLUMNS)), np.float32)
    for place, column in enumerate(columns):
        table[:, place] = column
    return Table(customer, item.astype(np.int32), table)


def speak(
    sides: Sides, outcomes: Outcomes, oneself: NDArray[np.int64], config: NextBasketConfig
) -> "list[sp.csr_matrix[Any]]":
    """What each of `VOICES` says: float32 (c, n), indices sorted."""
    near = [outcomes.nearest(kind, sides, config.neighbours, oneself) for kind in KINDS]
    voices = [weights @ outcomes.taken for weights in near]
    voices += [near[0] @ outcomes.habit, sides.habit @ outcomes.leads]
    for voice in voices:
        voice.sort_indices()
    return voices


def _candidates(
    seen: Seen, facts: ItemFacts, outcomes: Outcomes, voices: "list[sp.csr_matrix[Any]]", config: NextBasketConfig
) -> NDArray[np.int64]:
    """int64, ascending: customer * items + item of all own items, the best of each voice, and what everybody takes."""
    n = len(facts.popular)
    everybody = np.union1d(_first(outcomes.popular, config.popular), _first(facts.newest, config.newest))
    common = np.arange(len(seen.people))[:, None] * n + everybody
    best = [
        cells(strongest(voice, config.best_habits if name == "habit_recent" else config.best))
        for name, voice in zip(VOICES, voices, strict=True)
    ]
    return np.unique(np.concatenate([seen.habits.key, common.ravel(), *best]))


def _first(scores: Floats, count: int) -> NDArray[np.int64]:
    return np.argsort(-scores, kind="stable")[:count]
