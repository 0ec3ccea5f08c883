"""Recency, frequency and money of every customer, scored by fifths, and the group that the scores make.

Scores follow Hughes (Strategic Database Marketing, 1994): fifths of the customers, 5 the best. Ties are handled so that
a score never says more than the figures do: equal figures get equal scores, namely by the share of customers who are
strictly worse. Where two thirds bought once, all of them have frequency 1, and somebody with two purchases has 4.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.customers.segments.definitions import RFM_GROUPS
from shopassistant.customers.segments.reading import DAY_S, History, local

Floats = NDArray[np.float64]
Scores = NDArray[np.int8]
FIFTHS = 5


@dataclass(frozen=True)
class Rfm:
    """One entry per customer, in the order of `customer_ids`.

    Attributes:
        customer_ids: int64 (n,), ascending.
        first_at, last_at: int64 (n,), seconds since 1970 of the first and last sale, UTC.
        purchases: int64 (n,), days with a sale: two receipts of one visit are one purchase.
        spend_minor: int64 (n,), sales less returns.
        recency, frequency, monetary: int8 (n,), 1 to 5, 5 the best.
        group: int8 (n,), index into `RFM_GROUPS`.
    """

    customer_ids: NDArray[np.int64]
    first_at: NDArray[np.int64]
    last_at: NDArray[np.int64]
    purchases: NDArray[np.int64]
    spend_minor: NDArray[np.int64]
    recency: Scores
    frequency: Scores
    monetary: Scores
    group: NDArray[np.int8]

    def days_since(self, until: int) -> Floats:
        """Days from the last sale to the moment `until` (seconds since 1970), float64 (n,)."""
        return np.maximum(until - self.last_at, 0) / DAY_S


def rfm_of(history: History) -> Rfm:
    """Score everybody in the history, as of its end."""
    sales, n = history.sales, history.count
    bought = ~sales.is_return
    who, at = sales.customer[bought], sales.at[bought]
    first, last = np.full(n, np.iinfo(np.int64).max), np.zeros(n, np.int64)
    np.minimum.at(first, who, at)
    np.maximum.at(last, who, at)
    purchases = _days_bought(who, local(at) // DAY_S, n)
    spend = np.bincount(sales.customer, weights=sales.total, minlength=n).astype(np.int64)
    recency, frequency, monetary = scores(last // DAY_S), scores(purchases), scores(spend)
    group = group_of(recency, frequency, monetary, purchases)
    return Rfm(history.customer_ids, first, last, purchases, spend, recency, frequency, monetary, group)


def _days_bought(who: NDArray[np.int32], day: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    first = int(day.min()) if len(day) else 0
    width = int(day.max()) - first + 1 if len(day) else 1
    pairs = np.unique(who.astype(np.int64) * width + day - first)
    return np.bincount(pairs // width, minlength=count).astype(np.int64)


def scores(values: NDArray[np.int64] | Floats) -> Scores:
    """1 to 5 by the share of customers with strictly less, int8 (n,); equal values get equal scores."""
    if not len(values):
        return np.empty(0, np.int8)
    below = np.searchsorted(np.sort(values), values, side="left") / len(values)
    return (1 + np.floor(below * FIFTHS)).clip(1, FIFTHS).astype(np.int8)


def group_of(recency: Scores, frequency: Scores, monetary: Scores, purchases: NDArray[np.int64]) -> NDArray[np.int8]:
    """Index into `RFM_GROUPS` for scores of 1 to 5; everybody is in exactly one group, int8 (n,).

    Worth is the mean of frequency and money. Who bought once and lately is new, whatever it cost.
    """
    worth = (frequency.astype(float) + monetary) / 2
    lately, middling = recency >= 4, recency == 3
    rules: dict[str, NDArray[np.bool_]] = {
        "new": lately & (purchases == 1),
        "champions": lately & (worth >= 4),
        "loyal": (recency >= 3) & (worth >= 3.5),
        "promising": lately,
        "needs_attention": middling & (worth > 2),
        "about_to_sleep": middling,
        "cannot_lose": worth >= 4.5,
        "at_risk": worth >= 3,
        "hibernating": recency == 2,
    }
    return np.select(list(rules.values()), [RFM_GROUPS.index(name) for name in rules], RFM_GROUPS.index("lost")).astype(
        np.int8
    )
