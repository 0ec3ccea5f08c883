"""How lively the days of a promotion are, per kind of goods, beside the past weeks that stand for them.

Weeks drawn from the newest and from last year's season each know half of it: the newest how the shop does now, last
year's what the season does. Where the past reaches back a year and a quarter the two are multiplied, as in any seasonal
index: what is sold now, times what last year's season was against last year's now.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.promotions.elasticity.responses import HIGHEST_RATIO, LOWEST_RATIO
from shopassistant.promotions.rehearsal.kinds import kinds
from shopassistant.promotions.rehearsal.past import WEEK, Doubles, Longs, PastBaskets
from shopassistant.promotions.rehearsal.setting import Setting

_YEAR = 52
# No season is quite like last year's: standard deviation of its level, as a share.
SEASON_SD = 0.1
# Weeks that say how the shop does now, and the fewest of last year's it is held against.
_NOW, _FEWEST = 13, 5
# Units a week that no difference is believed to beat: kinds that sell little stay as they are.
_DOUBT = 5.0
_MOST = 5.0


@dataclass(frozen=True)
class Level:
    """By how much the units of past weeks are moved.

    Attributes:
        kind: int32 (v,), see `kinds`.
        times: float64 (kinds + 1, W); the last row is of goods of no kind.
    """

    kind: NDArray[np.int32]
    times: Doubles

    def of(self, variant: NDArray[np.int32], week: NDArray[np.int32]) -> Doubles:
        """float64 (k,): of rows of these variants and weeks."""
        return np.asarray(self.times[self.kind[variant], week])


def knows_season(past: PastBaskets) -> bool:
    """Whether the past reaches back a year and some weeks."""
    return past.weeks >= _YEAR + _FEWEST


def level_of(past: PastBaskets, discount: Longs, weight: Doubles, setting: Setting) -> Level:
    """Each past week moved to the days of the promotion: what is usual in it goes, what chance did in it stays.

    Nothing is moved where the past does not reach back a year and some weeks.

    Args:
        discount: int64 (n,), what the promotions that run anyway take off; what was cut then is put back.
        weight: float64 (b,).
    """
    kind = kinds(past.articles)
    count = int(kind.max(initial=-1)) + 1
    if not knows_season(past) or not count:
        return Level(kind, np.ones((count + 1, past.weeks)))
    weekly = _weekly(past, discount, weight, kind.astype(np.int64), count, setting)
    span = min(_NOW, past.weeks - _YEAR)
    now, then = weekly[:, :span].mean(axis=1), weekly[:, _YEAR : _YEAR + span].mean(axis=1)
    index = np.clip((weekly @ _season(past, setting) + _DOUBT) / (then + _DOUBT), 1 / _MOST, _MOST)
    wanted = (now * index)[:, None]
    times = np.clip((wanted + _DOUBT) / (_smooth(weekly) + _DOUBT), 1 / _MOST, _MOST)
    return Level(kind, np.concatenate([times, np.ones((1, past.weeks))]))


def _season(past: PastBaskets, setting: Setting) -> Doubles:
    """float64 (W,): shares of last year's weeks that the promotion falls on; half a week on either side, as no year
    begins on the weekday of the last."""
    ahead = (setting.starts_on.toordinal() - 719_163 - int(past.day.max())) / WEEK
    begin, end = _YEAR - ahead - setting.days / WEEK - 0.5, _YEAR - ahead + 0.5
    week = np.arange(past.weeks)
    share = np.clip(np.minimum(week + 1, end) - np.maximum(week, begin), 0, None)
    if share.sum() <= 0:  # planned for more than a year ahead
        share = np.ones(past.weeks)
    return np.asarray(share / share.sum())


def _smooth(weekly: Doubles) -> Doubles:
    """Means over three weeks, two at the ends."""
    whole = np.cumsum(np.pad(weekly, ((0, 0), (1, 0))), axis=1)
    week = np.arange(weekly.shape[1])
    low, high = np.maximum(week - 1, 0), np.minimum(week + 2, weekly.shape[1])
    return np.asarray((whole[:, high] - whole[:, low]) / (high - low))


def _weekly(past: PastBaskets, discount: Longs, weight: Doubles, kind: Longs, count: int, setting: Setting) -> Doubles:
    """float64 (kinds, W): units a week as they would have been at the prices of now."""
    own = kind[past.variant]
    units = past.units * weight[past.basket]
    moved = np.flatnonzero(past.given != discount)
    if len(moved):
        mean, _ = setting.responses.of(past.articles.ids, past.articles.category.astype(np.int64))
        then = np.maximum(past.gross[moved] - past.given[moved], 1)
        ratio = np.clip((past.gross[moved] - discount[moved]) / then, LOWEST_RATIO, HIGHEST_RATIO)
        units[moved] *= ratio ** mean[past.variant[moved]]
    known = own >= 0
    cell = own[known] * past.weeks + past.week[past.basket[known]]
    return np.bincount(cell, units[known], count * past.weeks).reshape(count, past.weeks).astype(np.float64)
