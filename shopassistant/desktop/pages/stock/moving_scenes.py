"""Counts and transfers in their states, for the tour. What a demo shop lacks is written through the use cases."""

from collections.abc import Callable, Iterator

from shopassistant.desktop.pages.stock.count_desk import CountPlan
from shopassistant.desktop.pages.stock.page import StockPage
from shopassistant.inventory.transfers import ship

Steps = Callable[[StockPage], Iterator[None]]


def _begin(page: StockPage) -> Iterator[None]:
    page.begin_count()
    yield


def _counts(page: StockPage) -> Iterator[None]:
    """A list of ten, of which some were found."""
    page.tabs.setCurrentWidget(page.counts_place)
    yield
    if page.choices is not None:
        place = next(one for one in page.choices.locations if one.id == page.context.location_id)
        page.counts.desk.begin(CountPlan(place.id, "cycle", most=10, blind=False))
    yield
    yield
    view = page.counts.desk.view
    for step, line in enumerate(view.lines[:6] if view is not None else ()):
        book = view.left.get(line.variant_id, 3) if view is not None else 3
        page.counts.desk.set_units(line.variant_id, max(book - (2 if step == 1 else 0) + (1 if step == 4 else 0), 0))
        yield


def _differences(page: StockPage) -> Iterator[None]:
    yield from _counts(page)
    page.counts.window_.submit()
    yield


def _counts_list(page: StockPage) -> Iterator[None]:
    page.tabs.setCurrentWidget(page.counts_place)
    yield


def _transfers(page: StockPage) -> Iterator[None]:
    """One is on its way to this location."""
    page._on_widen()
    yield
    page.tabs.setCurrentWidget(page.transfers_place)
    yield
    choices, table = page.choices, page.table
    if choices is not None and table is not None and not page.transfers.table.model.ids:
        here = page.context.location_id
        other = next(one.id for one in choices.locations if one.id != here)
        units = {one: 3 + place for place, one in enumerate(list(table.model.ids)[:30:6])}
        ship(page.context.store, page.context.staff.actor, other, here, units, "with the van")
        page.transfers.desk.load()
    yield


def _arriving(page: StockPage) -> Iterator[None]:
    yield from _transfers(page)
    page.transfers._on_receive()
    yield
    desk = page.transfers.desk
    desk.take_all()
    first = next(iter(desk.lines))
    desk.enter(first, arrived=desk.lines[first].line.on_way - 1, missing=1)
    yield


def _send(page: StockPage) -> Iterator[None]:
    page.tabs.setCurrentIndex(0)
    page._on_widen()
    page.sheet.desk.start("transfer")
    yield
    page.send()
    rows = list(page.table.model.ids)[:24:8] if page.table is not None else []
    for one in rows:
        page.sheet.scan(page.desk.rows([one])[one].sku)
    yield


STEPS: tuple[tuple[str, Steps], ...] = (
    ("stock-count-begin", _begin),
    ("stock-count", _counts),
    ("stock-count-differences", _differences),
    ("stock-counts", _counts_list),
    ("stock-send", _send),
    ("stock-transfers", _transfers),
    ("stock-transfer-arriving", _arriving),
)
