"""A shop of a few hundred customers of four known kinds, written in bulk: what grouping must find again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from sqlalchemy import insert

from shopassistant.core.clock import FixedClock
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Category, Customer, Location, Product, Sale, SaleLine, Variant

END = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Kind:
    """How one kind buys: visits in a year, days since the last, minor units a line, lines a visit, its category."""

    visits: int
    away: int
    price: int
    lines: int
    category: int


KINDS = (
    Kind(visits=14, away=8, price=6000, lines=5, category=0),
    Kind(visits=5, away=60, price=900, lines=1, category=1),
    Kind(visits=3, away=230, price=5000, lines=4, category=2),
    Kind(visits=1, away=300, price=800, lines=1, category=1),
)
CATEGORIES = ("Frames", "Care", "Bags")


def fill(store: Store, each: int, seed: int = 1) -> np.ndarray:
    """`each` customers of every kind, in turn; returns the kind of each, in the order of their ids. The clock stands
    at the end of the year."""
    rng = np.random.default_rng(seed)
    kinds = np.tile(np.arange(len(KINDS)), each)
    with store.begin(SYSTEM) as unit:
        session = unit.session
        location = session.query(Location).one().id
        for number, name in enumerate(CATEGORIES):
            session.add(Category(id=number + 1, name=name, path=name))
        session.flush()
        for place in range(12):
            product = Product(code=f"P{place}", name=f"P{place}", category_id=place % 3 + 1, created_at=END)
            session.add(product)
            session.flush()
            price = 500 + 300 * place
            session.add(Variant(product_id=product.id, sku=f"P{place}", price_minor=price, size=("S", "M")[place % 2]))
        who = [
            {"number": f"C{at}", "created_at": END, "updated_at": END, "status": "active", "given_name": f"Ann {at}"}
            for at in range(len(kinds))
        ]
        session.execute(insert(Customer), who)
        sales, lines = [], []
        for at, kind in enumerate(kinds):
            for sale, of_sale in _visits(rng, at + 1, KINDS[kind], location, len(sales)):
                sales.append(sale)
                lines += of_sale
        session.execute(insert(Sale), sales)
        session.execute(insert(SaleLine), lines)
        unit.commit()
    store.clock = FixedClock(END)
    return kinds


def _visits(
    rng: np.random.Generator, customer: int, kind: Kind, location: int, made: int
) -> Iterator[tuple[dict[str, object], list[dict[str, object]]]]:
    visits = max(1, int(rng.poisson(kind.visits)))
    last = kind.away * rng.uniform(0.6, 1.4)
    for visit in range(visits):
        day = last + visit * (365 - last) / visits * rng.uniform(0.8, 1.0)
        count = max(1, int(rng.poisson(kind.lines)))
        prices = np.maximum(rng.normal(kind.price, kind.price / 4, count), 100).astype(int).tolist()
        sale_id = made + visit + 1
        total = sum(prices)
        sale = {
            "id": sale_id, "number": f"S{sale_id}", "kind": "sale", "source": "demo", "customer_id": customer,
            "location_id": location, "sold_at": END - timedelta(days=day, hours=float(rng.uniform(0, 9))),
            "currency": "GBP", "gross_minor": total, "discount_minor": 0, "total_minor": total, "tax_minor": 0,
        }  # fmt: skip
        favourite = rng.random(count) < 0.8
        places = np.where(favourite, kind.category + 3 * rng.integers(0, 4, count), rng.integers(0, 12, count))
        yield sale, [
            {
                "sale_id": sale_id, "position": n + 1, "kind": "product", "variant_id": int(place) + 1,
                "description": "x", "quantity": 1, "unit_price_minor": price, "discount_minor": 0, "total_minor": price,
            }
            for n, (price, place) in enumerate(zip(prices, places, strict=True))
        ]  # fmt: skip
