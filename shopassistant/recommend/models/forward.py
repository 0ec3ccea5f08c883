"""What comes next: how much each product bought so far speaks for each product in the quarter that follows.

The other models look at what was bought together, at any time. This one looks back at earlier days of the shop, at
what each customer had bought until then and what in the horizon after, and learns the one from the other by ridge
regression: a linear next-basket model in the manner of SLIM (Ning and Karypis, ICDM 2011) with a future in place of the
same basket. A product's weight for itself is how much it is bought again; the days include the same season a year ago.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import SEASON_DAYS, YEAR_DAYS, Floats, History, Ints
from shopassistant.recommend.models.adding import Adding
from shopassistant.recommend.models.base import Arrays, Config, Evidence, PurchaseDays, Signal, Training
from shopassistant.recommend.models.neighbours import history_weights

if TYPE_CHECKING:
    import scipy.sparse as sp

_SEED = 19700101
_ROWS = 1_000


@dataclass(frozen=True)
class ForwardConfig(Config):
    """Attributes:
    half_life: shop days after which a purchase speaks half.
    ridge: pull of the weights towards zero.
    kept: strongest weights kept per product.
    most: at most so many products of a history speak.
    products: only so many of the best-selling products are learned, so that the matrices fit into memory.
    customers: at most so many customers are learned from at each day, drawn at random.
    least_past: days of records a day must have before it to be learned from.
    """

    half_life: float = 120.0
    ridge: float = 20.0
    kept: int = 200
    most: int = 400
    products: int = 6_000
    customers: int = 100_000
    least_past: int = 80

    def __post_init__(self) -> None:
        for name in ("half_life", "ridge", "kept", "most", "products", "customers", "least_past"):
            self._require(getattr(self, name) > 0, name)


class Forward(Adding):
    """The strongest weights of each product learned, towards others and itself."""

    name: ClassVar[str] = "forward"
    signals: ClassVar[tuple[Signal, ...]] = (Signal("forward", 1e-3),)

    def __init__(self, config: ForwardConfig, index: Ints, weight: Floats) -> None:
        self.config = config
        self.index = index  # (n, k): products spoken for, -1 where there are fewer
        self.weight = weight  # (n, k)

    @classmethod
    def fit(cls, training: Training, config: ForwardConfig) -> Self:
        days, n = training.purchase_days, training.purchases.products.count
        days = days.where(slice(0, int(np.searchsorted(days.buyer, days.customers))))
        learned = _best_sellers(days.product, n, config.products)
        oldest = float(days.age.max(initial=0))
        gram, target = np.zeros((len(learned),) * 2, np.float32), np.zeros((len(learned),) * 2, np.float32)
        cuts = [cut for cut in _cuts() if oldest - cut >= config.least_past]
        for done, cut in enumerate(cuts):
            training.progress.report(f"recommend.fitting.{cls.name}", done, len(cuts) + 1)
            past, after = _example(days, cut, learned, n, config)
            _add_product(gram, past, past)
            _add_product(target, past, after)
        if not len(learned) or not cuts or not target.any():
            return cls(config, np.empty((n, 0), np.int32), np.empty((n, 0), np.float32))
        training.progress.report(f"recommend.fitting.{cls.name}", len(cuts), len(cuts) + 1)
        return cls(config, *_strongest(_solve(gram, target, config.ridge), learned, n, config.kept))

    @classmethod
    def restore(cls, config: ForwardConfig, arrays: Arrays) -> Self:
        return cls(config, arrays["index"], arrays["weight"])

    def arrays(self) -> dict[str, NDArray[Any]]:
        return {"index": self.index, "weight": self.weight}

    @property
    def size(self) -> int:
        return len(self.index)

    def gains(self, customer: History) -> tuple[Ints, Floats]:
        products, weights = self._speaking(customer)
        weight = self.weight.take(products, axis=0)
        weight *= weights[:, None]
        return self.index.take(products, axis=0).ravel(), weight.ravel()

    def evidence(self, customer: History, product: int) -> Evidence | None:
        products, weights = self._speaking(customer)
        if not len(products):
            return None
        gains = (self.weight[products] * (self.index[products] == product)).sum(axis=1) * weights
        best = int(gains.argmax())
        if gains[best] <= 0:
            return None
        source = int(products[best])
        day = int(customer.last_day[np.searchsorted(customer.products, source)])
        share = float(gains[best] / np.maximum(gains, 0).sum())
        if source == product:
            return Evidence("recommend.reason.bought_before", source, {"day": day}, share)
        return Evidence("recommend.reason.points_to", source, {"day": day}, share)

    def _speaking(self, customer: History) -> tuple[Ints, Floats]:
        return history_weights(customer, self.config.half_life, self.config.most)


def _cuts() -> tuple[int, ...]:
    """Shop days ago at which the past is cut: the last three horizons, and this day a year ago."""
    return (SEASON_DAYS, 2 * SEASON_DAYS, 3 * SEASON_DAYS, YEAR_DAYS)


def _best_sellers(product: Ints, n: int, most: int) -> Ints:
    """Indices of the products most customers bought, ascending; none that nobody bought."""
    counts = np.bincount(product, minlength=n)
    order = np.argsort(-counts, kind="stable")[:most]
    return np.sort(order[counts[order] > 0]).astype(np.int32)


def _example(
    days: PurchaseDays, cut: int, learned: Ints, n: int, config: ForwardConfig
) -> "tuple[sp.csr_matrix[Any], sp.csr_matrix[Any]]":
    """Rows of customers who bought in the horizon after `cut` (shop days ago): what each had bought before, by how
    lately, and what they bought then; both damped by their length."""
    import scipy.sparse as sp

    place = np.full(n, -1, np.int32)
    place[learned] = np.arange(len(learned), dtype=np.int32)
    column = place[days.product]
    after = (column >= 0) & (days.age <= cut) & (days.age > cut - SEASON_DAYS)
    before = (column >= 0) & (days.age > cut)
    active = np.intersect1d(days.buyer[after], days.buyer[before])
    if len(active) > config.customers:
        active = np.sort(np.random.default_rng(_SEED).choice(active, config.customers, replace=False))
    row = np.full(days.customers, -1, np.int64)
    row[active] = np.arange(len(active))

    def matrix(rows: NDArray[np.bool_], weight: Floats, damping: float) -> "sp.csr_matrix[Any]":
        at = np.flatnonzero(rows & (row[days.buyer] >= 0))
        # Rows are sorted by buyer, product and day: the last of a pair is the newest.
        key = row[days.buyer[at]] * len(learned) + column[at]
        newest = np.append(key[1:] != key[:-1], np.ones(min(len(key), 1), bool))
        at = at[newest]
        cells = sp.csr_matrix(
            (weight[at], (row[days.buyer[at]], column[at])), shape=(len(active), len(learned)), dtype=np.float32
        )
        lengths = np.sqrt(np.asarray(cells.multiply(cells).sum(axis=1)).ravel())
        return sp.csr_matrix(sp.diags(np.maximum(lengths, 1e-6) ** -damping) @ cells, dtype=np.float32)

    weight = np.exp2(-np.maximum(days.age - cut, 0) / np.float32(config.half_life)).astype(np.float32)
    return matrix(before, weight, 0.5), matrix(after, np.ones(len(weight), np.float32), 1.0)


def _add_product(into: Floats, left: "sp.csr_matrix[Any]", right: "sp.csr_matrix[Any]") -> None:
    """``into += left.T @ right``, block by block."""
    columns = left.T.tocsr()
    for start in range(0, len(into), _ROWS):
        into[start : start + _ROWS] += (columns[start : start + _ROWS] @ right).toarray()


def _solve(gram: Floats, target: Floats, ridge: float) -> Floats:
    """float32 (n, n): the weights W that minimise ``|past W - after|^2 + ridge |W|^2``."""
    from scipy.linalg import cho_factor, cho_solve

    gram[np.diag_indices(len(gram))] += np.float32(ridge)
    factor = cho_factor(gram, lower=True, overwrite_a=True, check_finite=False)
    return np.asarray(cho_solve(factor, target, overwrite_b=True, check_finite=False), np.float32)


def _strongest(weights: Floats, learned: Ints, n: int, kept: int) -> tuple[Ints, Floats]:
    """For each product the strongest weights by size, as a table over the whole catalogue."""
    kept = min(kept, len(learned))
    index, table = np.full((n, kept), -1, np.int32), np.zeros((n, kept), np.float32)
    for start in range(0, len(learned), _ROWS):
        block = weights[start : start + _ROWS]
        near = np.sort(np.argpartition(-np.abs(block), kept - 1, axis=1)[:, :kept], axis=1)
        rows = learned[start : start + _ROWS]
        table[rows] = np.take_along_axis(block, near, axis=1)
        index[rows] = np.where(table[rows] != 0, learned[near], -1)
    return index, table
