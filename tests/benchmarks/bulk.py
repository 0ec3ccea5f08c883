"""Fills a store with many sales fast, for measuring what reads them; not a way in for a shop's data."""

import csv
import gzip
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import insert

from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Customer, Location, Product, Sale, SaleLine, StockMovement, Variant

_CHUNK = 20_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def load_csv(store: Store, path: Path) -> dict[str, int]:
    """Load sale lines (Invoice, StockCode, Description, Quantity, InvoiceDate, Price, Customer) as they are.

    Returns:
        The customer id of each customer number.
    """
    products: dict[str, list[Any]] = {}
    customers: dict[str, int] = {}
    sales: dict[str, list[Any]] = {}
    lines: list[tuple[int, int, int, int]] = []
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            code, price = row["StockCode"], round(float(row["Price"]) * 100)
            product = products.setdefault(code, [len(products) + 1, row["Description"], price])
            product[1] = row["Description"] or product[1]
            customer = customers.setdefault(row["Customer"], len(customers) + 1)
            at = datetime.fromisoformat(row["InvoiceDate"]).replace(tzinfo=UTC)
            sale = sales.setdefault(row["Invoice"], [len(sales) + 1, customer, at, 0])
            quantity = int(row["Quantity"])
            sale[3] += quantity * price
            lines.append((sale[0], product[0], quantity, price))
    _write(
        store,
        [(entry[0], code, entry[1], entry[2]) for code, entry in products.items()],
        [(key, number) for number, key in customers.items()],
        [(key, number, customer, at, total) for number, (key, customer, at, total) in sales.items()],
        lines,
    )
    return customers


def load_synthetic(store: Store, customers: int, products: int, lines: int, seed: int = 3) -> None:
    """A long-tailed shop of two years: tastes by group, favourites bought again, 15 % walk-ins, stock counted."""
    rng = np.random.default_rng(seed)
    groups = max(2, products // 150)
    group_of_product = rng.integers(0, groups, products)
    appeal = 1 / np.arange(1, products + 1) ** 0.8
    by_group = [np.flatnonzero(group_of_product == group) for group in range(groups)]
    activity = rng.pareto(1.3, customers) + 0.3
    per_sale = 12
    owner = rng.choice(customers, lines // per_sale, p=activity / activity.sum())
    days = np.sort(rng.integers(0, 730, len(owner)))
    favourites: dict[int, NDArray[np.int64]] = {}
    sales, rows, prices = [], [], 200 + rng.integers(0, 5000, products)
    for number, (customer, day) in enumerate(zip(owner.tolist(), days.tolist(), strict=True), start=1):
        if customer not in favourites:
            pool = np.concatenate([by_group[g] for g in rng.integers(0, groups, 3)])
            weights = appeal[pool] / appeal[pool].sum()
            favourites[customer] = rng.choice(pool, min(60, len(pool)), replace=False, p=weights)
        basket = np.unique(rng.choice(favourites[customer], per_sale))
        if rng.random() < 0.3:
            basket = np.unique(np.append(basket, rng.choice(products, 3, p=appeal / appeal.sum())))
        known = customer + 1 if rng.random() < 0.85 else 0
        sales.append((number, f"S{number}", known, _EPOCH + timedelta(days=19_700 + day), int(prices[basket].sum())))
        rows += [(number, int(item) + 1, 1, int(prices[item])) for item in basket]
    colours = ("Red", "Blue", "Green", "Grey", "Black")
    names = [f"{colours[n % 5]} thing {group_of_product[n]} {n}" for n in range(products)]
    catalogue = [(n + 1, f"P{n}", names[n], int(prices[n])) for n in range(products)]
    _write(store, catalogue, [(n + 1, str(n + 1)) for n in range(customers)], sales, rows, stock=True)


def _write(
    store: Store,
    products: Sequence[tuple[int, str, str, int]],
    customers: Sequence[tuple[int, str]],
    sales: Sequence[tuple[int, str, int, datetime, int]],
    lines: Iterable[tuple[int, int, int, int]],
    stock: bool = False,
) -> None:
    """Products (id, code, name, price), customers (id, number), sales (id, number, customer or 0, at, total), lines
    (sale, product, quantity, price); each product has one variant of the same id."""
    created = sales[0][3] if sales else _EPOCH
    with store.begin(SYSTEM) as unit:
        session = unit.session
        here = session.query(Location.id).order_by(Location.id).limit(1).scalar()
        session.execute(
            insert(Product),
            [{"id": k, "code": c, "name": n or c, "created_at": created, "description": "", "attributes": {},
              "active": True} for k, c, n, _ in products],
        )  # fmt: skip
        session.execute(
            insert(Variant),
            [{"id": k, "product_id": k, "sku": c, "price_minor": p, "active": True} for k, c, _, p in products],
        )
        session.execute(
            insert(Customer),
            [{"id": k, "number": n, "created_at": created, "updated_at": created} for k, n in customers],
        )
        if stock:
            session.execute(
                insert(StockMovement),
                [{"variant_id": k, "location_id": here, "quantity": 20 if k % 10 else 0, "reason": "opening",
                  "at": created, "note": ""} for k, *_ in products],
            )  # fmt: skip
        session.execute(
            insert(Sale),
            [{"id": k, "number": n, "kind": "sale", "source": "import", "customer_id": c or None, "location_id": here,
              "sold_at": at, "currency": "GBP", "gross_minor": total, "discount_minor": 0, "total_minor": total,
              "tax_minor": 0, "note": ""} for k, n, c, at, total in sales],
        )  # fmt: skip
        batch: list[dict[str, Any]] = []
        for sale, product, quantity, price in lines:
            batch.append(
                {"sale_id": sale, "position": 1, "kind": "product", "variant_id": product, "description": "",
                 "quantity": quantity, "unit_price_minor": price, "discount_minor": 0,
                 "total_minor": quantity * price, "tax_rate_bp": 0, "tax_minor": 0}
            )  # fmt: skip
            if len(batch) == _CHUNK:
                session.execute(insert(SaleLine), batch)
                batch = []
        if batch:
            session.execute(insert(SaleLine), batch)
        unit.commit()
