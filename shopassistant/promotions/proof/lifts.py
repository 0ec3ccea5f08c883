"""Lifts with their two intervals, and what may be believed of them.

* *While it runs*: holds at all looks at once with probability 1 - alpha, so that looking daily and stopping at will
  costs nothing (`recommend.experiments.sequential`). All comparisons behind the first share alpha (Bonferroni).
* *At the planned end*: the ordinary interval for one look at the end that was planned, narrower by a third or so. It is
  given only once that end is reached, and it is never what a winner is declared by.

Both are bent for skewness (`skewed`). A winner is declared by the first kind alone: first the campaign against its
hold-out, and only if that one shows something the arms and the pairs, by closed testing (serial gatekeeping: Dmitrienko
and others, *Multiple Testing Problems in Pharmaceutical Statistics*, 2010, chapter 5). So the chance of any wrong
winner stays below alpha over all comparisons and all days.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.promotions.proof.closed import closed_logs
from shopassistant.promotions.proof.comparisons import Comparison
from shopassistant.promotions.proof.means import ArmMeans, Contrast, contrast
from shopassistant.promotions.proof.skewed import bent, interval
from shopassistant.recommend.experiments.sequential import half_width, log_evidence

Floats = NDArray[np.float64]
# Of each arm so many customers must have something to tell before there is an interval: the theory is about many.
LEAST_TELLING = 30
# The normal mixture is narrowest, beside the ordinary interval, for effects of about so many standard errors.
_TIGHTEST = 2.5


@dataclass(frozen=True)
class Between:
    """An interval in the measure's unit, per customer."""

    low: float
    high: float

    def leaves_out(self, value: float) -> bool:
        """Whether a value is not possible any more."""
        return not self.low <= value <= self.high


@dataclass(frozen=True)
class Lift:
    """One comparison's difference per customer.

    Attributes:
        estimate: the difference; None while an arm has nobody.
        while_running: may be looked at daily; None while it is too early.
        at_end: for one look at the planned end; None before that.
        proven: 1 or -1 where the difference is proven in that direction, else 0.
        carriers: how many alike customers would tell as much; below `FEW_CARRIERS` few carry the result.
    """

    comparison: Comparison
    estimate: float | None = None
    while_running: Between | None = None
    at_end: Between | None = None
    proven: int = 0
    carriers: float = 0.0


@dataclass(frozen=True)
class Rules:
    """What was declared before the first look.

    Attributes:
        alpha: chance that a campaign without any effect is ever said to have one.
        relevant: the smallest lift worth knowing, per customer in the measure's unit.
        spread: variance between customers over the whole span as their past foretells it; 0 where it is not known.
    """

    alpha: float
    relevant: float
    spread: float = 0.0

    def tau(self, made: Comparison, customers: NDArray[np.int64]) -> float:
        """The size of effects the interval while it runs is tightest for: the relevant one, or what can be seen at all.

        Where the relevant lift is far below what so few customers can show, an interval made for it would be wide for
        nothing. Known from the draw and the past alone, before the first sale counts.
        """
        error = float(np.sqrt(self.spread * (made.column**2 / np.maximum(customers, 1)).sum()))
        return max(self.relevant, _TIGHTEST * error, 1e-9)


@dataclass(frozen=True)
class Track:
    """One comparison at d moments; all float64 (d,), NaN where it is too early.

    Attributes:
        logs: of the e-values; 0 where it is too early.
        low, high: of the interval while it runs.
        end_low, end_high: of the interval for one look.
    """

    comparison: Comparison
    contrast: Contrast
    logs: Floats
    low: Floats
    high: Floats
    end_low: Floats
    end_high: Floats


def follow(
    means: ArmMeans, telling: NDArray[np.int64], made: tuple[Comparison, ...], rules: Rules
) -> tuple[Track, ...]:
    """All comparisons at all moments.

    Here sums grow from day to day where other experiments average over more and more customers. For days independent of
    each other that is the same process with time turned round (Brownian motion under t -> 1 / t), so the same bound
    holds; that a customer's days hang together makes the looks more alike, not less. `benchmarks.experiments` measures
    it.

    Args:
        telling: int64 (k, d), customers of each arm whose outcome is not zero.
    """
    second = max(len(made) - 1, 1)
    return tuple(
        _track(means, telling, one, rules.alpha / (1 if place == 0 else second), rules)
        for place, one in enumerate(made)
    )


def proven(tracks: tuple[Track, ...], moment: int, alpha: float) -> tuple[int, ...]:
    """For each comparison, the direction in which it is proven at a moment, or 0."""
    if not tracks:
        return ()
    bar = -math.log(alpha)
    has_gate = tracks[0].comparison.kind == "campaign"
    gate, behind = (tracks[:1], tracks[1:]) if has_gate else ((), tracks)
    found = [_direction(one, moment) * bool(one.logs[moment] >= bar) for one in gate]
    is_open = not has_gate or found[0] != 0
    adjusted = closed_logs([float(one.logs[moment]) for one in behind])
    return (
        *found,
        *(_direction(one, moment) * bool(is_open and log >= bar) for one, log in zip(behind, adjusted, strict=True)),
    )


def lifts(tracks: tuple[Track, ...], moment: int, alpha: float, *, is_over: bool) -> tuple[Lift, ...]:
    """The comparisons at one moment.

    A lift that closed testing proves is above zero even where its simultaneous interval still holds it; the interval
    is cut there, as intervals that go with step-down tests are (Strassburger and Bretz, *Statistics in Medicine* 27,
    2008).

    Args:
        moment: index of the moment.
        is_over: the planned end is reached.
    """
    directions = proven(tracks, moment, alpha)
    return tuple(_lift(one, moment, way, is_over) for one, way in zip(tracks, directions, strict=True))


def _lift(track: Track, moment: int, way: int, is_over: bool) -> Lift:
    estimate = float(track.contrast.estimate[moment])
    if math.isnan(track.low[moment]):
        return Lift(track.comparison, estimate)
    low, high = float(track.low[moment]), float(track.high[moment])
    running = Between(max(low, 0.0) if way > 0 else low, min(high, 0.0) if way < 0 else high)
    end = Between(float(track.end_low[moment]), float(track.end_high[moment])) if is_over else None
    return Lift(track.comparison, estimate, running, end, way, float(track.contrast.carriers[moment]))


def _direction(track: Track, moment: int) -> int:
    return 1 if track.contrast.estimate[moment] > 0 else -1


def _track(means: ArmMeans, telling: NDArray[np.int64], made: Comparison, alpha: float, rules: Rules) -> Track:
    from scipy.special import stdtrit

    found = contrast(means, made.column)
    involved = made.column != 0
    is_ready = (telling[involved].min(axis=0) >= LEAST_TELLING) & (found.variance > 0)
    variance = np.where(is_ready, found.variance, 1.0)
    error = np.sqrt(variance)
    normal = bent(np.where(is_ready, found.estimate, 0.0) / error, found.skewness)
    tau = rules.tau(made, means.customers)
    logs = [log_evidence(z * v**0.5, v, tau) for z, v in zip(normal.tolist(), variance.tolist(), strict=True)]
    reach = np.array([half_width(v, tau, alpha) for v in variance.tolist()]) / error
    single = np.asarray(stdtrit(found.freedom, 1 - rules.alpha / 2), np.float64)
    running = interval(found.estimate, variance, found.skewness, reach)
    at_end = interval(found.estimate, variance, found.skewness, single)
    low, high, end_low, end_high = (np.where(is_ready, one, np.nan) for one in (*running, *at_end))
    return Track(made, found, np.where(is_ready, logs, 0.0), low, high, end_low, end_high)
