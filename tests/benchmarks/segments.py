"""Segments of a real wholesaler's customers beside fifths of RFM and k-means on raw RFM; and 100,000 customers' speed.

    python -m tests.benchmarks.segments --data DIR

--data: the public Online Retail II records (``year_*.csv.gz``), read through the app's own import. Prints one table:
the silhouette of every grouping in its own space and, so that the comparison is fair, of all of them in each of four
common spaces; the mean over customers, and behind the stroke the mean over groups, because a grouping that cuts five
wholesale giants off from thousands has a high mean over customers in every space and says nothing about them.

Spaces: `raw` recency, frequency and money, standardised; `log` their logarithms, standardised; `ranks` their ranks;
`all` every feature the app groups by. Stability is the adjusted Rand index of the grouping with the same method learned
anew on random halves. `next` is the share of the variance of log spend in the half year after the cut that the grouping
of the time before explains: fitted before, scored after.
"""

import argparse
import os
import platform
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select

from shopassistant.core.clock import FixedClock
from shopassistant.customers.segments.clusterings import load_clustering, propose_clustering, use_clustering
from shopassistant.customers.segments.definitions import RFM_GROUPS
from shopassistant.customers.segments.embedding import fit_autoencoder, fit_pca
from shopassistant.customers.segments.features import Features, features_of
from shopassistant.customers.segments.grouping import Grouping, GroupingSettings, group_customers
from shopassistant.customers.segments.kmeans import kmeans, nearest
from shopassistant.customers.segments.quality import adjusted_rand, distances, silhouettes
from shopassistant.customers.segments.reading import History, load_history
from shopassistant.customers.segments.refreshing import refresh
from shopassistant.customers.segments.reliability import reliability
from shopassistant.customers.segments.rfm import Rfm, group_of, rfm_of
from shopassistant.customers.segments.scaling import Scaling, fit_scaling, mid_ranks
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store, open_store
from shopassistant.store.schema import Sale
from tests.benchmarks.scale_shop import Size, build

Floats = NDArray[np.float64]
Labels = NDArray[np.int32]
_MEASURED = 3_000
_HALVES = 20
# Groups of an own method, found anew on a part of the customers, for all of them.
Again = Callable[[NDArray[np.int64]], Labels]


@dataclass(frozen=True)
class Contender:
    """A way of grouping: its labels, the space it was made in, and how to do it again on some of the customers."""

    name: str
    labels: Labels
    own: Floats
    own_name: str
    again: Again


@dataclass(frozen=True)
class Shop:
    """Customers of one moment with everything that was learned of them."""

    history: History
    rfm: Rfm
    features: Features
    scaling: Scaling
    grouping: Grouping


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--keep", type=Path, help="folder that keeps the imported store")
    args = parser.parse_args(arguments)
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        store = imported(args.data, args.keep or Path(folder))
        with store.read() as session:
            end = session.scalar(select(func.max(Sale.sold_at))) or datetime(2011, 12, 10, tzinfo=UTC)
        shop = look(store, end + timedelta(days=1))
        _print_numbers(shop.grouping)
        rows = table(shop)
        _add_next(rows, store, end)
        _print_table(rows)
        store.close()
    return 0


def imported(data: Path, folder: Path) -> Store:
    """The records in a store."""
    from shopassistant.ingest.importer import import_files

    path = folder / "segments.db"
    fresh = not path.exists()
    store = open_store(path, create=True)
    if fresh:
        import_files(store, sorted(data.glob("year_*.csv.gz")))
    return store


def look(store: Store, until: datetime, settings: GroupingSettings | None = None) -> Shop:
    """Read and group, as the app does."""
    with store.read() as session:
        history = load_history(session, until)
    rfm = rfm_of(history)
    features = features_of(history, rfm)
    scaling = fit_scaling(features, reliability(history, rfm, features))
    return Shop(history, rfm, features, scaling, group_customers(features, scaling, settings))


def table(shop: Shop) -> dict[str, dict[str, object]]:
    """By contender its figures."""
    raw = _standardised(np.column_stack(list(shop.features.rfm.values())))
    spaces = {
        "raw": raw,
        "log": _standardised(np.column_stack([np.log1p(one) for one in shop.features.rfm.values()])),
        "ranks": np.column_stack([np.interp(one, *mid_ranks(one)) for one in shop.features.rfm.values()]),
        "all": shop.scaling.apply(shop.features),
    }
    people = contenders(shop, spaces)
    # The same random customers for all, and up to forty of every group, so that a handful is not measured on nobody.
    rng = np.random.default_rng(0)
    some = rng.permutation(len(raw))[:_MEASURED]
    found: dict[str, dict[str, object]] = {}
    for one in people:
        sizes = np.bincount(one.labels)
        sizes = sizes[sizes > 0]
        figures: dict[str, object] = {
            "groups": len(sizes), "smallest": int(sizes.min()), "own space": one.own_name,
            "own": _silhouette(one.own, one.labels, some),
        }  # fmt: skip
        figures |= {name: _silhouette(points, one.labels, some) for name, points in spaces.items()}
        figures |= _stability(one)
        found[one.name] = figures
    return found


