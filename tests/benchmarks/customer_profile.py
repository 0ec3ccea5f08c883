"""How long the profile of the shop's best customer takes: `python -m tests.benchmarks.customer_profile`.

A million sale lines, of which one customer has 2,000; the profile is read again and again by fresh sessions.
"""

import os
import platform
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from shopassistant.customers.profile import load_history, load_profile
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store, open_store
from shopassistant.store.shop import ensure_location

_NOW = datetime(2025, 6, 1, tzinfo=UTC)
_PRODUCTS = 2_000
_LINES_A_SALE = 10


def run(tiny: bool) -> dict[str, object]:
    """Figures; `tiny`: 10,000 lines, of which one customer has 200."""
    lines, own = (10_000, 200) if tiny else (1_000_000, 2_000)
    with tempfile.TemporaryDirectory() as folder:
        store = _build(Path(folder) / "shop.db", lines, own)
        try:
            profiles, histories, work = _times(store, 20 if tiny else 200)
        finally:
            store.close()
    return {
        "lines in the store": lines,
        "lines of the customer": own,
        "profile p50, ms": profiles[len(profiles) // 2],
        "profile p95, ms": profiles[int(0.95 * (len(profiles) - 1))],
        "profile p95, ms of CPU": work[int(0.95 * (len(work) - 1))],
        "first 50 lines of history p95, ms": histories[int(0.95 * (len(histories) - 1))],
    }


def _times(store: Store, repeats: int) -> tuple[list[float], list[float], list[float]]:
    profiles, histories, work = [], [], []
    for _repeat in range(repeats):
        with store.read() as session:
            started, worked = time.perf_counter(), time.thread_time()
            profile = load_profile(session, 1, _NOW.date())
            work.append((time.thread_time() - worked) * 1000)
            profiles.append((time.perf_counter() - started) * 1000)
            started = time.perf_counter()
            found = load_history(session, 1, 50)
            histories.append((time.perf_counter() - started) * 1000)
        if not profile.sizes or len(found) != 50:
            raise RuntimeError("the customer has no purchases")
    return sorted(profiles), sorted(histories), sorted(work)


def _build(path: Path, lines: int, own: int) -> Store:
    random = Random(5)
    store = open_store(path, create=True)
    moment = _NOW.strftime("%Y-%m-%d %H:%M:%S.%f")
    with store.begin(SYSTEM) as unit:
        location = ensure_location(unit)
        run_many = unit.session.connection().exec_driver_sql
        run_many(
            "INSERT INTO category (id, name, path) VALUES (?, ?, ?)", [(at, f"C{at}", f"C{at}") for at in range(1, 21)]
        )
        run_many(
            "INSERT INTO product (id, code, name, brand, category_id, description, attributes, active, created_at) "
            "VALUES (?, ?, ?, ?, ?, '', '{}', 1, ?)",
            [
                (at, f"P{at}", f"Product {at}", f"Brand {at % 60}", at % 20 + 1, moment)
                for at in range(1, _PRODUCTS + 1)
            ],
        )
        run_many(
            "INSERT INTO variant (id, product_id, sku, size, price_minor, active) VALUES (?, ?, ?, ?, 1000, 1)",
            [(at, (at - 1) // 5 + 1, f"V{at}", "SML"[at % 3]) for at in range(1, _PRODUCTS * 5 + 1)],
        )
        customers = max(10, lines // 200)
        run_many(
            "INSERT INTO customer (id, number, given_name, family_name, company, street, postcode, city, country, "
            "status, created_at, updated_at) VALUES (?, ?, 'A', 'B', '', '', '', '', '', 'active', ?, ?)",
            [(at, f"N{at}", moment, moment) for at in range(1, customers + 1)],
        )
        sales = lines // _LINES_A_SALE
        mine = set(random.sample(range(1, sales + 1), own // _LINES_A_SALE))
        owners = [1 if at in mine else random.randrange(2, customers + 1) for at in range(1, sales + 1)]
        days = [_NOW - timedelta(minutes=sales - at) for at in range(sales)]
        total = 1000 * _LINES_A_SALE
        run_many(
            "INSERT INTO sale (id, number, kind, source, customer_id, location_id, sold_at, currency, gross_minor, "
            "discount_minor, total_minor, tax_minor, note) "
            "VALUES (?, ?, 'sale', 'demo', ?, ?, ?, 'GBP', ?, 0, ?, 0, '')",
            [
                (at + 1, f"S{at}", owners[at], location, days[at].strftime("%Y-%m-%d %H:%M:%S.%f"), total, total)
                for at in range(sales)
            ],
        )
        variants = _PRODUCTS * 5
        run_many(
            "INSERT INTO sale_line (sale_id, position, kind, variant_id, description, quantity, unit_price_minor, "
            "discount_minor, total_minor, tax_rate_bp, tax_minor) "
            "VALUES (?, ?, 'product', ?, 'Thing', 1, 1000, 0, 1000, 0, 0)",
            [(at // _LINES_A_SALE + 1, at % _LINES_A_SALE, random.randrange(1, variants + 1)) for at in range(lines)],
        )
        unit.commit()
    return store


def main() -> None:
    """Print the machine and the figures."""
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name, value in run(tiny=False).items():
        print(f"{name:<50} {value:,.4g}" if isinstance(value, float) else f"{name:<50} {value}")


if __name__ == "__main__":
    main()
