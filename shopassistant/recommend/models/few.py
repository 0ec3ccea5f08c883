"""Models that have something to say about few of many products: one pass per customer, then only those few are handled.

With 100,000 products, an array over the catalogue per model costs more than the model itself.
"""

from abc import abstractmethod
from typing import cast

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import Floats, History, Ints
from shopassistant.recommend.models.base import Model, Scored, best_free, best_of, top


class FewModel(Model):
    """A model whose scores are 0 for nearly all products. What it said of a customer is kept for one answer."""

    @property
    @abstractmethod
    def size(self) -> int:
        """n, the number of products."""

    @abstractmethod
    def say(self, customer: History) -> Scored:
        """All products with a positive score, here ascending by product."""

    def said(self, customer: History) -> Scored:
        """What `say` gives, worked out once per answer."""
        kept = customer.scratch.get(self.name)
        if kept is None or kept[0] is not self:  # another index may have been asked about the same customer
            kept = customer.scratch[self.name] = (self, self.say(customer))
        return cast(Scored, kept[1])

    def score(self, customer: History) -> Floats:
        said = self.said(customer)
        scores = np.zeros(self.size, np.float32)
        scores[said.products] = said.scores
        return scores

    def candidates(self, customer: History, count: int, excluded: NDArray[np.bool_] | None = None) -> Scored:
        said = self.said(customer)
        return best_free(said.products, said.scores, count, excluded)

    def score_of(self, customer: History, products: Ints) -> Floats:
        said = self.said(customer)
        if not len(said.products):
            return np.zeros(len(products), np.float32)
        key = f"{self.name}.of"  # one answer asks twice for the same products: for the signals and for the scores
        kept = customer.scratch.get(key)
        if kept is None or kept[0] is not said or kept[1] is not products:
            at = np.minimum(said.products.searchsorted(products), len(said.products) - 1)
            found = np.where(said.products[at] == products, said.scores[at], np.float32(0))
            kept = customer.scratch[key] = (said, products, found)
        return cast(Floats, kept[2])

    def best(self, customer: History) -> float:
        return float(self.said(customer).scores.max(initial=0))


class Ranking:
    """Scores that many customers share, with the best of them sorted out once.

    Args:
        scores: float32 (n,), finite, not negative.
    """

    depth = 2_000

    def __init__(self, scores: Floats) -> None:
        self.scores = scores
        positive = np.flatnonzero(scores > 0).astype(np.int32)
        self._first = best_of(positive, scores[positive], self.depth)
        self._is_whole = len(positive) <= self.depth

    @property
    def best(self) -> float:
        """The highest score."""
        return float(self._first.scores[0]) if len(self._first.scores) else 0.0

    def candidates(self, count: int, excluded: NDArray[np.bool_] | None) -> Scored:
        """What `top` makes of the scores."""
        products, scores = self._first.products, self._first.scores
        if excluded is not None:
            free = ~excluded[products]
            products, scores = products[free], scores[free]
        if len(products) >= count or self._is_whole:
            return Scored(products[: max(count, 0)], scores[: max(count, 0)])
        return top(self.scores, count, excluded)
