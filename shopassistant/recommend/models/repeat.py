"""What this customer buys again: own purchases, recency-weighted, with the rhythm in which each is bought."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import Floats, History, Ints
from shopassistant.recommend.models.base import Arrays, Config, Evidence, Scored, Signal, Training
from shopassistant.recommend.models.few import FewModel


@dataclass(frozen=True)
class RepeatConfig(Config):
    """Attributes:
    early: how much a product bought a moment ago still scores, as a share of one that is due.
    """

    early: float = 0.35

    def __post_init__(self) -> None:
        self._require(0 < self.early <= 1, "early")


class Repeat(FewModel):
    """Decayed purchase counts, times how often this product is bought again at all, times how due it is."""

    name: ClassVar[str] = "repeat"
    puts_forward: ClassVar[bool] = False  # what was bought before is ranked anyway
    signals: ClassVar[tuple[Signal, ...]] = (
        Signal("own_long", 0.05),
        Signal("own_recent", 0.05),
        Signal("own_half_year", 0.05),
        Signal("own_times", 0.05),
        Signal("own_units", 1.0),
        Signal("own_age", 1.0),
        Signal("own_due", 0.05),
        Signal("own_share", 0.05),
        Signal("bought_again", 0.01),
    )

    def __init__(self, config: RepeatConfig, again: Floats, popular: Floats) -> None:
        self.config = config
        self.again = again  # (n,): share of buyers who bought it on a second day, smoothed
        self.popular = popular  # (n,): 0 to 1, breaks ties

    @classmethod
    def fit(cls, training: Training, config: RepeatConfig) -> Self:
        every, n = training.purchase_days, training.purchases.products.count
        days = every.where(every.buyer < every.customers)
        first = days.new_pair
        pair = np.cumsum(first) - 1
        product, times = days.product[first], np.bincount(pair)
        buyers = np.bincount(product, minlength=n)
        repeats = np.bincount(product, times > 1, minlength=n)
        overall = repeats.sum() / max(buyers.sum(), 1)
        again = (repeats + 8 * overall) / (buyers + 8)
        recent = np.bincount(every.product, np.exp2(-every.age / 45), n)
        popular = recent / max(recent.max(initial=0), 1e-9)
        return cls(config, again.astype(np.float32), popular.astype(np.float32))

    @classmethod
    def restore(cls, config: RepeatConfig, arrays: Arrays) -> Self:
        return cls(config, arrays["again"], arrays["popular"])

    def arrays(self) -> dict[str, NDArray[Any]]:
        return {"again": self.again, "popular": self.popular}

    @property
    def size(self) -> int:
        return len(self.again)

    def say(self, customer: History) -> Scored:
        mine = customer.products
        ready = self.config.early + (1 - self.config.early) * np.minimum(_due(customer), 1)
        scores = ((customer.decayed[2] + 0.05 * self.popular[mine]) * ready).astype(np.float32)
        return Scored(mine[scores > 0], scores[scores > 0])

    def features(self, customer: History, scores: Floats | None, products: Ints) -> Floats:
        """Zeros for what was never bought."""
        out = np.zeros((len(self.signals), len(products)), np.float32)
        out[-1] = self.again[products]
        mine, at = customer.among(products)
        if len(mine):
            rows = (customer.decayed[2], customer.decayed[0], customer.decayed[1], customer.times, customer.units,
                    customer.age, _due(customer), customer.times / max(customer.visits, 1))  # fmt: skip
            out[:-1, mine] = np.array(rows, np.float32)[:, at]
        return out

    def evidence(self, customer: History, product: int) -> Evidence | None:
        at = int(np.searchsorted(customer.products, product))
        if at >= len(customer.products) or customer.products[at] != product:
            return None
        times = int(customer.times[at])
        values = {"times": times, "day": int(customer.last_day[at])}
        if times < 2:
            return Evidence("recommend.reason.bought_before", product, values)
        if times < 3 or customer.span[at] < 4:
            return Evidence("recommend.reason.bought_often", product, values)
        usual = round(float(customer.span[at]) / (times - 1))
        return Evidence("recommend.reason.repeat", product, values | {"usual_days": max(usual, 1)})


def _due(customer: History) -> Floats:
    """Shop days since the last purchase over the usual gap (a month assumed on top of what was seen)."""
    usual = (customer.span + 30) / np.maximum(customer.times, 1)
    return (customer.age / np.maximum(usual, 7)).astype(np.float32)
