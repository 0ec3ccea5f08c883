"""Suppliers in the real window: terms, range, packs and price breaks, and how they keep their word."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopassistant.core.errors import UserError
from shopassistant.core.messages import Catalogue
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.purchasing.item_dialog import read_breaks
from shopassistant.desktop.pages.purchasing.orders_tab import OrdersTab
from shopassistant.desktop.pages.purchasing.page import PurchasingPage
from shopassistant.desktop.pages.purchasing.supplier_words import breaks_words, word_kept
from shopassistant.desktop.pages.purchasing.suppliers_tab import SuppliersTab
from shopassistant.inventory.suppliers.items import items_of_supplier
from shopassistant.inventory.suppliers.lead_times import LeadTimes
from shopassistant.inventory.suppliers.terms import supplier_terms
from tests.desktop.purchasing.conftest import Goods, Settle


@pytest.fixture
def suppliers(page: PurchasingPage, settle: Settle) -> SuppliersTab:
    page.show_tab("suppliers")
    settle()
    made = page.tab("suppliers")
    assert isinstance(made, SuppliersTab)
    made.table.select_first()
    settle()
    return made


def test_terms_are_changed_and_changed_back(
    desktop: Desktop, suppliers: SuppliersTab, goods: Goods, settle: Settle, qtbot: QtBot
) -> None:
    suppliers.edit()
    dialog = suppliers.dialog
    dialog.lead.setValue(12)
    dialog.minimum.setText("250")
    with qtbot.waitSignal(desktop.shell.toasts.shown) as shown:
        dialog.submit()
    settle()
    with goods.store.read() as session:
        terms = supplier_terms(session, goods.supplier)
    assert (terms.lead_time_days, terms.min_order_minor) == (12, 25_000)
    assert "at least £250.00" in suppliers.panel.facts.full_text()
    shown.args[0].undo()
    settle()
    with goods.store.read() as session:
        assert supplier_terms(session, goods.supplier).min_order_minor == 0


def test_a_new_supplier_is_shown_at_once_and_a_second_of_its_name_refused(
    page: PurchasingPage, suppliers: SuppliersTab, settle: Settle
) -> None:
    page.new()
    suppliers.dialog.name.setText("Süd")
    suppliers.dialog.submit()
    settle()
    assert suppliers.panel.supplier is not None
    assert suppliers.panel.supplier.terms.name == "Süd"
    page.new()
    suppliers.dialog.name.setText("Süd")
    suppliers.dialog.submit()
    settle()
    assert suppliers.dialog.isVisible()
    assert "Süd" in suppliers.dialog.notice.text()


def test_packs_and_breaks_are_written(suppliers: SuppliersTab, goods: Goods, settle: Settle, qtbot: QtBot) -> None:
    (line,) = [row for row, item in suppliers.panel.items.model._rows.items() if item.variant_id == goods.hat]
    suppliers.panel.items.select(line)
    qtbot.keyClick(suppliers.panel.items.view, Qt.Key.Key_Return)
    dialog = suppliers.item_dialog
    dialog.pack.setValue(4)
    dialog.breaks.setText("24: 6.50; 48")
    dialog.submit()
    assert "48" in dialog.notice.text()
    dialog.breaks.setText("24: 6.50; 48: 6")
    dialog.submit()
    settle()
    assert not dialog.isVisible()
    with goods.store.read() as session:
        found = {item.variant_id: item for item in items_of_supplier(session, goods.supplier)}
    assert (found[goods.hat].pack_size, found[goods.hat].breaks) == (4, ((24, 650), (48, 600)))


def test_a_product_is_taken_in_and_out_of_the_range(
    desktop: Desktop, suppliers: SuppliersTab, goods: Goods, settle: Settle, qtbot: QtBot
) -> None:
    suppliers.panel.search.setFocus()
    qtbot.keyClicks(suppliers.panel.search, "cap")
    settle()
    qtbot.keyClick(suppliers.panel.search, Qt.Key.Key_Return)
    settle()
    assert suppliers.item_dialog.isVisible(), "its terms are asked for at once"
    suppliers.item_dialog.reject()
    item = suppliers.panel.item()
    assert item is not None
    assert item.variant_id == goods.cap
    with qtbot.waitSignal(desktop.shell.toasts.shown) as shown:
        qtbot.keyClick(suppliers.panel.items.view, Qt.Key.Key_Delete)
    settle()
    assert len(suppliers.panel.items.model.ids) == 2
    shown.args[0].undo()
    settle()
    assert len(suppliers.panel.items.model.ids) == 3


def test_a_supplier_is_given_up_unless_orders_are_open(suppliers: SuppliersTab, goods: Goods, settle: Settle) -> None:
    order = goods.order((goods.hat, 3), sent=False)
    suppliers.panel.stop_button.click()
    settle()
    assert suppliers.panel.supplier is not None
    from shopassistant.inventory.purchasing.sending import cancel_order
    from shopassistant.store.actor import SYSTEM

    cancel_order(goods.store, SYSTEM, order)
    suppliers.panel.stop_button.click()
    settle()
    assert not suppliers.table.model.ids
    suppliers.former.setChecked(True)
    settle()
    assert len(suppliers.table.model.ids) == 1


def test_an_order_begins_from_the_supplier(page: PurchasingPage, suppliers: SuppliersTab, settle: Settle) -> None:
    suppliers.panel.order_button.click()
    settle()
    tab = page.tab("list")
    assert isinstance(tab, OrdersTab)
    assert tab.order_dialog.isVisible()
    assert tab.order_dialog.supplier.currentText() == "Nord"
    tab.order_dialog.reject()


def test_how_a_supplier_keeps_its_word_is_one_sentence() -> None:
    catalogue = Catalogue()
    never = LeadTimes(1, 7, (), 0, (), 0)
    assert "nobody knows" in word_kept(catalogue, never)
    often = LeadTimes(1, 7, (5, 7, 12, 8), 2, (30,), 1)
    said = word_kept(catalogue, often)
    assert said == "Promises 7 days, takes 8 days on average over 4 deliveries. 50% came late. Overdue now: 1."


def test_breaks_read_as_they_are_written() -> None:
    catalogue = Catalogue("de")
    breaks = ((24, 980), (48, 920))
    assert breaks_words(catalogue, breaks) == "24: 9,80; 48: 9,20"
    assert read_breaks(catalogue, breaks_words(catalogue, breaks)) == breaks
    for wrong in ("24", "x: 9", "24: y", "24; 9"):
        with pytest.raises(UserError):
            read_breaks(catalogue, wrong)


def test_the_chart_has_a_bar_per_delivery(suppliers: SuppliersTab) -> None:
    chart = suppliers.panel.chart
    chart.resize(300, 96)
    chart.show_days((3, 9, 6), 6, "promised 6 days", "words")
    bars = chart.bars()
    assert len(bars) == 3
    assert bars[1].height() > bars[2].height() > bars[0].height()
