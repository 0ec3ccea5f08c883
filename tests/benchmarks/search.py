"""How fast and how forgiving the customer box is: `python -m tests.benchmarks.search --size 1000000`.

Latency: every question is typed letter by letter, and each keystroke's `find` is timed, from text to rows.

Recall: customers are drawn at random; their full name (with the town where more than three customers share it) is
typed with one or two slips (insert, delete, substitute, swap neighbours; anywhere in it, first letters too). A hit is
the very customer among the first five rows. Beside it stands the share where a customer of the same name is among the
five.
"""

import argparse
import os
import platform
import string
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from sqlalchemy import delete

from shopassistant.core.text import fold
from shopassistant.customers.live_index import save_snapshot
from shopassistant.customers.search import CustomerSearch
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import open_store
from shopassistant.store.schema import SearchSnapshot
from tests.benchmarks.population import Person, build_store, people

_SEED = 20_250_601


def run(tiny: bool) -> dict[str, object]:
    """Figures at ten thousand, a hundred thousand and a million customers (`tiny`: at 2,000)."""
    figures: dict[str, object] = {}
    for size in (2_000,) if tiny else (10_000, 100_000, 1_000_000):
        measured = measure(size, 20 if tiny else 1_000)
        figures |= {f"{size:,}: {name}": value for name, value in measured.items()}
    return figures


