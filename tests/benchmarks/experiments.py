"""The experiment engine on simulated campaigns: false alarms with daily looks, and whether intervals hold the truth.

    python -m tests.benchmarks.experiments [--tiny]

2,000 campaigns without any effect and 2,000 with a known one, of 500 to 20,000 customers with a hold-out of 10 to 50 %,
one, two or three arms beside it. Each is looked at on 28 days by the code the Results tab uses. A false alarm is any
comparison of a campaign declared proven on any day. The peers see the same customers: the ordinary t-test looked at
daily (stopping at the first p < 0.05), and the ordinary interval without the customers' past.
"""

import json
import math
import os
import platform
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shopassistant.promotions.proof.comparisons import Arm, Comparison, comparisons
from shopassistant.promotions.proof.lifts import Rules, Track, follow, lifts, proven
from shopassistant.promotions.proof.means import ArmMeans, arm_means, contrast, covariates
from shopassistant.promotions.proof.report import read_report
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import open_store
from shopassistant.store.shop import Shop, ensure_location, save_shop
from tests.benchmarks.experiments_shop import DAYS, MARGIN, PAST_DAYS, Draw, draw, true_lift
from tests.unit.promotions.proof.shop import NOW, campaign

ALPHA = 0.05
# Customers, shares (the hold-out first), and how many of a hundred experiments are like that.
SHAPES: tuple[tuple[int, tuple[float, ...], int], ...] = (
    (500, (0.5, 0.5), 20),
    (500, (0.4, 0.3, 0.3), 15),
    (2_000, (0.15, 0.85), 20),
    (2_000, (0.2, 0.4, 0.4), 15),
    (5_000, (0.1, 0.3, 0.3, 0.3), 15),
    (5_000, (0.1, 0.9), 10),
    (20_000, (0.1, 0.45, 0.45), 5),
)
LIFT = 0.15


@dataclass(frozen=True)
class Seen:
    """What one simulated campaign showed.

    Attributes:
        alarm: something was proven on some day.
        alarm_of_peer: the daily t-test of any comparison cried out.
        held: for each comparison, whether the interval at the planned end held the truth.
        held_always: whether the interval while it runs held the campaign's truth on all days (scaled to the day).
        width_ratio: of the interval at the end with the past taken out over the one without.
        proof_day: the first day the campaign was proven, from 1; None if never.
    """

    alarm: bool
    alarm_of_peer: bool
    held: tuple[bool, ...]
    held_always: bool
    width_ratio: float
    proof_day: int | None


def run(tiny: bool = False) -> dict[str, object]:
    """Figures of `count` experiments without and `count` with an effect."""
    count, shapes = (20, SHAPES[:3]) if tiny else (2_000, SHAPES)
    start = time.perf_counter()
    quiet = _simulate(np.random.default_rng(5), count, shapes, 0.0)
    found = _simulate(np.random.default_rng(6), count, shapes, LIFT)
    held = [one for seen in found for one in seen.held]
    still = [one for seen in quiet for one in seen.held]
    days = [seen.proof_day for seen in found if seen.proof_day]
    return {
        "experiments without effect": count,
        "false alarms, daily looks": _mean([seen.alarm for seen in quiet]),
        "false alarms, daily t-test": _mean([seen.alarm_of_peer for seen in quiet]),
        "experiments with effect": count,
        "campaign's interval holds the lift": _mean([seen.held[0] for seen in found]),
        "all intervals hold the lift": _mean(held),
        "all intervals hold the lift, at most": _mean(held),
        "no effect: intervals hold zero": _mean(still),
        "holds on all days": _mean([seen.held_always for seen in quiet]),
        "proven by the end": _mean([seen.proof_day is not None for seen in found]),
        "median day of proof": float(np.median(days)) if days else math.nan,
        "width with past over without": _mean([seen.width_ratio for seen in quiet]),
        "seconds": time.perf_counter() - start,
        "results of 100,000 customers, s": _read(2_000 if tiny else 100_000),
    } | _by_size(quiet, found, count, shapes)


