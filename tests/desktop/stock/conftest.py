"""The Stock page in the real window, on a shop with a back room and three counted products."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication

from shopassistant.core.changes import Changes
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.stock.page import StockPage
from shopassistant.inventory.locations import add_location
from shopassistant.inventory.posting import levels
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from tests.unit.shop_rows import a_product

Settle = Callable[[], None]
SCARF, HAT = "5901234123457", "4006381333931"


@dataclass(frozen=True)
class Shelves:
    """Ids of what lies where: ten scarves, four hats, and a cap nobody ever counted."""

    store: Store
    back: int
    scarf: int
    hat: int
    cap: int

    def units(self, variant_id: int, location_id: int = 1) -> int:
        with self.store.read() as session:
            return levels(session, [variant_id], location_id)[variant_id].quantity


@pytest.fixture
def shelves(store: Store) -> Shelves:
    (scarf,) = a_product(store, "Scarf", stock=10, barcode=SCARF, category="Knits", supplier="Nord", cost=1000)
    (hat,) = a_product(store, "Hat", stock=4, barcode=HAT, category="Felt", supplier="Nord", cost=700)
    (cap,) = a_product(store, "Cap", stock=None)
    return Shelves(store, add_location(store, SYSTEM, "BACK", "Back room", "backroom").location_id, scarf, hat, cap)


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
def page(desktop: Desktop, shelves: Shelves, settle: Settle) -> StockPage:
    desktop.window.show_page("stock")
    desktop.shell.bus.publish(Changes(everything=True))  # the rows came after the page
    settle()
    made = desktop.window.page("stock")
    assert isinstance(made, StockPage)
    return made
