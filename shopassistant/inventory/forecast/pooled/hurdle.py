"""The pooled model: trees for the chance of a sale, trees for its size, and the quantiles that follow from both.

A hurdle model (Mullahy, "Specification and testing of some modified count data models", J. Econometrics 1986) whose
two parts are gradient-boosted trees (Ke et al., "LightGBM", NeurIPS 2017): a logistic one, and one that tells the
chances of classes of the size, which makes a whole distribution of it (Frank and Hall, ECML 2001, learn distributions
from classes). On daily sales of a wholesaler it had the lower pinball loss beside one tree model per quantile, at a
sixth of the time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.errors import UserError
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.inventory.forecast.past import Past
from shopassistant.inventory.forecast.pooled.features import (
    Base,
    Source,
    ahead_features,
    base_of,
    rhythm,
    source,
    static_features,
)
from shopassistant.inventory.forecast.pooled.lessons import Lessons, gather
from shopassistant.inventory.forecast.pooled.plan import Plan
from shopassistant.inventory.forecast.pooled.sums import ShopSums

Floats = NDArray[np.float32]

# Bounds between classes of size, in spreads of the logarithm from the series' usual.
_BOUNDS = np.array([-2.3, -1.8, -1.4, -1.05, -0.75, -0.45, -0.15, 0.15, 0.45, 0.8, 1.15, 1.6, 2.2, 3.0])
_EDGES = np.concatenate([[-3.2], _BOUNDS, [4.2]])
_PART = 2000  # series forecast at a time: bounds memory
_LEAST_LESSONS, _LEAST_SALES = 400, 100
_SEED = 20260


@dataclass(frozen=True)
class PooledConfig:
    """Attributes:
    rows: lessons learned from, at most about so many.
    series: series they come from, at most.
    chance_trees, size_trees, leaves, rate, least_rows, columns: of both forests.
    threads: of LightGBM; more than the machine has free only slow it down.
    """

    rows: int = 60_000
    series: int = 8_000
    chance_trees: int = 80
    size_trees: int = 60
    leaves: int = 31
    rate: float = 0.06
    least_rows: int = 300
    columns: float = 0.4
    threads: int = 1

    def __post_init__(self) -> None:
        for name in ("rows", "series", "chance_trees", "size_trees", "rate", "least_rows", "columns"):
            if getattr(self, name) <= 0:
                raise UserError("forecast.config", field=name, value=getattr(self, name))


@dataclass(frozen=True)
class Pooled:
    """Two forests learned from all series.

    Attributes:
        chance: LightGBM booster, chance of a sale on a step.
        size: LightGBM booster, chances of the classes of its size.
        threads: they answer with.
    """

    chance: Any
    size: Any
    threads: int

    def quantiles(self, past: Past, levels: Floats) -> Floats:
        """float32 (n, H, q): of every series of a panel, whether it was learned from or not."""
        shop = ShopSums.of(past)
        plan = Plan.of(past)
        out = np.zeros((past.panel.count, past.horizon, len(levels)), np.float32)
        for start in range(0, past.panel.count, _PART):
            rows = np.arange(start, min(start + _PART, past.panel.count))
            src = source(past, shop, rows)
            base = base_of(src, past.panel.steps)
            chance, size = self._tell(src, base, plan)
            out[rows] = invert(chance[:, plan.step], size[:, plan.week], base, levels)
            self._exceptions(src, base, plan, out, levels)
            out[rows] = np.minimum(out[rows], bound(src)[:, None, None])
        out[:, ~past.open_ahead] = 0
        return out

    def _tell(self, src: Source, base: Base, plan: "Plan") -> tuple[Floats, Floats]:
        """Chances of a sale (n, steps of the plan) and distribution functions of its size (n, weeks, classes)."""
        n, origin = len(src.series), src.past.panel.steps
        static, rhythms = static_features(src, origin, base), rhythm(src, origin, base)
        chance = np.empty((n, len(plan.steps)), np.float32)
        size = np.empty((n, len(plan.weeks), len(_BOUNDS) + 1), np.float32)
        for column, ahead in enumerate(plan.steps.tolist()):
            there = ahead_features(src, origin, np.full(n, ahead), base, rhythms)
            table = np.concatenate([static, there], axis=1)
            chance[:, column] = self.chance.predict(table, num_threads=self.threads)
            if ahead in plan.weeks:
                size[:, int(np.searchsorted(plan.weeks, ahead))] = self._size(table, static.shape[1])
        return chance, size

    def _size(self, table: Floats, width: int) -> Floats:
        classes = self.size.predict(without_rhythm(table, width), num_threads=self.threads)
        return np.cumsum(classes, axis=1, dtype=np.float64).astype(np.float32)

    def _exceptions(self, src: Source, base: Base, plan: "Plan", out: Floats, levels: Floats) -> None:
        """Steps whose known inputs differ from those of the steps that stand for them are asked one by one."""
        row, ahead = plan.exceptions(src)
        if not len(row):
            return
        origin, part = src.past.panel.steps, src.rows(row)
        own = base_of(part, origin)
        static = static_features(part, origin, own)
        there = ahead_features(part, origin, ahead, own, rhythm(part, origin, own))
        table = np.concatenate([static, there], axis=1)
        chance = np.asarray(self.chance.predict(table, num_threads=self.threads), np.float32)[:, None]
        size = self._size(table, static.shape[1])[:, None, :]
        out[src.series[row], ahead] = invert(chance, size, own, levels)[:, 0]


def learn_pooled(
    past: Past, horizon: int, config: PooledConfig | None = None, progress: Progress | None = None
) -> Pooled | None:
    """Learn from all series of a panel; None where the past is too short or too uniform to learn from.

    Args:
        horizon: steps ahead that will be asked for.
        progress: told ``forecast.learning`` after each tree; may raise Cancelled.
    """
    config, progress = config or PooledConfig(), progress or NoProgress()
    rng = np.random.default_rng(_SEED)
    count = past.panel.count
    series = np.sort(rng.choice(count, config.series, replace=False)) if count > config.series else np.arange(count)
    lessons = gather(source(past, ShopSums.of(past), series), horizon, config.rows, _SEED)
    sales = int(lessons.sold.sum())
    if len(lessons.sold) < _LEAST_LESSONS or sales < _LEAST_SALES or sales == len(lessons.sold):
        return None
    return _grow(lessons, config, progress)


def _grow(lessons: Lessons, config: PooledConfig, progress: Progress) -> Pooled:
    import lightgbm

    trees = config.chance_trees + config.size_trees

    def told(before: int) -> Callable[[Any], None]:
        return lambda state: progress.report("forecast.learning", before + state.iteration + 1, trees)

    shared = {
        "learning_rate": config.rate,
        "num_leaves": config.leaves,
        "min_data_in_leaf": min(config.least_rows, max(len(lessons.sold) // 100, 5)),
        "feature_fraction": config.columns,
        "bagging_fraction": 0.7,
        "bagging_freq": 1,
        "lambda_l2": 1.0,
        "max_bin": 127,
        "num_threads": config.threads,
        "deterministic": True,
        "force_row_wise": True,
        "seed": _SEED,
        "verbosity": -1,
    }
    data = lightgbm.Dataset(lessons.columns, lessons.sold.astype(np.float32))
    chance = lightgbm.train(shared | {"objective": "binary"}, data, config.chance_trees, callbacks=[told(0)])
    sold = lessons.sold
    classes = np.searchsorted(_BOUNDS, lessons.amount[sold])
    table = without_rhythm(lessons.columns[sold], lessons.width)
    # Loss is counted in units: what sells much matters more, though not in proportion, or few would decide.
    weight = np.sqrt(np.sqrt(np.maximum(lessons.usual[sold], 1e-3)))
    goal = {"objective": "multiclass", "num_class": len(_BOUNDS) + 1}
    kinds = lightgbm.Dataset(table, classes, weight=weight)
    size = lightgbm.train(shared | goal, kinds, config.size_trees, callbacks=[told(config.chance_trees)])
    return Pooled(chance, size, config.threads)


def bound(src: Source) -> Floats:
    """float32 (n,): units beyond which no quantile of a step goes: little more than the largest ever sold where many
    sales
    are known, several times that where few are, and a large sale of the shop where there is none."""
    sales = src.sums.sold[:, -1]
    usual = np.exp(src.prior_size + 2.5 * src.prior_spread)
    largest = np.where(sales > 0, src.sums.largest, usual)
    return np.asarray(np.maximum(largest, 1) * (1.2 + 2.0 / np.sqrt(np.maximum(sales, 1))), np.float32)


def without_rhythm(table: Floats, width: int) -> Floats:
    """The columns without the weekday's, which tell when something is sold rather than how much."""
    return np.delete(table, (width + 1, width + 2), axis=1)


