"""A long-tailed shop of millions of lines in a real store, drawn and written in bulk, for measuring what reads it.

Not a way in for a shop's data: rows go in through plain inserts with indexes built afterwards.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import open_store
from shopassistant.store.shop import Shop, ensure_location, save_shop

FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)
DAYS = 730
_CHUNK = 200_000
_FAVOURITES = 12
_SEASONS = 12
_WALK_INS = 0.15

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Size:
    """How much of what. Every customer has some lines on average; the most active have hundreds of times as many."""

    customers: int
    products: int
    lines: int
    seed: int = 20_250_601

    @property
    def name(self) -> str:
        """Names the file of the shop."""
        return f"{self.customers}-{self.products}-{self.lines}-{self.seed}.db"


@dataclass(frozen=True)
class Catalogue:
    """Products in clusters (leaf categories), each with a few that sell and many that hardly do.

    Attributes:
        cluster: int64 (n,), sorted, so that a cluster is a stretch.
        start: int64 (clusters + 1,), where each begins.
        share: float64 (clusters,), cumulated share of sales of each.
        by_rank: int64 (n,), all products, the most sold of the shop first.
        price: int64 (n,), minor units.
    """

    cluster: Ints
    start: Ints
    share: NDArray[np.float64]
    by_rank: Ints
    price: Ints


def build(folder: Path, size: Size) -> Path:
    """The store of that size in `folder`, made unless it is there already."""
    path = folder / size.name
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    scratch = path.with_suffix(".making")
    for left in folder.glob(f"{scratch.name}*"):
        left.unlink()
    store = open_store(scratch, create=True)
    with store.begin(SYSTEM) as unit:
        save_shop(unit, Shop(name="Benchmark", country="GB"))
        location = ensure_location(unit)
        unit.commit()
    _fill(store.engine.raw_connection(), size, location)
    store.close()
    scratch.rename(path)
    return path


def _fill(pooled: Any, size: Size, location: int) -> None:
    connection = pooled.driver_connection
    connection.isolation_level = None
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "ignore_check_constraints = ON"):
        connection.execute(f"PRAGMA {pragma}")
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN "
        "('sale', 'sale_line', 'customer')"
    ).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    connection.execute("BEGIN")
    rng = np.random.default_rng(size.seed)
    catalogue = _draw_catalogue(rng, size)
    _write_catalogue(connection, rng, catalogue, location)
    moment = FIRST_DAY.strftime("%Y-%m-%d %H:%M:%S.000000")
    connection.executemany(
        "INSERT INTO customer (id, number, given_name, family_name, company, street, postcode, city, country, status, "
        "created_at, updated_at) VALUES (?, ?, '', '', '', '', '', '', '', 'active', ?, ?)",
        ((n, str(100_000 + n), moment, moment) for n in range(1, size.customers + 1)),
    )
    _write_sales(connection, rng, size, catalogue, location)
    connection.execute("COMMIT")
    for _, statement in indexes:
        connection.execute(statement)
    connection.execute("PRAGMA journal_mode = WAL")
    pooled.close()


def _draw_catalogue(rng: np.random.Generator, size: Size) -> Catalogue:
    clusters = max(2, min(400, size.products // 40))
    cluster = np.sort(np.append(np.arange(clusters), rng.integers(0, clusters, size.products - clusters)))
    start = np.searchsorted(cluster, np.arange(clusters + 1))
    share = np.cumsum(rng.permutation(1 / np.arange(1, clusters + 1) ** 0.7))
    price = np.maximum(np.exp(rng.normal(7.0, 0.9, size.products)), 20).astype(np.int64)
    return Catalogue(cluster, start, share / share[-1], rng.permutation(size.products), price)


def _of_cluster(rng: np.random.Generator, catalogue: Catalogue, cluster: Ints) -> Ints:
    """One product of each cluster given; within a cluster the n-th sells about 1 / n."""
    first, length = catalogue.start[cluster], np.diff(catalogue.start)[cluster]
    rank = np.exp(rng.random(len(cluster)) * np.log(length + 1)).astype(np.int64) - 1
    return first + np.minimum(rank, length - 1)


def _write_catalogue(connection: Any, rng: np.random.Generator, catalogue: Catalogue, location: int) -> None:
    moment = FIRST_DAY.strftime("%Y-%m-%d %H:%M:%S.000000")
    clusters, n = len(catalogue.start) - 1, len(catalogue.cluster)
    paths = [f"Hall {c % max(clusters // 20, 1)} / Kind {c}" for c in range(clusters)]
    connection.executemany(
        "INSERT INTO category (id, name, path) VALUES (?, ?, ?)", [(c + 1, p, p) for c, p in enumerate(paths)]
    )
    brand = np.minimum(rng.zipf(1.4, n), 3_000).tolist()
    word = rng.integers(0, 4_000, (n, 2)).tolist()
    kind, price = catalogue.cluster.tolist(), catalogue.price.tolist()
    connection.executemany(
        "INSERT INTO product (id, code, name, brand, category_id, description, attributes, active, created_at) "
        "VALUES (?, ?, ?, ?, ?, '', ?, 1, ?)",
        (
            (k + 1, f"P{k}", f"Kind {kind[k]} w{word[k][0]} w{word[k][1]}", f"Brand {brand[k]}", kind[k] + 1,
             f'{{"colour": "{("red", "blue", "green", "grey", "black")[k % 5]}"}}', moment)
            for k in range(n)
        ),
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO variant (id, product_id, sku, price_minor, active) VALUES (?, ?, ?, ?, 1)",
        ((k + 1, k + 1, f"P{k}", price[k]) for k in range(n)),
    )
    connection.executemany(
        "INSERT INTO stock_movement (variant_id, location_id, quantity, reason, at, note) "
        "VALUES (?, ?, ?, 'opening', ?, '')",
        ((k + 1, location, 0 if k % 20 == 0 else 50, moment) for k in range(n)),
    )


def _draw_baskets(rng: np.random.Generator, size: Size) -> tuple[Ints, Ints, Ints]:
    """Customer (-1 for a walk-in), day and number of lines of every basket, by day."""
    mean = 6.0
    lengths = np.clip(np.exp(rng.normal(np.log(mean) - 0.32, 0.8, int(size.lines / mean * 1.1))), 1, 150)
    lengths = lengths.astype(np.int64)
    lengths = lengths[: int(np.searchsorted(np.cumsum(lengths), size.lines)) + 1]
    activity = np.cumsum(np.minimum(rng.pareto(1.4, size.customers) + 0.3, 200))
    more = np.searchsorted(activity, rng.random(max(len(lengths) - size.customers, 0)) * activity[-1])
    customer = np.append(rng.permutation(size.customers), more)[: len(lengths)]  # everybody came at least once
    is_known = (np.arange(len(customer)) < size.customers) | (rng.random(len(customer)) > _WALK_INS)
    arrived = (rng.random(size.customers) ** 1.5 * DAYS * 0.9).astype(np.int64)
    since = arrived[customer]
    day = since + (rng.random(len(lengths)) * (DAYS - since)).astype(np.int64)
    order = np.argsort(day, kind="stable")
    return np.where(is_known, customer, -1)[order], day[order], lengths


def _draw_lines(
    rng: np.random.Generator, size: Size, catalogue: Catalogue, customer: Ints, day: Ints, lengths: Ints
) -> Iterator[tuple[slice, Ints, Ints]]:
    """(baskets, product of each line, quantity of each line), some baskets at a time.

    Half of the lines are favourites bought again, a third is from the kinds a customer likes, the rest follows the
    season or is anything.
    """
    tastes = np.searchsorted(catalogue.share, rng.random((size.customers + 1, 3)))
    slots = tastes[:, [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2]].ravel()
    favourites = _of_cluster(rng, catalogue, slots).reshape(-1, _FAVOURITES).astype(np.int32)
    clusters = len(catalogue.start) - 1
    for first in range(0, len(lengths), _CHUNK):
        part = slice(first, first + _CHUNK)
        who = np.repeat(customer[part], lengths[part])  # -1 is the last row of tastes: the passer-by
        when = np.repeat(day[part], lengths[part])
        count, draw = len(who), rng.random(len(who))
        favourite = (rng.random(count) ** 2 * _FAVOURITES).astype(np.int64)
        season = (when // (DAYS // (2 * _SEASONS)) + _SEASONS * rng.integers(0, clusters, count)) % clusters
        kind = np.where(draw < 0.85, tastes[who, rng.integers(0, 3, count)], season)
        product = np.where(draw < 0.5, favourites[who, favourite], _of_cluster(rng, catalogue, kind))
        any_rank = np.exp(rng.random(count) * np.log(size.products + 1)).astype(np.int64) - 1
        anything = (draw > 0.93) | (who < 0)
        product = np.where(anything, catalogue.by_rank[np.minimum(any_rank, size.products - 1)], product)
        yield part, product, np.minimum(rng.zipf(2.5, count), 24)


def _write_sales(connection: Any, rng: np.random.Generator, size: Size, catalogue: Catalogue, location: int) -> None:
    customer, day, lengths = _draw_baskets(rng, size)
    days = [f"{FIRST_DAY + timedelta(days=int(n)):%Y-%m-%d}" for n in range(DAYS)]
    minute = rng.integers(9 * 60, 19 * 60, len(day))
    for part, product, quantity in _draw_lines(rng, size, catalogue, customer, day, lengths):
        price = catalogue.price[product]
        total = quantity * price
        sale = np.repeat(np.arange(part.start, min(part.stop, len(day))), lengths[part])
        sums = np.bincount(sale - part.start, total).astype(np.int64).tolist()
        who, at, clock = customer[part].tolist(), day[part].tolist(), minute[part].tolist()
        connection.executemany(
            "INSERT INTO sale (id, number, kind, source, customer_id, location_id, sold_at, currency, gross_minor, "
            "discount_minor, total_minor, tax_minor, note) "
            "VALUES (?, ?, 'sale', 'import', ?, ?, ?, 'GBP', ?, 0, ?, 0, '')",
            (
                (n, f"S{n}", c + 1 if c >= 0 else None, location,
                 f"{days[d]} {m // 60:02d}:{m % 60:02d}:00.000000", s, s)
                for n, c, d, m, s in zip(range(part.start + 1, part.start + 1 + len(who)), who, at, clock, sums,
                                         strict=True)
            ),
        )  # fmt: skip
        connection.executemany(
            "INSERT INTO sale_line (sale_id, position, kind, variant_id, description, quantity, unit_price_minor, "
            "discount_minor, total_minor, tax_rate_bp, tax_minor) VALUES (?, 1, 'product', ?, '', ?, ?, 0, ?, 0, 0)",
            _rows(sale + 1, product + 1, quantity, price, total),
        )


def _rows(*columns: Ints) -> Iterable[tuple[int, ...]]:
    return zip(*(column.tolist() for column in columns), strict=True)
