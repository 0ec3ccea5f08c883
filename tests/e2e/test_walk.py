"""The whole walk through the real window: a shop's own records in, a customer found, advice, a sale, a return."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from shopassistant.core.clock import FixedClock
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.counter.page import CounterPage
from shopassistant.desktop.pages.imports.page import ImportPage
from shopassistant.desktop.pages.registry import page_specs
from shopassistant.desktop.shell.context import Shell
from shopassistant.desktop.shell.opening import look_at
from shopassistant.desktop.shell.window import MainWindow
from shopassistant.inventory.stock import levels
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store, open_store
from shopassistant.store.schema import RecommendationEvent, Sale, Tender, Variant
from shopassistant.store.shop import Shop, ensure_location, save_shop
from shopassistant.store.staff import add_staff
from tests.desktop.conftest import shell  # noqa: F401
from tests.desktop.hands import Hands
from tests.desktop.strays import StrayWindows
from tests.e2e.records import REGULAR, WARES, write_sales, write_stock

BIRD = "84879A"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Store]:
    """An empty shop on the evening after the last sale of the records."""
    store = open_store(tmp_path / "shop.db", create=True, clock=FixedClock(datetime(2026, 6, 29, 18, tzinfo=UTC)))
    with store.begin(SYSTEM) as unit:
        save_shop(unit, Shop(name="Walk shop"))
        ensure_location(unit)
        add_staff(unit, "Mia", "manager", "2468")
        unit.commit()
    yield store
    store.close()


class Walk:
    """The window, the hands in front of it, and a look into the books behind it."""

    def __init__(self, desktop: Desktop, store: Store) -> None:
        self.desktop = desktop
        self.store = store
        self.hands = Hands(desktop.window)

    @property
    def page(self) -> CounterPage:
        page = self.desktop.window.page("counter")
        assert isinstance(page, CounterPage)
        return page

    def settle(self) -> None:
        for _ in range(4):
            QApplication.processEvents()
            assert self.desktop.shell.lanes.wait_idle(60_000)
            QApplication.processEvents()

    def key(self, key: Qt.Key) -> None:
        """An F-key, through the window's shortcuts."""
        QTest.keyClick(self.desktop.window, key)
        self.settle()

    def bring_in(self, path: Path, files: Path) -> None:
        """Import a file through the import page: shown first, then its button."""
        self.desktop.window.show_page("import")
        self.settle()
        page = self.desktop.window.page("import")
        assert isinstance(page, ImportPage)
        page.desk._folder = files
        page.take_files([path])
        self.settle()
        assert page.stack.currentWidget() is page.preview
        page.preview.run_button.click()
        self.settle()
        assert page.stack.currentWidget() is page.report
        page.show_start()
        self.desktop.window.show_page("counter")
        self.settle()

    def stock(self, code: str) -> int | None:
        with self.store.read() as session:
            variant_id = session.scalars(select(Variant.id).where(Variant.sku == code)).one()
            return levels(session, [variant_id], 1)[variant_id].known

    def offers(self) -> list[tuple[str, str, str]]:
        """(name, stock, why) of the cards as they stand on the page."""
        return [(card.offer.name, card.offer.stock, card.offer.why) for card in self.page.flow.cards if card.offer]


@pytest.fixture
def walk(qtbot: QtBot, shell: Shell, opened: Store) -> Iterator[Walk]:  # noqa: F811
    window = MainWindow(shell)
    qtbot.addWidget(window)
    desktop = Desktop(shell, window, page_specs)
    seen = look_at(opened)
    desktop.show_shop(seen, Actor("staff", seen.staff[0].name, seen.staff[0].id, seen.staff[0].role))
    window.show()
    window.activateWindow()
    made = Walk(desktop, opened)
    with StrayWindows() as strays:
        made.settle()
        yield made
    window.close()
    assert strays.seen == []


def test_from_records_to_a_sale_and_back(walk: Walk, tmp_path: Path) -> None:
    page = walk.page
    page.presenter.receipts._folder = tmp_path / "receipts"

    # Records in.
    lines = write_sales(tmp_path / "sales.csv")
    assert lines > 250
    walk.bring_in(tmp_path / "sales.csv", tmp_path / "imports")
    write_stock(tmp_path / "stock.csv")
    walk.bring_in(tmp_path / "stock.csv", tmp_path / "imports")
    assert walk.stock(BIRD) == 25
    context = walk.desktop.context
    assert context is not None

    # The customer, by what they say.
    walk.key(Qt.Key.Key_F2)
    walk.hands.type(REGULAR)
    walk.settle()
    assert page.customer_box.rows[0].key != "create"
    assert page.customer_box.rows[0].side, "the row says why it came up"
    walk.hands.key(Qt.Key.Key_Return, "\r")
    walk.settle()
    assert REGULAR in page.card._line.full_text()
    assert page.card._figures[1]._value.text() not in ("", "0"), "purchases are counted"

    # Advice that can be said aloud, and nothing that is not here.
    before = walk.offers()
    assert len(before) >= 3
    assert all(why.endswith(".") and "{" not in why for _name, _stock, why in before)
    assert WARES[-1][1].casefold() not in [name.casefold() for name, _stock, _why in before]
    assert before[0][0].casefold() in ("assorted bird ornament", "knitted hot water bottle")

    # Two things into the basket: one from its card, one from the scanner.
    walk.key(Qt.Key.Key_F9)
    walk.hands.key(Qt.Key.Key_Return, "\r")
    walk.settle()
    walk.hands.scan("85123A")
    walk.settle()
    view = page.presenter.basket.view
    assert view is not None
    assert [line.quantity for line in view.lines] == [1, 1]
    assert view.lines[1].sku == "85123A"
    first = view.lines[0]

    # The money.
    walk.key(Qt.Key.Key_F12)
    assert page.side.currentWidget() is page.tender
    page.tender.choose("cash")
    walk.hands.type("20\r")
    walk.settle()
    assert page.side.currentWidget() is page.done
    change = 2000 - view.total_minor
    assert page.done.amount_text == context.catalogue.money(change)
    with walk.store.read() as session:
        sale = session.scalars(select(Sale).order_by(Sale.id.desc())).first()
        assert sale is not None
        assert sale.total_minor == view.total_minor
        assert sorted(session.scalars(select(Tender.amount_minor).where(Tender.sale_id == sale.id))) == [-change, 2000]
        bought = session.scalars(select(RecommendationEvent.product_id).where(RecommendationEvent.sale_id == sale.id))
        assert first.product_id in set(bought)
        number = sale.number

    # Stock and advice have changed, on the page too.
    assert walk.stock("85123A") == 24
    assert walk.stock(first.sku) == 24
    after = walk.offers()
    assert after != before
    assert page.card._figures[3]._value.text() == "today"

    # The receipt.
    page.done._on_save()
    walk.settle()
    (receipt,) = (tmp_path / "receipts").glob("*.pdf")
    assert receipt.read_bytes().startswith(b"%PDF")

    # And back again.
    walk.hands.key(Qt.Key.Key_Return, "\r")
    walk.settle()
    assert page.presenter.customer.customer_id is None
    walk.key(Qt.Key.Key_F8)
    walk.hands.type(number + "\r")
    walk.settle()
    page.returns.choose_all()
    assert page.returns.refund_text == context.catalogue.money(view.total_minor)
    page.returns.confirm()
    walk.settle()
    assert walk.stock("85123A") == 25
    assert walk.stock(first.sku) == 25
    _books_agree(walk.store)


def _books_agree(store: Store) -> None:
    from shopassistant.store.check import check_store

    report = check_store(store)
    assert report.is_fine, report.findings
