"""Draws the outcome of cells: units by elasticity and weeks, held down by stock, with what they bring."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.promotions.rehearsal.cells import MONEY, Cells
from shopassistant.promotions.rehearsal.chance import Chance
from shopassistant.promotions.rehearsal.past import Doubles

Floats = NDArray[np.float32]

# Cells drawn in one piece, so that memory stays small.
_AT_ONCE = 20_000


@dataclass(frozen=True)
class Drawn:
    """One piece: variants `first` up to `last` of the past.

    Attributes:
        asked: float32 (V, S), units that would be sold were there always stock.
        units: float32 (V, S), sold; margin: float32 (V, S), minor units.
        money: float64 (6, S), see `cells.MONEY`, summed over the piece.
    """

    first: int
    last: int
    asked: Floats
    units: Floats
    margin: Floats
    money: Doubles


def pieces(variants: int, draws: int) -> Iterator[tuple[int, int]]:
    """Stretches of variants whose cells are drawn together."""
    step = max(1, _AT_ONCE * 100 // max(draws, 1))
    for first in range(0, variants, step):
        yield first, min(first + step, variants)


def draw(cells: Cells, chance: Chance, first: int, last: int, supply: Doubles) -> Drawn:
    """The cells of the variants from `first` up to before `last`.

    Args:
        supply: float64 (v,), units there are to sell; infinite where nobody counted.
    """
    low, high = np.searchsorted(cells.variant, [first, last])
    variant = cells.variant[low:high]
    drawn = cells.units[low:high] @ chance.weeks.astype(np.float32)
    depth = cells.depth[low:high]
    moved = np.flatnonzero(depth != 0)
    drawn[moved] *= np.exp(chance.elasticity[variant[moved]] * depth[moved, None])
    asked = units = _by_variant(drawn, variant, first, last)
    limit = supply[first:last].astype(np.float32)
    short = np.flatnonzero((units > limit[:, None]).any(axis=1))
    if len(short):
        units = asked.copy()
        part = np.minimum(1, limit[short, None] / np.maximum(units[short], 1e-9))
        place = np.full(last - first, -1)
        place[short] = np.arange(len(short))
        cut = place[variant - first]
        drawn[cut >= 0] *= part[cut[cut >= 0]]
        units[short] *= part
    rates = cells.rates[:, low:high].astype(np.float32)
    money = rates @ drawn
    drawn *= (rates[MONEY.index("net")] - rates[MONEY.index("cost")])[:, None]
    margin = _by_variant(drawn, variant, first, last)
    return Drawn(first, last, asked, units, margin, money.astype(np.float64))


def _by_variant(values: Floats, variant: NDArray[np.int32], first: int, last: int) -> Floats:
    """float32 (last - first, S): sums over the cells of a variant; they ascend."""
    found = np.zeros((last - first, values.shape[1]), np.float32)
    if len(variant):
        heads = np.flatnonzero(np.diff(variant, prepend=-1))
        alone = len(heads) == len(variant)  # as they all are without a promotion
        found[variant[heads] - first] = values if alone else np.add.reduceat(values, heads, axis=0)
    return found
