"""Days and weeks of the year as numbers, for trees and for straight lines."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.forecast.panel import DAY, Floats

_YEAR = 365.2425


def for_trees(first_day: date, step_days: int, steps: int) -> dict[str, Floats]:
    """Columns float32 (1, steps): day of the year, of the month and of the week."""
    days = _days(first_day, step_days, steps)
    found = {"year_day": _of_year(days) * np.float32(366)}
    if step_days == DAY:
        dates = days.astype("datetime64[D]")
        found["month_day"] = (dates - dates.astype("datetime64[M]")).astype(np.float32)
        found["weekday"] = _weekday(days).astype(np.float32)
    return {name: values.astype(np.float32)[None, :] for name, values in found.items()}


def for_lines(first_day: date, step_days: int, steps: int) -> dict[str, Floats]:
    """Columns float32 (1, steps): one wave a year and, for days, each weekday."""
    days = _days(first_day, step_days, steps)
    angle = 2 * np.pi * _of_year(days)
    found = {"year_sine": np.sin(angle), "year_cosine": np.cos(angle)}
    if step_days == DAY:
        weekday = _weekday(days)
        found |= {f"weekday_{day}": weekday == day for day in range(6)}
    return {name: values.astype(np.float32)[None, :] for name, values in found.items()}


def _days(first_day: date, step_days: int, steps: int) -> NDArray[np.int64]:
    """int64 (steps,): days since 1970 of the middle of each step."""
    start = (first_day - date(1970, 1, 1)).days
    return start + step_days // 2 + step_days * np.arange(steps, dtype=np.int64)


def _of_year(days: NDArray[np.int64]) -> NDArray[np.float64]:
    dates = days.astype("datetime64[D]")
    return np.asarray((dates - dates.astype("datetime64[Y]")).astype(np.float64) / _YEAR)


def _weekday(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """0 for Monday."""
    return (days + 3) % 7
