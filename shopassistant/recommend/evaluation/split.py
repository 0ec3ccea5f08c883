"""Cutting the past in two: what the engine may know, and what was bought afterwards."""

from dataclasses import dataclass

import numpy as np

from shopassistant.core.errors import UserError
from shopassistant.recommend.evaluation.ranking import Bools, Longs
from shopassistant.recommend.evaluation.settings import EvaluationSettings
from shopassistant.recommend.purchases import Purchases, to_date


@dataclass(frozen=True)
class Split:
    """One cut: purchases before `cut` are known, those from `cut` to before `until` are the truth (calendar days)."""

    cut: int
    until: int

    @property
    def days(self) -> int:
        """How long purchases count."""
        return self.until - self.cut


@dataclass(frozen=True)
class Truth:
    """What customers known before a cut bought after it, of what was sold before it.

    Attributes:
        customers: int64 (t,), ascending customer indices; each bought something.
        keys: int64 (b,), ascending, ``customer * products + product``, each pair once.
        is_new: bool (b,), whether the customer had never bought it before.
        products: size of the catalogue.
    """

    customers: Longs
    keys: Longs
    is_new: Bools
    products: int

    def relevant(self, customers: Longs, new_only: bool) -> Longs:
        """int64 (m,): how many products each of the customers bought."""
        keys = self.keys_of(new_only)
        ends = np.searchsorted(keys, np.stack([customers, customers + 1]) * self.products)
        return np.asarray(ends[1] - ends[0], np.int64)

    def keys_of(self, new_only: bool) -> Longs:
        """The keys of everything, or of what was new to the customer."""
        return self.keys[self.is_new] if new_only else self.keys


def splits_of(purchases: Purchases, settings: EvaluationSettings) -> tuple[Split, ...]:
    """The cuts to evaluate at, newest first.

    Without a given day the newest lies a horizon before the last sale, where the horizon is at most a quarter of the
    shop's past (so that enough is left to learn from); with one, purchases of at most a horizon after it count.

    Raises:
        UserError: ``evaluation.nothing_sold``, or ``evaluation.cut_outside`` for a day without sales on both sides.
    """
    if not len(purchases.day):
        raise UserError("evaluation.nothing_sold")
    first, last = int(purchases.day.min()), int(purchases.day.max())
    horizon = min(settings.horizon_days, max((last - first) // 4, 1))
    cut = settings.cut if settings.cut is not None else last + 1 - horizon
    if not first < cut <= last:
        raise UserError("evaluation.cut_outside", cut_on=to_date(cut), first_on=to_date(first), last_on=to_date(last))
    newest = Split(cut, min(cut + (settings.horizon_days if settings.cut is not None else horizon), last + 1))
    earlier = (Split(cut - n * newest.days, cut - (n - 1) * newest.days) for n in range(1, settings.cuts))
    return (newest, *(split for split in earlier if split.cut > first))


def truth_of(purchases: Purchases, split: Split) -> Truth:
    """What was bought within a split."""
    count = purchases.products.count
    product, customer = purchases.product.astype(np.int64), purchases.customer.astype(np.int64)
    known = customer >= 0
    before = purchases.day < split.cut
    sold = np.zeros(count, bool)
    sold[product[before]] = True
    seen = np.zeros(len(purchases.customer_ids), bool)
    seen[customer[before & known]] = True
    after = ~before & (purchases.day < split.until) & known
    after[after] = seen[customer[after]] & sold[product[after]]
    keys = np.unique(customer[after] * count + product[after])
    came_again = np.zeros(len(purchases.customer_ids), bool)
    came_again[customer[after]] = True
    theirs = before & known
    theirs[theirs] = came_again[customer[theirs]]
    past = np.unique(customer[theirs] * count + product[theirs])
    is_new = ~np.isin(keys, past, assume_unique=True)
    return Truth(np.unique(keys // max(count, 1)), keys, is_new, count)
