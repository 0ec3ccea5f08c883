"""What is known of each series' product: its groups, and what a unit is worth."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from shopassistant.inventory.demand.keys import Series, places
from shopassistant.inventory.demand.reading import chunks, distinct
from shopassistant.store.schema import Product, TaxClass, Variant

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Bools = NDArray[np.bool_]

_BRAND = 4  # place of the brand's name among the columns read
# Of the net price, where a shop knows no cost of anything.
_USUAL_COST = 0.5


@dataclass(frozen=True)
class Goods:
    """Per series, all (n,).

    Attributes:
        product, category, supplier: int32, ids; -1 where unknown.
        brand: int32, a code that products of one brand share; -1 without one.
        price: float32, today's shelf price, minor units.
        net: float32, the same without tax.
        cost: float32, of a unit, minor units; where nobody said, as much of the price as with others of its category.
        is_wanted: bool, sold and, once gone, ordered again.
    """

    product: Ints
    category: Ints
    brand: Ints
    supplier: Ints
    price: Floats
    net: Floats
    cost: Floats
    is_wanted: Bools

    @property
    def margin(self) -> Floats:
        """float32 (n,): what a unit earns, minor units; never below zero."""
        return np.asarray(np.maximum(self.net - self.cost, 0), np.float32)


def read_goods(session: Session, series: Series) -> Goods:
    """Facts of each series' variant and product, in one query."""
    wanted = Variant.active & Product.active & ~Variant.discontinued
    statement = (
        select(
            Variant.id,
            Variant.product_id,
            func.coalesce(Product.category_id, -1),
            func.coalesce(Product.supplier_id, -1),
            Product.brand,
            Variant.price_minor,
            func.coalesce(TaxClass.rate_bp, 0),
            func.coalesce(Variant.cost_minor, -1),
            case((wanted, 1), else_=0),
        )
        .join(Product, Product.id == Variant.product_id)
        .outerjoin(TaxClass, TaxClass.id == Product.tax_class_id)
        .order_by(Variant.id)
    )
    rows = [row for part in chunks(session, statement) for row in part]
    names = sorted({row[_BRAND] for row in rows if row[_BRAND]})
    codes: dict[str | None, int] = {name: code for code, name in enumerate(names)}
    # Column by column from generators: packed at once, so many rows would let nobody else run meanwhile.
    columns = [
        np.fromiter((row[n] if n != _BRAND else codes.get(row[n], -1) for row in rows), np.int64, len(rows))
        for n in range(9)
    ]
    table = np.stack(columns, axis=1)
    own = table[places(table[:, 0], series.keys[:, 0])] if len(table) else table
    price = own[:, 5].astype(np.float32)
    net = np.asarray(price / (1 + own[:, 6] / 10_000), np.float32)
    return Goods(
        product=own[:, 1].astype(np.int32),
        category=own[:, 2].astype(np.int32),
        brand=own[:, 4].astype(np.int32),
        supplier=own[:, 3].astype(np.int32),
        price=price,
        net=net,
        cost=_costs(own[:, 7].astype(np.float32), net, own[:, 2]),
        is_wanted=own[:, 8] > 0,
    )


def _costs(cost: Floats, net: Floats, category: Longs) -> Floats:
    """float32 (n,): the cost, or the median share of the price in the category, or in the shop."""
    known = (cost >= 0) & (net > 0)
    share = np.where(known, cost / np.maximum(net, 1e-9), np.nan)
    everywhere = float(np.median(share[known])) if known.any() else _USUAL_COST
    usual = np.full(len(cost), everywhere, np.float32)
    missing = ~known & (cost < 0)
    for one in distinct(category[missing & (category >= 0)]):
        own = share[known & (category == one)]
        if len(own):
            usual[category == one] = np.median(own)
    return np.where(cost >= 0, cost, usual * net).astype(np.float32)
