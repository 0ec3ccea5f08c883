"""What the synthetic shop buys and keeps: enough of everything that makes its inventory worth opening."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from shopassistant.core.clock import FixedClock
from shopassistant.ingest.demo import make_demo
from shopassistant.store.check import check_store
from shopassistant.store.database import Store, open_store
from shopassistant.store.schema import (
    GoodsReceipt,
    GoodsReceiptLine,
    Location,
    PlannedEvent,
    PriceBreak,
    PurchaseOrder,
    PurchaseOrderLine,
    Sale,
    SaleLine,
    StockLevel,
    StockPolicy,
    Supplier,
    SupplierItem,
    Variant,
)

NOW = datetime(2026, 5, 6, 10, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = open_store(tmp_path_factory.mktemp("demo") / "demo.db", create=True, clock=FixedClock(NOW))
    make_demo(made, customers=200, products=150, years=1)
    yield made
    made.close()


def test_the_books_of_orders_receipts_and_ledger_agree(store: Store) -> None:
    report = check_store(store)
    assert report.is_fine, report.findings


def test_orders_are_past_open_late_partly_here_and_one_is_a_draft(store: Store) -> None:
    with store.read() as session:
        orders = list(session.scalars(select(PurchaseOrder).order_by(PurchaseOrder.id)))
    states = [order.status for order in orders]
    assert states.count("received") > 100
    assert states.count("sent") >= 3
    assert states.count("draft") == 1
    open_ones = [order for order in orders if order.status in ("sent", "partly_received")]
    late = [order for order in open_ones if order.expected_on and order.expected_on < NOW.date() - timedelta(days=2)]
    assert 1 <= len(late) <= len(open_ones) // 2
    assert [order.sent_at for order in orders[:-1]] == sorted(order.sent_at for order in orders[:-1] if order.sent_at)
    assert all(order.closed_at and order.sent_at for order in orders if order.status == "received")


def test_goods_come_in_packs_from_suppliers_with_terms(store: Store) -> None:
    with store.read() as session:
        lines = session.execute(
            select(PurchaseOrderLine.units, PurchaseOrderLine.pack_size, SupplierItem.pack_size).join(
                SupplierItem, SupplierItem.variant_id == PurchaseOrderLine.variant_id
            )
        ).all()
        suppliers = list(session.scalars(select(Supplier)))
        breaks = session.scalar(select(func.count()).select_from(PriceBreak)) or 0
    assert all(units % pack == 0 and pack == agreed for units, pack, agreed in lines)
    assert any(pack > 1 for _, pack, _ in lines)
    assert all(one.min_order_minor > 0 and one.order_cost_minor > 0 and one.lead_time_days > 0 for one in suppliers)
    assert breaks > 0


def test_lead_times_vary_around_what_was_promised(store: Store) -> None:
    with store.read() as session:
        rows = session.execute(
            select(PurchaseOrder.sent_at, GoodsReceipt.at, Supplier.lead_time_days)
            .join(GoodsReceipt, GoodsReceipt.order_id == PurchaseOrder.id)
            .join(Supplier, Supplier.id == PurchaseOrder.supplier_id)
        ).all()
    ratios = [(came - sent).days / lead for sent, came, lead in rows if sent]
    assert len(ratios) > 100
    assert 0.8 < sum(ratios) / len(ratios) < 1.3
    assert len({round(ratio, 2) for ratio in ratios}) > 5


def test_every_delivery_has_its_receipt_at_the_shop(store: Store) -> None:
    with store.read() as session:
        kinds = dict(session.execute(select(Location.code, Location.kind)).all())
        shop = session.scalar(select(Location.id).where(Location.code == "SHOP"))
        places = set(session.scalars(select(GoodsReceipt.location_id)))
        without = session.scalar(
            select(func.count()).select_from(GoodsReceiptLine).where(GoodsReceiptLine.movement_id.is_(None))
        )
    assert kinds == {"SHOP": "shop", "BACK": "backroom"}
    assert places == {shop}
    assert without == 0


def test_some_shelves_are_empty_some_too_full_and_some_goods_are_dead(store: Store) -> None:
    with store.read() as session:
        sold = dict(
            session.execute(
                select(SaleLine.variant_id, func.sum(SaleLine.quantity))
                .join(Sale, Sale.id == SaleLine.sale_id)
                .where(SaleLine.quantity > 0, Sale.sold_at > NOW - timedelta(days=180))
                .group_by(SaleLine.variant_id)
            ).all()
        )
        levels = session.execute(
            select(StockLevel.variant_id, StockLevel.quantity)
            .join(Location, Location.id == StockLevel.location_id)
            .join(Variant, Variant.id == StockLevel.variant_id)
            .where(StockLevel.is_counted, Location.code == "SHOP", Variant.active)
        ).all()
    assert sum(quantity <= 0 for _, quantity in levels) >= 5
    assert sum(quantity > 0 and not sold.get(variant) for variant, quantity in levels) >= 5
    assert sum(quantity > sold.get(variant, 0) > 0 for variant, quantity in levels) >= 5


def test_something_is_planned_given_up_and_promised(store: Store) -> None:
    with store.read() as session:
        planned = list(session.scalars(select(PlannedEvent).where(PlannedEvent.last_day >= NOW.date())))
        discontinued = session.scalar(select(func.count()).select_from(Variant).where(Variant.discontinued)) or 0
        promised = session.scalar(select(func.count()).select_from(StockPolicy)) or 0
        keeps = session.scalar(select(func.count()).select_from(Variant).where(Variant.shelf_life_days > 0)) or 0
    assert {event.kind for event in planned} == {"promotion", "event"}
    assert all(event.discount_bp for event in planned if event.kind == "promotion")
    assert min(discontinued, promised, keeps) > 0
