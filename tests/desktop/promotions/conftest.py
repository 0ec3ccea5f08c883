"""The page Promotions in the real window, on a shop with three products, one of them in excess."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from shopassistant.core.changes import Changes
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.promotions.builder_view import BuilderView
from shopassistant.desktop.pages.promotions.page import PromotionsPage
from shopassistant.desktop.pages.promotions.promotions_tab import PromotionsTab
from shopassistant.promotions.drafts.terms import Terms, read_terms
from shopassistant.store.database import Store
from shopassistant.store.schema import AuditEntry, Promotion, PromotionItem
from tests.unit.shop_rows import a_customer, a_product, a_sale

Settle = Callable[[], None]


@dataclass(frozen=True)
class Goods:
    """What the shop sells: variant ids by name. The scarf costs 10.00 and sells for 25.00."""

    store: Store
    scarf: int
    hat: int
    cap: int

    def terms(self, promotion_id: int) -> Terms:
        with self.store.read() as session:
            return read_terms(session.get_one(Promotion, promotion_id))

    def status(self, promotion_id: int) -> str:
        with self.store.read() as session:
            return session.get_one(Promotion, promotion_id).status

    def items(self, promotion_id: int) -> set[int]:
        with self.store.read() as session:
            query = select(PromotionItem.variant_id).where(PromotionItem.promotion_id == promotion_id)
            return set(session.scalars(query))

    def actions(self) -> list[str]:
        with self.store.read() as session:
            query = select(AuditEntry.action).where(AuditEntry.subject_type == "promotion").order_by(AuditEntry.id)
            return [one.removeprefix("promotion.") for one in session.scalars(query)]


@pytest.fixture
def goods(store: Store) -> Goods:
    (scarf,) = a_product(store, "Scarf", category="Scarves", barcode="5901234123457", stock=400)
    (hat,) = a_product(store, "Hat", price=4000, cost=1500, category="Hats")
    (cap,) = a_product(store, "Cap", price=1500, cost=1400, category="Hats")
    ann = a_customer(store)
    for variant_id, price in ((scarf, 2500), (hat, 4000)):
        a_sale(store, variant_id, customer_id=ann, quantity=3, price=price)
    return Goods(store, scarf, hat, cap)


@pytest.fixture
def settle(desktop: Desktop) -> Settle:
    """Wait until nothing is under way in any lane, what it brought is shown, and what that asked for is there, too."""

    def wait() -> None:
        for _round in range(5):
            assert desktop.shell.lanes.wait_idle()
            QApplication.processEvents()
        assert desktop.shell.lanes.wait_idle()

    return wait


@pytest.fixture
def tab(desktop: Desktop, goods: Goods, settle: Settle) -> PromotionsTab:
    desktop.window.show_page("promotions")
    desktop.shell.bus.publish(Changes(everything=True))  # the rows came after the window
    settle()
    page = desktop.window.page("promotions")
    assert isinstance(page, PromotionsPage)
    made = page.tab("list")
    assert isinstance(made, PromotionsTab)
    return made


def at_rest(builder: BuilderView, settle: Settle) -> None:
    """What was edited is saved and looked at, without waiting for the timers."""
    builder.desk.save_now()
    builder.desk.look_again()
    settle()


@pytest.fixture
def builder(tab: PromotionsTab, settle: Settle) -> BuilderView:
    """A new promotion, open."""
    tab.new()
    settle()
    assert tab.builder is not None
    return tab.builder
