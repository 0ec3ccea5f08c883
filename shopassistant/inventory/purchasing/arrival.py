"""What somebody says has come, and the rules it must keep before it is booked."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select

from shopassistant.core.changes import Changes
from shopassistant.core.errors import Conflict, NotFound, UserError
from shopassistant.inventory.posting import CHUNK, check_units, place
from shopassistant.inventory.products import HIGHEST_PRICE
from shopassistant.inventory.purchasing.state import COMING, lines_of, open_units, order_row
from shopassistant.inventory.suppliers.terms import supplier
from shopassistant.store.schema import PurchaseOrder, PurchaseOrderLine, Variant
from shopassistant.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ArrivedLine:
    """What came of one variant.

    Attributes:
        units: whole ones, that go on the shelf.
        damaged_units: that came broken; the order goes on expecting them.
        order_line_id: the line of the order they belong to; None for what was not ordered.
        cost_minor: charged for one unit; None takes the order's price, and without an order leaves costs alone.
        over_reason: why more is taken than is open (or what was not ordered at all).
        open_seen: what the window showed as still to come; another number by now means that somebody was faster.
    """

    variant_id: int
    units: int
    damaged_units: int = 0
    order_line_id: int | None = None
    cost_minor: int | None = None
    over_reason: str = ""
    open_seen: int | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """One delivery.

    Attributes:
        order_id: the order it belongs to; None for goods without one.
        supplier_id: from whom, where there is no order; may be None.
        delivery_note: the number on the supplier's paper.
        damaged_location_id: a location of kind ``damaged`` where broken units are kept; None where they were refused
            at the door: then they are noted, but never in the books.
        request_key: chosen by the window before its first try; the same key again books nothing and returns the same.
    """

    location_id: int
    lines: tuple[ArrivedLine, ...]
    order_id: int | None = None
    supplier_id: int | None = None
    delivery_note: str = ""
    note: str = ""
    damaged_location_id: int | None = None
    request_key: str | None = None


@dataclass(frozen=True, slots=True)
class ReceiptNotice:
    """Something about a line that somebody should know.

    Attributes:
        code: ``receipt.over``, ``receipt.price_differs`` or ``receipt.damaged``.
        expected, actual: units open and come; costs agreed and charged (minor units); 0 and units broken.
    """

    code: str
    variant_id: int
    sku: str
    expected: int
    actual: int

    @property
    def values(self) -> dict[str, object]:
        """What the sentence of `code` needs."""
        unit = "_minor" if self.code == "receipt.price_differs" else ""
        return {"sku": self.sku, f"expected{unit}": self.expected, f"actual{unit}": self.actual}


@dataclass(frozen=True, slots=True)
class ReceiptResult:
    """What was booked.

    Attributes:
        order_status: of the order behind it, empty without one.
        repeated: the same request was booked before; nothing was added.
    """

    receipt_id: int
    number: str
    order_status: str
    notices: tuple[ReceiptNotice, ...]
    changes: Changes
    repeated: bool = False


def checked(
    unit: UnitOfWork, arrival: Arrival
) -> tuple[PurchaseOrder | None, dict[int, PurchaseOrderLine], list[ReceiptNotice]]:
    """The order and its lines by id, and what is worth a notice.

    Raises:
        UserError, NotFound, Conflict: as `receiving.receive`.
    """
    if not arrival.lines:
        raise UserError("stock.nothing")
    place(unit, arrival.location_id)
    skus = _skus(unit, arrival)
    for line in arrival.lines:
        _check_line(line)
    if arrival.damaged_location_id is not None and place(unit, arrival.damaged_location_id).kind != "damaged":
        raise UserError("receipt.damaged_place")
    if arrival.order_id is None:
        if any(line.order_line_id is not None for line in arrival.lines):
            raise NotFound("order.line_unknown", line_id=0)
        if arrival.supplier_id is not None:
            supplier(unit.session, arrival.supplier_id)
        return None, {}, _damaged(arrival, skus)
    order = order_row(unit, arrival.order_id, *COMING, "received")
    lines = {line.id: line for line in lines_of(unit, order.id)}
    return order, lines, [*_against(arrival, lines, skus), *_damaged(arrival, skus)]


def _check_line(line: ArrivedLine) -> None:
    check_units(line.units, least=0)
    check_units(line.damaged_units, least=0)
    if not line.units and not line.damaged_units:
        raise UserError("stock.nothing")
    if line.cost_minor is not None and not 0 <= line.cost_minor <= HIGHEST_PRICE:
        raise UserError("product.price", given_minor=line.cost_minor)


def _against(arrival: Arrival, lines: dict[int, PurchaseOrderLine], skus: dict[int, str]) -> list[ReceiptNotice]:
    """Notices of what differs from the order; refuses what differs without a reason."""
    notices = []
    left = {line_id: open_units(row) for line_id, row in lines.items()}
    came: Counter[int] = Counter()
    for line in arrival.lines:
        sku = skus[line.variant_id]
        if line.order_line_id is None:
            _need_reason(line, sku, 0)
            notices.append(ReceiptNotice("receipt.over", line.variant_id, sku, 0, line.units))
            continue
        row = lines.get(line.order_line_id)
        if row is None or row.variant_id != line.variant_id:
            raise NotFound("order.line_unknown", line_id=line.order_line_id)
        if line.open_seen is not None and line.open_seen != left[row.id]:
            raise Conflict("receipt.meanwhile", sku=sku, seen=line.open_seen, open=left[row.id])
        came[row.id] += line.units
        if came[row.id] > left[row.id]:
            _need_reason(line, sku, left[row.id])
            notices.append(ReceiptNotice("receipt.over", line.variant_id, sku, left[row.id], came[row.id]))
        if line.cost_minor is not None and line.cost_minor != row.cost_minor:
            notices.append(
                ReceiptNotice("receipt.price_differs", line.variant_id, sku, row.cost_minor, line.cost_minor)
            )
    return notices


def _need_reason(line: ArrivedLine, sku: str, open_: int) -> None:
    if line.units and not line.over_reason.strip():
        raise UserError("receipt.over_reason", sku=sku, open=open_, units=line.units)


def _damaged(arrival: Arrival, skus: dict[int, str]) -> list[ReceiptNotice]:
    return [
        ReceiptNotice("receipt.damaged", line.variant_id, skus[line.variant_id], 0, line.damaged_units)
        for line in arrival.lines
        if line.damaged_units
    ]


def _skus(unit: UnitOfWork, arrival: Arrival) -> dict[int, str]:
    """Of all variants that came, which must be known."""
    wanted, found = list({line.variant_id for line in arrival.lines}), dict[int, str]()
    for start in range(0, len(wanted), CHUNK):
        query = select(Variant.id, Variant.sku).where(Variant.id.in_(wanted[start : start + CHUNK]))
        found |= {row.id: row.sku for row in unit.session.execute(query)}
    if missing := set(wanted) - set(found):
        raise NotFound("variant.unknown", variant_id=min(missing))
    return found
