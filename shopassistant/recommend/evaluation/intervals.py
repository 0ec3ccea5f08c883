"""How sure a measured mean is: intervals over customers, and whether a difference is more than chance.

Customers are drawn, not purchases or places of a list, because what one customer buys hangs together. A customer seen
at several cuts is drawn with all of them (cluster bootstrap: Davison and Hinkley, Bootstrap Methods, 1997, 3.8).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.evaluation.ranking import Doubles

_CELLS = 4_000_000  # random numbers held at a time


@dataclass(frozen=True)
class Estimate:
    """A measured number with its interval.

    Attributes:
        value: None where nothing could be measured.
        low, high: ends of the interval; None with the value.
        customers: how many it rests on.
    """

    value: float | None
    low: float | None
    high: float | None
    customers: int

    @classmethod
    def nothing(cls) -> "Estimate":
        """Where there is nobody to measure."""
        return cls(None, None, None, 0)


@dataclass(frozen=True)
class Sums:
    """What ratio estimates are made of: per customer a sum and how much went into it.

    Attributes:
        sums, counts: float64 (m, j), for j measures; a customer who does not count for a measure has 0 in both.
    """

    sums: Doubles
    counts: Doubles

    @classmethod
    def of(cls, values: Doubles, customer: NDArray[np.integer] | None = None) -> "Sums":
        """Sums of (r, j) values, nan where there is none; rows of one customer (r,) are joined."""
        valid = np.isfinite(values)
        sums, counts = np.where(valid, values, 0.0), valid.astype(np.float64)
        if customer is None:
            return cls(sums, counts)
        known, row = np.unique(customer, return_inverse=True)
        joined = [np.zeros((len(known), values.shape[1])) for _ in range(2)]
        for into, part in zip(joined, (sums, counts), strict=True):
            np.add.at(into, row, part)
        return cls(joined[0], joined[1])

    @property
    def means(self) -> Doubles:
        """float64 (j,), nan where nobody counts."""
        return _ratio(self.sums.sum(axis=0), self.counts.sum(axis=0))

    @property
    def influence(self) -> Doubles:
        """float64 (m, j): how much each customer moves the mean (the empirical influence function of a ratio)."""
        size = self.counts.sum(axis=0)
        means = np.where(size > 0, self.means, 0)
        return (self.sums - means * self.counts) * len(self.sums) / np.where(size > 0, size, 1)


def estimates(data: Sums, resamples: int, seed: int, level: float = 0.95) -> list[Estimate]:
    """The j means with bias-corrected and accelerated bootstrap intervals over customers.

    BCa: Efron, "Better bootstrap confidence intervals", JASA 1987; acceleration from the influence of each customer.
    Where all agree, the interval is the number itself.

    Args:
        data: m customers by j measures.
        resamples: how often m customers are drawn with replacement.
        seed: the same intervals at every run.
        level: share of such intervals that hold the truth.
    """
    if not len(data.sums):
        return [Estimate.nothing() for _ in range(data.sums.shape[1])]
    drawn = _resampled(data, resamples, seed)
    means, moved = data.means, data.influence
    people = (data.counts > 0).sum(axis=0)
    return [
        _bca(float(means[j]), drawn[:, j], moved[:, j], int(people[j]), level) if people[j] else Estimate.nothing()
        for j in range(len(means))
    ]


def _bca(value: float, drawn: Doubles, moved: Doubles, people: int, level: float) -> Estimate:
    from scipy.special import ndtr, ndtri

    drawn = np.sort(drawn[np.isfinite(drawn)])
    spread = float((moved**2).sum())
    if people < 2 or not len(drawn) or spread <= 1e-24 or drawn[0] == drawn[-1]:
        return Estimate(value, value, value, people)
    below = float(np.count_nonzero(drawn < value) + np.count_nonzero(drawn <= value)) / 2 / len(drawn)
    below = min(max(below, 0.5 / len(drawn)), 1 - 0.5 / len(drawn))
    bias = float(ndtri(below))
    acceleration = float((moved**3).sum()) / (6 * spread**1.5)
    ends = []
    for tail in ((1 - level) / 2, (1 + level) / 2):
        z = bias + float(ndtri(tail))
        ends.append(float(ndtr(bias + z / (1 - acceleration * z))))
    low, high = np.quantile(drawn, ends)
    return Estimate(value, float(low), float(high), people)


def _resampled(data: Sums, resamples: int, seed: int) -> Doubles:
    """float64 (resamples, j): the means of customers drawn with replacement."""
    rng = np.random.default_rng(seed)
    m = len(data.sums)
    drawn = np.empty((resamples, data.sums.shape[1]))
    step = max(_CELLS // max(m, 1), 1)
    for start in range(0, resamples, step):
        rows = min(step, resamples - start)
        which = rng.integers(0, m, (rows, m)) + np.arange(rows)[:, None] * m
        times = np.bincount(which.ravel(), minlength=rows * m).reshape(rows, m).astype(np.float64)
        drawn[start : start + rows] = _ratio(times @ data.sums, times @ data.counts)
    return drawn


def chance_of_difference(data: Sums, resamples: int, seed: int) -> Doubles:
    """float64 (j,): how often so large a difference comes about when a coin swaps each customer's lists.

    The paired randomisation test, which Smucker, Allan and Carterette (CIKM 2007) recommend for comparing rankings; one
    is added to both counts, so that it is never 0 (Phipson and Smyth 2010). 1 where nothing differs.

    Args:
        data: differences, m customers by j measures.
    """
    rng = np.random.default_rng(seed)
    m, j = data.sums.shape
    seen = np.abs(data.sums.sum(axis=0))
    as_large = np.ones(j)
    step = max(_CELLS // max(m, 1), 1)
    for start in range(0, resamples, step):
        rows = min(step, resamples - start)
        sides = rng.integers(0, 2, (rows, m)) * 2.0 - 1
        as_large += (np.abs(sides @ data.sums) >= seen - 1e-9 * np.maximum(seen, 1)).sum(axis=0)
    return as_large / (resamples + 1)


def jackknife(
    count: int, measure: Callable[[NDArray[np.bool_]], Doubles], seed: int, level: float = 0.95
) -> list[Estimate]:
    """Measures of all customers together, such as how many products their lists show, with intervals.

    The delete-a-group jackknife (Kott, Journal of Official Statistics 2001), groups at random, Student's t: a bootstrap
    would draw some customers twice and so show fewer products than there are.

    Args:
        count: customers.
        measure: of some of them, bool (count,); gives float64 (j,).
    """
    from scipy.special import stdtrit

    value = measure(np.ones(count, bool))
    groups = min(30, count)
    if groups < 2:
        return [Estimate(float(v), float(v), float(v), count) for v in value]
    group = np.random.default_rng(seed).permutation(count) % groups
    without = np.stack([measure(group != number) for number in range(groups)])
    error = np.sqrt((groups - 1) / groups * ((without - without.mean(axis=0)) ** 2).sum(axis=0))
    reach = float(stdtrit(groups - 1, (1 + level) / 2)) * error
    return [
        Estimate(float(v), float(v - r), float(v + r), count) if math.isfinite(v) else Estimate.nothing()
        for v, r in zip(value, reach, strict=True)
    ]


def _ratio(above: Doubles, below: Doubles) -> Doubles:
    return np.where(below > 0, above / np.where(below > 0, below, 1), np.nan)
