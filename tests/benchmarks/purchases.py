"""What will each customer buy next? Predictions of the engine, as the app would answer, for an outside scorer.

    python -m tests.benchmarks.purchases --train FILE --customers FILE --out FILE

--train: sale lines as CSV (Invoice, StockCode, Description, Quantity, InvoiceDate, Price, Customer).
--customers: a JSON list of customer numbers.
--out: {"all": {customer: [stock codes]}, "new": {customer: [stock codes]}}, ten each, "new" without what the customer
bought before.

The lines go into a store, the engine is fitted on it, and asked a day after the last line, once per customer and list:
the same code that answers at the counter.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from shopassistant.core.clock import FixedClock
from shopassistant.recommend.engine import Engine, Request, index_folder
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store, open_store
from shopassistant.store.schema import Product, Sale
from shopassistant.store.shop import ensure_location
from tests.benchmarks.bulk import load_csv


def main(arguments: Sequence[str] | None = None) -> int:
    """Load, fit, predict, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--customers", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--method", default="hybrid")
    args = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "shop.db", create=True)
        started = time.perf_counter()
        numbers = prepare(store, args.train)
        print(f"loaded in {time.perf_counter() - started:.1f} s")
        engine = Engine(store, index_folder(store.path))
        summary = engine.fit()
        print(f"fitted {summary.purchases:,} purchases in {summary.seconds:.1f} s, learned: {summary.learned}")
        wanted = json.loads(args.customers.read_text())
        started = time.perf_counter()
        predictions = predict(engine, {number: numbers[number] for number in wanted}, args.method)
        print(f"answered in {(time.perf_counter() - started) / max(2 * len(wanted), 1) * 1000:.2f} ms each")
        args.out.write_text(json.dumps(predictions))
        store.close()
    return 0


def prepare(store: Store, train: Path) -> dict[str, int]:
    """Fill the store and set its clock to the morning after the last line; returns customer ids by number."""
    with store.begin(SYSTEM) as unit:
        ensure_location(unit)
        unit.commit()
    numbers = load_csv(store, train)
    with store.read() as session:
        last: datetime | None = session.scalar(select(func.max(Sale.sold_at)))
    if last is not None:
        store.clock = FixedClock((last + timedelta(days=1)).replace(hour=0, minute=0))
    return numbers


def predict(engine: Engine, customers: dict[str, int], method: str = "hybrid") -> dict[str, dict[str, list[str]]]:
    """Ten products per customer and list, by code."""
    with engine.store.read() as session:
        codes = dict(session.execute(select(Product.id, Product.code)).all())
    return {
        name: {
            number: [codes[i.product_id] for i in engine.recommend(Request(key, method, 10, new_only)).items]
            for number, key in customers.items()
        }
        for name, new_only in (("all", False), ("new", True))
    }


if __name__ == "__main__":
    raise SystemExit(main())
