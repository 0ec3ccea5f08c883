"""Which units of an order placed today would ever be needed, and when: the one quantity all advice follows from.

With lost sales, the units lost up to day t are the running maximum of cumulated demand less cumulated supply
(reflection; Zipkin, Foundations of Inventory Management, 2000, section 6.5). So the first Q units of an order that
arrives on day a prevent min(Q, V[t] - V[a - 1]) lost units by day t, and Q less that many are still in stock: exact for
every scenario, with dated arrivals, whatever Q is. An open order that comes too late cannot hide the gap before it.
"""

from dataclasses import dataclass, fields

import numpy as np

from shopassistant.inventory.reorder.arrays import Floats, Ints

# Weeks after the window over which a unit nobody needs is followed.
_WEEKS = 6


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Open orders' outstanding units, one entry per order line.

    Attributes:
        row: int64[m], whose.
        units: int64[m].
        day: int64[m, S], day of arrival in each scenario, 0 today.
    """

    row: Ints
    units: Ints
    day: Ints

    @classmethod
    def none(cls, scenarios: int) -> "Arrivals":
        """Nothing under way."""
        return cls(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros((0, scenarios), np.int64))

    def of(self, rows: Ints) -> "Arrivals":
        """Those of `rows` (ascending), renumbered."""
        place = np.searchsorted(rows, self.row)
        mine = (place < len(rows)) & (rows[np.minimum(place, len(rows) - 1)] == self.row) if len(rows) else place < 0
        return Arrivals(place[mine], self.units[mine], self.day[mine])

    def totals(self, count: int) -> Ints:
        """Units under way per row, int64[count]."""
        return np.bincount(self.row, self.units, minlength=count).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Need:
    """What happens if nothing more is ordered, and the window that an order placed today is responsible for.

    Attributes:
        asked: int64[n, S, T], cumulated demand.
        lost: int64[n, S, T], cumulated units lost, V above.
        first: int64[n, S], the day an order placed today arrives.
        second: int64[n, S], the day one placed at the next review would.
        unavoidable: int64[n, S], lost before any order could help.
        window: int64[n, S], units of today's order needed before the next could arrive.
        later: int64[n, S, C], units of it needed by the end of each of the weeks after that.
        persistence: float64[n], 0 to 1, how much of what is uncertain is a level that lasts: the correlation over the
            scenarios between demand until `second` and after it. Level demand with chance around it has none.
        review_days: int64[n].
    """

    asked: Ints
    lost: Ints
    first: Ints
    second: Ints
    unavoidable: Ints
    window: Ints
    later: Ints
    persistence: Floats
    review_days: Ints

    @property
    def days(self) -> int:
        """T."""
        return int(self.lost.shape[2])

    @property
    def window_days(self) -> Floats:
        """float64[n, S], length of the window; 0 where the later order would come first."""
        days: Floats = np.maximum(self.second - self.first, 0).astype(np.float64)
        return days

    def of(self, rows: Ints) -> "Need":
        """Some of the rows."""
        return Need(*(getattr(self, one.name)[rows] for one in fields(self)))

    def needed_by(self, day: Ints) -> Ints:
        """Units of today's order needed before `day` (int64[n, S]), int64[n, S]."""
        needed: Ints = np.maximum(_before(self.lost, day) - self.unavoidable, 0)
        return needed


def find_need(demand: Ints, free: Ints, arrivals: Arrivals, first: Ints, second: Ints, review_days: Ints) -> Need:
    """Play every scenario without a further order.

    Args:
        demand: int[n, S, T], units a day.
        free: int64[n], on hand and not reserved; below zero counts as nothing here.
        arrivals: open orders.
        first: int64[n, S], the day an order placed today arrives.
        second: int64[n, S], the day one placed later could.
        review_days: int64[n], until the next review.
    """
    rows, scenarios, days = demand.shape
    asked = np.cumsum(demand, axis=2, dtype=np.int64)
    gap = asked - np.maximum(free, 0)[:, None, None]
    if len(arrivals.row):
        supply = np.zeros((rows, scenarios, days), np.int64)
        line, scenario = np.nonzero(arrivals.day < days)
        when = np.maximum(arrivals.day[line, scenario], 0)
        np.add.at(supply, (arrivals.row[line], scenario, when), arrivals.units[line])
        gap -= np.cumsum(supply, axis=2)
    lost = np.maximum(np.maximum.accumulate(gap, axis=2), 0)
    unavoidable = _before(lost, first)
    window = np.maximum(_before(lost, second) - unavoidable, 0)
    weeks = [np.maximum(_before(lost, second + 7 * week) - unavoidable, 0) for week in range(1, _WEEKS + 1)]
    later = np.maximum(np.stack(weeks, axis=2), window[:, :, None])
    return Need(asked, lost, first, second, unavoidable, window, later, _persistence(asked, second), review_days)


def _persistence(asked: Ints, second: Ints) -> Floats:
    """Correlation over the scenarios of what is asked before `second` and after it, at least 0, float64[n]."""
    early = _before(asked, second).astype(np.float64)
    late = asked[:, :, -1] - early
    early, late = (part - part.mean(axis=1, keepdims=True) for part in (early, late))
    scale = np.sqrt((early**2).mean(axis=1) * (late**2).mean(axis=1))
    together = (early * late).mean(axis=1)
    shared: Floats = np.clip(np.where(scale > 0, together / np.maximum(scale, 1e-12), 0.0), 0.0, 1.0)
    return shared


def _before(path: Ints, day: Ints) -> Ints:
    """The value on the evening before `day`; 0 before the first, the last one after the horizon. int64[n, S]."""
    place = np.clip(day - 1, 0, path.shape[2] - 1)
    found = np.take_along_axis(path, place[:, :, None], axis=2)[:, :, 0]
    return np.where(day <= 0, 0, found)
