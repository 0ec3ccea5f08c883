"""What the whole shop buys lately: the first answer for a stranger, and a yardstick for every other model."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import Floats, History, Ints
from shopassistant.recommend.models.base import Arrays, Config, Evidence, Model, Scored, Signal, Training
from shopassistant.recommend.models.few import Ranking


@dataclass(frozen=True)
class PopularConfig(Config):
    """Attributes:
    half_life: shop days after which a purchase counts half, for the score.
    window: days of which the reason speaks.
    """

    half_life: float = 45.0
    window: int = 30

    def __post_init__(self) -> None:
        self._require(self.half_life > 0, "half_life")
        self._require(self.window > 0, "window")


class Popular(Model):
    """Distinct buyers per product, time-decayed over three spans; walk-ins count one per basket."""

    name: ClassVar[str] = "popular"
    signals: ClassVar[tuple[Signal, ...]] = (
        Signal("popular", 1e-3),
        Signal("popular_now", 1e-3),
        Signal("popular_long", 1e-3),
    )

    is_personal: ClassVar[bool] = False

    def __init__(self, config: PopularConfig, spans: Floats, buyers: Ints) -> None:
        self.config = config
        self.spans = spans  # (3, n): decayed by half_life, by a third of it, by three times it
        self.buyers = buyers  # (n,): distinct buyers within the window

    @classmethod
    def fit(cls, training: Training, config: PopularConfig) -> Self:
        days, n = training.purchase_days, training.purchases.products.count
        spans = [np.bincount(days.product, np.exp2(-days.age / h), n) for h in _half_lives(config)]
        recent = days.where(days.age < config.window)
        buyers = np.bincount(recent.product[recent.new_pair], minlength=n).astype(np.int32)
        return cls(config, np.stack(spans).astype(np.float32), buyers)

    @classmethod
    def restore(cls, config: PopularConfig, arrays: Arrays) -> Self:
        return cls(config, arrays["spans"], arrays["buyers"])

    def arrays(self) -> dict[str, NDArray[Any]]:
        return {"spans": self.spans, "buyers": self.buyers}

    @cached_property
    def _ranking(self) -> Ranking:
        return Ranking(self.spans[0])

    @cached_property
    def _most(self) -> Floats:
        """float32 (3, 1): the highest of each span."""
        return np.asarray(self.spans.max(axis=1, initial=1e-9)[:, None], np.float32)

    def score(self, customer: History) -> Floats:
        return np.asarray(self.spans[0], np.float32)

    def candidates(self, customer: History, count: int, excluded: NDArray[np.bool_] | None = None) -> Scored:
        return self._ranking.candidates(count, excluded)

    def score_of(self, customer: History, products: Ints) -> Floats:
        return np.asarray(self.spans[0, products], np.float32)

    def best(self, customer: History) -> float:
        return self._ranking.best

    def features(self, customer: History, scores: Floats | None, products: Ints) -> Floats:
        return np.asarray(self.spans[:, products] / self._most, np.float32)

    def evidence(self, customer: History, product: int) -> Evidence | None:
        count = int(self.buyers[product])
        if count:
            return Evidence("recommend.reason.popular", values={"count": count, "days": self.config.window})
        return Evidence("recommend.reason.popular_once", is_weak=True) if self.spans[0, product] > 0 else None


def _half_lives(config: PopularConfig) -> tuple[float, float, float]:
    return config.half_life, config.half_life / 3, config.half_life * 3
