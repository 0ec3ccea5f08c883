"""How fast a shop's sales come in, how much memory that takes, and that a second time changes nothing.

`python -m tests.benchmarks.import_records [--lines 1000000] [FILE...]` imports the files, or as many invented lines.
Every import runs in a process of its own, so that the peak of memory is its own.
"""

import argparse
import gzip
import hashlib
import json
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

FULL_LINES = 1_000_000


def invented(path: Path, lines: int, seed: int = 1) -> None:
    """Write `lines` sales lines of the online-retail form: repeat customers, cancellations, walk-ins, postage."""
    dice = random.Random(seed)
    moment = datetime(2009, 12, 1, 8)
    products = [(f"{10_000 + n}", f"ITEM NUMBER {n}", f"{dice.randint(40, 2000) / 100:.2f}") for n in range(4_500)]
    bought: list[str] = []
    with gzip.open(path, "wt", encoding="utf-8", newline="", compresslevel=1) as file:
        file.write("Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n")
        invoice = 489_000
        written = 0
        while written < lines:
            invoice += 1
            moment += timedelta(minutes=dice.randint(1, 30))
            customer = "" if dice.random() < 0.2 else str(12_000 + int(dice.paretovariate(1.1) * 37) % 6_000)
            for code, name, price in dice.sample(products, min(dice.randint(1, 40), lines - written)):
                tail = f"{moment:%Y-%m-%d %H:%M:%S},{price},{customer},United Kingdom\n"
                file.write(f"{invoice},{code},{name},{dice.randint(1, 24)},{tail}")
                written += 1
                if customer and dice.random() < 0.02 and written < lines:
                    bought.append(
                        f"{code},{name},-1,{moment + timedelta(days=3):%Y-%m-%d %H:%M:%S},{price},{customer},UK\n"
                    )
            if len(bought) > 3 and written < lines:
                file.write(f"C{invoice},{bought.pop()}")
                written += 1


def measure(files: list[Path], db: Path) -> dict[str, float]:
    """Import `files` in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.import_records", "--child", str(db), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _child(db: Path, files: list[Path]) -> None:
    from shopassistant.ingest.importer import import_files
    from shopassistant.store.database import open_store

    began = time.monotonic()
    store = open_store(db, create=True)
    report = import_files(store, files)
    store.close()
    seconds = time.monotonic() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {"seconds": seconds, "peak": peak, "locked": report.locked_seconds, "read": report.lines_read}
    print(json.dumps(figures | {"new": report.lines_new}))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def run(tiny: bool = False, files: list[Path] | None = None, lines: int = FULL_LINES) -> dict[str, object]:
    """Import, then import again; figures of both."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not files:
            files = [folder / "invented.csv.gz"]
            invented(files[0], 2_000 if tiny else lines)
        db = folder / "shop.db"
        first = measure(files, db)
        before = _digest(db)
        again = measure(files, db)
        after = _digest(db)
        size = db.stat().st_size / (1 << 20)
    return {
        "lines": int(first["read"]),
        "seconds": round(first["seconds"], 2),
        "lines a second": round(first["read"] / first["seconds"]),
        "peak memory (MB)": round(first["peak"]),
        "store locked (s)": round(first["locked"], 2),
        "store (MB)": round(size, 1),
        "again: seconds": round(again["seconds"], 2),
        "again: new lines": int(again["new"]),
        "again: file unchanged": before == after,
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--lines", type=int, default=FULL_LINES)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        _child(args.child, args.files)
        return
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name, value in run(files=args.files, lines=args.lines).items():
        print(f"{name:<24} {value}")


if __name__ == "__main__":
    main()
