"""A shop made by hand: sales and movements of stock as calls, written into a real store at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert

from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import (
    Category,
    Location,
    PriceChange,
    Product,
    Sale,
    SaleLine,
    StockMovement,
    Supplier,
    Variant,
)

# A Monday.
FIRST = date(2026, 3, 2)
PRICE = 1000


@dataclass
class Till:
    """Collects rows; `write` puts them into the store. Variants and locations are known by their ids, 1, 2, ..."""

    store: Store
    rows: dict[type[Any], list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, table: type[Any], **values: Any) -> int:
        """A row, as it will be numbered."""
        rows = self.rows.setdefault(table, [])
        rows.append({"id": len(rows) + 1, **values})
        return len(rows)

    def ware(self, category: str = "", brand: str | None = None, **values: Any) -> int:
        """A product with one variant; returns the variant's id."""
        number = len(self.rows.get(Variant, [])) + 1
        paths = [row["path"] for row in self.rows.get(Category, [])]
        if category and category not in paths:
            self.add(Category, name=category, path=category)
            paths.append(category)
        self.add(
            Product, code=f"P{number}", name=f"Ware {number}", brand=brand, attributes={}, description="", active=True,
            category_id=paths.index(category) + 1 if category else None, supplier_id=None,
            created_at=moment(FIRST - timedelta(days=1)),
        )  # fmt: skip
        usual = {"price_minor": PRICE, "cost_minor": 400, "active": True, "discontinued": False}
        return self.add(Variant, product_id=number, sku=f"S{number}", **{**usual, **values})

    def sell(
        self, variant: int, day: int, units: int = 1, at: str = "12:00", place: int = 1, discount: int = 0,
        of_stock: bool = True, returns: int | None = None,
    ) -> int:  # fmt: skip
        """One line in a sale of its own, `day` days after `FIRST`; with the movement of stock unless told otherwise."""
        when, value = moment(FIRST + timedelta(days=day), at), units * PRICE
        sale = self.add(
            Sale, number=f"R{len(self.rows.get(Sale, []))}", kind="sale" if units > 0 else "return", source="counter",
            location_id=place, sold_at=when, currency="GBP", gross_minor=value, discount_minor=discount,
            total_minor=value - discount, tax_minor=0,
        )  # fmt: skip
        line = self.add(
            SaleLine, sale_id=sale, position=1, kind="product", variant_id=variant, description="x", quantity=units,
            unit_price_minor=PRICE, discount_minor=discount, total_minor=value - discount, returns_line_id=returns,
        )  # fmt: skip
        if of_stock:
            self.move(variant, day, -units, "sale" if units > 0 else "return", at, place)
        return line

    def move(
        self, variant: int, day: int, units: int, reason: str = "delivery", at: str = "08:00", place: int = 1
    ) -> None:
        """A movement of stock."""
        when = moment(FIRST + timedelta(days=day), at)
        self.add(StockMovement, variant_id=variant, location_id=place, quantity=units, reason=reason, at=when, note="")

    def price(self, variant: int, day: int, minor: int) -> None:
        """A price from a day on."""
        self.add(PriceChange, variant_id=variant, price_minor=minor, at=moment(FIRST + timedelta(days=day), "07:00"))

    def open_all_days(self, days: Iterable[int], receipts: int = 10, place: int = 1) -> int:
        """A ware nobody counts that sells so often on each of these days, spread from nine to six; its variant."""
        ware = self.ware()
        for day in days:
            for n in range(receipts):
                minute = 9 * 60 + int((n + 0.5) * 9 * 60 / receipts)
                self.sell(ware, day, at=f"{minute // 60:02d}:{minute % 60:02d}", place=place, of_stock=False)
        return ware

    def write(self) -> None:
        """Everything into the store, in order of foreign keys."""
        order = (Supplier, Category, Location, Product, Variant, PriceChange, Sale, SaleLine, StockMovement)
        with self.store.begin(SYSTEM) as unit:
            for table in order:
                if rows := self.rows.get(table):
                    unit.session.execute(insert(table), rows)
            unit.commit()


def moment(day: date, at: str = "12:00") -> datetime:
    """A moment of a day, UTC."""
    return datetime.combine(day, time.fromisoformat(at), tzinfo=UTC)


def after(days: int) -> date:
    """So many days after `FIRST`."""
    return FIRST + timedelta(days=days)
