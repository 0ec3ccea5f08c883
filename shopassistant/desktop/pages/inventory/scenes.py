"""The inventory page in its states, for the tour."""

from collections.abc import Callable, Iterator

from shopassistant.core.changes import Changes
from shopassistant.desktop.pages.inventory.page import InventoryPage
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.tour import Scene
from shopassistant.inventory.alerts.subscriptions import Subscription
from shopassistant.store.actor import SYSTEM


def scenes() -> tuple[Scene, ...]:
    """What is worth a picture."""
    return (
        Scene("inventory", "inventory", _on(_plain)),
        Scene("inventory-rows", "inventory", _on(_rows)),
        Scene("inventory-matrix", "inventory", _on(_matrix)),
        Scene("inventory-product", "inventory", _on(_product)),
        Scene("inventory-product-stock", "inventory", _on(_product_stock)),
        Scene("inventory-product-accuracy", "inventory", _on(_product_accuracy)),
        Scene("inventory-product-what-if", "inventory", _on(_product_what_if)),
        Scene("inventory-alerts", "inventory", _on(_alerts)),
        Scene("inventory-alerts-hearing", "inventory", _on(_alerts_hearing)),
        Scene("inventory-floor", "inventory", _on(_floor), "floor"),
        Scene("inventory-floor-advice", "inventory", _on(_floor_advice), "floor"),
        Scene("inventory-floor-alerts", "inventory", _on(_floor_alerts), "floor"),
    )


def _plain(page: InventoryPage) -> Iterator[None]:
    page.close_product()
    page.widen()
    yield
    if page.advice_desk.today_advice is None:
        page.advice_desk.work_out()
        yield


def _rows(page: InventoryPage) -> Iterator[None]:
    yield from _plain(page)
    page.show_lens("dead")
    yield


def _matrix(page: InventoryPage) -> Iterator[None]:
    yield from _plain(page)
    page.show_part("matrix")
    page._on_cell(0, 1)
    yield


def _product(page: InventoryPage) -> Iterator[None]:
    yield from _plain(page)
    if page.risk.table.model.ids:
        page.open_product(page.risk.table.model.ids[0])
    yield
    page.product.tabs.setCurrentIndex(0)


def _product_stock(page: InventoryPage) -> Iterator[None]:
    yield from _product(page)
    page.product.tabs.setCurrentIndex(1)


def _product_accuracy(page: InventoryPage) -> Iterator[None]:
    yield from _product(page)
    page.product.tabs.setCurrentIndex(2)


def _product_what_if(page: InventoryPage) -> Iterator[None]:
    yield from _product(page)
    page.product.tabs.setCurrentIndex(3)
    yield
    page.product.what_if.sliders["lead"].setValue(30)
    page.product.what_if._ask()
    yield


def _floor(page: InventoryPage) -> Iterator[None]:
    yield from _plain(page)
    page.show_part("numbers")
    yield


def _floor_advice(page: InventoryPage) -> Iterator[None]:
    yield from _floor(page)
    page.show_part("advice")
    yield


def _alerts(page: InventoryPage) -> Iterator[None]:
    yield from _plain(page)
    _look(page)
    yield
    page.show_part("alerts")
    page.alert_rows.panel.table.select_first()
    yield


def _alerts_hearing(page: InventoryPage) -> Iterator[None]:
    yield from _alerts(page)
    desk = page.alert_rows.panel.desk
    if not page.alert_rows.panel.hearing_dialog.lines.count():
        desk.subscribe(Subscription(role="associate", kind="negative_stock"))
        desk.subscribe(Subscription(role="manager"))
    page.alert_rows.panel.ask_hearing()
    yield


def _floor_alerts(page: InventoryPage) -> Iterator[None]:
    yield from _floor(page)
    _look(page)
    yield
    page.show_part("alerts")
    page.alert_rows.panel.table.select_first()
    yield


def _look(page: InventoryPage) -> None:
    """A look at the stock, as the window has them now and then."""
    from shopassistant.inventory.alerts.looking import look

    def job(_progress: object) -> Changes:
        snapshot = page.context.services.dashboard().snapshot
        told = () if snapshot is None else look(page.context.store, SYSTEM, snapshot).opened
        return Changes(alerts=frozenset(told))

    page.context.lanes.db.run(page, job, page.context.bus.publish)


def _on(steps: Callable[[InventoryPage], Iterator[None]]) -> Callable[[Page], Iterator[None]]:
    def prepare(page: Page) -> Iterator[None]:
        if isinstance(page, InventoryPage):
            yield from steps(page)

    return prepare
