"""Item-based collaborative filtering in two kinds: bought by the same people, and bought in the same basket."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import Floats, History, Ints
from shopassistant.recommend.models.adding import Adding
from shopassistant.recommend.models.base import Arrays, Config, Evidence, Scored, Signal, Training, best_of
from shopassistant.recommend.models.neighbours import Neighbours, history_weights, nearest
from shopassistant.recommend.models.sparse import damp_rows, starts_run

if TYPE_CHECKING:
    import scipy.sparse as sp


@dataclass(frozen=True)
class SimilarConfig(Config):
    """Attributes:
    neighbours: how many others are kept per product.
    half_life: shop days after which an old purchase teaches half, while fitting.
    memory: shop days after which a customer's own purchase speaks half, while answering.
    most: at most so many products of a history speak.
    least_pairs: so many customers must have bought both before a reason says so.
    least_share: so large a share of the buyers of one must have bought the other before a reason names the share.
    """

    neighbours: int = 200
    half_life: float = 180.0
    memory: float = 45.0
    most: int = 400
    least_pairs: int = 3
    least_share: float = 0.05

    def __post_init__(self) -> None:
        for name in ("neighbours", "half_life", "memory", "most", "least_pairs"):
            self._require(getattr(self, name) > 0, name)
        self._require(0 <= self.least_share <= 1, "least_share")


class Similar(Adding):
    """Products bought by the same customers, weighed by how lately."""

    name: ClassVar[str] = "similar"
    signals: ClassVar[tuple[Signal, ...]] = (Signal("similar", 1e-3),)
    code: ClassVar[str] = "recommend.reason.bought_together"

    def __init__(self, config: SimilarConfig, table: Neighbours) -> None:
        self.config = config
        self.table = table

    @classmethod
    def matrix(cls, training: Training, config: SimilarConfig) -> "sp.csr_matrix[Any]":
        """The rows whose shared columns make two products alike."""
        return damp_rows(training.newest.matrix(config.half_life))

    @classmethod
    def fit(cls, training: Training, config: SimilarConfig) -> Self:
        def tick(done: int, total: int) -> None:
            training.progress.report(f"recommend.fitting.{cls.name}", done, total)

        return cls(config, nearest(cls.matrix(training, config), config.neighbours, training.explains, tick))

    @classmethod
    def restore(cls, config: SimilarConfig, arrays: Arrays) -> Self:
        return cls(config, Neighbours.from_arrays(arrays))

    def arrays(self) -> dict[str, NDArray[Any]]:
        return self.table.arrays()

    @property
    def size(self) -> int:
        return len(self.table.buyers)

    def gains(self, customer: History) -> tuple[Ints, Floats]:
        return self.table.gains(*self._speaking(customer))

    def going_with(self, products: Ints, count: int, excluded: NDArray[np.bool_]) -> Scored:
        """The `count` products that go best with `products`, all weighing the same; `excluded`, bool (n,), left out."""
        found = self.table.score(products, np.ones(len(products), np.float32))
        free = ~excluded[found.products]
        return best_of(found.products[free], found.scores[free], count)

    def evidence(self, customer: History, product: int) -> Evidence | None:
        products, weights = self._speaking(customer)
        return self._explain(customer, products, weights, product)

    def evidence_among(self, products: Ints, product: int) -> Evidence | None:
        """The same for a set of products without dates, such as a basket."""
        return self._explain(None, products, np.ones(len(products), np.float32), product)

    def _explain(self, customer: History | None, products: Ints, weights: Floats, product: int) -> Evidence | None:
        found = self.table.strongest(products, weights, product)
        if found is None:
            return None
        position, pairs, part = found
        source = int(products[position])
        values: dict[str, Any] = {"count": pairs, "share": pairs / max(int(self.table.buyers[source]), 1)}
        if customer is not None:
            values["day"] = int(customer.last_day[np.searchsorted(customer.products, source)])
        code = self.code if customer is not None else "recommend.reason.goes_with"
        if pairs < self.config.least_pairs:
            return Evidence(f"{code}_few", source, values, part, is_weak=True)
        if values["share"] < self.config.least_share:  # true, but nobody would buy for it
            return Evidence(f"{code}_some", source, values, part, is_weak=True)
        return Evidence(code, source, values, part)

    def _speaking(self, customer: History) -> tuple[Ints, Floats]:
        return history_weights(customer, self.config.memory, self.config.most)


class Together(Similar):
    """Products that share a basket, weighed less in long baskets; the complements of what is on the counter."""

    name: ClassVar[str] = "together"
    signals: ClassVar[tuple[Signal, ...]] = (Signal("together", 1e-3),)
    code: ClassVar[str] = "recommend.reason.same_basket"

    @classmethod
    def matrix(cls, training: Training, config: SimilarConfig) -> "sp.csr_matrix[Any]":
        import scipy.sparse as sp

        p, n = training.purchases, max(training.purchases.products.count, 1)
        baskets = int(p.basket.max(initial=-1)) + 1
        age = np.zeros(baskets, np.float32)
        age[p.basket] = training.age
        key = p.basket.astype(np.int64) * n + p.product
        key.sort()
        row, product = np.divmod(key[starts_run(key)], n)
        start = np.searchsorted(row, np.arange(baskets + 1))
        weight = np.exp2(-age[row] / np.float32(2 * config.half_life))
        shape = (baskets, p.products.count)
        return damp_rows(sp.csr_matrix((weight, product.astype(np.int32), start), shape=shape))
