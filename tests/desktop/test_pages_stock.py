"""The stock page in the real window: find, filter, look behind a line, receive, count, correct, price, add."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopassistant.core.changes import Changes
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.stock.page import StockPage
from shopassistant.inventory.ledger import barcodes, price_history
from shopassistant.inventory.products import set_active
from shopassistant.inventory.stock import Level, levels, open_warnings
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Variant
from tests.unit.shop_rows import a_product, a_sale

Settle = Callable[[], None]


@pytest.fixture
def settle(desktop: Desktop, qtbot: QtBot) -> Settle:
    """Wait until nothing is under way in any lane, and every timer of typing has run."""

    def wait() -> None:
        page = desktop.window.page("stock")
        assert isinstance(page, StockPage)
        qtbot.waitUntil(lambda: not page._typing.isActive() and desktop.shell.lanes.is_idle)
        table = page.table
        qtbot.waitUntil(lambda: table is None or not table._fetch_timer.isActive())
        assert desktop.shell.lanes.wait_idle()

    return wait


@pytest.fixture
def shelf(store: Store) -> dict[str, int]:
    (scarf,) = a_product(store, "Scarf", stock=10, barcode="5901234123457", category="Knits")
    (hat,) = a_product(store, "Hat", stock=None)
    (cap,) = a_product(store, "Cap", stock=-2)
    return {"scarf": scarf, "hat": hat, "cap": cap}


@pytest.fixture
def page(desktop: Desktop, shelf: dict[str, int], settle: Settle) -> StockPage:
    desktop.window.show_page("stock")
    desktop.shell.bus.publish(Changes(everything=True))  # the rows came after the page
    settle()
    made = desktop.window.page("stock")
    assert isinstance(made, StockPage)
    return made


def names(page: StockPage) -> list[str]:
    assert page.table is not None
    model = page.table.model
    return [str(model.index(line, 0).data()) for line in range(model.rowCount())]


def level(store: Store, variant_id: int) -> Level:
    with store.read() as session:
        return levels(session, [variant_id], 1)[variant_id]


def test_every_variant_is_listed_and_what_was_never_counted_says_so(page: StockPage) -> None:
    assert names(page) == ["Cap", "Hat", "Scarf"]
    assert page.table is not None
    place = [column.key for column in page.table.model.columns].index("stock@1")
    assert [page.table.model.index(line, place).data() for line in range(3)] == ["\u22122", "not counted", "10"]


def test_typing_finds_and_a_code_opens_its_product(page: StockPage, qtbot: QtBot, settle: Settle) -> None:
    qtbot.keyClicks(page.search, "sca")
    settle()
    assert names(page) == ["Scarf"]
    page.search.setText("5901234123457")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    settle()
    assert page.panel.isVisible()
    assert page.panel.view is not None
    assert page.panel.view.row.name == "Scarf"


def test_the_filter_for_stock_below_zero_is_one_action(desktop: Desktop, page: StockPage, settle: Settle) -> None:
    desktop.shell.actions.start("stock.negative")
    settle()
    assert names(page) == ["Cap"]
    page._on_widen()
    settle()
    assert len(names(page)) == 3


def test_a_delivery_is_scanned_checked_and_booked_whole(
    page: StockPage, store: Store, shelf: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    page.receive()
    page.sheet.scan("5901234123457")
    page.sheet.scan("5901234123457")
    settle()
    assert page.sheet.units_of(shelf["scarf"]).value() == 2
    page.sheet.units_of(shelf["scarf"]).setValue(12)
    with qtbot.waitSignal(page.sheet.desk.booked) as booked:
        qtbot.mouseClick(page.sheet.verb, Qt.MouseButton.LeftButton)
    assert booked.args == [12, 1]
    assert level(store, shelf["scarf"]).quantity == 22
    assert not page.sheet.isVisible()


def test_a_number_typed_after_a_product_is_its_units(
    page: StockPage, store: Store, shelf: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    a_product(store, "Boot 12")
    page.count()
    page.sheet.scan("5901234123457")
    settle()
    qtbot.keyClicks(page.sheet.search, "12")
    settle()
    assert page.sheet.search.rows[0].title == "12 units of Scarf"
    qtbot.keyClick(page.sheet.search, Qt.Key.Key_Return)
    settle()
    assert list(page.sheet.desk.lines) == [shelf["scarf"]]
    assert page.sheet.units_of(shelf["scarf"]).value() == 12


def test_a_code_typed_on_the_sheet_is_no_number(page: StockPage, qtbot: QtBot, settle: Settle) -> None:
    page.count()
    page.sheet.scan("5901234123457")
    settle()
    qtbot.keyClicks(page.sheet.search, "59012341")
    settle()
    assert not any(row.is_action for row in page.sheet.search.rows)


def test_an_unknown_code_on_the_sheet_is_said_and_nothing_is_lost(
    page: StockPage, shelf: dict[str, int], settle: Settle
) -> None:
    page.receive()
    page.sheet.scan("5901234123457")
    page.sheet.scan("4006381333931")
    settle()
    assert "4006381333931" in page.sheet.notice.text()
    page.sheet.reject()
    page.receive()
    assert page.sheet.units_of(shelf["scarf"]).value() == 1


def test_a_line_taken_off_the_sheet_comes_back(
    desktop: Desktop, page: StockPage, shelf: dict[str, int], settle: Settle
) -> None:
    page.receive()
    page.sheet.scan("5901234123457")
    settle()
    page.sheet.desk.remove(shelf["scarf"])
    assert not page.sheet.verb.isEnabled()
    desktop.window.toast_host.undo()
    assert page.sheet.units_of(shelf["scarf"]).value() == 1


def test_a_count_makes_the_unknown_known(
    page: StockPage, store: Store, shelf: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    page.show_variant(shelf["hat"])
    settle()
    page.panel._on_count()
    page.panel.count.units.setValue(7)
    with qtbot.waitSignal(page.product_desk.done):
        page.panel.count.submit()
    assert level(store, shelf["hat"]) == Level(7, True)
    settle()
    assert page.panel.view is not None
    assert page.panel.view.row.total == 7


def test_an_associate_corrects_only_with_a_managers_pin(
    desktop: Desktop,
    page: StockPage,
    store: Store,
    associate: Actor,
    shelf: dict[str, int],
    qtbot: QtBot,
    settle: Settle,
) -> None:
    desktop.shell.staff.sign_in(associate)
    page.show_variant(shelf["scarf"])
    settle()
    page.panel._on_adjust()
    dialog = page.panel.adjust
    assert dialog.pin.isVisible()
    dialog.units.setValue(-3)
    dialog.why.setText("window display")
    dialog.pin.setText("9999")
    with qtbot.waitSignal(page.product_desk.refused):
        dialog.submit()
    assert dialog.isVisible()
    assert dialog.why.text() == "window display"
    assert level(store, shelf["scarf"]).quantity == 10
    dialog.pin.setText("2468")
    with qtbot.waitSignal(page.product_desk.done):
        dialog.submit()
    assert level(store, shelf["scarf"]).quantity == 7


def test_a_price_change_can_be_undone(
    desktop: Desktop, page: StockPage, store: Store, shelf: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    page.show_variant(shelf["scarf"])
    settle()
    page.panel._on_price()
    assert not page.panel.price.pin.isVisible()  # a manager needs no other
    page.panel.price.price.setText("19,90")
    with qtbot.waitSignal(page.product_desk.done):
        page.panel.price.submit()
    with qtbot.waitSignal(page.product_desk.done):
        desktop.window.toast_host.undo()
    with store.read() as session:
        assert session.get_one(Variant, shelf["scarf"]).price_minor == 2_500
        assert [line.price_minor for line in price_history(session, shelf["scarf"])] == [2_500, 1_990, 2_500]


def test_a_price_ten_times_as_high_is_asked_twice(
    page: StockPage, store: Store, shelf: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    page.show_variant(shelf["scarf"])
    settle()
    page.panel._on_price()
    page.panel.price.price.setText("25.000")
    page.panel.price.submit()
    settle()
    assert "£25,000.00 instead of £25.00" in page.panel.price.notice.text()
    with store.read() as session:
        assert session.get_one(Variant, shelf["scarf"]).price_minor == 2_500
    with qtbot.waitSignal(page.product_desk.done):
        page.panel.price.submit()
    with store.read() as session:
        assert session.get_one(Variant, shelf["scarf"]).price_minor == 2_500_000


def test_withdrawn_leaves_the_list_and_comes_back_with_undo(
    desktop: Desktop, page: StockPage, shelf: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    page.show_variant(shelf["scarf"])
    settle()
    with qtbot.waitSignal(page.product_desk.done):
        page.panel._on_active()
    settle()
    assert names(page) == ["Cap", "Hat"]
    with qtbot.waitSignal(page.product_desk.done):
        desktop.window.toast_host.undo()
    settle()
    assert names(page) == ["Cap", "Hat", "Scarf"]


def test_what_is_withdrawn_is_found_by_typing_and_says_so(
    page: StockPage, store: Store, manager: Actor, shelf: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    page.desk.announce(set_active(store, manager, shelf["scarf"], False))
    settle()
    qtbot.keyClicks(page.search, "nord scar")
    settle()
    assert names(page) == ["Withdrawn: Scarf"]
    assert page.count_label.text() == "Withdrawn: 1"
    page.filters.choose_state("withdrawn")
    settle()
    assert names(page) == ["Withdrawn: Scarf"]
    page.search.setText("scarf")
    page.filters.choose_state("negative")
    settle()
    assert names(page) == []
    page.filters.choose_state("")
    settle()
    assert names(page) == ["Withdrawn: Scarf"]
    page.desk.announce(set_active(store, manager, shelf["scarf"], True))
    settle()
    assert names(page) == ["Scarf"]
    assert page.count_label.text() == "1 variants"


def test_an_unknown_code_becomes_a_product_with_it(page: StockPage, store: Store, qtbot: QtBot, settle: Settle) -> None:
    page.open_with(("code", "4006381333931"))
    dialog = page.new_product
    dialog.name.setText("Umbrella")
    dialog.rows()[0]["price"].setText("not a price")
    dialog.submit()
    assert dialog.isVisible()
    assert dialog.notice.text()
    dialog.rows()[0]["price"].setText("24.50")
    more = dialog.add_row()
    more["size"].setText("XL")
    assert more["price"].text() == "24.50"
    with qtbot.waitSignal(page.product_desk.added) as added:
        dialog.submit()
    settle()
    first, second = added.args[0].variant_ids
    with store.read() as session:
        assert barcodes(session, first) == ("4006381333931",)
        assert session.get_one(Variant, second).size == "XL"
    assert page.panel.view is not None
    assert page.panel.view.row.name == "Umbrella"
    assert "Umbrella" in names(page)


def test_a_scan_goes_where_it_is_meant(
    page: StockPage, shelf: dict[str, int], desktop: Desktop, qtbot: QtBot, settle: Settle
) -> None:
    desktop.window.activateWindow()
    qtbot.waitUntil(desktop.window.isActiveWindow)
    for _ in range(2):
        page.scanner.scanned.emit("5901234123457")
        settle()
    assert page.panel.view is not None
    assert page.panel.view.row.variant_id == shelf["scarf"]
    page.receive()
    page.scanner.scanned.emit("5901234123457")
    settle()
    assert page.sheet.units_of(shelf["scarf"]).value() == 1
    page.sheet.reject()
    page.add_product()
    page.scanner.scanned.emit("4006381333931")
    assert page.new_product.rows()[0]["code"].text() == "4006381333931"


def test_the_list_of_what_went_below_zero_is_resolved_by_a_manager(
    page: StockPage, store: Store, manager: Actor, shelf: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    from shopassistant.inventory.stock import transfer_stock
    from shopassistant.store.shop import ensure_location

    with store.begin(Actor("system", "system")) as unit:
        back = ensure_location(unit, "BACK", "Back room")
        unit.commit()
    page.desk.announce(transfer_stock(store, manager, 1, back, {shelf["scarf"]: 12}))
    settle()
    assert page.tabs.tabText(1).endswith("1")
    page.show_warnings()
    page.warnings.table.select_first()
    with qtbot.waitSignal(page.desk.warned, check_params_cb=lambda left: not left):
        qtbot.mouseClick(page.warnings.resolve_button, Qt.MouseButton.LeftButton)
    with store.read() as session:
        assert not open_warnings(session)


def test_a_sale_elsewhere_is_seen_without_asking(
    desktop: Desktop, page: StockPage, store: Store, shelf: dict[str, int], settle: Settle
) -> None:
    page.open_with(("variant", shelf["scarf"]))
    settle()
    a_sale(store, shelf["scarf"], quantity=3)
    desktop.shell.bus.publish(Changes(variants=frozenset({shelf["scarf"]})))
    settle()
    assert page.panel.view is not None
    assert page.panel.view.row.total == 7


def test_esc_backs_out_step_by_step(page: StockPage, shelf: dict[str, int], settle: Settle) -> None:
    page.search.setText("scarf")
    settle()
    page.show_variant(shelf["scarf"])
    settle()
    assert page.go_back()
    assert page.search.text() == ""
    settle()
    assert page.go_back()
    assert not page.panel.isVisible()
    assert not page.go_back()


def test_without_products_the_page_offers_the_import(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.window.show_page("stock")
    page = desktop.window.page("stock")
    assert isinstance(page, StockPage)
    qtbot.waitUntil(lambda: page.table is not None and page.table._empty is not None and page.table._empty.isVisible())
