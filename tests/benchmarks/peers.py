"""How good the engine is beside other people's recommenders, on the same purchases, each at its best settings.

    python -m tests.benchmarks.peers --lines FILE [FILE ...] --cut 2011-09-01 [--peers-python PATH] [--customers N]

--lines: sale lines as CSV, also gzipped (Invoice, StockCode, Description, Quantity, InvoiceDate, Price, Customer or
Customer ID), all days; for the table of the README the two files of Online Retail II (Chen, UCI, 2019). Kept are
distinct lines with a customer, a positive quantity and price, a stock code of five digits with an optional suffix, and
an invoice that is no cancellation.
--cut: everybody sees what was bought before it, and is held against what is bought from it on.
--peers-python: a Python with the peers, an environment of their own, as LensKit wants another pandas:

    python3.11 -m venv peers && peers/bin/pip install implicit lenskit && ... --peers-python peers/bin/python

Without it (or where a library is missing there) only the engine is measured, and the table says so. Peers are tuned on
an earlier cut, a horizon before the given one, over the settings listed below (`GRIDS`), once for each of the two lists
(all products; only what is new to the customer), then fitted anew on everything before the cut. The engine's own
settings are its defaults. One thread each; milliseconds per customer and list; seconds of the fit by the clock.
"""

import argparse
import csv
import gzip
import json
import os
import platform
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.progress import NoProgress
from shopassistant.recommend.history import Events, History, summarise
from shopassistant.recommend.index import MODELS, build_index
from shopassistant.recommend.methods import Ranker
from shopassistant.recommend.models.base import Training
from shopassistant.recommend.purchases import Purchases, load_purchases, to_day
from shopassistant.recommend.shoptime import ShopTime
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import open_store
from shopassistant.store.shop import ensure_location
from tests.benchmarks import peers_worker
from tests.benchmarks.bulk import load_csv, load_synthetic

COUNT = peers_worker.COUNT
_HORIZON = 91
_TUNED_ON = 400  # customers of the earlier cut
_CODE = re.compile(r"\d{5}")
_COLUMNS = ("Invoice", "StockCode", "Description", "Quantity", "InvoiceDate", "Price", "Customer")
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "LK_NUM_THREADS"), "1")

Lists = Callable[[int], tuple[Sequence[int], Sequence[int]]]


def _grid(**choices: Sequence[Any]) -> list[dict[str, Any]]:
    return [dict(zip(choices, values, strict=True)) for values in product(*choices.values())]


# What each peer is tried with. "half_life" and "days" (None: all alike) let it forget old purchases as the engine does.
GRIDS: dict[str, list[dict[str, Any]]] = {
    "best sellers": _grid(half_life=[None, 180, 45, 15]),
    "implicit ALS": _grid(
        factors=[64, 128], regularization=[5, 20], alpha=[3, 10], half_life=[None, 90], random_state=[1]
    ),
    "implicit BPR": _grid(factors=[64], learning_rate=[0.01, 0.05], iterations=[100, 200], random_state=[1]),
    "implicit BM25": _grid(K=[20, 100, 400], K1=[0.2, 1.2], B=[0.2, 0.75], half_life=[None, 90]),
    "implicit cosine": _grid(K=[20, 100, 400], half_life=[None, 90]),
    "LensKit EASE": _grid(regularization=[50, 200, 800], days=[None, 365]),
    "LensKit item kNN": _grid(max_nbrs=[20, 100], feedback=["implicit"]),
    "LensKit user kNN": _grid(max_nbrs=[50, 200], feedback=["implicit"], days=[None, 365]),
}


