"""Forecasts as the advice asks for them: scenarios by row of the situation, from today on, and a cheap upper bound."""

from datetime import date

import numpy as np

from shopassistant.inventory.forecast.forecasts import Forecasts
from shopassistant.inventory.reorder.arrays import Flags, Floats, Ints

_CHUNK = 4_000


class Foreseen:
    """A sampler over forecasts.

    Args:
        forecasts: None where there are none yet.
        keys: int64[n, 2], the situation's rows.
        today: day 0 of every scenario; forecasts made earlier are read from that day on.
    """

    def __init__(self, forecasts: Forecasts | None, keys: Ints, today: date) -> None:
        self._forecasts = forecasts
        self._row = _places(forecasts, keys)
        self._passed = 0
        if forecasts is not None:
            passed = (today - forecasts.first_day).days // forecasts.step_days
            if 0 <= passed < forecasts.horizon:
                self._passed = passed
            else:  # they say nothing of today
                self._row = np.full(len(keys), -1, np.int64)

    @property
    def known(self) -> Flags:
        """Rows with a forecast of today, bool[n]."""
        return self._row >= 0

    def __call__(self, rows: Ints, count: int, seed: int) -> Ints:
        """int64[k, count, T]; days of a week of a weekly forecast share its units evenly."""
        if self._forecasts is None:
            raise LookupError("no forecasts")
        drawn = self._forecasts.scenarios(self._row[rows], count, seed)[:, :, self._passed :].astype(np.int64)
        return drawn if self._forecasts.step_days == 1 else _by_day(drawn, self._forecasts.step_days)

    def at_most(self, days: int) -> Floats:
        """Units that demand over the next `days` hardly exceeds: the sum of each day's highest quantile, float64[n]."""
        bound = np.full(len(self._row), np.inf)
        if self._forecasts is None:
            return bound
        steps = self._passed + -(-days // self._forecasts.step_days)
        for start in range(0, len(self._row), _CHUNK):
            part = self._row[start : start + _CHUNK]
            found = self._forecasts.quantiles[np.maximum(part, 0), self._passed : steps, -1].sum(axis=1)
            bound[start : start + _CHUNK] = np.where(part >= 0, found, np.inf)
        return bound

    def expected(self, days: Ints) -> Floats:
        """Expected demand over the next `days` (int64[n]), float64[n]; 0 without a forecast."""
        found = np.zeros(len(self._row))
        if self._forecasts is None:
            return found
        steps = self._passed + -(-days // self._forecasts.step_days)
        for start in range(0, len(self._row), _CHUNK):
            rows = self._row[start : start + _CHUNK]
            total = np.cumsum(self._forecasts.mean[np.maximum(rows, 0), self._passed :], axis=1)
            last = np.clip(steps[start : start + _CHUNK] - self._passed, 1, total.shape[1]) - 1
            there = np.take_along_axis(total, last[:, None], axis=1)[:, 0]
            found[start : start + _CHUNK] = np.where(rows >= 0, there, 0.0)
        return found


def _places(forecasts: Forecasts | None, keys: Ints) -> Ints:
    """The forecasts' row of each key, -1 without."""
    if forecasts is None or forecasts.count == 0:
        return np.full(len(keys), -1, np.int64)
    width = int(max(forecasts.keys[:, 1].max(), keys[:, 1].max(initial=0))) + 1
    theirs = forecasts.keys[:, 0] * width + forecasts.keys[:, 1]
    order = np.argsort(theirs, kind="stable")
    wanted = keys[:, 0] * width + keys[:, 1]
    place = np.minimum(np.searchsorted(theirs[order], wanted), len(order) - 1)
    return np.where(theirs[order][place] == wanted, order[place], -1).astype(np.int64)


def _by_day(drawn: Ints, step: int) -> Ints:
    """Whole units spread over the days of a step, the first days take the rest."""
    share, rest = drawn // step, drawn % step
    days: Ints = (share[..., None] + (np.arange(step) < rest[..., None])).reshape(*drawn.shape[:2], -1)
    return days
