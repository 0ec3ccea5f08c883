"""The database itself keeps the ledger: levels follow movements, and what was written is never changed."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError

from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import (
    AuditEntry,
    Base,
    Customer,
    PointsEntry,
    Product,
    Promotion,
    PromotionChange,
    Sale,
    SaleLine,
    StockLevel,
    StockMovement,
    Supplier,
    SupplierItem,
    Variant,
)
from shopassistant.store.schema.stock import CAUSES
from shopassistant.store.shop import ensure_location
from shopassistant.store.unit_of_work import UnitOfWork

NOW = datetime(2026, 5, 6, 10, tzinfo=UTC)
REASONS = ("opening", "delivery", "sale", "return", "transfer", "count", "adjustment", "damage")


def add_variant(unit: UnitOfWork) -> int:
    product = Product(code="P", name="Linden frame", created_at=NOW)
    unit.session.add(product)
    unit.session.flush()
    variant = Variant(product_id=product.id, sku="P-1", price_minor=1000)
    unit.session.add(variant)
    unit.session.flush()
    return variant.id


def movement(variant: int, location: int, quantity: int, reason: str) -> StockMovement:
    return StockMovement(variant_id=variant, location_id=location, quantity=quantity, reason=reason, at=NOW)


moves = st.tuples(st.integers(0, 1), st.integers(-20, 20), st.sampled_from(REASONS)).filter(
    lambda move: move[1] != 0 or move[2] in ("opening", "count")
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(moves, max_size=25))
def test_levels_are_the_sum_of_movements(store: Store, steps: list[tuple[int, int, str]]) -> None:
    with store.begin(SYSTEM) as unit:  # never committed: each example starts anew
        variant = add_variant(unit)
        places = (ensure_location(unit), ensure_location(unit, "BACK", "Back room"))
        expected: Counter[int] = Counter()
        counted = set()
        for place, quantity, reason in steps:
            unit.session.add(movement(variant, places[place], quantity, reason))
            unit.session.flush()
            expected[places[place]] += quantity
            if reason in ("opening", "count", "delivery"):
                counted.add(places[place])
        levels = list(unit.session.scalars(select(StockLevel)))
        assert {level.location_id: level.quantity for level in levels} == dict(expected)
        assert {level.location_id for level in levels if level.is_counted} == counted


def sell(unit: UnitOfWork, variant: int, location: int) -> SaleLine:
    sale = Sale(
        number="R1", kind="sale", source="counter", location_id=location, sold_at=NOW, currency="GBP",
        gross_minor=1000, discount_minor=0, total_minor=1000, tax_minor=0,
    )  # fmt: skip
    unit.session.add(sale)
    unit.session.flush()
    line = SaleLine(
        sale_id=sale.id, position=1, kind="product", variant_id=variant, description="Linden frame",
        quantity=1, unit_price_minor=1000, total_minor=1000,
    )  # fmt: skip
    unit.session.add(line)
    unit.session.flush()
    return line


@pytest.mark.parametrize("model", [StockMovement, AuditEntry, SaleLine])
@pytest.mark.parametrize("kind", ["change", "delete"])
def test_what_was_written_is_final(store: Store, model: type[Base], kind: str) -> None:
    with store.begin(SYSTEM) as unit:
        location = ensure_location(unit)
        variant = add_variant(unit)
        sell(unit, variant, location)
        unit.session.add(movement(variant, location, 3, "opening"))
        unit.audit("tested", "sale", None)
        unit.session.flush()
        column = {"StockMovement": "quantity", "AuditEntry": "action", "SaleLine": "quantity"}[model.__name__]
        value = "other" if column == "action" else 2
        statement = update(model).values({column: value}) if kind == "change" else delete(model)
        with pytest.raises(IntegrityError, match="never"):
            unit.session.execute(statement)


@pytest.mark.parametrize(
    "values",
    [
        {"quantity": 0, "total_minor": 0},
        {"total_minor": 999},
        {"discount_minor": -100, "total_minor": 1100},
        {"returns_line_id": 1},
        {"variant_id": None},
        {"unit_price_minor": -1000, "total_minor": -1000},
        {"kind": "gift"},
    ],
)
def test_lines_that_cannot_be_are_refused(store: Store, values: dict[str, object]) -> None:
    good: dict[str, object] = {
        "position": 2, "kind": "product", "description": "x", "quantity": 1, "unit_price_minor": 1000,
        "discount_minor": 0, "total_minor": 1000,
    }  # fmt: skip
    with store.begin(SYSTEM) as unit:
        line = sell(unit, add_variant(unit), ensure_location(unit))
        unit.session.add(SaleLine(**(good | {"sale_id": line.sale_id, "variant_id": line.variant_id} | values)))
        with pytest.raises(IntegrityError, match="CHECK"):
            unit.session.flush()


def test_a_reference_to_nothing_is_refused(store: Store) -> None:
    with store.begin(SYSTEM) as unit:
        unit.session.add(movement(999, ensure_location(unit), 1, "delivery"))
        with pytest.raises(IntegrityError, match="FOREIGN KEY"):
            unit.session.flush()


def test_a_movement_has_a_known_cause_or_none(store: Store) -> None:
    with store.begin(SYSTEM) as unit:
        variant, location = add_variant(unit), ensure_location(unit)
        for cause in (*CAUSES, None):
            unit.session.add(
                StockMovement(
                    variant_id=variant, location_id=location, quantity=-1, reason="damage", at=NOW, cause=cause
                )
            )
        unit.session.flush()
        unit.session.add(
            StockMovement(
                variant_id=variant, location_id=location, quantity=-1, reason="damage", at=NOW, cause="goblins"
            )
        )
        with pytest.raises(IntegrityError, match="not known"):
            unit.session.flush()


def product_of(store: Store, supplier: int | None) -> tuple[int, int]:
    """A product of a supplier (ids 1 and 2 are made) with one variant; their ids."""
    with store.begin(SYSTEM) as unit:
        unit.session.add_all([Supplier(id=1, name="Nordwind"), Supplier(id=2, name="Linden")])
        unit.session.flush()
        product = Product(code="P", name="Frame", created_at=NOW, supplier_id=supplier)
        unit.session.add(product)
        unit.session.flush()
        variant = Variant(product_id=product.id, sku="P-1", price_minor=1000, cost_minor=400)
        unit.session.add(variant)
        unit.commit()
        return product.id, variant.id


def range_of(store: Store) -> list[tuple[int, int | None, bool]]:
    with store.read() as session:
        query = select(SupplierItem.supplier_id, SupplierItem.cost_minor, SupplierItem.preferred)
        return [tuple(row) for row in session.execute(query.order_by(SupplierItem.supplier_id))]


def test_a_variant_comes_into_the_range_of_its_products_supplier(store: Store) -> None:
    product, _ = product_of(store, 1)
    assert range_of(store) == [(1, 400, True)]
    for supplier, expected in ((2, [(1, 400, False), (2, 400, True)]), (1, [(1, 400, True), (2, 400, False)])):
        with store.begin(SYSTEM) as unit:
            unit.session.get_one(Product, product).supplier_id = supplier
            unit.commit()
        assert range_of(store) == expected


def test_a_product_of_no_supplier_is_in_no_range(store: Store) -> None:
    product_of(store, None)
    assert range_of(store) == []


def test_moments_need_a_time_zone(store: Store) -> None:
    from sqlalchemy.exc import StatementError

    with store.begin(SYSTEM) as unit:
        unit.session.add(Product(code="P", name="x", created_at=datetime(2026, 5, 6)))
        with pytest.raises(StatementError, match="time zone"):
            unit.session.flush()


def test_tills_hear_of_changed_terms_and_not_of_every_use(store: Store) -> None:
    def heard() -> int:
        with store.read() as session:
            return session.scalar(select(func.count()).select_from(PromotionChange)) or 0

    with store.begin(SYSTEM) as unit:
        moment = unit.clock.now()
        unit.session.add(Promotion(id=1, number="P0001", name="Spring", created_at=moment, changed_at=moment))
        unit.commit()
    assert heard() == 1
    with store.begin(SYSTEM) as unit:
        unit.session.execute(update(Promotion).values(spent_minor=500, uses=1))
        unit.commit()
    assert heard() == 1
    with store.begin(SYSTEM) as unit:
        unit.session.execute(update(Promotion).values(priority=1))
        unit.commit()
    assert heard() == 2
    with store.begin(SYSTEM) as unit:
        unit.session.execute(delete(Promotion))
        unit.commit()
    assert heard() == 3


def test_points_are_a_ledger(store: Store) -> None:
    with store.begin(SYSTEM) as unit:
        moment = unit.clock.now()
        unit.session.add(Customer(id=1, number="C1", created_at=moment, updated_at=moment))
        unit.session.flush()
        unit.session.add(PointsEntry(customer_id=1, points=10, kind="earned", at=moment))
        unit.commit()
    for statement, words in ((update(PointsEntry).values(points=99), "changed"), (delete(PointsEntry), "deleted")):
        with store.begin(SYSTEM) as unit, pytest.raises(IntegrityError, match=f"never {words}"):
            unit.session.execute(statement)
