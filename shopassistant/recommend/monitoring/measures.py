"""What is watched of the sales: each measure sorts the rows of a window into classes whose shares are compared."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.monitoring.lines import UNCATEGORISED, Lines, Longs
from shopassistant.recommend.monitoring.stability import Mix, band, edges, mix_of
from shopassistant.recommend.monitoring.windows import LOOKBACK_DAYS, Window

BANDS = 10
MOST_CATEGORIES = 20
# A category below this share is counted among the others.
LEAST_SHARE = 0.02
MOST_VISITS = 5


@dataclass(frozen=True)
class Rows:
    """The rows of one measure in one window.

    Attributes:
        values: float64 (m,), whatever is sorted into classes.
        visits: int64 (m,), the visit each row belongs to.
    """

    values: NDArray[np.float64]
    visits: Longs


@dataclass(frozen=True)
class Measure:
    """One thing that is watched.

    Attributes:
        name: ``category``, ``price``, ``basket_size``, ``repeats``, ``visits``, ``walk_ins`` or ``newcomers``.
        rows: the rows of a window; gets all lines, because some look at what was before.
        limits: from the values before and the values now, the inner limits of the classes.
        looks_back: the window needs `LOOKBACK_DAYS` of records before it.
    """

    name: str
    rows: Callable[[Lines, Window], Rows]
    limits: Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.float64]]
    looks_back: bool = False

    def mix(self, rows: Sequence[Rows], limits: NDArray[np.float64]) -> Mix:
        """The classes of some windows together."""
        values = np.concatenate([part.values for part in rows])
        visits = np.concatenate([part.visits for part in rows])
        return mix_of(band(values, limits), visits, len(limits) + 1)


def _categories(lines: Lines, window: Window) -> Rows:
    cut = lines.between(window.first, window.last)
    return Rows(cut.category.astype(np.float64), cut.visit)


def _prices(lines: Lines, window: Window) -> Rows:
    cut = lines.between(window.first, window.last)
    return Rows(cut.price, cut.visit)


def _basket_sizes(lines: Lines, window: Window) -> Rows:
    cut = lines.between(window.first, window.last)
    _, first, counts = np.unique(cut.sale, return_index=True, return_counts=True)
    return Rows(counts.astype(np.float64), cut.visit[first])


def _walk_ins(lines: Lines, window: Window) -> Rows:
    cut = lines.between(window.first, window.last)
    _, first = np.unique(cut.sale, return_index=True)
    return Rows((cut.customer[first] == 0).astype(np.float64), cut.visit[first])


def _visits(lines: Lines, window: Window) -> Rows:
    """Days on which each customer who came at all came."""
    cut = lines.between(window.first, window.last)
    known = cut.customer > 0
    days = np.unique(np.stack([cut.customer[known], cut.day[known]]), axis=1)
    customers, visits = np.unique(days[0], return_counts=True)
    return Rows(np.minimum(visits, MOST_VISITS).astype(np.float64), (customers << 20) + window.first)


def _repeats(lines: Lines, window: Window) -> Rows:
    """Whether the customer bought the product in the half year before the window."""
    cut, past = lines.between(window.first, window.last), _past(lines, window)
    known = cut.customer > 0
    again = np.isin(_pairs(cut)[known], _pairs(past)[past.customer > 0])
    return Rows(again.astype(np.float64), cut.visit[known])


def _newcomers(lines: Lines, window: Window) -> Rows:
    """Whether nobody bought the product in the half year before the window."""
    cut = lines.between(window.first, window.last)
    is_new = ~np.isin(cut.product, _past(lines, window).product)
    return Rows(is_new.astype(np.float64), cut.visit)


def _past(lines: Lines, window: Window) -> Lines:
    return lines.between(window.first - LOOKBACK_DAYS, window.first - 1)


def _pairs(lines: Lines) -> Longs:
    return (lines.customer << 31) + lines.product


def _bands(before: NDArray[np.float64], _now: NDArray[np.float64]) -> NDArray[np.float64]:
    return edges(before, BANDS)


def _two(_before: NDArray[np.float64], _now: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.array([0.5])


def _each(before: NDArray[np.float64], now: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.union1d(before, now)[:-1] + 0.5


MEASURES = (
    Measure("category", _categories, _each),
    Measure("price", _prices, _bands),
    Measure("basket_size", _basket_sizes, _bands),
    Measure("visits", _visits, _each),
    Measure("walk_ins", _walk_ins, _two),
    Measure("repeats", _repeats, _two, looks_back=True),
    Measure("newcomers", _newcomers, _two, looks_back=True),
)


def coarse(lines: Lines, before: Longs) -> Lines:
    """The same lines with at most `MOST_CATEGORIES` categories: of the uppermost level that tells anything apart.

    Args:
        before: int64, the categories of the lines before, by which is decided; small ones are counted as `others`.
    """
    for depth in range(1, 5):
        names = tuple(" / ".join(path.split(" / ")[:depth]) for path in lines.categories)
        kept = _kept(names, before)
        if len(kept) > 1:
            break
    place = {name: at for at, name in enumerate(kept)}
    others = len(kept)
    mapping = np.array([*(place.get(name, others) for name in names), UNCATEGORISED], np.int64)
    return replace(lines, category=mapping[lines.category], categories=(*kept, ""))


def _kept(names: tuple[str, ...], before: Longs) -> list[str]:
    counts: dict[str, int] = {}
    used, seen = np.unique(before[before >= 0], return_counts=True)
    for place, count in zip(used.tolist(), seen.tolist(), strict=True):
        counts[names[place]] = counts.get(names[place], 0) + count
    least = LEAST_SHARE * max(len(before), 1)
    large = [name for name, count in counts.items() if count >= least]
    return sorted(sorted(large, key=lambda name: (-counts[name], name))[:MOST_CATEGORIES])
