"""Deliveries taken in by scanner and keyboard: in part, too many, broken, by two windows at once."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopassistant.core.changes import Changes
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.purchasing.deliveries_tab import DeliveriesTab
from shopassistant.desktop.pages.purchasing.orders_tab import OrdersTab
from shopassistant.desktop.pages.purchasing.page import PurchasingPage
from shopassistant.desktop.pages.purchasing.receive_dialog import ReceiveDialog
from shopassistant.inventory.locations import add_location
from shopassistant.inventory.posting import levels
from shopassistant.inventory.purchasing.arrival import Arrival, ArrivedLine
from shopassistant.inventory.purchasing.receiving import receive
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from tests.desktop.hands import Hands
from tests.desktop.purchasing.conftest import Goods, Settle


def stock(store: Store, variant_id: int, location_id: int = 1) -> int:
    with store.read() as session:
        return levels(session, [variant_id], location_id)[variant_id].quantity


@pytest.fixture
def order(goods: Goods) -> int:
    return goods.order((goods.scarf, 6), (goods.hat, 3))


@pytest.fixture
def dialog(tab: OrdersTab, order: int, settle: Settle) -> ReceiveDialog:
    tab.context.bus.publish(Changes(everything=True))
    settle()
    tab.show_order(order)
    settle()
    tab.receive()
    settle()
    return tab.receive_dialog


def units(dialog: ReceiveDialog) -> list[int]:
    return [row.units for row in dialog.desk.rows.values()]


def test_scans_are_counted_wherever_the_focus_is(
    desktop: Desktop, dialog: ReceiveDialog, goods: Goods, order: int, settle: Settle, qtbot: QtBot
) -> None:
    hands = Hands(desktop.window)
    for focus in (dialog.search, dialog.table.view, dialog.note):
        focus.setFocus()
        hands.scan("5901234123457")
        settle()
    assert units(dialog) == [3, 0]
    assert dialog.note.text() == ""
    assert dialog.isVisible(), "a scanner's Enter books nothing"
    dialog.note.setText("DN 1")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert not dialog.isVisible()
    assert (goods.status(order), stock(goods.store, goods.scarf)) == ("partly_received", 13)


def test_all_as_ordered_then_what_differs(dialog: ReceiveDialog, goods: Goods, order: int, settle: Settle) -> None:
    dialog.all_button.click()
    assert units(dialog) == [6, 3]
    dialog.table.select_first()
    dialog.editor.units.spin.setValue(5)
    dialog.editor.damaged.spin.setValue(1)
    assert dialog.sum.text() == "8 units, 1 damaged"
    dialog.submit()
    settle()
    assert (stock(goods.store, goods.scarf), stock(goods.store, goods.hat)) == (15, 3)
    assert goods.status(order) == "partly_received", "the broken one is still to come"


def test_too_many_need_a_reason(dialog: ReceiveDialog, goods: Goods, order: int, settle: Settle) -> None:
    dialog.all_button.click()
    dialog.table.select_first()
    dialog.editor.units.spin.setValue(8)
    assert dialog.editor.reason_field.isVisible()
    dialog.submit()
    settle()
    assert dialog.notice.isVisible()
    assert dialog.editor.reason.hasFocus()
    assert stock(goods.store, goods.scarf) == 10
    dialog.editor.reason.setText("sent a whole box")
    dialog.editor.reason.textEdited.emit("sent a whole box")
    dialog.submit()
    settle()
    assert (stock(goods.store, goods.scarf), goods.status(order)) == (18, "received")


def test_what_was_not_ordered_can_be_taken_too(dialog: ReceiveDialog, goods: Goods, settle: Settle) -> None:
    with goods.store.read() as session:
        from shopassistant.store.schema import Variant

        sku = session.get_one(Variant, goods.cap).sku
    dialog.take_scan(sku)
    settle()
    (extra,) = [row for row in dialog.desk.rows.values() if row.order_line_id is None]
    assert (extra.variant_id, extra.units, extra.over) == (goods.cap, 1, 1)
    dialog.desk.enter(extra.key, reason="a present")
    dialog.submit()
    settle()
    assert stock(goods.store, goods.cap) == 3


def test_damaged_units_can_be_kept_apart(tab: OrdersTab, dialog: ReceiveDialog, goods: Goods, settle: Settle) -> None:
    place = add_location(goods.store, SYSTEM, "BROKEN", "Broken", "damaged").location_id
    dialog.desk.choose()
    settle()
    dialog.table.select_first()
    dialog.editor.damaged.spin.setValue(2)
    assert dialog.damaged_field.isVisible()
    dialog.submit()
    settle()
    assert (stock(goods.store, goods.scarf), stock(goods.store, goods.scarf, place)) == (10, 2)


def test_another_window_was_faster(dialog: ReceiveDialog, goods: Goods, order: int, settle: Settle) -> None:
    dialog.all_button.click()
    line = next(iter(dialog.desk.rows))
    receive(goods.store, SYSTEM, Arrival(1, (ArrivedLine(goods.scarf, 2, 0, line),), order))
    dialog.submit()
    settle()
    assert dialog.isVisible()
    assert "meanwhile" in dialog.notice.text()
    assert dialog.desk.rows[line].open_units == 4
    assert dialog.desk.rows[line].units == 6, "what was entered is still there"
    dialog.desk.enter(line, units=4)
    dialog.submit()
    settle()
    assert (stock(goods.store, goods.scarf), goods.status(order)) == (16, "received")


def test_what_was_entered_survives_leaving(tab: OrdersTab, dialog: ReceiveDialog, settle: Settle) -> None:
    dialog.take_scan("5901234123457")
    settle()
    dialog.reject()
    tab.receive()
    settle()
    assert units(dialog) == [1, 0]


def test_a_scan_finds_the_order_it_belongs_to(tab: OrdersTab, goods: Goods, order: int, settle: Settle) -> None:
    goods.order((goods.cap, 4))
    tab.receive()
    settle()
    dialog = tab.receive_dialog
    assert dialog.stack.currentWidget() is dialog.orders_page
    assert dialog.orders.model.rowCount() == 2
    dialog.take_scan("4006381333931")
    settle()
    assert dialog.desk.view is not None
    assert (dialog.desk.view.row.order_id, units(dialog)) == (order, [0, 1])


def test_a_booked_delivery_is_undone_and_seen(
    desktop: Desktop,
    page: PurchasingPage,
    dialog: ReceiveDialog,
    goods: Goods,
    order: int,
    settle: Settle,
    qtbot: QtBot,
) -> None:
    dialog.all_button.click()
    with qtbot.waitSignal(desktop.shell.toasts.shown, check_params_cb=lambda toast: "Booked" in toast.text) as shown:
        dialog.submit()
    settle()
    assert goods.status(order) == "received"
    shown.args[0].undo()
    settle()
    assert (goods.status(order), stock(goods.store, goods.scarf)) == ("sent", 10)
    page.show_tab("deliveries")
    settle()
    deliveries = page.tab("deliveries")
    assert isinstance(deliveries, DeliveriesTab)
    model = deliveries.table.model
    assert [model.row(line).units for line in range(model.rowCount())] == [-9, 9]


def test_a_package_scanned_on_the_page_arrived(
    desktop: Desktop, tab: OrdersTab, goods: Goods, order: int, settle: Settle
) -> None:
    tab.context.bus.publish(Changes(everything=True))
    settle()
    tab.show_order(order)
    settle()
    Hands(desktop.window).scan("5901234123457")
    tab.take_scan("5901234123457")  # before the order was read
    settle()
    assert tab.receive_dialog.isVisible()
    assert units(tab.receive_dialog) == [2, 0]
