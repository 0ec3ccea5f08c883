"""Lessons out of the past: what was known of a series at an origin, and what it then sold on a step after it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.forecast.pooled.features import (
    Source,
    ahead_features,
    base_of,
    rhythm,
    static_features,
)
from shopassistant.inventory.forecast.pooled.sums import LEAST

Floats = NDArray[np.float32]

_WARM_UP = 126  # days of past that the first origin needs
_MOST_ORIGINS = 60
_HALF_LIFE = 180.0  # days after which half as many lessons are taken: shops change


@dataclass(frozen=True)
class Lessons:
    """m lessons.

    Attributes:
        columns: float32 (m, f + g).
        sold: bool (m,), whether there was a sale.
        amount: float32 (m,), the logarithm of its units in spreads from the series' usual; 0 without one.
        usual: float32 (m,), units per step the series usually sells, which tells how much a lesson matters.
        width: f, the number of columns that do not depend on the step ahead.
    """

    columns: Floats
    sold: NDArray[np.bool_]
    amount: Floats
    usual: Floats
    width: int


def gather(src: Source, horizon: int, rows: int, seed: int) -> Lessons:
    """About `rows` lessons from origins spread over the past, fewer where the past is short.

    What a lesson teaches lies before the end of the panel; closed and unknown steps teach nothing.
    """
    rng = np.random.default_rng(seed)
    days, steps = src.past.panel.step_days, src.past.panel.steps
    warm = min(_WARM_UP // days, max(steps // 3, 1))
    # Whole weeks before the end, so that a step ahead is the same weekday in every lesson and in the forecast.
    period = src.past.period
    step = period * max(-(-(steps - warm) // (_MOST_ORIGINS * period)), 1)
    origins = list(range(steps - period, warm - 1, -step))
    share = np.exp2(-(steps - np.array(origins, float)) * days / _HALF_LIFE)
    counts = np.ceil(rows * share / max(share.sum(), 1e-9)).astype(int).tolist()
    parts = [_at(src, at, min(horizon, steps - at), count, rng) for at, count in zip(origins, counts, strict=True)]
    if not parts:
        return Lessons(
            np.zeros((0, 0), np.float32), np.zeros(0, bool), np.zeros(0, np.float32), np.zeros(0, np.float32), 0
        )
    static, ahead, sold, amount, usual = (np.concatenate(values) for values in zip(*parts, strict=True))
    return Lessons(np.concatenate([static, ahead], axis=1), sold, amount, usual, static.shape[1])


def _at(
    src: Source, origin: int, reach: int, count: int, rng: np.random.Generator
) -> tuple[Floats, Floats, NDArray[np.bool_], Floats, Floats]:
    """Lessons of one origin, each with a step of its own within `reach`."""
    begun = np.flatnonzero(src.sums.first < origin)
    chosen = rng.choice(begun, min(count, len(begun)), replace=False) if len(begun) else begun
    ahead = rng.integers(0, reach, len(chosen))
    seen = src.past.units[src.series[chosen], origin + ahead]
    chosen, ahead, seen = (values[~np.isnan(seen)] for values in (chosen, ahead, seen))
    part = src.rows(chosen)
    base = base_of(part, origin)
    static = static_features(part, origin, base)
    there = ahead_features(part, origin, ahead, base, rhythm(part, origin, base))
    sold = seen >= LEAST
    amount = np.where(sold, (np.log(np.maximum(seen, 1)) - base.size) / base.spread, 0)
    usual = base.rate * np.exp(base.size)
    return static, there, sold, amount.astype(np.float32), usual.astype(np.float32)
