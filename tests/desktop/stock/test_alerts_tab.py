"""An associate who was given an alert finds it, looks into it and closes it, without the page of the managers."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.stock.page import StockPage
from shopassistant.inventory.alerts.answers import assign
from shopassistant.inventory.alerts.kinds import Found
from shopassistant.inventory.alerts.listing import list_alerts
from shopassistant.inventory.alerts.recording import record
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from tests.unit.shop_rows import a_product

Settle = Callable[[], None]


@pytest.fixture
def settle(desktop: Desktop) -> Settle:
    def wait() -> None:
        for _round in range(4):
            assert desktop.shell.lanes.wait_idle(20_000)
            QApplication.processEvents()

    return wait


@pytest.fixture
def given(store: Store, manager: Actor, associate: Actor) -> int:
    """An alert about a mug that a manager gave to the associate. Returns the variant."""
    (mug,) = a_product(store, "Mug", stock=5)
    found = Found("negative_stock", "warning", str(mug), variant_id=mug, figures={"units": -2})
    told = record(store, SYSTEM, [found])
    assign(store, manager, told.opened, associate.staff_id)
    return mug


def stock(desktop: Desktop, settle: Settle) -> StockPage:
    desktop.window.show_page("stock")
    settle()
    page = desktop.window.page("stock")
    assert isinstance(page, StockPage)
    return page


def test_what_was_given_to_an_associate_is_counted_shown_and_closed(
    desktop: Desktop, store: Store, associate: Actor, given: int, settle: Settle
) -> None:
    desktop.shell.staff.sign_in(associate)
    assert desktop.alerting is not None
    desktop.alerting.count()
    settle()
    assert desktop.window.rail.count("stock") == 1
    page = stock(desktop, settle)
    place = page.tabs.indexOf(page.alerts)
    assert page.tabs.isTabVisible(place)
    page.tabs.setCurrentIndex(place)
    settle()
    panel = page.alerts.panel
    assert panel is not None
    assert [line.name for line in panel.lines.values()] == ["Mug M"]
    assert not panel.give_button.isVisible(), "only a manager gives alerts to others"
    panel.table.select_first()
    panel._close("settled")
    settle()
    with store.read() as session:
        assert list_alerts(session, associate) == []
    assert desktop.window.rail.count("stock") == 0


def test_a_manager_has_them_on_inventory_alone(desktop: Desktop, given: int, settle: Settle) -> None:
    assert desktop.alerting is not None
    desktop.alerting.count()
    settle()
    assert (desktop.window.rail.count("inventory"), desktop.window.rail.count("stock")) == (1, 0)
    page = stock(desktop, settle)
    assert not page.tabs.isTabVisible(page.tabs.indexOf(page.alerts))
