"""Small shops with books in them for the tests of this room; written in a moment, by hand."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from shopassistant.store import sqlite
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store, open_store
from shopassistant.store.schema import (
    Barcode,
    Base,
    Customer,
    NumberSeries,
    PriceChange,
    Product,
    Sale,
    SaleLine,
    StockMovement,
    Tender,
    Variant,
)
from shopassistant.store.shop import ensure_location
from shopassistant.store.unit_of_work import UnitOfWork

NOW = datetime(2026, 5, 6, 10, tzinfo=UTC)


def write_books(store: Store, sales: int = 3) -> None:
    """Two customers, two variants, some sales of both and a return of the first sale's first line."""
    with store.begin(SYSTEM) as unit:
        place = ensure_location(unit)
        for number in (1, 2):
            unit.session.add(Product(id=number, code=f"P{number}", name=f"Frame {number}", created_at=NOW))
            unit.session.flush()
            unit.session.add(Variant(id=number, product_id=number, sku=f"SKU-{number}", price_minor=1000 * number))
            unit.session.flush()
            unit.session.add(Barcode(code=f"400000000000{number}", variant_id=number))
            unit.session.add(PriceChange(variant_id=number, price_minor=1000 * number, at=NOW))
            unit.session.add(Customer(id=number, number=f"C{number:06d}", created_at=NOW, updated_at=NOW))
            move(unit, number, place, 50, "opening")
        unit.session.flush()
        for _ in range(sales):
            sell(unit, place)
        back = book(unit, place, "return", [(1, -1, 1)])
        move(unit, 1, place, 1, "return", back)
        unit.session.merge(NumberSeries(name="customer", next_value=3))
        unit.commit()


def sell(unit: UnitOfWork, place: int) -> int:
    """One sale of both variants with its movements. Returns its last line."""
    line = book(unit, place, "sale", [(1, 2, None), (2, 1, None)])
    move(unit, 1, place, -2, "sale", line - 1)
    move(unit, 2, place, -1, "sale", line)
    return line


def book(unit: UnitOfWork, place: int, kind: str, lines: list[tuple[int, int, int | None]]) -> int:
    """A sale or return with lines of (variant, quantity, line it returns), paid in cash. Returns its last line."""
    total = sum(1000 * variant * quantity for variant, quantity, _ in lines)
    sale = Sale(
        number=f"R{unit.next_number('receipt'):06d}", kind=kind, source="counter", location_id=place, sold_at=NOW,
        customer_id=1, currency="GBP", gross_minor=total, discount_minor=0, total_minor=total, tax_minor=0,
    )  # fmt: skip
    unit.session.add(sale)
    unit.session.flush()
    unit.session.add(Tender(sale_id=sale.id, kind="cash", amount_minor=total))
    line = SaleLine()
    for position, (variant, quantity, returns) in enumerate(lines, 1):
        line = SaleLine(
            sale_id=sale.id, position=position, kind="product", variant_id=variant, description="Frame",
            quantity=quantity, unit_price_minor=1000 * variant, total_minor=1000 * variant * quantity,
            returns_line_id=returns,
        )  # fmt: skip
        unit.session.add(line)
        unit.session.flush()
    return line.id


def move(unit: UnitOfWork, variant: int, place: int, quantity: int, reason: str, line: int | None = None) -> None:
    """A movement of the ledger."""
    unit.session.add(
        StockMovement(
            variant_id=variant, location_id=place, quantity=quantity, reason=reason, at=NOW, sale_line_id=line
        )
    )


def tamper(path: Path, *statements: str) -> None:
    """Change the file behind the store's back: no triggers, no checks, no foreign keys; then as if nothing was."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for name in names:
            connection.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    store = open_store(path)
    with store.engine.execution_options(writes=True).begin() as engine_connection:
        sqlite.create_triggers(engine_connection)
    store.close()


def rows(store: Store, model: type[Base]) -> int:
    """The number of rows of a table."""
    from sqlalchemy import func, select

    with store.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0
