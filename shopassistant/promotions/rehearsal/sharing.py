"""Amounts shared out over the rows of many baskets at once, to the minor unit as the till's engine does it."""

import numpy as np

from shopassistant.promotions.rehearsal.past import Bools, Longs


def allocate_all(amount: Longs, weight: Longs, owner: Longs, count: int) -> Longs:
    """int64 (k,): each owner's amount in proportion to the weights of its rows; largest remainder, ties to the earlier
    row, all-zero weights evenly. As `core.money.allocate` for each owner.

    Args:
        amount: int64 (count,), 0 or more.
        weight: int64 (k,), 0 or more.
        owner: int64 (k,), ascending.
    """
    whole = np.bincount(owner, weight, count).astype(np.int64)
    weight = np.where(whole[owner] == 0, 1, weight)
    whole = np.where(whole == 0, np.bincount(owner, minlength=count), whole)
    product, divisor = amount[owner] * weight, np.maximum(whole[owner], 1)
    parts, remainder = product // divisor, product % divisor
    missing = amount - _summed(parts, owner, count)
    short = np.flatnonzero(missing[owner] > 0)  # few: most shares come out even, or stand alone
    order = short[by_owner(owner[short], -remainder[short])]
    first = np.flatnonzero(np.diff(owner[order], prepend=-1))
    rank = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
    parts[order[rank < missing[owner[order]]]] += 1
    return np.asarray(parts)


def spread_all(amount: Longs, weight: Longs, cap: Longs, owner: Longs, count: int) -> Longs:
    """The same with no part above its cap; what a cap holds back goes to the other rows. As `rules.units.spread`."""
    amount = np.minimum(amount, _summed(cap, owner, count))
    parts = np.zeros(len(owner), np.int64)
    alone = np.bincount(owner, minlength=count)[owner] == 1
    parts[alone] = amount[owner[alone]]
    left = amount.copy()
    left[owner[alone]] = 0
    is_open = (cap > 0) & ~alone
    while True:
        rows = np.flatnonzero(is_open & (left[owner] > 0))
        if not len(rows):
            return parts
        share = allocate_all(left, weight[rows], owner[rows], count)
        full = share > cap[rows]
        has_full = np.zeros(count, bool)
        has_full[owner[rows[full]]] = True
        settled = rows[~has_full[owner[rows]]]
        parts[settled] = share[~has_full[owner[rows]]]
        left[owner[settled]] = 0
        filled = rows[full]
        parts[filled] = cap[filled]
        left -= _summed(cap[filled], owner[filled], count)
        is_open[filled] = False


def by_owner(owner: Longs, value: Longs) -> Longs:
    """Places by owner, then value, equals in their order; fast where the owners ascend already.

    One key of both is sorted where it fits into 63 bits, which a stable sort of what is nearly in order does in few
    passes.
    """
    if not len(owner):
        return np.empty(0, np.int64)
    low, width = int(value.min()), int(value.max()) - int(value.min()) + 1
    if int(owner.max()) < (1 << 62) // width:
        return np.argsort(owner.astype(np.int64) * width + (value - low), kind="stable")
    return np.lexsort((value, owner))


def running(values: Longs, owner: Longs) -> Longs:
    """int64 (k,): the sum of an owner's rows before each row; `owner` ascends."""
    before = np.cumsum(values) - values
    if not len(owner):
        return before
    first = np.flatnonzero(np.diff(owner, prepend=owner[0] - 1))
    return np.asarray(before - np.repeat(before[first], np.diff(np.append(first, len(owner)))))


def _summed(values: Longs, owner: Longs, count: int) -> Longs:
    """Exact: sums of whole numbers below 2 ** 53."""
    return np.bincount(owner, values, count).astype(np.int64)


def any_of(holds: Bools, owner: Longs, count: int) -> Bools:
    """bool (count,): whether it holds for a row of the owner."""
    found = np.zeros(count, bool)
    found[owner[holds]] = True
    return found
