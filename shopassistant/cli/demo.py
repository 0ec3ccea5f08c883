"""`shopassistant demo`: make a synthetic shop to try everything on."""

import argparse
import sys
import time
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--db", type=Path, help="file to make; the demo shop's own by default")
    parser.add_argument("--customers", type=int, default=5_000)
    parser.add_argument("--products", type=int, default=2_000)
    parser.add_argument("--years", type=float, default=2)
    parser.add_argument("--seed", type=int, default=7, help="the same seed on the same day makes the same shop")


def run(args: argparse.Namespace) -> int:
    """Make the shop and say what is in it."""
    from shopassistant.core.paths import demo_store
    from shopassistant.ingest.demo import STAFF, make_demo
    from shopassistant.store.database import open_store

    started = time.perf_counter()
    path = args.db or demo_store()
    store = open_store(path, create=True)
    try:
        made = make_demo(
            store, customers=args.customers, products=args.products, years=args.years, seed=args.seed, progress=_Bar()
        )
    finally:
        store.close()
    print(f"{path}: {made.customers:,} customers, {made.products:,} products in {made.variants:,} variants,")
    print(f"{made.sales:,} sales and {made.returns:,} returns with {made.lines:,} lines,")
    print(f"{made.movements:,} stock movements.")
    print("Sign in as " + ", ".join(f"{name} ({role}, PIN {pin})" for name, role, pin in STAFF) + ".")
    print(f"Made in {time.perf_counter() - started:.1f} s.")
    return 0


class _Bar:
    """Progress on one line of the terminal; silent where there is none."""

    def report(self, stage: str, done: int, total: int) -> None:
        if sys.stderr.isatty():
            share = f" {done / total:.0%}" if total else ""
            print(f"\r{stage.removeprefix('demo.')}{share}\033[K", end="\r", file=sys.stderr, flush=True)
