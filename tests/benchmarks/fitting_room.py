"""How fast the shop says what can be tried on, in which order: `python -m tests.benchmarks.fitting_room`.

100,000 products of which one in twenty, or every one, can be worn; rows of forty asked for by kind, price, traits and
stock, ranked by a visit's taste and by fit; and how long a new price and an empty shelf take to be seen. Beside it, in
the same run, the same question as plain SQL over the attributes, ordered by price: like ours it must look at everything
before it knows the first forty. Times are wall times; CPU of the thread beside.
"""

import json
import os
import platform
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import text

from shopassistant.inventory.stock import count_stock
from shopassistant.sales.fitting_room.ranking import rank
from shopassistant.sales.fitting_room.room import FittingRoom
from shopassistant.sales.fitting_room.taste import Tried, VisitTaste
from shopassistant.sales.fitting_room.wanted import Fitting, Wanted
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store, open_store
from shopassistant.store.schema import Variant
from shopassistant.store.shop import ensure_location
from shopassistant.tryon.eyewear.spec import SHAPES, spec_of
from shopassistant.tryon.face.fit import fit_of
from shopassistant.tryon.face.measures import Interval, Measures
from shopassistant.tryon.face.scale import Scale

_NOW = datetime(2026, 5, 6, tzinfo=UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
_SQL = """
SELECT v.id, p.name, v.price_minor, l.quantity FROM variant v JOIN product p ON p.id = v.product_id
LEFT JOIN stock_level l ON l.variant_id = v.id AND l.location_id = :location
WHERE p.active AND v.active AND v.price_minor <= 20000 AND (l.quantity IS NULL OR l.quantity > 0)
AND json_extract(p.attributes, '$.lens_width_mm') IS NOT NULL AND json_extract(p.attributes, '$.shape') = 'round'
GROUP BY p.id ORDER BY v.price_minor LIMIT 40
"""


def run(tiny: bool) -> dict[str, object]:
    """Figures; `tiny`: 2,000 products."""
    products, repeats = (2_000, 5) if tiny else (100_000, 100)
    figures: dict[str, object] = {"products": products}
    for name, every in (("one in twenty", 20), ("all", 1)):
        with tempfile.TemporaryDirectory() as folder:
            store = _build(Path(folder) / "shop.db", products, every)
            try:
                figures |= {f"{name}: {key}": value for key, value in _measure(store, repeats).items()}
            finally:
                store.close()
    return figures


def _measure(store: Store, repeats: int) -> dict[str, object]:
    with store.begin(SYSTEM) as unit:
        location = ensure_location(unit)
        unit.commit()
    room = FittingRoom(store, location)
    started = time.perf_counter()
    room.warm()
    found: dict[str, object] = {"first reading, s": time.perf_counter() - started, "kinds": len(room.kinds())}
    plain = Wanted(kinds=("glasses",))
    narrow = Wanted(("glasses",), ("shape:round",), most_price_minor=20_000, in_stock_only=True)
    shown = room.find(plain)
    if len(shown) != plain.count or len(room.find(narrow)) == 0:
        raise RuntimeError("the rows are not full")
    visit = VisitTaste([Tried(one.product_id, one.traits, at, at > 6) for at, one in enumerate(shown[:8])])
    found |= _times("a row", lambda: room.find(plain), repeats)
    found |= _times("a narrow row", lambda: room.find(narrow), repeats)
    found |= _times("a ranked row", lambda: rank(room, plain, None, None, visit, _fit), max(3, repeats // 5))
    sql = _times("plain SQL", lambda: _plain_sql(store, location), max(3, repeats // 10))
    found |= sql
    ours, theirs = float(str(found["a narrow row p50, ms"])), float(str(sql["plain SQL p50, ms"]))
    found["a narrow row over plain SQL"] = ours / theirs
    return found | _seen_again(store, room, shown[0], location)


def _seen_again(store: Store, room: FittingRoom, one: Fitting, location: int) -> dict[str, object]:
    """Milliseconds from a change that is committed to a row that knows it."""
    with store.begin(SYSTEM) as unit:
        unit.session.get_one(Variant, one.variant_id).price_minor = 1
        unit.commit()
    found: dict[str, object] = {"a new price seen after, ms": _milliseconds(lambda: room.find(Wanted(count=40)))}
    now = room.find(Wanted(most_price_minor=1))
    if [first.product_id for first in now] != [one.product_id]:
        raise RuntimeError("the new price was not seen")
    count_stock(store, SYSTEM, location, {one.variant_id: 0, **dict.fromkeys(one.others, 0)})
    found["a sold-out product seen after, ms"] = _milliseconds(lambda: room.find(Wanted(count=40)))
    if room.find(Wanted(most_price_minor=1, in_stock_only=True)):
        raise RuntimeError("the empty shelf was not seen")
    return found


def _times(name: str, do: Callable[[], object], repeats: int) -> dict[str, object]:
    walls, works = [], []
    for _ in range(repeats):
        started, worked = time.perf_counter(), time.thread_time()
        do()
        works.append((time.thread_time() - worked) * 1000)
        walls.append((time.perf_counter() - started) * 1000)
    walls.sort()
    works.sort()
    return {
        f"{name} p50, ms": walls[len(walls) // 2],
        f"{name} p95, ms": walls[int(0.95 * (len(walls) - 1))],
        f"{name} p95, ms of CPU": works[int(0.95 * (len(works) - 1))],
    }


def _milliseconds(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    do()
    return (time.perf_counter() - started) * 1000


def _plain_sql(store: Store, location: int) -> object:
    with store.read() as session:
        return session.execute(text(_SQL), {"location": location}).all()


def _fit(one: Fitting) -> float | None:
    return fit_of(_FACE, spec_of(one.attributes)).score if one.kind == "glasses" else None


def _around(value: float) -> Interval:
    return Interval(value, value - 3, value + 3)


_FACE = Measures(_around(61), _around(62), _around(140), _around(18), _around(100), Scale(1.0, 0.03, ("iris",)))


def _attributes(random: Random) -> dict[str, Any]:
    if random.random() < 0.2:
        return {"wearable": "hat", "shape": "brimmed", "material": "felt"}
    lens, bridge = random.randrange(44, 58), random.randrange(15, 23)
    return {
        "lens_width_mm": lens, "lens_height_mm": random.randrange(30, 46), "bridge_mm": bridge,
        "temple_mm": random.randrange(135, 151, 5), "frame_width_mm": 2 * lens + bridge + random.randrange(8, 18),
        "shape": random.choice(SHAPES), "material": random.choice(("acetate", "metal", "titanium")), "rim": "full",
    }  # fmt: skip


def _build(path: Path, products: int, every: int) -> Store:
    """`products` products with two variants each, of which one in `every` can be worn; half of them counted."""
    random = Random(7)
    store = open_store(path, create=True)
    with store.begin(SYSTEM) as unit:
        location = ensure_location(unit)
        run_many = unit.session.connection().exec_driver_sql
        other = json.dumps({"material": "wool", "care": "hand wash", "season": "winter"})
        run_many(
            "INSERT INTO product (id, code, name, brand, description, attributes, active, created_at) "
            "VALUES (?, ?, ?, ?, '', ?, 1, ?)",
            [
                (
                    at, f"P{at}", f"Product {at}", f"Brand {at % 60}",
                    other if at % every else json.dumps(_attributes(random)), _NOW,
                )
                for at in range(1, products + 1)
            ],
        )  # fmt: skip
        run_many(
            "INSERT INTO variant (id, product_id, sku, colour, price_minor, active) VALUES (?, ?, ?, ?, ?, 1)",
            [
                (at, (at + 1) // 2, f"V{at}", ("black", "gold")[at % 2], 2_000 + 100 * random.randrange(400))
                for at in range(1, 2 * products + 1)
            ],
        )
        run_many(
            "INSERT INTO stock_movement (variant_id, location_id, quantity, reason, at, note) "
            "VALUES (?, ?, ?, ?, ?, '')",
            [(at, location, random.randrange(0, 4), "opening", _NOW) for at in range(1, 2 * products + 1, 2)],
        )
        unit.commit()
    return store


def main() -> None:
    """Print the machine and the figures."""
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name, value in run(tiny=False).items():
        print(f"{name:<50} {value:,.4g}" if isinstance(value, float) else f"{name:<50} {value}")


if __name__ == "__main__":
    main()
