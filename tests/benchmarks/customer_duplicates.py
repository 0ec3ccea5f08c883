"""How long the list of likely duplicates takes, and how right it is: `python -m tests.benchmarks.customer_duplicates`.

In a population of a hundred thousand, two thousand customers are entered a second time: with a slip in the name or a
nickname, and with the telephone, the e-mail address, both or only the town in common.
"""

import os
import platform
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from shopassistant.core.text import fold
from shopassistant.customers.duplicates import find_duplicates
from shopassistant.customers.nicknames import nicknames
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from tests.benchmarks.population import Person, build_store, people
from tests.benchmarks.search import misspell

_SEED = 77


def run(tiny: bool) -> dict[str, object]:
    """Figures; `tiny`: 1,000 customers and 50 of them twice."""
    size, twice = (1_000, 50) if tiny else (100_000, 2_000)
    with tempfile.TemporaryDirectory() as folder:
        store = build_store(Path(folder) / "shop.db", size, _SEED)
        try:
            planted = _plant(store, size, twice)
            started = time.perf_counter()
            found = find_duplicates(store, limit=size)
            took = time.perf_counter() - started
        finally:
            store.close()
    pairs = [(pair.first_id, pair.second_id) for pair in found]
    best = pairs[:twice]
    return {
        "customers": size + twice,
        "find duplicates, s": took,
        "planted pairs found": len(planted & set(pairs)) / twice,
        "share of planted among the first as many": len(planted & set(best)) / twice,
        "pairs proposed": len(pairs),
    }


def _plant(store: Store, size: int, count: int) -> set[tuple[int, int]]:
    random = Random(_SEED + 1)
    chosen = set(random.sample(range(1, size + 1), count))
    originals = [person for person in people(size, _SEED) if person.id in chosen]
    planted = set()
    with store.begin(SYSTEM) as unit:
        run_many = unit.session.connection().exec_driver_sql
        for at, person in enumerate(originals):
            copy_id = size + 1 + at
            given, family = _variant(person, random)
            run_many(
                "INSERT INTO customer (id, number, given_name, family_name, company, street, postcode, city, country, "
                "status, created_at, updated_at) VALUES (?, ?, ?, ?, '', '', '', ?, '', 'active', "
                "'2025-01-01 00:00:00.000000', '2025-01-01 00:00:00.000000')",
                (copy_id, f"X{copy_id}", given, family, person.city),
            )
            for kind, value in _shared(person, random):
                run_many(
                    "INSERT INTO contact (customer_id, kind, value, lookup, label, is_primary, is_valid) "
                    "VALUES (?, ?, ?, ?, '', 1, 1)",
                    (copy_id, kind, value, value),
                )
            planted.add((person.id, copy_id))
        unit.commit()
    return planted


def _variant(person: Person, random: Random) -> tuple[str, str]:
    forms = sorted(nicknames().get(fold(person.given), ()))
    if forms and random.random() < 0.5:
        return random.choice(forms).capitalize(), person.family
    if random.random() < 0.5:
        return person.given, misspell(person.family, 1, random)
    return person.given, person.family


def _shared(person: Person, random: Random) -> Iterator[tuple[str, str]]:
    kinds = random.choice(("phone", "email", "both", "none"))
    if kinds in ("phone", "both"):
        yield "phone", person.phone
    if kinds in ("email", "both"):
        yield "email", person.email


def main() -> None:
    """Print the machine and the figures."""
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name, value in run(tiny=False).items():
        print(f"{name:<50} {value:,.4g}" if isinstance(value, float) else f"{name:<50} {value}")


if __name__ == "__main__":
    main()
