"""What is on sale and on which terms it is bought, as arrays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.inventory.reorder.arrays import Flags, Floats, Ints
from shopassistant.inventory.reorder.lot import PriceBreaks
from shopassistant.inventory.reorder.terms import Terms
from shopassistant.store.schema import PriceBreak, Product, Supplier, SupplierItem, TaxClass, Variant


@dataclass(frozen=True, slots=True)
class Goods:
    """All v variants on sale, by ascending id.

    Attributes:
        unit_cost: float64[v], minor units, as agreed with the supplier, else what it cost so far, else assumed.
        margin: float64[v], price without tax less cost.
        supplier: int64[v], the preferred one, -1 without.
        lead_days: int64[v], the item's own, else its supplier's.
        item: int64[v], id in the supplier's range, -1 without.
    """

    ids: Ints
    category: Ints
    unit_cost: Floats
    margin: Floats
    cost_known: Flags
    discontinued: Flags
    shelf_days: Ints
    supplier: Ints
    pack: Ints
    min_units: Ints
    lead_days: Ints
    item: Ints


def load_goods(session: Session, terms: Terms) -> Goods:
    """Everything on sale; one statement."""
    query = (
        select(
            Variant.id,
            Product.category_id,
            Variant.price_minor,
            TaxClass.rate_bp,
            Variant.cost_minor,
            SupplierItem.cost_minor,
            Variant.discontinued,
            Variant.shelf_life_days,
            SupplierItem.supplier_id,
            SupplierItem.pack_size,
            SupplierItem.min_units,
            SupplierItem.lead_time_days,
            Supplier.lead_time_days,
            SupplierItem.id,
        )
        .join(Product, Product.id == Variant.product_id)
        .outerjoin(TaxClass, TaxClass.id == Product.tax_class_id)
        .outerjoin(SupplierItem, (SupplierItem.variant_id == Variant.id) & SupplierItem.preferred)
        .outerjoin(Supplier, Supplier.id == SupplierItem.supplier_id)
        .where(Variant.active, Product.active)
        .order_by(Variant.id)
    )
    rows = session.execute(query).all()
    columns = list(zip(*rows, strict=True)) or [()] * 14
    net = _doubles(columns[2]) / (1 + _doubles(columns[3]) / 10_000)
    agreed = _doubles(_first(columns[5], columns[4]), np.nan)
    known = ~np.isnan(agreed)
    cost = np.where(known, agreed, net * (1 - terms.margin_share)).astype(np.float64)
    return Goods(
        ids=_whole(columns[0], 0),
        category=_whole(columns[1], -1),
        unit_cost=cost,
        margin=net - cost,
        cost_known=known,
        discontinued=_whole(columns[6], 0) > 0,
        shelf_days=_whole(columns[7], 0),
        supplier=_whole(columns[8], -1),
        pack=_whole(columns[9], 1),
        min_units=_whole(columns[10], 1),
        lead_days=_whole(_first(columns[11], columns[12]), 0),
        item=_whole(columns[13], -1),
    )


def load_breaks(session: Session, goods: Goods, row_of: Ints) -> PriceBreaks:
    """Discounts of the rows' supplier items; `row_of` int64[n] names each row's place in `goods`."""
    found = session.execute(select(PriceBreak.supplier_item_id, PriceBreak.from_units, PriceBreak.cost_minor)).all()
    if not found:
        return PriceBreaks.none()
    item, start, cost = (np.array(column, np.int64) for column in zip(*found, strict=True))
    order = np.argsort(goods.item[row_of], kind="stable")
    ordered = goods.item[row_of][order]
    first, last = np.searchsorted(ordered, item, "left"), np.searchsorted(ordered, item, "right")
    times = last - first
    entry = np.repeat(np.arange(len(item)), times)
    within = np.arange(len(entry)) - np.repeat(np.cumsum(times) - times, times)
    row = order[first[entry] + within]
    return PriceBreaks(row.astype(np.int64), start[entry], cost[entry].astype(np.float64))


def _first(*columns: Iterable[Any]) -> list[Any]:
    """The first value that is there, per row."""
    return [next((value for value in values if value is not None), None) for values in zip(*columns, strict=True)]


def _whole(values: Sequence[Any], missing: int) -> Ints:
    return np.array([missing if value is None else value for value in values], np.int64)


def _doubles(values: Sequence[Any], missing: float = 0.0) -> Floats:
    return np.array([missing if value is None else value for value in values], np.float64)
