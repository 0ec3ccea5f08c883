"""The methods a person can choose: each turns an index and a customer into a ranking of products."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.errors import UserError
from shopassistant.recommend.blend import Asked, ask, explain
from shopassistant.recommend.history import History, Ints
from shopassistant.recommend.index import Index
from shopassistant.recommend.list_order import PLACES
from shopassistant.recommend.models.base import Evidence, Scored, best_of
from shopassistant.recommend.requests import ALIASES, METHODS

_FIRST = 400  # as many as an answer nearly ever asks for
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
        self._asked: Asked | None = None

    @property
    def asked(self) -> Asked:
        """What is ranked for this customer, with its columns."""
        if self._asked is None:
            self._asked = ask(self.index.sources, self.customer, self.index.blend.config)
        return self._asked

    def rank(self, method: str, excluded: NDArray[np.bool_]) -> Iterator[Ranked]:
        """All products the method has something to say about, best first, each once.

        Args:
            method: one of `METHODS`.
            excluded: bool (n,), products that must not appear.
        """
        if method == "all":
            yield from self._interleave(excluded)
        elif method == "hybrid":
            yield from self.blended(lambda products: excluded[products])
        else:
            model = self.index.models[method]
            first = model.candidates(self.customer, _FIRST, excluded)
            yield from _each(first, method)
            if len(first.products) == _FIRST:  # sorting the whole catalogue is for whoever asks that far
                rest = excluded.copy()
                rest[first.products] = True
                yield from _each(model.candidates(self.customer, len(rest), rest), method)

    def blended(self, is_excluded: Callable[[Ints], NDArray[np.bool_]], places: int = PLACES) -> Iterator[Ranked]:
        """The ranking of "hybrid".

        Args:
            is_excluded: which of some products, int32 (k,), must not appear: bool (k,).
            places: of the list it is for.
        """
        free = ~is_excluded(self.asked.products)
        said = self.index.blend.say(self.index.sources, self.customer, self.asked, free, places)
        yield from _each(best_of(said.products, said.scores, len(said.products)), "hybrid")

    def evidence(self, ranked: Sequence[Ranked]) -> list[Evidence | None]:
        """Why the methods put these products forward."""
        blended = np.array([entry.product for entry in ranked if entry.method == "hybrid"], np.int32)
        reasons: Iterator[Evidence | None] = iter(())
        if len(blended):
            reasons = iter(explain(self.index.blend, self.index.sources, self.customer, self.asked, blended))
        models, customer = self.index.models, self.customer
        found = [
            next(reasons) if entry.method == "hybrid" else models[entry.method].evidence(customer, entry.product)
            for entry in ranked
        ]
        everyone = models["popular"]
        return [piece or everyone.evidence(customer, entry.product) for piece, entry in zip(found, ranked, strict=True)]

    def _interleave(self, excluded: NDArray[np.bool_]) -> Iterator[Ranked]:
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


def _each(scored: Scored, method: str) -> Iterator[Ranked]:
    for product, score in zip(scored.products.tolist(), scored.scores.tolist(), strict=True):
        yield Ranked(product, score, method)


def resolve(method: str) -> str:
    """The method behind a name or alias. Raises UserError ``recommend.method`` for any other."""
    method = ALIASES.get(method, method)
    if method not in METHODS:
        raise UserError("recommend.method", method=method, known=", ".join((*METHODS, *ALIASES)))
    return method
