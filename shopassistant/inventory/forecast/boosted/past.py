"""What a series' own past says at an origin: levels over several windows, spread, zeros, silence, the same weekday,
last year's season; and how series of the same product, category and place moved lately."""

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.forecast.boosted.arrays import Groups
from shopassistant.inventory.forecast.panel import Floats

_WEEKS = (1, 2, 4, 8, 13, 26, 52)
_QUANTILES = (0.1, 0.5, 0.9)
_QUANTILE_WEEKS = 26
_YEAR_DAYS = 364
_PHASES = (1, 2, 4, 8, 16)  # how many of the last same weekdays are averaged
_LAGS = 4


class Past:
    """Sums from which windows at any origin are read.

    Args:
        logs: float32 (n, T), logarithm of one more than the units, NaN where unknown.
        origins: int64 (o,), the last step known at each.
        week: steps in a week.
    """

    def __init__(self, logs: Floats, origins: NDArray[np.int64], week: int) -> None:
        self._logs, self._origins, self._week = logs, origins, week
        self._known = ~np.isnan(logs)
        zero = np.nan_to_num(logs)
        self._sums = {
            "log": _running(zero),
            "square": _running(zero**2),
            "units": _running(np.expm1(zero)),
            "known": _running(self._known),
            "sold": _running(zero > 0),
        }
        self._zero = zero

    def at_origins(self) -> dict[str, Floats]:
        """Columns float32 (n, o)."""
        found: dict[str, Floats] = {}
        for weeks in _WEEKS:
            found[f"mean_{weeks}w"] = self._mean("log", weeks * self._week)
        for weeks in (8, 26):
            found[f"units_{weeks}w"] = np.log1p(self._mean("units", weeks * self._week))
            found[f"sold_{weeks}w"] = self._mean("sold", weeks * self._week)
        square, mean = self._mean("square", 13 * self._week), found["mean_13w"]
        found["spread_13w"] = np.sqrt(np.maximum(square - mean**2, 0))
        found["trend"] = found["mean_4w"] - mean
        found["trend_long"] = mean - found["mean_52w"]
        found |= self._quantiles()
        found["since_sale"] = self._since(self._zero > 0)
        found["age"] = np.log1p(self._sums["known"][:, self._origins + 1]).astype(np.float32)
        return found

    def for_steps(self, series: NDArray[np.int64], origin: NDArray[np.int64], step: NDArray[np.int64]) -> list[Floats]:
        """Columns float32 (r,) of r lessons: means of the last same weekdays, single lags, last year's season.

        Args:
            series, origin, step: int64 (r,); `origin` counts the origins, `step` the steps of the panel.
        """
        last = self._origins[origin]
        back = last - (last - step) % self._week  # the latest step known that lies on the same weekday
        columns = []
        total, count = np.zeros(len(series), np.float32), np.zeros(len(series), np.float32)
        for number in range(max(_PHASES)):
            place = back - number * self._week
            inside = (place >= 0) & self._known[series, np.maximum(place, 0)]
            values = np.where(inside, self._zero[series, np.maximum(place, 0)], np.float32(np.nan))
            total += np.nan_to_num(values)
            count += inside
            if number < _LAGS:
                columns.append(values)
            if number + 1 in _PHASES[1:]:
                columns.append(_divided(total, count))
        columns.append(self._season(series, last, step))
        return columns

    @staticmethod
    def step_names() -> list[str]:
        """Names of the columns of `for_steps`, in order."""
        names = []
        for number in range(max(_PHASES)):
            if number < _LAGS:
                names.append(f"same_day_{number + 1}")
            if number + 1 in _PHASES[1:]:
                names.append(f"same_day_mean_{number + 1}")
        return [*names, "last_year"]

    def _season(self, series: NDArray[np.int64], last: NDArray[np.int64], step: NDArray[np.int64]) -> Floats:
        """Mean over the week around the same day of the year before, against the year that ends with it."""
        middle = step - _YEAR_DAYS * self._week // 7
        reach = max(self._week // 2, 1)
        start, stop = np.maximum(middle - reach, 0), np.minimum(middle + reach + 1, last + 1)
        usable = (middle >= 0) & (stop > start)
        start, stop = np.where(usable, start, 0), np.where(usable, stop, 0)
        sums, known = self._sums["log"], self._sums["known"]
        return _divided(sums[series, stop] - sums[series, start], known[series, stop] - known[series, start])

    def _mean(self, name: str, steps: int) -> Floats:
        stop = self._origins + 1
        start = np.maximum(stop - steps, 0)
        sums, known = self._sums[name], self._sums["known"]
        return _divided(sums[:, stop] - sums[:, start], known[:, stop] - known[:, start])

    def _quantiles(self) -> dict[str, Floats]:
        found = {
            f"quantile_{level:g}": np.empty((len(self._logs), len(self._origins)), np.float32) for level in _QUANTILES
        }
        for place, origin in enumerate(self._origins.tolist()):
            window = np.sort(self._logs[:, max(0, origin + 1 - _QUANTILE_WEEKS * self._week) : origin + 1], axis=1)
            known = (~np.isnan(window)).sum(axis=1)
            for level, column in zip(_QUANTILES, found.values(), strict=True):
                at = np.round(np.maximum(known - 1, 0) * level).astype(np.int64)
                column[:, place] = np.take_along_axis(window, at[:, None], axis=1)[:, 0]
        return found

    def _since(self, happened: NDArray[np.bool_]) -> Floats:
        """Logarithm of the steps since it last happened; since before the first step where it never did."""
        place = np.maximum.accumulate(np.where(happened, np.arange(happened.shape[1])[None, :], -1), axis=1)
        return np.log1p(self._origins[None, :] - place[:, self._origins]).astype(np.float32)


def of_groups(move: Floats, known: NDArray[np.bool_], groups: dict[str, Groups]) -> dict[str, Floats]:
    """Columns float32 (n, o): mean over each group of how its series moved lately; NaN of a group of one.

    Args:
        move: float32 (n, o).
        known: bool (n, o), series that have a past there.
    """
    counted = known.astype(np.float64)
    columns = {}
    for name, group in groups.items():
        mean = group.sum(move * counted) / np.maximum(group.sum(counted), 1)
        columns[f"moved_{name}"] = np.where((group.size > 1)[:, None], mean, np.nan).astype(np.float32)
    return columns


def _running(values: NDArray[np.generic]) -> NDArray[np.float64]:
    """float64 (n, T + 1): sums of what comes before each step."""
    found = np.zeros((values.shape[0], values.shape[1] + 1))
    np.cumsum(values, axis=1, out=found[:, 1:])
    return found


def _divided(total: NDArray[np.floating], count: NDArray[np.floating]) -> Floats:
    """float32: the quotient, NaN where nothing is known."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(count > 0, total / np.maximum(count, 1), np.nan).astype(np.float32)
