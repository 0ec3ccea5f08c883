"""What of a customer comes again: a figure counts for as much as one half of the purchases agrees with the other.

The hour of two visits is chance for most people, the size of their baskets is not. Where a figure that is half chance
weighs as much as one that is a trait, groups are groups of chance. Split-half reliability (Spearman 1910).
"""

from collections.abc import Mapping
from dataclasses import fields, replace

import numpy as np
from numpy.typing import NDArray

from shopassistant.customers.segments.features import Features, features_of
from shopassistant.customers.segments.reading import DAY_S, History, Lines, Sales, local
from shopassistant.customers.segments.rfm import Rfm, rfm_of
from shopassistant.customers.segments.scaling import WEIGHTS, plain_columns

# Who bought on fewer days says nothing of halves; and so many customers are needed to say it of a shop.
_FEWEST_DAYS = 4
_FEWEST = 100
_FLAT = 1e-9
# Customers looked at; more do not change a correlation.
_MOST = 10_000


def reliability(history: History, rfm: Rfm, features: Features) -> Mapping[tuple[str, str], float]:
    """By block and name of a column, 0 (chance) to 1 (a trait); empty where too few come often enough.

    Recency, frequency and money are facts and are not among them.
    """
    often = np.flatnonzero(rfm.purchases >= _FEWEST_DAYS)
    if len(often) < _FEWEST:
        return {}
    if len(often) > _MOST:
        often = np.sort(np.random.default_rng(0).choice(often, _MOST, replace=False))
    halves = [_half(history, often, which) for which in (0, 1)]
    made = [features_of(half, rfm_of(half), features.usual) for half in halves]
    pairs = zip(plain_columns(made[0]), plain_columns(made[1]), strict=True)
    return {
        (block, name): _agreement(one, other, ranked=block in WEIGHTS)
        for (block, name, one), (_, _, other) in pairs
        if block != "rfm"
    }


def _half(history: History, customers: NDArray[np.int64], which: int) -> History:
    """Every other day with a purchase, of some customers (all of whom have one in either half)."""
    sales, lines = history.sales, history.lines
    place = np.full(history.count, -1, np.int64)
    place[customers] = np.arange(len(customers))
    days, day = np.unique((sales.customer.astype(np.int64) << 32) + local(sales.at) // DAY_S, return_inverse=True)
    owner = days >> 32
    turn = (np.arange(len(days)) - np.searchsorted(owner, owner)) % 2
    kept = (turn[day] == which) & (place[sales.customer] >= 0)
    columns = {one.name: getattr(sales, one.name)[kept] for one in fields(Sales)}
    half = Sales(**(columns | {"customer": place[columns["customer"]].astype(np.int32)}))
    of_line, new = kept[lines.sale], np.cumsum(kept) - 1
    return replace(
        history,
        customer_ids=history.customer_ids[customers],
        sales=half,
        lines=Lines(
            new[lines.sale[of_line]].astype(np.int32),
            lines.variant[of_line],
            lines.units[of_line],
            lines.total[of_line],
        ),
    )


def _agreement(one: NDArray[np.float64], other: NDArray[np.float64], *, ranked: bool) -> float:
    """Correlation of the halves (of ranks, where a figure is skewed), stretched to the whole; never below 0."""
    if ranked:
        one, other = (np.unique(values, return_inverse=True)[1].astype(np.float64) for values in (one, other))
    if one.std() < _FLAT or other.std() < _FLAT:
        return 0.0
    half = max(float(np.corrcoef(one, other)[0, 1]), 0.0)
    return 2 * half / (1 + half)
