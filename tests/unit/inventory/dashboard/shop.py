"""Rows for the dashboard's tests: movements on any day, sales that move stock, orders that are on their way."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from shopassistant.core.clock import FixedClock
from shopassistant.inventory.dashboard.dashboard import Dashboard
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import (
    Location,
    PurchaseOrder,
    PurchaseOrderLine,
    Sale,
    SaleLine,
    StockMovement,
    Supplier,
)

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
TODAY = date(2026, 6, 10)
SHOP = 1


def ago(days: float) -> datetime:
    """So many days before now."""
    return NOW - timedelta(days=days)


def move(store: Store, variant_id: int, units: int, reason: str, days_ago: float, location_id: int = SHOP) -> None:
    """One movement of the ledger."""
    with store.begin(SYSTEM) as unit:
        unit.session.add(
            StockMovement(
                variant_id=variant_id, location_id=location_id, quantity=units, reason=reason, at=ago(days_ago)
            )
        )
        unit.commit()


def sell(store: Store, variant_id: int, units: int, *days_ago: float, price: int = 2500) -> None:
    """A sale of so many units on each of these days, and its movement."""
    total = units * price
    with store.begin(SYSTEM) as unit:
        session = unit.session
        for day in days_ago:
            sale = Sale(
                number=uuid4().hex[:10], kind="sale", source="demo", location_id=SHOP, sold_at=ago(day), currency="GBP",
                gross_minor=total, discount_minor=0, total_minor=total, tax_minor=0,
            )  # fmt: skip
            session.add(sale)
            session.flush()
            line = SaleLine(
                sale_id=sale.id, position=1, kind="product", variant_id=variant_id, description="", quantity=units,
                unit_price_minor=price, total_minor=total,
            )  # fmt: skip
            session.add(line)
            session.flush()
            session.add(
                StockMovement(
                    variant_id=variant_id, location_id=SHOP, quantity=-units, reason="sale", at=ago(day),
                    sale_line_id=line.id,
                )
            )  # fmt: skip
        unit.commit()


def a_place(store: Store, code: str, kind: str = "shop") -> int:
    """One more location."""
    with store.begin(SYSTEM) as unit:
        made = Location(code=code, name=code.title(), kind=kind)
        unit.session.add(made)
        unit.commit()
    return made.id


def a_supplier(store: Store, name: str, lead: int, review: int = 7) -> int:
    """A supplier with a lead time."""
    with store.begin(SYSTEM) as unit:
        made = Supplier(name=name, lead_time_days=lead, review_days=review)
        unit.session.add(made)
        unit.commit()
    return made.id


def an_order(store: Store, supplier_id: int, variant_id: int, units: int, expected: date | None) -> int:
    """An order that was sent; nothing of it came yet."""
    with store.begin(SYSTEM) as unit:
        order = PurchaseOrder(
            number=f"PO-{variant_id}", supplier_id=supplier_id, location_id=SHOP, status="sent", created_at=ago(3),
            sent_at=ago(3), expected_on=expected,
        )  # fmt: skip
        unit.session.add(order)
        unit.session.flush()
        unit.session.add(
            PurchaseOrderLine(order_id=order.id, position=1, variant_id=variant_id, units=units, cost_minor=1000)
        )
        unit.audit("order.sent", "purchase_order", order.id)
        unit.commit()
    return order.id


def a_dashboard(store: Store) -> Dashboard:
    """Figures of now, read from the store."""
    store.clock = FixedClock(NOW)
    made = Dashboard(store)
    made.refresh()
    return made
