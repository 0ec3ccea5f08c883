"""What sells at this time of the year: last year's same weeks against the rest of that year, times what sells now.

A ratio-to-average season index as in classical decomposition (Hyndman and Athanasopoulos, "Forecasting: principles and
practice"), for the weeks to come. A product with little past leans on others of its category, brand and words of the
name: a Christmas card that is new this year has never had a Christmas, but others have.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import SEASON_DAYS, YEAR_DAYS, Floats, History, Ints
from shopassistant.recommend.models.base import Arrays, Config, Evidence, Model, Scored, Signal, Training
from shopassistant.recommend.models.content import ContentConfig, trait_matrix
from shopassistant.recommend.models.few import Ranking


@dataclass(frozen=True)
class SeasonConfig(Config):
    """Attributes:
    horizon_days: how far ahead it looks.
    half_life: shop days after which a purchase counts half for what sells now.
    trust: power of the season index in the score; 1 would expect last year to come again in full.
    smoothing: purchases with which a product's own index is as good as that of its likes.
    smoothing_likes: the same for a category, brand or word against the whole shop.
    common: a trait of more than this share of the products tells nothing.
    """

    horizon_days: int = SEASON_DAYS
    half_life: float = 30.0
    trust: float = 0.5
    smoothing: float = 30.0
    smoothing_likes: float = 30.0
    common: float = 0.2

    def __post_init__(self) -> None:
        for name in self.as_json():
            self._require(getattr(self, name) > 0, name)


class Season(Model):
    """Decayed popularity times the season index."""

    name: ClassVar[str] = "season"
    signals: ClassVar[tuple[Signal, ...]] = (
        Signal("season", 1e-3),
        Signal("season_index", 0.1),
        Signal("season_last_year", 1e-3),
        Signal("own_last_year", 0.1),
    )
    is_personal: ClassVar[bool] = False

    def __init__(self, config: SeasonConfig, arrays: Arrays) -> None:
        self.config = config
        self.expected: Floats = arrays["expected"]  # (n,): the score
        self.index: Floats = arrays["index"]  # (n,): 1 is like the rest of the year, 0 for what was never sold
        self.ahead: Ints = arrays["ahead"]  # (n,): purchases a year ago in the days to come

    @classmethod
    def fit(cls, training: Training, config: SeasonConfig) -> Self:
        n, days = training.purchases.products.count, training.purchase_days
        now = np.bincount(days.product, np.exp2(-days.age / config.half_life), n)
        ahead, usual = _demand(training, config)
        index = np.where(now > 0, season_index(training, ahead, usual, config), 0)
        expected = now * index**config.trust
        arrays = {"expected": expected.astype(np.float32), "index": index.astype(np.float32)}
        return cls(config, {**arrays, "ahead": np.where(now > 0, ahead, 0).astype(np.int32)})

    @classmethod
    def restore(cls, config: SeasonConfig, arrays: Arrays) -> Self:
        return cls(config, arrays)

    def arrays(self) -> dict[str, NDArray[Any]]:
        return {"expected": self.expected, "index": self.index, "ahead": self.ahead}

    @cached_property
    def _ranking(self) -> Ranking:
        return Ranking(self.expected)

    @cached_property
    def _most_ahead(self) -> int:
        return int(self.ahead.max(initial=1))

    def score(self, customer: History) -> Floats:
        return self.expected

    def candidates(self, customer: History, count: int, excluded: NDArray[np.bool_] | None = None) -> Scored:
        return self._ranking.candidates(count, excluded)

    def score_of(self, customer: History, products: Ints) -> Floats:
        return np.asarray(self.expected[products], np.float32)

    def best(self, customer: History) -> float:
        return self._ranking.best

    def features(self, customer: History, scores: Floats | None, products: Ints) -> Floats:
        mine, bought = customer.among(products)
        out = np.zeros((4, len(products)), np.float32)
        out[0] = self.expected[products] / max(self.best(customer), 1e-9)
        out[1] = self.index[products]
        out[2] = self.ahead[products] / self._most_ahead
        out[3, mine] = customer.year_ago[bought]
        return out

    def evidence(self, customer: History, product: int) -> Evidence | None:
        if self.expected[product] <= 0:
            return None
        count = int(self.ahead[product])
        if count and self.index[product] > 1:
            values = {"count": count, "days": self.config.horizon_days}
            return Evidence("recommend.reason.season", values=values, is_weak=count < 3)
        return Evidence("recommend.reason.popular_once", is_weak=True)


def season_index(
    training: Training, ahead: NDArray[np.float64], usual: NDArray[np.float64], config: SeasonConfig
) -> NDArray[np.float64]:
    """float64 (n,): demand of the days to come against the usual, a year ago; 1 where the past tells nothing.

    Args:
        ahead: purchases in the days to come, a year ago.
        usual: how many they would be if the year had no seasons.
    """
    products = training.purchases.products
    traits = trait_matrix(products, ContentConfig()).copy()
    traits.data[:] = 1
    spread = np.diff(traits.indptr)
    traits = traits[(spread >= 2) & (spread <= max(config.common * products.count, 2))]
    of_trait = np.log((traits @ ahead + config.smoothing_likes) / (traits @ usual + config.smoothing_likes))
    counts = np.asarray(traits.sum(axis=0)).ravel()
    likes = np.exp((traits.T @ of_trait) / np.maximum(counts, 1))
    return np.asarray((ahead + config.smoothing * likes) / (usual + config.smoothing), np.float64)


def _demand(training: Training, config: SeasonConfig) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Purchases (float64 (n,)) of the days to come a year ago, and their share of that year's by the shop's own rhythm.

    Zeros for a product first sold in the course of those days, which cannot be judged by them, and for all in a shop
    that had not opened yet.
    """
    p, n = training.purchases, training.purchases.products.count
    begin = training.today - YEAR_DAYS
    in_year = p.day >= begin
    coming = in_year & (p.day < begin + config.horizon_days)
    first = np.full(n, np.iinfo(np.int32).max)
    np.minimum.at(first, p.product, p.day)
    judged = (first < begin + config.horizon_days / 2) & (int(p.day.min(initial=training.today)) <= begin + 7)
    ahead = np.bincount(p.product[coming], minlength=n).astype(np.float64)
    year = np.bincount(p.product[in_year], minlength=n).astype(np.float64)
    share = ahead.sum() / max(year.sum(), 1)
    return np.where(judged, ahead, 0), np.where(judged, year * share, 0)
