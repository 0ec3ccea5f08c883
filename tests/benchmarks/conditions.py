"""How long does counting the customers of a hand-made segment take, while somebody builds it?

An invented shop of 100,000 customers and a million lines; each condition alone, and five of them together.
"""

import shutil
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from shopassistant.customers.segments.conditions.matching import counting, matching
from shopassistant.store.database import open_store
from tests.benchmarks import scale_shop

_TRIES = 5


def leaf(field: str, op: str, **more: Any) -> dict[str, Any]:
    """One condition."""
    return {"field": field, "op": op, **more}


TREES: dict[str, dict[str, Any]] = {
    "spend": leaf("spend", "at_least", value=20_000),
    "spend of a year": leaf("spend", "between", value=5_000, to=20_000, days=365),
    "visits of a quarter": leaf("visits", "at_least", value=2, days=91),
    "last visit": leaf("days_since_visit", "at_least", value=180),
    "average basket": leaf("average_basket", "between", value=5_000, to=10_000),
    "share taken off": leaf("discount_share", "at_least", value=1_000),
    "bought one of ten categories": leaf("bought_category", "any_of", choices=list(range(1, 11))),
    "never bought three categories": leaf("bought_category", "none_of", choices=[1, 2, 3], days=365),
    "bought a product": leaf("bought_product", "any_of", choices=[1]),
    "consent": leaf("consent_email", "any_of", choices=["no", "unasked"]),
    "points": leaf("points", "at_least", value=1),
    "five together": {
        "all": [
            leaf("spend", "at_least", value=10_000),
            {
                "any": [
                    leaf("visits", "at_least", value=3, days=365),
                    leaf("bought_category", "any_of", choices=[1, 2]),
                ]
            },
            {"not": [leaf("days_since_visit", "at_most", value=30)]},
            leaf("consent_email", "any_of", choices=["unasked"]),
        ]
    },
}


def run(tiny: bool = False) -> dict[str, object]:
    """Milliseconds of processor time for each count, the middle of five."""
    size = scale_shop.Size(2_000, 500, 20_000) if tiny else scale_shop.Size(100_000, 5_000, 1_000_000)
    folder = Path(tempfile.mkdtemp(prefix="conditions-"))
    try:
        return _measure(scale_shop.build(folder, size))
    finally:
        shutil.rmtree(folder)


def _measure(path: Path) -> dict[str, object]:
    store = open_store(path)
    now: datetime = scale_shop.FIRST_DAY + timedelta(days=scale_shop.DAYS)
    figures: dict[str, object] = {}
    with store.read() as session:
        for name, tree in TREES.items():
            taken = []
            for _ in range(_TRIES):
                started = time.process_time()
                count = counting(session, tree, now)
                taken.append((time.process_time() - started) * 1000)
            if len(matching(session, tree, now)) != count:
                raise AssertionError(f"{name}: counted {count}, listed another number")
            figures[f"{name}, ms"] = float(np.median(taken))
    store.close()
    return {"slowest count, ms": max(float(str(one)) for one in figures.values()), **figures}
