"""Order today, in the real window: advice is answered once, every answer can be taken back, other terms are played."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from shopassistant.core.clock import FixedClock
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.inventory import advice_desk, desk
from shopassistant.desktop.pages.inventory.answer_menus import dismiss_menu, snooze_menu
from shopassistant.desktop.pages.inventory.page import InventoryPage
from shopassistant.inventory.demand.keeping.fit import fit
from shopassistant.inventory.demand.keeping.keeper import Keeper
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import AdviceDecision, PurchaseOrder, PurchaseOrderLine
from tests.unit.inventory.dashboard.shop import NOW, move, sell
from tests.unit.shop_rows import a_product

Settle = Callable[[], None]


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else rings up sales here, so nothing is waited for."""
    monkeypatch.setattr(advice_desk, "AGAIN_AFTER_MS", 0)
    monkeypatch.setattr(desk, "REFRESH_AFTER_MS", 0)


@pytest.fixture
def shelf(store: Store) -> dict[str, int]:
    """Two products that sell daily and are nearly gone, each with its supplier, and the forecasts of the shop."""
    store.clock = FixedClock(NOW)
    found = {}
    for name, supplier in (("Scarf", "Mill"), ("Glove", "Felt")):
        (one,) = a_product(store, name, stock=None, cost=1000, supplier=supplier)
        move(store, one, 166, "opening", 90)
        sell(store, one, 2, *range(1, 81))
        found[name.lower()] = one
    keeper = Keeper(store)
    fit(keeper, actor=SYSTEM)
    return found


@pytest.fixture
def settle(desktop: Desktop, qtbot: QtBot) -> Settle:
    """Wait until the figures and the advice that follows from them have come."""

    def wait() -> None:
        page = desktop.window.page("inventory")
        assert isinstance(page, InventoryPage)
        qtbot.waitUntil(lambda: page.is_built, timeout=20_000)
        busy = (page.desk, page.advice_desk)
        qtbot.waitUntil(
            lambda: desktop.shell.lanes.is_idle and not (busy[0].is_refreshing or busy[1].is_busy), timeout=20_000
        )
        qtbot.waitUntil(lambda: not page.advice.table._fetch_timer.isActive())
        qtbot.waitUntil(lambda: page.product.is_drawn, timeout=20_000)
        assert desktop.shell.lanes.wait_idle()

    return wait


@pytest.fixture
def page(desktop: Desktop, shelf: dict[str, int], settle: Settle) -> InventoryPage:
    desktop.window.show_page("inventory")
    settle()
    made = desktop.window.page("inventory")
    assert isinstance(made, InventoryPage)
    return made


def advised(page: InventoryPage) -> list[int]:
    return sorted(line.variant_id for line in page.advice.lines.values())


def orders(store: Store) -> list[tuple[str, int]]:
    """Status and units of every order's line."""
    with store.read() as session:
        rows = session.execute(
            select(PurchaseOrder.status, PurchaseOrderLine.units)
            .join(PurchaseOrderLine, PurchaseOrderLine.order_id == PurchaseOrder.id)
            .order_by(PurchaseOrder.id)
        )
        return [(str(status), int(units)) for status, units in rows]


def decisions(store: Store) -> list[tuple[str, str | None]]:
    with store.read() as session:
        return [(row.kind, row.reason) for row in session.scalars(select(AdviceDecision).order_by(AdviceDecision.id))]


