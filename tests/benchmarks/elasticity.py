"""How does demand for eleven orange juices answer to their prices? The app's elasticities beside plain regressions.

    python -m tests.benchmarks.elasticity --data DIR

--data: ``sales.csv.gz`` of Dominick's (store, brand, week, logmove, price1 .. price11, deal, feat).

The weeks are cut in time at several origins: everything before is learned from, the `AHEAD` weeks after are foretold
with their prices, deals and advertisements known. Beside the app's pooled fit stand, per brand and by least squares on
logarithms, a constant-elasticity regression (log units on the log price of the brand), the same with a level for every
shop, and the same with levels, deals, advertisements and the prices of all brands, each with an elasticity of its own.
"""

import argparse
import os
import platform
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from shopassistant.promotions.elasticity.columns import OWN, columns_of
from shopassistant.promotions.elasticity.pooled import Fit, expected, fit_pooled
from shopassistant.promotions.elasticity.responses import ASSUMED, ASSUMED_SD
from shopassistant.promotions.elasticity.weeks import Flags, Floats, Weeks
from tests.benchmarks.orange_juice import FIRST_WEEK, invent

AHEAD = 10
ORIGINS = 4
OURS = "pooled"
PEERS = ("log-log", "log-log, shops", "log-log, shops, deals, all prices")
_PRICES = [f"price{brand}" for brand in range(1, 12)]


@dataclass(frozen=True)
class Shelves:
    """The file as rows of brands at shops, by brand; all float64 (n, W) but `keys`, int64 (n, 2): brand, store."""

    keys: np.ndarray
    units: Floats
    known: Flags
    prices: Floats  # (n, W, 11), logarithms
    deal: Floats
    feature: Floats


def read_shelves(sales: pd.DataFrame) -> Shelves:
    """Weeks nobody wrote down have the price of the week before."""
    keys = sales[["brand", "store"]].drop_duplicates().sort_values(["brand", "store"]).to_numpy(np.int64)
    row_of = pd.Series(range(len(keys)), index=pd.MultiIndex.from_arrays(keys.T))
    row = row_of.loc[list(zip(sales["brand"], sales["store"], strict=True))].to_numpy()
    week = sales["week"].to_numpy() - FIRST_WEEK
    count = int(week.max()) + 1

    def spread(values: Floats) -> Floats:
        found = np.full((len(keys), count), np.nan)
        found[row, week] = values
        return found

    prices = [pd.DataFrame(spread(np.log(sales[name].to_numpy()))).ffill(axis=1).bfill(axis=1) for name in _PRICES]
    units = spread(np.round(np.exp(sales["logmove"].to_numpy())))
    known = np.isfinite(units)
    return Shelves(
        keys=keys,
        units=np.where(known, units, 0),
        known=known,
        prices=np.stack([one.to_numpy() for one in prices], axis=2),
        deal=np.nan_to_num(spread(sales["deal"].to_numpy())),
        feature=np.nan_to_num(spread(sales["feat"].to_numpy())),
    )


def weeks_of(shelves: Shelves) -> Weeks:
    """As the app learns from them: one category of eleven products at many places."""
    return Weeks(
        units=shelves.units,
        exposure=shelves.known.astype(np.float64),
        price=_own(shelves),
        extras={"deal": shelves.deal, "feature": shelves.feature},
        calendar=np.zeros((shelves.units.shape[1], 0)),
        product=np.unique(shelves.keys[:, 0], return_inverse=True)[1].astype(np.int64),
        category=np.zeros(len(np.unique(shelves.keys[:, 0])), np.int64),
    )


def ours(shelves: Shelves, first: int) -> tuple[Fit, Floats]:
    """The app's fit of the weeks before `first`, and its medians of all weeks as logarithms, (n, W)."""
    weeks = weeks_of(shelves)
    before = weeks.only(np.arange(shelves.units.shape[1]) < first)
    fit = fit_pooled(before)
    mean = expected(before, fit, columns_of(before, ASSUMED, ASSUMED_SD))
    # Demand scatters about its mean like a log-normal where it is large; its median lies below the mean.
    return fit, np.log(mean) - np.log1p(fit.noise.dispersion[weeks.product])[:, None] / 2


def peer(shelves: Shelves, first: int, kind: str) -> tuple[Floats, Floats]:
    """Elasticities float64 (11,), and the logarithms of all weeks, (n, W), by regressions of each brand alone."""
    told = np.full(shelves.units.shape, np.nan)
    found = []
    for brand in np.unique(shelves.keys[:, 0]).tolist():
        rows = np.flatnonzero(shelves.keys[:, 0] == brand)
        design = _design(shelves, rows, brand, kind)
        seen = shelves.known[rows] & (np.arange(told.shape[1]) < first)
        logs = np.log(np.maximum(shelves.units[rows], 1))
        coefficient = np.linalg.lstsq(design[seen], logs[seen], rcond=None)[0]
        found.append(coefficient[0])
        told[rows] = design @ coefficient
    return np.array(found), told


