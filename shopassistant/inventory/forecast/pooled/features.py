"""What the pooled model looks at: a series' past at several windows, its season a year ago, the shop, the day ahead.

Everything is relative to the series' own size and spread, so that what is learned from one product holds for another.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.forecast.past import Past
from shopassistant.inventory.forecast.pooled.sums import Doubles, Places, ShopSums, Sums, window

Floats = NDArray[np.float32]

_WINDOWS = (7, 14, 28, 56, 112, 224, 364)  # days
_SIZE_WINDOWS = (14, 28, 112, 364)
_YEAR = 364  # whole weeks, so that weekdays meet
_PRIOR_SALES = 2.0  # sales that the shop's typical size counts for in a product's
_RHYTHM_DAYS, _RHYTHM_PRIOR = 112, 4.0
_LEAST_SPREAD, _MOST_SPREAD = 0.08, 2.0


@dataclass(frozen=True)
class Base:
    """A series' own units of measurement at an origin.

    Attributes:
        rate: float64 (n,), usual chance of a sale per known step.
        size, spread: float64 (n,), mean and standard deviation of the logarithm of units on steps with a sale.
    """

    rate: Doubles
    size: Doubles
    spread: Doubles


@dataclass(frozen=True)
class Source:
    """Everything features are computed from.

    Attributes:
        past: the panel; its inputs known ahead reach beyond the steps seen.
        sums: running sums of the series at hand.
        shop: of the whole shop.
        series: int64 (n,), rows of the panel that `sums` holds.
        prior_size, prior_spread: of the shop, for series with few sales.
    """

    past: Past
    sums: Sums
    shop: ShopSums
    series: Places
    prior_size: float
    prior_spread: float

    def rows(self, chosen: Places) -> "Source":
        """The same for some of the series at hand."""
        s = self.sums
        picked = Sums(*(getattr(s, name)[chosen] for name in Sums.__dataclass_fields__))
        return Source(self.past, picked, self.shop, self.series[chosen], self.prior_size, self.prior_spread)


def source(past: Past, shop: ShopSums, series: Places) -> Source:
    """Sum up the chosen series of a panel."""
    sums = Sums.of(past.units[series])
    sales = np.maximum(sums.sold[:, -1], 1)
    means = sums.logs[:, -1] / sales
    often = sums.sold[:, -1] >= 3
    spreads = np.sqrt(np.maximum(sums.squares[:, -1] / sales - means**2, 0))[often]
    size = float(np.median(means[often])) if often.any() else 0.0
    spread = float(np.median(spreads)) if often.any() else 0.7
    return Source(past, sums, shop, series, size, max(spread, _LEAST_SPREAD))


def base_of(src: Source, origin: int) -> Base:
    """The units of measurement of every series at an origin, from the last year."""
    s, start = src.sums, origin - _YEAR // src.past.panel.step_days
    known, sold = window(s.known, start, origin), window(s.sold, start, origin)
    near = origin - 112 // src.past.panel.step_days
    rate = (window(s.sold, near, origin) + 0.5 * sold + 0.2) / (window(s.known, near, origin) + 0.5 * known + 2.0)
    logs, squares = window(s.logs, start, origin), window(s.squares, start, origin)
    size = (logs + _PRIOR_SALES * src.prior_size) / (sold + _PRIOR_SALES)
    square = np.maximum(squares - 2 * size * logs + sold * size**2, 0)
    spread = np.sqrt((square + 4 * src.prior_spread**2) / (sold + 4))
    return Base(rate, size, np.clip(spread, _LEAST_SPREAD, _MOST_SPREAD))


def static_features(src: Source, origin: int, base: Base) -> Floats:
    """float32 (n, f): what is known of every series at an origin."""
    s, days = src.sums, src.past.panel.step_days
    n = len(src.series)
    columns: list[Doubles] = [np.log(base.rate), base.size, base.spread]
    typical = base.rate * np.exp(base.size)
    for length in _WINDOWS:
        start = origin - max(length // days, 1)
        known = np.maximum(window(s.known, start, origin), 0.5)
        sold = window(s.sold, start, origin)
        columns.append(sold / known)
        columns.append(np.minimum(window(s.units, start, origin) / known / typical, 50.0))
    for length in _SIZE_WINDOWS:
        start = origin - max(length // days, 1)
        sold = window(s.sold, start, origin)
        mean = window(s.logs, start, origin) / np.maximum(sold, 1)
        columns.append(np.where(sold > 0, (mean - base.size) / base.spread, np.nan))
    columns += _recency(src, origin, base)
    columns += _spread(src, origin, typical)
    price = (src.past.panel.unit_cost + src.past.panel.unit_margin)[src.series]
    columns.append(np.log1p(np.maximum(price, 0)))
    columns += _year_ago(src, origin, base)
    columns += [np.full(n, value) for value in _shop(src, origin)]
    columns += _category(src, origin)
    return np.stack(columns, axis=1).astype(np.float32)


def rhythm(src: Source, origin: int, base: Base) -> Floats:
    """float32 (n, period): the chance of a sale by phase relative to the series' own, drawn towards the shop's; phase 0
    is that of the origin."""
    period, s = src.past.period, src.sums
    steps = _RHYTHM_DAYS // src.past.panel.step_days
    lo = max(0, origin - steps)
    phase = (np.arange(lo, origin) - origin) % period
    sold = np.diff(s.sold[:, lo : origin + 1], axis=1)
    known = np.diff(s.known[:, lo : origin + 1], axis=1)
    member = (phase[:, None] == np.arange(period)[None, :]).astype(np.float64)
    by_phase, days = sold @ member, known @ member
    shared = np.roll(src.shop.rhythm, (src.past.panel.steps - origin) % period)[None, :]
    rate = np.maximum(by_phase.sum(axis=1) / np.maximum(days.sum(axis=1), 1), 0.01)[:, None]
    return np.asarray((by_phase / rate + _RHYTHM_PRIOR * shared) / (days + _RHYTHM_PRIOR), np.float32)


def ahead_features(src: Source, origin: int, ahead: Places, base: Base, rhythms: Floats) -> Floats:
    """float32 (n, g): what is known of the step `ahead` (0: the origin itself) of each series, int64 (n,)."""
    s, days, n = src.sums, src.past.panel.step_days, len(src.series)
    rows, phase = np.arange(n), ahead % src.past.period
    shared = np.roll(src.shop.rhythm, (src.past.panel.steps - origin) % src.past.period)
    ago = origin + ahead - _YEAR // days
    low, high = ago - 7 // days, ago + 7 // days + 1
    high = np.minimum(high, origin)
    known = window(s.known, np.maximum(low, 0), np.maximum(high, 0))
    near = np.where((low >= 0) & (known > 0), window(s.sold, low, high) / np.maximum(known, 1) / base.rate, np.nan)
    opened = src.shop.open[np.clip(high, 0, None)] - src.shop.open[np.clip(low, 0, None)]
    total = src.shop.sold[np.clip(high, 0, None)] - src.shop.sold[np.clip(low, 0, None)]
    before = max(origin - _YEAR // days - 112 // days, 0), max(origin - _YEAR // days, 0)
    usual = (src.shop.sold[before[1]] - src.shop.sold[before[0]]) / max(
        src.shop.open[before[1]] - src.shop.open[before[0]], 1
    )
    enough = (low >= 0) & (opened > 0) & (before[1] - before[0] >= 28 // days)
    season = np.where(enough, total / np.maximum(opened, 1) / max(usual, 1e-9), np.nan)
    columns = [ahead.astype(float), rhythms[rows, phase], shared[phase], near, season]
    for values in _inputs(src, origin, ahead):
        columns.append(values)
    return np.stack(columns, axis=1).astype(np.float32)


def _recency(src: Source, origin: int, base: Base) -> list[Doubles]:
    s = src.sums
    last = s.last[:, origin]
    since = np.where(last >= 0, origin - 1 - last, 9999)
    quiet = np.where(last >= 0, window(s.known, last + 1, origin), 9999)
    age = np.maximum(origin - s.first, 0)
    return [since.astype(float), quiet * base.rate, age.astype(float), window(s.sold, 0, origin)]


def _spread(src: Source, origin: int, typical: Doubles) -> list[Doubles]:
    """Quantiles of the demand of the last sixteen weeks in terms of the typical one."""
    low = max(0, origin - 112 // src.past.panel.step_days)
    recent = src.past.units[src.series, low:origin]
    ordered = np.sort(np.nan_to_num(recent), axis=1)
    width = ordered.shape[1]
    if not width:
        return [np.zeros(len(src.series))] * 4
    return [np.minimum(ordered[:, int(level * (width - 1))] / typical, 200.0) for level in (0.75, 0.9, 0.95, 1.0)]


def _year_ago(src: Source, origin: int, base: Base) -> list[Doubles]:
    """The four weeks that follow the origin, a year earlier: against today, and against the sixteen weeks before
    them."""
    s, days = src.sums, src.past.panel.step_days
    start = origin - _YEAR // days
    usable = (start >= 0) & (s.first < start - 14 // days)
    after, before = window(s.known, start, start + 28 // days), window(s.known, start - 112 // days, start)
    sold = window(s.sold, start, start + 28 // days) / np.maximum(after, 1)
    earlier = window(s.sold, start - 112 // days, start) / np.maximum(before, 1)
    usable &= after > 0
    found = [sold / base.rate, (sold + 0.2 * base.rate) / (earlier + 0.2 * base.rate)]
    return [np.where(usable, values, np.nan) for values in found]


def _shop(src: Source, origin: int) -> list[float]:
    """Trend and season of the shop: products sold per open day, of a window against a longer one."""
    days = src.past.panel.step_days

    def mean(start: int, end: int) -> float:
        low, high = max(start, 0), max(end, 0)
        sold = src.shop.sold[high] - src.shop.sold[low]
        return float(sold / max(src.shop.open[high] - src.shop.open[low], 1))

    def ratio(over: float, under: float) -> float:
        return over / under if under > 0 else float("nan")

    week, month, season, year = (length // days for length in (7, 28, 112, 364))
    quarter = mean(origin - season, origin)
    found = [
        ratio(mean(origin - week, origin), mean(origin - month, origin)),
        ratio(mean(origin - month, origin), quarter),
        ratio(quarter, mean(origin - year, origin)),
    ]
    ago = origin - year
    if ago < month:
        return [*found, float("nan"), float("nan")]
    after = mean(ago, ago + month)
    return [*found, ratio(after, mean(ago - season, ago)), ratio(after, mean(ago - month, ago))]


def _category(src: Source, origin: int) -> list[Doubles]:
    """Trend of the series' category: its last four weeks against its last sixteen."""
    days = src.past.panel.step_days
    sold, row = src.shop.category_sold, src.shop.category[src.series]
    opened = src.shop.open

    def mean(length: int) -> Doubles:
        low = max(origin - length // days, 0)
        return np.asarray((sold[:, origin] - sold[:, low]) / max(opened[origin] - opened[low], 1))

    return [(mean(28) / np.maximum(mean(112), 1e-9))[row]]


def _inputs(src: Source, origin: int, ahead: Places) -> list[Doubles]:
    """Each input known ahead: on the step, and against its mean over the last four weeks."""
    found: list[Doubles] = []
    panel, n = src.past.panel, len(src.series)
    for name in sorted(panel.known):
        values = panel.known[name]
        row = src.series if len(values) > 1 else np.zeros(n, np.int64)
        place = np.minimum(origin + ahead, values.shape[1] - 1)
        now = values[row, place].astype(np.float64)
        low = max(0, origin - 28 // panel.step_days)
        usual = values[:, low:origin].mean(axis=1) if origin > low else values[:, 0]
        found += [now, now - usual[row]]
    return found