def measure(size: int, queries: int, keep: Path | None = None) -> dict[str, object]:
    """Figures of one size; `keep` names a store to use again."""
    figures: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = keep or Path(folder) / "shop.db"
        store = open_store(path) if path.exists() else build_store(path, size, _SEED)
        try:
            with store.begin(SYSTEM) as unit:
                unit.session.execute(delete(SearchSnapshot))
                unit.commit()
            figures["first search without a snapshot, s"], figures["its memory, MB"] = _cold(path)
            started = time.perf_counter()
            save_snapshot(store)
            figures["save a snapshot, s"] = time.perf_counter() - started
            figures["first search with a snapshot, s"], figures["memory with a snapshot, MB"] = _cold(path)
            search = CustomerSearch(store)
            search.warm()
            sample = _sample(size, queries)
            figures |= _latency(search, sample[: max(4, queries // 5)])
            figures |= _recall(search, sample)
        finally:
            store.close()
    return figures


def _cold(path: Path) -> tuple[float, float]:
    """Seconds from an open store to the first rows in a new process, and the megabytes the index took for good."""
    done = subprocess.run([sys.executable, "-c", _COLD, str(path)], capture_output=True, text=True, check=True)
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


_COLD = """
import sys, time
from pathlib import Path
import psutil
from shopassistant.customers.search import CustomerSearch
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import open_store
from shopassistant.store.schema import SearchSnapshot
store = open_store(Path(sys.argv[1]))
before = psutil.Process().memory_info().rss
started = time.perf_counter()
search = CustomerSearch(store)
search.find("a")
print(time.perf_counter() - started, (psutil.Process().memory_info().rss - before) / 1e6)
"""


class _Sample:
    """Persons drawn, and how many share a name with each."""

    def __init__(self, persons: Sequence[Person], namesakes: Counter[str]) -> None:
        self.persons = persons
        self.namesakes = namesakes

    def __getitem__(self, part: slice) -> "_Sample":
        return _Sample(self.persons[part], self.namesakes)

    def question(self, person: Person) -> str:
        """What is typed to find this person by name."""
        name = f"{person.given} {person.family}"
        return f"{name} {person.city}" if self.namesakes[fold(name)] > 3 else name


def _sample(size: int, count: int) -> _Sample:
    random = Random(_SEED + 2)
    wanted = set(random.sample(range(1, size + 1), min(count, size)))
    namesakes: Counter[str] = Counter()
    persons = []
    for person in people(size, _SEED):
        namesakes[fold(f"{person.given} {person.family}")] += 1
        if person.id in wanted:
            persons.append(person)
    random.shuffle(persons)
    return _Sample(persons, namesakes)


def misspell(text: str, slips: int, random: Random) -> str:
    """`text` with `slips` slips in its words, each at a letter drawn at random; never the text itself."""
    while True:
        letters = list(text)
        for _slip in range(slips):
            at = random.choice([i for i, letter in enumerate(letters) if letter != " "])
            kind = random.choice(("insert", "delete", "substitute", "swap"))
            if kind == "insert":
                letters.insert(at + random.randrange(2), random.choice(string.ascii_lowercase))
            elif kind == "delete":
                del letters[at]
            elif kind == "substitute":
                letters[at] = random.choice(string.ascii_lowercase)
            elif at + 1 < len(letters) and letters[at + 1] != " ":
                letters[at], letters[at + 1] = letters[at + 1], letters[at]
        if "".join(letters).lower() != text.lower():
            return "".join(letters)


def _classes(sample: _Sample, random: Random) -> dict[str, Callable[[Person], str]]:
    return {
        "full name": sample.question,
        "name turned round": lambda p: f"{p.family}, {p.given}",
        "one slip": lambda p: misspell(sample.question(p), 1, random),
        "two slips": lambda p: misspell(sample.question(p), 2, random),
        "beginnings of both": lambda p: f"{p.given[:4]} {p.family[:5]}",
        "name and phone tail": lambda p: f"{p.family} {p.phone[-4:]}",
        "phone": lambda p: "0" + p.phone[3:7] + " " + p.phone[7:],
        "phone tail and given name": lambda p: f"{p.phone[-4:]} {p.given}",
        "last six digits": lambda p: p.phone[-6:],
        "e-mail": lambda p: p.email,
        "beginning of e-mail": lambda p: p.email.split("@")[0],
        "card": lambda p: p.card or f"{100_000 + p.id}",
        "customer number": lambda p: f"{100_000 + p.id}",
        "receipt": lambda p: f"R{p.id}-0",
    }


def _latency(search: CustomerSearch, sample: _Sample) -> dict[str, object]:
    times: list[tuple[float, str]] = []
    work: list[float] = []
    by_class: dict[str, list[float]] = {}
    for name, ask in _classes(sample, Random(_SEED + 3)).items():
        for person in sample.persons:
            question = ask(person)
            for length in range(1, len(question) + 1):
                started, worked = time.perf_counter(), time.thread_time()
                search.find(question[:length])
                work.append((time.thread_time() - worked) * 1000)
                took = (time.perf_counter() - started) * 1000
                times.append((took, question[:length]))
                by_class.setdefault(name, []).append(took)
    times.sort()
    figures: dict[str, object] = {"keystrokes timed": len(times)}
    for label, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1.0)):
        figures[f"keystroke to rows {label}, ms"] = times[min(len(times) - 1, int(share * len(times)))][0]
    # What the processor worked for it: on a machine that does something else as well, the wall clock says less.
    figures["keystroke to rows p95, ms of CPU"] = sorted(work)[int(0.95 * (len(work) - 1))]
    for name, taken in by_class.items():
        figures[f"p95 while typing {name}, ms"] = sorted(taken)[int(0.95 * (len(taken) - 1))]
    figures["slowest"] = "; ".join(f"{text!r} {took:.1f}" for took, text in times[-3:])
    return figures


def _recall(search: CustomerSearch, sample: _Sample) -> dict[str, object]:
    figures: dict[str, object] = {}
    for name, ask in _classes(sample, Random(_SEED + 4)).items():
        hits = namesakes = asked = 0
        for person in sample.persons:
            found = search.find(ask(person))[:5]
            if name == "receipt" and not found and search.find(f"{100_000 + person.id}")[0].detail.orders == 0:
                continue  # never bought: there is no such receipt
            asked += 1
            hits += any(match.customer_id == person.id for match in found)
            namesakes += any(fold(match.name) == fold(f"{person.given} {person.family}") for match in found)
        figures[f"recall@5 {name}"] = hits / max(1, asked)
        if "slip" in name or "name" in name:
            figures[f"recall@5 {name}, any namesake"] = namesakes / max(1, asked)
    return figures


def main() -> None:
    """Print the machine and the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=1_000)
    parser.add_argument("--keep", type=Path, help="store of this size, made if missing and left there")
    args = parser.parse_args()
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name, value in measure(args.size, args.queries, args.keep).items():
        print(f"{name:<50} {value:,.4g}" if isinstance(value, float) else f"{name:<50} {value}")


if __name__ == "__main__":
    main()
