"""How fast the engine answers and learns, and how much better it ranks than what a shop has without it.

    python -m tests.benchmarks.recommend [--customers 5900] [--products 4600] [--lines 1000000] [--db PATH]

A synthetic long-tailed shop of that size, or the shop at PATH (read only; the index goes elsewhere). Answers are
measured cold, every customer once: history, all models, rules, stock, price and reasons. Accuracy is the mean NDCG at
ten over purchases of the last quarter that the fit did not see, beside the two lists everybody can make: best sellers
and the customer's own most bought.
"""

import argparse
import math
import os
import platform
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select

from shopassistant.core.clock import FixedClock
from shopassistant.core.progress import NoProgress
from shopassistant.recommend.blend import BlendConfig
from shopassistant.recommend.engine import Engine, Request, Terms
from shopassistant.recommend.index import build_index
from shopassistant.recommend.methods import Ranker
from shopassistant.recommend.models.base import top
from shopassistant.recommend.purchases import load_purchases
from shopassistant.recommend.tuning import bought_after, cut_day
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store, open_store
from shopassistant.store.schema import Location, Sale, Variant
from shopassistant.store.shop import ensure_location
from tests.benchmarks.bulk import load_synthetic
from tests.benchmarks.changes import Changes


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the machine and the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--customers", type=int, default=5_900)
    parser.add_argument("--products", type=int, default=4_600)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--db", type=Path)
    args = parser.parse_args(arguments)
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name, value in measure(args.customers, args.products, args.lines, args.db, 1500).items():
        print(f"{name:<44} {value:>14,.3f}" if isinstance(value, float) else f"{name:<44} {value!s:>14}")
    return 0


def run(tiny: bool) -> dict[str, object]:
    """Figures of the usual size, or of the smallest."""
    return measure(150, 120, 6_000, None, 40) if tiny else measure(5_900, 4_600, 1_000_000, None, 1500)