def measure(shelves: Shelves) -> dict[str, dict[str, Floats]]:
    """By method: ``elasticity`` and ``sd`` (11,) over all weeks; ``log error`` and ``unit error`` (11, origins)."""
    count = shelves.units.shape[1]
    whole, _ = ours(shelves, count)
    mean, sd = whole.of(OWN)
    found: dict[str, dict[str, Floats]] = {OURS: {"elasticity": mean, "sd": sd}}
    found |= {kind: {"elasticity": peer(shelves, count, kind)[0]} for kind in PEERS}
    firsts = [count - AHEAD * (origin + 1) for origin in reversed(range(ORIGINS))]
    for name in found:
        errors = [_errors(shelves, first, name) for first in firsts]
        found[name]["log error"] = np.stack([log for log, _ in errors], axis=1)
        found[name]["unit error"] = np.stack([unit for _, unit in errors], axis=1)
    return found


def table(found: dict[str, dict[str, Floats]]) -> list[str]:
    """Elasticities and errors of each brand, then the means with how far origins differ."""
    names = list(found)
    lines = ["brand  " + "  ".join(f"{name:>34}" for name in names), f"{'':7}" + f"{'elasticity   rmse log':>36}" * 4]
    for brand in range(len(found[OURS]["elasticity"])):
        cells = []
        for name in names:
            own = found[name]
            spread = f" +- {own['sd'][brand]:.2f}" if "sd" in own else ""
            cells.append(f"{own['elasticity'][brand]:.2f}{spread}   {own['log error'][brand].mean():.3f}")
        lines.append(f"{brand + 1:<7}" + "  ".join(f"{cell:>34}" for cell in cells))
    for error in ("log error", "unit error"):
        cells = []
        for name in names:
            by_origin = found[name][error].mean(axis=0)
            cells.append(f"{by_origin.mean():.3f} ({by_origin.min():.3f} to {by_origin.max():.3f})")
        lines.append(f"{error:<7}" + "  ".join(f"{cell:>32}" for cell in cells))
    return lines


def run(tiny: bool = False) -> dict[str, object]:
    """Figures on invented shops, whose brands all have an elasticity of -2.5."""
    shelves = read_shelves(invent(*((3, 64) if tiny else (40, 121))))
    started = time.perf_counter()
    ours(shelves, shelves.units.shape[1])
    seconds = time.perf_counter() - started
    found = measure(shelves)
    mean = found[OURS]["elasticity"]
    return {
        "negative of 11": int((mean < 0).sum()),
        "error beside log-log": _mean(found[OURS]) / _mean(found[PEERS[0]]),
        "error beside the best log-log": _mean(found[OURS]) / min(_mean(found[kind]) for kind in PEERS),
        "within two sd of the truth": float((np.abs(mean + 2.5) <= 2 * found[OURS]["sd"]).mean()),
        "fit, s": seconds,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure on the real shops and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args(arguments)
    started = time.perf_counter()
    found = measure(read_shelves(pd.read_csv(args.data / "sales.csv.gz")))
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print("\n".join(table(found)))
    print(f"own-price signs negative: {int((found[OURS]['elasticity'] < 0).sum())} of 11")
    print(f"error over log-log: {_mean(found[OURS]) / _mean(found[PEERS[0]]):.3f}")
    print(f"{time.perf_counter() - started:.0f} s")
    return 0


def _own(shelves: Shelves) -> Floats:
    return shelves.prices[np.arange(len(shelves.keys)), :, shelves.keys[:, 0] - 1]


def _design(shelves: Shelves, rows: np.ndarray, brand: int, kind: str) -> Floats:
    """float64 (r, W, k); the own price comes first."""
    shape = (len(rows), shelves.units.shape[1])
    parts = [_own(shelves)[rows][:, :, None]]
    if kind == PEERS[0]:
        parts.append(np.ones((*shape, 1)))
    else:
        parts.append(np.broadcast_to(np.eye(len(rows))[:, None, :], (*shape, len(rows))))
    if kind == PEERS[2]:
        parts += [np.delete(shelves.prices[rows], brand - 1, axis=2)]
        parts += [shelves.deal[rows][:, :, None], shelves.feature[rows][:, :, None]]
    return np.concatenate(parts, axis=2)


def _errors(shelves: Shelves, first: int, name: str) -> tuple[Floats, Floats]:
    """Of the weeks from `first` on, by brand: root mean squared error of the logarithm; sum of errors over units."""
    _, told = ours(shelves, first) if name == OURS else peer(shelves, first, name)
    week = np.arange(told.shape[1])
    late = shelves.known & (week >= first) & (week < first + AHEAD)
    logs = np.log(np.maximum(shelves.units, 1))
    log_error, unit_error = [], []
    for brand in np.unique(shelves.keys[:, 0]):
        own = late & (shelves.keys[:, 0] == brand)[:, None]
        log_error.append(np.sqrt(np.square(logs[own] - told[own]).mean()))
        unit_error.append(np.abs(shelves.units[own] - np.exp(told[own])).sum() / shelves.units[own].sum())
    return np.array(log_error), np.array(unit_error)


def _mean(own: dict[str, Floats]) -> float:
    return float(own["log error"].mean())


if __name__ == "__main__":
    raise SystemExit(main())
