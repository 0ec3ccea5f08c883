"""The boutique's days: which it opens, how busy they are, how long they last, and what is on offer when."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

# Monday first: how busy, first and last minute of the day (local time).
_WEEK = (0.72, 0.75, 0.85, 1.0, 1.25, 1.9, 0.85)
_OPENS = (570, 570, 570, 570, 570, 540, 660)
_CLOSES = (1080, 1080, 1080, 1200, 1110, 1110, 1020)
# Monday first quarter of traffic by month, January first: quiet February, busy December.
_YEAR = (0.9, 0.75, 0.88, 0.95, 1.0, 1.05, 1.05, 0.9, 0.95, 1.0, 1.2, 1.55)


@dataclass(frozen=True, slots=True)
class Days:
    """A run of days, numbered from 0; the last is the day before "today".

    Attributes:
        first: day 0.
        count: number of days.
        weekday: Monday 0, shape (count,).
        month: January 0, shape (count,).
        busy: relative traffic, 0 on closed days, shape (count,).
        opens, closes: minutes after midnight, local, shape (count,).
        summer: whether British Summer Time holds, shape (count,).
    """

    first: date
    count: int
    weekday: NDArray[np.int64]
    month: NDArray[np.int64]
    busy: NDArray[np.float64]
    opens: NDArray[np.int64]
    closes: NDArray[np.int64]
    summer: NDArray[np.bool_]

    def moments(self, day: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.datetime64]:
        """UTC moments of local seconds after midnight on numbered days (also before day 0: winter time)."""
        inside = np.clip(day, 0, self.count - 1)
        offset = np.where((day == inside) & self.summer[inside], 3600, 0)
        return np.datetime64(self.first, "s") + (day * 86_400 + second - offset).astype("timedelta64[s]")


@dataclass(frozen=True, slots=True)
class Promotion:
    """A price cut for some days.

    Attributes:
        name: what the shop calls it.
        first, last: numbered days, both inside.
        kinds: keys of the kinds of goods it covers; empty for all.
        brand: the only brand it covers, or empty.
        percent_bp: the cut, in hundredths of a percent.
        traffic: factor on the number of visits.
    """

    name: str
    first: int
    last: int
    kinds: tuple[str, ...]
    brand: str
    percent_bp: int
    traffic: float


def make_days(today: date, years: float) -> tuple[Days, tuple[Promotion, ...]]:
    """The `years` before `today`, with the promotions that fall into them (their traffic is in `busy` already)."""
    count = max(28, round(365.25 * years))
    first = today - timedelta(days=count)
    days = [first + timedelta(days=number) for number in range(count)]
    weekday = np.array([day.weekday() for day in days])
    month = np.array([day.month - 1 for day in days])
    busy = np.array(_WEEK)[weekday] * np.array(_YEAR)[month]
    busy[[(day.month, day.day) in ((12, 25), (12, 26), (1, 1)) for day in days]] = 0.0
    promotions = tuple(promotions_between(first, count))
    for promotion in promotions:
        busy[promotion.first : promotion.last + 1] *= promotion.traffic
    summer = np.array([_is_summer(day) for day in days])
    return Days(
        first, count, weekday, month, busy, np.array(_OPENS)[weekday], np.array(_CLOSES)[weekday], summer
    ), promotions


def _is_summer(day: date) -> bool:
    """British Summer Time, by its rule: from the last Sunday of March to the last Sunday of October."""
    start, end = (date(day.year, month, 31) for month in (3, 10))
    start -= timedelta(days=(start.weekday() + 1) % 7)
    end -= timedelta(days=(end.weekday() + 1) % 7)
    return start <= day < end


_FASHION = ("WDR", "WKN", "WCT", "WTP", "WSK", "WBT", "WTN", "WFL", "MKN", "MCT", "MTE", "MBT", "SCF", "GLV", "HAT")
# Name, month, day, length, kinds, brand, cut, traffic.
_YEARLY = (
    ("Winter sale", 1, 2, 19, _FASHION, "", 3000, 1.3),
    ("Shirt and tie weeks", 3, 6, 12, ("MSH", "TIE"), "", 2000, 1.08),
    ("Frame festival", 4, 14, 14, ("FRM", "CSE"), "", 1500, 1.1),
    ("Sun week", 5, 22, 9, ("SUN", "HAT", "CRD"), "", 2000, 1.12),
    ("Summer sale", 7, 4, 18, ("WDR", "WTP", "WSK", "WFL", "WTN", "MTE", "SUN", "MSO"), "", 3000, 1.3),
    ("Back to work", 9, 4, 10, ("WTR", "MTR", "MSO", "BAG"), "", 1500, 1.08),
    ("Knit days", 10, 9, 9, ("WKN", "MKN", "SCF"), "", 2000, 1.1),
    ("Stock up on lens care", 10, 26, 10, ("SOL", "CLN", "LNS"), "", 1500, 1.04),
    ("Black Friday", 11, 23, 6, (), "", 2000, 1.6),
    ("Maren Sole week", 2, 12, 7, (), "Maren Sole", 2500, 1.05),
    ("Cobblers' Yard days", 6, 12, 7, (), "Cobblers' Yard", 2000, 1.05),
)


def promotions_between(first: date, count: int) -> list[Promotion]:
    """The yearly promotions that fall into `count` days from `first` on, numbered from there, in order."""
    found = []
    for year in range(first.year, first.year + count // 365 + 2):
        for name, month, day, length, kinds, brand, cut, traffic in _YEARLY:
            start = (date(year, month, day) - first).days
            last = start + length - 1
            if last >= 0 and start < count:
                found.append(Promotion(name, max(0, start), min(count - 1, last), kinds, brand, cut, traffic))
    return sorted(found, key=lambda promotion: (promotion.first, promotion.name))
