"""One till that sells the same thing again and again; imports nothing it does not need."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from shopassistant.core.clock import FixedClock
from shopassistant.core.errors import Conflict, UserError
from shopassistant.sales.basket import add_variant, load_basket, open_basket
from shopassistant.sales.basket_coupons import put_coupon
from shopassistant.sales.complete import TenderRequest, complete_sale
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store, open_store

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def sell_many(path: Path, terminal: str, count: int, coupon: str) -> None:
    """Sell the dearest good `count` times at one till, each time with a coupon as long as it is good."""
    store = open_store(path, clock=FixedClock(NOW))
    for number in range(count):
        view = add_variant(store, SYSTEM, open_basket(store, SYSTEM, terminal, 1).id, 5, 1)
        with suppress(UserError):
            put_coupon(store, SYSTEM, view.id, coupon)
        sell(store, view.id, f"{terminal} {number}")
    store.close()


def sell(store: Store, basket_id: int, key: str) -> None:
    """Complete a basket, again where the total changed under it."""
    for _ in range(10):
        with store.read() as session:
            total = load_basket(session, basket_id).total_minor
        try:
            complete_sale(store, SYSTEM, basket_id, [TenderRequest("cash", total)], key, seen_minor=total)
        except Conflict as refused:
            if refused.code != "sale.total_changed":
                raise
        else:
            return
    raise AssertionError("the total changed again and again")
