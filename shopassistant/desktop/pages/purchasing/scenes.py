"""The page Orders in its states, for the tour. What a demo shop lacks is written through the use cases."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from shopassistant.desktop.pages.purchasing.deliveries_tab import DeliveriesTab
from shopassistant.desktop.pages.purchasing.orders_tab import OrdersTab
from shopassistant.desktop.pages.purchasing.page import PurchasingPage
from shopassistant.desktop.pages.purchasing.suppliers_tab import SuppliersTab
from shopassistant.desktop.pages.tabbed import Tab
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.tour import Scene
from shopassistant.inventory.purchasing.arrival import Arrival, ArrivedLine
from shopassistant.inventory.purchasing.drafts import DraftLine, OrderDraft, create_order
from shopassistant.inventory.purchasing.order_view import load_order
from shopassistant.inventory.purchasing.receiving import receive
from shopassistant.inventory.purchasing.sending import send_order
from shopassistant.inventory.suppliers.items import ItemRow, ItemTerms, items_of_supplier, put_item

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_MARK = "For the autumn window"
_WORTH_A_PICTURE = 5


def scenes() -> tuple[Scene, ...]:
    """What is worth a picture."""
    return (
        Scene("orders-empty", "orders", _on("list", OrdersTab, _nothing)),
        Scene("orders-draft", "orders", _on("list", OrdersTab, _draft)),
        Scene("orders-late", "orders", _on("list", OrdersTab, _late)),
        Scene("orders-new", "orders", _on("list", OrdersTab, _new)),
        Scene("orders-send", "orders", _on("list", OrdersTab, _send)),
        Scene("orders-day", "orders", _on("list", OrdersTab, _day)),
        Scene("orders-receive-which", "orders", _on("list", OrdersTab, _which)),
        Scene("orders-receive", "orders", _on("list", OrdersTab, _receive)),
        Scene("orders-suppliers", "orders", _on("suppliers", SuppliersTab, _supplier)),
        Scene("orders-supplier-terms", "orders", _on("suppliers", SuppliersTab, _terms)),
        Scene("orders-supplier-item", "orders", _on("suppliers", SuppliersTab, _item)),
        Scene("orders-deliveries", "orders", _on("deliveries", DeliveriesTab, _deliveries)),
    )


def _on(tab_id: str, kind: type[Tab], steps: Callable[..., Iterator[None]]) -> Callable[[Page], Iterator[None]]:
    def prepare(page: Page) -> Iterator[None]:
        if isinstance(page, PurchasingPage):
            page.show_tab(tab_id)
            yield
            tab = page.tab(tab_id)
            if isinstance(tab, kind):
                yield from steps(tab)

    return prepare


def _nothing(tab: OrdersTab) -> Iterator[None]:
    tab._on_widen()
    yield
    tab.desk.narrow(text="no such order")
    yield
    tab.search.setText("no such order")
    yield


def _plain(tab: OrdersTab) -> Iterator[None]:
    """The open orders, of which there are some."""
    write_orders(tab.context)
    tab.search.clear()
    tab.scope.choose("open")
    tab.desk.narrow(scope="open", supplier_id=None, text="")
    tab.desk.load()
    yield


def _select(tab: OrdersTab, status: str) -> Iterator[None]:
    yield from _plain(tab)
    if tab.table is not None:
        rows = tab.desk.rows(tab.table.model.ids)
        wanted = [one for one, row in rows.items() if row.status == status and row.lines >= _WORTH_A_PICTURE]
        tab.table.select(max(wanted) if status == "draft" else min(wanted))
    yield


def _draft(tab: OrdersTab) -> Iterator[None]:
    yield from _select(tab, "draft")
    tab.panel.drafted.view.setFocus()


def _late(tab: OrdersTab) -> Iterator[None]:
    yield from _select(tab, "partly_received")


def _new(tab: OrdersTab) -> Iterator[None]:
    yield from _plain(tab)
    tab.new_order()


def _send(tab: OrdersTab) -> Iterator[None]:
    yield from _select(tab, "draft")
    tab.send()


def _day(tab: OrdersTab) -> Iterator[None]:
    yield from _select(tab, "sent")
    tab._on_day()


def _which(tab: OrdersTab) -> Iterator[None]:
    yield from _plain(tab)
    tab.desk.open(0)
    tab.receive_desk.leave_order()
    tab.receive()
    yield


def _receive(tab: OrdersTab) -> Iterator[None]:
    yield from _select(tab, "sent")
    tab.receive()
    yield
    desk = tab.receive_desk
    desk.take_all()
    first, second, third = list(desk.rows)[:3]
    desk.enter(first, units=desk.rows[first].open_units - 2, damaged=2)
    desk.enter(second, units=0)
    desk.enter(third, units=desk.rows[third].open_units + 3)
    yield


def _supplier(tab: SuppliersTab) -> Iterator[None]:
    write_orders(tab.context)
    tab.desk.load()
    yield
    busiest = max(tab.desk.rows.values(), key=lambda row: (len(row.times.days), row.items))
    tab.table.select(busiest.supplier_id)
    yield
    tab.panel.items.select_first()


def _terms(tab: SuppliersTab) -> Iterator[None]:
    yield from _supplier(tab)
    tab.edit()


def _item(tab: SuppliersTab) -> Iterator[None]:
    yield from _supplier(tab)
    tab.panel._on_item()


def _deliveries(tab: DeliveriesTab) -> Iterator[None]:
    write_orders(tab.context)
    tab.desk.load()
    yield
    tab.table.select_first()
    yield


def write_orders(context: AppContext) -> None:
    """Some orders in every state, once per shop."""
    from sqlalchemy import select

    from shopassistant.store.schema import PurchaseOrder, Supplier

    with context.store.read() as session:
        if session.scalar(select(PurchaseOrder.id).where(PurchaseOrder.note == _MARK)) is not None:
            return
        suppliers = list(session.scalars(select(Supplier.id).where(Supplier.active).order_by(Supplier.id)))
        ranges = {one: _orderable(session, one) for one in suppliers}
    today = context.store.clock.now().astimezone().date()
    full = [one for one in suppliers if len(ranges[one]) >= 5]
    for place, supplier_id in enumerate(full[:3]):
        _agree(context, supplier_id, [item.variant_id for item in ranges[supplier_id][:3]])
        _one(context, supplier_id, today + timedelta(days=4 * place - 5), is_here=place == 0)
    _one(context, full[0], None)


def _orderable(session: "Session", supplier_id: int) -> tuple[ItemRow, ...]:
    """A supplier's range without what is being sold off."""
    from sqlalchemy import select

    from shopassistant.store.schema import Variant

    given_up = set(session.scalars(select(Variant.id).where(Variant.discontinued)))
    return tuple(item for item in items_of_supplier(session, supplier_id) if item.variant_id not in given_up)


