"""Settings of the next-basket ranker, checked when made."""

from dataclasses import dataclass, field

from shopassistant.recommend.forest import ForestConfig
from shopassistant.recommend.models.base import Config

TREES = ForestConfig(trees=80, leaves=31, rate=0.1, least_rows=100, columns=0.5, rows=0.8, ridge=5.0)


@dataclass(frozen=True)
class NextBasketConfig(Config):
    """Attributes:
    customers: at most so many with a known next basket are learned from and asked as neighbours, drawn at random.
    folds: no customer's own next basket speaks in the rows learned from; it is left out with a whole fold.
    neighbours: customers that speak for another.
    linked: items kept per item in what leads to what.
    best, best_habits: candidates from each voice, and from the neighbours' habits.
    popular, newest: candidates that everybody gets: most taken next, most in everybody's newest baskets.
    rejected: share of the candidates not taken that is learned from.
    forest: the trees.
    batch: customers worked on at once.
    seed: of every draw.
    """

    customers: int = 20_000
    folds: int = 5
    neighbours: int = 300
    linked: int = 400
    best: int = 50
    best_habits: int = 50
    popular: int = 80
    newest: int = 40
    rejected: float = 0.25
    forest: ForestConfig = field(default_factory=lambda: TREES)
    batch: int = 250
    seed: int = 2020

    def __post_init__(self) -> None:
        for name in ("customers", "neighbours", "linked", "best", "best_habits", "popular", "newest", "batch"):
            self._require(getattr(self, name) > 0, name)
        self._require(self.folds >= 2, "folds")
        self._require(0 < self.rejected <= 1, "rejected")