def contenders(shop: Shop, spaces: dict[str, Floats]) -> list[Contender]:
    """The recommended grouping and its peers."""
    rfm, raw, count = shop.rfm, np.column_stack(list(shop.features.rfm.values())), shop.grouping.count
    fifths = np.stack([rfm.recency, rfm.frequency, rfm.monetary]).astype(np.int32)
    tiers = (fifths.sum(axis=0) - 3) // 3
    cells = fifths[0] * 36 + fifths[1] * 6 + fifths[2]
    scored = fifths.T.astype(np.float64)
    best = max(range(2, 10), key=lambda k: _silhouette(raw, nearest(raw, kmeans(raw, k)), np.arange(len(raw)))[0])
    found = [
        Contender("recommended", shop.grouping.labels, shop.grouping.points, "coordinates", _recommended_again(shop)),
        Contender("fifths of RFM, five tiers of their sum", tiers, scored, "scores", _fifths_again(shop, "tiers")),
        Contender(f"fifths of RFM, {len(RFM_GROUPS)} named groups", rfm.group.astype(np.int32), scored, "scores",
                  _fifths_again(shop, "groups")),
        Contender("fifths of RFM, all cells", cells, scored, "scores", _fifths_again(shop, "cells")),
    ]  # fmt: skip
    for name, points, k in (
        ("k-means, raw RFM, as many", raw, count),
        ("k-means, raw RFM, its best number", raw, best),
        ("k-means, standardised RFM, as many", spaces["raw"], count),
    ):
        labels = nearest(points, kmeans(points, k))
        found.append(Contender(name, labels, points, "raw" if points is raw else "standardised", _kmeans(points, k)))
    return found


def _kmeans(points: Floats, count: int) -> Again:
    return lambda half: nearest(points, kmeans(points[half], count, seed=1))


def _recommended_again(shop: Shop) -> Again:
    """Scaling, coordinates and groups learned anew from half of the customers; everybody is placed by them."""
    weights = {(one.block, one.name): one for one in shop.scaling.columns}
    embedding = shop.grouping.model.embedding
    fit = fit_pca if embedding.kind == "pca" else fit_autoencoder

    def again(half: NDArray[np.int64]) -> Labels:
        some = replace(
            shop.features,
            customer_ids=shop.features.customer_ids[half],
            rfm={name: values[half] for name, values in shop.features.rfm.items()},
            behaviour={name: values[half] for name, values in shop.features.behaviour.items()},
            shares={name: (words, values[half]) for name, (words, values) in shop.features.shares.items()},
        )
        scaling = fit_scaling(some, {key: _weight(shop, key) for key in weights})
        learned = fit(scaling.apply(some), embedding.width)
        centres = kmeans(learned.apply(scaling.apply(some)), shop.grouping.count, seed=1)
        return nearest(learned.apply(scaling.apply(shop.features)), centres)

    return again


def _weight(shop: Shop, key: tuple[str, str]) -> float:
    if "weights" not in shop.history.scratch:
        shop.history.scratch["weights"] = reliability(shop.history, shop.rfm, shop.features)
    return float(shop.history.scratch["weights"].get(key, 1.0))


def _fifths_again(shop: Shop, kind: str) -> Again:
    """Everybody scored by the borders of half of the customers."""
    figures = [-shop.features.rfm["recency_days"], shop.features.rfm["purchases"], shop.features.rfm["spend_minor"]]

    def again(half: NDArray[np.int64]) -> Labels:
        parts = []
        for values in figures:
            below = np.searchsorted(np.sort(values[half]), values, side="left") / len(half)
            parts.append((1 + np.floor(below * 5)).clip(1, 5).astype(np.int8))
        if kind == "groups":
            return group_of(*parts, shop.rfm.purchases).astype(np.int32)
        r, f, m = (part.astype(np.int32) for part in parts)
        return (r + f + m - 3) // 3 if kind == "tiers" else r * 36 + f * 6 + m

    return again


