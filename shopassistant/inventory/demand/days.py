"""Days as the shop lives them: from one local midnight to the next, also where a clock change makes one longer."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

import numpy as np
from numpy.typing import NDArray

Longs = NDArray[np.int64]
Ints = NDArray[np.int32]

SECONDS = 86_400


@dataclass(frozen=True)
class Days:
    """A stretch of days.

    Attributes:
        first: the first of them.
        starts: int64 (count + 1,), seconds since 1970-01-01 UTC of each local midnight, and of the end.
    """

    first: date
    starts: Longs

    @classmethod
    def between(cls, first: date, end: date, zone: tzinfo | None = None) -> "Days":
        """The days from `first` up to and without `end`.

        Args:
            zone: the shop's; that of this machine by default.
        """
        count = max((end - first).days, 0)
        return cls(first, np.array([midnight(first + timedelta(days=n), zone) for n in range(count + 1)], np.int64))

    @property
    def count(self) -> int:
        """Number of days."""
        return len(self.starts) - 1

    @property
    def begin(self) -> datetime:
        """The first moment, UTC."""
        return datetime.fromtimestamp(int(self.starts[0]), UTC)

    @property
    def end(self) -> datetime:
        """The first moment after them, UTC."""
        return datetime.fromtimestamp(int(self.starts[-1]), UTC)

    def of(self, moments: Longs) -> Ints:
        """int32, the shape of `moments` (seconds): the day of each; -1 before the first, `count` after the last."""
        return (np.searchsorted(self.starts, moments, side="right") - 1).astype(np.int32)

    def second(self, moments: Longs) -> Ints:
        """int32: seconds since the midnight before, at most a day's; for moments within the days."""
        day = np.clip(self.of(moments), 0, self.count - 1)
        return np.asarray(np.clip(moments - self.starts[day], 0, SECONDS - 1), np.int32)

    def place(self, day: date) -> int:
        """The index of a date; may lie outside."""
        return (day - self.first).days

    def weekday(self, extra: int = 0) -> Ints:
        """int32 (count + extra,): 0 for Monday, also for `extra` days that follow."""
        return np.asarray((self.first.weekday() + np.arange(self.count + extra)) % 7, np.int32)


def midnight(day: date, zone: tzinfo | None = None) -> int:
    """Seconds since 1970-01-01 UTC of the first moment of a day at a place.

    Args:
        zone: the shop's; that of this machine by default.
    """
    moment = datetime.combine(day, time.min, tzinfo=zone)
    return int((moment if zone is not None else moment.astimezone()).timestamp())


def today_at(moment: datetime, zone: tzinfo | None = None) -> date:
    """The shop's date at a moment (timezone-aware)."""
    return moment.astimezone(zone).date()
