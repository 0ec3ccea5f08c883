"""The shop's own clock: it stands still while the shop is closed, so that tastes do not age in a gap of records."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# A stretch without any sale in the whole shop counts for at most so many days.
LONGEST_GAP_DAYS = 14


@dataclass(frozen=True)
class ShopTime:
    """Translates calendar days (since 1970-01-01) into shop days.

    Attributes:
        days: int32 (d,), ascending days on which the shop sold something.
        marks: int32 (d,), the shop day of each.
    """

    days: NDArray[np.int32]
    marks: NDArray[np.int32]

    @classmethod
    def from_days(cls, days: NDArray[np.int32]) -> "ShopTime":
        """Build the clock from the days of all purchases, in any order and repeated."""
        distinct = np.unique(days).astype(np.int32)
        steps = np.minimum(np.diff(distinct), LONGEST_GAP_DAYS)
        marks = np.concatenate([np.zeros(min(1, len(distinct)), np.int32), np.cumsum(steps, dtype=np.int32)])
        return cls(distinct, marks.astype(np.int32))

    @property
    def last_day(self) -> int:
        """The newest calendar day known; 0 in a shop without sales."""
        return int(self.days[-1]) if len(self.days) else 0

    def at(self, days: NDArray[np.int32]) -> NDArray[np.int32]:
        """Shop days of calendar days, int32 of the same shape; past the last day it moves on by at most the gap."""
        if not len(self.days):
            return np.zeros(np.shape(days), np.int32)
        position = np.maximum(self.days.searchsorted(days, side="right") - 1, 0)
        ahead = np.minimum(np.maximum(days - self.days[position], 0), LONGEST_GAP_DAYS)
        return np.asarray(self.marks[position] + ahead, np.int32)

    def at_day(self, day: int) -> int:
        """The shop day of one calendar day."""
        if not len(self.days):
            return 0
        position = max(int(self.days.searchsorted(day, side="right")) - 1, 0)
        return int(self.marks[position]) + min(max(day - int(self.days[position]), 0), LONGEST_GAP_DAYS)
