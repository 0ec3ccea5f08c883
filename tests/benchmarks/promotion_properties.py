"""What must hold of promotions, tried on at least 10,000 generated cases each.

``python -m tests.benchmarks.promotion_properties [--count N] [--seed N] [--only baskets|stories|rushes]``. Baskets are
priced by the engine alone; stories (purchases, returns, exchanges, coupons, points) and rushes (several tills at the
same moment) are played on a real store. Each property stands in the tests with a few examples, too.
"""

import argparse
import platform
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from shopassistant.store.check import check_store
from tests.unit.promotions.cases import baskets, books, cases
from tests.unit.promotions.rules.properties import check_all
from tests.unit.promotions.rush import Rush, play_rush, rushes
from tests.unit.promotions.stories import Story, check_story, make_tills, stories

COUNT = 10_000
_TINY = 15


def price_baskets(count: int, number: int) -> dict[str, object]:
    """Sums exact and in whole minor units, totals above the floor, limits kept, any order of lines."""
    tried = {"cases": 0, "with an offer": 0}

    @seed(number)
    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def play(data: st.DataObject) -> None:
        book = data.draw(books())
        priced = check_all(data.draw(baskets()), book, data.draw(cases(book)), data.draw(st.integers(0, 99)))
        tried["cases"] += 1
        tried["with an offer"] += bool(priced.uses)

    play()
    return {f"baskets: {name}": value for name, value in tried.items()}


def play_stories(count: int, number: int) -> dict[str, object]:
    """No sequence of purchases and returns creates value, and the books agree at the end."""
    tried = {"cases": 0, "visits": 0, "with an offer": 0}
    with tempfile.TemporaryDirectory(dir=_fast()) as folder:
        tills = make_tills(Path(folder) / "stories.db")

        @seed(number)
        @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(stories())
        def play(story: Story) -> None:
            check_story(tills, story)
            tried["cases"] += 1
            tried["visits"] += len(story.visits)
            tried["with an offer"] += any(sale.changes.promotions for sale in tills.sales)

        play()
        findings = check_store(tills.store).findings
        tills.store.close()
    return {f"stories: {name}": value for name, value in tried.items()} | {"stories: findings": len(findings)}


def play_rushes(count: int, number: int) -> dict[str, object]:
    """No budget and no limit is overdrawn by tills that sell at the same moment."""
    tried = {"cases": 0, "sales": 0, "with the offer": 0}
    with tempfile.TemporaryDirectory(dir=_fast()) as folder, ThreadPoolExecutor(3) as pool:
        tills = make_tills(Path(folder) / "rushes.db")

        @seed(number)
        @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(rushes)
        def play(rush: Rush) -> None:
            tried["with the offer"] += play_rush(tills, rush, pool)
            tried["cases"] += 1
            tried["sales"] += len(rush.units)

        play()
        findings = check_store(tills.store).findings
        tills.store.close()
    return {f"rushes: {name}": value for name, value in tried.items()} | {"rushes: findings": len(findings)}


def _fast() -> str | None:
    """A folder in memory where there is one: what is tried is the logic, not the disk."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


PARTS: dict[str, Callable[[int, int], dict[str, object]]] = {
    "baskets": price_baskets,
    "stories": play_stories,
    "rushes": play_rushes,
}


def run(tiny: bool = False, *, count: int = COUNT, number: int = 1, only: str | None = None) -> dict[str, object]:
    """Play all parts; a property that fails raises with the smallest case that breaks it."""
    figures: dict[str, object] = {
        "machine": f"{platform.machine()} {platform.system()}",
        "python": platform.python_version(),
    }
    broken = 0
    for name, part in PARTS.items():
        if only not in (None, name):
            continue
        started = time.perf_counter()
        found = part(_TINY if tiny else count, number)
        broken += int(str(found.get(f"{name}: findings", 0)))
        figures |= found | {f"{name}: seconds": round(time.perf_counter() - started, 1)}
    return figures | {"problem_count": broken}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=tuple(PARTS))
    given_ = parser.parse_args()
    for name, value in run(count=given_.count, number=given_.seed, only=given_.only).items():
        print(f"{name}: {value}")


if __name__ == "__main__":
    main()
