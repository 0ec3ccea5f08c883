"""What the ranker reads of a customer and a product, one row per number: what each model says, what the shop's books
say of the product, how this customer buys it, and how the customer shops.

The same table feeds both learners: the logistic regression reads the logarithms of the signals, the trees all of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.facts import FACTS
from shopassistant.recommend.history import HABITS, RHYTHM, Floats, History, Ints
from shopassistant.recommend.models.adding import Adding
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
        facts: float32 (24, n), see `facts.product_facts`.
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
        out = np.empty((len(self.names), len(products)), np.float32)
        out[: self.told] = self.say(customer, products)
        out[self.told :] = self.rest(customer, products).T
        return out

    @cached_property
    def told(self) -> int:
        """How many of the first rows of a table are the signals and the models' raw scores."""
        return len(self.signals) + len(self._few)

    @cached_property
    def _few(self) -> tuple[FewModel, ...]:
        """Those whose raw scores are told, too."""
        return tuple(model for model in self.models if isinstance(model, FewModel))

    @cached_property
    def adding(self) -> tuple[Adding, ...]:
        """Those that add up."""
        return tuple(model for model in self.models if isinstance(model, Adding))

    def say(self, customer: History, products: Ints) -> Floats:
        """float32 (told, k): the first rows of a table."""
        out = np.empty((self.told, len(products)), np.float32)
        at = 0
        for model in self.models:
            rows = model.features(customer, None, products)
            out[at : at + len(rows)] = rows
            at += len(rows)
        habits = customer.visits, customer.recent_visits, len(customer.products), customer.since
        out[at : at + len(habits)] = np.array(habits, np.float32)[:, None]
        at += len(habits)
        for model in self._few:
            out[at] = model.score_of(customer, products)
            at += 1
        return out

    def rest(self, customer: History, products: Ints, place: NDArray[np.int64] | None = None) -> Floats:
        """float32 (k, f - told): the other rows, which only the trees read, those of a product side by side.

        Args:
            place: int64 (k,), where each of `products` stands in the history, -1 for new ones; not needed where they
                ascend.
        """
        if place is None:
            place = places_of(customer, products)
        out = np.empty((len(products), len(self.names) - self.told), np.float32)
        facts, rhythm = slice(len(FACTS)), slice(len(FACTS), len(FACTS) + len(RHYTHM))
        own = place >= 0
        out[:, facts] = self._facts_of[products]
        out[:, rhythm] = _NEVER
        out[own, rhythm] = customer.rhythm[:, place[own]].T
        out[:, rhythm.stop : -3] = customer.habits
        out[:, -3] = usual = self._usual(customer)
        out[:, -2], out[:, -1] = self._price[products] - usual, own
        return out

    def _usual(self, customer: History) -> np.float32:
        """The middle price of what was bought, worked out once per answer."""
        kept = customer.scratch.get("usual")
        if kept is None or kept[0] is not self:
            kept = customer.scratch["usual"] = self, _middle(self._price[customer.products])
        return cast(np.float32, kept[1])

    @cached_property
    def _facts_of(self) -> Floats:
        """float32 (n, 19): the facts, those of a product side by side."""
        return np.ascontiguousarray(self.facts.T)

    def silenced_by(self, models: tuple[str, ...]) -> Floats:
        """float32 (m, f): 1 where a row of a table comes from the model of this name, else 0. Not to be changed."""
        kept = self._silenced.get(models)
        if kept is None:  # an answer asks for one of two lists of names
            kept = self._silenced[models] = np.zeros((len(models), len(self.names)), np.float32)
            for place, name in enumerate(models):
                kept[place, self.rows_of[name]] = 1
        return kept

    @cached_property
    def _silenced(self) -> dict[tuple[str, ...], Floats]:
        return {}


def _middle(values: Floats) -> np.float32:
    """The median, 0 of nothing; for a few numbers ten times as fast as `numpy.median`."""
    ordered, count = np.sort(values), len(values)
    return np.float32((ordered[(count - 1) // 2] + ordered[count // 2]) / 2) if count else np.float32(0)


def places_of(customer: History, products: Ints) -> NDArray[np.int64]:
    """int64 (k,): where each of `products`, ascending, stands in the history, -1 for those never bought."""
    place = np.full(len(products), -1, np.int64)
    mine, bought = customer.among(products)
    place[mine] = bought
    return place
