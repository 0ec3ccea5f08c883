"""Transfers in two steps: shipped goods lie in transit until somebody says what arrived, came back or is gone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from shopassistant.core.changes import Changes
from shopassistant.core.errors import Conflict, NotFound, UserError
from shopassistant.inventory.locations import transit_location
from shopassistant.inventory.posting import Movement, check_units, check_variants, place, post_numbered
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.document_numbers import next_number
from shopassistant.store.schema import StockTransfer, StockTransferLine, StockTransferMovement
from shopassistant.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TransferResult:
    """What a use case did to a transfer.

    Attributes:
        status: shipped, received or cancelled.
        in_transit: units of it still on their way.
    """

    transfer_id: int
    number: str
    status: str
    in_transit: int
    changes: Changes


# A movement and the line of the transfer it belongs to.
_Step = tuple[StockTransferLine, Movement]


def ship(
    store: Store,
    actor: Actor,
    from_location_id: int,
    to_location_id: int,
    units: Mapping[int, int],
    note: str = "",
    request_key: str | None = None,
) -> TransferResult:
    """Send units off to another location; any member of staff. What goes below zero is listed for the manager.

    Args:
        units: variant id to units, 1 to a million each.
        request_key: the same key again ships nothing and returns the same transfer.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``stock.same_location``, ``stock.nothing``, ``stock.quantity``, ``location.transit``,
            ``location.inactive``.
        NotFound: ``variant.unknown``, ``location.unknown``.
    """
    actor.require("associate")
    if from_location_id == to_location_id:
        raise UserError("stock.same_location")
    if not units:
        raise UserError("stock.nothing")
    for quantity in units.values():
        check_units(quantity)
    with store.begin(actor) as unit:
        known = _shipped_under(unit, request_key)
        if known is not None:
            return _result(unit, known)
        place(unit, from_location_id)
        place(unit, to_location_id)
        check_variants(unit, units)
        transfer = StockTransfer(
            number=next_number(unit, "stock_transfer"),
            from_location_id=from_location_id,
            to_location_id=to_location_id,
            transit_location_id=transit_location(unit),
            shipped_at=unit.clock.now(),
            shipped_by_id=unit.actor.staff_id,
            note=note.strip()[:200],
            request_key=request_key,
        )
        unit.session.add(transfer)
        unit.session.flush()
        lines = [
            StockTransferLine(transfer_id=transfer.id, variant_id=variant_id, units_shipped=quantity)
            for variant_id, quantity in units.items()
        ]
        unit.session.add_all(lines)
        unit.session.flush()
        _post(unit, [step for line in lines for step in _send(transfer, line, line.units_shipped)])
        made = _finish(unit, transfer, "transfer.shipped", units=sum(units.values()))
        unit.commit()
    return made


def receive_transfer(
    store: Store,
    actor: Actor,
    transfer_id: int,
    arrived: Mapping[int, int],
    missing: Mapping[int, int] | None = None,
    returned: Mapping[int, int] | None = None,
    seen: Mapping[int, int] | None = None,
) -> TransferResult:
    """Say what became of goods on their way; any member of staff. It is done when nothing of it is in transit.

    More may arrive than was written down when it was shipped: the rest is taken off the shelf it left from.

    Args:
        arrived: line id to units that came.
        missing: line id to units that are gone; they are written off as lost in transit.
        returned: line id to units that went back to where they came from.
        seen: line id to units that the window showed as on their way; another number by now means that somebody was
            faster. Left out, what arrives twice would pass for more than was shipped.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``stock.nothing``, ``stock.quantity``, ``transfer.too_many`` (missing or returned more than on its
            way).
        NotFound: ``transfer.unknown``, ``transfer.line_unknown``.
        Conflict: ``transfer.state``, somebody has received it; ``transfer.meanwhile``, some of it.
    """
    actor.require("associate")
    missing, returned = missing or {}, returned or {}
    if not any((*arrived.values(), *missing.values(), *returned.values())):
        raise UserError("stock.nothing")
    for quantity in (*arrived.values(), *missing.values(), *returned.values()):
        check_units(quantity, least=0)
    with store.begin(actor) as unit:
        transfer = _transfer(unit, transfer_id)
        lines = {line.id: line for line in _lines(unit, transfer_id)}
        if unknown := {*arrived, *missing, *returned} - set(lines):
            raise NotFound("transfer.line_unknown", line_id=min(unknown))
        if any(in_transit(lines[line_id]) != shown for line_id, shown in (seen or {}).items() if line_id in lines):
            raise Conflict("transfer.meanwhile", number=transfer.number)
        steps: list[_Step] = []
        for line_id, line in lines.items():
            counts = (arrived.get(line_id, 0), missing.get(line_id, 0), returned.get(line_id, 0))
            steps += _arrive(transfer, line, *counts)
        _post(unit, steps)
        made = _finish(
            unit, transfer, "transfer.received", units=sum(arrived.values()), missing=sum(missing.values()),
            returned=sum(returned.values()),
        )  # fmt: skip
        unit.commit()
    return made


def cancel_transfer(store: Store, actor: Actor, transfer_id: int) -> TransferResult:
    """Put all that is still on its way back to where it came from; any member of staff.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``transfer.unknown``.
        Conflict: ``transfer.state``.
    """
    actor.require("associate")
    with store.begin(actor) as unit:
        transfer = _transfer(unit, transfer_id)
        lines = _lines(unit, transfer_id)
        steps = [step for line in lines for step in _arrive(transfer, line, 0, 0, in_transit(line))]
        _post(unit, steps)
        made = _finish(unit, transfer, "transfer.cancelled")
        unit.commit()
    return made


def in_transit(line: StockTransferLine) -> int:
    """Units of a line that are on their way."""
    return line.units_shipped - line.units_received - line.units_returned - line.units_missing


def _send(transfer: StockTransfer, line: StockTransferLine, units: int) -> list[_Step]:
    return _pair(transfer, line, transfer.from_location_id, transfer.transit_location_id, units)


def _arrive(transfer: StockTransfer, line: StockTransferLine, arrived: int, missing: int, returned: int) -> list[_Step]:
    on_its_way = in_transit(line)
    if missing + returned > max(on_its_way - arrived, 0):
        raise UserError("transfer.too_many", units=missing + returned, most=max(on_its_way - arrived, 0))
    steps = []
    if arrived > on_its_way:
        line.units_shipped += arrived - on_its_way
        steps += _send(transfer, line, arrived - on_its_way)
    line.units_received += arrived
    line.units_missing += missing
    line.units_returned += returned
    steps += _pair(transfer, line, transfer.transit_location_id, transfer.to_location_id, arrived)
    steps += _pair(transfer, line, transfer.transit_location_id, transfer.from_location_id, returned)
    if missing:
        gone = Movement(
            line.variant_id, transfer.transit_location_id, -missing, "damage", None, transfer.number, "lost_in_transit"
        )
        steps.append((line, gone))
    return steps


def _pair(transfer: StockTransfer, line: StockTransferLine, start: int, end: int, units: int) -> list[_Step]:
    """The two movements that bring units from one place to another."""
    if not units:
        return []
    return [
        (line, Movement(line.variant_id, start, -units, "transfer", note=transfer.number)),
        (line, Movement(line.variant_id, end, units, "transfer", note=transfer.number)),
    ]


def _post(unit: UnitOfWork, steps: Sequence[_Step]) -> None:
    ids = post_numbered(unit, [movement for _, movement in steps])
    unit.session.add_all(
        StockTransferMovement(movement_id=id_, line_id=line.id) for id_, (line, _) in zip(ids, steps, strict=True)
    )
    unit.session.flush()


def _finish(unit: UnitOfWork, transfer: StockTransfer, action: str, **details: object) -> TransferResult:
    """Close a transfer of which nothing is on its way; write the audit row."""
    lines = _lines(unit, transfer.id)
    if not any(in_transit(line) for line in lines):
        transfer.status = "received" if any(line.units_received for line in lines) else "cancelled"
        if any(line.units_missing for line in lines):
            transfer.status = "received"
        transfer.closed_at, transfer.closed_by_id = unit.clock.now(), unit.actor.staff_id
    unit.audit(
        action, "stock_transfer", transfer.id, number=transfer.number, from_location_id=transfer.from_location_id,
        to_location_id=transfer.to_location_id, status=transfer.status, **details,
    )  # fmt: skip
    return _result(unit, transfer)


def _transfer(unit: UnitOfWork, transfer_id: int) -> StockTransfer:
    found = unit.session.get(StockTransfer, transfer_id)
    if found is None:
        raise NotFound("transfer.unknown", transfer_id=transfer_id)
    if found.status != "shipped":
        raise Conflict("transfer.state", number=found.number, status=found.status)
    return found


def _lines(unit: UnitOfWork, transfer_id: int) -> Sequence[StockTransferLine]:
    unit.session.flush()
    query = select(StockTransferLine).where(StockTransferLine.transfer_id == transfer_id)
    return unit.session.scalars(query.order_by(StockTransferLine.id)).all()


def _shipped_under(unit: UnitOfWork, request_key: str | None) -> StockTransfer | None:
    if not request_key:
        return None
    return unit.session.scalar(select(StockTransfer).where(StockTransfer.request_key == request_key))


def _result(unit: UnitOfWork, transfer: StockTransfer) -> TransferResult:
    lines = _lines(unit, transfer.id)
    changes = Changes(transfers=frozenset({transfer.id}), variants=frozenset(line.variant_id for line in lines))
    return TransferResult(
        transfer.id, transfer.number, transfer.status, sum(in_transit(line) for line in lines), changes
    )
