"""A small shop behind the counter, and the real window in front of it."""

from dataclasses import dataclass

import pytest

from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.counter.page import CounterPage
from shopassistant.store.database import Store
from tests.desktop.hands import Hands
from tests.unit.shop_rows import a_customer, a_product, a_sale

SCARF_CODE = "5012345678900"
FRAME_CODE = "96385074"


@dataclass
class Shop:
    """Ids of what is in the shop."""

    ann: int
    anna: int
    scarf: int
    frame: int
    polish: int


@pytest.fixture
def shop(store: Store) -> Shop:
    """Two customers nearly called the same, three products, some sales."""
    ann = a_customer(store, "Ann", "Lee", phone="+447700900123", city="Bath", number="C0001")
    anna = a_customer(store, "Anna", "Leigh", number="C0002", city="Leeds")
    (scarf,) = a_product(store, "Wool scarf", barcode=SCARF_CODE, price=2500, cost=1000, stock=10)
    (frame,) = a_product(store, "Round frame", barcode=FRAME_CODE, price=12000, cost=7000, stock=1)
    (polish,) = a_product(store, "Shoe polish", price=799, cost=300, stock=40)
    for variant in (scarf, polish):
        a_sale(store, variant, customer_id=ann)
        a_sale(store, variant, customer_id=anna)
    a_sale(store, frame, customer_id=anna, number="OLD-1")
    return Shop(ann, anna, scarf, frame, polish)


@dataclass
class Counter:
    """The counter page in the real window, with hands to use it."""

    desktop: Desktop
    page: CounterPage
    hands: Hands
    messages: list[str]

    def settle(self) -> None:
        """Let everything that was asked for arrive."""
        from PySide6.QtWidgets import QApplication

        for _ in range(4):  # what arrives may ask again
            QApplication.processEvents()
            assert self.desktop.shell.lanes.wait_idle()
            QApplication.processEvents()

    def focus(self, box) -> None:
        """Click into a field."""
        box.setFocus()
        self.settle()

    def open_customer(self, customer_id: int) -> None:
        """Open a customer's card."""
        self.page.presenter.open_customer(customer_id)
        self.settle()

    def scan(self, code: str) -> None:
        """Scan and wait for what comes of it."""
        self.hands.scan(code)
        self.settle()

    @property
    def lines(self) -> list[tuple[str, int]]:
        """(name, quantity) of the lines in the basket."""
        view = self.page.presenter.basket.view
        return [(line.name, line.quantity) for line in view.lines] if view is not None else []


@pytest.fixture
def counter(shop: Shop, desktop: Desktop) -> Counter:
    """The counter, open and at rest."""
    desktop.window.show_page("counter")
    desktop.window.activateWindow()
    page = desktop.window.page("counter")
    assert isinstance(page, CounterPage)
    messages: list[str] = []
    desktop.shell.errors.message.connect(lambda message: messages.append(message.text))
    made = Counter(desktop, page, Hands(desktop.window), messages)
    made.settle()
    return made
