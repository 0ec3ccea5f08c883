"""What a customer is like, in numbers: how lately, often and dearly they buy, how they go about it, what they like.

Figures that hold for one purchase as for a hundred: a rate counts the time still open, a share of few purchases leans
on the shop's own, so that nobody is extreme for having bought once. What is usual in the shop is worked out once and
kept with a clustering, so that a customer who comes later is measured by the same.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.customers.segments.reading import DAY_S, History, local
from shopassistant.customers.segments.rfm import Rfm

Floats = NDArray[np.float64]
Table = tuple[tuple[str, ...], Floats]
# Purchases' worth of the shop's own share that is mixed into a customer's.
_LEAN = 3.0
_SATURDAY = 5
_EVENING_H = 17
_NOON_H = 12
# Words of an attribute that have a column of their own; all others share `OTHER`.
MOST_WORDS = 12
OTHER = "…"


@dataclass(frozen=True)
class Usual:
    """What is usual in the shop.

    Attributes:
        gap_spread: median coefficient of variation of the days between purchases.
        basket_minor: median money of a purchase.
        rates: the shop's share of what, by feature.
        shares: by attribute, by word with a column of its own (`OTHER` last), the part of the units.
    """

    gap_spread: float
    basket_minor: float
    rates: Mapping[str, float]
    shares: Mapping[str, Mapping[str, float]]

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return asdict(self)


@dataclass(frozen=True)
class Features:
    """Plain figures, before any scaling.

    Attributes:
        customer_ids: int64 (n,), ascending.
        rfm: ``recency_days``, ``purchases``, ``spend_minor``; float64 (n,) each.
        behaviour: by name, float64 (n,); see `behaviour_features`.
        shares: by attribute (``category``, ``brand``, ``size``, ``band``) its words and float64 (n, words), what part
            of a customer's units is of each; rows add up to one.
    """

    customer_ids: NDArray[np.int64]
    rfm: Mapping[str, Floats]
    behaviour: Mapping[str, Floats]
    shares: Mapping[str, Table]
    usual: Usual

    @property
    def count(self) -> int:
        """Number of customers."""
        return len(self.customer_ids)


def features_of(history: History, rfm: Rfm, usual: Usual | None = None) -> Features:
    """Everything of everybody in the history.

    Args:
        usual: what the shop's own figures were; worked out from the history without it.
    """
    counted = _counted(history, rfm)
    tables = _tables(history, usual)
    usual = usual or Usual(
        _median(counted["gap_spread"][counted["gaps"] >= 2]),
        max(_median(counted["sold"] / counted["purchases"]), 1.0),
        {name: _overall(counted[part], counted[whole]) for name, (part, whole) in _RATES.items()},
        {name: _parts(*table) for name, table in tables.items()},
    )
    shares = {name: (words, _leaning(table, usual.shares[name])) for name, (words, table) in tables.items()}
    return Features(history.customer_ids, rfm_features(rfm, history.until), _behaviour(counted, usual), shares, usual)


def rfm_features(rfm: Rfm, until: int) -> dict[str, Floats]:
    """Days since the last purchase, purchases, and money in minor units (never below zero)."""
    return {
        "recency_days": rfm.days_since(until),
        "purchases": rfm.purchases.astype(np.float64),
        "spend_minor": np.maximum(rfm.spend_minor, 0).astype(np.float64),
    }


# Shares by feature: what is counted, and of what.
_RATES = {
    "discount_share": ("off", "gross"),
    "return_share": ("back", "sold"),
    "weekend_share": ("weekend", "sales"),
    "morning_share": ("morning", "sales"),
    "evening_share": ("evening", "sales"),
    "again_share": ("again", "lines"),
}


def _behaviour(counted: Mapping[str, Floats], usual: Usual) -> dict[str, Floats]:
    """How they buy, float64 (n,) each.

    - ``tenure_days`` since the first purchase; ``gap_days`` from one purchase to the next, the open one counted, so
      that it exists after one purchase; ``gap_spread`` how uneven the gaps are (0 like a clock).
    - ``basket_minor`` money and ``basket_lines`` lines of a usual purchase, ``line_units`` units of a line.
    - ``discount_share`` of the full price, ``return_share`` of the money, ``weekend_share``, ``morning_share`` and
      ``evening_share`` of purchases, ``again_share`` of lines that repeat a product.
    - ``products`` different ones.
    """
    purchases, lines = counted["purchases"], counted["lines"]
    found = {
        "tenure_days": counted["tenure"],
        "gap_days": np.maximum(counted["tenure"], 1.0) / purchases,
        # Two gaps say little: the fewer there are, the nearer to what is usual.
        "gap_spread": (counted["gap_spread"] * counted["gaps"] + usual.gap_spread * _LEAN) / (counted["gaps"] + _LEAN),
        "basket_minor": np.maximum(counted["sold"], 0) / purchases,
        "basket_lines": lines / purchases,
        "line_units": counted["units"] / np.maximum(lines, 1),
        "products": counted["products"],
    }
    for name, (part, whole) in _RATES.items():
        unit = usual.basket_minor if whole in ("gross", "sold") else 1.0
        found[name] = _share(counted[part], counted[whole], unit, usual.rates[name])
    return found


def _counted(history: History, rfm: Rfm) -> dict[str, Floats]:
    """Plain sums per customer, float64 (n,)."""
    n, tenure = history.count, np.maximum(history.until - rfm.first_at, 0) / DAY_S
    found = {"tenure": tenure, "purchases": np.maximum(rfm.purchases, 1).astype(np.float64)}
    return found | _of_sales(history, n) | _of_gaps(history, n) | _of_lines(history, n)


def _of_sales(history: History, n: int) -> dict[str, Floats]:
    sales = history.sales
    bought = ~sales.is_return
    who, at = sales.customer[bought], local(sales.at[bought])
    weekday, hour = (at // DAY_S + 3) % 7, at % DAY_S // 3600  # 1970 began on a Thursday
    return {
        "sold": _sum(who, sales.total[bought], n),
        "gross": _sum(who, sales.gross[bought], n),
        "off": _sum(who, sales.discount[bought], n),
        "back": -_sum(sales.customer[~bought], sales.total[~bought], n),
        "sales": _sum(who, np.ones(len(who)), n),
        "weekend": _sum(who, weekday >= _SATURDAY, n),
        "morning": _sum(who, hour < _NOON_H, n),
        "evening": _sum(who, hour >= _EVENING_H, n),
    }


def _of_gaps(history: History, n: int) -> dict[str, Floats]:
    """How many gaps there are between days with a purchase, and their coefficient of variation."""
    sales = history.sales
    bought = ~sales.is_return
    pairs = np.unique((sales.customer[bought].astype(np.int64) << 32) + local(sales.at[bought]) // DAY_S)
    who, day = pairs >> 32, (pairs & 0xFFFFFFFF).astype(np.float64)
    same = np.diff(who) == 0
    gap, owner = np.diff(day)[same], who[1:][same]
    count = _sum(owner, np.ones(len(owner)), n)
    mean = _sum(owner, gap, n) / np.maximum(count, 1)
    square = _sum(owner, gap**2, n) / np.maximum(count, 1)
    spread = np.sqrt(np.maximum(square - mean**2, 0)) / np.maximum(mean, 1)
    known = count >= 2
    return {"gaps": np.where(known, count, 0), "gap_spread": np.where(known, spread, 0)}


def _of_lines(history: History, n: int) -> dict[str, Floats]:
    lines, product = history.lines, history.goods.product
    plus = lines.units > 0
    who = history.sales.customer[lines.sale[plus]].astype(np.int64)
    count = _sum(who, np.ones(len(who)), n)
    width = int(product.max()) + 1 if len(product) else 1
    pairs = np.unique(who * width + product[lines.variant[plus]])
    different = _sum(pairs // width, np.ones(len(pairs)), n)
    return {
        "lines": count,
        "units": _sum(who, lines.units[plus], n),
        "products": different,
        "again": count - different,
    }


def _tables(history: History, usual: Usual | None) -> dict[str, Table]:
    """By attribute the words that have a column, and weight by customer and word.

    An attribute that says less than two things is left out. Units of one line count by their logarithm: a pallet is no
    preference.
    """
    lines, n = history.lines, history.count
    plus = lines.units > 0
    who, variant = history.sales.customer[lines.sale[plus]].astype(np.int64), lines.variant[plus]
    weight = np.log1p(lines.units[plus])
    found = {}
    for name, (words, label_of) in history.goods.labels.items():
        label = label_of[variant]
        known = label >= 0
        chosen = _chosen(
            words, _sum(label[known], weight[known], len(words)), usual.shares.get(name) if usual else None
        )
        if usual is None and len(chosen) < 2:
            continue
        if usual is not None and name not in usual.shares:
            continue
        column = np.array([chosen.index(word) if word in chosen else len(chosen) - 1 for word in words], np.int64)
        cell = who[known] * len(chosen) + column[label[known]] if len(words) else np.empty(0, np.int64)
        found[name] = (chosen, _sum(cell, weight[known], n * len(chosen)).reshape(n, len(chosen)))
    return found


def _chosen(words: tuple[str, ...], weight: Floats, kept: Mapping[str, float] | None) -> tuple[str, ...]:
    """Words with a column: those that were kept, else the heaviest; `OTHER` last where some have none."""
    if kept is not None:
        return tuple(kept)
    heavy = [words[place] for place in np.argsort(-weight, kind="stable")[:MOST_WORDS] if weight[place] > 0]
    return (*heavy, OTHER) if len(words) > len(heavy) and len(heavy) > 1 else tuple(heavy)


def _parts(words: tuple[str, ...], table: Floats) -> dict[str, float]:
    sums = table.sum(axis=0)
    return dict(zip(words, (sums / max(float(sums.sum()), 1e-9)).tolist(), strict=True))


def _leaning(table: Floats, overall: Mapping[str, float]) -> Floats:
    """Rows as shares, with `_LEAN` lines' worth of the shop's own."""
    lean = _LEAN * np.log(2.0)
    own = np.array(list(overall.values()))
    shares: Floats = (table + lean * own) / (table.sum(axis=1, keepdims=True) + lean)
    return shares


def _sum(who: NDArray[Any], values: NDArray[Any], count: int) -> Floats:
    return np.bincount(who, values, count).astype(np.float64)


def _overall(part: Floats, whole: Floats) -> float:
    return min(float(np.maximum(part, 0).sum()) / max(float(np.maximum(whole, 0).sum()), 1e-9), 1.0)


def _share(part: Floats, whole: Floats, unit: float, overall: float) -> Floats:
    """`part` of `whole` between 0 and 1, with `_LEAN` times `unit` of the shop's own share."""
    part, whole = np.maximum(part, 0), np.maximum(whole, 0)
    share: Floats = np.minimum((part + _LEAN * unit * overall) / (whole + _LEAN * unit), 1.0)
    return share


def _median(values: Floats) -> float:
    return float(np.median(values)) if len(values) else 0.0
