"""Writes what the invented boutique has with its suppliers: ranges, orders past and open, receipts, a draft."""

from datetime import timedelta
from typing import Any

import numpy as np
from sqlalchemy import Connection, bindparam, select, update

from shopassistant.ingest.demo.assortment import HOUSES, KINDS, SUPPLIERS
from shopassistant.ingest.demo.buying import (
    BREAK_SHARE,
    BREAK_UNITS,
    SHELF_LIVES,
    Orders,
    day_of,
    line_costs,
    pack_sizes,
    terms,
)
from shopassistant.ingest.demo.calendar import Days
from shopassistant.ingest.demo.catalogue import Catalogue, Ints
from shopassistant.ingest.demo.deliveries import Deliveries
from shopassistant.ingest.demo.writing import Writer
from shopassistant.store.document_numbers import FORMS
from shopassistant.store.schema import (
    GoodsReceipt,
    GoodsReceiptLine,
    NumberSeries,
    PriceBreak,
    PurchaseOrder,
    PurchaseOrderLine,
    StockPolicy,
    Supplier,
    SupplierItem,
    Variant,
)

# What is written down and not sent yet: the largest sellers of this supplier.
_DRAFT_HOUSE, _DRAFT_LINES = "optics_care", 5
# A product that nobody ordered for so long is given up: so many of them, those that came first.
_UNORDERED_DAYS, _GIVEN_UP = 150, 24
# What people come back for must be there: share of demand to be served, and the fewest units to keep, by kind.
_PROMISES = {"SOL": (9_800, 6), "LNS": (9_800, None), "CLN": (None, 6)}


def write_ranges(connection: Connection, writer: Writer, catalogue: Catalogue, orders: Orders, days: Days) -> None:
    """Terms of the suppliers, packs and price breaks of their goods, how long these keep, what is given up, and what
    must always be there."""
    agreed = [{"key": n, **_terms(house)} for n, house in enumerate(HOUSES, 1)]
    connection.execute(
        update(Supplier)
        .where(Supplier.id == bindparam("key"))
        .values({name: bindparam(f"new_{name}") for name in ("min_order_minor", "order_cost_minor", "review_days")}),
        [{"key": one["key"], **{f"new_{name}": one[name] for name in one if name != "key"}} for one in agreed],
    )
    pack = pack_sizes(catalogue)
    packed = np.flatnonzero(pack > 1)
    if len(packed):
        connection.execute(
            update(SupplierItem)
            .where(SupplierItem.variant_id == bindparam("key"))
            .values(pack_size=bindparam("units"), min_units=bindparam("units")),
            [{"key": n + 1, "units": int(pack[n])} for n in packed.tolist()],
        )
        items: dict[int, int] = dict(connection.execute(select(SupplierItem.variant_id, SupplierItem.id)).all())
        cost = np.round(catalogue.cost[catalogue.product[packed]] * BREAK_SHARE).astype(int)
        writer.table(
            PriceBreak,
            supplier_item_id=[items[n + 1] for n in packed.tolist()],
            from_units=np.full(len(packed), BREAK_UNITS),
            cost_minor=cost,
        )
    _mark_variants(connection, catalogue, _given_up(catalogue, orders, days))
    kinds = [KINDS[index].key for index in catalogue.kind[catalogue.product].tolist()]
    promised = [n for n, kind in enumerate(kinds) if kind in _PROMISES]
    writer.table(
        StockPolicy,
        variant_id=[n + 1 for n in promised],
        service_level_bp=[_PROMISES[kinds[n]][0] for n in promised],
        min_units=[_PROMISES[kinds[n]][1] for n in promised],
    )


def _given_up(catalogue: Catalogue, orders: Orders, days: Days) -> "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]":
    """Which variants are sold off: of products that were not ordered for long and are still on sale."""
    count = len(catalogue.end)
    newest = np.full(count, -1)
    np.maximum.at(newest, catalogue.product[orders.variant], orders.day[orders.order])
    chosen = (newest < days.count - _UNORDERED_DAYS) & (catalogue.launch < days.count - 2 * _UNORDERED_DAYS)
    chosen &= (catalogue.end > days.count) & catalogue.counted
    chosen &= np.cumsum(chosen) <= _GIVEN_UP
    return np.asarray(chosen[catalogue.product])


def _terms(house: str) -> dict[str, int]:
    least, cost, review = terms(house)
    return {"min_order_minor": least, "order_cost_minor": cost, "review_days": review}


def _mark_variants(
    connection: Connection, catalogue: Catalogue, given_up: "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]"
) -> None:
    lives = np.array([SHELF_LIVES.get(kind.key, 0) for kind in KINDS])[catalogue.kind][catalogue.product]
    changed = np.flatnonzero((lives > 0) | given_up).tolist()
    if changed:
        connection.execute(
            update(Variant)
            .where(Variant.id == bindparam("key"))
            .values(shelf_life_days=bindparam("life"), discontinued=bindparam("given_up")),
            [{"key": n + 1, "life": int(lives[n]) or None, "given_up": bool(given_up[n])} for n in changed],
        )


