"""The inventory page in the real window: numbers that open their rows, filters, products, the floor, files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from shopassistant.core.changes import Changes
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.inventory import advice_desk, desk
from shopassistant.desktop.pages.inventory.lens_words import ORDERS, lens_words
from shopassistant.desktop.pages.inventory.page import InventoryPage
from shopassistant.desktop.pages.inventory.parts import BuiltInParts
from shopassistant.desktop.theme.tokens import TOUCH
from shopassistant.inventory.dashboard.rows import LENSES, SORTS
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from tests.unit.inventory.dashboard.shop import NOW, a_place, move, sell
from tests.unit.shop_rows import a_product

Settle = Callable[[], None]


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else rings up sales here, so nothing is waited for."""
    monkeypatch.setattr(advice_desk, "AGAIN_AFTER_MS", 0)
    monkeypatch.setattr(desk, "REFRESH_AFTER_MS", 0)


@pytest.fixture
def shelf(store: Store) -> dict[str, int]:
    """A scarf that is nearly gone, a boot nobody buys, a hat nobody counted, and one with a formula for a name."""
    from shopassistant.core.clock import FixedClock

    store.clock = FixedClock(NOW)
    (scarf,) = a_product(store, "Scarf", stock=None, cost=1000, category="Knits", supplier="Mill")
    move(store, scarf, 102, "opening", 150)
    sell(store, scarf, 1, *range(1, 101))
    (boot,) = a_product(store, "Boot", stock=None, cost=4000, category="Shoes")
    move(store, boot, 5, "opening", 300)
    (hat,) = a_product(store, "Hat", stock=None)
    (evil,) = a_product(store, "=1+1", stock=1, cost=1)
    return {"scarf": scarf, "boot": boot, "hat": hat, "evil": evil}


@pytest.fixture
def settle(desktop: Desktop, qtbot: QtBot) -> Settle:
    """Wait until nothing is under way in any lane, and every timer of typing and refreshing has run."""

    def wait() -> None:
        page = desktop.window.page("inventory")
        assert isinstance(page, InventoryPage)
        qtbot.waitUntil(lambda: page.is_built, timeout=20_000)
        qtbot.waitUntil(lambda: not page.filters.is_typing and desktop.shell.lanes.is_idle, timeout=20_000)
        qtbot.waitUntil(lambda: not page.desk.is_refreshing, timeout=20_000)
        tables = (page.products.table, page.risk.table)
        qtbot.waitUntil(lambda: not any(table._fetch_timer.isActive() for table in tables))
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


def names(page: InventoryPage) -> list[str]:
    model = page.products.table.model
    return [str(model.index(line, 0).data()).split(" M")[0] for line in range(model.rowCount())]


