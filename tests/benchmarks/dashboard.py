"""How long the inventory page takes to open and to filter in a shop of 100,000 products, in the real window.

Open: numbers and first rows are there and painted, and every part of the page one sees then. What is seen only once a
product is opened is built after that; "complete" is when it is there, too.

`python -m tests.benchmarks.dashboard [--products N] [--lines N] [--store FILE]`; the same stock value asked of the
store by SQL is measured beside it.
"""

import argparse
import os
import platform
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks.dashboard_shop import Size, build
from tests.benchmarks.window import _rest, _Watch

OPENINGS, ROUNDS = 5, 4
# What a window has loaded by then beside its pages.
_LOADED = (
    "shopassistant.customers.listing",
    "shopassistant.inventory.dashboard.dashboard",
    "shopassistant.inventory.demand.keeping.keeper",
    "shopassistant.recommend.engine",
    "shopassistant.sales.lookup",
)
_FULL = Size(100_000, 400_000)
_TINY = Size(300, 2_000)


def run(tiny: bool = False, size: Size | None = None, store: Path | None = None) -> dict[str, object]:
    """Milliseconds by the clock unless said otherwise; p95 is the slowest but one of twenty."""
    size = size or (_TINY if tiny else _FULL)
    with tempfile.TemporaryDirectory(prefix="dashboard-") as folder:
        path = store or Path(folder) / "shop.db"
        if not path.exists():
            build(path, size, datetime.now(UTC))
        found: dict[str, object] = {"products": size.products}
        found |= _figures(path)
        found |= _window(path, Path(folder), 2 if tiny else OPENINGS, 1 if tiny else ROUNDS)
        found |= _change(path)
        found |= _by_sql(path)
        return found


def _figures(path: Path) -> dict[str, object]:
    """Making the figures from nothing."""
    from shopassistant.inventory.dashboard.dashboard import Dashboard
    from shopassistant.store.database import open_store

    store = open_store(path)
    at = time.perf_counter()
    Dashboard(store).refresh()
    made = time.perf_counter() - at
    store.close()
    return {"figures made, s": made}


def _change(path: Path) -> dict[str, object]:
    """Bringing the figures up to date after one change."""
    from shopassistant.inventory.dashboard.dashboard import Dashboard
    from shopassistant.inventory.stock import adjust_stock
    from shopassistant.store.actor import Actor
    from shopassistant.store.database import open_store

    store = open_store(path)
    board = Dashboard(store)
    board.load()
    adjust_stock(store, Actor("staff", "Mia", 1, "manager"), 1, 1, 1, "benchmark")
    at = time.perf_counter()
    board.refresh()
    took = time.perf_counter() - at
    store.close()
    return {"figures after one change, ms": took * 1000}


def _window(path: Path, folder: Path, openings: int, rounds: int) -> dict[str, object]:
    opened: list[Took] = []
    complete: list[Took] = []
    filtered: list[Took] = []
    held = 0.0
    for number in range(openings):
        scratch = folder / f"window-{number}"
        scratch.mkdir()
        desktop = _desktop(path, scratch)
        try:
            with _Watch("inventory") as watch:
                at = _now()
                opened.append(_open(desktop, watch))
                _turn(watch, lambda desktop=desktop: desktop.window.page("inventory").is_built)
                complete.append(Took.since(at))
                if number == openings - 1:
                    filtered = _filter(desktop, watch, rounds)
            held = max(held, watch.longest.work_ms)
        finally:
            desktop.window.close()
            desktop.close()
    filters = sorted(one.clock for one in filtered)
    return {
        "opens p50, ms": median(one.clock for one in opened),
        "opens, slowest, ms": max(one.clock for one in opened),
        "complete p50, ms": median(one.clock for one in complete),
        "opens p50, ms of processor": median(one.processor for one in opened),
        "filters p50, ms": median(filters),
        "filters p95, ms": filters[max(0, round(len(filters) * 0.95) - 1)],
        "filters p50, ms of processor": median(one.processor for one in filtered),
        "window held, ms": held,
    }


def _desktop(path: Path, scratch: Path):
    """A window on the store, as it is once the first page has stood for a moment: modules loaded, figures not."""
    import importlib

    from PySide6.QtWidgets import QApplication

    from shopassistant.desktop.shell.opening import look_at
    from shopassistant.desktop.shell.services import LATER
    from shopassistant.desktop.tour_shop import show_desktop
    from shopassistant.store.actor import Actor
    from shopassistant.store.database import open_store

    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    for name in (*LATER, *_LOADED):
        importlib.import_module(name)
    desktop = show_desktop(app, scratch, look_at(open_store(path)), Actor("staff", "Mia", 1, "manager"))
    with _Watch("start") as watch:
        _rest(desktop, watch)
    return desktop


