"""A shop for the walk from too much stock to what a promotion earned: regulars who agreed to e-mail, and scarves."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import numpy as np
from sqlalchemy import select

from shopassistant.core.clock import FixedClock
from shopassistant.customers.segments.definitions import Rule
from shopassistant.customers.segments.keeping import save_segment
from shopassistant.sales.basket import add_variant, load_basket, open_basket, set_customer
from shopassistant.sales.basket_coupons import put_coupon
from shopassistant.sales.complete import TenderRequest, complete_sale
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Location
from tests.unit.promotions.campaigns.shop import add_customers
from tests.unit.shop_rows import a_product, a_sale

START = datetime(2026, 3, 2, 10, tzinfo=UTC)
REGULARS = "Regulars"
SCARF_CODE = "5901234123457"
STRANGERS = 12
_WEEKS = 13


@dataclass(frozen=True)
class Goods:
    """Variant ids; there are ten times as many scarves as a year asks for."""

    scarf: int
    hat: int
    regulars: tuple[int, ...]


def fill(store: Store, manager: Actor, customers: int) -> Goods:
    """Three months of sales, customers who agreed to e-mail, and a segment of those who come often."""
    store.clock = FixedClock(START)
    (scarf,) = a_product(store, "Scarf", category="Scarves", price=3000, cost=1000, stock=900, barcode=SCARF_CODE)
    (hat,) = a_product(store, "Hat", category="Hats", price=2000, cost=800, stock=900)
    regulars = add_customers(store, customers)
    add_customers(store, STRANGERS, first=customers)
    rng = np.random.default_rng(5)
    for place, customer in enumerate(regulars):
        for days in rng.choice(np.arange(2, 7 * _WEEKS), 2, replace=False):
            a_sale(store, hat, customer_id=customer, price=2000, at=START - timedelta(days=int(days)))
        if place % 20 == 0:
            a_sale(store, scarf, customer_id=customer, price=3000, at=START - timedelta(days=place % 80 + 3))
    definition = Rule({"field": "visits", "op": "at_least", "value": 2})
    save_segment(store, manager, REGULARS, definition)
    return Goods(scarf, hat, tuple(regulars))


def sell(store: Store, actor: Actor, customer: int, variant: int, units: int = 1, coupon: str = "") -> int:
    """A sale as a till makes it; what was paid."""
    with store.read() as session:
        location = session.scalars(select(Location.id).order_by(Location.id).limit(1)).one()
    basket = open_basket(store, actor, f"till {customer}", location).id
    set_customer(store, actor, basket, customer)
    add_variant(store, actor, basket, variant, units)
    if coupon:
        put_coupon(store, actor, basket, coupon)
    with store.read() as session:
        due = load_basket(session, basket).total_minor
    complete_sale(store, actor, basket, [TenderRequest("cash", due)], uuid4().hex)
    return due