def _agree(context: AppContext, supplier_id: int, variant_ids: list[int]) -> None:
    actor, store = context.staff.actor, context.store
    for place, variant_id in enumerate(variant_ids):
        terms = ItemTerms(f"K-{4100 + place}", 1250 + 100 * place, 6, 12, None, ((24, 1190 + 100 * place),))
        put_item(store, actor, supplier_id, variant_id, terms)


def _one(context: AppContext, supplier_id: int, expected_on: date | None, *, is_here: bool = False) -> None:
    """One order: a draft without a day, else sent, and where `is_here` its first line received."""
    actor, store = context.staff.actor, context.store
    with store.read() as session:
        items = _orderable(session, supplier_id)[:7]
    lines = tuple(
        DraftLine(item.variant_id, item.whole_packs(5 + 3 * place), None if item.cost_minor else 900)
        for place, item in enumerate(items)
    )
    draft = OrderDraft(supplier_id, context.location_id, lines, expected_on, _MARK)
    order_id = create_order(store, actor, draft).order_id
    if expected_on is None:
        return
    send_order(store, actor, order_id, expected_on)
    if is_here:
        with store.read() as session:
            first, second, *_ = load_order(session, order_id, expected_on).lines
        came = (
            ArrivedLine(first.variant_id, first.units, 0, first.line_id),
            ArrivedLine(second.variant_id, second.units - 1, 1, second.line_id),
        )
        receive(store, actor, Arrival(context.location_id, came, order_id, delivery_note="LS 20881"))
