"""Days on which a location was closed, as the records tell: nothing was sold although much usually is."""

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Longs = NDArray[np.int64]

# Sales that were to be expected and did not come; by chance alone (Poisson) that happens once in a thousand.
_SURE = 7.0
_NEAR = 28  # days to either side that tell what is usual
_WEEKS = 8
# A weekday counts as closed if it was on so many of its last eight.
_CLOSED_WEEKS = 7


def closed_days(receipts: Longs) -> Bools:
    """bool (l, T): days on which each location was closed, or nothing was recorded.

    A day without a sale is one if so many sales were to be expected of it alone, of the days without a sale around it,
    or of its weekday over `_WEEKS` weeks to either side that none can be no chance. Before the first sale, a location
    was not open yet; one that never sold anything is not judged.

    Args:
        receipts: int64 (l, T), number of sales.
    """
    return np.stack([_closed(row) for row in receipts]) if len(receipts) else np.zeros(receipts.shape, bool)


def closed_weekdays(closed: Bools, ordinary: Bools, first_weekday: int) -> Bools:
    """bool (l, 7): weekdays on which each location has been closed lately.

    Args:
        closed: bool (l, T).
        ordinary: bool (T,), days that are no holiday.
        first_weekday: of the first of the days, 0 for Monday.
    """
    weekday = (first_weekday + np.arange(closed.shape[1])) % 7
    found = np.zeros((len(closed), 7), bool)
    for day in range(7):
        last = np.flatnonzero((weekday == day) & ordinary)[-_WEEKS:]
        if len(last) >= _WEEKS:
            found[:, day] = closed[:, last].sum(axis=1) >= _CLOSED_WEEKS
    return found


def _closed(receipts: Longs) -> Bools:
    sold = receipts > 0
    if not sold.any():
        return np.zeros(len(receipts), bool)
    usual = _around(receipts, _NEAR) / np.maximum(_around(sold, _NEAR), 1)  # of a day with sales
    per_day = _around(receipts, 2 * _NEAR) / np.maximum(_around(np.ones(len(sold)), 2 * _NEAR), 1)
    missing = ~sold & ((usual >= _SURE) | (per_day * _run_lengths(~sold) >= _SURE) | _weekday_is_empty(receipts))
    missing[: int(sold.argmax())] = True
    return missing


def _weekday_is_empty(receipts: Longs) -> Bools:
    """bool (T,): none of the same weekday's days around sold anything, although the others did."""
    found = np.zeros(len(receipts), bool)
    per_day = _around(receipts, 2 * _NEAR) / np.maximum(_around(np.ones(len(receipts)), 2 * _NEAR), 1)
    for phase in range(7):
        own = receipts[phase::7]
        window = _around(np.ones(len(own)), _WEEKS)
        found[phase::7] = (_around(own, _WEEKS) == 0) & (window >= _WEEKS) & (per_day[phase::7] * window >= _SURE)
    return found


def _around(values: NDArray[np.generic], reach: int) -> NDArray[np.float64]:
    """float64 (T,): the sum of each day and `reach` days to either side."""
    total = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    place = np.arange(len(values))
    return np.asarray(total[np.minimum(place + reach + 1, len(values))] - total[np.maximum(place - reach, 0)])


def _run_lengths(flags: Bools) -> Longs:
    """int64 (T,): for each day that is set, how many in a row are; 0 for the others."""
    edges = np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    lengths = np.zeros(len(flags), np.int64)
    for start, end in zip(starts, ends, strict=True):
        lengths[start:end] = end - start
    return lengths