@dataclass(frozen=True)
class Took:
    """Milliseconds by the clock, and of all threads of this process."""

    clock: float
    processor: float

    @classmethod
    def since(cls, at: tuple[float, float]) -> "Took":
        return cls((time.perf_counter() - at[0]) * 1000, (time.process_time() - at[1]) * 1000)


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _open(desktop, watch: _Watch) -> Took:
    """From the key to numbers, first rows and all painted."""
    at = _now()
    watch.do(lambda: desktop.window.show_page("inventory"))
    page = desktop.window.page("inventory")
    _turn(watch, lambda: page.stands and page.desk.answer is not None and _rows_are_there(page))
    watch.do(page.repaint)
    return Took.since(at)


def _filter(desktop, watch: _Watch, rounds: int) -> list[Took]:
    page = desktop.window.page("inventory")
    busy = (page.desk, page.advice_desk)
    _turn(watch, lambda: not (busy[0].is_refreshing or busy[1].is_busy) and desktop.shell.lanes.is_idle)
    took = []
    for step in range(rounds):
        everything = {"abc": None, "xyz": None, "lens": "all", "supplier_id": None, "category_id": None}
        for wanted in ({"location_id": 1 + step % 2}, {"supplier_id": 3 + step}, {"category_id": 40 + step},
                       {"location_id": None, "abc": step % 3, "xyz": 2}, {"lens": "over"},
                       everything):  # fmt: skip
            at = _now()
            asked = replace(page.desk.question, **wanted)
            watch.do(lambda wanted=wanted: page.desk.narrow(**wanted))
            _turn(watch, lambda asked=asked: page.desk.answer.question == asked and _rows_are_there(page))
            watch.do(page.repaint)
            took.append(Took.since(at))
    return took


def _rows_are_there(page) -> bool:
    table = page.products.table
    return not table._fetch_timer.isActive() and (not len(table.model.ids) or table.model.row(0) is not None)


def _turn(watch: _Watch, until: Callable[[], bool]) -> None:
    from PySide6.QtWidgets import QApplication

    give_up = time.monotonic() + 120
    while not until():
        watch.do(QApplication.processEvents)
        if time.monotonic() > give_up:
            raise TimeoutError
        time.sleep(0.0005)


def _by_sql(path: Path) -> dict[str, object]:
    """Stock value and products of one supplier asked of the store, as a dashboard without figures in memory would."""
    from sqlalchemy import func, select

    from shopassistant.inventory.dashboard.dashboard import Dashboard
    from shopassistant.inventory.dashboard.figures import figures
    from shopassistant.inventory.dashboard.slicing import Filter, Slice
    from shopassistant.store.database import open_store
    from shopassistant.store.schema import StockLevel, SupplierItem, Variant

    store = open_store(path)
    statement = (
        select(func.count(), func.sum(StockLevel.quantity * func.coalesce(Variant.cost_minor, 0)))
        .join(Variant, Variant.id == StockLevel.variant_id)
        .join(SupplierItem, (SupplierItem.variant_id == Variant.id) & SupplierItem.preferred)
        .where(StockLevel.is_counted, StockLevel.quantity > 0)
    )
    with store.read() as session:
        session.execute(statement).one()
        at = time.perf_counter()
        session.execute(statement).one()
        by_sql = time.perf_counter() - at
    board = Dashboard(store)
    board.load()
    part = board.part(Filter())
    at = time.perf_counter()
    if part is not None:
        figures(Slice(part.snapshot, Filter(location_id=1)))
    in_memory = time.perf_counter() - at
    store.close()
    return {
        "one value by SQL, ms": by_sql * 1000,
        "all figures in memory, ms": in_memory * 1000,
        "all figures over one by SQL": in_memory / by_sql,
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=_FULL.products)
    parser.add_argument("--lines", type=int, default=_FULL.lines)
    parser.add_argument("--store", type=Path)
    args = parser.parse_args()
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name, value in run(size=Size(args.products, args.lines), store=args.store).items():
        print(f"{name:<32} {value:,.1f}" if isinstance(value, float) else f"{name:<32} {value}")


if __name__ == "__main__":
    main()
