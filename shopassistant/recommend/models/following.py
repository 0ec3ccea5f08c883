"""What the next visit brings: what a customer keeps buying, visit by visit, and what tends to come after what.

The personal part counts purchases that fade with each visit made since, after the frequencies of TIFU-KNN (Hu et al.,
"Modeling personalized item frequency information for next-basket recommendation", SIGIR 2020). The rest are transitions
from one visit to the next ones, as in the Markov chains of Rendle, Freudenthaler and Schmidt-Thieme (WWW 2010), but
counted instead of factorised: directed, weaker the more visits and days lie between.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import Floats, History, Ints
from shopassistant.recommend.models.adding import Adding, Sums
from shopassistant.recommend.models.base import Arrays, Config, Evidence, Signal, Training
from shopassistant.recommend.models.neighbours import (
    Neighbours,
    cut_rows,
    history_weights,
    strongest_cells,
)
from shopassistant.recommend.models.sparse import damp_rows

if TYPE_CHECKING:
    import scipy.sparse as sp

_SEED = 20200725


@dataclass(frozen=True)
class FollowingConfig(Config):
    """Attributes:
    reach: up to so many visits later still follow.
    fading: how much less each further visit counts.
    gap: days between two visits after which the later one counts half.
    half_life: shop days after which an old visit teaches half.
    damping: a visit's row is divided by its length to this power.
    followers: how many products are kept per product.
    memory: shop days after which a customer's own purchase speaks half, while answering.
    most: at most so many products of a history speak.
    share: weight of what follows beside what is kept buying.
    least_pairs: so many times must it have followed for a firm reason.
    customers: at most so many customers are learned from, drawn at random.
    """

    reach: int = 3
    fading: float = 0.5
    gap: float = 120.0
    half_life: float = 60.0
    damping: float = 0.25
    followers: int = 200
    memory: float = 40.0
    most: int = 400
    share: float = 20.0
    least_pairs: int = 3
    customers: int = 200_000

    def __post_init__(self) -> None:
        for name in self.as_json():
            if name != "damping":
                self._require(getattr(self, name) > 0, name)
        self._require(self.damping >= 0, "damping")


class Following(Adding):
    """Personal frequency by visits plus directed transitions between visits."""

    name: ClassVar[str] = "following"
    signals: ClassVar[tuple[Signal, ...]] = (
        Signal("following", 1e-3),
        Signal("follows", 1e-3),
        Signal("own_by_visit", 0.05),
    )

    def __init__(self, config: FollowingConfig, table: Neighbours) -> None:
        self.config = config
        self.table = table

    @classmethod
    def fit(cls, training: Training, config: FollowingConfig) -> Self:
        earlier, later, strength = transitions(training, config)
        return cls(config, _followers(earlier, later, strength, training, config))

    @classmethod
    def restore(cls, config: FollowingConfig, arrays: Arrays) -> Self:
        return cls(config, Neighbours.from_arrays(arrays))

    def arrays(self) -> dict[str, NDArray[Any]]:
        return self.table.arrays()

    @property
    def size(self) -> int:
        return len(self.table.buyers)

    def gains(self, customer: History) -> tuple[Ints, Floats]:
        """What tends to come after this customer's purchases."""
        return self.table.gains(*self._speaking(customer))

    def finish(self, sums: Sums, row: int, customer: History) -> None:
        """What follows, and what is kept buying by itself."""
        scores = sums.summed[row] * np.float32(self.config.share)
        own = sums.products.searchsorted(customer.products)  # all are there
        scores[own] = (scores[own].astype(np.float64) + customer.by_visit).astype(np.float32)
        if sums.scores is sums.summed:
            sums.scores = sums.summed.copy()
        sums.scores[row] = scores

    def features(self, customer: History, scores: Floats | None, products: Ints) -> Floats:
        sums, row = self.sums(customer)
        out = np.zeros((3, len(products)), np.float32)
        out[0] = sums.scores_of(row, products)
        out[0] /= max(float(sums.best[row]), 1e-9)
        out[1] = sums.summed_of(row, products)
        out[1] /= max(float(sums.best_summed[row]), 1e-9)
        mine, bought = customer.among(products)
        out[2, mine] = customer.by_visit[bought]
        return out

    def evidence(self, customer: History, product: int) -> Evidence | None:
        """What was bought before speaks for itself; for what is new, the purchase it follows most."""
        at = int(np.searchsorted(customer.products, product))
        if at < len(customer.products) and customer.products[at] == product:
            times = int(customer.times[at])
            code = "recommend.reason.bought_before" if times < 2 else "recommend.reason.bought_often"
            return Evidence(code, product, {"times": times, "day": int(customer.last_day[at])})
        products, weights = self._speaking(customer)
        found = self.table.strongest(products, weights, product)
        if found is None:
            return None
        position, pairs, part = found
        source = int(products[position])
        day = int(customer.last_day[np.searchsorted(customer.products, source)])
        values = {"day": day, "count": pairs, "visits": self.config.reach}
        return Evidence("recommend.reason.follows", source, values, part, pairs < self.config.least_pairs)

    def _speaking(self, customer: History) -> tuple[Ints, Floats]:
        return history_weights(customer, self.config.memory, self.config.most)


