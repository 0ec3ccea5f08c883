"""How learning and answering hold up from two to twenty million lines, with 100,000 products and up to a million
customers.

    python -m tests.benchmarks.scale [--lines 2 5 10 20] [--folder FOLDER] [--learning fixed app]

Millions of lines; a customer for every twenty. Each size is a real store, made once and kept in FOLDER, and measured in
a process of its own, so that the peak of memory is its own. The app learns from as many earlier days as fit into a few
minutes: a slow machine looks at fewer, so that its figures tell nothing of growth. The curve is therefore measured with
a fixed amount of learning, `FIXED`: the same days, customers and learner at every size. The largest size is measured
again as the app does it. After the fit, the pages of store and index are given back
where the system lets us, so that loading and the first answers come from disk; then 1,000 customers drawn at random are
answered once each from the mapped index: history, all models, rules, stock, price and reasons.
"""

import argparse
import json
import multiprocessing
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import event, text

from shopassistant.core.clock import FixedClock
from shopassistant.recommend.blend import BlendConfig
from shopassistant.recommend.engine import Engine, Request
from shopassistant.store.database import Store, open_store
from tests.benchmarks.scale_shop import DAYS, FIRST_DAY, Size, build

_LINES_PER_CUSTOMER = 20
# Three earlier days and one kind of trees, however long it takes.
FIXED = BlendConfig(cuts=3, learner="trees", seconds=1e9)
LEARNING = {"fixed": FIXED, "app": BlendConfig()}


def run(tiny: bool = False) -> dict[str, object]:
    """Figures at two million lines, the smallest of the sizes; `tiny` shows that it runs."""
    with tempfile.TemporaryDirectory(prefix="scale-") as folder:
        size = Size(300, 200, 6_000) if tiny else size_of(2_000_000)
        return measure(Path(folder), size, 40 if tiny else 1_000, "app")


