"""What sells within the categories a customer buys from; nothing in a shop that keeps no categories."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import History, Ints
from shopassistant.recommend.models.base import NOTHING, Arrays, Config, Evidence, Scored, Signal, Training
from shopassistant.recommend.models.few import FewModel


@dataclass(frozen=True)
class CategoryConfig(Config):
    """Attributes:
    half_life: shop days after which a purchase counts half for what sells.
    memory: shop days after which a customer's own purchase speaks half.
    depth: best sellers kept per category.
    window: days of which the reason speaks.
    """

    half_life: float = 45.0
    memory: float = 90.0
    depth: int = 200
    window: int = 91

    def __post_init__(self) -> None:
        for name in self.as_json():
            self._require(getattr(self, name) > 0, name)


class Category(FewModel):
    """A product's share of what its category sells lately, times how much of the category the customer buys."""

    name: ClassVar[str] = "category"
    signals: ClassVar[tuple[Signal, ...]] = (Signal("category", 1e-3),)
    _names: ClassVar[tuple[str, ...]] = ("category", "start", "sellers", "shares", "buyers")

    def __init__(self, config: CategoryConfig, arrays: Arrays) -> None:
        self.config = config
        self.learned = {name: arrays[name] for name in self._names}
        self.category: Ints = self.learned["category"]  # (n,): -1 without

    @classmethod
    def fit(cls, training: Training, config: CategoryConfig) -> Self:
        days, products = training.purchase_days, training.purchases.products
        n, count = products.count, len(products.category_paths)
        sold = np.bincount(days.product, np.exp2(-days.age / config.half_life), n)
        known = np.flatnonzero((products.category >= 0) & (sold > 0))
        order = known[np.lexsort((-sold[known], products.category[known]))]
        of = products.category[order]
        rank = np.arange(len(order)) - np.searchsorted(of, of)
        order, of = order[rank < config.depth], of[rank < config.depth]
        whole = np.bincount(products.category[known], sold[known], count)
        recent = days.where(days.age < config.window)
        arrays: dict[str, NDArray[Any]] = {
            "category": products.category.astype(np.int32),
            "start": np.searchsorted(of, np.arange(count + 1)).astype(np.int64),
            "sellers": order.astype(np.int32),
            "shares": (sold[order] / whole[of]).astype(np.float32) if len(order) else np.empty(0, np.float32),
            "buyers": np.bincount(recent.product[recent.new_pair], minlength=n).astype(np.int32),
        }
        return cls(config, arrays)

    @classmethod
    def restore(cls, config: CategoryConfig, arrays: Arrays) -> Self:
        return cls(config, arrays)

    def arrays(self) -> dict[str, NDArray[Any]]:
        return dict(self.learned)

    @property
    def size(self) -> int:
        return len(self.category)

    def say(self, customer: History) -> Scored:
        mine = self.category[customer.products]
        known = mine >= 0
        if not known.any():
            return NOTHING
        own, at = np.unique(mine[known], return_inverse=True)
        liking = np.bincount(at, customer.weights(self.config.memory)[known])
        start = self.learned["start"]
        parts = [slice(int(start[c]), int(start[c + 1])) for c in own]
        products = np.concatenate([self.learned["sellers"][part] for part in parts])
        scores = np.concatenate(
            [self.learned["shares"][part] * np.float32(much) for part, much in zip(parts, liking, strict=True)]
        )
        order = np.argsort(products)
        return Scored(products[order], scores[order].astype(np.float32))

    def evidence(self, customer: History, product: int) -> Evidence | None:
        """The purchase of the same category that speaks loudest."""
        same = np.flatnonzero(self.category[customer.products] == self.category[product])
        if self.category[product] < 0 or not len(same) or not self.score_of(customer, _one(product))[0]:
            return None
        weights = customer.weights(self.config.memory)[same]
        best = int(same[weights.argmax()])
        count = int(self.learned["buyers"][product])
        source, share = int(customer.products[best]), float(weights.max() / weights.sum())
        values = {"day": int(customer.last_day[best])}
        if not count:
            return Evidence("recommend.reason.same_kind", source, values, share, is_weak=True)
        values |= {"count": count, "days": self.config.window}
        return Evidence("recommend.reason.category", source, values, share, count < 3)


def _one(product: int) -> Ints:
    return np.array([product], np.int32)
