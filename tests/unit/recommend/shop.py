"""A small shop for the recommender's tests: purchases as tuples, loaded in bulk into a real store or into arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import insert

from shopassistant.recommend.purchases import Products, Purchases
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Category, Customer, Location, Product, Sale, SaleLine, StockMovement, Variant

START = datetime(2025, 1, 6, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Buy:
    """A customer (0: a walk-in) bought some variants on a day after `START`."""

    customer: int
    day: int
    variants: tuple[int, ...]


@dataclass(frozen=True)
class Ware:
    """A product with its variants (ids count up over all wares, from 1)."""

    name: str
    category: str = ""
    brand: str | None = None
    price: int = 1000
    sizes: tuple[str | None, ...] = (None,)
    stock: int | None = None
    active: bool = True
    attributes: tuple[tuple[str, str], ...] = ()


def fill(store: Store, wares: Sequence[Ware], buys: Sequence[Buy], customers: int = 0) -> None:
    """Write wares, customers 1..n and sales into an empty store; ids are as given."""
    count = max([customers, *(buy.customer for buy in buys)], default=0)
    with store.begin(SYSTEM) as unit:
        session = unit.session
        location = session.query(Location.id).order_by(Location.id).limit(1).scalar()
        paths = sorted({ware.category for ware in wares if ware.category})
        if paths:
            session.execute(
                insert(Category), [{"id": n, "name": path, "path": path} for n, path in enumerate(paths, start=1)]
            )
        people = [
            {"id": n, "number": str(1000 + n), "created_at": START, "updated_at": START} for n in range(1, count + 1)
        ]
        if people:
            session.execute(insert(Customer), people)
        _write_wares(session, wares, paths, location)
        if buys:
            _write_sales(session, wares, buys, location)
        unit.commit()


def _write_wares(session: Any, wares: Sequence[Ware], paths: list[str], location: int) -> None:
    products, variants, stock = [], [], []
    for number, ware in enumerate(wares, start=1):
        products.append(
            {
                "id": number, "code": f"P{number}", "name": ware.name, "brand": ware.brand,
                "category_id": paths.index(ware.category) + 1 if ware.category else None,
                "attributes": dict(ware.attributes), "active": ware.active, "created_at": START, "description": "",
            }
        )  # fmt: skip
        for size in ware.sizes:
            key = len(variants) + 1
            variants.append(
                {"id": key, "product_id": number, "sku": f"S{key}", "size": size, "price_minor": ware.price,
                 "active": True}
            )  # fmt: skip
            if ware.stock is not None:
                stock.append(
                    {"variant_id": key, "location_id": location, "quantity": ware.stock, "reason": "opening",
                     "at": START, "note": ""}
                )  # fmt: skip
    for table, rows in ((Product, products), (Variant, variants), (StockMovement, stock)):
        if rows:
            session.execute(insert(table), rows)


def _write_sales(session: Any, wares: Sequence[Ware], buys: Sequence[Buy], location: int) -> None:
    prices = [ware.price for ware in wares for _ in ware.sizes]
    sales, lines = [], []
    for number, buy in enumerate(buys, start=1):
        total = sum(prices[variant - 1] for variant in buy.variants)
        sales.append(
            {"id": number, "number": f"R{number}", "kind": "sale", "source": "demo",
             "customer_id": buy.customer or None, "location_id": location,
             "sold_at": START + timedelta(days=buy.day), "currency": "GBP",
             "gross_minor": total, "discount_minor": 0, "total_minor": total, "tax_minor": 0}
        )  # fmt: skip
        for position, variant in enumerate(buy.variants, start=1):
            price = prices[variant - 1]
            lines.append(
                {"sale_id": number, "position": position, "kind": "product", "variant_id": variant,
                 "description": "x", "quantity": 1, "unit_price_minor": price, "total_minor": price}
            )  # fmt: skip
    session.execute(insert(Sale), sales)
    session.execute(insert(SaleLine), lines)


def two_circles(customers: int = 60, days: int = 400, seed: int = 1) -> tuple[list[Ware], list[Buy]]:
    """A shop with two circles of customers: even ones buy products 1 to 10 only, odd ones 11 to 20.

    Each keeps to a few favourites and buys some of them again; product 21 is never sold, product 22 by walk-ins only.
    """
    rng = np.random.default_rng(seed)
    kinds = ("Tea", "Boots")
    wares = [
        Ware(f"{kinds[n // 10]} number {n % 10}", category=f"{kinds[n // 10]} / {'AB'[n % 2]}", brand=kinds[n // 10])
        for n in range(20)
    ]
    wares += [Ware("Tea nobody knows", category="Tea / A", brand="Tea"), Ware("Postcard")]
    buys = [Buy(0, int(day), (22,)) for day in range(0, days, 40)]
    for customer in range(1, customers + 1):
        own = rng.permutation(10)[:5] + (10 if customer % 2 else 0)
        for _ in range(int(rng.integers(3, 9))):
            basket = rng.choice(own, int(rng.integers(1, 4)), replace=False) + 1
            buys.append(Buy(customer, int(rng.integers(0, days)), tuple(int(v) for v in basket)))
    return wares, sorted(buys, key=lambda buy: buy.day)


def arrays(wares: Sequence[Ware], buys: Sequence[Buy], customers: int = 0) -> Purchases:
    """The same shop as the arrays a fit gets, without a store (one variant per ware)."""
    count = max([customers, *(buy.customer for buy in buys)], default=0)
    paths = tuple(sorted({ware.category for ware in wares if ware.category}))
    ids = np.arange(1, len(wares) + 1, dtype=np.int64)
    products = Products(
        product_ids=ids,
        variant_ids=ids,
        variant_product=np.arange(len(wares), dtype=np.int32),
        variant_size=np.full(len(wares), -1, np.int32),
        category=np.array([paths.index(w.category) if w.category else -1 for w in wares], np.int32),
        price=np.array([w.price for w in wares], np.float32),
        category_paths=paths,
        names=tuple(w.name for w in wares),
        brands=tuple(w.brand or "" for w in wares),
        attributes=tuple(dict(w.attributes) for w in wares),
    )
    day0 = (START.date() - datetime(1970, 1, 1, tzinfo=UTC).date()).days
    rows = sorted((b.customer - 1, day0 + b.day, n, v - 1) for n, b in enumerate(buys) for v in b.variants)
    table = np.array(rows, np.int32).reshape(-1, 4)
    zeros = np.zeros(count, np.int64)
    return Purchases(
        products=products,
        customer_ids=np.arange(1, count + 1, dtype=np.int64),
        sale_counts=zeros,
        sale_sums=zeros,
        customer=table[:, 0],
        day=table[:, 1],
        basket=table[:, 2],
        variant=table[:, 3],
        quantity=np.ones(len(table), np.float32),
        value=products.price[table[:, 3]] if len(table) else np.empty(0, np.float32),
        newest_sale_id=len(buys),
    )
