"""What kind of demand a series shows, and why its forecast is uncertain: codes that the window puts into words.

Syntetos, Boylan and Croston, "On the categorization of demand patterns", JORS 56 (2005): the mean interval between
demands (ADI) against 1.32 and the squared coefficient of variation of the sizes (CV2) against 0.49.
"""

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.forecast.panel import Bools, Floats

DEMAND_CLASSES = ("smooth", "erratic", "intermittent", "lumpy", "new", "ending")
SMOOTH, ERRATIC, INTERMITTENT, LUMPY, NEW, ENDING = range(len(DEMAND_CLASSES))

# Why a forecast is uncertain; the columns of `doubts`.
DOUBTS = ("no_sales", "one_sale", "few_sales", "short_history", "long_gap", "outlier", "mostly_unknown")

_ADI, _CV2 = 1.32, 0.49
_NEW_DAYS = 56  # eight weeks: too little for a weekly pattern
_ENDING_GAPS, _ENDING_DAYS = 6.0, 42  # silent for six usual intervals, and at least six weeks
_FEW_SALES, _LONG_GAP_DAYS = 5, 180
OUTLIER = 50.0  # times the mean of the other days with a sale


def classify(units: Floats, step_days: int = 1) -> NDArray[np.int8]:
    """int8 (n,), an index into DEMAND_CLASSES per series.

    Args:
        units: float32 (n, T), NaN where unknown.
    """
    facts = _Facts.of(units)
    with np.errstate(divide="ignore", invalid="ignore"):
        interval = facts.known / np.maximum(facts.sales, 1)
        spread = np.where(facts.mean > 0, facts.variance / facts.mean**2, 0.0)
    rare, uneven = interval >= _ADI, spread >= _CV2
    found = np.where(rare, np.where(uneven, LUMPY, INTERMITTENT), np.where(uneven, ERRATIC, SMOOTH))
    silent = facts.since * step_days >= np.maximum(_ENDING_GAPS * interval * step_days, _ENDING_DAYS)
    found[silent & (facts.sales > 0)] = ENDING
    found[facts.age * step_days < _NEW_DAYS] = NEW
    return found.astype(np.int8)


def doubts(units: Floats, step_days: int = 1) -> Bools:
    """bool (n, len(DOUBTS)): which reasons for uncertainty hold for each series.

    Args:
        units: float32 (n, T), NaN where unknown.
    """
    facts = _Facts.of(units)
    columns = {
        "no_sales": facts.sales == 0,
        "one_sale": facts.sales == 1,
        "few_sales": (facts.sales > 1) & (facts.sales < _FEW_SALES),
        "short_history": facts.age * step_days < _NEW_DAYS,
        "long_gap": (facts.longest_gap * step_days >= _LONG_GAP_DAYS) & (facts.sales > 0),
        "outlier": facts.largest > OUTLIER * np.maximum(facts.mean_of_others, 1.0),
        "mostly_unknown": facts.known < 0.5 * facts.age,
    }
    return np.stack([columns[name] for name in DOUBTS], axis=1)


class _Facts:
    """Counts per series that both questions share; arrays of length n, in steps and units."""

    @classmethod
    def of(cls, units: Floats) -> "_Facts":
        facts = cls()
        n, steps = units.shape
        seen = ~np.isnan(units)
        sold = seen & (np.nan_to_num(units) > 0)
        values = np.where(sold, units, 0).astype(np.float64)
        place = np.arange(steps)
        facts.known = seen.sum(axis=1)
        facts.sales = sold.sum(axis=1)
        first = np.where(seen.any(axis=1), seen.argmax(axis=1), steps) if steps else np.zeros(n, int)
        facts.age = steps - first
        last = np.where(sold.any(axis=1), steps - 1 - sold[:, ::-1].argmax(axis=1), -1) if steps else np.full(n, -1)
        facts.since = (seen & (place[None, :] > last[:, None])).sum(axis=1)
        count = np.maximum(facts.sales, 1)
        facts.mean = values.sum(axis=1) / count
        facts.variance = np.maximum((values**2).sum(axis=1) / count - facts.mean**2, 0)
        facts.largest = values.max(axis=1, initial=0)
        facts.mean_of_others = (values.sum(axis=1) - facts.largest) / np.maximum(facts.sales - 1, 1)
        facts.longest_gap = _longest_gap(sold)
        return facts

    known: NDArray[np.int64]
    sales: NDArray[np.int64]
    age: NDArray[np.int64]
    since: NDArray[np.int64]
    mean: NDArray[np.float64]
    variance: NDArray[np.float64]
    largest: NDArray[np.float64]
    mean_of_others: NDArray[np.float64]
    longest_gap: NDArray[np.int64]


def _longest_gap(sold: Bools) -> NDArray[np.int64]:
    """int64 (n,): the most steps between two sales, or since the last one."""
    n, steps = sold.shape
    place = np.where(sold, np.arange(steps)[None, :], -1)
    before = np.maximum.accumulate(place, axis=1) if steps else place
    previous = np.concatenate([np.full((n, 1), -1), before[:, :-1]], axis=1) if steps else before
    gaps = np.where(sold & (previous >= 0), np.arange(steps)[None, :] - previous, 0)
    last = before[:, -1] if steps else np.full(n, -1)
    return np.asarray(np.maximum(gaps.max(axis=1, initial=0), np.where(last >= 0, steps - 1 - last, 0)))
