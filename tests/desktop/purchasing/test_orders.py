"""Orders written, sent, changed and cancelled in the real window."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from shopassistant.core.changes import Changes
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.purchasing.orders_tab import OrdersTab
from shopassistant.desktop.pages.purchasing.page import PurchasingPage
from shopassistant.inventory.suppliers.items import ItemTerms, put_item
from shopassistant.inventory.suppliers.terms import SupplierTerms, change_supplier
from shopassistant.store.actor import SYSTEM, Actor
from tests.desktop.hands import Hands
from tests.desktop.purchasing.conftest import Goods, Settle


def cells(tab: OrdersTab, key: str) -> list[str]:
    assert tab.table is not None
    model = tab.table.model
    place = [column.key for column in model.columns].index(key)
    return [str(model.index(line, place).data()) for line in range(model.rowCount())]


def show(tab: OrdersTab, order_id: int, settle: Settle) -> None:
    tab.context.bus.publish(Changes(everything=True))
    settle()
    tab.show_order(order_id)
    settle()


def test_an_empty_page_says_what_will_be_here(tab: OrdersTab) -> None:
    assert tab.table is not None
    said = " ".join(one.text() for one in tab.table.findChildren(type(tab.panel.number)) if one.isVisible())
    assert "No orders yet" in said


def test_late_orders_are_marked_and_counted(tab: OrdersTab, goods: Goods, settle: Settle) -> None:
    goods.order((goods.hat, 5), days=-3)
    goods.order((goods.hat, 5), days=5)
    goods.order((goods.scarf, 6), sent=False)
    tab.context.bus.publish(Changes(everything=True))
    settle()
    assert cells(tab, "status") == ["Sent", "Sent", "Draft"]
    assert cells(tab, "expected")[0] == "3 days late"
    tab.scope._pick("late")
    settle()
    assert cells(tab, "number") == ["PO000001"]


def test_a_new_order_is_written_by_scanner_in_whole_packs(
    desktop: Desktop, page: PurchasingPage, tab: OrdersTab, goods: Goods, settle: Settle
) -> None:
    page.new()
    assert tab.order_dialog.isVisible()
    tab.order_dialog.submit()
    settle()
    assert tab.desk.view is not None
    assert desktop.window.focusWidget() is tab.panel.search
    hands = Hands(desktop.window)
    for code in ("5901234123457", "5901234123457", "4006381333931"):
        hands.scan(code)
        settle()
    assert goods.lines(tab.desk.order_id) == [(goods.scarf, 12, 1000), (goods.hat, 1, 700)]
    assert tab.panel.editor.name.full_text() == "Hat, M"
    assert desktop.window.focusWidget() is tab.panel.editor.units.spin


def test_units_are_filled_up_to_packs_and_a_break_changes_the_price(
    tab: OrdersTab, goods: Goods, settle: Settle, qtbot: QtBot
) -> None:
    order = goods.order((goods.scarf, 6), sent=False)
    show(tab, order, settle)
    qtbot.keyClicks(tab.panel.drafted.view, "2")
    qtbot.keyClicks(tab.panel.editor.units.spin, "0")
    qtbot.keyClick(tab.panel.editor.units.spin, Qt.Key.Key_Return)
    settle()
    assert goods.lines(order) == [(goods.scarf, 24, 900)]
    assert tab.panel.window().focusWidget() is tab.panel.search
    assert tab.panel.total.text() == "£216.00"
    tab.panel.editor.cost.setText("8.50")
    tab.panel.editor.cost.editingFinished.emit()
    settle()
    assert goods.lines(order) == [(goods.scarf, 24, 850)]


def test_below_the_minimum_is_said_before_sending(tab: OrdersTab, goods: Goods, settle: Settle) -> None:
    change_supplier(goods.store, SYSTEM, goods.supplier, SupplierTerms("Nord", min_order_minor=10_000))
    show(tab, goods.order((goods.scarf, 6), sent=False), settle)
    assert tab.panel.warning.text() == "£40.00 below the minimum of £100.00."
    tab.send()
    assert "£40.00 below the supplier" in tab.send_dialog.subtitle.text()


def test_a_line_taken_out_comes_back_with_undo(
    desktop: Desktop, tab: OrdersTab, goods: Goods, settle: Settle, qtbot: QtBot
) -> None:
    order = goods.order((goods.scarf, 6), (goods.hat, 3), sent=False)
    show(tab, order, settle)
    with qtbot.waitSignal(desktop.shell.toasts.shown) as shown:
        qtbot.keyClick(tab.panel.drafted.view, Qt.Key.Key_Delete)
    settle()
    assert goods.lines(order) == [(goods.hat, 3, 700)]
    shown.args[0].undo()
    settle()
    assert sorted(goods.lines(order)) == sorted([(goods.hat, 3, 700), (goods.scarf, 6, 1000)])


def test_papers_are_saved_and_the_order_is_sent(
    tab: OrdersTab, goods: Goods, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_supplier(goods.store, SYSTEM, goods.supplier, SupplierTerms("Nord", email="o@nord.example"))
    order = goods.order((goods.scarf, 12), sent=False)
    show(tab, order, settle)
    tab.send()
    dialog = tab.send_dialog
    dialog.save_pdf(tmp_path / "o.pdf")
    dialog.save_table(tmp_path / "o.csv")
    settle()
    text = PdfReader(tmp_path / "o.pdf").pages[0].extract_text()
    assert "Purchase order PO000001" in text
    assert "Draft" not in text
    assert "N-1" in (tmp_path / "o.csv").read_text("utf-8-sig")
    dialog.copy()
    assert QGuiApplication.clipboard().text().startswith("Purchase order PO000001 from Test shop\n\nDear Nord team")
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True)
    dialog.open_mail()
    assert opened[0].startswith("mailto:o@nord.example?subject=")
    assert goods.status(order) == "draft"
    dialog.submit()
    settle()
    assert goods.status(order) == "sent"
    assert tab.panel.receive_button.isVisible()


def test_a_cancelled_order_and_a_cancelled_line_come_back(
    desktop: Desktop, tab: OrdersTab, goods: Goods, settle: Settle, qtbot: QtBot
) -> None:
    order = goods.order((goods.scarf, 6), (goods.hat, 3))
    show(tab, order, settle)
    with qtbot.waitSignal(desktop.shell.toasts.shown) as shown:
        tab.panel.rest_button.click()
    settle()
    assert tab.desk.view is not None
    assert [line.units_open for line in tab.desk.view.lines] == [0, 3]
    shown.args[0].undo()
    settle()
    assert [line.units_open for line in tab.desk.view.lines] == [6, 3]
    with qtbot.waitSignal(desktop.shell.toasts.shown) as shown:
        tab.panel.cancel_button.click()
    settle()
    assert goods.status(order) == "cancelled"
    shown.args[0].undo()
    settle()
    assert goods.status(order) == "sent"


def test_another_day_moves_a_late_order(tab: OrdersTab, goods: Goods, settle: Settle) -> None:
    order = goods.order((goods.scarf, 6), days=-2)
    show(tab, order, settle)
    assert tab.panel.late.text() == "2 days late"
    tab.panel.day_button.click()
    tab.day_dialog.day.setDate(tab.day_dialog.day.date().addDays(9))
    tab.day_dialog.submit()
    settle()
    assert not tab.panel.late.isVisible()


def test_esc_backs_out_and_other_pages_hand_over(
    desktop: Desktop, page: PurchasingPage, tab: OrdersTab, goods: Goods, settle: Settle
) -> None:
    order = goods.order((goods.scarf, 6))
    desktop.window.show_page("stock")
    desktop.context.navigate.open("orders", ("order", order))  # type: ignore[union-attr]
    settle()
    assert tab.panel.isVisible()
    assert page.go_back()
    settle()
    assert not tab.panel.isVisible()
    assert not page.go_back()


def test_an_associate_does_not_see_the_page(desktop: Desktop, associate: Actor, settle: Settle) -> None:
    desktop.shell.staff.sign_in(associate)
    settle()
    desktop.window.show_page("orders")
    assert desktop.window.current_page != "orders"


def test_broken_packs_are_shown_as_they_are_and_filled_up_at_once(
    desktop: Desktop, tab: OrdersTab, goods: Goods, settle: Settle, qtbot: QtBot
) -> None:
    order = goods.order((goods.scarf, 5), (goods.hat, 3), sent=False)
    show(tab, order, settle)
    assert tab.panel.warning.text() == "Not every line is in whole packs."
    assert tab.panel.editor.units.value == 5
    with qtbot.waitSignal(desktop.shell.toasts.shown) as shown:
        tab.panel.fill_button.click()
    settle()
    assert goods.lines(order) == [(goods.scarf, 6, 1000), (goods.hat, 3, 700)]
    assert not tab.panel.warning.isVisible()
    shown.args[0].undo()
    settle()
    assert goods.lines(order)[0] == (goods.scarf, 5, 1000)


def test_more_that_costs_less_is_pointed_out(tab: OrdersTab, goods: Goods, settle: Settle) -> None:
    put_item(goods.store, SYSTEM, goods.supplier, goods.scarf, ItemTerms("N-1", 1000, 6, 6, None, ((24, 700),)))
    show(tab, goods.order((goods.scarf, 18), sent=False), settle)
    said = tab.panel.editor.hint.text()
    assert said == "Packs of 6. At least 6. From 24 units £7.00 each. 24 units cost £168.00 in all, less than these."
