"""What one earlier day of the shop teaches: candidates with their columns, and which of them were bought after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.blend import Blend
from shopassistant.recommend.history import Floats
from shopassistant.recommend.index import Base
from shopassistant.recommend.purchases import Ints, Purchases

_SEED = 20240301
_PLACES = 10


@dataclass(frozen=True)
class Rows:
    """The candidates of one customer.

    Attributes:
        table: float32 (k, f).
        hit: bool (k,), bought in the horizon.
        own: bool (k,), bought before.
        products: int32 (k,).
    """

    table: Floats
    hit: NDArray[np.bool_]
    own: NDArray[np.bool_]
    products: Ints


@dataclass(frozen=True)
class Lesson:
    """The candidates of all customers, one below the other.

    Attributes:
        table: float32 (m, f).
        hit, own: bool (m,).
        products: int32 (m,).
        start: int64 (c + 1,), where the rows of each customer begin.
        truth: customer index -> products bought in the horizon.
        known: for each customer of `truth`, how many of those were bought before, too.
        cut: calendar day.
        kept: share of the candidates that are new and were not bought which is here.
    """

    table: Floats
    hit: NDArray[np.bool_]
    own: NDArray[np.bool_]
    products: Ints
    start: NDArray[np.int64]
    truth: Mapping[int, Ints]
    known: NDArray[np.int64]
    cut: int
    kept: float

    @classmethod
    def gathered(cls, parts: Sequence[Rows], truth: Mapping[int, Ints], base: Base, cut: int, kept: float) -> "Lesson":
        """Put the rows of all customers together, in the order of `truth`."""
        known = [int(np.isin(bought, base.events_of(row).product).sum()) for row, bought in truth.items()]
        return cls(
            np.concatenate([part.table for part in parts]),
            np.concatenate([part.hit for part in parts]),
            np.concatenate([part.own for part in parts]),
            np.concatenate([part.products for part in parts]),
            np.cumsum([0, *(len(part.hit) for part in parts)]),
            truth,
            np.array(known, np.int64),
            cut,
            kept,
        )

    @property
    def hits(self) -> int:
        """How many of the candidates were bought."""
        return int(self.hit.sum())


def learning_sample(purchases: Purchases, lines: int) -> Purchases:
    """The same shop with so many of its customers, drawn at random, that about `lines` purchases are left; walk-ins'
    baskets are drawn alike."""
    total = len(purchases.day)
    if total <= lines:
        return purchases
    rng = np.random.default_rng(_SEED)
    share = lines / total
    customers = rng.random(len(purchases.customer_ids)) < share
    baskets = rng.random(int(purchases.basket.max(initial=0)) + 1) < share
    keep = np.where(purchases.customer >= 0, customers[purchases.customer], baskets[purchases.basket])
    place = np.cumsum(customers) - 1
    part = purchases.where(keep)
    return replace(
        part,
        customer_ids=purchases.customer_ids[customers],
        sale_counts=purchases.sale_counts[customers],
        sale_sums=purchases.sale_sums[customers],
        customer=np.where(part.customer >= 0, place[part.customer], -1).astype(np.int32),
    )


def measure(blend: Blend, lesson: Lesson) -> dict[str, float]:
    """ndcg at 10 over everything and over what is new, as a mean over customers with something to find, and the hit
    rate; the ideal is the best list of ten."""
    gains = 1 / np.log2(np.arange(_PLACES) + 2)
    ideal = np.cumsum(gains)
    everything, new, found = [], [], 0
    for number, bought in enumerate(lesson.truth.values()):
        rows = slice(int(lesson.start[number]), int(lesson.start[number + 1]))
        hit, own = lesson.hit[rows], lesson.own[rows]
        scores = blend.margin(lesson.table[rows].T, own)
        gain = _gain(hit, scores, gains)
        found += gain > 0
        everything.append(gain / ideal[min(len(bought), _PLACES) - 1])
        left = len(bought) - int(lesson.known[number])
        if left:
            new.append(_gain(hit[~own], scores[~own], gains) / ideal[min(left, _PLACES) - 1])
    return {
        "ndcg": float(np.mean(everything)),
        "ndcg_new": float(np.mean(new)) if new else 0.0,
        "hit_rate": found / max(len(lesson.truth), 1),
    }


def _gain(hit: NDArray[np.bool_], scores: Floats, gains: NDArray[np.float64]) -> float:
    first = np.argsort(-scores, kind="stable")[:_PLACES]
    return float((hit[first] * gains[: len(first)]).sum())
