"""How deep prices were cut on each day: what was planned, and what the discounts on receipts show of the past.

A discount on a receipt is only seen where something was sold. Taken as it is, it would tell a forecast that something
was sold; so it counts where it must have hung at the shelf for days: a run of discounted sales of a product, or most of
what a category or the whole shop sold on a day. A discount one customer was given is none of both.
"""

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.demand.days import Days
from shopassistant.inventory.demand.keys import Series
from shopassistant.inventory.demand.sales import Sold
from shopassistant.inventory.demand.special_days import Event, rows_of

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]

# Less off the price than this is rounding or courtesy.
_LEAST = 0.05
_LONGEST_PAUSE = 7
_FEWEST_DAYS = 3
_FEWEST_SERIES, _MOST_SHARE = 10, 0.6
# Days of series in planned promotions, and the share of them with a lower shelf price, that show how a shop does it.
_FEWEST_CUTS, _MOSTLY_CUT = 20, 0.3
# Of a planned promotion that names no discount.
_UNSAID = 0.2


def promotion_depth(sold: Sold, days: Days, product: Ints, category: Ints, planned: Floats) -> Floats:
    """float32, n or 1 rows of T + horizon: share of the price that is off, 0 to 1; one row of zeros where there never
    was any.

    Args:
        product, category: int32 (n,), ids; category -1 where unknown.
        planned: see `planned_depth`.
    """
    depth = np.divide(sold.discount, sold.gross, out=np.zeros_like(sold.gross), where=sold.gross > 0)
    if not (depth >= _LEAST).any():
        return planned
    found = np.zeros((len(product), planned.shape[1]), np.float32)
    _fill_runs(found, sold, depth, product)
    for group in (np.zeros(len(product), np.int32), category):
        _fill_campaigns(found, sold, depth, group)
    return np.clip(np.maximum(found, planned), 0, 1)


def planned_depth(series: Series, days: Days, horizon: int, category: Ints, events: tuple[Event, ...]) -> Floats:
    """float32 (n, T + horizon): share of the price that planned promotions take off; one row of zeros without any."""
    total = days.count + horizon
    promoted = tuple(event for event in events if event.kind == "promotion")
    if not promoted:
        return np.zeros((1, total), np.float32)
    found = np.zeros((series.count, total), np.float32)
    for event in promoted:
        part = np.ix_(rows_of(event, series, category), np.arange(total)[event.days(days.first, total)])
        found[part] = np.maximum(found[part], event.discount or _UNSAID)
    return found


def with_planned_prices(price: Floats, planned: Floats, steps: int) -> Floats:
    """The prices, cut ahead as planned, where the shop has cut its shelf prices in the promotions of the past.

    A shop that takes its discounts off at the till keeps its shelf prices; there nothing changes.

    Args:
        price: float32, n or 1 rows of T + horizon, relative to the usual one, as in `prices.relative_prices`.
        planned: see `planned_depth`.
        steps: T.
    """
    row, day = np.nonzero(planned[:, :steps])
    if len(row) < _FEWEST_CUTS or len(price) != len(planned):
        return price
    was_cut = 1 - price[row, day] >= planned[row, day] / 2
    if was_cut.mean() < _MOSTLY_CUT:
        return price
    return np.concatenate([price[:, :steps], price[:, steps:] * (1 - planned[:, steps:])], axis=1)


def _fill_runs(found: Floats, sold: Sold, depth: Floats, product: Ints) -> None:
    """Products that sold at a discount on several days, with no full price and no long pause between."""
    order = np.lexsort((sold.day, product[sold.row]))
    own, day, cut = product[sold.row][order], sold.day[order], depth[order]
    # Variants and locations of one product on one day are one entry.
    head = np.flatnonzero((np.diff(own, prepend=-1) != 0) | (np.diff(day, prepend=-1) != 0))
    if not len(head):
        return
    cut = (np.add.reduceat(cut, head) / np.diff(np.append(head, len(cut)))).astype(np.float32)
    own, day = own[head], day[head]
    is_cut = cut >= _LEAST
    breaks = (np.diff(own, prepend=-1) != 0) | (np.diff(day, prepend=0) > _LONGEST_PAUSE) | ~is_cut
    breaks |= ~np.concatenate([[True], is_cut[:-1]])
    start = np.flatnonzero(breaks)
    length = np.diff(np.append(start, len(own)))
    rows = np.argsort(product, kind="stable")
    ordered = product[rows]
    for first, count in zip(start.tolist(), length.tolist(), strict=True):
        if count >= _FEWEST_DAYS and is_cut[first]:
            low, high = np.searchsorted(ordered, [own[first], own[first] + 1])
            last = day[first + count - 1] + 1
            found[rows[low:high], day[first] : last] = cut[first : first + count].mean()


def _fill_campaigns(found: Floats, sold: Sold, depth: Floats, group: Ints) -> None:
    """Days on which most series of a group that sold did so at a discount; -1 is no group."""
    own = group[sold.row]
    kept = own >= 0
    if not kept.any():
        return
    width = found.shape[1]
    cell = own[kept].astype(np.int64) * width + sold.day[kept]
    cells, inverse = np.unique(cell, return_inverse=True)
    count = np.bincount(inverse)
    is_cut = depth[kept] >= _LEAST
    cut = np.bincount(inverse, weights=is_cut)
    deep = np.bincount(inverse, weights=depth[kept] * is_cut) / np.maximum(cut, 1)
    for one in np.flatnonzero((count >= _FEWEST_SERIES) & (cut >= _MOST_SHARE * count)).tolist():
        rows, day = np.flatnonzero(group == cells[one] // width), int(cells[one] % width)
        found[rows, day] = np.maximum(found[rows, day], deep[one])
