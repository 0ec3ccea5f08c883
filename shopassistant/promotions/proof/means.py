"""Means per arm with each customer's own past taken out, and how uncertain and how skewed those means are.

What a customer spent before explains much of what they spend now and has nothing to do with the arm drawn for them.
Taking it out narrows every interval and leaves the lift as it is (CUPED: Deng, Xu, Kohavi and Walker, *Improving the
sensitivity of online controlled experiments*, WSDM 2013). Each arm gets its own slopes, because an offer moves regulars
and strangers differently; that is never worse than no adjustment at all (Lin, *Agnostic notes on regression adjustments
to experimental data*, Annals of Applied Statistics 7, 2013). Variances hold without equal spread and in small arms
(HC3: MacKinnon and White, *Journal of Econometrics* 29, 1985), and contain that the customers themselves are a draw.
Skewness is that of all arms together, because a small hold-out cannot tell its own.

Few customers spend most of the money. Their past is therefore taken as its logarithm and cut at its upper hundredth,
which any function of the past may be; what they spend now is left alone unless a limit was declared beforehand.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# Of the past, what lies above this quantile counts as the quantile: single customers must not turn a slope.
_CUT = 0.99
# A spread below that, beside the values themselves, is what rounding leaves of none.
_SAME = 1e-9


@dataclass(frozen=True)
class ArmMeans:
    """Adjusted means of k arms in d measures (or at d moments), with c covariates.

    Attributes:
        customers: int64 (k,).
        mean: float64 (k, d).
        variance: float64 (k, d), of the mean, customers' past given.
        skewness: float64 (d,), of what customers differ by beside their past, over all arms.
        fourth: float64 (k, d), sum of the fourth powers of what each customer adds; tells how few carry the variance.
        slopes: float64 (k, c, d).
        common: float64 (c, c), covariance of the means of the covariates over all customers.
    """

    customers: NDArray[np.int64]
    mean: Floats
    variance: Floats
    skewness: Floats
    fourth: Floats
    slopes: Floats
    common: Floats


@dataclass(frozen=True)
class Contrast:
    """A weighted sum of the arms' means, in d measures; all float64 (d,).

    Attributes:
        estimate: the weighted sum.
        variance: of the estimate.
        skewness: of the estimate.
        freedom: degrees of freedom that remain (Welch and Satterthwaite).
        carriers: how many customers, weighing alike, would give the variance; few means that few carry it.
    """

    estimate: Floats
    variance: Floats
    skewness: Floats
    freedom: Floats
    carriers: Floats


def covariates(*past: Floats) -> Floats:
    """What is taken out of a customer's outcome, from columns of their past.

    Args:
        past: each float64 (n,), in minor units; may be negative (more came back than was bought).

    Returns:
        float64 (n, c) with c at most twice the columns: columns that tell nothing are left out; unit variance.
    """
    found: list[Floats] = []
    for column in past:
        if not len(column):
            continue
        low, high = np.quantile(column, (1 - _CUT, _CUT))
        found += [np.sign(column) * np.log1p(np.abs(column)), np.clip(column, low, high)]
    spread = [float(column.std()) for column in found]
    kept = [column / one for column, one in zip(found, spread, strict=True) if one > _SAME * np.abs(column).max()]
    return np.column_stack(kept) if kept else np.zeros((len(past[0]) if past else 0, 0))


def arm_means(outcomes: Floats, arm: NDArray[np.int8], arms: int, past: Floats) -> ArmMeans:
    """Adjusted means of each arm.

    Args:
        outcomes: float64 (n, d).
        arm: int8 (n,), index of each customer's arm, below `arms`; every arm has more than c + 1 customers.
        past: float64 (n, c), as `covariates` gives it; (n, 0) for plain means.
    """
    centred = past - past.mean(axis=0)
    rows = [arm == place for place in range(arms)]
    parts = [_one_arm(outcomes[chosen], centred[chosen]) for chosen in rows]
    customers = np.array([row.sum() for row in rows])
    count = len(arm)
    return ArmMeans(
        customers,
        np.stack([part.mean for part in parts]),
        np.stack([part.variance for part in parts]),
        _pooled_skewness(parts, customers),
        np.stack([part.fourth for part in parts]),
        np.stack([part.slopes for part in parts]),
        centred.T @ centred / (count * max(count - 1, 1)),
    )


@dataclass(frozen=True)
class _Part:
    """One arm's share of `ArmMeans`, with the second and third moments of its residuals."""

    mean: Floats
    slopes: Floats
    variance: Floats
    fourth: Floats
    second: Floats
    cubes: Floats


def _one_arm(outcomes: Floats, past: Floats) -> _Part:
    design = np.column_stack([np.ones(len(past)), past])
    inverse = np.linalg.pinv(design)
    fitted = inverse @ outcomes
    leverage = np.minimum((design * inverse.T).sum(axis=1), 1 - 1e-9)
    rest = (outcomes - design @ fitted) / (1 - leverage)[:, None]
    square = rest * rest
    weight = (inverse[0] ** 2)[:, None]
    fourth = (weight * square) ** 2
    cubes = (square * rest).sum(axis=0)
    return _Part(fitted[0], fitted[1:], (weight * square).sum(axis=0), fourth.sum(axis=0), square.mean(axis=0), cubes)


def _pooled_skewness(parts: list[_Part], customers: NDArray[np.int64]) -> Floats:
    weights = customers.astype(np.float64)[:, None]
    spread = (weights * np.stack([part.second for part in parts]) ** 1.5).sum(axis=0)
    cubes = np.stack([part.cubes for part in parts]).sum(axis=0)
    return np.asarray(np.where(spread > 0, cubes / np.where(spread > 0, spread, 1.0), 0.0))


def contrast(means: ArmMeans, weights: Floats) -> Contrast:
    """A weighted sum of the arms, such as one less another.

    Args:
        weights: float64 (k,).
    """
    w = weights[:, None]
    turned = np.tensordot(weights, means.slopes, axes=1)
    drawn = np.einsum("cd,ce,ed->d", turned, means.common, turned)
    own = w**2 * means.variance
    variance = own.sum(axis=0) + drawn
    some = variance > 0
    safe = np.where(some, variance, 1.0)
    cubes = w**3 * means.variance**1.5 / np.sqrt(means.customers)[:, None]
    skewness = np.where(some, means.skewness * cubes.sum(axis=0) / safe**1.5, 0.0)
    freedom = own.sum(axis=0) ** 2 / np.maximum((own**2 / _left(means)[:, None]).sum(axis=0), 1e-300)
    carriers = safe**2 / np.maximum((w**4 * means.fourth).sum(axis=0), 1e-300)
    estimate = (w * means.mean).sum(axis=0)
    return Contrast(estimate, variance, skewness, np.where(some, freedom, 1.0), np.where(some, carriers, 0.0))


def _left(means: ArmMeans) -> Floats:
    left: Floats = np.maximum(means.customers - means.slopes.shape[1] - 1, 1).astype(np.float64)
    return left
