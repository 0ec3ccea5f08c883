"""Counts in the real window: by scanner anywhere, blind, several people at once, checked and booked by a manager."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.stock.count_desk import CountPlan
from shopassistant.desktop.pages.stock.count_window import CountWindow
from shopassistant.desktop.pages.stock.page import StockPage
from shopassistant.inventory.counting.entries import enter, scan
from shopassistant.store.actor import SYSTEM, Actor
from tests.desktop.hands import Hands
from tests.desktop.stock.conftest import HAT, SCARF, Settle, Shelves
from tests.unit.shop_rows import a_sale


def begin(page: StockPage, settle: Settle, kind: str = "full", **plan: object) -> CountWindow:
    page.tabs.setCurrentWidget(page.counts_place)
    page.counts.desk.begin(CountPlan(1, kind, **plan))  # type: ignore[arg-type]
    settle()
    assert page.counts.is_counting
    return page.counts.window_


def counted(window: CountWindow) -> dict[str, int | None]:
    view = window.desk.view
    assert view is not None
    return {line.name: line.counted_units for line in view.lines}


def test_what_to_count_is_chosen_and_an_empty_page_says_what_will_be_here(page: StockPage, settle: Settle) -> None:
    page.begin_count()
    dialog = page.counts.start_dialog
    assert dialog.isVisible()
    assert dialog.most_field.isVisible()
    dialog.kind._pick("category")
    assert [dialog.category.itemText(place) for place in range(dialog.category.count())] == ["Felt", "Knits"]
    dialog.submit()
    settle()
    assert not dialog.isVisible()
    assert page.counts.window_.isVisible()
    view = page.counts.desk.view
    assert view is not None
    assert (view.row.category, view.row.blind, view.to_count) == ("Felt", True, 1)


def test_scans_count_wherever_the_focus_is_and_the_last_is_taken_back(
    desktop: Desktop, page: StockPage, settle: Settle, qtbot: QtBot
) -> None:
    window = begin(page, settle)
    hands = Hands(desktop.window)
    for focus, code in ((window.search, SCARF), (window.table.view, SCARF), (window.units.spin, HAT)):
        focus.setFocus()
        hands.scan(code)
        settle()
    assert counted(window) == {"Scarf": 2, "Hat": 1}
    assert window.name.full_text() == "Hat, M", "the one scanned last is the one in hand"
    assert window.progress_words.text() == "2 of 2 products"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert counted(window) == {"Scarf": 2, "Hat": 0}


def test_a_number_is_typed_for_the_line_in_hand(page: StockPage, settle: Settle, qtbot: QtBot) -> None:
    window = begin(page, settle)
    window.take_scan(SCARF)
    settle()
    qtbot.keyClicks(window.table.view, "1")
    qtbot.keyClicks(window.units.spin, "2")
    qtbot.keyClick(window.units.spin, Qt.Key.Key_Return)
    settle()
    assert counted(window)["Scarf"] == 12
    window.units.more.click()
    settle()
    assert counted(window)["Scarf"] == 13, "and by touch"


def test_sales_during_the_count_stay_right_and_the_manager_books_what_differs(
    page: StockPage, shelves: Shelves, settle: Settle
) -> None:
    window = begin(page, settle, blind=False)
    window.desk.add(shelves.scarf)
    settle()
    window.desk.set_units(shelves.scarf, 9)
    settle()
    a_sale(shelves.store, shelves.scarf, quantity=2)
    window.submit()
    assert window.stack.currentWidget() is window.differences
    assert window.differences.sum.text() == "1 of 1 products differ: \u22121 units, -£10.00"
    assert window.differences.left_words.text() == "Not counted by anybody: 1"
    window.submit()
    settle()
    assert not window.isVisible()
    assert (shelves.units(shelves.scarf), shelves.units(shelves.hat)) == (7, 4)


def test_what_was_counted_after_the_manager_looked_is_shown_before_it_is_booked(
    page: StockPage, shelves: Shelves, settle: Settle
) -> None:
    window = begin(page, settle, blind=False)
    window.desk.set_units(shelves.scarf, 9)
    settle()
    window.submit()
    enter(shelves.store, SYSTEM, window.desk.count_id, shelves.scarf, 2)  # at another terminal
    window.submit()
    settle()
    assert window.isVisible()
    assert "since you looked" in window.notice.text()
    assert "\u22128 units" in window.differences.sum.text()
    window.submit()
    settle()
    assert not window.isVisible()
    assert shelves.units(shelves.scarf) == 2


def test_what_nobody_found_can_be_booked_as_none(page: StockPage, shelves: Shelves, settle: Settle) -> None:
    window = begin(page, settle)
    window.desk.set_units(shelves.scarf, 10)
    settle()
    window.submit()
    settle()
    assert window.differences.left_table.model.row(0).name == "Hat"
    window.differences.left_choice._pick("zero")
    window.submit()
    settle()
    assert shelves.units(shelves.hat) == 0


def test_leaving_keeps_the_count_and_another_person_goes_on(page: StockPage, shelves: Shelves, settle: Settle) -> None:
    window = begin(page, settle)
    window.take_scan(SCARF)
    settle()
    count_id = window.desk.count_id
    window.reject()
    settle()
    scan(shelves.store, SYSTEM, count_id, shelves.scarf, 4)
    page.counts.desk.load()
    settle()
    page.counts.table.select_first()
    page.counts.open_button.click()
    settle()
    assert counted(window) == {"Scarf": 5}


def test_an_associate_counts_blind_and_does_not_book(
    desktop: Desktop, page: StockPage, shelves: Shelves, associate: Actor, settle: Settle
) -> None:
    desktop.shell.staff.sign_in(associate)
    window = begin(page, settle)
    window.desk.set_units(shelves.scarf, 1)
    settle()
    assert window.verb.text() == "Done for now"
    view = window.desk.view
    assert view is not None
    assert (view.lines[0].book_units, view.lines[0].recount) == (None, "")
    window.submit()
    settle()
    assert not window.isVisible()
    assert shelves.units(shelves.scarf) == 10


def test_a_count_is_given_up_without_a_trace_in_the_books(page: StockPage, shelves: Shelves, settle: Settle) -> None:
    window = begin(page, settle)
    window.take_scan(SCARF)
    settle()
    window.cancel_button.click()
    settle()
    assert not window.isVisible()
    assert shelves.units(shelves.scarf) == 10
    assert page.counts.table.model.row(0).status == "cancelled"


@pytest.mark.parametrize("code", ["999", "no such thing"])
def test_an_unknown_code_is_said_and_nothing_is_lost(page: StockPage, settle: Settle, code: str) -> None:
    window = begin(page, settle)
    window.take_scan(SCARF)
    window.take_scan(code)
    settle()
    assert code in window.notice.text()
    assert counted(window) == {"Scarf": 1}


def test_the_list_of_what_is_due_begins_with_the_dear(page: StockPage, shelves: Shelves, settle: Settle) -> None:
    window = begin(page, settle, "cycle", most=1)
    assert window.desk.view is not None
    assert [line.variant_id for line in window.desk.view.lines] == [shelves.scarf]
    assert window.progress_words.text() == "0 of 1 products"
