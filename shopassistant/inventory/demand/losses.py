"""What empty shelves cost: units, turnover and earnings per variant over a stretch of days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.demand.past import Past


@dataclass(frozen=True)
class Loss:
    """What one variant at one location lost.

    Attributes:
        units: as estimated; no whole number.
        turnover_minor, margin_minor: at today's price without tax, and what of it would have been earned.
    """

    variant_id: int
    location_id: int
    units: float
    turnover_minor: int
    margin_minor: int


def losses(
    past: Past, keys: NDArray[np.int64], first: date, end: date, most: int = 0, rows: Sequence[int] | None = None
) -> tuple[Loss, ...]:
    """What was lost from `first` up to and without `end`, the most earnings first.

    Args:
        keys: int64 (n, 2), variant and location of each row, as in the forecasts.
        most: at most so many; all by default.
        rows: only these.
    """
    units = past.lost_between(first, end)
    chosen = np.flatnonzero(units > 0) if rows is None else np.asarray(rows, np.int64)[units[list(rows)] > 0]
    order = chosen[np.argsort(-(units * past.margin)[chosen], kind="stable")]
    return tuple(
        Loss(int(keys[row, 0]), int(keys[row, 1]), float(units[row]), round(float(units[row] * past.net[row])),
             round(float(units[row] * past.margin[row])))
        for row in order[: most or len(order)].tolist()
    )  # fmt: skip