@dataclass(frozen=True)
class Split:
    """Who is asked what they buy from a day on.

    Attributes:
        past: what is known.
        cut: the day (since 1970-01-01).
        truth: products bought afterwards of those sold before, by customer index.
    """

    past: Purchases
    cut: int
    truth: Mapping[int, NDArray[np.int32]]

    @classmethod
    def at(cls, purchases: Purchases, cut: int, end: int | None = None, most: int | None = None) -> "Split":
        """Known customers who buy from `cut` on, before `end`; at most `most` of them, the same ones at every run."""
        past, bought, who = purchases.before(cut), purchases.product, purchases.customer
        sold = np.zeros(purchases.products.count, bool)
        sold[past.product] = True
        known = np.zeros(len(purchases.customer_ids) + 1, bool)  # the last one: walk-ins
        known[past.customer[past.customer >= 0]] = True
        later = (purchases.day >= cut) & (purchases.day < (end or np.iinfo(np.int32).max))
        wanted = later & known[who] & sold[bought]
        pairs = np.unique(np.stack([who[wanted], bought[wanted]]), axis=1)
        customers = np.unique(pairs[0])
        if most is not None and len(customers) > most:
            customers = np.sort(np.random.default_rng(1).choice(customers, most, replace=False))
        truth = {int(row): pairs[1][slice(*np.searchsorted(pairs[0], (row, row + 1)))] for row in customers}
        return cls(past, cut, truth)

    def history(self, row: int, time: ShopTime) -> History:
        """What a customer bought so far."""
        p = self.past
        mine = slice(*np.searchsorted(p.customer, (row, row + 1)))
        events = Events(p.product[mine], p.variant[mine], p.day[mine], p.quantity[mine], p.value[mine])
        return summarise(events, time, self.cut, row)


@dataclass(frozen=True)
class Figures:
    """One row of the table.

    Attributes:
        settings: what was chosen, for all and for new; empty for the engine.
    """

    name: str
    ndcg_all: float
    recall_all: float
    ndcg_new: float
    recall_new: float
    fit_s: float
    answer_ms: float
    settings: str = ""


def accuracy(split: Split, lists: Lists) -> tuple[float, float, float, float]:
    """NDCG and recall at ten of all, then of what is new; means over the customers with something to find."""
    discounts = 1 / np.log2(np.arange(2, COUNT + 2))
    found: tuple[list[tuple[float, float]], list[tuple[float, float]]] = ([], [])
    for row, truth in split.truth.items():
        p = split.past
        before = p.product[slice(*np.searchsorted(p.customer, (row, row + 1)))]
        for shown, wanted, sums in zip(lists(row), (truth, np.setdiff1d(truth, before)), found, strict=True):
            if not len(wanted):
                continue
            hits = np.isin(np.asarray(shown, np.int64)[:COUNT], wanted)
            ideal = discounts[: min(COUNT, len(wanted))].sum()
            sums.append((float((discounts[: len(hits)] * hits).sum() / ideal), float(hits.sum() / len(wanted))))
    means = [np.mean(sums, axis=0) if sums else np.zeros(2) for sums in found]
    return float(means[0][0]), float(means[0][1]), float(means[1][0]), float(means[1][1])


def ours(split: Split) -> Iterator[Figures]:
    """The engine's hybrid and each of its models."""
    clock = ShopTime.from_days(split.past.day)
    people = {row: split.history(row, clock) for row in split.truth}
    training = Training(split.past, clock, split.cut, NoProgress())
    n = split.past.products.count
    started = time.perf_counter()
    index = build_index(split.past, split.cut, progress=NoProgress())
    fit_s = time.perf_counter() - started

    def hybrid(row: int, seen: NDArray[np.bool_]) -> tuple[list[int], list[int]]:
        ranker = Ranker(index, people[row])
        excluded = (np.zeros(n, bool), seen)
        whole, fresh = ([e.product for e in islice(ranker.rank("hybrid", out), COUNT)] for out in excluded)
        return whole, fresh

    yield _figures("engine: hybrid", split, people, hybrid, fit_s, n)
    for kind, config in MODELS:
        started = time.perf_counter()
        model = kind.fit(training, config)
        fit_s = time.perf_counter() - started

        def one(row: int, seen: NDArray[np.bool_], model: Any = model) -> tuple[list[int], list[int]]:
            whole, fresh = (model.candidates(people[row], COUNT, excluded) for excluded in (None, seen))
            return whole.products.tolist(), fresh.products.tolist()

        yield _figures(f"engine: {kind.name}", split, people, one, fit_s, n)


