"""The methods a person can choose: each turns an index and a customer into a ranking of products."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.errors import UserError
from shopassistant.recommend.blend import Asked, ask, explain
from shopassistant.recommend.history import Floats, History
from shopassistant.recommend.index import Index
from shopassistant.recommend.models.base import Evidence, Model, top
from shopassistant.recommend.requests import ALIASES, METHODS

# Lists that "all" takes turns with.
INTERLEAVED = ("hybrid", "similar", "segment", "content", "popular")


@dataclass(frozen=True)
class Ranked:
    """A product index with its score and the method that put it forward."""

    product: int
    score: float
    method: str


class Ranker:
    """Rankings for one customer; what the models said is asked once and shared by the methods."""

    def __init__(self, index: Index, customer: History) -> None:
        self.index = index
        self.customer = customer
        self.models: Sequence[Model] = list(index.models.values())
        self._asked: Asked | None = None

    @property
    def asked(self) -> Asked:
        """What all models say of this customer."""
        if self._asked is None:
            self._asked = ask(self.models, self.customer, self.index.blend.config.candidates)
        return self._asked

    def rank(self, method: str, excluded: NDArray[np.bool_]) -> Iterator[Ranked]:
        """All products the method has something to say about, best first, each once.

        Args:
            method: one of `METHODS`.
            excluded: bool (n,), products that must not appear.
        """
        if method == "all":
            yield from self._interleave(excluded)
            return
        ranked = top(self._scores(method), self.index.base.products.count, excluded)
        for product, score in zip(ranked.products.tolist(), ranked.scores.tolist(), strict=True):
            yield Ranked(product, score, method)

    def evidence(self, ranked: Sequence[Ranked]) -> list[Evidence | None]:
        """Why the methods put these products forward."""
        blended = np.array([entry.product for entry in ranked if entry.method == "hybrid"], np.int32)
        reasons: Iterator[Evidence | None] = iter(())
        if len(blended):
            reasons = iter(explain(self.index.blend, self.models, self.customer, self.asked, blended))
        models, customer = self.index.models, self.customer
        found = [
            next(reasons) if entry.method == "hybrid" else models[entry.method].evidence(customer, entry.product)
            for entry in ranked
        ]
        everyone = models["popular"]
        return [piece or everyone.evidence(customer, entry.product) for piece, entry in zip(found, ranked, strict=True)]

    def _scores(self, method: str) -> Floats:
        if method == "hybrid":
            return self.index.blend.score(self.models, self.customer, self.asked)
        if self._asked is not None:
            return self._asked.scores[method]
        return self.index.models[method].score(self.customer)

    def _interleave(self, excluded: NDArray[np.bool_]) -> Iterator[Ranked]:
        self.asked  # noqa: B018  one round of asking serves all lists
        lists = [self.rank(name, excluded) for name in INTERLEAVED if name == "hybrid" or name in self.index.models]
        taken: set[int] = set()
        while lists:
            for ranking in list(lists):
                found = next((entry for entry in ranking if entry.product not in taken), None)
                if found is None:
                    lists.remove(ranking)
                    continue
                taken.add(found.product)
                yield found


def resolve(method: str) -> str:
    """The method behind a name or alias. Raises UserError ``recommend.method`` for any other."""
    method = ALIASES.get(method, method)
    if method not in METHODS:
        raise UserError("recommend.method", method=method, known=", ".join((*METHODS, *ALIASES)))
    return method
