"""A shop of many products with a year of stock behind them in a real store, drawn and written in bulk, for measuring
what reads it. Not a way in for a shop's data: rows go in through plain inserts.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import open_store
from shopassistant.store.schema import Location
from shopassistant.store.shop import Shop, ensure_location, save_shop
from shopassistant.store.staff import add_staff

DAYS = 364
PIN = "2468"


@dataclass(frozen=True)
class Size:
    """How much of what; one line in four baskets, every product delivered some times a year."""

    products: int
    lines: int
    seed: int = 20_261_120


def build(path: Path, size: Size, now: datetime) -> Path:
    """Make the store; sales and deliveries of the year before `now`."""
    store = open_store(path, create=True)
    with store.begin(SYSTEM) as unit:
        save_shop(unit, Shop(name="Benchmark", country="GB"))
        shop = ensure_location(unit)
        room = Location(code="BACK", name="Back room", kind="backroom")
        unit.session.add(room)
        unit.session.flush()
        add_staff(unit, "Mia", "manager", PIN)
        places = (shop, room.id)
        unit.commit()
    _fill(store.engine.raw_connection(), size, places, now)
    store.close()
    return path


def _fill(pooled: Any, size: Size, places: tuple[int, int], now: datetime) -> None:
    connection = pooled.driver_connection
    connection.isolation_level = None
    for pragma in ("synchronous = OFF", "foreign_keys = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN")
    rng = np.random.default_rng(size.seed)
    first = (now - timedelta(days=DAYS)).astimezone(UTC)
    price, cost = _catalogue(connection, rng, size.products, first)
    sales = _sales(connection, rng, size, price, cost, places[0], first)
    _ledger(connection, rng, size.products, sales, places, first)
    _orders(connection, rng, size.products, places[0], now)
    connection.execute("COMMIT")
    connection.execute("PRAGMA optimize")
    pooled.close()


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S.000000")


def _catalogue(connection: Any, rng: Any, n: int, first: datetime) -> tuple[Any, Any]:
    moment = _text(first)
    kinds = max(4, min(200, n // 50))
    suppliers = max(2, min(60, n // 100))
    paths = [f"Hall {c % max(kinds // 10, 1)} / Kind {c}" for c in range(kinds)]
    halls = sorted({path.split(" / ")[0] for path in paths})
    everything = halls + paths
    connection.executemany(
        "INSERT INTO category (id, name, path) VALUES (?, ?, ?)",
        [(place, path.split(" / ")[-1], path) for place, path in enumerate(everything, 1)],
    )
    connection.executemany(
        "INSERT INTO supplier (id, name, lead_time_days, review_days) VALUES (?, ?, ?, 7)",
        [(s, f"Supplier {s}", int(rng.integers(2, 21))) for s in range(1, suppliers + 1)],
    )
    price = np.maximum(np.exp(rng.normal(7.2, 0.8, n)), 50).astype(np.int64)
    cost = (price * rng.uniform(0.35, 0.6, n)).astype(np.int64)
    word = rng.integers(0, 4_000, (n, 2)).tolist()
    kind = rng.integers(0, kinds, n).tolist()
    maker = rng.integers(1, suppliers + 1, n).tolist()
    connection.executemany(
        "INSERT INTO product (id, code, name, brand, category_id, supplier_id, description, attributes, active, "
        "created_at) VALUES (?, ?, ?, ?, ?, ?, '', '{}', 1, ?)",
        (
            (k + 1, f"P{k}", f"Thing w{word[k][0]} w{word[k][1]}", f"Brand {k % 97}", len(halls) + kind[k] + 1,
             maker[k], moment)
            for k in range(n)
        ),
    )  # fmt: skip
    bare = (rng.random(n) < 0.03).tolist()
    connection.executemany(
        "INSERT INTO variant (id, product_id, sku, size, colour, price_minor, cost_minor, active) "
        "VALUES (?, ?, ?, 'M', 'grey', ?, ?, 1)",
        ((k + 1, k + 1, f"P{k}", int(price[k]), None if bare[k] else int(cost[k])) for k in range(n)),
    )
    return price, cost


def _sales(connection: Any, rng: Any, size: Size, price: Any, cost: Any, shop: int, first: datetime) -> Any:
    """Writes sales of four lines each. Returns int64 (lines, 3): product, day, units, by day."""
    share = 1 / np.arange(1, size.products + 1) ** 0.8
    product = rng.permutation(size.products)[
        np.minimum(np.searchsorted(np.cumsum(share) / share.sum(), rng.random(size.lines)), size.products - 1)
    ]
    day = np.sort(rng.integers(0, DAYS, size.lines))
    units = np.minimum(rng.zipf(2.6, size.lines), 12)
    amount = price[product] * units
    sale = np.arange(size.lines) // 4
    total = np.bincount(sale, amount).astype(np.int64).tolist()
    days = [_text(first + timedelta(days=int(d), hours=1)) for d in range(DAYS)]
    connection.executemany(
        "INSERT INTO sale (id, number, kind, source, location_id, sold_at, currency, gross_minor, discount_minor, "
        "total_minor, tax_minor, note) VALUES (?, ?, 'sale', 'demo', ?, ?, 'GBP', ?, 0, ?, 0, '')",
        ((k + 1, f"S{k}", shop, days[int(day[4 * k])], total[k], total[k]) for k in range(len(total))),
    )
    connection.executemany(
        "INSERT INTO sale_line (id, sale_id, position, kind, variant_id, description, quantity, unit_price_minor, "
        "discount_minor, total_minor, tax_rate_bp, tax_minor, unit_cost_minor) "
        "VALUES (?, ?, ?, 'product', ?, '', ?, ?, 0, ?, 0, 0, ?)",
        zip(range(1, size.lines + 1), (sale + 1).tolist(), (np.arange(size.lines) % 4 + 1).tolist(),
            (product + 1).tolist(), units.tolist(), price[product].tolist(), amount.tolist(),
            cost[product].tolist(), strict=True),
    )  # fmt: skip
    return np.stack([product, day[sale * 4], units], axis=1)


def _ledger(connection: Any, rng: Any, n: int, sales: Any, places: tuple[int, int], first: datetime) -> None:
    days = [_text(first + timedelta(days=int(d))) for d in range(DAYS + 1)]
    insert = (
        "INSERT INTO stock_movement (variant_id, location_id, quantity, reason, at, sale_line_id, note) "
        "VALUES (?, ?, ?, ?, ?, ?, '')"
    )
    counted = np.flatnonzero(rng.random(n) > 0.04)  # the others were never counted
    opening = rng.integers(0, 40, n)
    connection.executemany(
        insert, ((int(k) + 1, places[0], int(opening[k]), "opening", days[0], None) for k in counted)
    )
    room = counted[rng.random(len(counted)) < 0.2]
    connection.executemany(insert, ((int(k) + 1, places[1], 24, "opening", days[5], None) for k in room))
    sold = np.bincount(sales[:, 0], sales[:, 2], n)
    for part in range(3):
        day = rng.integers(20 + part * 110, 130 + part * 110, n)
        units = np.maximum((sold * rng.uniform(0.25, 0.5, n)).astype(np.int64), 0)
        connection.executemany(
            insert,
            ((int(k) + 1, places[0], int(units[k]), "delivery", days[int(day[k])], None) for k in counted if units[k]),
        )
    connection.executemany(
        insert,
        ((int(p) + 1, places[0], -int(u), "sale", days[int(d)], line) for line, (p, d, u) in enumerate(sales, 1)),
    )


def _orders(connection: Any, rng: Any, n: int, shop: int, now: datetime) -> None:
    orders = max(1, n // 500)
    due = [(now + timedelta(days=int(d))).date().isoformat() for d in rng.integers(1, 25, orders)]
    connection.executemany(
        "INSERT INTO purchase_order (id, number, supplier_id, location_id, status, created_at, sent_at, expected_on, "
        "note) VALUES (?, ?, 1, ?, 'sent', ?, ?, ?, '')",
        ((k + 1, f"PO{k}", shop, _text(now), _text(now), due[k]) for k in range(orders)),
    )
    connection.executemany(
        "INSERT INTO purchase_order_line (order_id, position, variant_id, units, cost_minor, units_received, "
        "units_cancelled, pack_size) VALUES (?, ?, ?, ?, 500, 0, 0, 1)",
        ((k + 1, line, int(v) + 1, int(u)) for k in range(orders)
         for line, (v, u) in enumerate(zip(rng.choice(n, min(50, n), replace=False), rng.integers(1, 48, 50),
                                           strict=False), 1)),
    )  # fmt: skip
