"""ABC by share of a year's sales, XYZ by how regular demand is; both of a variant in the whole shop."""

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.dashboard.shelves import WEEKS, Floats, Longs, Small

# A: what together makes the first 80 % of sales, B: up to 95 %, C: the rest and what was not sold.
ABC_SHARES = (0.80, 0.95)
# Coefficient of variation of demand in periods of four weeks; X is at most the first, Y at most the second.
XYZ_SPREAD = (0.5, 1.0)
PERIOD_WEEKS = 4
# Periods since the first sale below which nothing can be said of regularity: Z.
LEAST_PERIODS = 3


def abc_classes(revenue: Longs) -> Small:
    """int8 (m,): 0 for A, 1 for B, 2 for C. A variant belongs to the class in which its share begins, so that the
    best seller is always A.

    Args:
        revenue: (m,), a year's sales in minor units.
    """
    worth = np.maximum(revenue, 0).astype(np.float64)
    order = np.argsort(-worth, kind="stable")
    total = max(float(worth.sum()), 1.0)
    begins = (np.cumsum(worth[order]) - worth[order]) / total
    found = np.empty(len(worth), np.int8)
    found[order] = np.searchsorted(ABC_SHARES, begins, side="right")
    found[worth <= 0] = len(ABC_SHARES)
    return found


def xyz_classes(sold: NDArray[np.integer]) -> Small:
    """int8 (m,): 0 for X (regular), 1 for Y, 2 for Z (irregular, or too new to say).

    Args:
        sold: (m, WEEKS), units a week, the newest last.
    """
    spread, periods = variation(sold)
    found = np.searchsorted(XYZ_SPREAD, spread, side="left").astype(np.int8)
    found[periods < LEAST_PERIODS] = len(XYZ_SPREAD)
    return found


def variation(sold: NDArray[np.integer]) -> tuple[Floats, Longs]:
    """Coefficient of variation of demand from period to period since the first sale, float32 (m,), infinite where
    nothing was sold; and how many periods that are, int64 (m,)."""
    periods = sold.reshape(len(sold), WEEKS // PERIOD_WEEKS, PERIOD_WEEKS).sum(axis=2, dtype=np.float64)
    any_sold = periods > 0
    count = periods.shape[1]
    first = np.where(any_sold.any(axis=1), any_sold.argmax(axis=1), count)
    since = np.maximum(count - first, 0)
    mean = periods.sum(axis=1) / np.maximum(since, 1)
    squares = (periods**2).sum(axis=1) / np.maximum(since, 1)
    deviation = np.sqrt(np.maximum(squares - mean**2, 0))
    spread = np.divide(deviation, mean, out=np.full(len(mean), np.inf), where=mean > 0)
    return spread.astype(np.float32), since
