"""A refit is killed at random moments, over and over; the shop must have an index that serves after each of them.

``python -m tests.benchmarks.kill_fit [--kills 30]``. A child process learns with ``shopassistant models fit``; the
parent kills it with SIGKILL, every other time only once it writes its version. After each kill a fresh engine loads,
every file of every version is verified, and a few customers get the answers they got before, whichever version serves:
the sales are the same. At the end a fit runs through and nothing of the killed ones is left.
"""

import argparse
import platform
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from shopassistant.ingest.demo import make_demo
from shopassistant.recommend.engine import Engine, Request, index_folder
from shopassistant.store.artefacts import version_folder
from shopassistant.store.database import Store, open_store

_CUSTOMERS = (1, 2, 3, None)


def answers(engine: Engine) -> list[tuple[int, float, str]]:
    """What is offered to some customers and a walk-in."""
    return [
        (item.product_id, item.score, item.reason_code)
        for customer in _CUSTOMERS
        for item in engine.recommend(Request(customer)).items
    ]


def kill_one(store: Store, longest: float, rng: random.Random, only_while_writing: bool) -> str:
    """Start a fit and kill it. Returns what it was doing: starting, learning, writing, or that it was through."""
    folder = index_folder(store.path)
    before, left = set(version_folder.names(folder)), scratch_of(folder)
    program = [sys.executable, "-m", "shopassistant", "models", "fit", "--db", str(store.path)]
    with subprocess.Popen(program, stdout=subprocess.DEVNULL) as child:
        give_up = time.monotonic() + (600 if only_while_writing else rng.uniform(0, longest))
        while child.poll() is None and time.monotonic() < give_up:
            if only_while_writing and scratch_of(folder) - left:
                time.sleep(rng.uniform(0, 0.1))
                break
            time.sleep(0.0005)
        child.send_signal(signal.SIGKILL)
        child.wait()
        if child.returncode >= 0:
            return "nothing, it was through"
    if set(version_folder.names(folder)) - before:
        return "publishing, the version was whole"
    return "writing" if scratch_of(folder) - left else "starting or learning"


def scratch_of(folder: Path) -> set[Path]:
    """Where versions are being written, or were when their process was killed."""
    return set(folder.glob(f"{version_folder.SCRATCH}*"))


def problems(store: Store, expected: list[tuple[int, float, str]], old: str) -> list[str]:
    """What is wrong after a kill."""
    engine = Engine(store, index_folder(store.path))
    if not engine.load() or engine.registry is None:
        return ["nothing serves"]
    found = [f"refused: {problem}" for problem in (*engine.problems, *engine.registry.check().values())]
    if engine.version != old and engine.version < old:
        found.append(f"{engine.version} serves, older than {old}")
    if answers(engine) != expected:
        found.append(f"{engine.version} answers otherwise")
    return found


def run(tiny: bool = False, kills: int = 30, customers: int = 1_000, products: int = 600) -> dict[str, object]:
    """Kill that many fits; how often at what, and everything that is wrong in ``problems``."""
    kills, customers, products = (4, 40, 60) if tiny else (kills, customers, products)
    rng, doing, wrong = random.Random(6), Counter[str](), []
    with tempfile.TemporaryDirectory() as scratch:
        store = open_store(Path(scratch) / "shop.db", create=True)
        make_demo(store, customers=customers, products=products, years=1)
        engine = Engine(store, index_folder(store.path))
        engine.fit()
        expected = answers(engine)
        start = time.perf_counter()
        program = [sys.executable, "-m", "shopassistant", "models", "fit", "--db", str(store.path)]
        subprocess.run(program, check=True, stdout=subprocess.DEVNULL)
        longest = (time.perf_counter() - start) * 1.05
        for kill in range(kills):
            engine.refresh()
            doing[kill_one(store, longest, rng, only_while_writing=bool(kill % 2))] += 1
            wrong += problems(store, expected, engine.version)
        engine.fit()
        wrong += [f"left behind: {path.name}" for path in scratch_of(index_folder(store.path))]
        store.close()
    return {
        "kills": kills,
        **{f"killed while {what}": count for what, count in sorted(doing.items())},
        "a whole fit, s": round(longest, 1),
        "problems": wrong,
        "problem_count": len(wrong),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=30)
    args = parser.parse_args()
    print(f"{platform.platform()}, Python {platform.python_version()}")
    figures = run(kills=args.kills)
    for name, value in figures.items():
        print(f"{name:44} {value}")
    if figures["problems"]:
        sys.exit(1)


if __name__ == "__main__":
    main()
