"""Running sums of demand, so that a mean over any window of any series at any origin costs two look-ups."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.forecast.past import Past

Doubles = NDArray[np.float64]

LEAST = 0.5  # units that count as a sale
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Sums:
    """Prefix sums along time, float64 (n, T + 1) each; differences of two columns are sums over the steps between.

    Attributes:
        known: steps that are known.
        sold: steps with a sale.
        units: units sold.
        logs, squares: logarithm of the units of a step with a sale, and its square.
        first: int64 (n,), the first known step; T where there is none.
        largest: float64 (n,), units of the best step; 0 without a sale.
        last: int64 (n, T + 1), the last step with a sale before each step; -1 where there is none.
    """

    known: Doubles
    sold: Doubles
    units: Doubles
    logs: Doubles
    squares: Doubles
    first: Places
    largest: Doubles
    last: NDArray[np.int32]

    @staticmethod
    def of(units: NDArray[np.float32]) -> "Sums":
        """Sum up float32 (n, T), NaN where unknown."""
        steps = units.shape[1]
        seen = ~np.isnan(units)
        values = np.where(seen, units, 0)
        # Demand corrected for a day that sold out may be a fraction; its logarithm would tell of no size ever sold.
        sold = values >= LEAST
        logs = np.log(np.where(sold, np.maximum(values, 1), 1), dtype=np.float64)
        place = np.where(sold, np.arange(steps, dtype=np.int32), -1)
        last = np.full((len(units), steps + 1), -1, np.int32)
        if steps:
            np.maximum.accumulate(place, axis=1, out=last[:, 1:])
        largest = values.max(axis=1, initial=0).astype(np.float64)
        first = np.where(seen.any(axis=1), seen.argmax(axis=1), steps) if steps else np.zeros(len(units), int)
        known, sales, total = _summed(seen), _summed(sold), _summed(values)
        return Sums(known, sales, total, _summed(logs), _summed(logs**2), first, largest, last)


@dataclass(frozen=True)
class ShopSums:
    """What the shop and its categories did as a whole, which tells a product of season and trend.

    Attributes:
        open: float64 (T + 1,), open days up to a step.
        sold: float64 (T + 1,), products sold up to a step, each once a day.
        category_sold: float64 (c, T + 1), the same by category; the last row is everything without one.
        category: int64 (n,), row of each series in it.
        rhythm: float32 (period,), see `Past.shop_rhythm`.
    """

    open: Doubles
    sold: Doubles
    category_sold: Doubles
    category: Places
    rhythm: NDArray[np.float32]

    @staticmethod
    def of(past: Past) -> "ShopSums":
        """Sum a whole panel up."""
        units = past.units
        sold = (np.nan_to_num(units) > 0).astype(np.float64)
        code = past.panel.groups.get("category", np.full(len(units), -1, np.int32)).astype(np.int64)
        names, row = np.unique(code, return_inverse=True)
        by_category = np.zeros((max(len(names), 1), units.shape[1]))
        for start in range(0, len(names)):
            by_category[start] = sold[row == start].sum(axis=0)
        opened = np.asarray((~np.isnan(units)).any(axis=0), np.float64)
        return ShopSums(
            _summed(opened),
            _summed(np.asarray(sold.sum(axis=0))),
            _summed(by_category),
            row.astype(np.int64),
            past.shop_rhythm,
        )


def window(sums: NDArray[np.float64], start: NDArray[np.integer] | int, end: NDArray[np.integer] | int) -> Doubles:
    """float64 (n,): the sum over steps `start` to `end` of each row; either may differ by row."""
    rows = np.arange(sums.shape[0])
    last = sums.shape[1] - 1
    return np.asarray(sums[rows, np.clip(end, 0, last)] - sums[rows, np.clip(start, 0, last)])


def _summed(values: NDArray[np.generic]) -> Doubles:
    out = np.zeros((*values.shape[:-1], values.shape[-1] + 1))
    np.cumsum(values, axis=-1, out=out[..., 1:])
    return out
