"""Random walks through stock operations beside a plain model: `python -m tests.benchmarks.ledger_walk`.

Every walk carries out 10,000 use cases (sales, returns, held baskets, deliveries, orders with their receipts and
reversals, transfers in one and two steps, counts of several people, adjustments, cancellations, and such as must be
refused), and compares levels, ledger, orders, goods in transit and reserved units with a model in plain Python that
shares no code with the program. A difference ends it with the seed and the call.
"""

import argparse
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.unit.inventory.walk.ground import Disagreement
from tests.unit.inventory.walk.walking import walk

SEEDS = range(1, 5)
CALLS = 10_000


def run(tiny: bool = False, seeds: range = SEEDS, calls: int = CALLS) -> dict[str, object]:
    """Figures: walks, use cases, lines, movements, refused ones, disagreements with their messages, seconds."""
    if tiny:
        seeds, calls = range(1, 3), 80
    totals = {"walks": 0, "use cases": 0, "lines": 0, "movements": 0, "refused as they must be": 0}
    problems: list[str] = []
    started = time.perf_counter()
    for seed in seeds:
        with TemporaryDirectory() as folder:
            try:
                ground = walk(Path(folder) / "walk.db", seed, calls=calls)
            except Disagreement as problem:
                problems.append(str(problem))
                continue
            ground.store.close()
        counted = (1, ground.calls, ground.operations, ground.model.moves, ground.refused)
        totals = {name: total + more for (name, total), more in zip(totals.items(), counted, strict=True)}
    return {**totals, "problem_count": len(problems), "problems": problems, "seconds": time.perf_counter() - started}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--seeds", type=int, nargs=2, default=[SEEDS.start, SEEDS.stop], help="first, and one past last"
    )
    parser.add_argument("--calls", type=int, default=CALLS)
    arguments = parser.parse_args()
    for name, value in run(seeds=range(*arguments.seeds), calls=arguments.calls).items():
        sys.stdout.write(f"{name}: {value}\n")