def write_orders(
    writer: Writer, orders: Orders, deliveries: Deliveries, catalogue: Catalogue, days: Days, place: int, manager: int
) -> None:
    """Orders with their lines, the receipts against them, and one draft; `place` is where goods come to."""
    count = len(orders.house)
    status, closed = orders.status(days), _closed_at(orders, deliveries)
    sent = days.moments(orders.day, np.full(count, 66_000))
    draft = _draft(orders, catalogue, days)
    now = days.moments(np.array([days.count]), np.array([28_800]))
    writer.table(
        PurchaseOrder,
        id=np.arange(1, count + 2),
        number=[FORMS["purchase_order"].format(n) for n in range(1, count + 2)],
        supplier_id=[*(orders.house + 1).tolist(), list(HOUSES).index(_DRAFT_HOUSE) + 1],
        location_id=np.full(count + 1, place),
        status=[*status, "draft"],
        created_at=np.concatenate((sent - np.timedelta64(timedelta(hours=1)), now)),
        sent_at=np.concatenate((sent, [np.datetime64("NaT", "s")])),
        expected_on=[*(day_of(days, day) for day in orders.promised.tolist()), None],
        closed_at=np.concatenate((np.where(np.array(status, object) == "received", closed, _NEVER), [_NEVER])),
        staff_id=np.full(count + 1, manager),
    )
    _write_lines(writer, orders, draft, catalogue, days)
    _write_receipts(writer, orders, deliveries, catalogue, place, manager)
    writer.table(
        NumberSeries, name=["purchase_order", "goods_receipt"], next_value=[count + 2, len(deliveries.order) + 1]
    )


_NEVER = np.datetime64("NaT", "s")


def _closed_at(orders: Orders, deliveries: Deliveries) -> Any:
    """The moment of the last receipt of each order; never where nothing came."""
    closed = np.full(len(orders.house), _NEVER)
    known = deliveries.order >= 0
    closed[deliveries.order[known]] = deliveries.at[known]  # in order of time: the last one stays
    return closed


def _draft(orders: Orders, catalogue: Catalogue, days: Days) -> tuple[Ints, Ints]:
    """Variants and units of the draft: what this supplier was asked for most."""
    house = list(HOUSES).index(_DRAFT_HOUSE)
    own = orders.house[orders.order] == house
    asked = np.bincount(orders.variant[own], orders.units[own], len(catalogue.product))
    goes_on = catalogue.end[catalogue.product] > days.count
    best = np.argsort(-asked * goes_on, kind="stable")[:_DRAFT_LINES]
    best = best[(asked * goes_on)[best] > 0]
    return best, 4 * pack_sizes(catalogue)[best]


def _write_lines(writer: Writer, orders: Orders, draft: tuple[Ints, Ints], catalogue: Catalogue, days: Days) -> None:
    count = len(orders.house)
    order = np.concatenate((orders.order, np.full(len(draft[0]), count)))
    variant, units = (np.concatenate(pair) for pair in zip((orders.variant, orders.units), draft, strict=True))
    first = np.searchsorted(order, np.arange(count + 1))
    writer.table(
        PurchaseOrderLine,
        id=np.arange(1, len(order) + 1),
        order_id=order + 1,
        position=np.arange(len(order)) - first[order] + 1,
        variant_id=variant + 1,
        units=units,
        pack_size=pack_sizes(catalogue)[variant],
        cost_minor=line_costs(catalogue, variant, units),
        units_received=np.concatenate((orders.arrived(days), np.zeros(len(draft[0]), np.int64))),
    )


def _write_receipts(
    writer: Writer, orders: Orders, deliveries: Deliveries, catalogue: Catalogue, place: int, manager: int
) -> None:
    count = len(deliveries.order)
    writer.table(
        GoodsReceipt,
        id=np.arange(1, count + 1),
        number=[FORMS["goods_receipt"].format(n) for n in range(1, count + 1)],
        order_id=[None if order < 0 else order + 1 for order in deliveries.order.tolist()],
        supplier_id=deliveries.house + 1,
        location_id=np.full(count, place),
        delivery_note=[f"{SUPPLIERS[list(HOUSES)[h]][0][:1]}{40_000 + 7 * n}" for n, h in enumerate(deliveries.house)],
        at=deliveries.at,
        staff_id=np.full(count, manager),
    )
    variant, units = deliveries.variant, deliveries.units
    writer.table(
        GoodsReceiptLine,
        receipt_id=deliveries.receipt + 1,
        order_line_id=[None if line < 0 else line + 1 for line in deliveries.line.tolist()],
        variant_id=variant + 1,
        units=units,
        cost_minor=line_costs(catalogue, variant, units),
        movement_id=deliveries.movement + 1,
    )
