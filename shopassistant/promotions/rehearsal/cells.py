"""Rows of the past put together into cells of one product at one depth of price, week by week."""

from dataclasses import dataclass, replace

import numpy as np

from shopassistant.promotions.elasticity.responses import HIGHEST_RATIO, LOWEST_RATIO
from shopassistant.promotions.rehearsal.level import Level
from shopassistant.promotions.rehearsal.past import Bools, Doubles, Ints, Longs, PastBaskets

# What a row brings, per unit of its cell: paid, paid without tax, cost, given by all promotions, given by the new one,
# and uses of the new one.
MONEY = ("revenue", "net", "cost", "discount", "own", "uses")
# Depths of price are told apart to some two percent and each cell stands at the mean of its own: what is left of that
# in units is less than one in ten thousand.
_STEPS = 40
# Largest table by which places are found.
_TABLE = 50_000_000
_DEEPEST = int(np.floor(np.log(LOWEST_RATIO) * _STEPS)) - 1
_DEPTHS = int(np.ceil(np.log(HIGHEST_RATIO) * _STEPS)) + 2 - _DEEPEST


@dataclass(frozen=True)
class Rows:
    """k rows with their outcome.

    Attributes:
        variant: int32 (k,); week: int32 (k,).
        units: float64 (k,); negative where a row takes another one's place.
        depth: float64 (k,), log of what is paid against what was paid then.
        money: float64 (6, k), see `MONEY`, at the units of then.
    """

    variant: Ints
    week: Ints
    units: Doubles
    depth: Doubles
    money: Doubles


@dataclass(frozen=True)
class Cells:
    """m cells, by variant.

    Attributes:
        variant: int32 (m,), ascending.
        depth: float32 (m,), log ratio of the price.
        units: float32 (m, W), by week.
        rates: float64 (6, m), see `MONEY`, per unit.
    """

    variant: Ints
    depth: "np.ndarray[tuple[int], np.dtype[np.float32]]"
    units: "np.ndarray[tuple[int, int], np.dtype[np.float32]]"
    rates: Doubles


def make_cells(rows: Rows, weeks: int) -> Cells:
    """Put rows of one variant and depth together; what a unit brings is taken as the mean of its cell."""
    bins = np.rint(rows.depth * _STEPS).astype(np.int64)
    key = rows.variant.astype(np.int64) * _DEPTHS + (bins - _DEEPEST)
    known, cell = _places(key)
    count = len(known)
    units = np.bincount(cell * weeks + rows.week, rows.units, count * weeks).reshape(count, weeks)
    whole = units.sum(axis=1)
    money = np.stack([np.bincount(cell, one, count) for one in rows.money]) if count else np.zeros((len(MONEY), 0))
    rates = np.divide(money, whole, out=np.zeros_like(money), where=np.abs(whole) > 1e-9)
    depth = np.bincount(cell, rows.depth, count) / np.maximum(np.bincount(cell, minlength=count), 1)
    depth[np.abs(depth) < 1e-9] = 0
    return Cells((known // _DEPTHS).astype(np.int32), depth.astype(np.float32), units.astype(np.float32), rates)


def _places(key: Longs) -> tuple[Longs, Longs]:
    """The distinct keys, ascending, and the place of each key among them; by a table where that is small enough."""
    most = int(key.max(initial=-1)) + 1
    if most <= _TABLE:
        table = np.zeros(most, np.int32)
        table[key] = 1
        known = np.flatnonzero(table)
        table[known] = np.arange(len(known))
        return known, table[key].astype(np.int64)
    ordered = np.sort(key)
    known = np.asarray(ordered[np.diff(ordered, prepend=ordered[:1] - 1) != 0])
    return known, np.searchsorted(known, key)


def priced_rows(
    past: PastBaskets, keep: Bools, weight: Doubles, discount: Longs, own: Longs, points: Doubles, uses: Longs
) -> Rows:
    """The rows `keep` (bool (n,)) as they come out under promotions.

    Args:
        weight: float64 (b,), how many baskets each stands for.
        discount, own: int64 (n,), of all promotions and of the new one; points: float64 (n,), what points cost.
        uses: int64 (b,), of the new one; they are counted with the first row of the basket that it touched.
    """
    at = np.flatnonzero(keep)
    variant, basket = past.variant[at], past.basket[at]
    times = weight[basket]
    gross = past.gross[at]
    paid = (gross - discount[at]).astype(np.float64)
    then = (gross - past.given[at]).astype(np.float64)
    felt = paid - points[at]
    ratio = np.divide(felt, then, out=np.ones(len(at)), where=(then > 0) & (felt != then))
    tax = past.articles.tax_bp[variant] / 10_000
    used = np.zeros(len(past))
    touched = np.flatnonzero((own > 0) | (points > 0))
    first = touched[np.diff(past.basket[touched], prepend=-1) != 0]
    used[first] = uses[past.basket[first]]
    cost = past.units[at] * np.where(past.cost[at] >= 0, past.cost[at], past.articles.cost[variant])
    given = discount[at] + points[at]
    money = np.stack([paid, paid / (1 + tax) - points[at], cost, given, own[at] + points[at], used[at]])
    return Rows(
        variant=variant,
        week=past.week[basket],
        units=past.units[at] * times,
        depth=np.log(np.clip(ratio, LOWEST_RATIO, HIGHEST_RATIO)),
        money=money * times,
    )


def joined(*parts: Rows) -> Rows:
    """All rows of some tables."""
    return Rows(
        variant=np.concatenate([one.variant for one in parts]),
        week=np.concatenate([one.week for one in parts]),
        units=np.concatenate([one.units for one in parts]),
        depth=np.concatenate([one.depth for one in parts]),
        money=np.concatenate([one.money for one in parts], axis=1),
    )


def at_level(rows: Rows, level: Level) -> Rows:
    """The rows of livelier or calmer days."""
    times = level.of(rows.variant, rows.week)
    return replace(rows, units=rows.units * times, money=rows.money * times)
