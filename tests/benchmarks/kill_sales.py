"""A till is killed at random moments, over and over; every sale it reported as complete must be in the books.

``python -m tests.benchmarks.kill_sales [--sales 500]``. A child process sells and prints a sale only after
`complete_sale` returned; the parent kills it with SIGKILL. The child started next is told the request that was
under way and repeats it, as a terminal does after a power cut: it must be booked exactly once.
"""

import argparse
import os
import platform
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select

from shopassistant.sales.basket import BasketView, add_variant, hold, open_basket, resume, set_discount
from shopassistant.sales.complete import TenderRequest, complete_sale
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store, open_store
from shopassistant.store.schema import Basket, Sale
from tests.benchmarks.books import problems, sale_problems
from tests.benchmarks.scan import make_store

_VARIANTS = 200


def sell_until_killed(path: Path, seed: int, unfinished: str) -> None:
    """The child: sells for ever. Prints ``try BASKET KEY TOTAL`` before and ``done KEY ...`` after each sale."""
    store = open_store(path)
    rng = random.Random(seed)
    if unfinished:
        basket_id, key, total = unfinished.split()
        _complete(store, int(basket_id), key, int(total))
    while True:
        basket = _fill(store, rng)
        key = f"{seed}-{rng.random()}"
        print("try", basket.id, key, basket.total_minor, flush=True)
        _complete(store, basket.id, key, basket.total_minor)


def _fill(store: Store, rng: random.Random) -> BasketView:
    """A basket with some lines; the one a killed till left behind is taken up as it is."""
    basket = open_basket(store, SYSTEM, "till", 1)
    for _ in range(rng.randint(1, 4)):
        basket = add_variant(store, SYSTEM, basket.id, rng.randint(1, _VARIANTS), rng.randint(1, 3))
    if rng.random() < 0.3:
        line = rng.choice(basket.lines)
        basket = set_discount(store, SYSTEM, basket.id, line.id, percent_bp=rng.randint(1, 5000))
    if rng.random() < 0.2:
        hold(store, SYSTEM, basket.id, "a moment")
        basket = resume(store, SYSTEM, basket.id, "till")
    return basket


def _complete(store: Store, basket_id: int, key: str, total: int) -> None:
    done = complete_sale(store, SYSTEM, basket_id, [TenderRequest("card", total)], key)
    repeated = "again" if done.repeated else "first"
    print("done", key, done.sale_id, done.number, done.total_minor, len(done.lines), repeated, flush=True)


@dataclass
class Till:
    """The parent's view of the child over all its lives."""

    path: Path
    rng: random.Random
    reported: dict[str, tuple[int, str, int, int]] = field(default_factory=dict)
    unfinished: str = ""
    kills: int = 0
    repeated: int = 0
    kills_under_way: int = 0

    def live(self, most_sales: int) -> None:
        """Start the child, let it report some sales, kill it some milliseconds later, and read what it had said."""
        program = [sys.executable, "-m", "tests.benchmarks.kill_sales", "--child", str(self.path)]
        program += ["--seed", str(self.rng.getrandbits(32)), "--unfinished", self.unfinished]
        child = subprocess.Popen(program, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        wanted = len(self.reported) + self.rng.randint(0, most_sales)
        moment = self.rng.choice(("try", "done"))  # near the booking of a sale, or while the next is scanned
        word = ""
        while (len(self.reported) < wanted or word != moment) and (line := child.stdout.readline()):
            self._read(line)
            word = line.split()[0]
        threading.Event().wait(self.rng.uniform(0, 0.012 if moment == "try" else 0.03))
        assert child.poll() is None, "the till stopped by itself"
        os.kill(child.pid, signal.SIGKILL)
        for line in child.stdout:
            if line.endswith("\n"):
                self._read(line)
        child.wait()
        child.stdout.close()
        self.kills += 1
        self.kills_under_way += bool(self.unfinished)

    def _read(self, line: str) -> None:
        word, *rest = line.split()
        if word == "try":
            self.unfinished = " ".join(rest)
            return
        key, sale_id, number, total, lines, repeated = rest
        assert key not in self.reported, f"{key} was reported twice"
        self.reported[key] = (int(sale_id), number, int(total), int(lines))
        self.repeated += repeated == "again"
        self.unfinished = ""


def run(tiny: bool = False, sales: int = 500, most_per_life: int = 16) -> dict[str, object]:
    """Kill until that many sales are reported; figures, with everything that is wrong in ``problems``."""
    sales, most_per_life = (12, 4) if tiny else (sales, most_per_life)
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        make_store(path, _VARIANTS).close()
        till = Till(path, random.Random(4))
        while len(till.reported) < sales:
            till.live(most_per_life)
        store = open_store(path)
        wrong = problems(store)
        with store.read() as session:
            for reported in till.reported.values():
                wrong += sale_problems(session, *reported)
            booked = session.scalar(select(func.count()).select_from(Sale)) or 0
            sold = session.scalar(select(func.count()).where(Basket.status == "sold")) or 0
        # The last request may be booked and not yet reported; nothing else may be.
        if not len(till.reported) <= booked <= len(till.reported) + bool(till.unfinished) or booked != sold:
            wrong.append(f"{booked} sales and {sold} sold baskets for {len(till.reported)} reported")
        store.close()
    return {
        "sales_reported": len(till.reported),
        "kills": till.kills,
        "kills_while_a_sale_was_under_way": till.kills_under_way,
        "booked_but_not_reported_then_repeated": till.repeated,
        "problems": wrong,
        "problem_count": len(wrong),
        "seconds": round(time.perf_counter() - start, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sales", type=int, default=500)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--seed", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--unfinished", default="", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child is not None:
        sell_until_killed(args.child, args.seed, args.unfinished)
    print(f"{platform.platform()}, Python {platform.python_version()}")
    figures = run(sales=args.sales)
    for name, value in figures.items():
        print(f"{name:40} {value}")
    if figures["problems"]:
        sys.exit(1)


if __name__ == "__main__":
    main()
