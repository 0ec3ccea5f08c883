"""How a level went over the last year: from its value today and the days on which it changed, without a matrix."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.dashboard.reading import YEAR_DAYS
from shopassistant.inventory.dashboard.shelves import RECENT_DAYS, Floats, Longs


@dataclass(frozen=True)
class Past:
    """Per shelf, n rows.

    Attributes:
        known_days, out_days: int16, of the last `RECENT_DAYS`: days with a known level, and those of them on which
            there was nothing from morning to evening.
        year_days: int16, days of the year with a known level and something there at some time of the day.
        mean_units: float32, the level on average over the known days of the year, never below zero.
    """

    known_days: NDArray[np.int16]
    out_days: NDArray[np.int16]
    year_days: NDArray[np.int16]
    mean_units: Floats


def look_back(units: Longs, known_from: Longs, shelf: Longs, day: Longs, change: Longs, today: int) -> Past:
    """Follow every shelf back from today's level.

    Args:
        units: (n,), levels now.
        known_from: (n,), day of the first movement that said how many there are, 0 for none.
        shelf, day, change: (k,), the days on which a level changed and by how much, by shelf and day.
    """
    n = len(units)
    began = today - YEAR_DAYS
    before = units - np.bincount(shelf, change, n).astype(np.int64)
    # Each shelf begins with a step on the eve of the year, so that every stretch has a step before it.
    shelf = np.concatenate([np.arange(n), shelf])
    day = np.concatenate([np.full(n, began), day])
    change = np.concatenate([before, change])
    order = np.lexsort((day, shelf))
    shelf, day, change = shelf[order], day[order], change[order]
    first = np.searchsorted(shelf, np.arange(n))
    running = np.cumsum(change)
    level = running - (running[first] - change[first])[shelf]
    following = np.append(day[1:], 0)
    following[np.append(first[1:], len(shelf)) - 1] = today + 1
    known = np.where(known_from > 0, known_from, today + 1)
    recent = np.maximum(known, today - RECENT_DAYS + 1)[shelf]
    year = np.maximum(known, began + 1)[shelf]

    def total(weights: NDArray[np.generic]) -> NDArray[np.float64]:
        return np.bincount(shelf, weights, n).astype(np.float64)

    quiet = _days(day + 1, following - 1, recent)
    at_step = (day >= recent).astype(np.int64)
    empty_after = level <= 0
    empty_all_day = empty_after & (level - change <= 0)
    quiet_year, step_year = _days(day + 1, following - 1, year), (day >= year).astype(np.int64)
    return Past(
        known_days=total(quiet + at_step).astype(np.int16),
        out_days=total(quiet * empty_after + at_step * empty_all_day).astype(np.int16),
        year_days=total(quiet_year * ~empty_after + step_year * ~empty_all_day).astype(np.int16),
        mean_units=_mean(total(np.maximum(level, 0) * (quiet_year + step_year)), total(quiet_year + step_year)),
    )


def _mean(sums: NDArray[np.float64], days: NDArray[np.float64]) -> Floats:
    return (sums / np.maximum(days, 1)).astype(np.float32)


def _days(first: Longs, last: Longs, least: Longs) -> Longs:
    """How many days from `first` to `last` are not before `least`."""
    return np.maximum(last - np.maximum(first, least) + 1, 0)
