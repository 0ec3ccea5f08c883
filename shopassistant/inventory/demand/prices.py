"""Today's price beside the usual one: what a price change does to demand is told by the ratio, not by the price."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.progress import Progress
from shopassistant.inventory.demand.days import Days
from shopassistant.inventory.demand.keys import Series
from shopassistant.inventory.demand.reading import epoch, numbers
from shopassistant.inventory.demand.sales import STAGE
from shopassistant.store.schema import PriceChange

Floats = NDArray[np.float32]
Longs = NDArray[np.int64]

# The usual price is the mean of so many days before; after them, a new price is the usual one.
USUAL_DAYS = 56


@dataclass(frozen=True)
class PriceSteps:
    """Prices from a moment on, by variant and time; all int64 (k,): variant id, seconds, minor units."""

    variant: Longs
    at: Longs
    price: Longs


def read_prices(session: Session, progress: Progress) -> PriceSteps:
    """Every price that was ever set here.

    Raises:
        Cancelled: by `progress`.
    """
    statement = select(PriceChange.variant_id, epoch(PriceChange.at), PriceChange.price_minor).order_by(
        PriceChange.variant_id, PriceChange.at, PriceChange.id
    )
    return PriceSteps(*numbers(session, statement, 3, progress, STAGE))


def relative_prices(steps: PriceSteps, series: Series, days: Days, horizon: int) -> Floats:
    """float32 (n, T + horizon): each day's price relative to the mean of the `USUAL_DAYS` before; one row of ones
    where no price ever changed. A day's price is the last one set on it; ahead, the last one stays."""
    total = days.count + horizon
    variants, start, count = np.unique(steps.variant, return_index=True, return_counts=True)
    changed = {
        int(variant): slice(int(first), int(first + many))
        for variant, first, many in zip(variants, start, count, strict=True)
        if many > 1
    }
    own = series.keys[:, 0]
    rows = np.flatnonzero(np.isin(own, np.fromiter(changed, np.int64, len(changed))))
    if not len(rows):
        return np.ones((1, total), np.float32)
    found = np.ones((series.count, total), np.float32)
    day = np.maximum(days.of(steps.at), 0)
    for row in rows.tolist():
        chosen = changed[int(own[row])]
        found[row] = _relative(_stepped(day[chosen], steps.price[chosen], total))
    return found


def _stepped(day: NDArray[np.int32], price: Longs, total: int) -> NDArray[np.float64]:
    """float64 (total,): the price of each day; the first one also before it was set."""
    place = np.searchsorted(day, np.arange(total), side="right") - 1
    return price[np.maximum(place, 0)].astype(np.float64)


def _relative(price: NDArray[np.float64]) -> Floats:
    summed = np.concatenate([[0.0], np.cumsum(price)])
    day = np.arange(len(price))
    low = np.maximum(day - USUAL_DAYS, 0)
    usual = np.where(day > 0, (summed[day] - summed[low]) / np.maximum(day - low, 1), price)
    return np.where(usual > 0, price / np.maximum(usual, 1e-9), 1).astype(np.float32)