def _read(customers: int) -> float:
    """Seconds the Results tab takes for a campaign of so many customers, the better of two."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "shop.db", create=True)
        with store.begin(SYSTEM) as unit:
            save_shop(unit, Shop(name="Large"))
            ensure_location(unit)
            unit.commit()
        campaign_id, times = campaign(store, customers), []
        for _ in range(2):
            start = time.perf_counter()
            with store.read() as session:
                read_report(session, campaign_id, NOW)
            times.append(time.perf_counter() - start)
        store.close()
    return min(times)


def _by_size(
    quiet: list[Seen], found: list[Seen], count: int, shapes: tuple[tuple[int, tuple[float, ...], int], ...]
) -> dict[str, object]:
    sizes = np.array([size for size, _, _ in _plan(count, shapes)])
    figures: dict[str, object] = {}
    for size in sorted(set(sizes.tolist())):
        chosen = np.flatnonzero(sizes == size)
        figures[f"{size:,} customers: false alarms"] = _mean([quiet[place].alarm for place in chosen])
        held = [one for place in chosen for one in found[place].held]
        figures[f"{size:,} customers: intervals hold"] = _mean(held)
    return figures


def _plan(
    count: int, shapes: tuple[tuple[int, tuple[float, ...], int], ...]
) -> list[tuple[int, tuple[float, ...], int]]:
    weights = np.array([weight for _, _, weight in shapes], float)
    ends = np.round(np.cumsum(weights / weights.sum()) * count).astype(int)
    return [shapes[int(np.searchsorted(ends, place, side="right"))] for place in range(count)]


def _simulate(
    rng: np.random.Generator, count: int, shapes: tuple[tuple[int, tuple[float, ...], int], ...], lift: float
) -> list[Seen]:
    found = []
    for size, shares, _ in _plan(count, shapes):
        # With an effect the arms differ: nothing for the hold-out, then once and twice and three times the lift.
        effects = tuple(lift * place for place in range(len(shares)))
        found.append(look(draw(rng, size, shares, effects), shares, effects))
    return found


def look(drawn: Draw, shares: tuple[float, ...], effects: tuple[float, ...]) -> Seen:
    """One campaign at all of its days."""
    arms = tuple(Arm("HABC"[place], share, place == 0) for place, share in enumerate(shares))
    rows = [drawn.arm == place for place in range(len(arms))]
    made = comparisons(arms, tuple(int(row.sum()) for row in rows))
    telling = np.array([(drawn.margin[row] != 0).sum(axis=0) for row in rows])
    elapsed = np.arange(1, DAYS + 1) / DAYS
    spread = float(drawn.before.var()) * MARGIN**2 * DAYS / PAST_DAYS
    rules = Rules(ALPHA, true_lift(LIFT), spread)
    tracks = follow(arm_means(drawn.margin, drawn.arm, len(arms), covariates(drawn.before)), telling, made, rules)
    plain = arm_means(drawn.margin, drawn.arm, len(arms), np.zeros((len(drawn.arm), 0)))
    truth = [true_lift(float(np.dot(one.weights, effects))) for one in made]
    days = [proven(tracks, day, ALPHA) for day in range(DAYS)]
    first = next((day + 1 for day, found in enumerate(days) if found[0]), None)
    at_end = lifts(tracks, DAYS - 1, ALPHA, is_over=True)
    ends = [one.at_end for one in at_end]
    return Seen(
        alarm=any(any(found) for found in days),
        alarm_of_peer=any(_cries(plain, one) for one in made),
        held=tuple(end is not None and not end.leaves_out(true) for end, true in zip(ends, truth, strict=True)),
        held_always=_holds(tracks[0], truth[0] * elapsed),
        width_ratio=math.sqrt(tracks[0].contrast.variance[-1] / contrast(plain, made[0].column).variance[-1]),
        proof_day=first,
    )


def _cries(plain: ArmMeans, made: Comparison) -> bool:
    from scipy.special import stdtrit

    found = contrast(plain, made.column)
    bar = stdtrit(found.freedom, 1 - ALPHA / 2) * np.sqrt(found.variance)
    return bool(((np.abs(found.estimate) > bar) & (found.variance > 0)).any())


def _holds(track: Track, truth: NDArray[np.float64]) -> bool:
    with np.errstate(invalid="ignore"):
        return not bool(((truth < track.low) | (truth > track.high)).any())


def _mean(values: list[bool] | list[float]) -> float:
    return float(np.mean(values)) if values else math.nan


if __name__ == "__main__":
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}", file=sys.stderr)
    print(json.dumps(run(tiny="--tiny" in sys.argv), indent=2, default=str))