def _stability(one: Contender) -> dict[str, object]:
    found = []
    for turn in range(_HALVES):
        half = np.random.default_rng(turn).permutation(len(one.labels))[: len(one.labels) // 2]
        found.append(adjusted_rand(one.labels, one.again(half)))
    return {"stability": float(np.mean(found)), "least": float(np.min(found))}


def _silhouette(points: Floats, labels: Labels, some: NDArray[np.int64]) -> tuple[float, float]:
    rows = some[:_MEASURED]
    whole = [np.flatnonzero(labels == group)[:40] for group in np.unique(labels)]
    rows = np.unique(np.concatenate([rows, *whole]))
    far = distances(points, rows)
    each, of = silhouettes(far, labels), labels[rows]
    groups, sizes = np.unique(labels, return_counts=True)
    means = np.array([each[of == group].mean() for group in groups])
    return float((means * sizes).sum() / sizes.sum()), float(means.mean())


def _standardised(values: Floats) -> Floats:
    spread: Floats = (values - values.mean(axis=0)) / np.maximum(values.std(axis=0), 1e-9)
    return spread


def _add_next(rows: dict[str, dict[str, object]], store: Store, end: datetime) -> None:
    """Fitted on what was known half a year before the end, scored on the half year."""
    cut = end - timedelta(days=182)
    before = look(store, cut)
    with store.read() as session:
        after = load_history(session, end + timedelta(days=1))
    later = after.sales.at > before.history.until
    place = np.searchsorted(before.history.customer_ids, after.customer_ids[after.sales.customer[later]])
    place = place.clip(0, before.history.count - 1)
    known = before.history.customer_ids[place] == after.customer_ids[after.sales.customer[later]]
    spend = np.bincount(place[known], after.sales.total[later][known], before.history.count)
    log = np.log1p(np.maximum(spend, 0) / 100)
    for one in contenders(before, {"raw": _standardised(np.column_stack(list(before.features.rfm.values())))}):
        means = np.bincount(one.labels, log) / np.maximum(np.bincount(one.labels), 1)
        name = one.name if one.name in rows else next(iter(rows))
        rows[name]["next"] = float(1 - ((log - means[one.labels]) ** 2).sum() / ((log - log.mean()) ** 2).sum())


def _print_numbers(grouping: Grouping) -> None:
    print("groups  inertia  silhouette (by group)  own    Davies-Bouldin  stability (least)  smallest")
    for one in grouping.measured:
        mark = "*" if one.count == grouping.choice.recommended else " "
        print(
            f"{one.count:>5}{mark}  {one.inertia:7.3f}  {one.silhouette:6.3f} ({one.silhouette_by_group:6.3f})       "
            f"{one.own_silhouette:.3f}  {one.davies_bouldin:14.2f}  {one.stability:6.3f} ({one.least_stability:.3f})"
            f"     {one.smallest_share:6.1%}"
        )
    print(f"where nothing is to be found, as many groups have a silhouette of {grouping.by_chance:.3f}")
    for tried in grouping.tried:
        print(
            f"{'kept' if tried.kept else '    '} {tried.kind:<12} {tried.width} coordinates: {tried.explained:.0%} of "
            f"the variance, mean silhouette of three groups and more {tried.silhouette:.3f}"
        )


def _print_table(rows: dict[str, dict[str, object]]) -> None:
    head = ("own", "raw", "log", "ranks", "all")
    print(f"{'':42}{'groups':>7}{'smallest':>9}" + "".join(f"{name:>16}" for name in head) + "   stability   next")
    for name, one in rows.items():
        cells = "".join("{:>8.3f} /{:6.3f}".format(*one[space]) for space in head)  # type: ignore[misc]
        steady = f"{one['stability']:6.3f} ({one['least']:.2f})"
        print(f"{name:42}{one['groups']:>7}{one['smallest']:>9}{cells}  {steady}  {one.get('next', float('nan')):.3f}")


def run(tiny: bool = False) -> dict[str, object]:
    """Figures on an invented population: from the store to stored groups, and all members fresh."""
    size = Size(2_000, 300, 30_000) if tiny else Size(100_000, 5_000, 1_500_000)
    with tempfile.TemporaryDirectory(prefix="segments-") as folder:
        store = open_store(build(Path(folder), size))
        try:
            return _speed(store)
        finally:
            store.close()


def _speed(store: Store) -> dict[str, object]:
    with store.read() as session:
        newest = session.scalar(select(func.max(Sale.sold_at))) or datetime(2026, 1, 1, tzinfo=UTC)
    store.clock = FixedClock(newest + timedelta(days=1))
    started, worked = time.perf_counter(), time.process_time()
    proposed = propose_clustering(store, SYSTEM)
    seconds, cpu = time.perf_counter() - started, time.process_time() - worked
    with store.read() as session:
        view = load_clustering(session, proposed.clustering_id)
    if view is None:
        raise RuntimeError("nothing was stored")
    started = time.perf_counter()
    use_clustering(store, SYSTEM, view.id, {one.label: (f"Group {one.label}", "") for one in view.groups})
    used = time.perf_counter() - started
    started = time.perf_counter()
    looked = refresh(store, SYSTEM)
    refreshed = time.perf_counter() - started
    best = next(one for one in view.measured if one.count == view.count)
    return {
        "customers": view.customers,
        "groups": view.count,
        "segmented, s": seconds,
        "segmented, s of processor": cpu,
        "members written, s": used,
        "members fresh, s": refreshed,
        "members": sum(one.members for one in looked.segments),
        "silhouette": best.silhouette,
        "silhouette by chance": view.by_chance,
        "stability": best.stability,
        "peak memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    raise SystemExit(main())
