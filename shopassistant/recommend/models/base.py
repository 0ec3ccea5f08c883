"""The one interface of all models: fit on purchases, score every product for one customer, name the evidence.

A model holds arrays and nothing else, so that it can be written to plain files and mapped back without running code.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.errors import UserError
from shopassistant.core.progress import Progress
from shopassistant.recommend.history import Events, Floats, History, Ints, summarise
from shopassistant.recommend.models.sparse import starts_run
from shopassistant.recommend.purchases import Purchases
from shopassistant.recommend.shoptime import ShopTime

if TYPE_CHECKING:
    import scipy.sparse as sp

Arrays = Mapping[str, NDArray[Any]]
# From so many scores on the best are looked for among the likely ones, judged by one in so many.
_MANY, SAMPLED = 4_000, 16


@dataclass(frozen=True)
class Config:
    """Settings of one model; checked when made, so that a wrong one never reaches a fit."""

    def as_json(self) -> dict[str, Any]:
        """Plain values for the artefact's description."""
        return asdict(self)

    def _require(self, condition: bool, name: str) -> None:
        """Raise UserError ``recommend.config`` naming the field, unless `condition`."""
        if not condition:
            raise UserError("recommend.config", model=type(self).__name__, field=name, value=getattr(self, name))


@dataclass(frozen=True)
class Training:
    """What every model's fit gets.

    Attributes:
        purchases: the shop's records.
        time: its clock.
        today: calendar day at whose start the shop is seen (days since 1970-01-01).
        progress: told now and then, and may raise Cancelled.
        explains: whether the models must be able to give reasons; not for a hold-out.
    """

    purchases: Purchases
    time: ShopTime
    today: int
    progress: Progress
    explains: bool = True

    @cached_property
    def age(self) -> Floats:
        """float32 (m,): shop days since each purchase."""
        return self._age_of_day[self.purchases.day - self._first_day]

    @cached_property
    def purchase_days(self) -> "PurchaseDays":
        """Each product of each buyer once a day: what most models count."""
        p, days, products = self.purchases, len(self._age_of_day), max(self.purchases.products.count, 1)
        # Everything that tells rows apart is in one number, so that one sort without an order beside it is enough.
        key = np.where(p.customer >= 0, p.customer, len(p.customer_ids) + p.basket).astype(np.int64)
        key *= products
        key += p.product
        key *= days
        key += p.day - self._first_day
        key.sort()
        key = key[starts_run(key)]
        pair, day = np.divmod(key, days)
        buyer, product = np.divmod(pair, products)
        return PurchaseDays(buyer, product.astype(np.int32), self._age_of_day[day], len(p.customer_ids))

    @cached_property
    def newest(self) -> "Newest":
        """Each product of each known customer once, with its newest purchase."""
        days, customers = self.purchase_days, len(self.purchases.customer_ids)
        known = int(np.searchsorted(days.buyer, customers))
        buyer, product = days.buyer[:known], days.product[:known]
        last = np.append(days.where(slice(0, known)).new_pair[1:], np.ones(min(known, 1), bool))
        start = np.searchsorted(buyer[last], np.arange(customers + 1)).astype(np.int64)
        return Newest(start, product[last], days.age[:known][last], self.purchases.products.count)

    @cached_property
    def _first_day(self) -> int:
        return int(self.purchases.day.min(initial=self.today))

    @cached_property
    def _age_of_day(self) -> Floats:
        """float32: shop days since each calendar day from the first on."""
        days = np.arange(self._first_day, int(self.purchases.day.max(initial=self.today)) + 1, dtype=np.int32)
        return np.maximum(self.time.at_day(self.today) - self.time.at(days), 0).astype(np.float32)

    def histories(self) -> list[History]:
        """The history of every customer, in the order of ``purchases.customer_ids``."""
        p = self.purchases
        bounds = np.searchsorted(p.customer, np.arange(len(p.customer_ids) + 1))
        product = p.product
        return [
            summarise(
                Events(product[a:b], p.variant[a:b], p.day[a:b], p.quantity[a:b], p.value[a:b]),
                self.time,
                self.today,
                row,
            )
            for row, (a, b) in enumerate(pairwise(bounds))
        ]


@dataclass(frozen=True)
class PurchaseDays:
    """Distinct (buyer, product, day), sorted by buyer, then product, then day.

    Attributes:
        buyer: int64 (m,), customer index; from `customers` on, each walk-in basket is a buyer of its own.
        product: int32 (m,).
        age: float32 (m,), shop days ago.
        customers: number of known customers.
    """

    buyer: NDArray[np.int64]
    product: Ints
    age: Floats
    customers: int

    @property
    def new_pair(self) -> NDArray[np.bool_]:
        """bool (m,): the first row of each (buyer, product)."""
        return starts_run(self.buyer) | starts_run(self.product)

    def where(self, keep: NDArray[np.bool_] | slice) -> "PurchaseDays":
        """Some of the rows."""
        return PurchaseDays(self.buyer[keep], self.product[keep], self.age[keep], self.customers)


@dataclass(frozen=True)
class Newest:
    """Customers by products: a compressed matrix of what was ever bought.

    Attributes:
        start: int64 (c + 1,), where each customer's cells begin.
        product: int32 (m,), ascending within a customer.
        age: float32 (m,), shop days since the newest purchase.
        size: n, the number of products.
    """

    start: NDArray[np.int64]
    product: Ints
    age: Floats
    size: int

    def matrix(self, half_life: float) -> "sp.csr_matrix[Any]":
        """float32 (c, n): 0.5 ** (age / half_life)."""
        import scipy.sparse as sp

        weight = np.exp2(-self.age / np.float32(half_life))
        return sp.csr_matrix((weight, self.product, self.start), shape=(len(self.start) - 1, self.size))


