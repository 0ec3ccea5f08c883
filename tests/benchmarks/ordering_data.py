"""The wholesaler's sales by product and day, as the ordering benchmark plays them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

FIRST, LAST = date(2009, 12, 1), date(2011, 12, 9)


@dataclass(frozen=True)
class Trade:
    """Daily sales of n products.

    Attributes:
        codes: the shop's numbers.
        first_day: of `units`.
        units: int64[n, T].
        price: float64[n], median price before the played year, minor units.
        shop: int64[m, T], the whole range, from which forecasts learn; `rows` int64[n] are the products played.
    """

    codes: tuple[str, ...]
    first_day: date
    units: np.ndarray
    price: np.ndarray
    shop: np.ndarray
    rows: np.ndarray

    def day(self, when: date) -> int:
        """Column of a day."""
        return (when - self.first_day).days


def read_trade(folder: Path, before: date, count: int, seed: int = 5) -> Trade:
    """A sample of the products that were on sale before the played year.

    Cleaning: lines in both years once; no cancellations, returns, postage or adjustments; a sale that the same customer
    cancelled in full is no sale. Products with at least ten selling days in the 182 days before `before`, drawn at
    random; what happened after it decides nothing.
    """
    lines = _clean(folder)
    total = (LAST - FIRST).days + 1
    codes, row = np.unique(lines["StockCode"].to_numpy(str), return_inverse=True)
    day = (lines["InvoiceDate"].dt.normalize() - np.datetime64(FIRST)).dt.days.to_numpy()
    units = np.zeros((len(codes), total), np.int64)
    np.add.at(units, (row, day), lines["Quantity"].to_numpy())
    cut = (before - FIRST).days
    active = np.flatnonzero((units[:, cut - 182 : cut] > 0).sum(axis=1) >= 10)
    chosen = np.sort(np.random.default_rng(seed).permutation(active)[:count])
    early = lines[day < cut]
    prices = early.groupby(early["StockCode"])["Price"].median()
    price = np.array([prices[code] for code in codes[chosen]]) * 100
    return Trade(tuple(codes[chosen]), FIRST, units[chosen], price, units, chosen)


def _clean(folder: Path):
    import pandas as pd

    kinds = {"Invoice": str, "StockCode": str, "Customer ID": str}
    paths = sorted(folder.glob("year_*.csv.gz"))
    if not paths:
        raise SystemExit(f"no year_*.csv.gz in {folder}")
    columns = ["Invoice", "StockCode", "Quantity", "InvoiceDate", "Price", "Customer ID"]
    lines = pd.concat([pd.read_csv(path, usecols=columns, dtype=kinds) for path in paths])
    # Both files hold the first days of December 2010; within a file equal lines are lines of their own.
    lines["copy"] = lines.groupby(columns, dropna=False).cumcount()
    lines = lines.drop_duplicates() if len(paths) > 1 else lines
    lines["StockCode"] = lines["StockCode"].str.upper()
    lines["InvoiceDate"] = pd.to_datetime(lines["InvoiceDate"])
    lines = lines[lines["StockCode"].str.match(r"\d{5}")]
    cancelled = lines[lines["Invoice"].str.startswith("C", na=False)]
    key = ["StockCode", "Customer ID", "Quantity"]
    taken_back = cancelled.assign(Quantity=-cancelled["Quantity"])[key].drop_duplicates().assign(back=True)
    sold = lines[~lines["Invoice"].str.startswith("C", na=False) & (lines["Quantity"] > 0) & (lines["Price"] > 0)]
    sold = sold.merge(taken_back, on=key, how="left")
    return sold[sold["back"].isna() | sold["Customer ID"].isna()]