def _figures(
    name: str,
    split: Split,
    people: Mapping[int, History],
    ask: Callable[[int, NDArray[np.bool_]], tuple[Sequence[int], Sequence[int]]],
    fit_s: float,
    n: int,
) -> Figures:
    taken = 0.0

    def lists(row: int) -> tuple[Sequence[int], Sequence[int]]:
        nonlocal taken
        customer = people[row]
        customer.scratch.clear()
        seen = np.zeros(n, bool)
        seen[customer.products] = True
        started = time.perf_counter()
        found = ask(row, seen)
        taken += time.perf_counter() - started
        return found

    measured = accuracy(split, lists)
    return Figures(name, *measured, fit_s, taken * 1000 / max(2 * len(split.truth), 1))


def theirs(python: str, name: str, tuning: Split, final: Split) -> tuple[Figures, str] | None:
    """A peer tuned on one split and measured on another, and its version; None where it is not installed."""
    grid = GRIDS[name]
    tried = _ask_peer(python, name, grid, tuning)
    if tried is None:
        return None
    scores = np.array([accuracy(tuning, _lists(tuning, lists)) for lists in tried["lists"]])
    chosen = [grid[int(scores[:, 0].argmax())], grid[int(scores[:, 2].argmax())]]
    chosen = chosen[:1] if chosen[0] == chosen[1] else chosen
    done = _ask_peer(python, name, chosen, final)
    assert done is not None  # it was there a moment ago
    both = [accuracy(final, _lists(final, lists)) for lists in done["lists"]]
    settings = " | ".join(_spell(values) for values in chosen)
    measured = (*both[0][:2], *both[-1][2:])
    return Figures(name, *measured, float(done["fit_s"][0]), float(done["answer_ms"].mean()), settings), str(
        done["version"]
    )


def _spell(values: Mapping[str, Any]) -> str:
    return " ".join(f"{key}={value}" for key, value in values.items() if key not in ("random_state", "feedback"))


def _lists(split: Split, lists: NDArray[np.int32]) -> Lists:
    place = {row: number for number, row in enumerate(split.truth)}

    def of(row: int) -> tuple[Sequence[int], Sequence[int]]:
        whole, fresh = (found[found >= 0].tolist() for found in lists[place[row]])
        return whole, fresh

    return of


def _ask_peer(python: str, name: str, settings: Sequence[Mapping[str, Any]], split: Split) -> dict[str, Any] | None:
    """What the worker wrote; None where the peer is not installed."""
    with tempfile.TemporaryDirectory() as folder:
        job, out = Path(folder) / "job.npz", Path(folder) / "out.npz"
        p, known = split.past, split.past.customer >= 0
        rows = np.unique(np.stack([p.customer[known], p.product[known], p.day[known]]), axis=1)
        shape = np.array([len(p.customer_ids), p.products.count])
        np.savez(job, customer=rows[0], product=rows[1], age=split.cut - rows[2], shape=shape, asked=list(split.truth))
        done = subprocess.run(
            [python, peers_worker.__file__, str(job), str(out), name, json.dumps(list(settings))],
            env=os.environ | _ONE_THREAD, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode == peers_worker.NOT_INSTALLED:
            return None
        if done.returncode:
            raise SystemExit(f"{name} failed:\n{done.stderr[-2000:]}")
        return dict(np.load(out))


def read_lines(paths: Sequence[Path], folder: Path) -> Purchases:
    """The shop behind the files, through a store as the app would read it."""
    cleaned = folder / "kept_lines.csv"
    with cleaned.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_COLUMNS)
        writer.writerows(dict.fromkeys(line for path in paths for line in _kept(path)))
    return _stored(folder, lambda store: load_csv(store, cleaned))


