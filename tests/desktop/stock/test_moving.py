"""Goods that come, go and lie elsewhere: deliveries of orders on the Stock page, transfers, causes, locations."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from shopassistant.core.changes import Changes
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.settings.locations_section import LocationsSection
from shopassistant.desktop.pages.settings.page import SettingsPage
from shopassistant.desktop.pages.stock.page import StockPage
from shopassistant.inventory.ledger import movements
from shopassistant.inventory.locations import list_locations
from shopassistant.inventory.purchasing.drafts import DraftLine, OrderDraft, create_order
from shopassistant.inventory.purchasing.sending import send_order
from shopassistant.inventory.transfers import ship
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.schema import Supplier
from tests.desktop.stock.conftest import SCARF, Settle, Shelves


def cell(page: StockPage, key: str, variant_id: int) -> str:
    assert page.table is not None
    column = next(one for one in page.table.model.columns if one.key == key)
    return column.text(page.desk.rows([variant_id])[variant_id])


@pytest.fixture
def order(shelves: Shelves) -> int:
    with shelves.store.read() as session:
        supplier = session.scalars(select(Supplier.id)).one()
    made = create_order(shelves.store, SYSTEM, OrderDraft(supplier, 1, (DraftLine(shelves.scarf, 6),))).order_id
    send_order(shelves.store, SYSTEM, made)
    return made


def test_what_is_on_order_is_seen_with_its_day(page: StockPage, order: int, shelves: Shelves, settle: Settle) -> None:
    assert cell(page, "on_order", shelves.scarf).startswith("6 \u00b7 ")
    assert cell(page, "on_order", shelves.hat) == ""
    page.show_variant(shelves.scarf)
    settle()
    assert page.panel._outlook.text().startswith("On order: 6")


def test_an_associate_takes_an_order_in_on_the_stock_page(
    desktop: Desktop, page: StockPage, order: int, shelves: Shelves, associate: Actor, settle: Settle
) -> None:
    desktop.shell.staff.sign_in(associate)
    desktop.shell.bus.publish(Changes(orders=frozenset({order})))
    settle()
    page.receive()
    settle()
    dialog = page.receive_dialog
    assert dialog.orders.model.rowCount() == 1
    page.take_scan(SCARF)
    settle()
    assert [row.units for row in dialog.desk.rows.values()] == [1]
    assert not dialog.editor.cost_field.isVisible(), "what it costs is not for everybody"
    dialog.all_button.click()
    dialog.submit()
    settle()
    assert shelves.units(shelves.scarf) == 16


def test_without_an_order_the_plain_sheet_opens(page: StockPage, order: int, settle: Settle) -> None:
    page.context.bus.publish(Changes(orders=frozenset({order})))
    settle()
    page.receive()
    settle()
    page.receive_dialog.plain_button.click()
    assert page.sheet.isVisible()
    page.sheet.reject()


def test_goods_are_sent_received_and_one_is_missing(
    desktop: Desktop, page: StockPage, shelves: Shelves, settle: Settle
) -> None:
    page.send()
    assert (page.sheet.start.currentText(), page.sheet.end.currentText()) == ("Shop", "Back room")
    page.take_scan(SCARF)
    settle()
    page.sheet.units_of(shelves.scarf).setValue(4)
    page.sheet.verb.setFocus()
    page.sheet.submit()
    settle()
    assert (shelves.units(shelves.scarf), shelves.units(shelves.scarf, shelves.back)) == (6, 0)
    page.tabs.setCurrentWidget(page.transfers_place)
    settle()
    page.transfers.receive_button.click()
    settle()
    dialog = page.transfers.dialog
    page.take_scan(SCARF)
    settle()
    assert [one.arrived for one in dialog.desk.lines.values()] == [1]
    dialog.arrived.spin.setValue(3)
    dialog.missing.spin.setValue(1)
    dialog.submit()
    settle()
    assert not dialog.isVisible()
    assert shelves.units(shelves.scarf, shelves.back) == 3
    assert (page.transfers.current().status, page.transfers.current().missing) == ("received", 1)  # type: ignore[union-attr]


def test_a_part_stays_on_its_way_and_the_rest_is_called_back(
    page: StockPage, shelves: Shelves, settle: Settle, qtbot: QtBot
) -> None:
    ship(shelves.store, SYSTEM, 1, shelves.back, {shelves.scarf: 4, shelves.hat: 2})
    page.tabs.setCurrentWidget(page.transfers_place)
    settle()
    qtbot.keyClick(page.transfers.table.view, Qt.Key.Key_Return)
    settle()
    dialog = page.transfers.dialog
    dialog.take_scan("4711")
    settle()
    assert "4711" in dialog.notice.text()
    dialog.take_scan(SCARF)
    settle()
    dialog.submit()
    settle()
    assert page.transfers.current().on_way == 5  # type: ignore[union-attr]
    page.transfers.back_button.click()
    settle()
    assert (shelves.units(shelves.scarf), shelves.units(shelves.hat)) == (9, 4)


def test_a_correction_has_a_cause(page: StockPage, shelves: Shelves, settle: Settle) -> None:
    page.show_variant(shelves.scarf)
    settle()
    page.panel._on_adjust()
    dialog = page.panel.adjust
    dialog.units.setValue(-2)
    dialog.submit()
    settle()
    assert dialog.notice.isVisible(), "neither a cause nor words"
    dialog.cause.setCurrentIndex(dialog.cause.findData("theft"))
    dialog.submit()
    settle()
    assert not dialog.isVisible()
    with shelves.store.read() as session:
        assert movements(session, shelves.scarf)[0].cause == "theft"
    assert page.panel._reason(page.panel.ledger.model.row(0)) == "Correction: Stolen"


@pytest.fixture
def section(desktop: Desktop, shelves: Shelves, settle: Settle) -> LocationsSection:
    desktop.window.show_page("settings")
    settle()
    page = desktop.window.page("settings")
    assert isinstance(page, SettingsPage)
    page.open_with("locations")
    settle()
    made = page._sections["locations"]
    assert isinstance(made, LocationsSection)
    return made


def test_a_location_is_added_renamed_and_closed(
    desktop: Desktop, section: LocationsSection, shelves: Shelves, settle: Settle, qtbot: QtBot
) -> None:
    section.name.setText("Pier kiosk")
    section.add.click()
    settle()
    assert [one.code for one in section._shown] == ["BACK", "PIERKIOSK", "SHOP"]
    kiosk = section._shown[1]
    with qtbot.waitSignal(desktop.shell.toasts.shown) as shown:
        section._desk.rename(kiosk, "Kiosk")
    settle()
    assert [one.name for one in section._shown] == ["Back room", "Kiosk", "Shop"]
    shown.args[0].undo()
    settle()
    assert section._shown[1].name == "Pier kiosk"
    section._desk.set_active(kiosk, False)
    settle()
    with shelves.store.read() as session:
        assert {one.name: one.active for one in list_locations(session)}["Pier kiosk"] is False


def test_a_location_that_holds_goods_is_not_closed(desktop: Desktop, section: LocationsSection, settle: Settle) -> None:
    shop = next(one for one in section._shown if one.code == "SHOP")
    section._desk.set_active(shop, False)
    settle()
    assert desktop.window.messages.isVisible()
    assert "Shop" in desktop.window.messages.text
    assert next(one for one in section._shown if one.code == "SHOP").active


def test_an_associate_only_looks(desktop: Desktop, section: LocationsSection, associate: Actor, settle: Settle) -> None:
    desktop.shell.staff.sign_in(associate)
    settle()
    section.entered()
    settle()
    assert not section._form.isVisible()
