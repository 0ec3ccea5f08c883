"""How a day's sales usually spread over its hours and its week, so that half a day is known to be how much of one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.demand.days import SECONDS, Days

Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

_BINS = 96  # quarters of an hour
# Of so many lines on one weekday, half of the shape is believed; the other half is that of all days.
_PRIOR_LINES = 200
# Where so much of all sales falls into one quarter of an hour, the records hold days, not times.
_UNTIMED_SHARE = 0.6
_FEW_LINES = 50


@dataclass(frozen=True)
class Profile:
    """The usual day at each location.

    Attributes:
        cumulated: float32 (l, 7, 97), share of a weekday's sales that is over at each quarter of an hour.
        weight: float32 (l, 7), sales of a weekday relative to the mean of the days on which the shop is open.
        is_timed: bool (l,), whether the records hold times of day; elsewhere `cumulated` says nothing.
    """

    cumulated: Floats
    weight: Floats
    is_timed: Bools

    def over(self, place: Ints, weekday: Ints, second: Ints) -> Floats:
        """float32: share of the day's sales that is usually over at a second of the day."""
        at = second.astype(np.float32) / np.float32(SECONDS / _BINS)
        low = np.minimum(at.astype(np.int32), _BINS - 1)
        begin, end = self.cumulated[place, weekday, low], self.cumulated[place, weekday, low + 1]
        return np.asarray(begin + (at - low) * (end - begin), np.float32)


def usual_day(at: Longs, place: Ints, days: Days, is_open: Bools) -> Profile:
    """The profile out of the moments of sold lines.

    Args:
        at: int64 (m,), seconds.
        place: int32 (m,), index of the location.
        is_open: bool (l, T), days on which each location sold.
    """
    count = len(is_open)
    weekday = days.weekday()[days.of(at)] if len(at) else np.empty(0, np.int32)
    bins = days.second(at) * _BINS // SECONDS
    flat = np.bincount((place * 7 + weekday) * _BINS + bins, minlength=count * 7 * _BINS)
    lines = flat.reshape(count, 7, _BINS).astype(np.float64)
    return Profile(_cumulated(lines), _weights(lines, days, is_open), _is_timed(lines))


def _cumulated(lines: NDArray[np.float64]) -> Floats:
    everyday = lines.sum(axis=1, keepdims=True)
    total = everyday.sum(axis=2, keepdims=True)
    shape = np.where(total > 0, everyday / np.maximum(total, 1), 1 / _BINS)
    mixed = (lines + _PRIOR_LINES * shape) / (lines.sum(axis=2, keepdims=True) + _PRIOR_LINES)
    start = np.zeros((*mixed.shape[:2], 1))
    return np.concatenate([start, np.minimum(np.cumsum(mixed, axis=2), 1)], axis=2).astype(np.float32)


def _weights(lines: NDArray[np.float64], days: Days, is_open: Bools) -> Floats:
    opened = np.stack([is_open[:, days.weekday() == day].sum(axis=1) for day in range(7)], axis=1)
    per_day = lines.sum(axis=2) / np.maximum(opened, 1)
    mean = lines.sum(axis=(1, 2)) / np.maximum(opened.sum(axis=1), 1)
    # As if each weekday had seen so many mean days more, so that few records make no difference between days.
    prior = _FEW_LINES / np.maximum(mean, 1e-9)[:, None]
    weight = (per_day * opened + mean[:, None] * prior) / (opened + prior) / np.maximum(mean, 1e-9)[:, None]
    return np.where(mean[:, None] > 0, weight, 1).astype(np.float32)


def _is_timed(lines: NDArray[np.float64]) -> Bools:
    everyday = lines.sum(axis=1)
    return np.asarray(everyday.max(axis=1) < _UNTIMED_SHARE * np.maximum(everyday.sum(axis=1), 1))
