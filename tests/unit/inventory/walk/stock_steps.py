"""Steps of a walk: plain deliveries, counts, adjustments, write-offs, and transfers in one and in two steps."""

from shopassistant.inventory.stock import adjust_stock, count_stock, receive_delivery, transfer_stock, write_off
from shopassistant.inventory.transfers import cancel_transfer, receive_transfer, ship
from shopassistant.store.actor import SYSTEM
from shopassistant.store.schema import StockTransferLine
from shopassistant.store.schema.stock import CAUSES
from tests.unit.inventory.walk.ground import Ground
from tests.unit.inventory.walk.model import Transfer, TransferLine


def deliver(ground: Ground) -> None:
    place = ground.pick(ground.places)
    units = {variant: ground.units() for variant in ground.some(ground.variants)}
    receive_delivery(ground.store, SYSTEM, place, units)
    for variant, count in units.items():
        ground.model.move(variant, place, count, "delivery")
    ground.done(len(units))


def count_at_once(ground: Ground) -> None:
    place = ground.pick(ground.places)
    found = {variant: ground.random.randint(0, 20) for variant in ground.some(ground.variants)}
    count_stock(ground.store, SYSTEM, place, found)
    for variant, count in found.items():
        ground.model.move(variant, place, count - ground.model.levels[variant, place], "count")
    ground.done(len(found))


def adjust(ground: Ground) -> None:
    place, variant = ground.pick((*ground.places, ground.broken)), ground.pick(ground.variants)
    change = ground.units(4) * ground.pick((-1, 1))
    adjust_stock(ground.store, SYSTEM, place, variant, change, "walk", ground.pick(CAUSES))
    ground.model.move(variant, place, change, "adjustment")
    ground.done(1)


def lose(ground: Ground) -> None:
    place, variant, units = ground.pick((*ground.places, ground.broken)), ground.pick(ground.variants), ground.units(3)
    write_off(ground.store, SYSTEM, place, variant, units, "walk", ground.pick(CAUSES))
    ground.model.move(variant, place, -units, "damage")
    ground.done(1)


def carry(ground: Ground) -> None:
    start, end = ground.random.sample(ground.places, 2)
    units = {variant: ground.units(5) for variant in ground.some(ground.variants)}
    transfer_stock(ground.store, SYSTEM, start, end, units)
    for variant, count in units.items():
        _carried(ground, variant, start, end, count)
    ground.done(len(units))


def send_off(ground: Ground) -> None:
    start, end = ground.random.sample(ground.places, 2)
    units = {variant: ground.units(8) for variant in ground.some(ground.variants)}
    key = f"t{ground.calls}"
    done = ship(ground.store, SYSTEM, start, end, units, request_key=key)
    if ground.random.random() < 0.2:  # a nervous finger
        ship(ground.store, SYSTEM, start, end, units, request_key=key)
    for variant, count in units.items():
        _carried(ground, variant, start, ground.transit, count)
    with ground.store.read() as session:
        rows = session.query(StockTransferLine).filter_by(transfer_id=done.transfer_id).all()
    lines = {row.id: TransferLine(row.variant_id, row.units_shipped) for row in rows}
    ground.model.transfers[done.transfer_id] = Transfer(start, end, lines)
    ground.done(len(units))


def arrive(ground: Ground) -> None:
    """All, some or more of a transfer arrives; some is missing, some comes back."""
    open_ = [id_ for id_, transfer in ground.model.transfers.items() if transfer.open]
    if not open_:
        return
    id_ = ground.pick(open_)
    transfer = ground.model.transfers[id_]
    arrived, missing, returned = {}, {}, {}
    for line_id, line in transfer.lines.items():
        left = line.left
        if ground.random.random() < 0.08:
            arrived[line_id] = left + ground.units(3)
            continue
        arrived[line_id] = ground.random.randint(0, left)
        missing[line_id] = ground.random.randint(0, left - arrived[line_id]) if ground.random.random() < 0.3 else 0
        rest = left - arrived[line_id] - missing[line_id]
        returned[line_id] = ground.random.randint(0, rest) if ground.random.random() < 0.3 else 0
    if not any((*arrived.values(), *missing.values(), *returned.values())):
        ground.refuse(lambda: receive_transfer(ground.store, SYSTEM, id_, arrived, missing, returned), "stock.nothing")
        return
    seen = {line_id: line.left for line_id, line in transfer.lines.items()}
    receive_transfer(ground.store, SYSTEM, id_, arrived, missing, returned, seen)
    for line_id, line in transfer.lines.items():
        came, gone, back = arrived.get(line_id, 0), missing.get(line_id, 0), returned.get(line_id, 0)
        if came > line.left:
            _carried(ground, line.variant, transfer.start, ground.transit, came - line.left)
            line.left = came
        _carried(ground, line.variant, ground.transit, transfer.end, came)
        _carried(ground, line.variant, ground.transit, transfer.start, back)
        if gone:
            ground.model.move(line.variant, ground.transit, -gone, "damage")
        line.left -= came + gone + back
    ground.done(len(transfer.lines))


def turn_back(ground: Ground) -> None:
    if not ground.model.transfers:
        return
    id_ = ground.pick(list(ground.model.transfers))
    transfer = ground.model.transfers[id_]
    if not transfer.open:
        ground.refuse(lambda: cancel_transfer(ground.store, SYSTEM, id_), "transfer.state")
        return
    cancel_transfer(ground.store, SYSTEM, id_)
    for line in transfer.lines.values():
        _carried(ground, line.variant, ground.transit, transfer.start, line.left)
        line.left = 0
    ground.done(len(transfer.lines))


def claim_too_much(ground: Ground) -> None:
    """More cannot be missing than is on its way, and nothing leaves transit but with its transfer."""
    variant = ground.pick(ground.variants)
    ground.refuse(lambda: adjust_stock(ground.store, SYSTEM, ground.transit, variant, 1, "x"), "location.transit")
    for id_, transfer in ground.model.transfers.items():
        if transfer.open:
            line_id = next(iter(transfer.lines))
            wrong = {line_id: transfer.lines[line_id].left + 1}
            ground.refuse(lambda: receive_transfer(ground.store, SYSTEM, id_, {}, wrong), "transfer.too_many")  # noqa: B023
            return


def _carried(ground: Ground, variant: int, start: int, end: int, units: int) -> None:
    if units:
        ground.model.move(variant, start, -units, "transfer")
        ground.model.move(variant, end, units, "transfer")
