"""What the shop's books say of each product at a fit, whoever asks: how it sells, when it sells, who buys it.

The ranker's trees read these beside what the models say of a customer. Counts are shares of the whole shop's, so that
what was learned on a sample of customers holds for all of them.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import SEASON_DAYS, YEAR_DAYS, Floats, Ints
from shopassistant.recommend.models.base import PurchaseDays, Training

_HALF_LIVES = (7, 30, 90, 240)
FACTS = (
    *(f"selling_{h}" for h in _HALF_LIVES),
    "trend", "trend_fast", "buyers", "last_sold", "first_sold",
    "season_ahead", "season", "season_change", "month_ahead",
    "repeat_share", "times", "price", "units_each", "buyer_size", "first_timers",
)  # fmt: skip


def product_facts(training: Training) -> Floats:
    """float32 (19, n): rows as in `FACTS`, finite for any shop."""
    days, p, n = training.purchase_days, training.purchases, training.purchases.products.count
    new_pair = days.new_pair
    selling = [_selling(days, n, half_life) for half_life in _HALF_LIVES]
    last, first = np.full(n, 999.0), np.zeros(n)
    np.minimum.at(last, days.product, days.age)
    np.maximum.at(first, days.product, days.age)
    again, times, buyer_size = _loyalty(days, new_pair, n)
    rows = (
        *selling,
        selling[1] - selling[3],
        selling[0] - selling[2],
        _share(np.bincount(days.product[new_pair], minlength=n)),
        last,
        first,
        *_season(training, n),
        again,
        times,
        np.log1p(p.products.price),
        _mean(p.product, np.log1p(p.quantity), n),
        buyer_size,
        _mean(days.product[days.age < SEASON_DAYS], new_pair[days.age < SEASON_DAYS], n),
    )
    return np.stack(rows).astype(np.float32)


def _mean(product: Ints, values: NDArray[Any], n: int) -> NDArray[np.float64]:
    """The mean of `values` over each product's rows, 0 without any."""
    return np.asarray(np.bincount(product, values, n) / np.maximum(np.bincount(product, minlength=n), 1), np.float64)


def _selling(days: PurchaseDays, n: int, half_life: float) -> NDArray[np.float64]:
    return _share(np.bincount(days.product, np.exp2(-days.age / half_life), n))


def _share(counts: NDArray[np.floating] | NDArray[np.integer]) -> NDArray[np.float64]:
    """Logarithm of each product's share of all, a little for those without."""
    return np.asarray(np.log(counts / max(float(counts.sum()), 1e-9) + 1e-7), np.float64)


def _season(training: Training, n: int) -> list[NDArray[np.float64]]:
    """What sold a year ago in the weeks that lie ahead: its share, against its year, against the weeks before it; and
    its share in the first month."""
    p, ahead = training.purchases, training.today - YEAR_DAYS

    def sold(first: int, last: int) -> NDArray[np.float64]:
        return np.bincount(p.product[(p.day >= first) & (p.day < last)], minlength=n).astype(np.float64)

    coming, before = sold(ahead, ahead + SEASON_DAYS), sold(ahead - SEASON_DAYS, ahead)
    year, month = sold(ahead, training.today), sold(ahead, ahead + 30)
    season = np.log((coming + 2) / (year * SEASON_DAYS / YEAR_DAYS + 2))
    return [_share(coming), season, np.log((coming + 2) / (before + 2)), _share(month)]


def _loyalty(days: PurchaseDays, new_pair: NDArray[np.bool_], n: int) -> tuple[NDArray[np.float64], ...]:
    """Smoothed share of buyers who came back for it, how often each bought it, how many products its buyers buy."""
    known = days.buyer[new_pair] < days.customers
    product, buyer = days.product[new_pair][known], days.buyer[new_pair][known]
    times = np.bincount(np.cumsum(new_pair) - 1, minlength=len(known))[known]
    buyers, repeats = np.bincount(product, minlength=n), np.bincount(product, times > 1, n)
    overall = repeats.sum() / max(buyers.sum(), 1)
    size = np.log1p(np.bincount(buyer, minlength=days.customers))
    again = (repeats + 8 * overall) / (buyers + 8)
    return again, _mean(product, times, n), _mean(product, size[buyer], n)
