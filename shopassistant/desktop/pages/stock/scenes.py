"""The stock page in its states, for the tour."""

from collections.abc import Callable, Iterator

from shopassistant.desktop.pages.stock.page import StockPage
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.tour import Scene


def scenes() -> tuple[Scene, ...]:
    """What is worth a picture."""
    return (
        Scene("stock", "stock", _on(_chosen)),
        Scene("stock-delivery", "stock", _on(_delivery)),
        Scene("stock-correct", "stock", _on(_correct)),
        Scene("stock-new-product", "stock", _on(_new)),
        Scene("stock-to-look-into", "stock", _on(_warnings)),
        Scene("stock-nothing-found", "stock", _on(_nothing)),
        *moving_scenes(),
    )


def moving_scenes() -> tuple[Scene, ...]:
    """Counts and transfers."""
    from shopassistant.desktop.pages.stock import moving_scenes as moving

    return tuple(Scene(name, "stock", _on(steps)) for name, steps in moving.STEPS)


def _plain(page: StockPage) -> Iterator[None]:
    page.tabs.setCurrentIndex(0)
    page.sheet.desk.start("delivery")
    page._on_widen()
    yield


def _chosen(page: StockPage) -> Iterator[None]:
    yield from _plain(page)
    if page.table is not None:
        page.table.select_first()
    yield
    page.shown()


def _delivery(page: StockPage) -> Iterator[None]:
    yield from _chosen(page)
    page.receive()
    rows = page.table.model.ids[:40:8] if page.table is not None else ()
    for one in rows:
        row = page.desk.rows([one])[one]
        page.sheet.scan(row.sku)
    yield
    for units, spin in enumerate(page.sheet._spins.values(), 3):
        spin.setValue(units)


def _correct(page: StockPage) -> Iterator[None]:
    yield from _chosen(page)
    page.panel._on_adjust()
    page.panel.adjust.units.setValue(-1)
    page.panel.adjust.why.setText("window display")


def _new(page: StockPage) -> Iterator[None]:
    yield from _plain(page)
    page.add_product("5901234123457")
    page.new_product.name.setText("Linen summer dress")
    for size in ("S", "M"):
        row = page.new_product.rows()[0] if size == "S" else page.new_product.add_row()
        row["size"].setText(size)
        row["colour"].setText("sage")
        row["price"].setText("89.00")


def _warnings(page: StockPage) -> Iterator[None]:
    yield from _plain(page)
    page.show_warnings()
    page.warnings.table.select_first()
    yield


def _nothing(page: StockPage) -> Iterator[None]:
    yield from _plain(page)
    page.product_desk.open(0)
    page.search.setText("zeppelin")
    page._on_typed()
    yield


def _on(steps: Callable[[StockPage], Iterator[None]]) -> Callable[[Page], Iterator[None]]:
    def prepare(page: Page) -> Iterator[None]:
        if isinstance(page, StockPage):
            yield from steps(page)

    return prepare