@dataclass(frozen=True)
class Signal:
    """One number a model gives the blend per customer and product, taken as log(value + floor).

    Attributes:
        name: unique over all models.
        floor: what counts as nothing.
    """

    name: str
    floor: float


@dataclass(frozen=True)
class Scored:
    """Products with scores, best first; equal scores in the order of the catalogue.

    Attributes:
        products: int32 (k,), product indices, each once.
        scores: float32 (k,), positive and finite.
    """

    products: Ints
    scores: Floats


NOTHING = Scored(np.empty(0, np.int32), np.empty(0, np.float32))


@dataclass(frozen=True)
class Evidence:
    """Why a model scored a product for a customer.

    Attributes:
        code: which kind of reason.
        product: index of the product bought before that speaks for it, -1 where there is none.
        values: numbers of the reason.
        weight: how much of the score rests on it (0 to 1).
        is_weak: too little to be the first thing said.
    """

    code: str
    product: int = -1
    values: Mapping[str, Any] = field(default_factory=dict)
    weight: float = 1.0
    is_weak: bool = False


class Model(ABC):
    """A fitted model.

    Attributes:
        name: how the engine and the artefacts call it.
        signals: what it gives the blend; the first stands for its score.
        is_personal: whether its reasons speak of the customer.
        puts_forward: whether the hybrid ranks what this one finds; else it only judges what others find.
    """

    name: ClassVar[str]
    signals: ClassVar[tuple[Signal, ...]]
    is_personal: ClassVar[bool] = True
    puts_forward: ClassVar[bool] = True

    @classmethod
    @abstractmethod
    def fit(cls, training: Training, config: Any) -> Self:
        """Learn from the records. Any shop will do: an empty one, one product, no customers."""

    @classmethod
    @abstractmethod
    def restore(cls, config: Any, arrays: Arrays) -> Self:
        """The model that `arrays` and `config` describe."""

    @abstractmethod
    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything learned, as plain arrays."""

    @abstractmethod
    def score(self, customer: History) -> Floats:
        """float32 (n,): a score per product, finite, 0 where the model has nothing to say, higher is better.

        The whole catalogue at once, for a ranking of everything; an answer asks `candidates` and `score_of`, which a
        model answers without an array as long as the catalogue.
        """

    def candidates(self, customer: History, count: int, excluded: NDArray[np.bool_] | None = None) -> Scored:
        """The best `count` products: exactly what `top` makes of `score`.

        Args:
            excluded: bool (n,), products that must not appear.
        """
        return top(self.score(customer), count, excluded)

    def score_of(self, customer: History, products: Ints) -> Floats:
        """float32 (k,): what `score` gives `products`, int32 (k,)."""
        return self.score(customer)[products]

    def best(self, customer: History) -> float:
        """The highest score of any product; 0 where the model has nothing to say."""
        return float(self.score(customer).max(initial=0))

    def evidence(self, customer: History, product: int) -> Evidence | None:
        """What the score of `product` rests on; None where the model has nothing to say."""
        return None

    def features(self, customer: History, scores: Floats | None, products: Ints) -> Floats:
        """float32 (s, k): the `signals` of `products`, by default the score relative to this customer's best, so that
        customers with long and short histories compare.

        Args:
            scores: what `score` gave for this customer, where it was asked; None is as good.
            products: ascending.
        """
        best = self.best(customer)
        if best <= 0:
            return np.zeros((1, len(products)), np.float32)
        return (self.score_of(customer, products) / np.float32(best))[None, :]


def likely_floor(scores: NDArray[Any], count: int) -> float:
    """A score that somewhat more than `count` of very many probably reach, from a regular sample of them: finding the
    best among those few costs a fraction of finding them among all. Whether so many do is for the caller to check."""
    return floor_of(scores[::SAMPLED], count)


def floor_of(sample: NDArray[Any], count: int) -> float:
    """The same from the sample, every `SAMPLED`-th of the scores."""
    place = max(len(sample) - 2 * (count // SAMPLED) - 8, 0)
    return float(np.partition(sample, place)[place])


def top(scores: Floats, count: int, excluded: NDArray[np.bool_] | None = None) -> Scored:
    """The best `count` positive scores, ties in the order of the catalogue.

    Args:
        scores: float32 (n,).
        excluded: bool (n,), products that must not appear.
    """
    if excluded is not None:
        scores = np.where(excluded, np.float32(0), scores)
    count = min(count, len(scores))
    if count <= 0:
        return Scored(np.empty(0, np.int32), np.empty(0, np.float32))
    positive = np.flatnonzero(scores > 0).astype(np.int32)
    return best_of(positive, scores[positive], count)


def best_of(products: Ints, scores: Floats, count: int) -> Scored:
    """The best `count` of some products, ascending, with positive scores; ties in the order of the catalogue."""
    if count < len(scores):
        ordered = scores.copy()
        ordered.partition(len(scores) - count)
        chosen = (scores >= ordered[len(scores) - count]).nonzero()[0]
        products, scores = products[chosen], scores[chosen]
    order = (-scores).argsort(kind="stable")[:count]
    return Scored(products[order], scores[order])


def best_free(products: Ints, scores: Floats, count: int, excluded: NDArray[np.bool_] | None) -> Scored:
    """The same of those that have a positive score and are not `excluded`, bool over the catalogue."""
    if count <= 0:
        return NOTHING
    if len(scores) >= _MANY and (floor := likely_floor(scores, count)) > 0:
        likely = np.flatnonzero(scores >= floor)
        free = likely if excluded is None else likely[~excluded[products[likely]]]
        if len(free) >= count:
            return best_of(products[free], scores[free], count)
    kept = scores > 0
    if excluded is not None:
        kept &= ~excluded[products]
    return best_of(products[kept], scores[kept], count)
