"""How wrong each candidate would have been: errors of rolling-origin back-tests, in units and in money."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.forecast.panel import Floats


@dataclass(frozen=True)
class BackTest:
    """Errors of c candidates for n series from o origins in the past; what a candidate saw ends before its origin.

    A day that nobody knows counts nowhere. The last candidate is the ensemble that the forecasts come from.

    Attributes:
        origins: first day forecast from each origin, oldest first.
        days: how many days each origin looked ahead.
        candidates: names.
        pinball: float32 (n, o, c), sum over known days of the pinball loss, mean over the levels.
        absolute: float32 (n, o, c), sum of absolute errors of the median.
        squared: float32 (n, o, c), sum of squared errors of the mean.
        known: float32 (n, o), known days.
        actual: float32 (n, o), units sold on them.
        scale: float32 (n,), mean absolute difference of a day to the one a week before, before the first origin; what
            MASE divides by (Hyndman and Koehler, IJF 2006).
        unit_cost: float32 (n,), minor units.
    """

    origins: tuple[date, ...]
    days: int
    candidates: tuple[str, ...]
    pinball: Floats
    absolute: Floats
    squared: Floats
    known: Floats
    actual: Floats
    scale: Floats
    unit_cost: Floats

    def by_origin(self, rows: NDArray[np.integer] | slice = slice(None), money: bool = False) -> dict[str, Floats]:
        """Per metric float32 (o, c) over some series together: pinball, mae, rmse, wape, mase.

        Args:
            money: weigh units by their cost; pinball, mae and rmse are then in minor units.
        """
        weight = self.unit_cost[rows, None] if money else np.ones((len(self.known[rows]), 1), np.float32)
        known = np.maximum(self.known[rows].sum(axis=0), 1)[:, None]
        absolute = (self.absolute[rows] * weight[..., None]).sum(axis=0)
        actual = np.maximum((self.actual[rows] * weight).sum(axis=0), 1e-9)[:, None]
        return {
            "pinball": (self.pinball[rows] * weight[..., None]).sum(axis=0) / known,
            "mae": absolute / known,
            "rmse": np.sqrt((self.squared[rows] * weight[..., None] ** 2).sum(axis=0) / known),
            "wape": absolute / actual,
            "mase": self._scaled(rows),
        }

    def of_series(self, money: bool = False) -> dict[str, Floats]:
        """Per metric float32 (n, c) over all origins: pinball, mae, rmse, wape, mase."""
        weight = self.unit_cost[:, None] if money else np.float32(1)
        known = np.maximum(self.known.sum(axis=1), 1)[:, None]
        absolute = self.absolute.sum(axis=1)
        return {
            "pinball": self.pinball.sum(axis=1) / known * weight,
            "mae": absolute / known * weight,
            "rmse": np.sqrt(self.squared.sum(axis=1) / known) * weight,
            "wape": absolute / np.maximum(self.actual.sum(axis=1), 1e-9)[:, None],
            "mase": absolute / known / np.maximum(self.scale, 1e-6)[:, None],
        }

    def _scaled(self, rows: NDArray[np.integer] | slice) -> Floats:
        """float32 (o, c): mean over the series of the absolute error in terms of the naive one; where that is zero
        (nothing ever changed) there is nothing to divide by, and the series is left out."""
        usable = (self.scale[rows] > 0)[:, None] & (self.known[rows] > 0)
        each = self.absolute[rows] / np.maximum(self.known[rows], 1)[..., None]
        each = each / np.maximum(self.scale[rows], 1e-6)[:, None, None] * usable[..., None]
        return np.asarray(each.sum(axis=0) / np.maximum(usable.sum(axis=0), 1)[:, None], np.float32)


def nothing_tested(count: int, candidates: tuple[str, ...], days: int, unit_cost: Floats) -> BackTest:
    """A back-test without origins, where the past is too short for one."""
    empty = np.zeros((count, 0, len(candidates)), np.float32)
    return BackTest(
        (), days, candidates, empty, empty, empty, empty[..., 0], empty[..., 0], np.zeros(count, np.float32), unit_cost
    )
