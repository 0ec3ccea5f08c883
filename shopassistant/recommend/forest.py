"""Gradient-boosted trees over the ranker's columns: the learner for shops with enough of a past.

LightGBM (Ke et al., NeurIPS 2017) learns and answers; what is kept is its own plain text, which holds numbers and
nothing that could run. LightGBM is imported by the first fit, never by importing this module or by an answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.errors import UserError
from shopassistant.recommend.history import Floats
from shopassistant.recommend.models.base import Config
from shopassistant.recommend.trees_library import Trees

_SEED = 20171204


@dataclass(frozen=True)
class ForestConfig(Config):
    """Attributes:
    trees, leaves, rate: how many trees of how many leaves, and how much of each step is taken.
    least_rows: rows a leaf must hold.
    columns, rows: share of both that each tree sees.
    ridge: pull of the leaves towards zero.
    bins: values a column is told apart by.
    """

    trees: int = 200
    leaves: int = 31
    rate: float = 0.05
    least_rows: int = 200
    columns: float = 0.4
    rows: float = 0.7
    ridge: float = 10.0
    bins: int = 127

    def __post_init__(self) -> None:
        for name in ("trees", "rate", "least_rows", "ridge"):
            self._require(getattr(self, name) > 0, name)
        for name in ("leaves", "bins"):
            self._require(getattr(self, name) > 1, name)
        for name in ("columns", "rows"):
            self._require(0 < getattr(self, name) <= 1, name)


@dataclass(frozen=True)
class Forest:
    """Trees that turn columns into log odds.

    Attributes:
        names: the columns, in order.
        text: LightGBM's own description.
        constant: added to every answer.
    """

    names: tuple[str, ...]
    text: str
    constant: float = 0.0

    def margin(self, table: Floats) -> Floats:
        """float32 (k,): log odds of the rows whose columns are `table`, float32 (f, k)."""
        if not table.shape[1]:
            return np.empty(0, np.float32)
        found = self.trees.margin(np.ascontiguousarray(table.T, np.float32))
        return np.asarray(found + np.float32(self.constant), np.float32)

    @cached_property
    def trees(self) -> Trees:
        """The trees, ready to answer; ValueError where the text describes none over these columns."""
        trees = Trees(self.text)
        if trees.columns != len(self.names):
            raise ValueError(f"trees over {trees.columns} columns instead of {len(self.names)}")
        return trees


def grow(
    table: Floats,
    bought: NDArray[np.bool_],
    names: Sequence[str],
    config: ForestConfig,
    weight: Floats | None = None,
    threads: int = 0,
    groups: NDArray[np.int64] | None = None,
) -> Forest:
    """Learn the chance of a purchase, or with `groups` only the order within each.

    The order is learned by LambdaMART (Burges, "From RankNet to LambdaRank to LambdaMART", 2010): what the first places
    of a list hold counts most. The answers are then no log odds, and compare within a group alone.

    Args:
        table: float32 (m, f), one row per customer and product.
        bought: bool (m,).
        names: of the columns.
        weight: float32 (m,), how much each row counts.
        threads: 0 for all cores.
        groups: int64 (g,), lengths of the groups that the rows lie in, one after the other.

    Raises:
        UserError: ``recommend.config`` where there is nothing to learn from.
    """
    import lightgbm

    if not bought.any() or bought.all():
        raise UserError("recommend.config", model="Forest", field="bought", value=int(bought.sum()))
    data = lightgbm.Dataset(table, bought.astype(np.float32), weight=weight, group=groups, feature_name=list(names))
    goal = {} if groups is None else {"objective": "lambdarank", "lambdarank_truncation_level": 20}
    booster = lightgbm.train(_parameters(config, threads) | goal, data, config.trees)
    return Forest(tuple(names), booster.model_to_string())


def _parameters(config: ForestConfig, threads: int) -> dict[str, Any]:
    return {
        "objective": "binary",
        "learning_rate": config.rate,
        "num_leaves": config.leaves,
        "min_data_in_leaf": config.least_rows,
        "feature_fraction": config.columns,
        "bagging_fraction": config.rows,
        "bagging_freq": 1,
        "lambda_l2": config.ridge,
        "max_bin": config.bins,
        "num_threads": threads,
        "deterministic": True,
        "force_row_wise": True,
        "seed": _SEED,
        "verbosity": -1,
    }
