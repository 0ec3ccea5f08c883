"""What a series usually sells on a day it can be sold: the middle of what was sold around it, per day on the shelf."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# Less than so many days on the shelf say little; then a longer stretch is asked.
_ENOUGH_DAYS = 7.0
_NEAR, _FAR = 28, 91
_STEADIEST, _WILDEST = 20.0, 0.2


def rates(sold: Floats, exposed: Floats, looks_ahead: bool) -> Floats:
    """float32 (b, T): units on a mean day, of the time around it; the whole history's where little is near.

    The sum of what was sold over the sum of the time in which it could be: the maximum-likelihood rate of a Poisson
    process seen part of the time, which is where EM over the unseen parts ends (Dempster, Laird and Rubin, JRSS B 39
    (1977)).

    Args:
        sold: float32 (b, T), units.
        exposed: float32 (b, T), usual days' worth of time on the shelf; 0 where it could not be sold or nobody knows.
        looks_ahead: also from later days. For what was lost in the past, yes; for what a forecast learns from, no: a
            day must not know of later ones, or back-tests flatter.
    """
    units, time = _summed(sold), _summed(exposed)
    near = _window(units, time, 2 * _NEAR if not looks_ahead else _NEAR, looks_ahead)
    far = _window(units, time, 2 * _FAR if not looks_ahead else _FAR, looks_ahead)
    whole = (units[:, -1:], time[:, -1:])
    found = np.where(near[1] >= _ENOUGH_DAYS, _ratio(*near), np.where(far[1] >= _ENOUGH_DAYS, _ratio(*far), -1))
    return np.where(found >= 0, found, _ratio(*whole)).astype(np.float32)


def steadiness(sold: Floats, whole: NDArray[np.bool_]) -> Floats:
    """float32 (b,): size of the negative binomial that fits a series, by moments: large for a steady one.

    Args:
        sold: float32 (b, T), units.
        whole: bool (b, T), days on which it was on the shelf from morning to evening; only these are asked.
    """
    days = whole.sum(axis=1)
    mean = (sold * whole).sum(axis=1) / np.maximum(days, 1)
    variance = ((sold - mean[:, None]) ** 2 * whole).sum(axis=1) / np.maximum(days - 1, 1)
    size = np.where(variance > mean, mean**2 / np.maximum(variance - mean, 1e-6), _STEADIEST)
    return np.clip(np.where(days >= _ENOUGH_DAYS, size, 1), _WILDEST, _STEADIEST).astype(np.float32)


def _summed(values: Floats) -> NDArray[np.float64]:
    """float64 (b, T + 1): sums before each day."""
    out = np.zeros((values.shape[0], values.shape[1] + 1))
    np.cumsum(values, axis=1, out=out[:, 1:])
    return out


def _window(
    units: NDArray[np.float64], time: NDArray[np.float64], reach: int, looks_ahead: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Units and time of the `reach` days before each day, and after it with `looks_ahead`; never of itself."""
    steps = units.shape[1] - 1
    day = np.arange(steps)
    low, high = np.maximum(day - reach, 0), np.minimum(day + 1 + reach, steps)
    if not looks_ahead:
        return units[:, day] - units[:, low], time[:, day] - time[:, low]
    own_units, own_time = units[:, 1:] - units[:, :-1], time[:, 1:] - time[:, :-1]
    return units[:, high] - units[:, low] - own_units, time[:, high] - time[:, low] - own_time


def _ratio(units: NDArray[np.float64], time: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(time > 0, units / np.maximum(time, 1e-9), 0)
