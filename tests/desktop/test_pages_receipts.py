"""The receipts page in the real window: find by whatever is known, see it as printed, take goods back, print again."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopassistant.core.changes import Changes
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.counter.pick_list import PickRow
from shopassistant.desktop.pages.receipts.page import ReceiptsPage
from shopassistant.sales.returns import returnable
from shopassistant.store.database import Store
from tests.unit.shop_rows import AT, a_customer, a_product, a_sale

Settle = Callable[[], None]


@pytest.fixture
def settle(desktop: Desktop, qtbot: QtBot) -> Settle:
    """Wait until nothing is under way in any lane, and every timer of typing has run."""

    def wait() -> None:
        page = desktop.window.page("receipts")
        assert isinstance(page, ReceiptsPage)
        timers = (page._typing, page.table._fetch_timer)
        qtbot.waitUntil(lambda: desktop.shell.lanes.is_idle and not any(timer.isActive() for timer in timers))

    return wait


@pytest.fixture
def books(store: Store) -> dict[str, int]:
    (scarf,), (hat,) = a_product(store, "Scarf"), a_product(store, "Hat", price=900)
    ann = a_customer(store, phone="+447700900123")
    first, line = a_sale(store, scarf, customer_id=ann, quantity=3, number="R000001")
    walk_in, _ = a_sale(store, hat, price=900, number="R000002", at=AT + timedelta(days=1))
    old, _ = a_sale(store, hat, price=900, number="536365", at=AT - timedelta(days=400), source="import")
    return {"ann": ann, "first": first, "line": line, "walk_in": walk_in, "old": old}


@pytest.fixture
def page(desktop: Desktop, books: dict[str, int], qtbot: QtBot, settle: Settle) -> ReceiptsPage:
    desktop.window.show_page("receipts")
    desktop.shell.bus.publish(Changes(everything=True))  # the rows came after the page
    settle()
    made = desktop.window.page("receipts")
    assert isinstance(made, ReceiptsPage)
    desktop.window.activateWindow()
    qtbot.waitUntil(desktop.window.isActiveWindow)
    return made


def numbers(page: ReceiptsPage) -> list[str]:
    model = page.table.model
    return [str(model.index(line, 1).data()) for line in range(model.rowCount())]


def find(page: ReceiptsPage, text: str, kind: str, qtbot: QtBot) -> PickRow:
    """Type `text` and wait for its first meaning of a kind."""
    page.search.setFocus()
    page.search.setText(text)
    page._on_typed()

    def is_there() -> bool:
        if not page.window().isActiveWindow():  # the window of the test before took it along when it went
            page.window().activateWindow()
        return any(row.key.kind == kind for row in page.search.rows)

    qtbot.waitUntil(is_there)
    return next(row for row in page.search.rows if row.key.kind == kind)


def test_sales_and_returns_are_listed_newest_first_imported_ones_too(page: ReceiptsPage) -> None:
    assert numbers(page) == ["R000002", "R000001", "536365"]


def test_a_number_opens_its_receipt_as_printed(page: ReceiptsPage, qtbot: QtBot, settle: Settle) -> None:
    assert find(page, "1", "number", qtbot).title == "R000001"  # without its letters and zeros
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    settle()
    assert page.panel.isVisible()
    assert "Scarf" in page.panel.paper.text()
    assert "£75.00" in page.panel.paper.text()


def test_a_customer_a_product_a_day_and_an_amount_become_filters(
    page: ReceiptsPage, qtbot: QtBot, settle: Settle
) -> None:
    page._on_picked(find(page, "ann", "customer", qtbot))
    settle()
    assert numbers(page) == ["R000001"]
    page.desk.widen()
    page._on_picked(find(page, "hat", "product", qtbot))
    settle()
    assert numbers(page) == ["R000002", "536365"]
    page._on_picked(find(page, "2026-03-02", "day", qtbot))
    settle()
    assert numbers(page) == ["R000002"]  # both filters hold
    page.desk.widen()
    page._on_picked(find(page, "75", "amount", qtbot))
    settle()
    assert numbers(page) == ["R000001"]


def test_a_chip_goes_away_when_pressed(page: ReceiptsPage, qtbot: QtBot, books: dict[str, int], settle: Settle) -> None:
    page.open_with(("customer", (books["ann"], "Ann Lee")))
    settle()
    assert numbers(page) == ["R000001"]
    chip = page._chips.itemAt(0).widget()
    assert chip.text() == "Ann Lee"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    settle()
    assert len(numbers(page)) == 3


def test_goods_come_back_through_the_counters_own_dialogue(
    desktop: Desktop, page: ReceiptsPage, store: Store, books: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    page.show_sale(books["first"])
    settle()
    desktop.shell.actions.start("receipts.return")
    settle()
    page.returns.choose(books["line"], 2)
    assert page.returns.refund_text == "£50.00"
    with qtbot.waitSignal(page.return_desk.finished):
        page.returns.confirm()
    settle()
    with store.read() as session:
        (line,) = returnable(session, books["first"])
        assert line.left == 1
    assert not page.returns.isVisible()
    assert page.panel.view is not None
    assert page.panel.view.row.kind == "return"
    assert len(numbers(page)) == 4
    page.kinds.buttons()[2].click()
    settle()
    assert len(numbers(page)) == 1


def test_printed_again_and_saved_as_pdf(
    desktop: Desktop, page: ReceiptsPage, books: dict[str, int], tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    page.printing._folder = tmp_path
    desktop.shell.settings.change(printer=f"file:{tmp_path / 'printer'}")
    page.show_sale(books["first"])
    settle()
    with qtbot.waitSignal(page.printing.saved) as saved:
        qtbot.mouseClick(page.panel.save_button, Qt.MouseButton.LeftButton)
    assert Path(saved.args[0]).read_bytes().startswith(b"%PDF")
    with qtbot.waitSignal(page.printing.printed):
        desktop.shell.actions.start("receipts.print")
    assert b"Scarf" in (tmp_path / "printer").read_bytes()


def test_what_means_nothing_is_said(desktop: Desktop, page: ReceiptsPage, qtbot: QtBot) -> None:
    page.search.setFocus()
    page.search.setText("zzzzqqq")
    with qtbot.waitSignal(desktop.shell.errors.message):
        page._on_typed()
        qtbot.keyClick(page.search, Qt.Key.Key_Return)  # faster than the answer


def test_without_sales_the_page_offers_the_import(desktop: Desktop, settle: Settle) -> None:
    desktop.window.show_page("receipts")
    settle()
    page = desktop.window.page("receipts")
    assert isinstance(page, ReceiptsPage)
    assert page.table._empty is not None
    assert page.table._empty.isVisible()