def size_of(lines: int) -> Size:
    """The size of a shop with so many lines."""
    return Size(lines // _LINES_PER_CUSTOMER, 100_000, lines)


def measure(folder: Path, size: Size, asked: int, learning: str) -> dict[str, object]:
    """All figures of one size, learned as one of `LEARNING`; the store is made in another process."""
    if not (folder / size.name).exists():
        making = multiprocessing.get_context("spawn").Process(target=build, args=(folder, size))
        making.start()
        making.join()
    store = open_store(folder / size.name, clock=FixedClock(FIRST_DAY + timedelta(days=DAYS, hours=9)))
    with tempfile.TemporaryDirectory(dir=folder, prefix="models-") as models:
        figures = _learn(store, Path(models), learning) | _answer(store, Path(models), size, asked)
    store.close()
    return figures


class _Stopwatch:
    """A progress that adds up the time between reports by what was being done, by the clock and of the processor."""

    def __init__(self) -> None:
        self.spent: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        self._stage, self._since = "", self._now()

    def report(self, stage: str, done: int, total: int) -> None:
        now = self._now()
        for place, (after, before) in enumerate(zip(now, self._since, strict=True)):
            self.spent[self._stage][place] += after - before
        self._stage, self._since = stage, now

    @staticmethod
    def _now() -> tuple[float, float]:
        return time.perf_counter(), time.process_time()

    def figures(self) -> dict[str, object]:
        """Both times of each stage, in seconds."""
        self.report("", 0, 0)
        found: dict[str, object] = {}
        for stage, (wall, work) in self.spent.items():
            if stage:
                name = stage.removeprefix("recommend.").replace(".", " ")
                found |= {f"  {name}, s": wall, f"  {name}, s of processor": work}
        return found


def _learn(store: Store, models: Path, learning: str) -> dict[str, object]:
    watch, work = _Stopwatch(), time.process_time()
    started = time.perf_counter()
    summary = Engine(store, models).fit(watch, blend=LEARNING[learning])
    took, work = time.perf_counter() - started, time.process_time() - work
    return {
        "learning": learning,
        "learner": summary.metrics.get("learner", "none"),
        "lessons": summary.metrics.get("lessons", 0),
        "customers": summary.customers,
        "products": summary.products,
        "lines": summary.purchases,
        "fit, s": took,
        "fit, s of processor": work,
        "fit, s of processor per million lines": work / max(summary.purchases, 1) * 1e6,
        **watch.figures(),
        "peak memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,  # kilobytes on Linux
        "index, MB": sum(path.stat().st_size for path in models.rglob("*") if path.is_file()) / 1e6,
        "store, MB": store.path.stat().st_size / 1e6,
    }


def _answer(store: Store, models: Path, size: Size, asked: int) -> dict[str, object]:
    is_cold = _give_back([store.path, *models.rglob("*")])
    engine = Engine(store, models)
    started = time.perf_counter()
    assert engine.load()
    loading = time.perf_counter() - started
    with store.read() as session:
        here = session.scalar(text("SELECT min(id) FROM location"))
    rng = np.random.default_rng(0)
    people = (rng.permutation(size.customers)[: asked + 20] + 1).tolist()
    baskets = _baskets(store, rng, size, asked)
    started = time.perf_counter()
    engine.recommend(Request(people[0], location_id=here))
    first = (time.perf_counter() - started) * 1000
    for customer in people[1:20]:
        engine.recommend(Request(customer, location_id=here))
        engine.complements(baskets[0], None, 4, here)
    with _sql_time(store) as spent:
        figures = _percentiles("answer", len(people) - 20, lambda n: engine.recommend(
            Request(people[20 + n], location_id=here)), spent)  # fmt: skip
        figures |= _percentiles("complements", asked, lambda n: engine.complements(
            baskets[n], people[n], 4, here), spent)  # fmt: skip
    return {"load from disk, s": loading, "pages given back": is_cold, "first answer, ms": first, **figures}


def _baskets(store: Store, rng: np.random.Generator, size: Size, count: int) -> list[tuple[int, ...]]:
    """Three products each, as they are sold: the well known more often."""
    with store.read() as session:
        wanted = text("SELECT variant_id FROM sale_line WHERE id = :line")
        lines = rng.integers(1, size.lines, 3 * count).tolist()
        sold = [int(session.execute(wanted, {"line": line}).scalar_one()) for line in lines]
    return [tuple(sold[3 * n : 3 * n + 3]) for n in range(count)]


def _percentiles(name: str, count: int, ask: Callable[[int], object], spent: list[float]) -> dict[str, object]:
    """By the clock, by the processor's time alone, which tells the engine's share on a busy machine, and in SQL."""
    taken, worked, asking = [], [], []
    for number in range(count):
        spent[0] = 0
        started, work = time.perf_counter(), time.thread_time()
        ask(number)
        worked.append((time.thread_time() - work) * 1000)
        taken.append((time.perf_counter() - started) * 1000)
        asking.append(spent[0] * 1000)
    figures: dict[str, object] = {f"{name} p{p}, ms": float(np.percentile(taken, p)) for p in (50, 95, 99)}
    figures[f"{name} p95, ms of processor"] = float(np.percentile(worked, 95))
    return figures | {f"{name} p95, ms in SQL": float(np.percentile(asking, 95))}


@contextmanager
def _sql_time(store: Store) -> Iterator[list[float]]:
    """A list whose one number grows by the seconds of every statement."""
    spent, since = [0.0], [0.0]

    def before(*_: Any) -> None:
        since[0] = time.perf_counter()

    def after(*_: Any) -> None:
        spent[0] += time.perf_counter() - since[0]

    def looked_up(*values: Any) -> Any:
        since = time.perf_counter()
        try:
            return look_up(*values)
        finally:
            spent[0] += time.perf_counter() - since

    look_up, store.look_up = store.look_up, looked_up  # type: ignore[method-assign]  # no listener hears of these
    event.listen(store.engine, "before_cursor_execute", before)
    event.listen(store.engine, "after_cursor_execute", after)
    yield spent
    store.look_up = look_up  # type: ignore[method-assign]
    event.remove(store.engine, "before_cursor_execute", before)
    event.remove(store.engine, "after_cursor_execute", after)


def _give_back(paths: list[Path]) -> bool:
    """Ask the system to forget what it holds of some files; whether it can be asked."""
    if not hasattr(os, "posix_fadvise"):
        return False
    for path in paths:
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return True


def main() -> int:
    """Print one column per size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, nargs="+", default=[2, 5, 10, 20], help="millions")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "shopassistant-scale")
    parser.add_argument("--asked", type=int, default=1_000)
    parser.add_argument(
        "--learning", nargs="+", choices=LEARNING, default=list(LEARNING), help="the app's only at the largest size"
    )
    args = parser.parse_args()
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}", flush=True)
    columns = []
    runs = [(millions, "fixed") for millions in args.lines if "fixed" in args.learning]
    runs += [(max(args.lines), "app")] if "app" in args.learning else []
    for millions, learning in runs:
        program = (
            "import json; from pathlib import Path; from tests.benchmarks.scale import measure, size_of; "
            f"figures = measure(Path({str(args.folder)!r}), size_of({millions}_000_000), {args.asked}, "
            f"{learning!r}); "
            "print('FIGURES ' + json.dumps(figures))"
        )
        done = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, check=True)
        columns.append(json.loads(done.stdout.rsplit("FIGURES ", 1)[1]))
        print(f"{millions} million lines measured, learning {learning}", flush=True)
    for name in dict.fromkeys(name for column in columns for name in column):
        print(f"{name:<40}" + "".join(f"{_text(column.get(name, '')):>14}" for column in columns))
    return 0


def _text(value: object) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)


if __name__ == "__main__":
    sys.exit(main())
