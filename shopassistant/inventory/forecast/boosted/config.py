"""What the boosted model may be told, and what it does when nobody tells it anything."""

from dataclasses import dataclass

from shopassistant.core.errors import UserError


@dataclass(frozen=True)
class BoostedConfig:
    """Attributes:
    rows: most lessons (series, origin, step ahead) to learn from; more than that are sampled.
    origins: most origins to take lessons from, counted back from the last known step.
    trees, leaves, rate, least_rows: how many trees of how many leaves, how much of each step is taken, and the rows a
        leaf must hold.
    columns: share of the columns that each tree sees.
    bags: learners of the centre; each leaves out its share of the weeks, so that every lesson is predicted by one that
        did not see its week.
    effects_share: weight of the linear effects beside the trees in the centre.
    spread_trees, spread_leaves, spread_rate, spread_rows: the same for the quantiles around the centre.
    half_life: days after which a day counts half in the linear effects.
    shrinkage: pull of the effects of everything, a category, a product and a series to those of the one before, in
        steps: so much evidence to the contrary halves the pull.
    threads: of LightGBM; 0 for all cores.
    seed: of samples and bags.
    """

    rows: int = 120_000
    origins: int = 60
    trees: int = 100
    leaves: int = 31
    rate: float = 0.08
    least_rows: int = 100
    columns: float = 0.4
    bags: int = 3
    effects_share: float = 0.4
    spread_trees: int = 25
    spread_leaves: int = 12
    spread_rate: float = 0.15
    spread_rows: int = 100_000
    half_life: float = 240.0
    shrinkage: tuple[float, float, float, float] = (5.0, 5.0, 36.0, 300.0)
    threads: int = 1
    seed: int = 20171204

    def __post_init__(self) -> None:
        for name in ("rows", "origins", "trees", "rate", "least_rows", "spread_trees", "spread_rows", "half_life"):
            self._require(getattr(self, name) > 0, name)
        for name in ("leaves", "bags", "spread_leaves"):
            self._require(getattr(self, name) > 1, name)
        self._require(0 < self.columns <= 1, "columns")
        self._require(0 <= self.effects_share <= 1, "effects_share")
        self._require(len(self.shrinkage) == 4 and min(self.shrinkage) > 0, "shrinkage")

    def _require(self, condition: bool, field: str) -> None:
        if not condition:
            raise UserError("forecast.config", field=field, value=str(getattr(self, field)))
