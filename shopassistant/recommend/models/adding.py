"""Models whose score of a product is a sum of what speaks for it: an answer adds up what all of them say at once."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import Floats, History, Ints
from shopassistant.recommend.models.base import NOTHING, Scored, best_of
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
        self._free: tuple[NDArray[np.bool_], NDArray[np.bool_]] | None = None
        self._asked: tuple[Ints, NDArray[np.int64], NDArray[np.bool_], Floats] | None = None

    def first(self, row: int, count: int, excluded: NDArray[np.bool_] | None) -> Scored:
        """The best `count` of one row that have a positive score and are not `excluded`, bool (n,)."""
        scores = self.scores[row]
        is_good = scores > 0
        if excluded is not None:
            if self._free is None or self._free[0] is not excluded:  # every model is asked for the same ones
                self._free = excluded, ~excluded[self.products]
            is_good &= self._free[1]
        at = is_good.nonzero()[0]
        return best_of(self.products[at], scores[at], count) if count > 0 else NOTHING

    def scores_of(self, row: int, products: Ints) -> Floats:
        """float32 (k,): the scores of one row for `products`, int32 (k,), 0 for any that is not here."""
        return cast(Floats, self._at(products)[3][row])

    def summed_of(self, row: int, products: Ints) -> Floats:
        """The same of `summed`."""
        _, place, is_here, scores = self._at(products)
        if self.scores is self.summed or not len(self.products):
            return np.asarray(scores[row], np.float32)
        return np.asarray(self.summed[row, place] * is_here, np.float32)

    def _at(self, products: Ints) -> tuple[Ints, NDArray[np.int64], NDArray[np.bool_], Floats]:
        """Where `products` stand among those here, whether they do, and all their scores; kept for the next question,
        because an answer asks for the same ones over and over."""
        if self._asked is None or self._asked[0] is not products:
            place = np.minimum(self.products.searchsorted(products), max(len(self.products) - 1, 0))
            is_here = np.zeros(len(products), bool)
            scores = np.zeros((len(self.scores), len(products)), np.float32)
            if len(self.products):
                is_here = self.products[place] == products
                scores = self.scores[:, place] * is_here
            self._asked = products, place, is_here, scores
        return self._asked


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
        return sums.first(row, count, excluded)

    def score_of(self, customer: History, products: Ints) -> Floats:
        sums, row = self.sums(customer)
        return sums.scores_of(row, products)

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


def add_up(adding: Sequence[Adding], customer: History) -> None:
    """Work out at once what all of `adding` sum up; all of them over the same catalogue."""
    if not adding:
        return
    products, summed = sums_each([model.gains(customer) for model in adding], adding[0].size, customer.products)
    sums = Sums(adding, customer, products, summed)
    for row, model in enumerate(adding):
        customer.scratch[f"{model.name}.sums"] = model, sums, row
