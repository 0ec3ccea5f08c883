"""From a scan to its line in the basket, and from a keystroke to rows, at a hundred thousand variants.

``python -m tests.benchmarks.scan [--size VARIANTS]``. The basket is saved durably with every scan; "promoted" is the
same under 500 live promotions.
"""

import argparse
import platform
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from sqlalchemy import insert

from shopassistant.promotions.rules.offer_json import offer_to_json
from shopassistant.promotions.rules.rule import Rule
from shopassistant.sales.barcodes import check_digit
from shopassistant.sales.basket import BasketView, add_variant, open_basket, remove_line
from shopassistant.sales.complete import TenderRequest, complete_sale
from shopassistant.sales.lookup import FoundVariant, ProductLookup
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store, open_store
from shopassistant.store.schema import (
    Barcode,
    Product,
    Promotion,
    PromotionItem,
    StockMovement,
    TaxClass,
    Variant,
)
from shopassistant.store.shop import Shop, ensure_location, save_shop
from tests.benchmarks.promotions import make_rules

Result = TypeVar("Result")

_NAMES = """Linden Maple Willow Rowan Cedar Hazel Birch Aspen Juniper Laurel Classic Round Square Aviator Heart Star
    Cloud Lantern Garden Kitchen Holder Bag Mug Candle Frame Scarf Jacket Shirt Trouser Skirt Coat Belt Glove Sock Boot
    Trainer Sandal""".split()  # noqa: SIM905
_BRANDS = [first + last for first in ("Nord", "Sud", "Alt", "Neu", "Ober") for last in ("lys", "wald", "hof", "mark")]
_COLOURS = ("Black", "White", "Tortoise", "Navy", "Olive", "Crimson", "Sand", "Grey", "Ivory", "Teal")


