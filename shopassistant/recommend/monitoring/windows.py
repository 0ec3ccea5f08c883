"""Which days are compared with which: whole weeks after the fit, with stretches as long before it."""

from dataclasses import dataclass

WEEK = 7
LONGEST_DAYS = 4 * WEEK
# A year of whole weeks, so that Saturdays meet Saturdays.
YEAR = 52 * WEEK
# Feasts move (Easter by up to five weeks); the year-ago weeks are tried this much earlier and later, too.
MOVABLE = (0, -WEEK, WEEK)
# What some measures must know of the time before a window: half a year of whole weeks.
LOOKBACK_DAYS = 26 * WEEK


@dataclass(frozen=True)
class Window:
    """Some days, both ends included, as days since 1970-01-01."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """How many."""
        return self.last - self.first + 1

    def moved(self, days: int) -> "Window":
        """As many days, later by `days`."""
        return Window(self.first + days, self.last + days)


@dataclass(frozen=True)
class Windows:
    """What is compared.

    Attributes:
        now: the newest whole weeks, four at most.
        before: as long each, one after the other backwards, newest first, a year at most.
        years_ago: the same weeks a year before `now`, a week earlier, a week later; those with records.
        is_after_fit: `now` lies after what was learned; otherwise it was learned, too.
    """

    now: Window
    before: tuple[Window, ...]
    years_ago: tuple[Window, ...]
    is_after_fit: bool


def choose_windows(first_day: int, last_day: int, fitted_day: int) -> Windows | None:
    """The windows for records of `first_day` to `last_day` (whole days) and a fit on `fitted_day`.

    As many whole weeks as have passed since the fit, four at most; with less than one, the last four weeks, though
    they were learned from already. Whole weeks, because a week and a half holds another share of Saturdays.

    Returns:
        None where there are not two weeks of records, or nothing before the newest ones.
    """
    weeks = (last_day - fitted_day) // WEEK
    is_after_fit = weeks >= 1
    days = min(weeks * WEEK, LONGEST_DAYS) if is_after_fit else LONGEST_DAYS
    now = Window(last_day - days + 1, last_day)
    end = min(fitted_day, now.first - 1)
    count = min((end - first_day + 1) // days, YEAR // days)
    if count < 1:
        return None
    before = tuple(Window(end - days * (n + 1) + 1, end - days * n) for n in range(count))
    years_ago = tuple(now.moved(shift - YEAR) for shift in MOVABLE if now.first + shift - YEAR >= first_day)
    return Windows(now, before, years_ago, is_after_fit)
