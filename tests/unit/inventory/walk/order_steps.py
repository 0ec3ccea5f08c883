"""Steps of a walk: orders written, split, sent, cancelled and taken up again; receipts, and receipts taken back."""

from sqlalchemy import select

from shopassistant.inventory.purchasing.arrival import Arrival, ArrivedLine
from shopassistant.inventory.purchasing.drafts import DraftLine, OrderDraft, create_order, split_order
from shopassistant.inventory.purchasing.receiving import receive, reverse_receipt
from shopassistant.inventory.purchasing.sending import (
    cancel_order,
    cancel_rest,
    reopen_order,
    reopen_rest,
    send_order,
)
from shopassistant.store.actor import SYSTEM
from shopassistant.store.schema import PurchaseOrderLine
from tests.unit.inventory.walk.ground import Ground
from tests.unit.inventory.walk.model import Order, OrderLine, Receipt

COMING = ("sent", "partly_received")


def write_order(ground: Ground) -> None:
    place = ground.pick(ground.places)
    wanted = [(variant, ground.units(30), ground.units(90)) for variant in ground.some(ground.variants)]
    draft = OrderDraft(ground.pick(ground.suppliers), place, tuple(DraftLine(*line) for line in wanted))
    done = create_order(ground.store, SYSTEM, draft)
    ground.model.orders[done.order_id] = Order(place, _lines(ground, done.order_id))
    if ground.random.random() < 0.2:
        _split(ground, done.order_id)
    if ground.random.random() < 0.9:
        send_order(ground.store, SYSTEM, done.order_id)
        ground.model.orders[done.order_id].sent = True
    ground.done(len(wanted))


def _split(ground: Ground, order_id: int) -> None:
    order = ground.model.orders[order_id]
    units = {line_id: ground.random.randint(1, line.units) for line_id, line in order.lines.items()}
    total = sum(line.units for line in order.lines.values())
    if sum(units.values()) >= total:
        ground.refuse(lambda: split_order(ground.store, SYSTEM, order_id, units), "order.split")
        return
    other = split_order(ground.store, SYSTEM, order_id, units).order_id
    moved = {variant: sum(units[id_] for id_, line in order.lines.items() if line.variant == variant) for variant in
             {line.variant for line in order.lines.values()}}  # fmt: skip
    for line_id, count in units.items():
        order.lines[line_id].units -= count
    order.lines = {id_: line for id_, line in order.lines.items() if line.units}
    made = Order(order.place, _lines(ground, other))
    assert {line.variant: line.units for line in made.lines.values()} == moved
    ground.model.orders[other] = made


def goods_come(ground: Ground) -> None:
    """Part of an order, all of it, or too much; some broken; sometimes one line by two parcels."""
    orders = ground.model.orders
    id_ = ground.pick(list(orders)) if orders else None
    if id_ is None:
        return
    order = orders[id_]
    place = order.place if ground.random.random() < 0.9 else ground.pick(ground.places)
    broken = ground.broken if ground.random.random() < 0.5 else None
    arriving = [_arriving(ground, line_id, line) for line_id, line in order.lines.items()]
    lines = tuple(line for line in arriving if line.units or line.damaged_units)
    arrival = Arrival(place, lines, id_, damaged_location_id=broken, request_key=f"r{ground.calls}")
    if order.status in ("draft", "cancelled"):
        ground.refuse(lambda: receive(ground.store, SYSTEM, arrival), "order.state", "stock.nothing")
        return
    if not lines:
        return
    over = any(line.units > order.lines[line.order_line_id or 0].open and not line.over_reason for line in lines)
    if over:
        ground.refuse(lambda: receive(ground.store, SYSTEM, arrival), "receipt.over_reason")
        return
    done = receive(ground.store, SYSTEM, arrival)
    if ground.random.random() < 0.2:
        assert receive(ground.store, SYSTEM, arrival).repeated
    came = [(line.variant_id, line.units, line.damaged_units, line.order_line_id) for line in lines]
    _came(ground, done.receipt_id, Receipt(place, broken, id_, came))


def _arriving(ground: Ground, line_id: int, line: OrderLine) -> ArrivedLine:
    dice = ground.random.random()
    units = line.open if dice < 0.4 else ground.random.randint(0, line.open)
    reason = ""
    if dice > 0.92:
        units, reason = line.open + ground.units(3), ground.pick(("", "too many in the box"))
    damaged = ground.units(2) if ground.random.random() < 0.1 else 0
    cost = ground.units(90) if ground.random.random() < 0.2 else None
    seen = line.open if ground.random.random() < 0.5 else None
    return ArrivedLine(line.variant, units, damaged, line_id, cost, reason, seen)


