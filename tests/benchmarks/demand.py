"""Demand out of the store: how fast it is read, how close it comes to the truth: `python -m tests.benchmarks.demand`.

The truth is known of an invented shop in which customers come whether or not there is stock. What was asked for is then
told from sales and ledger in three ways: by sales alone, by sales on days that began with stock (what is usually done),
and by the app. Speed is measured on a larger shop with a ledger.
"""

import argparse
import os
import platform
import resource
import tempfile
import time
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from shopassistant.inventory.demand.history import DemandHistory, load_history
from shopassistant.inventory.demand.panel import panel_of
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store, open_store
from shopassistant.store.schema import StockMovement
from shopassistant.store.shop import ensure_location
from tests.benchmarks.scale_shop import DAYS, FIRST_DAY, Size, build
from tests.unit.inventory.demand.till import Till, after

_REVIEW_DAYS = 14
_OPENS, _CLOSES = 9 * 60, 18 * 60


def run(tiny: bool, products: int = 20_000, lines: int = 800_000) -> dict[str, object]:
    """Seconds and memory for the larger shop, errors of the three ways in the invented one.

    Args:
        tiny: 60 products and 2,000 lines, and fewer invented wares, instead.
        products, lines: of the larger shop.
    """
    with tempfile.TemporaryDirectory() as folder:
        size = Size(200, 60, 2_000) if tiny else Size(max(products // 2, 10), products, lines)
        figures = _speed(Path(folder), size)
        return figures | _truth(Path(folder) / "truth.db", wares=6 if tiny else 60, days=120 if tiny else 365)


def _speed(folder: Path, size: Size) -> dict[str, object]:
    path = build(folder, size)
    store = open_store(path)
    _write_ledger(store)
    today = FIRST_DAY.date() + timedelta(days=DAYS)
    with store.read() as session:
        started, cpu = time.perf_counter(), time.process_time()
        history = load_history(session, today, zone=UTC)
        panel_of(session, history, 90)
        seconds, busy = time.perf_counter() - started, time.process_time() - cpu
    store.close()
    return {
        "products": size.products,
        "lines": size.lines,
        "series x days": f"{history.demand.shape[0]} x {history.demand.shape[1]}",
        "read and correct, s": round(seconds, 2),
        "read and correct, s of processor": round(busy, 2),
        "peak memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),  # kilobytes on Linux
    }


def _write_ledger(store: Store) -> None:
    """An opening for every variant, a delivery to every fourth a month, and every sale taken from the shelf."""
    pooled = store.engine.raw_connection()
    connection: Any = pooled.driver_connection
    first = FIRST_DAY.strftime("%Y-%m-%d 05:00:00.000000")
    moves = f"INSERT INTO {StockMovement.__tablename__} (variant_id, location_id, quantity, reason, at, note)"
    place = connection.execute("SELECT min(id) FROM location").fetchone()[0]
    connection.execute(f"{moves} SELECT id, ?, 20, 'opening', ?, '' FROM variant", (place, first))
    for month in range(24):
        at = f"{FIRST_DAY.year + month // 12}-{month % 12 + 1:02d}-15 08:00:00.000000"
        connection.execute(f"{moves} SELECT id, ?, 8, 'delivery', ?, '' FROM variant WHERE id % 4 = ?",
                           (place, at, month % 4))  # fmt: skip
    connection.execute(
        f"{moves} SELECT l.variant_id, s.location_id, -l.quantity, 'sale', s.sold_at, '' "
        "FROM sale_line l JOIN sale s ON s.id = l.sale_id"
    )
    connection.commit()
    pooled.close()


def _truth(path: Path, wares: int, days: int) -> dict[str, object]:
    store = open_store(path, create=True)
    with store.begin(SYSTEM) as unit:
        ensure_location(unit)
        unit.commit()
    asked = _trade(store, wares, days)
    with store.read() as session:
        history = load_history(session, after(days), zone=UTC)
    store.close()
    return _compare(history, asked, days)


def _trade(store: Store, wares: int, days: int) -> dict[int, np.ndarray[Any, Any]]:
    """Customers come as they like, stock as it is thinly ordered; what was asked for of each ware on each day."""
    rng, till = np.random.default_rng(20_260_302), Till(store)
    till.open_all_days(range(days), receipts=6)
    asked = {}
    for place in range(wares):
        rate = (0.4, 1.0, 2.5, 6.0)[place % 4]
        cover = rng.uniform(0.6, 1.1)  # how much of what is needed is ordered
        ware, stock, phase = (
            till.ware(),
            0,
            int(rng.integers(_REVIEW_DAYS)),
        )  # not all on one weekday
        week = 1 + 0.4 * np.sin(np.arange(days) * 2 * np.pi / 7)
        asked[ware] = rng.poisson(rate * week * rng.gamma(3, 1 / 3, days))
        for day in range(days):
            if day == 0 or day % _REVIEW_DAYS == phase:
                come = max(round(rate * _REVIEW_DAYS * cover) - stock, 1)
                till.move(ware, day, come, "opening" if day == 0 else "delivery", "08:00")
                stock += come
            for minute in np.sort(rng.integers(_OPENS, _CLOSES, asked[ware][day]))[:stock].tolist():
                till.sell(ware, day, at=f"{minute // 60:02d}:{minute % 60:02d}")
            stock -= min(stock, int(asked[ware][day]))
    till.write()
    return asked


def _compare(history: DemandHistory, asked: dict[int, np.ndarray[Any, Any]], days: int) -> dict[str, object]:
    """Mean absolute error of the daily rate, as a share of the true one, over wares; and the lost units."""
    errors: dict[str, list[float]] = {"sales alone": [], "days that began with stock": [], "this": []}
    lost = told = 0.0
    for ware, truth in asked.items():
        [row] = history.series.rows(np.array([ware]), np.array([1]))
        demand, mine = history.demand[row], history.sold.row == row
        sold = np.zeros(days)
        sold[history.sold.day[mine]] = history.sold.units[mine]
        ways = (sold.mean(), sold[~np.isnan(demand)].mean(), float(np.nanmean(demand)))
        for name, rate in zip(errors, ways, strict=True):
            errors[name].append(abs(rate / truth.mean() - 1))
        lost += float(truth.sum() - sold.sum())
        told += float(history.lost.units[history.lost.row == row].sum())
    found = {f"error of demand, {name}": round(float(np.mean(each)), 4) for name, each in errors.items()}
    best = min(found["error of demand, sales alone"], found["error of demand, days that began with stock"])
    return {
        **found,
        "error beside the better of the others": round(found["error of demand, this"] / best, 3),
        "lost units told of those truly lost": round(told / lost, 3),
    }


def main() -> None:
    """Print the machine and the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--products", type=int, default=20_000)
    parser.add_argument("--lines", type=int, default=800_000)
    args = parser.parse_args()
    figures = run(args.tiny, args.products, args.lines)
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name, value in figures.items():
        print(f"{name:<42} {value!s:>14}")


if __name__ == "__main__":
    main()