def invert(chance: Floats, size: Floats, base: Base, levels: Floats) -> Floats:
    """float32 (n, h, q): quantiles of the demand.

    Args:
        chance: float32 (n, h), of a sale.
        size: float32 (n, h, classes), distribution function of its size at the upper bound of each class.
        base: the units of measurement of the n series.
    """
    out = np.zeros((*chance.shape, len(levels)), np.float32)
    top = size.shape[2] - 1
    centre, spread = base.size[:, None], base.spread[:, None]
    for place, level in enumerate(levels.tolist()):
        within = (level - (1 - chance)) / np.maximum(chance, 1e-9)  # the level among the steps with a sale
        slot = np.minimum((size < within[..., None]).sum(axis=2), top)
        high = np.take_along_axis(size, slot[..., None], axis=2)[..., 0]
        low = np.take_along_axis(size, np.maximum(slot - 1, 0)[..., None], axis=2)[..., 0]
        low = np.where(slot > 0, low, 0)
        share = np.clip((within - low) / np.maximum(high - low, 1e-9), 0, 1)
        amount = _EDGES[slot] + share * (_EDGES[slot + 1] - _EDGES[slot])
        out[..., place] = np.where(within > 0, np.exp(np.minimum(centre + spread * amount, 80.0)), 0)
    return out
