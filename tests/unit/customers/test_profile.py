"""The profile adds up what was bought, and takes off what came back."""

from datetime import timedelta

import pytest

from shopassistant.core.errors import NotFound
from shopassistant.customers.profile import load_history, load_profile
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Sale, SaleLine
from tests.unit.customers.conftest import NOW, AddCustomer
from tests.unit.shop_rows import a_product


def sell(store: Store, customer_id: int, number: str, lines: list[tuple[int, int]], day: int) -> None:
    """A sale (or a return, of negative quantities) at 10.00 apiece."""
    total = sum(quantity * 1000 for _variant, quantity in lines)
    with store.begin(SYSTEM) as unit:
        sale = Sale(
            number=number, kind="sale" if total > 0 else "return", source="counter", customer_id=customer_id,
            location_id=1, sold_at=NOW + timedelta(days=day), currency="GBP", gross_minor=total, discount_minor=0,
            total_minor=total, tax_minor=0,
        )  # fmt: skip
        unit.session.add(sale)
        unit.session.flush()
        for at, (variant_id, quantity) in enumerate(lines):
            unit.session.add(
                SaleLine(
                    sale_id=sale.id, position=at, kind="product", variant_id=variant_id, description="x",
                    quantity=quantity, unit_price_minor=1000, total_minor=quantity * 1000,
                )
            )  # fmt: skip
        unit.commit()


def test_value_sizes_and_brands(store: Store, add_person: AddCustomer) -> None:
    who = add_person("Anna", "Miller")
    small, medium = a_product(store, "Dress", sizes=("S", "M"), category="Women / Dresses", brand="Nord")
    shoe = a_product(store, "Shoe", sizes=("38",), category="Shoes", brand="Sud")[0]
    sell(store, who, "R1", [(small, 1), (medium, 3)], 0)
    sell(store, who, "R2", [(shoe, 1)], 1)
    sell(store, who, "R3", [(medium, -1)], 2)
    with store.read() as session:
        profile = load_profile(session, who, NOW.date())
        history = load_history(session, who, 2)
        rest = load_history(session, who, 10, before=history[-1].cursor)
    assert (profile.orders, profile.spend_minor, profile.average_basket_minor) == (2, 4000, 2500)
    assert profile.last_visit_at == NOW + timedelta(days=2)
    assert profile.returns_share == pytest.approx(1 / 5)
    assert [(worn.category, worn.size, worn.units) for worn in profile.sizes] == [
        ("Women / Dresses", "M", 2),
        ("Shoes", "38", 1),
    ]
    assert [(bought.brand, bought.units, bought.spend_minor) for bought in profile.brands] == [
        ("Nord", 3, 3000),
        ("Sud", 1, 1000),
    ]
    assert [(line.number, line.quantity, line.size) for line in (*history, *rest)] == [
        ("R3", -1, "M"),
        ("R2", 1, "38"),
        ("R1", 3, "M"),
        ("R1", 1, "S"),
    ]


def test_somebody_who_never_bought(store: Store, add_person: AddCustomer) -> None:
    who = add_person("Anna", "Miller")
    with store.read() as session:
        profile = load_profile(session, who, NOW.date())
        assert load_history(session, who, 10) == ()
        with pytest.raises(NotFound):
            load_profile(session, 999, NOW.date())
    assert (profile.orders, profile.average_basket_minor, profile.returns_share) == (0, None, None)
