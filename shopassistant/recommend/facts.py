"""What the shop's books say of each product at a fit, whoever asks: how it sells, when it sells, who buys it.

The ranker's trees read these beside what the models say of a customer. Counts are shares of the whole shop's, so that
what was learned on a sample of customers holds for all of them. The season is also read from products that are alike:
a Christmas bauble of this summer has no last December of its own.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import SEASON_DAYS, YEAR_DAYS, Floats, Ints
from shopassistant.recommend.models.base import PurchaseDays, Training
from shopassistant.recommend.models.neighbours import Neighbours

_HALF_LIVES = (7, 30, 90, 240)
FACTS = (
    *(f"selling_{h}" for h in _HALF_LIVES),
    "trend", "trend_fast", "buyers", "last_sold", "first_sold",
    "season_ahead", "season", "season_change", "month_ahead",
    "repeat_share", "times", "price", "units_each", "buyer_size", "first_timers",
    "alike_season", "alike_season_change", "alike_month", "alike_fortnight", "shop_season",
)  # fmt: skip
# So many sales a product is taken to have had, as many as all, besides its own and those of products like it.
_AS_ALL_OWN, _AS_ALL_ALIKE = 2, 5


def product_facts(training: Training, alike: Neighbours) -> Floats:
    """float32 (24, n): rows as in `FACTS`, finite for any shop.

    Args:
        alike: products that are alike by what they are.
    """
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
        *_alike(training, alike, n),
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


def _sold(training: Training, n: int, first: int, last: int) -> NDArray[np.float64]:
    """float64 (n,): lines sold from the day `first` up to before `last`."""
    p = training.purchases
    return np.bincount(p.product[(p.day >= first) & (p.day < last)], minlength=n).astype(np.float64)


def _season(training: Training, n: int) -> list[NDArray[np.float64]]:
    """What sold a year ago in the weeks that lie ahead: its share, against its year, against the weeks before it; and
    its share in the first month."""
    ahead = training.today - YEAR_DAYS
    coming, before = _sold(training, n, ahead, ahead + SEASON_DAYS), _sold(training, n, ahead - SEASON_DAYS, ahead)
    year, month = _sold(training, n, ahead, training.today), _sold(training, n, ahead, ahead + 30)
    return [
        _share(coming),
        _against(coming, year * SEASON_DAYS / YEAR_DAYS, _AS_ALL_OWN),
        _against(coming, before, _AS_ALL_OWN),
        _share(month),
    ]


def _alike(training: Training, alike: Neighbours, n: int) -> list[NDArray[np.float64]]:
    """The same of a product together with those like it: the season ahead against the year and against the weeks before
    it, the last month and the last fortnight against the last quarter; and the season of the whole shop."""
    today, ahead = training.today, training.today - YEAR_DAYS

    def sold(first: int, last: int) -> NDArray[np.float64]:
        return _with_alike(_sold(training, n, first, last), alike)

    coming, before, year = sold(ahead, ahead + SEASON_DAYS), sold(ahead - SEASON_DAYS, ahead), sold(ahead, today)
    quarter, month, fortnight = sold(today - SEASON_DAYS, today), sold(today - 30, today), sold(today - 14, today)
    all_year = _sold(training, n, ahead, today).sum() * SEASON_DAYS / YEAR_DAYS
    shop = np.log((_sold(training, n, ahead, ahead + SEASON_DAYS).sum() + 1) / (all_year + 1))
    return [
        _against(coming, year * SEASON_DAYS / YEAR_DAYS, _AS_ALL_ALIKE),
        _against(coming, before, _AS_ALL_ALIKE),
        _against(month, quarter * 30 / SEASON_DAYS, _AS_ALL_ALIKE),
        _against(fortnight, quarter * 14 / SEASON_DAYS, _AS_ALL_ALIKE),
        np.full(n, shop),
    ]


def _against(these: NDArray[np.float64], those: NDArray[np.float64], as_all: float) -> NDArray[np.float64]:
    """Logarithm of a ratio of counts, drawn towards even where both are small."""
    return np.asarray(np.log((these + as_all) / (those + as_all)), np.float64)


def _with_alike(counts: NDArray[np.float64], alike: Neighbours) -> NDArray[np.float64]:
    """float64 (n,): each product's count and those of products like it, by the square of their likeness."""
    if not alike.index.size:
        return counts
    likeness = np.where(alike.index >= 0, alike.similarity, 0) ** 2
    return np.asarray(counts + (counts[alike.index] * likeness).sum(axis=1), np.float64)


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