def _kept(path: Path) -> Iterator[tuple[str, ...]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            customer = row.get("Customer") or row.get("Customer ID") or ""
            code, invoice = row["StockCode"].upper(), row["Invoice"]
            is_sale = customer and not invoice.startswith("C") and _CODE.match(code)
            if is_sale and float(row["Quantity"]) > 0 and float(row["Price"]) > 0:
                quantity, number = str(int(float(row["Quantity"]))), str(int(float(customer)))
                yield invoice, code, row["Description"], quantity, row["InvoiceDate"], row["Price"], number


def _stored(folder: Path, load: Callable[[Any], object]) -> Purchases:
    store = open_store(folder / "shop.db", create=True)
    with store.begin(SYSTEM) as unit:
        ensure_location(unit)
        unit.commit()
    load(store)
    with store.read() as session:
        purchases = load_purchases(session)
    store.close()
    return purchases


def measure(
    purchases: Purchases, cut: int, python: str | None, most: int | None
) -> Iterator[tuple[str, Figures | None]]:
    """Rows of the table as they come, with the version of each library (empty for the engine)."""
    final = Split.at(purchases, cut, most=most)
    tuning = Split.at(purchases.before(cut), cut - _HORIZON, cut, _TUNED_ON)
    for figures in ours(final):
        yield figures.name, figures
    for name in GRIDS if python else ():
        found = theirs(str(python), name, tuning, final)
        yield (f"{name} ({found[1]})", found[0]) if found else (f"{name}: not installed", None)


def run(tiny: bool, python: str | None = None) -> dict[str, object]:
    """The engine's figures on an invented shop, with the peers' where a Python that has them is given."""
    size = (150, 120, 6_000) if tiny else (2_000, 1_500, 200_000)
    with tempfile.TemporaryDirectory() as folder:
        purchases = _stored(Path(folder), lambda store: load_synthetic(store, *size))
    cut = int(purchases.day.max()) + 1 - _HORIZON
    figures: dict[str, object] = {} if python else {"peers": "not measured: no Python that has them was given"}
    for name, row in measure(purchases, cut, python, 60 if tiny else 500):
        if row is None:
            figures[name] = "not measured"
            continue
        figures[f"{name}: ndcg@10 all"], figures[f"{name}: ndcg@10 new"] = row.ndcg_all, row.ndcg_new
        figures[f"{name}: fit, s"], figures[f"{name}: answer, ms"] = row.fit_s, row.answer_ms
    for part in ("all", "new"):
        best, yardstick = (float(str(figures[f"engine: {name}: ndcg@10 {part}"])) for name in ("hybrid", "popular"))
        figures[f"ndcg@10 {part}: hybrid over best sellers"] = best / max(yardstick, 1e-9)
    return figures


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the machine and the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=Path, nargs="+", required=True)
    parser.add_argument("--cut", type=date.fromisoformat, required=True)
    parser.add_argument("--peers-python")
    parser.add_argument("--customers", type=int, help="at most so many customers are asked; all by default")
    args = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        purchases = read_lines(args.lines, Path(folder))
    versions = f"Python {platform.python_version()}, NumPy {np.__version__}"
    print(f"{platform.platform()}, {os.cpu_count()} cores, one thread each, {versions}")
    if not args.peers_python:
        print("Peers are not measured: no --peers-python was given.")
    print(f"{'':<36} {'all':^15} {'new':^15}")
    print(f"{'':<36} {'ndcg':>7} {'recall':>7} {'ndcg':>7} {'recall':>7} {'fit, s':>8} {'answer, ms':>10}")
    for name, row in measure(purchases, to_day(args.cut), args.peers_python, args.customers):
        if row is None:
            print(name, flush=True)
            continue
        values = f"{row.ndcg_all:>7.4f} {row.recall_all:>7.4f} {row.ndcg_new:>7.4f} {row.recall_new:>7.4f}"
        print(f"{name:<36} {values} {row.fit_s:>8.1f} {row.answer_ms:>10.2f}  {row.settings}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
