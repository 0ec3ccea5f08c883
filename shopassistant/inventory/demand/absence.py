"""How much of each day a series could not be sold, from the stretches in which its shelf was empty."""

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.demand.days import Days
from shopassistant.inventory.demand.profile import Profile
from shopassistant.inventory.demand.shelves import Empty

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


def absent(empty: Empty, known: bool, rows: slice, place: Ints, days: Days, profile: Profile) -> Floats:
    """float32 (rows, T): share of a day's usual sales that falls into the time in which there was nothing to sell.

    Args:
        known: stretches with nothing on the shelf; else those of which nobody knows.
        rows: of all series, a stretch.
        place: int32 (n,), index of each series' location.
    """
    begin, end = np.searchsorted(empty.row, [rows.start, rows.stop])
    chosen = np.arange(begin, end)[empty.is_known[begin:end] == known]
    chosen = chosen[(empty.end[chosen] > days.starts[0]) & (empty.begin[chosen] < days.starts[-1])]
    out = np.zeros((rows.stop - rows.start, days.count), np.float32)
    if not len(chosen):
        return out
    row, where = empty.row[chosen] - rows.start, place[empty.row[chosen]]
    since = np.maximum(empty.begin[chosen], days.starts[0])
    until = np.minimum(empty.end[chosen], days.starts[-1] - 1)
    first, last = days.of(since), days.of(until)
    weekday = days.weekday()
    gone = profile.over(where, weekday[first], days.second(since))
    left = np.where(until < days.starts[-1] - 1, profile.over(where, weekday[last], days.second(until)), 1)
    _add_full_days(out, row, first, last)
    np.add.at(out, (row, first), -gone)
    np.add.at(out, (row, last), left - 1)
    return np.clip(out, 0, 1)


def _add_full_days(out: Floats, row: Ints, first: Ints, last: Ints) -> None:
    """One to every day from the first up to and with the last."""
    steps = np.zeros((out.shape[0], out.shape[1] + 1), np.int32)
    np.add.at(steps, (row, first), 1)
    np.add.at(steps, (row, last + 1), -1)
    out += np.cumsum(steps, axis=1)[:, :-1]
