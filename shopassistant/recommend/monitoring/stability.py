"""How far one mix of sales is from another: the population stability index, and how much of it chance alone makes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Rules of thumb of credit scoring (E. M. Lewis, An Introduction to Credit Scoring, 1992; N. Siddiqi, Credit Risk
# Scorecards, 2006): below a tenth nothing moved, above a quarter the model was made for other people.
MODERATE = 0.1
LARGE = 0.25
# Added to every count, so that a class nobody bought from does not make the index infinite.
PSEUDO_COUNT = 0.5


@dataclass(frozen=True)
class Mix:
    """How often each class was seen.

    Attributes:
        counts: float64 (b,), rows per class.
        votes: number of independent visits the rows are worth, see `effective`.
    """

    counts: NDArray[np.float64]
    votes: float

    @property
    def rows(self) -> float:
        """Rows in all."""
        return float(self.counts.sum())

    @property
    def shares(self) -> NDArray[np.float64]:
        """float64 (b,), adding up to 1; zeros where nothing was seen."""
        return self.counts / self.rows if self.rows else self.counts


def mix_of(classes: NDArray[np.int64], visits: NDArray[np.int64], count: int) -> Mix:
    """Count rows.

    Args:
        classes: int64 (m,), the class of each row, below `count`.
        visits: int64 (m,), the visit each row belongs to.
        count: number of classes.
    """
    return Mix(np.bincount(classes, minlength=count).astype(np.float64), effective(visits))


def effective(visits: NDArray[np.int64]) -> float:
    """Number of independent observations that the rows of some visits are worth, at least.

    One who buys forty lines in a visit decided once, not forty times. Taking all rows of a visit as one vote of that
    weight gives (sum w)^2 / sum w^2 (L. Kish, Survey Sampling, 1965); the truth lies between it and the number of rows,
    so that chance is over- rather than underestimated. What a customer likes stays on both sides of the comparison.
    """
    if not len(visits):
        return 0.0
    _, weights = np.unique(visits, return_counts=True)
    return float(weights.sum() ** 2 / np.square(weights.astype(np.float64)).sum())


def stability_index(expected: NDArray[np.float64], actual: NDArray[np.float64]) -> float:
    """The population stability index of two distributions over the same classes.

    Args:
        expected, actual: float64 (b,), shares above 0, each adding up to 1.

    Returns:
        The sum of (actual - expected) * ln(actual / expected); 0 where they are equal.
    """
    return float(np.sum((actual - expected) * np.log(actual / expected)))


def distance(expected: Mix, actual: Mix) -> float:
    """The stability index of two mixes, with `PSEUDO_COUNT` added to every class of both."""
    a, b = expected.counts + PSEUDO_COUNT, actual.counts + PSEUDO_COUNT
    return stability_index(a / a.sum(), b / b.sum())


def chance(expected: Mix, actual: Mix, level: float) -> float:
    """What the index exceeds with probability `level` though nothing changed.

    Between two samples of n and m from one distribution over b classes the index is about (1/n + 1/m) times a
    chi-square variable with b - 1 degrees of freedom (B. Yurdakul and J. Naranjo, Statistical properties of the
    population stability index, Journal of Risk Model Validation 14, 2020). Infinite where a side is empty.
    """
    from scipy.stats import chi2

    if expected.votes <= 0 or actual.votes <= 0:
        return float("inf")
    classes = int(np.count_nonzero(expected.counts + actual.counts))
    return float(chi2.isf(level, max(classes - 1, 1)) * (1 / expected.votes + 1 / actual.votes))


def edges(values: NDArray[np.floating], bands: int) -> NDArray[np.float64]:
    """Inner limits of up to `bands` bands that hold equally many of `values`; fewer where many are equal."""
    if not len(values):
        return np.empty(0, np.float64)
    limits = np.quantile(values.astype(np.float64), np.arange(1, bands) / bands)
    return np.unique(limits)


def band(values: NDArray[np.floating], limits: NDArray[np.float64]) -> NDArray[np.int64]:
    """int64 (m,): the band of each value; a value equal to a limit belongs below it."""
    return np.searchsorted(limits, values.astype(np.float64), side="left").astype(np.int64)
