"""Booking what was delivered, against an order or without one, in one transaction with order, ledger and costs."""

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import Conflict, NotFound
from shopassistant.inventory.posting import Movement, place, post_numbered
from shopassistant.inventory.purchasing.arrival import Arrival, ArrivedLine, ReceiptNotice, ReceiptResult, checked
from shopassistant.inventory.purchasing.costs import note_charged, take_in, units_owned
from shopassistant.inventory.purchasing.state import line_row, settle_status
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.document_numbers import next_number
from shopassistant.store.schema import (
    GoodsReceipt,
    GoodsReceiptLine,
    PurchaseOrder,
    PurchaseOrderLine,
    StockMovement,
)
from shopassistant.store.unit_of_work import UnitOfWork


def receive(store: Store, actor: Actor, arrival: Arrival) -> ReceiptResult:
    """Book a delivery; any member of staff. Order, levels, costs and lead times follow from it.

    Raises:
        NotAllowed: ``role.required``, the actor is no staff.
        UserError: ``stock.nothing``, ``stock.quantity``, ``product.price``, ``receipt.over_reason`` (more came than is
            open, and nobody says why), ``receipt.damaged_place``, ``location.transit``, ``location.inactive``.
        NotFound: ``location.unknown``, ``variant.unknown``, ``supplier.unknown``, ``order.unknown``,
            ``order.line_unknown``.
        Conflict: ``order.state`` (not sent yet, or cancelled), ``receipt.meanwhile`` (another window was faster).
    """
    actor.require("associate")
    with store.begin(actor) as unit:
        known = _booked_under(unit.session, arrival.request_key)
        if known is not None:
            return _repeated(unit.session, known)
        order, order_lines, notices = checked(unit, arrival)
        receipt = _write(unit, arrival, order)
        _post_lines(unit, arrival, receipt, order_lines)
        if order is not None:
            settle_status(unit, order)
        unit.audit(
            "receipt.booked", "goods_receipt", receipt.id, number=receipt.number, order_id=receipt.order_id,
            location_id=receipt.location_id, lines=len(arrival.lines),
            units=sum(line.units for line in arrival.lines),
            damaged=sum(line.damaged_units for line in arrival.lines),
        )  # fmt: skip
        made = _result(receipt, order, {line.variant_id for line in arrival.lines}, tuple(notices))
        unit.commit()
    return made


