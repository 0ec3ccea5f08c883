"""What the ranker reads of a customer and a product, one row per number: what each model says, what the shop's books
say of the product, how this customer buys it, and how the customer shops.

The same table feeds both learners: the logistic regression reads the logarithms of the signals, the trees all of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.facts import FACTS
from shopassistant.recommend.history import HABITS, RHYTHM, Floats, History, Ints
from shopassistant.recommend.models.base import Model, Signal
from shopassistant.recommend.models.few import FewModel

# What the customer's own habit adds to the models' signals.
HABIT = (Signal("visits", 0.05), Signal("recent_visits", 0.05), Signal("distinct_products", 0.05), Signal("since", 1.0))
_NEVER = np.float32(-2)  # what `RHYTHM` says of a product the customer never bought


@dataclass(frozen=True)
class Sources:
    """What the columns are made of, besides the customer.

    Attributes:
        models: in the order of their columns.
        facts: float32 (19, n), see `facts.product_facts`.
    """

    models: tuple[Model, ...]
    facts: Floats

    @property
    def size(self) -> int:
        """n, the number of products."""
        return int(self.facts.shape[1])

    @cached_property
    def signals(self) -> tuple[Signal, ...]:
        """The signals the logistic regression reads: the models', then the customer's habit. The first rows."""
        return (*(signal for model in self.models for signal in model.signals), *HABIT)

    @cached_property
    def floors(self) -> Floats:
        """float32 (s, 1): what each signal counts as nothing."""
        return np.array([[signal.floor] for signal in self.signals], np.float32)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All rows of a table, in order."""
        raw = (f"{model.name}_score" for model in self.models if isinstance(model, FewModel))
        habits = (f"customer_{name}" for name in HABITS)
        signals = (signal.name for signal in self.signals)
        facts = (f"product_{name}" for name in FACTS)
        return (*signals, *raw, *facts, *RHYTHM, *habits, "usual_price", "price_against_usual", "is_own")

    @cached_property
    def _price(self) -> Floats:
        return np.asarray(self.facts[FACTS.index("price")])

    @cached_property
    def rows_of(self) -> Mapping[str, NDArray[np.int64]]:
        """int64: by name of a model, the rows of a table that come from it."""
        places = {name: row for row, name in enumerate(self.names)}
        names = {model.name: (*(s.name for s in model.signals), f"{model.name}_score") for model in self.models}
        return {
            model: np.array([places[name] for name in rows if name in places], np.int64)
            for model, rows in names.items()
        }

    def table(self, customer: History, products: Ints) -> Floats:
        """float32 (f, k): the columns of `products`, int32 (k,), for a customer; rows as in `names`, all finite."""
        count = len(products)
        out = np.empty((len(self.names), count), np.float32)
        at = 0
        for rows in self._said(customer, products):
            out[at : at + len(rows)] = rows
            at += len(rows)
        out[at : at + len(FACTS)] = self.facts[:, products]
        at += len(FACTS)
        own, place = own_among(customer, products)
        out[at : at + len(RHYTHM)] = _NEVER
        out[at : at + len(RHYTHM), own] = customer.rhythm[:, place]
        at += len(RHYTHM)
        out[at : at + len(HABITS)] = customer.habits[:, None]
        at += len(HABITS)
        usual = np.median(self._price[customer.products]) if len(customer.products) else np.float32(0)
        out[at], out[at + 1], out[at + 2] = usual, self._price[products] - usual, own
        return out

    def _said(self, customer: History, products: Ints) -> Sequence[Floats]:
        rows = [model.features(customer, None, products) for model in self.models]
        habit = (customer.visits, customer.recent_visits, len(customer.products), customer.since)
        rows.append(np.repeat(np.array(habit, np.float32)[:, None], len(products), axis=1))
        rows += [model.score_of(customer, products)[None] for model in self.models if isinstance(model, FewModel)]
        return rows


def own_among(customer: History, products: Ints) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Which of `products` the customer bought before, bool (k,), and for those their positions in the history."""
    if customer.is_cold or not len(products):
        return np.zeros(len(products), bool), np.empty(0, np.int64)
    at = np.minimum(np.searchsorted(customer.products, products), len(customer.products) - 1)
    own = customer.products[at] == products
    return own, at[own]
