"""Windows on one store sell, hold, resume and edit the same rows at once: nothing is lost, nobody hears "locked".

``python -m tests.benchmarks.two_windows [--rounds 300] [--windows 2]``. Every window is a process of its own.
"""

import argparse
import json
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select

from shopassistant.core.errors import Conflict, ShopError
from shopassistant.inventory.stock import receive_delivery
from shopassistant.sales.basket import add_variant, held_baskets, hold, open_basket, resume, set_customer
from shopassistant.sales.complete import TenderRequest, complete_sale
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store, open_store
from shopassistant.store.schema import Customer, Product, Sale, SaleLine, StockLevel, Variant
from tests.benchmarks.books import problems
from tests.benchmarks.scan import make_store

_VARIANTS = 16
_CUSTOMERS = 3


@dataclass
class Window:
    """One window at work; `counts` says what it did, `slow_ms` how long each step took."""

    store: Store
    name: str
    rng: random.Random
    counts: Counter[str] = field(default_factory=Counter)
    slow_ms: list[float] = field(default_factory=list)

    def work(self, rounds: int) -> None:
        """So many random steps; a conflict is counted, any other error ends the window."""
        steps = (self.sell, self.sell, self.hold_and_resume, self.receive, self.edit_customer, self.edit_product)
        for number in range(rounds):
            step = self.rng.choice(steps)
            start = time.perf_counter()
            step(number)
            self.slow_ms.append((time.perf_counter() - start) * 1000)

    def sell(self, number: int) -> None:
        basket = open_basket(self.store, SYSTEM, self.name, 1)
        for _ in range(self.rng.randint(1, 3)):
            basket = add_variant(self.store, SYSTEM, basket.id, self.rng.randint(1, _VARIANTS))
        set_customer(self.store, SYSTEM, basket.id, self.rng.randint(1, _CUSTOMERS))
        tenders = [TenderRequest("card", basket.total_minor)]
        done = complete_sale(self.store, SYSTEM, basket.id, tenders, f"{self.name} {number}")
        self.counts["sales"] += 1
        self.counts["units_sold"] += sum(line.quantity for line in done.lines)

    def hold_and_resume(self, number: int) -> None:
        """Put a basket aside and take up any: another window may be faster, but never both."""
        basket = open_basket(self.store, SYSTEM, self.name, 1)
        add_variant(self.store, SYSTEM, basket.id, self.rng.randint(1, _VARIANTS))
        hold(self.store, SYSTEM, basket.id, f"{self.name} {number}")
        with self.store.read() as session:
            held = held_baskets(session)
        try:
            resume(self.store, SYSTEM, held[-1].basket_id, self.name)  # all want the oldest
            self.counts["resumed"] += 1
        except Conflict as conflict:
            self.counts[conflict.code] += 1
        except IndexError:
            self.counts["nothing_held"] += 1

    def receive(self, _number: int) -> None:
        receive_delivery(self.store, SYSTEM, 1, {self.rng.randint(1, _VARIANTS): 1})
        self.counts["units_received"] += 1

    def edit_customer(self, _number: int) -> None:
        """Read, think, write: one more visit noted in the same field of the same few customers."""
        with self.store.begin(SYSTEM) as unit:
            customer = unit.session.get_one(Customer, self.rng.randint(1, _CUSTOMERS))
            customer.street = str(int(customer.street or 0) + 1)
            unit.audit("customer.changed", "customer", customer.id)
            unit.commit()
        self.counts["customer_edits"] += 1

    def edit_product(self, _number: int) -> None:
        with self.store.begin(SYSTEM) as unit:
            product = unit.session.get_one(Product, 1)
            product.description = str(int(product.description or 0) + 1)
            unit.session.get_one(Variant, 1).cost_minor = int(product.description)
            unit.commit()
        self.counts["product_edits"] += 1


def open_window(path: Path, name: str, seed: int, rounds: int) -> None:
    """The child: works and prints what it did, or the error that a person would have been shown."""
    store = open_store(path)
    window = Window(store, name, random.Random(seed))
    error = ""
    try:
        window.work(rounds)
    except ShopError as shown:
        error = str(shown)
    store.close()
    print(json.dumps({"counts": window.counts, "slow_ms": window.slow_ms, "error": error}))


def run(tiny: bool = False, rounds: int = 300, windows: int = 2) -> dict[str, object]:
    """Let windows work side by side; figures, with everything that is wrong in ``problems``."""
    rounds = 25 if tiny else rounds
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        store = make_store(path, _VARIANTS)
        before = _units(store)
        _add_customers(store)
        store.close()
        start = time.perf_counter()
        program = [sys.executable, "-m", "tests.benchmarks.two_windows", "--child", str(path), "--rounds", str(rounds)]
        children = [
            subprocess.Popen([*program, "--name", f"window {number}"], stdout=subprocess.PIPE, text=True)
            for number in range(windows)
        ]
        answers = [json.loads(child.communicate(timeout=600)[0]) for child in children]
        seconds = time.perf_counter() - start
        counts = sum((Counter(answer["counts"]) for answer in answers), Counter[str]())
        wrong = [answer["error"] for answer in answers if answer["error"]]
        store = open_store(path)
        wrong += problems(store) + _lost(store, counts, before)
        store.close()
    times = sorted(ms for answer in answers for ms in answer["slow_ms"])
    return {
        "windows": windows,
        "steps": len(times),
        "steps_per_second": round(len(times) / seconds),
        "step_p95_ms": round(times[int(len(times) * 0.95)], 1),
        "step_max_ms": round(times[-1], 1),
        "counts": dict(sorted(counts.items())),
        "problems": wrong,
        "problem_count": len(wrong),
    }


def _add_customers(store: Store) -> None:
    with store.begin(SYSTEM) as unit:
        now = unit.clock.now()
        unit.session.add_all(
            Customer(number=f"C{number}", created_at=now, updated_at=now) for number in range(_CUSTOMERS)
        )
        unit.commit()


def _units(store: Store) -> int:
    with store.read() as session:
        return session.scalar(select(func.sum(StockLevel.quantity))) or 0


def _lost(store: Store, counts: Counter[str], before: int) -> list[str]:
    """Updates that somebody made and that are not there."""
    with store.read() as session:
        found = {
            "sales": session.scalar(select(func.count()).select_from(Sale)),
            "units_sold": session.scalar(select(func.sum(SaleLine.quantity))) or 0,
            "customer_edits": sum(int(street or 0) for street in session.scalars(select(Customer.street))),
            "product_edits": int(session.get_one(Product, 1).description or 0),
        }
        numbers = sorted(session.scalars(select(Sale.number)))
    lost = [f"{name}: {counts[name]} made, {there} there" for name, there in found.items() if there != counts[name]]
    if numbers != [f"R{number:06d}" for number in range(1, len(numbers) + 1)]:
        lost.append("receipt numbers have gaps")
    expected = before + counts["units_received"] - counts["units_sold"]
    if _units(store) != expected:
        lost.append(f"{_units(store)} units on the shelves instead of {expected}")
    return lost


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--windows", type=int, default=2)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--name", default="", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child is not None:
        open_window(args.child, args.name, len(args.name) + sum(map(ord, args.name)), args.rounds)
        return
    print(f"{platform.platform()}, Python {platform.python_version()}")
    figures = run(rounds=args.rounds, windows=args.windows)
    for name, value in figures.items():
        print(f"{name:20} {value}")
    if figures["problems"]:
        sys.exit(1)


if __name__ == "__main__":
    main()