def reverse_receipt(store: Store, actor: Actor, receipt_id: int, why: str) -> ReceiptResult:
    """Take back a receipt that was booked in error, by a second one with the opposite sign; managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``receipt.unknown``.
        Conflict: ``receipt.reversed``, it was taken back already, or takes one back itself.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        first = unit.session.get(GoodsReceipt, receipt_id)
        if first is None:
            raise NotFound("receipt.unknown", receipt_id=receipt_id)
        again = select(GoodsReceipt.number).where(GoodsReceipt.reverses_id == receipt_id)
        taken = unit.session.scalar(again)
        if taken is not None or first.reverses_id is not None:
            raise Conflict("receipt.reversed", number=first.number)
        back = _write(
            unit, Arrival(first.location_id, (), first.order_id, first.supplier_id, first.delivery_note, why.strip()),
            None, reverses_id=receipt_id,
        )  # fmt: skip
        variant_ids = _reverse_lines(unit, first, back)
        order = None if first.order_id is None else unit.session.get_one(PurchaseOrder, first.order_id)
        if order is not None:
            settle_status(unit, order)
        unit.audit(
            "receipt.reversed", "goods_receipt", receipt_id, number=first.number, by=back.number, why=why.strip()
        )
        made = _result(back, order, variant_ids, ())
        unit.commit()
    return made


def _write(
    unit: UnitOfWork, arrival: Arrival, order: PurchaseOrder | None, reverses_id: int | None = None
) -> GoodsReceipt:
    receipt = GoodsReceipt(
        number=next_number(unit, "goods_receipt"),
        order_id=arrival.order_id,
        supplier_id=arrival.supplier_id if order is None else order.supplier_id,
        location_id=arrival.location_id,
        delivery_note=arrival.delivery_note.strip()[:60],
        note=arrival.note.strip()[:400],
        at=unit.clock.now(),
        staff_id=unit.actor.staff_id,
        reverses_id=reverses_id,
        request_key=arrival.request_key,
    )
    unit.session.add(receipt)
    unit.session.flush()
    return receipt


def _post_lines(
    unit: UnitOfWork, arrival: Arrival, receipt: GoodsReceipt, order_lines: dict[int, PurchaseOrderLine]
) -> None:
    owned = units_owned(unit, {line.variant_id for line in arrival.lines})
    movements: list[Movement] = []
    rows: list[tuple[GoodsReceiptLine, int | None, int | None]] = []
    for line in arrival.lines:
        ordered = None if line.order_line_id is None else order_lines[line.order_line_id]
        row = GoodsReceiptLine(
            receipt_id=receipt.id,
            order_line_id=line.order_line_id,
            variant_id=line.variant_id,
            units=line.units,
            damaged_units=line.damaged_units,
            cost_minor=_cost(line, ordered),
            over_reason=line.over_reason.strip()[:200],
        )
        good = _add(movements, line.variant_id, arrival.location_id, line.units, receipt.number)
        broken = _add(movements, line.variant_id, arrival.damaged_location_id, line.damaged_units, receipt.number)
        rows.append((row, good, broken))
        if ordered is not None:
            ordered.units_received += line.units
        _follow_costs(unit, receipt, line, ordered, owned)
    _save(unit, rows, movements)


def _follow_costs(
    unit: UnitOfWork,
    receipt: GoodsReceipt,
    line: ArrivedLine,
    ordered: PurchaseOrderLine | None,
    owned: Counter[int],
) -> None:
    cost = _cost(line, ordered)
    if cost is None or not line.units:
        return
    take_in(unit, line.variant_id, owned[line.variant_id], line.units, cost)
    owned[line.variant_id] += line.units
    agreed = None if ordered is None else ordered.cost_minor
    if line.cost_minor is not None and line.cost_minor != agreed and receipt.supplier_id is not None:
        units = line.units if ordered is None else ordered.units
        note_charged(unit, receipt.supplier_id, line.variant_id, units, line.cost_minor)


def _cost(line: ArrivedLine, ordered: PurchaseOrderLine | None) -> int | None:
    if line.cost_minor is not None or ordered is None:
        return line.cost_minor
    return ordered.cost_minor


def _add(movements: list[Movement], variant_id: int, location_id: int | None, units: int, number: str) -> int | None:
    """Append a movement where there is one; returns its place in the list."""
    if location_id is None or not units:
        return None
    movements.append(Movement(variant_id, location_id, units, "delivery", note=number))
    return len(movements) - 1


def _save(
    unit: UnitOfWork, rows: list[tuple[GoodsReceiptLine, int | None, int | None]], movements: list[Movement]
) -> None:
    """Write the movements and the lines that name them."""
    ids = post_numbered(unit, movements)
    for row, good, broken in rows:
        row.movement_id = None if good is None else ids[good]
        row.damaged_movement_id = None if broken is None else ids[broken]
        unit.session.add(row)
    unit.session.flush()


def _reverse_lines(unit: UnitOfWork, first: GoodsReceipt, back: GoodsReceipt) -> set[int]:
    lines = unit.session.scalars(
        select(GoodsReceiptLine).where(GoodsReceiptLine.receipt_id == first.id).order_by(GoodsReceiptLine.id)
    ).all()
    owned = units_owned(unit, {line.variant_id for line in lines})
    movements: list[Movement] = []
    rows: list[tuple[GoodsReceiptLine, int | None, int | None]] = []
    for line in lines:
        if line.units and line.cost_minor is not None:
            take_in(unit, line.variant_id, owned[line.variant_id], -line.units, line.cost_minor)
            owned[line.variant_id] -= line.units
        if line.order_line_id is not None:
            line_row(unit, line.order_line_id).units_received -= line.units
        row = GoodsReceiptLine(
            receipt_id=back.id, order_line_id=line.order_line_id, variant_id=line.variant_id, units=-line.units,
            damaged_units=-line.damaged_units, cost_minor=line.cost_minor,
        )  # fmt: skip
        good = _add(movements, line.variant_id, first.location_id, -line.units, back.number)
        there = _location_of(unit, line.damaged_movement_id)
        broken = _add(movements, line.variant_id, there, -line.damaged_units, back.number)
        rows.append((row, good, broken))
    for location_id in {movement.location_id for movement in movements}:
        place(unit, location_id)
    _save(unit, rows, movements)
    return {line.variant_id for line in lines}


def _location_of(unit: UnitOfWork, movement_id: int | None) -> int | None:
    if movement_id is None:
        return None
    return unit.session.scalar(select(StockMovement.location_id).where(StockMovement.id == movement_id))


def _booked_under(session: Session, request_key: str | None) -> GoodsReceipt | None:
    if not request_key:
        return None
    return session.scalar(select(GoodsReceipt).where(GoodsReceipt.request_key == request_key))


def _repeated(session: Session, receipt: GoodsReceipt) -> ReceiptResult:
    order = None if receipt.order_id is None else session.get_one(PurchaseOrder, receipt.order_id)
    query = select(GoodsReceiptLine.variant_id).where(GoodsReceiptLine.receipt_id == receipt.id)
    return _result(receipt, order, set(session.scalars(query)), (), repeated=True)


def _result(
    receipt: GoodsReceipt,
    order: PurchaseOrder | None,
    variant_ids: set[int],
    notices: tuple[ReceiptNotice, ...],
    *,
    repeated: bool = False,
) -> ReceiptResult:
    changes = Changes(
        variants=frozenset(variant_ids),
        orders=frozenset() if order is None else frozenset({order.id}),
        suppliers=frozenset() if receipt.supplier_id is None else frozenset({receipt.supplier_id}),
    )
    status = "" if order is None else order.status
    return ReceiptResult(receipt.id, receipt.number, status, notices, changes, repeated)
