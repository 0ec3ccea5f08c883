"""Models whose score of a product is a sum of what speaks for it: an answer adds up what all of them say at once."""

from abc import abstractmethod
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import Floats, History, Ints
from shopassistant.recommend.models.base import Model, Scored, best_free
from shopassistant.recommend.models.few import FewModel
from shopassistant.recommend.models.neighbours import Gains, sums_each


class Sums:
    """What several models add up for one customer, side by side.

    Args:
        products: int32 (m,), all that any of them speaks for, and what the customer bought; ascending.
        summed: float32 (k, m), one row per model, 0 where it does not speak for a product.

    Attributes:
        scores: float32 (k, m), what each model makes of its row.
        best: float32 (k,), the highest of each row of `scores`; best_summed: of `summed`.
    """

    def __init__(self, models: Sequence["Adding"], customer: History, products: Ints, summed: Floats) -> None:
        self.products = products
        self.summed = summed
        self.scores = summed
        for row, model in enumerate(models):
            model.finish(self, row, customer)
        self.best = self.scores.max(axis=1, initial=0)
        self.best_summed = self.best if self.scores is summed else summed.max(axis=1, initial=0)
        self._asked: tuple[Ints, NDArray[np.int64], NDArray[np.bool_]] | None = None

    def at(self, products: Ints) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Where `products`, int32 (k,), stand among those here, int64 (k,), and whether they do, bool (k,)."""
        if self._asked is None or self._asked[0] is not products:  # an answer asks for the same ones over and over
            place = np.minimum(self.products.searchsorted(products), max(len(self.products) - 1, 0))
            is_here = self.products[place] == products if len(self.products) else np.zeros(len(products), bool)
            self._asked = products, place, is_here
        return self._asked[1], self._asked[2]

    def of(self, values: Floats, products: Ints) -> Floats:
        """float32 (k,): of one row of `summed` or `scores`, what it says of `products`, 0 of any that is not here."""
        place, is_here = self.at(products)
        if not len(values):
            return np.zeros(len(products), np.float32)
        return values[place] * is_here


class Adding(FewModel):
    """A model that adds up."""

    @abstractmethod
    def gains(self, customer: History) -> Gains:
        """Products, int32 (m,), as often as something speaks for each, -1 for none; and how much, float32 (m,)."""

    def finish(self, sums: Sums, row: int, customer: History) -> None:
        """Write to ``sums.scores`` what this model makes of its sums, where the sums are not the scores already."""

    def say(self, customer: History) -> Scored:
        sums, row = self.sums(customer)
        found = sums.scores[row].nonzero()[0]
        return Scored(sums.products[found], sums.scores[row, found])

    def candidates(self, customer: History, count: int, excluded: NDArray[np.bool_] | None = None) -> Scored:
        sums, row = self.sums(customer)
        return best_free(sums.products, sums.scores[row], count, excluded)

    def score_of(self, customer: History, products: Ints) -> Floats:
        sums, row = self.sums(customer)
        return sums.of(sums.scores[row], products)

    def best(self, customer: History) -> float:
        sums, row = self.sums(customer)
        return float(sums.best[row])

    def sums(self, customer: History) -> tuple[Sums, int]:
        """What was added up for the customer, worked out once per answer, and which row of it is this model's."""
        kept = customer.scratch.get(f"{self.name}.sums")
        if kept is None or kept[0] is not self:
            add_up([self], customer)
            kept = customer.scratch[f"{self.name}.sums"]
        return kept[1], kept[2]


def add_up(models: Sequence[Model], customer: History) -> None:
    """Work out at once what all those of `models` sum up that add; all of them over the same catalogue."""
    adding = [model for model in models if isinstance(model, Adding)]
    if not adding:
        return
    products, summed = sums_each([model.gains(customer) for model in adding], adding[0].size, customer.products)
    sums = Sums(adding, customer, products, summed)
    for row, model in enumerate(adding):
        customer.scratch[f"{model.name}.sums"] = model, sums, row
