"""The page Orders in the real window, on a shop with one supplier of three products."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from shopassistant.core.changes import Changes
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.purchasing.orders_tab import OrdersTab
from shopassistant.desktop.pages.purchasing.page import PurchasingPage
from shopassistant.inventory.purchasing.drafts import DraftLine, OrderDraft, create_order
from shopassistant.inventory.purchasing.sending import send_order
from shopassistant.inventory.suppliers.items import ItemTerms, put_item
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import PurchaseOrder, PurchaseOrderLine, Supplier
from tests.unit.shop_rows import a_product

Settle = Callable[[], None]


@dataclass(frozen=True)
class Goods:
    """What the shop buys: ids by name; the scarf comes in packs of 6, cheaper from 24."""

    store: Store
    supplier: int
    scarf: int
    hat: int
    cap: int

    def order(self, *lines: tuple[int, int], sent: bool = True, days: int = 7) -> int:
        """An order of (variant, units), expected in `days` days."""
        today = self.store.clock.now().astimezone().date()
        drafted = tuple(DraftLine(*line) for line in lines)
        draft = OrderDraft(self.supplier, 1, drafted, today + timedelta(days=days))
        order_id = create_order(self.store, SYSTEM, draft).order_id
        if sent:
            send_order(self.store, SYSTEM, order_id)
        return order_id

    def status(self, order_id: int) -> str:
        with self.store.read() as session:
            return session.get_one(PurchaseOrder, order_id).status

    def lines(self, order_id: int) -> list[tuple[int, int, int]]:
        """(variant, units, cost) of an order."""
        with self.store.read() as session:
            query = select(PurchaseOrderLine).where(PurchaseOrderLine.order_id == order_id)
            found = session.scalars(query.order_by(PurchaseOrderLine.position)).all()
            return [(line.variant_id, line.units, line.cost_minor) for line in found]


@pytest.fixture
def goods(store: Store) -> Goods:
    (scarf,) = a_product(store, "Scarf", stock=10, barcode="5901234123457", supplier="Nord", cost=1000)
    (hat,) = a_product(store, "Hat", stock=None, barcode="4006381333931", supplier="Nord", cost=700)
    (cap,) = a_product(store, "Cap", stock=2, supplier="", cost=None)
    with store.read() as session:
        supplier = session.scalars(select(Supplier.id)).one()
    put_item(store, SYSTEM, supplier, scarf, ItemTerms("N-1", 1000, 6, 6, None, ((24, 900),)))
    return Goods(store, supplier, scarf, hat, cap)


@pytest.fixture
def settle(desktop: Desktop) -> Settle:
    """Wait until nothing is under way in any lane and what it brought is shown."""

    def wait() -> None:
        for _round in range(4):
            assert desktop.shell.lanes.wait_idle()
            QApplication.processEvents()
        assert desktop.shell.lanes.wait_idle()

    return wait


@pytest.fixture
def page(desktop: Desktop, goods: Goods, settle: Settle) -> PurchasingPage:
    desktop.window.show_page("orders")
    desktop.shell.bus.publish(Changes(everything=True))  # the rows came after the page
    settle()
    made = desktop.window.page("orders")
    assert isinstance(made, PurchasingPage)
    return made


@pytest.fixture
def tab(page: PurchasingPage) -> OrdersTab:
    made = page.tab("list")
    assert isinstance(made, OrdersTab)
    return made
