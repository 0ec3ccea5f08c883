"""Alerts in the real window: looked for by themselves, told once and quietly, answered with keys and undo."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScroller
from pytestqt.qtbot import QtBot

from shopassistant.core.changes import Changes
from shopassistant.core.clock import FixedClock
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.inventory.alerts_view import AlertsPanel
from shopassistant.desktop.pages.inventory.page import InventoryPage
from shopassistant.desktop.theme.tokens import TOUCH
from shopassistant.inventory.alerts.kinds import Found
from shopassistant.inventory.alerts.listing import AlertLine, list_alerts
from shopassistant.inventory.alerts.recording import record
from shopassistant.inventory.alerts.subscriptions import Subscription, subscribe, subscriptions
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from tests.unit.inventory.dashboard.shop import NOW, TODAY, a_supplier, an_order, move, sell
from tests.unit.shop_rows import a_product

Settle = Callable[[], None]
# What the offscreen platform says of every menu that opens.
pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support raise", "This plugin does not support grabbing the keyboard", extend=True
)


@pytest.fixture
def shelf(store: Store) -> dict[str, int]:
    """A best seller that runs out, and stock below zero."""
    store.clock = FixedClock(NOW)
    (fast,) = a_product(store, "Fast", stock=None, cost=1_000)
    move(store, fast, 403, "opening", 400)
    sell(store, fast, 2, *range(1, 201))
    (mug,) = a_product(store, "Mug", stock=None, cost=300)
    move(store, mug, 1, "opening", 20)
    move(store, mug, -3, "sale", 1)
    return {"fast": fast, "mug": mug}


@pytest.fixture
def settle(desktop: Desktop, qtbot: QtBot) -> Settle:
    """Wait until no look and no list is under way."""

    def wait() -> None:
        def is_calm() -> bool:
            made = desktop.window.page("inventory")
            page_is_calm = not isinstance(made, InventoryPage) or (made.is_built and not made.desk.is_refreshing)
            panel_is_calm = not isinstance(made, InventoryPage) or not made.is_built or not _fetches(made)
            return desktop.shell.lanes.is_idle and page_is_calm and panel_is_calm

        qtbot.waitUntil(is_calm, timeout=10_000)

    return wait


def _fetches(page: InventoryPage) -> bool:
    return page.alert_rows.panel.table._fetch_timer.isActive()


@pytest.fixture
def panel(desktop: Desktop, shelf: dict[str, int], qtbot: QtBot, settle: Settle) -> AlertsPanel:
    """The panel after a look."""
    assert desktop.alerting is not None
    desktop.window.show_page("inventory", "alerts")
    settle()
    with qtbot.waitSignal(desktop.alerting.looked, timeout=10_000):
        desktop.alerting.look()
    settle()
    made = desktop.window.page("inventory")
    assert isinstance(made, InventoryPage)
    return made.alert_rows.panel


def said(panel: AlertsPanel) -> list[str]:
    model = panel.table.model
    return [str(model.index(line, 0).data()) for line in range(model.rowCount())]


def stored(store: Store, status: str = "open") -> list[AlertLine]:
    with store.read() as session:
        return list_alerts(session, SYSTEM, status=status, everyones=True)


def choose(panel: AlertsPanel, word: str) -> None:
    """Make the alert that says it current."""
    panel.table.select(next(line.id for line in panel.lines.values() if word in line.name))


def pick(panel: AlertsPanel, words: str) -> None:
    """An entry of the menu that is open."""
    next(one for one in panel.menu.actions() if one.text() == words).trigger()
    panel.menu.close()


def test_a_look_lists_what_needs_an_eye_the_gravest_first(panel: AlertsPanel, desktop: Desktop) -> None:
    first, second = said(panel)
    assert first.startswith("Urgent. Fast M: Runs out around 11 Jun 2026: 99% before the next delivery")
    assert second == "Soon. Mug M: -2 by the books, so something was booked wrongly: count it."
    assert desktop.window.rail.count("inventory") == 2
    assert desktop.window.toast_host._text.text() == "2 new alerts about the stock"


def test_what_is_known_is_not_told_again(panel: AlertsPanel, desktop: Desktop, qtbot: QtBot, settle: Settle) -> None:
    assert desktop.alerting is not None
    told: list[object] = []
    desktop.shell.toasts.shown.connect(told.append)
    with qtbot.waitSignal(desktop.alerting.looked, timeout=10_000):
        desktop.alerting.look()
    settle()
    assert told == []


def test_a_change_of_the_stock_is_looked_at_by_itself(
    panel: AlertsPanel, desktop: Desktop, store: Store, shelf: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    assert desktop.alerting is not None
    move(store, shelf["mug"], 12, "delivery", 0)
    desktop.alerting._soon.setInterval(0)
    with qtbot.waitSignal(desktop.alerting.looked, timeout=10_000):
        desktop.shell.bus.publish(Changes(variants=frozenset({shelf["mug"]})))
    settle()
    assert [line.split(":")[0] for line in said(panel)] == ["Urgent. Fast M"]
    assert desktop.window.rail.count("inventory") == 1


def test_an_undo_is_not_pushed_aside_by_a_note(desktop: Desktop) -> None:
    undone: list[int] = []
    toasts, host = desktop.shell.toasts, desktop.window.toast_host
    toasts.show("Sold", lambda: undone.append(1))
    toasts.show_quietly("2 new alerts about the stock")
    assert host._text.text() == "Sold"
    host.undo()
    assert undone == [1]
    assert host._text.text() == "2 new alerts about the stock"
    assert not host.can_undo


def test_taking_one_on_puts_a_name_on_it_and_undo_takes_it_off(
    panel: AlertsPanel, desktop: Desktop, store: Store, manager: Actor, settle: Settle
) -> None:
    choose(panel, "Mug")
    desktop.shell.actions.start("inventory.alerts.take")
    settle()
    assert [line.assigned_to_id for line in stored(store) if "Mug" in line.name] == [manager.staff_id]
    assert desktop.window.toast_host._text.text() == f"The alert is {manager.name}'s now"
    desktop.window.toast_host.undo()
    settle()
    assert [line.assigned_to for line in stored(store)] == ["", ""]


def test_it_can_be_given_to_somebody(
    panel: AlertsPanel, desktop: Desktop, store: Store, associate: Actor, settle: Settle
) -> None:
    panel.desk.load()
    settle()
    choose(panel, "Mug")
    desktop.shell.actions.start("inventory.alerts.give")
    pick(panel, associate.name)
    settle()
    assert [line.assigned_to for line in stored(store) if "Mug" in line.name] == [associate.name]


def test_put_off_it_waits_under_its_own_heading_and_comes_back(
    panel: AlertsPanel, desktop: Desktop, store: Store, settle: Settle
) -> None:
    choose(panel, "Mug")
    desktop.shell.actions.start("inventory.alerts.later")
    pick(panel, "For a week")
    settle()
    (line,) = stored(store, "snoozed")
    assert line.snoozed_until is not None
    assert line.snoozed_until.astimezone().date() == TODAY + timedelta(days=7)
    assert desktop.window.rail.count("inventory") == 1
    panel.status.setCurrentIndex(panel.status.findData("snoozed"))
    panel.status.activated.emit(1)
    settle()
    assert len(said(panel)) == 1
    panel.table.select_first()
    desktop.shell.actions.start("inventory.alerts.reopen")
    settle()
    assert len(stored(store)) == 2


def test_a_day_of_ones_own_has_to_be_still_to_come(panel: AlertsPanel, store: Store, settle: Settle) -> None:
    from shopassistant.desktop.widgets.dates import show_day

    choose(panel, "Mug")
    panel._ask_day()
    dialog = panel.put_off_dialog
    show_day(dialog.day, TODAY)
    dialog.submit()
    assert dialog.notice.text() == "Choose a day that is still to come."
    show_day(dialog.day, TODAY + timedelta(days=40))
    dialog.submit()
    settle()
    assert not dialog.isVisible()
    assert len(stored(store, "snoozed")) == 1


def test_several_are_closed_at_once_and_undo_opens_them(
    panel: AlertsPanel, desktop: Desktop, store: Store, settle: Settle
) -> None:
    panel.table.view.selectAll()
    desktop.shell.actions.start("inventory.alerts.close")
    pick(panel, "Known, nothing to do")
    settle()
    assert {line.close_reason for line in stored(store, "closed")} == {"known"}
    assert said(panel) == []
    assert desktop.window.rail.count("inventory") == 0
    desktop.window.toast_host.undo()
    settle()
    assert len(said(panel)) == 2


def test_a_kind_is_a_filter_and_an_empty_list_says_what_will_be_here(panel: AlertsPanel, settle: Settle) -> None:
    panel.kind.setCurrentIndex(panel.kind.findData("negative_stock"))
    panel.kind.activated.emit(1)
    settle()
    assert len(said(panel)) == 1
    panel.kind.setCurrentIndex(panel.kind.findData("supplier_late"))
    panel.kind.activated.emit(1)
    settle()
    assert said(panel) == []
    assert panel.table._stack.currentWidget() is not panel.table.view


def test_an_alert_opens_the_rows_behind_it(
    panel: AlertsPanel, desktop: Desktop, store: Store, shelf: dict[str, int], settle: Settle
) -> None:
    asked: list[tuple[str, object]] = []
    desktop.shell.navigate.asked.connect(lambda page, what: asked.append((page, what)))
    page = desktop.window.page("inventory")
    assert isinstance(page, InventoryPage)
    order = an_order(store, a_supplier(store, "Mill", lead=5), shelf["mug"], 4, TODAY - timedelta(days=3))
    plenty = Found("dead_stock_many", "info", "0", figures={"count": 7, "money_minor": 100, "days": 180})
    late = Found("supplier_late", "warning", str(order), order_id=order, figures={
        "number": "PO", "expected_on": "2026-06-07", "days": 3, "count": 4, "money_minor": 4_000,
    })  # fmt: skip
    for found, expected in (
        (Found("negative_stock", "warning", "1", variant_id=shelf["mug"]), ("stock", ("variant", shelf["mug"]))),
        (Found("negative_stock_many", "warning", "1", location_id=1), ("stock", ("warnings", None))),
        (Found("shrinkage_many", "warning", "1", location_id=1), ("stock", ("counts", None))),
        (late, ("orders", ("order", order))),
    ):
        record(store, SYSTEM, [found])
        (line,) = [one for one in stored(store) if one.kind == found.kind]
        page.alert_rows.open(line)
        assert asked.pop() == expected
        settle()
    desktop.window.show_page("inventory")
    record(store, SYSTEM, [plenty])
    page.alert_rows.open(next(one for one in stored(store) if one.kind == "dead_stock_many"))
    settle()
    assert page.desk.question.lens == "dead"
    page.widen()
    settle()
    record(store, SYSTEM, [Found("runs_out", "warning", "1", variant_id=shelf["fast"])])
    page.alert_rows.open(next(one for one in stored(store) if one.kind == "runs_out"))
    settle()
    assert page.stack.currentWidget() is page.product


def test_a_manager_chooses_who_hears_of_what(
    panel: AlertsPanel, desktop: Desktop, store: Store, associate: Actor, settle: Settle
) -> None:
    desktop.shell.actions.start("inventory.alerts.hearing")
    settle()
    dialog = panel.hearing_dialog
    dialog.who.setCurrentIndex(dialog.who.findText("All managers"))
    dialog.kind.setCurrentIndex(dialog.kind.findData("negative_stock"))
    dialog.submit()
    settle()
    with store.read() as session:
        (line,) = subscriptions(session)
    assert (line.role, line.kind, line.category_id) == ("manager", "negative_stock", None)
    assert [text.split(":")[0] for text in said(panel)] == ["Soon. Mug M"]
    assert desktop.window.rail.count("inventory") == 1
    dialog.submit()
    settle()
    assert dialog.notice.text() == "They hear of this already."
    panel.desk.unsubscribe(line)
    settle()
    assert len(said(panel)) == 2
    desktop.window.toast_host.undo()
    settle()
    assert len(said(panel)) == 1
    dialog.reject()


def test_each_one_is_told_of_their_own(
    panel: AlertsPanel, desktop: Desktop, store: Store, associate: Actor, settle: Settle
) -> None:
    subscribe(store, associate, Subscription(staff_id=associate.staff_id, kind="negative_stock"))
    desktop.shell.staff.sign_in(associate)
    settle()
    assert desktop.window.rail.count("stock") == 1  # the page where an associate finds them
    told: list[object] = []
    desktop.shell.toasts.shown.connect(told.append)
    record(store, SYSTEM, [Found("supplier_late", "critical", "9")])
    desktop.shell.bus.publish(Changes(alerts=frozenset({1})))
    settle()
    assert told == []  # late suppliers are none of theirs, and what went away is no news


def test_on_the_floor_a_thumb_is_enough(panel: AlertsPanel, desktop: Desktop, settle: Settle) -> None:
    desktop.shell.theme.use(profile="floor")
    desktop.window.show_page("inventory", "alerts")
    settle()
    for one in (panel.take_button, panel.later_button, panel.close_button, panel.status, panel.hearing):
        assert one.sizeHint().height() >= TOUCH
    assert panel.table.view.rowHeight(0) >= TOUCH
    assert QScroller.hasScroller(panel.table.view.viewport())
    desktop.shell.theme.use(profile="counter")


def test_enter_opens_the_current_one(panel: AlertsPanel, desktop: Desktop, qtbot: QtBot, settle: Settle) -> None:
    choose(panel, "Fast")
    qtbot.keyClick(panel.table.view, Qt.Key.Key_Return)
    settle()
    page = desktop.window.page("inventory")
    assert isinstance(page, InventoryPage)
    assert page.stack.currentWidget() is page.product
