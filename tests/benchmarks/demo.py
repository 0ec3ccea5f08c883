"""How long the synthetic shop takes, and checking, copying and restoring it: `python -m tests.benchmarks.demo`."""

import argparse
import os
import platform
import tempfile
import time
from pathlib import Path

from shopassistant.ingest.demo import make_demo
from shopassistant.store.backup import copy_store, restore_store
from shopassistant.store.check import check_store
from shopassistant.store.database import open_store


def run(tiny: bool, customers: int = 5_000, products: int = 2_000, years: float = 2) -> dict[str, object]:
    """Seconds for each step and what was made.

    Args:
        tiny: 200 customers, 150 products and one year instead: the fixture of the tests.
        customers, products, years: size of the shop.
    """
    if tiny:
        customers, products, years = 200, 150, 1
    with tempfile.TemporaryDirectory() as folder:
        path, copy = Path(folder) / "demo.db", Path(folder) / "copy.db"
        store = open_store(path, create=True)
        started = time.perf_counter()
        made = make_demo(store, customers=customers, products=products, years=years)
        demo_s = time.perf_counter() - started
        report = check_store(store)
        started = time.perf_counter()
        copy_store(path, copy)
        copy_s = time.perf_counter() - started
        started = time.perf_counter()
        restore_store(copy, path)
        restore_s = time.perf_counter() - started
        store.close()
        size_mb = path.stat().st_size / 1e6
    return {
        "customers": made.customers,
        "lines": made.lines,
        "movements": made.movements,
        "findings": len(report.findings),
        "demo_s": round(demo_s, 2),
        "check_s": round(report.seconds, 2),
        "backup_s": round(copy_s, 2),
        "restore_s": round(restore_s, 2),
        "file_mb": round(size_mb, 1),
    }


def main() -> None:
    """Print the machine and the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--customers", type=int, default=5_000)
    parser.add_argument("--products", type=int, default=2_000)
    parser.add_argument("--years", type=float, default=2)
    args = parser.parse_args()
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name, value in run(args.tiny, args.customers, args.products, args.years).items():
        print(f"{name:<12} {value:>12}")


if __name__ == "__main__":
    main()