def press(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_numbers_on_top_are_those_of_the_shop(page: InventoryPage) -> None:
    assert page.strip.value.figure.text() == "£220"
    assert page.strip.value.more[0].text() == "1 not counted"
    assert page.strip.risk.figure.text() == "1 product"
    assert page.strip.cover.more[1].text() == "from recent sales"
    assert page.age.text() == "Figures: just now\nNo forecast yet"
    assert page.strip.age.more[0].text() == "dead £200"


def test_every_number_opens_the_rows_behind_it_and_escape_leads_back(
    page: InventoryPage, qtbot: QtBot, settle: Settle
) -> None:
    assert len(names(page)) == 4
    for button, expected in (
        (page.strip.age.more[0], ["Boot"]),
        (page.strip.value.more[0], ["Hat"]),
        (page.strip.risk.figure, ["Scarf"]),
    ):
        press(qtbot, button)
        settle()
        assert names(page) == expected
        assert page.products.title.text() == lens_words(button.lens)
        assert not page.advice.isVisible()  # the rows have the page to themselves
    assert page.go_back()
    settle()
    assert len(names(page)) == 4
    assert page.advice.isVisible()
    assert not page.go_back()


def test_every_way_to_look_has_a_name_and_an_order() -> None:
    assert set(ORDERS) == set(LENSES)
    assert {sort for sort, _ in ORDERS.values()} <= set(SORTS)
    assert all(lens_words(lens) for lens in LENSES)


def test_filters_narrow_numbers_and_rows_alike(
    desktop: Desktop, page: InventoryPage, qtbot: QtBot, settle: Settle
) -> None:
    page.filters.category.setCurrentIndex(page.filters.category.findText("Shoes"))
    page.filters.category.activated.emit(page.filters.category.currentIndex())
    settle()
    assert names(page) == ["Boot"]
    assert page.strip.value.figure.text() == "£200"
    desktop.shell.actions.start("inventory.all")
    settle()
    assert len(names(page)) == 4
    qtbot.keyClicks(page.filters.search, "scarf")
    settle()
    assert names(page) == ["Scarf"]
    page.filters.search.clear()
    page.filters.type("zeppelin")
    settle()
    assert names(page) == []
    assert page.products.table._stack.currentWidget() is not page.products.table.view


def test_a_cell_of_the_matrix_is_a_filter(page: InventoryPage, qtbot: QtBot, settle: Settle) -> None:
    page.show_part("matrix")
    press(qtbot, page.matrix.cells[0, 0])
    settle()
    assert names(page) == ["Scarf"]
    assert page.matrix.cells[0, 0].isChecked()
    press(qtbot, page.matrix.cells[0, 0])
    settle()
    assert len(names(page)) == 4


def test_what_runs_out_next_is_listed_with_its_day_and_chance(page: InventoryPage) -> None:
    model = page.risk.table.model
    cells = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert model.rowCount() == 1
    assert cells[0].startswith("Scarf")
    assert cells[1] == "12 Jun"
    assert cells[2] == ">99%"
    assert cells[3] == "not ordered"


def test_a_sale_elsewhere_changes_the_numbers_without_asking(
    desktop: Desktop, page: InventoryPage, store: Store, shelf: dict[str, int], settle: Settle
) -> None:
    move(store, shelf["boot"], 5, "delivery", 0)
    desktop.shell.bus.publish(Changes(variants=frozenset({shelf["boot"]})))
    settle()
    assert page.strip.value.figure.text() == "£420"


def test_a_product_opens_with_its_words_and_charts_that_zoom_and_have_a_table(
    page: InventoryPage, shelf: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    page.products.table.select(shelf["scarf"])
    qtbot.keyClick(page.products.table.view, Qt.Key.Key_Return)
    settle()
    view = page.product
    assert view.isVisible()
    assert view.name.text() == "Scarf"
    assert "X: sells regularly" in view.judgement.text()
    before = view.demand.plot.getViewBox().viewRange()[0]
    qtbot.keyClick(view.demand.plot, Qt.Key.Key_Plus)
    after = view.demand.plot.getViewBox().viewRange()[0]
    assert after[1] - after[0] < before[1] - before[0]
    view.demand.as_table.click()
    model = view.demand.table.model
    assert model.rowCount() == 26 + 12
    assert [model.index(25, 1).data(), model.index(24, 1).data()] == ["6", "7"]  # today nothing was sold yet
    view.tabs.setCurrentIndex(1)
    settle()
    assert view.level.table.model.rowCount() == 182 + 84
    view.tabs.setCurrentIndex(2)
    settle()
    assert view.untried.isVisible()  # nothing was forecast, so nothing was tried
    assert page.go_back()
    assert not view.isVisible()


def test_what_is_seen_first_is_built_first_and_who_needs_the_rest_has_it_at_once(
    desktop: Desktop, qtbot: QtBot
) -> None:
    built: list[str] = []
    parts = BuiltInParts(desktop.window, [lambda: built.append("numbers")], [lambda: built.append("product")])
    qtbot.waitUntil(lambda: parts.stands)
    assert built == ["numbers"]
    parts.finish()
    assert built == ["numbers", "product"]
    assert parts.is_built


def test_days_without_stock_are_marked(page: InventoryPage, store: Store, qtbot: QtBot, settle: Settle) -> None:
    (sold_out,) = a_product(store, "Gone", stock=None, cost=100)
    move(store, sold_out, 30, "opening", 60)
    sell(store, sold_out, 1, *range(21, 51))
    page.context.bus.publish(Changes(variants=frozenset({sold_out})))
    settle()
    page.open_product(sold_out)
    settle()
    assert page.product.story is not None
    assert int(page.product.story.out.sum()) == 21
    page.product.tabs.setCurrentIndex(1)
    settle()
    last = page.product.level.table.model.index(181, 3)
    assert last.data() == "none all day"


def test_an_empty_shop_says_what_will_be_here_and_how_to_fill_it(desktop: Desktop, settle: Settle) -> None:
    desktop.window.show_page("inventory")
    settle()
    page = desktop.window.page("inventory")
    assert isinstance(page, InventoryPage)
    empty = page.products.table._stack.currentWidget()
    assert empty is not None
    button = next(one for one in empty.findChildren(QPushButton) if one.text() == "Import products")
    button.click()
    assert desktop.window.current_page == "import"


def test_on_the_floor_letters_are_large_and_targets_fit_a_thumb(
    desktop: Desktop, page: InventoryPage, settle: Settle
) -> None:
    desktop.shell.settings.change(profile="floor")
    desktop.window.resize(1366, 768)
    page.show_part("numbers")
    settle()
    for tile in page.strip.tiles:
        shown = [one for one in (tile.figure, *tile.more) if one.isVisible()]
        assert all(one.height() >= TOUCH for one in shown), tile._name
    assert page.strip.value.figure.font().pixelSize() >= 28 or page.strip.value.figure.fontMetrics().height() >= 28
    page.show_part("risk")
    assert page.risk.table.view.rowHeight(0) >= TOUCH
    assert page.risk.isVisible()
    assert not page.strip.isVisible()
    desktop.shell.settings.change(profile="counter")
    settle()
    assert page.strip.isVisible()
    assert page.risk.isVisible()


def test_the_rows_are_saved_without_formulas(page: InventoryPage, tmp_path: Path, settle: Settle, qtbot: QtBot) -> None:
    page.products.table.export(tmp_path / "rows.csv")
    settle()
    text = (tmp_path / "rows.csv").read_text("utf-8-sig")
    assert "'=1+1" in text
    assert len(text.splitlines()) == 5


def test_the_page_is_saved_as_a_document_with_its_numbers_and_rows(
    page: InventoryPage, tmp_path: Path, settle: Settle
) -> None:
    from pypdf import PdfReader

    page.show_lens("dead")
    settle()
    page.desk.save_pdf(tmp_path / "inventory.pdf", ["Shoes"])
    settle()
    text = "\n".join(one.extract_text() for one in PdfReader(tmp_path / "inventory.pdf").pages)
    for words in ("Dead stock: nothing sold for 180 days", "£220.01", "Boot", "Shoes"):
        assert words in text
    assert "Scarf" not in text


def test_a_second_location_can_be_looked_at_alone(
    page: InventoryPage, store: Store, shelf: dict[str, int], settle: Settle
) -> None:
    second = a_place(store, "second")
    move(store, shelf["boot"], 3, "delivery", 1, second)
    page.context.bus.publish(Changes(everything=True))
    settle()
    page.desk.narrow(location_id=second)
    settle()
    assert page.strip.value.figure.text() == "£120"
    assert names(page) == ["Boot"]


def test_the_page_is_the_managers(desktop: Desktop, page: InventoryPage, associate: Actor) -> None:
    desktop.shell.staff.sign_in(associate)
    assert not desktop.window.may_show("inventory")
