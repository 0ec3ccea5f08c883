"""The price each variant had on each day: as it was set, or as receipts show it where nobody kept prices."""

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.demand.days import Days
from shopassistant.inventory.demand.keys import Longs, Series
from shopassistant.inventory.demand.prices import PriceSteps
from shopassistant.inventory.demand.sales import Sold

Floats = NDArray[np.float32]
# A price on a receipt counts once most of so many sales around it show it: one large order has a price of its own.
_AROUND = 5


def daily_prices(steps: PriceSteps, sold: Sold, series: Series, days: Days, today: Floats) -> Floats:
    """float32 (n, T), minor units, above 0: the shelf price of each day, before anything was taken off.

    Args:
        today: float32 (n,), the price now, of series without any other.
    """
    found = np.repeat(np.maximum(today, 1)[:, None], days.count, axis=1).astype(np.float32)
    variants, start, count = np.unique(steps.variant, return_index=True, return_counts=True)
    step_of = dict(zip(variants.tolist(), zip(start.tolist(), count.tolist(), strict=True), strict=True))
    first = np.searchsorted(sold.row, np.arange(series.count + 1))
    price = np.divide(sold.gross, sold.units, out=np.zeros_like(sold.gross), where=sold.units > 0)
    step_day = np.maximum(days.of(steps.at), 0)
    for row, variant in enumerate(series.keys[:, 0].tolist()):
        begin, many = step_of.get(variant, (0, 0))
        if many > 1:
            _fill(found[row], step_day[begin : begin + many], steps.price[begin : begin + many])
        elif first[row + 1] > first[row]:
            own = slice(first[row], first[row + 1])
            _fill(found[row], sold.day[own], _steadied(price[own]))
    return np.asarray(np.maximum(found, 1), np.float32)


def _fill(price: Floats, day: NDArray[np.int32], values: Floats | Longs) -> None:
    """Set `price` (T,) in place: each value from its day on, the first one also before."""
    place = np.searchsorted(day, np.arange(len(price)), side="right") - 1
    price[:] = values[np.maximum(place, 0)]


def _steadied(price: Floats) -> Floats:
    """The running median."""
    if len(price) < _AROUND:
        return np.full_like(price, np.median(price))
    half = _AROUND // 2
    padded = np.pad(price, half, mode="edge")
    return np.asarray(np.median(np.lib.stride_tricks.sliding_window_view(padded, _AROUND), axis=1), np.float32)
