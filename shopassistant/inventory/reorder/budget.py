"""Spending a budget where it wins most: packs compete by the money they win per money they cost."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shopassistant.inventory.reorder.arrays import Floats, Ints

# States of the exact search; beyond them the greedy answer stands, whose loss is less than one pack's gain.
_MOST_STATES = 20_000


@dataclass(frozen=True, slots=True)
class Choices:
    """What could be ordered of one row; the first choice is nothing.

    Attributes:
        units: int64[k], ascending from 0.
        cost: int64[k], minor units, ascending from 0.
        gain: float64[k], money won, 0 first.
    """

    units: Ints
    cost: Ints
    gain: Floats


def spend(rows: Sequence[Choices], budget: int) -> list[int]:
    """Which choice to take of each row: indices, 0 for nothing.

    Exact (a multiple-choice knapsack solved over its undominated states: Kellerer, Pferschy and Pisinger, Knapsack
    Problems 2004, section 11.5) while there are few of them, else greedy by gain per money over the concave hulls.
    """
    if sum(int(row.cost[row.gain.argmax()]) for row in rows) <= budget:
        return [int(row.gain.argmax()) for row in rows]
    return _exact(rows, budget) or greedy(rows, budget)


def greedy(rows: Sequence[Choices], budget: int) -> list[int]:
    """By falling gain per money; a step that is too dear is passed over, cheaper ones may still fit."""
    steps = [step for row, choices in enumerate(rows) for step in _hull(row, choices)]
    steps.sort(key=lambda step: -step[0])
    taken = [0] * len(rows)
    left = budget
    for _, row, before, after in steps:
        price = int(rows[row].cost[after] - rows[row].cost[before])
        if taken[row] == before and price <= left:
            taken[row] = after
            left -= price
    return taken


def _hull(row: int, choices: Choices) -> list[tuple[float, int, int, int]]:
    """Steps along the upper concave hull of gain over cost: (gain per money, row, from choice, to choice)."""
    steps: list[tuple[float, int, int, int]] = []
    at = 0
    while True:
        later = np.flatnonzero((choices.cost > choices.cost[at]) & (choices.gain > choices.gain[at]))
        if len(later) == 0:
            return steps
        slopes = (choices.gain[later] - choices.gain[at]) / (choices.cost[later] - choices.cost[at])
        best = int(later[len(slopes) - 1 - slopes[::-1].argmax()])
        steps.append((float(slopes.max()), row, at, best))
        at = best


def _exact(rows: Sequence[Choices], budget: int) -> list[int]:
    """The best choices, or an empty list where there are too many states."""
    cost, gain = np.zeros(1, np.int64), np.zeros(1)
    trail: list[tuple[Ints, Ints]] = []
    for choices in rows:
        if len(cost) * len(choices.units) > _MOST_STATES * 50:
            return []
        costs = (cost[:, None] + choices.cost[None]).ravel()
        gains = (gain[:, None] + choices.gain[None]).ravel()
        order = np.lexsort((-gains, costs))
        order = order[costs[order] <= budget]
        best = np.maximum.accumulate(gains[order])
        kept = order[np.concatenate([[True], gains[order][1:] > best[:-1]])]
        if len(kept) > _MOST_STATES:
            return []
        trail.append((kept // len(choices.units), kept % len(choices.units)))
        cost, gain = costs[kept], gains[kept]
    state = int(gain.argmax())
    taken = []
    for before, chosen in reversed(trail):
        taken.append(int(chosen[state]))
        state = int(before[state])
    return taken[::-1]
