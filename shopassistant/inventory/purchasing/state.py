"""What an order's lines say about its status, and finding the rows of one that may still be changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from shopassistant.core.changes import Changes
from shopassistant.core.errors import Conflict, NotFound
from shopassistant.store.schema import PurchaseOrder, PurchaseOrderLine
from shopassistant.store.unit_of_work import UnitOfWork

# Goods may still come for these.
COMING = ("sent", "partly_received")


@dataclass(frozen=True, slots=True)
class OrderResult:
    """What a use case did to a purchase order."""

    order_id: int
    number: str
    status: str
    changes: Changes


def open_units(line: PurchaseOrderLine) -> int:
    """Units of a line that are still to come; never below zero, whatever came too much."""
    return max(line.units - line.units_received - line.units_cancelled, 0)


def order_row(unit: UnitOfWork, order_id: int, *states: str) -> PurchaseOrder:
    """The order, which must be in one of `states` where some are given.

    Raises:
        NotFound: ``order.unknown``.
        Conflict: ``order.state`` with the ``number`` and its ``status``.
    """
    found = unit.session.get(PurchaseOrder, order_id)
    if found is None:
        raise NotFound("order.unknown", order_id=order_id)
    if states and found.status not in states:
        raise Conflict("order.state", number=found.number, status=found.status)
    return found


def lines_of(unit: UnitOfWork, order_id: int) -> Sequence[PurchaseOrderLine]:
    """The lines of an order in their order."""
    unit.session.flush()
    query = select(PurchaseOrderLine).where(PurchaseOrderLine.order_id == order_id)
    return unit.session.scalars(query.order_by(PurchaseOrderLine.position, PurchaseOrderLine.id)).all()


def line_row(unit: UnitOfWork, line_id: int) -> PurchaseOrderLine:
    """One line of an order.

    Raises:
        NotFound: ``order.line_unknown``.
    """
    found = unit.session.get(PurchaseOrderLine, line_id)
    if found is None:
        raise NotFound("order.line_unknown", line_id=line_id)
    return found


def settle_status(unit: UnitOfWork, order: PurchaseOrder) -> None:
    """Let the status of an order that was sent follow from its lines."""
    lines = lines_of(unit, order.id)
    order.status = status_of(sum(open_units(line) for line in lines), sum(line.units_received for line in lines))
    order.closed_at = None if order.status in COMING else (order.closed_at or unit.clock.now())


def status_of(open_units: int, received: int) -> str:
    """The status of a sent order with so many units open and received in all its lines."""
    if open_units:
        return "partly_received" if received else "sent"
    return "received" if received else "cancelled"


def result(order: PurchaseOrder, *variant_ids: int) -> OrderResult:
    """What a use case did to `order`, and to the stock of `variant_ids`."""
    changes = Changes(
        orders=frozenset({order.id}), suppliers=frozenset({order.supplier_id}), variants=frozenset(variant_ids)
    )
    return OrderResult(order.id, order.number, order.status, changes)