def test_each_line_says_its_arithmetic_and_one_press_orders_them_all_with_an_undo(
    desktop: Desktop, page: InventoryPage, store: Store, shelf: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    assert advised(page) == sorted(shelf.values())
    model = page.advice.table.model
    why = str(model.index(0, 1).data())
    assert "order" in why
    assert "risk of running out" in why
    units = {line.variant_id: line.units for line in page.advice.lines.values()}
    assert page.advice.order.text() == "Order 2"
    qtbot.mouseClick(page.advice.order, Qt.MouseButton.LeftButton)
    settle()
    assert sorted(orders(store)) == sorted(("draft", one) for one in units.values())
    assert advised(page) == []
    assert page.advice.drafts.isVisible()
    desktop.window.toast_host.undo()
    settle()
    assert {status for status, _ in orders(store)} == {"cancelled"}
    assert advised(page) == sorted(shelf.values())
    assert not page.advice.drafts.isVisible()


def test_a_line_is_put_off_or_declined_with_a_reason_and_is_not_asked_again(
    desktop: Desktop, page: InventoryPage, store: Store, shelf: dict[str, int], settle: Settle
) -> None:
    page.advice.table.select_first()
    first = page.advice.picked()[0].variant_id
    page.advice_desk.snooze(page.advice.picked(), 7)
    settle()
    assert first not in advised(page)
    desktop.window.toast_host.undo()
    settle()
    assert first in advised(page)
    page.advice.table.select_first()
    second = page.advice.picked()[0].variant_id
    page.advice_desk.dismiss(page.advice.picked(), "replaced")
    settle()
    page.advice_desk.work_out()
    settle()
    assert second not in advised(page)
    assert decisions(store) == [("dismissed", "replaced")]


def test_the_menus_offer_days_and_reasons(page: InventoryPage, store: Store, settle: Settle) -> None:
    days, reasons = snooze_menu(page).actions(), dismiss_menu(page, page.context.catalogue).actions()
    assert [action.data() for action in days] == [1, 3, 7, 30]
    assert "wrong_stock" in [action.data() for action in reasons]
    page.advice.table.select_first()
    page._on_snoozed(days[0])
    settle()
    with store.read() as session:
        row = session.scalars(select(AdviceDecision)).one()
    assert row.until == date(2026, 6, 10) + timedelta(days=1)
    page.advice.table.select_first()
    page._on_dismissed(next(action for action in reasons if action.data() == "other"))
    page.reason.submit()
    assert page.reason.notice.isVisible()  # nothing was said yet
    page.reason.note.setText("the owner brings some")
    page.reason.submit()
    settle()
    assert decisions(store)[-1] == ("dismissed", "other")


def test_advice_follows_the_filters(page: InventoryPage, shelf: dict[str, int], settle: Settle) -> None:
    page.desk.narrow(text="glove")
    settle()
    assert advised(page) == [shelf["glove"]]
    page.widen()
    settle()
    assert advised(page) == sorted(shelf.values())
    page.desk.narrow(supplier_id=1)
    settle()
    assert advised(page) == [shelf["scarf"]]


def test_the_figures_say_that_demand_comes_from_forecasts(page: InventoryPage) -> None:
    assert page.strip.cover.more[1].text() == "from forecasts"


def test_other_terms_move_cost_and_risk(page: InventoryPage, shelf: dict[str, int], settle: Settle) -> None:
    page.open_product(shelf["scarf"])
    settle()
    view = page.product
    assert view.story is not None
    assert view.story.belief is not None
    view.tabs.setCurrentIndex(3)
    settle()
    before = {name: cell.text() for name, cell in view.what_if.then.items()}
    assert before == {name: cell.text() for name, cell in view.what_if.now.items()}
    view.what_if.sliders["lead"].setValue(45)
    view.what_if._ask()
    settle()
    after = {name: cell.text() for name, cell in view.what_if.then.items()}
    assert after["spend"] != before["spend"]
    assert after["cost"] != before["cost"]
    view.what_if.sliders["budget"].setValue(0)
    view.what_if._ask()
    settle()
    assert view.what_if.then["spend"].text() == "£0.00"


def test_a_shop_without_forecasts_offers_to_make_them(
    desktop: Desktop, store: Store, qtbot: QtBot, settle: Settle
) -> None:
    store.clock = FixedClock(NOW)
    (scarf,) = a_product(store, "Scarf", stock=None, cost=1000, supplier="Mill")
    move(store, scarf, 123, "opening", 70)
    sell(store, scarf, 2, *range(1, 61))
    desktop.window.show_page("inventory")
    settle()
    page = desktop.window.page("inventory")
    assert isinstance(page, InventoryPage)
    assert advised(page) == []
    page.advice.forecast_wanted.emit()
    settle()
    assert advised(page) == [scarf]


def choices(page: InventoryPage) -> list[str]:
    """What may be chosen between, as it stands on the buttons."""
    return [one.text() for one in page.advice.which.findChildren(QPushButton) if not one.isHidden()]


def choose(page: InventoryPage, qtbot: QtBot, words: str) -> None:
    (wanted,) = [one for one in page.advice.which.findChildren(QPushButton) if one.text().startswith(words)]
    qtbot.mouseClick(wanted, Qt.MouseButton.LeftButton)


def test_what_can_wait_is_folded_away_until_somebody_asks_for_all(page: InventoryPage, qtbot: QtBot) -> None:
    first, second = page.advice.lines.values()
    panel = page.advice
    panel.show_advice(advice_desk.Advised({1: replace(first, risk_before=0.9), 2: replace(second, risk_before=0.05)}))
    assert list(panel.lines) == [1]
    assert panel.order.text() == "Order 1"
    assert choices(page) == ["Cannot wait: 1", "All: 2"]
    choose(page, qtbot, "All")
    assert list(panel.lines) == [1, 2]
    assert panel.order.text() == "Order 2"
    panel.show_advice(advice_desk.Advised({2: replace(second, risk_before=0.05)}))
    assert list(panel.lines) == [2]
    assert not panel.which.isVisible()


def test_a_long_list_begins_with_the_lines_that_have_the_most_money_at_risk(page: InventoryPage, qtbot: QtBot) -> None:
    one = next(iter(page.advice.lines.values()))
    urgent = {n: replace(one, risk_before=0.5, gain_minor=100 * n) for n in range(1, 41)}
    calm = {n: replace(one, risk_before=0.05, gain_minor=9_999) for n in range(41, 61)}
    page.advice.show_advice(advice_desk.Advised(urgent | calm))
    assert choices(page) == ["First: 20", "Cannot wait: 40", "All: 60"]
    assert list(page.advice.lines) == list(range(40, 20, -1))
    assert "74% of the money at risk" in page.advice.total.text()
    choose(page, qtbot, "Cannot wait")
    assert list(page.advice.lines) == list(range(40, 0, -1))
    choose(page, qtbot, "All")
    assert page.advice.order.text() == "Order 60"


def test_working_out_advice_can_be_stopped_and_begun_anew(
    desktop: Desktop, page: InventoryPage, shelf: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    page.advice_desk.today_advice = None
    page.advice.show_advice(advice_desk.Advised())
    page.advice_desk.work_out()
    assert page.advice.stop.isVisible()
    qtbot.mouseClick(page.advice.stop, Qt.MouseButton.LeftButton)
    settle()
    assert page.advice_desk.today_advice is None
    page.desk.refresh()
    settle()
    assert page.advice_desk.today_advice is None, "nobody asked for it"
    assert not page.advice.stop.isVisible()
    qtbot.mouseClick(page.advice.anew, Qt.MouseButton.LeftButton)
    settle()
    assert advised(page) == sorted(shelf.values())
    assert not page.advice.anew.isVisible()