def transitions(training: Training, config: FollowingConfig) -> "tuple[sp.csr_matrix[Any], sp.csr_matrix[Any], Floats]":
    """Pairs of visits of one customer, at most `reach` apart.

    Returns:
        float32 (pairs, n) twice, the earlier and the later visit of each pair, rows damped;
        float32 (pairs,), how much each pair counts.
    """
    import scipy.sparse as sp

    days, n = training.purchase_days, training.purchases.products.count
    known = slice(0, int(np.searchsorted(days.buyer, days.customers)))
    # Visits of a customer in the order of time: the older, the earlier.
    order = np.lexsort((days.product[known], -days.age[known], days.buyer[known]))
    buyer, product, age = days.buyer[known][order], days.product[known][order], days.age[known][order]
    first = np.append(True, (np.diff(buyer) != 0) | (np.diff(age) != 0))[: len(buyer)]
    start = np.append(np.flatnonzero(first), len(buyer))
    rows = sp.csr_matrix((np.ones(len(product), np.float32), product, start), shape=(len(start) - 1, n))
    visits = damp_rows(cut_rows(rows), config.damping)
    who, when = buyer[first], age[first]
    if days.customers > config.customers:
        chosen = np.zeros(days.customers, bool)
        chosen[np.random.default_rng(_SEED).choice(days.customers, config.customers, replace=False)] = True
    else:
        chosen = np.ones(days.customers, bool)
    pairs = [
        (at, at + step)
        for step in range(1, config.reach + 1)
        for at in (np.flatnonzero((who[:-step] == who[step:]) & chosen[who[:-step]]),)
    ]
    before = np.concatenate([pair[0] for pair in pairs])
    after = np.concatenate([pair[1] for pair in pairs])
    fading = np.concatenate([np.full(len(pair[0]), config.fading**step) for step, pair in enumerate(pairs)])
    apart = when[before] - when[after]
    strength = fading * np.exp2(-apart / config.gap) * np.exp2(-when[after] / config.half_life)
    return visits[before], visits[after], strength.astype(np.float32)


def _followers(
    earlier: "sp.csr_matrix[Any]",
    later: "sp.csr_matrix[Any]",
    strength: Floats,
    training: Training,
    config: FollowingConfig,
) -> Neighbours:
    """For each product those that come after it, weighed by how often anything comes after it and it after anything."""
    import scipy.sparse as sp

    weighed = sp.csr_matrix(sp.diags(strength) @ later)
    itself = np.asarray(earlier.multiply(weighed).sum(axis=0)).ravel()
    leads = earlier.T @ np.asarray(weighed.sum(axis=1)).ravel() - itself
    comes = weighed.T @ np.asarray(earlier.sum(axis=1)).ravel() - itself
    columns = sp.csr_matrix(sp.diags(_scale(leads)) @ earlier.T).astype(np.float32)
    weighed = sp.csr_matrix(weighed @ sp.diags(_scale(comes))).astype(np.float32)
    buyers = np.bincount(training.newest.product, minlength=earlier.shape[1]).astype(np.int32)

    def tick(done: int, total: int) -> None:
        training.progress.report("recommend.fitting.following", done, total)

    return strongest_cells(columns, weighed, config.followers, buyers, training.explains, tick)


def _scale(sums: NDArray[Any]) -> Floats:
    """One over the square root, 0 where nothing is left."""
    return np.asarray(np.where(sums > 1e-12, 1 / np.sqrt(np.maximum(sums, 1e-12)), 0), np.float32)