def goods_come_unasked(ground: Ground) -> None:
    place = ground.pick(ground.places)
    came = [(variant, ground.units(), 0, None) for variant in ground.some(ground.variants)]
    lines = tuple(ArrivedLine(variant, units, cost_minor=ground.units(50)) for variant, units, _, _ in came)
    done = receive(ground.store, SYSTEM, Arrival(place, lines, supplier_id=ground.pick((*ground.suppliers, None))))
    _came(ground, done.receipt_id, Receipt(place, None, None, [*came]))


def take_receipt_back(ground: Ground) -> None:
    if not ground.model.receipts:
        return
    id_ = ground.pick(list(ground.model.receipts))
    receipt = ground.model.receipts[id_]
    if receipt.reversed:
        ground.refuse(lambda: reverse_receipt(ground.store, SYSTEM, id_, "again"), "receipt.reversed")
        return
    done = reverse_receipt(ground.store, SYSTEM, id_, "not ours")
    receipt.reversed = True
    _book(ground, receipt, -1)
    ground.model.receipts[done.receipt_id] = Receipt(receipt.place, None, None, [], reversed=True)
    ground.done(len(receipt.lines))


def give_up(ground: Ground) -> None:
    """A whole order or the rest of a line is cancelled, or taken up again."""
    if not ground.model.orders:
        return
    id_ = ground.pick(list(ground.model.orders))
    order = ground.model.orders[id_]
    ground.pick((_cancel, _reopen, _cancel_rest, _reopen_rest))(ground, id_, order)


def _cancel(ground: Ground, id_: int, order: Order) -> None:
    if order.status not in ("draft", *COMING):
        ground.refuse(lambda: cancel_order(ground.store, SYSTEM, id_), "order.state")
        return
    cancel_order(ground.store, SYSTEM, id_)
    order.dropped = not order.sent
    if order.sent:
        for line in order.lines.values():
            line.cancelled += line.open
    ground.done(1)


def _reopen(ground: Ground, id_: int, order: Order) -> None:
    was_cancelled = order.dropped or any(line.cancelled for line in order.lines.values())
    if order.status in ("draft", "sent") or not was_cancelled:
        call = lambda: reopen_order(ground.store, SYSTEM, id_)  # noqa: E731
        ground.refuse(call, "order.state", "order.nothing_cancelled")
        return
    reopen_order(ground.store, SYSTEM, id_)
    order.dropped = False
    for line in order.lines.values():
        line.cancelled = 0
    ground.done(1)


def _cancel_rest(ground: Ground, _id: int, order: Order) -> None:
    line_id = ground.pick(list(order.lines))
    line = order.lines[line_id]
    if order.status not in COMING or not line.open:
        ground.refuse(lambda: cancel_rest(ground.store, SYSTEM, line_id), "order.state", "order.nothing_open")
        return
    cancel_rest(ground.store, SYSTEM, line_id)
    line.cancelled += line.open
    ground.done(1)


def _reopen_rest(ground: Ground, _id: int, order: Order) -> None:
    line_id = ground.pick(list(order.lines))
    line = order.lines[line_id]
    if not order.sent or not line.cancelled:
        ground.refuse(lambda: reopen_rest(ground.store, SYSTEM, line_id), "order.state", "order.nothing_cancelled")
        return
    reopen_rest(ground.store, SYSTEM, line_id)
    line.cancelled = 0
    ground.done(1)


def _came(ground: Ground, receipt_id: int, receipt: Receipt) -> None:
    ground.model.receipts[receipt_id] = receipt
    _book(ground, receipt, 1)
    ground.done(len(receipt.lines))


def _book(ground: Ground, receipt: Receipt, sign: int) -> None:
    for variant, units, damaged, line_id in receipt.lines:
        if units:
            ground.model.move(variant, receipt.place, sign * units, "delivery")
        if damaged and receipt.broken is not None:
            ground.model.move(variant, receipt.broken, sign * damaged, "delivery")
        if receipt.order is not None and line_id is not None:
            ground.model.orders[receipt.order].lines[line_id].received += sign * units


def _lines(ground: Ground, order_id: int) -> dict[int, OrderLine]:
    with ground.store.read() as session:
        query = select(PurchaseOrderLine).where(PurchaseOrderLine.order_id == order_id)
        return {row.id: OrderLine(row.variant_id, row.units) for row in session.scalars(query)}
