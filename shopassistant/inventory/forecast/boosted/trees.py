"""LightGBM (Ke et al., NeurIPS 2017) as this room uses it: imported by the first fit, not by importing this module."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.forecast.boosted.config import BoostedConfig
from shopassistant.inventory.forecast.boosted.table import FALLING
from shopassistant.inventory.forecast.panel import Floats

_BINS = 127
_BLOCK = 8  # weeks that are left out together


class Centre:
    """Trees for the middle of demand beyond the straight lines; the mean of several, each without some weeks.

    Args:
        boosters: LightGBM's.
        threads: of LightGBM.
    """

    def __init__(self, boosters: Sequence[Any], threads: int) -> None:
        self._boosters, self._threads = tuple(boosters), threads

    def predict(self, table: Floats) -> Floats:
        """float32 (r,): what is added to the straight lines' logarithm of demand."""
        found = [_told(booster, table, self._threads) for booster in self._boosters]
        return np.asarray(np.mean(found, axis=0), np.float32)


class Spread:
    """Trees for the quantiles around the centre.

    Args:
        boosters: LightGBM's, for each level two, of which each saw one half of the past.
        shifts: float32 (q,), what the trees of each level were wrong by where they had not looked.
        threads: of LightGBM.
    """

    def __init__(self, boosters: Sequence[Sequence[Any]], shifts: Floats, threads: int) -> None:
        self._boosters, self._shifts, self._threads = tuple(map(tuple, boosters)), shifts, threads

    def predict(self, table: Floats) -> Floats:
        """float32 (r, q), ascending along each row: the distance to the centre at each level, in logarithms."""
        found = np.empty((len(table), len(self._boosters)), np.float32)
        for place, pair in enumerate(self._boosters):
            found[:, place] = np.mean([_told(booster, table, self._threads) for booster in pair], axis=0)
        return np.sort(found + self._shifts, axis=1)


def grow_centre(
    table: Floats, target: Floats, weeks: NDArray[np.int64], names: Sequence[str], config: BoostedConfig
) -> tuple[Centre, Floats]:
    """Learn the centre, and what each lesson is told by trees that did not see its week.

    Stretches of weeks are left out, because what happens in a week happens to many series at once, and promotions last
    (cross-fitting; the residuals are those of Xu and Xie, "Conformal prediction interval for dynamic time-series", ICML
    2021).

    Args:
        table: float32 (r, f).
        target: float32 (r,), the part of the logarithm of demand that the straight lines leave.
        weeks: int64 (r,), the week of each lesson.
        names: of the columns.
    """
    import lightgbm

    bag = _bags(weeks, config.bags, config.seed)
    falling = [-1 if name in FALLING else 0 for name in names]
    settings = _settings(config) | {
        "objective": "huber",  # close to the absolute error, which LightGBM does not learn under constraints
        "alpha": 0.3,
        "num_leaves": config.leaves,
        "learning_rate": config.rate,
        "min_data_in_leaf": min(config.least_rows, max(len(target) // 50, 5)),
        "feature_fraction": config.columns,
        "bagging_fraction": 0.7,
        "bagging_freq": 1,
        "monotone_constraints": falling,
    }
    data = lightgbm.Dataset(table, target, params=settings, free_raw_data=False)
    honest = np.zeros(len(target), np.float32)
    boosters = []
    for number in range(config.bags):
        seen, left = np.flatnonzero(bag != number), np.flatnonzero(bag == number)
        booster = lightgbm.train(settings | {"seed": config.seed + number}, data.subset(seen.tolist()), config.trees)
        honest[left] = _told(booster, table[left], config.threads)
        boosters.append(booster)
    return Centre(boosters, config.threads), honest


def grow_spread(
    table: Floats, distance: Floats, weeks: NDArray[np.int64], levels: Sequence[float], config: BoostedConfig
) -> Spread:
    """Learn the quantiles of honest distances to the centre.

    Trees of each half of the weeks are asked about the other half, and each level is shifted so that its share of the
    past lies below it (Romano, Patterson and Candes, "Conformalized quantile regression", NeurIPS 2019).

    Args:
        table: float32 (r, f).
        distance: float32 (r,), logarithm of demand without the centre.
        weeks: int64 (r,), the week of each lesson.
        levels: ascending.
    """
    import lightgbm

    settings = _settings(config) | {
        "objective": "quantile",
        "num_leaves": config.spread_leaves,
        "learning_rate": config.spread_rate,
        "min_data_in_leaf": min(200, max(len(distance) // 50, 5)),
        "feature_fraction": 0.6,
        "seed": config.seed,
    }
    half = _bags(weeks, 2, config.seed)
    rows = [np.flatnonzero(half == number) for number in range(2)]
    sets = [lightgbm.Dataset(table[seen], distance[seen], params=settings, free_raw_data=False) for seen in rows]
    boosters, shifts = [], np.zeros(len(levels), np.float32)
    for place, level in enumerate(levels):
        pair = [lightgbm.train(settings | {"alpha": level}, data, config.spread_trees) for data in sets]
        others = zip(pair, reversed(rows), strict=True)
        wrong = [distance[left] - _told(booster, table[left], config.threads) for booster, left in others]
        shifts[place] = np.quantile(np.concatenate(wrong), level)
        boosters.append(pair)
    return Spread(boosters, shifts, config.threads)


def _told(booster: Any, table: Floats, threads: int) -> Floats:
    return np.asarray(booster.predict(table, num_threads=threads), np.float32)


def _bags(weeks: NDArray[np.int64], count: int, seed: int) -> NDArray[np.int64]:
    """int64 (r,): by which of `count` bags a lesson is left out."""
    distinct, place = np.unique(weeks // _BLOCK, return_inverse=True)
    order = np.random.default_rng(seed).permutation(len(distinct))
    return np.asarray((order % count)[place])


def _settings(config: BoostedConfig) -> dict[str, Any]:
    return {
        "lambda_l2": 1.0,
        "max_bin": _BINS,
        "num_threads": config.threads,
        "deterministic": True,
        "force_col_wise": True,
        "verbosity": -1,
    }
