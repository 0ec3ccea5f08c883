"""Customers and sales to try things on."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from shopassistant.customers.contacts import fresh_contact
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Customer, Location, Sale

NOW = datetime(2025, 5, 1, 12, tzinfo=UTC)

AddCustomer = Callable[..., int]
AddSale = Callable[..., int]


@pytest.fixture
def add_person(store: Store) -> AddCustomer:
    """Writes a customer: ``add_person("Anna", "Smith", phone="020 7946 0958", city="London")`` gives the id."""
    counter = iter(range(1, 100_000))

    def add(given: str = "", family: str = "", *, number: str = "", **more: str) -> int:
        contacts = {kind: more.pop(kind) for kind in ("phone", "email", "card") if kind in more}
        with store.begin(SYSTEM) as unit:
            customer = Customer(
                number=number or f"N{next(counter)}",
                given_name=given,
                family_name=family,
                created_at=NOW,
                updated_at=NOW,
                **more,
            )
            unit.session.add(customer)
            unit.session.flush()
            for kind, value in contacts.items():
                unit.session.add(fresh_contact(customer.id, kind, value, "GB", is_primary=True))
            unit.commit()
            return customer.id

    return add


@pytest.fixture
def add_sale(store: Store) -> AddSale:
    """Writes a sale without lines: ``add_sale(customer_id, "R-1", total=500, at=...)`` gives the id."""

    def add(customer_id: int | None, number: str, *, total: int = 1000, at: datetime = NOW, kind: str = "sale") -> int:
        with store.begin(SYSTEM) as unit:
            location = unit.session.query(Location.id).first()
            assert location is not None
            sale = Sale(
                number=number,
                kind=kind,
                source="counter",
                customer_id=customer_id,
                location_id=location[0],
                sold_at=at,
                currency="GBP",
                gross_minor=total,
                discount_minor=0,
                total_minor=total,
                tax_minor=0,
            )
            unit.session.add(sale)
            unit.commit()
            return sale.id

    return add