def measure(customers: int, products: int, lines: int, db: Path | None, asked: int) -> dict[str, object]:
    """All figures; times in milliseconds unless the name says seconds."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(db) if db else open_store(Path(folder) / "shop.db", create=True)
        if db is None:
            with store.begin(SYSTEM) as unit:
                ensure_location(unit)
                unit.commit()
            load_synthetic(store, customers, products, lines)
        with store.read() as session:
            last = session.scalar(select(func.max(Sale.sold_at)))
            here = session.scalar(select(func.min(Location.id)))
        assert last is not None
        store.clock = FixedClock(last + timedelta(hours=12))
        figures = _speed(store, Path(folder) / "models", here, asked, writes=db is None) | _accuracy(store)
        store.close()
    return figures


def _speed(store: Store, folder: Path, here: int | None, asked: int, writes: bool) -> dict[str, object]:
    engine = Engine(store, folder)
    work = time.process_time()
    summary = engine.fit()
    work = time.process_time() - work
    started = time.perf_counter()
    engine = Engine(store, folder)
    engine.load()
    load_ms = (time.perf_counter() - started) * 1000
    with store.read() as session:
        known = list(session.scalars(select(Sale.customer_id).where(Sale.customer_id.is_not(None)).distinct()))
    people = np.random.default_rng(0).permutation(sorted(known)).tolist()[: asked + 20]
    for customer in people[:20]:  # statements compiled, pages of the index warm
        for method in ("hybrid", "all"):
            engine.recommend(Request(customer, method, location_id=here))
    people = people[20:]
    products = np.random.default_rng(1).integers(0, summary.products, (len(people), 3)) + 1
    figures: dict[str, object] = {
        "customers": summary.customers,
        "products": summary.products,
        "purchases": summary.purchases,
        "fit, s": summary.seconds,
        "fit, s of processor": work,
        "load, ms": load_ms,
        "index, MB": sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6,
    }
    figures |= _percentiles("answer", people, lambda c, _: engine.recommend(Request(c, location_id=here)))
    figures |= _percentiles(
        "answer, all methods", people, lambda c, _: engine.recommend(Request(c, "all", location_id=here))
    )
    figures |= _percentiles(
        "complements",
        people,
        lambda c, n: engine.complements(tuple(int(p) for p in products[n]), c, 4, here),
    )
    figures |= _terms(engine, people, here)
    if writes:
        figures |= Changes(engine, here).measure(people[:10])
    return figures


def _percentiles(name: str, people: Iterable[int], ask: Callable[[int, int], object]) -> dict[str, object]:
    """By the clock, and by the processor's time alone: on a busy machine only the latter tells the engine's share."""
    taken, worked = [], []
    for number, customer in enumerate(people):
        started, work = time.perf_counter(), time.thread_time()
        ask(customer, number)
        worked.append((time.thread_time() - work) * 1000)
        taken.append((time.perf_counter() - started) * 1000)
    figures: dict[str, object] = {f"{name} p{p}, ms": float(np.percentile(taken, p)) for p in (50, 95, 99)}
    return figures | {f"{name} p95, ms of processor": float(np.percentile(worked, 95))}


def _terms(engine: Engine, people: Sequence[int], here: int | None) -> dict[str, object]:
    """Answers under terms: the counter's usual ones, all at once, and a price that only a handful of products have."""
    with engine.store.read() as session:
        prices = sorted(session.scalars(select(Variant.price_minor)))
    every = Terms(
        least_stock=1,
        least_margin=0.1,
        margin_weight=0.5,
        most_per_category=3,
        most_per_brand=3,
        diversity=0.3,
        least_price_minor=prices[len(prices) // 10],
        excluded_product_ids=(1, 2, 3),
    )
    few = Terms(least_price_minor=prices[-1])
    figures: dict[str, object] = {}
    for name, terms in (("usual terms", Terms()), ("every term", every), ("terms few products meet", few)):
        figures |= _percentiles(
            f"answer, {name}",
            people,
            lambda c, _n, terms=terms: engine.recommend(Request(c, location_id=here, terms=terms)),  # type: ignore[misc]
        )
    return figures


def _accuracy(store: Store) -> dict[str, object]:
    """NDCG at ten of the engine's blend and of its yardsticks on a quarter the fit did not see."""
    with store.read() as session:
        purchases = load_purchases(session)
    config = BlendConfig()
    cut = cut_day(purchases, config)
    truth = bought_after(purchases, cut, config)
    index = build_index(purchases.before(cut), cut, progress=NoProgress())
    found: dict[str, list[float]] = {
        name: [] for name in ("hybrid", "hybrid new", "best sellers", "own top items", "best sellers new")
    }
    for row, bought in truth.items():
        customer = index.history(index.base.events_of(row), cut, row)
        seen = np.zeros(index.base.products.count, bool)
        seen[customer.products] = True
        ranker, popular = Ranker(index, customer), index.models["popular"].score(customer)
        own = np.zeros(len(seen), np.float32)
        own[customer.products] = customer.times
        everything, fresh = set(bought.tolist()), set(bought[~seen[bought]].tolist())
        found["hybrid"].append(ndcg(_first(ranker, np.zeros_like(seen)), everything))
        found["best sellers"].append(ndcg(top(popular, 10).products.tolist(), everything))
        found["own top items"].append(ndcg(top(own, 10).products.tolist(), everything))
        if fresh:
            found["hybrid new"].append(ndcg(_first(ranker, seen), fresh))
            found["best sellers new"].append(ndcg(top(popular, 10, seen).products.tolist(), fresh))
    means = {f"ndcg@10 {name}": float(np.mean(values)) if values else 0.0 for name, values in found.items()}
    return {
        **means,
        "ndcg@10 hybrid over own top items": means["ndcg@10 hybrid"] / max(means["ndcg@10 own top items"], 1e-9),
        "ndcg@10 new: hybrid over best sellers": means["ndcg@10 hybrid new"]
        / max(means["ndcg@10 best sellers new"], 1e-9),
    }


def _first(ranker: Ranker, excluded: NDArray[np.bool_]) -> list[int]:
    return [entry.product for entry in islice(ranker.rank("hybrid", excluded), 10)]


def ndcg(ranked: Sequence[int], truth: set[int], k: int = 10) -> float:
    """Normalised discounted cumulative gain at `k`, every hit worth the same."""
    gain = sum(1 / math.log2(position + 2) for position, item in enumerate(ranked[:k]) if item in truth)
    return gain / sum(1 / math.log2(position + 2) for position in range(min(k, len(truth))))


if __name__ == "__main__":
    raise SystemExit(main())