def make_store(path: Path, variants: int) -> Store:
    """A shop with that many variants, eight of each product, all counted, one in five out of stock."""
    store = open_store(path, create=True)
    rng = random.Random(2)
    with store.begin(SYSTEM) as unit:
        save_shop(unit, Shop(name="Benchmark"))
        location_id = ensure_location(unit)
        now = unit.clock.now()
        unit.session.execute(insert(TaxClass), [{"id": 1, "code": "standard", "name": "Standard", "rate_bp": 2000}])
        products = [
            {
                "id": n,
                "code": f"P{n}",
                "name": " ".join(rng.sample(_NAMES, 3)),
                "brand": rng.choice(_BRANDS),
                "tax_class_id": 1,
                "created_at": now,
            }
            for n in range(1, variants // 8 + 2)
        ]
        unit.session.execute(insert(Product), products)
        rows = [
            {
                "id": n,
                "product_id": 1 + (n - 1) // 8,
                "sku": f"SKU{n:06d}",
                "size": str(44 + 2 * (n % 8)),
                "colour": rng.choice(_COLOURS),
                "price_minor": rng.randint(500, 20000),
                "cost_minor": 300,
            }
            for n in range(1, variants + 1)
        ]
        unit.session.execute(insert(Variant), rows)
        unit.session.execute(insert(Barcode), [{"code": code_of(n), "variant_id": n} for n in range(1, variants + 1)])
        movements = [
            {
                "variant_id": n,
                "location_id": location_id,
                "quantity": rng.choice((0, 3, 5, 9, 40)),
                "reason": "opening",
                "at": now,
                "note": "",
            }
            for n in range(1, variants + 1)
        ]
        unit.session.execute(insert(StockMovement), movements)
        unit.commit()
    return store


def approve(store: Store, rules: Sequence[Rule]) -> None:
    """Write rules as promotions that hold."""
    with store.begin(SYSTEM) as unit:
        now = unit.clock.now()
        promotions = [
            {
                "id": rule.id,
                "number": f"P{rule.id:04d}",
                "name": rule.name,
                "status": "approved",
                "offer": offer_to_json(rule.offer),
                "scope": {"everything": rule.items[0] is None},
                "group_name": rule.group,
                "stacking": rule.stacking,
                "priority": rule.priority,
                "exclusive": rule.exclusive,
                "created_at": now,
                "changed_at": now,
                "approved_at": now,
            }
            for rule in rules
        ]
        unit.session.execute(insert(Promotion), promotions)
        items = [
            {"promotion_id": rule.id, "role": "get", "slot": slot, "variant_id": variant + 1}
            for rule in rules
            for slot, ids in enumerate(rule.items)
            for variant in sorted(ids or ())
        ]
        unit.session.execute(insert(PromotionItem), items)
        unit.commit()


def code_of(number: int) -> str:
    """The EAN-13 of the variant with an id."""
    body = f"400{number:09d}"
    return body + check_digit(body)


def queries(rng: random.Random, count: int) -> list[str]:
    """Texts as they grow under the fingers: every beginning of typical queries, one in five with a typo."""
    texts: list[str] = []
    while len(texts) < count:
        words = [
            rng.choice(_NAMES),
            rng.choice((rng.choice(_NAMES), rng.choice(_COLOURS), str(44 + 2 * rng.randrange(8)))),
        ]
        if rng.random() < 0.2:
            place = rng.randrange(1, len(words[0]))
            words[0] = words[0][:place] + words[0][place + 1 :]
        text = " ".join(words).lower()
        texts += [text[:end] for end in range(1, len(text) + 1)]
    return texts[:count]


def quantile(times: list[float], share: float) -> float:
    return round(sorted(times)[min(int(len(times) * share), len(times) - 1)], 2)


@dataclass
class Till:
    """One terminal that scans at random, with the times it took in milliseconds."""

    store: Store
    lookup: ProductLookup
    size: int
    rng: random.Random = field(default_factory=lambda: random.Random(3))
    times: dict[str, list[float]] = field(default_factory=dict)
    prefix: str = ""

    def timed(self, name: str, action: Callable[..., Result], *arguments: object) -> Result:
        start = time.perf_counter()
        result = action(*arguments)
        self.times.setdefault(self.prefix + name, []).append((time.perf_counter() - start) * 1000)
        return result

    def look_up(self) -> FoundVariant:
        found = self.lookup.by_code(code_of(self.rng.randint(1, self.size)))
        assert found is not None
        return found

    def scan(self, basket_id: int) -> BasketView:
        return add_variant(self.store, SYSTEM, basket_id, self.look_up().variant_id)

    def serve(self, number: int) -> None:
        """Twenty scans, one line taken out again, and the sale."""
        basket = open_basket(self.store, SYSTEM, "till", 1)
        for _ in range(20):
            self.timed("code", self.look_up)
            basket = self.timed("scan_to_line", self.scan, basket.id)
        basket = self.timed("remove", remove_line, self.store, SYSTEM, basket.id, basket.lines[0].id)
        pay = [TenderRequest("card", basket.total_minor)]
        self.timed("sale_of_19", complete_sale, self.store, SYSTEM, basket.id, pay, f"sale {number}")


def run(tiny: bool = False, size: int = 100_000) -> dict[str, object]:
    """Figures in milliseconds."""
    size, rounds = (800, 3) if tiny else (size, 100)
    with tempfile.TemporaryDirectory() as folder:
        store = make_store(Path(folder) / "shop.db", size)
        till = Till(store, ProductLookup(store, 1), size)
        for number in range(rounds):
            till.serve(number)
        till.timed("index_build", till.lookup.warm)
        approve(store, make_rules(random.Random(4), 20 if tiny else 500, size))
        till.prefix = "promoted "
        for number in range(rounds, rounds + (1 if tiny else 20)):
            till.serve(number)
        texts = queries(till.rng, 20 * rounds)
        rows = [till.timed("keystroke", till.lookup.find, text) for text in texts]
        store.close()
    figures: dict[str, object] = {"variants": size}
    for name, times in till.times.items():
        figures |= {
            f"{name}_{label}_ms": quantile(times, at) for label, at in (("p50", 0.5), ("p95", 0.95), ("max", 1))
        }
    figures["queries_with_rows"] = round(sum(map(bool, rows)) / len(rows), 3)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    size = parser.parse_args().size
    print(f"{platform.platform()}, Python {platform.python_version()}")
    for name, value in run(size=size).items():
        print(f"{name:24} {value}")


if __name__ == "__main__":
    main()
