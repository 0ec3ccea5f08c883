"""Writing a purchase order: lines with packs and prices, changed and split until it is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from shopassistant.core.errors import Conflict, NotFound, UserError
from shopassistant.inventory.posting import CHUNK, check_units, place
from shopassistant.inventory.products import HIGHEST_PRICE
from shopassistant.inventory.purchasing.state import OrderResult, line_row, lines_of, order_row, result
from shopassistant.inventory.suppliers.items import ItemRow, items_of_supplier_by_variant
from shopassistant.inventory.suppliers.terms import supplier
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.document_numbers import next_number
from shopassistant.store.schema import PurchaseOrder, PurchaseOrderLine, Variant
from shopassistant.store.unit_of_work import UnitOfWork

LONGEST_NOTE = 400


@dataclass(frozen=True, slots=True)
class DraftLine:
    """Units of one variant to order.

    Attributes:
        units: 1 to a million; not rounded: who wants whole packs asks `ItemRow.whole_packs` first.
        cost_minor: of one unit; None takes what the supplier's range says for so many units (price breaks).
        pack_size: None takes that of the supplier's range, else 1.
        expected_on: where it differs from the order's.
    """

    variant_id: int
    units: int
    cost_minor: int | None = None
    pack_size: int | None = None
    expected_on: date | None = None


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """An order to write down; without lines it is an empty one to fill."""

    supplier_id: int
    location_id: int
    lines: tuple[DraftLine, ...] = ()
    expected_on: date | None = None
    note: str = ""


def create_order(store: Store, actor: Actor, draft: OrderDraft) -> OrderResult:
    """Write a draft; managers only. Several lines of one variant are allowed (they may come on different days).

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``stock.quantity``, ``product.price``, ``order.note``, ``order.discontinued``, ``location.transit``,
            ``location.inactive``.
        NotFound: ``supplier.unknown``, ``location.unknown``, ``variant.unknown``.
        Conflict: ``supplier.stopped``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        order = write_order(unit, draft)
        made = result(order)
        unit.commit()
    return made


def write_order(unit: UnitOfWork, draft: OrderDraft) -> PurchaseOrder:
    """The same within a transaction that does more, such as answering advice; asks for a manager, too."""
    unit.actor.require("manager")
    house = supplier(unit.session, draft.supplier_id)
    if not house.active:
        raise Conflict("supplier.stopped", name=house.name)
    place(unit, draft.location_id)
    order = PurchaseOrder(
        number=next_number(unit, "purchase_order"),
        supplier_id=draft.supplier_id,
        location_id=draft.location_id,
        status="draft",
        created_at=unit.clock.now(),
        expected_on=draft.expected_on,
        note=_note(draft.note),
        staff_id=unit.actor.staff_id,
    )
    unit.session.add(order)
    unit.session.flush()
    _add_lines(unit, order, draft.lines)
    unit.audit(
        "order.created", "purchase_order", order.id, number=order.number, supplier_id=order.supplier_id,
        location_id=order.location_id, lines=len(draft.lines),
    )  # fmt: skip
    return order


def put_line(store: Store, actor: Actor, order_id: int, line: DraftLine, line_id: int | None = None) -> OrderResult:
    """Add a line to a draft, or write line `line_id` anew; managers only.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``stock.quantity``, ``product.price``, ``order.discontinued``.
        NotFound: ``order.unknown``, ``order.line_unknown``, ``variant.unknown``.
        Conflict: ``order.state``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        order = order_row(unit, order_id, "draft")
        if line_id is None:
            _add_lines(unit, order, (line,))
        else:
            row = line_row(unit, line_id)
            if row.order_id != order_id:
                raise NotFound("order.line_unknown", line_id=line_id)
            items = items_of_supplier_by_variant(unit.session, order.supplier_id, [line.variant_id])
            _fill(row, line, items.get(line.variant_id), _checked(unit, (line,))[line.variant_id])
        unit.audit(
            "order.line_put", "purchase_order", order_id, number=order.number, variant_id=line.variant_id,
            units=line.units,
        )  # fmt: skip
        made = result(order)
        unit.commit()
    return made


def remove_line(store: Store, actor: Actor, line_id: int) -> OrderResult:
    """Take a line out of a draft; managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``order.line_unknown``.
        Conflict: ``order.state``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        row = line_row(unit, line_id)
        order = order_row(unit, row.order_id, "draft")
        unit.session.delete(row)
        unit.audit(
            "order.line_removed", "purchase_order", order.id, number=order.number, variant_id=row.variant_id,
            units=row.units,
        )  # fmt: skip
        made = result(order)
        unit.commit()
    return made


def change_order(
    store: Store, actor: Actor, order_id: int, location_id: int, expected_on: date | None = None, note: str = ""
) -> OrderResult:
    """Say where a draft is to be delivered, when, and what else; managers only.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``order.note``, ``location.transit``, ``location.inactive``.
        NotFound: ``order.unknown``, ``location.unknown``.
        Conflict: ``order.state``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        order = order_row(unit, order_id, "draft")
        place(unit, location_id)
        order.location_id, order.expected_on, order.note = location_id, expected_on, _note(note)
        unit.audit(
            "order.changed", "purchase_order", order_id, number=order.number, location_id=location_id,
            expected_on=None if expected_on is None else expected_on.isoformat(),
        )  # fmt: skip
        made = result(order)
        unit.commit()
    return made


def split_order(store: Store, actor: Actor, order_id: int, units: Mapping[int, int]) -> OrderResult:
    """Move units of a draft's lines into a new draft of the same supplier; managers only.

    Args:
        units: line id to units that move, 1 to all of the line; not all of all lines.

    Returns:
        The new order.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``order.split``, nothing would move or nothing would stay; ``stock.quantity``.
        NotFound: ``order.unknown``, ``order.line_unknown``.
        Conflict: ``order.state``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        order = order_row(unit, order_id, "draft")
        lines = {line.id: line for line in lines_of(unit, order_id)}
        if missing := set(units) - set(lines):
            raise NotFound("order.line_unknown", line_id=min(missing))
        if not units or sum(units.values()) >= sum(line.units for line in lines.values()):
            raise UserError("order.split")
        moved = [_take(lines[line_id], count) for line_id, count in units.items()]
        for line_id in units:
            if lines[line_id].units == units[line_id]:
                unit.session.delete(lines[line_id])
            else:
                lines[line_id].units -= units[line_id]
        draft = OrderDraft(order.supplier_id, order.location_id, tuple(moved), order.expected_on, order.note)
        other = write_order(unit, draft)
        unit.audit("order.split", "purchase_order", order_id, number=order.number, into=other.number)
        made = result(other)
        unit.commit()
    return OrderResult(made.order_id, made.number, made.status, made.changes | result(order).changes)


def _take(line: PurchaseOrderLine, units: int) -> DraftLine:
    """`units` of a line as a line of another order, at the price agreed."""
    if not 1 <= units <= line.units:
        raise UserError("stock.quantity", quantity=units, least=1, most=line.units)
    return DraftLine(line.variant_id, units, line.cost_minor, line.pack_size, line.expected_on)


def _add_lines(unit: UnitOfWork, order: PurchaseOrder, lines: tuple[DraftLine, ...]) -> None:
    costs = _checked(unit, lines)
    items = items_of_supplier_by_variant(unit.session, order.supplier_id, set(costs))
    last = max((line.position for line in lines_of(unit, order.id)), default=0)
    for position, line in enumerate(lines, last + 1):
        row = PurchaseOrderLine(order_id=order.id, position=position)
        _fill(row, line, items.get(line.variant_id), costs[line.variant_id])
        unit.session.add(row)
    unit.session.flush()


def _checked(unit: UnitOfWork, lines: Sequence[DraftLine]) -> dict[int, int | None]:
    """What each variant cost so far, of lines that may be ordered."""
    for line in lines:
        check_units(line.units)
        check_units(1 if line.pack_size is None else line.pack_size)
        if line.cost_minor is not None and not 0 <= line.cost_minor <= HIGHEST_PRICE:
            raise UserError("product.price", given_minor=line.cost_minor)
    wanted = list({line.variant_id for line in lines})
    costs: dict[int, int | None] = {}
    for start in range(0, len(wanted), CHUNK):
        query = select(Variant.id, Variant.sku, Variant.discontinued, Variant.cost_minor)
        for id_, sku, discontinued, cost in unit.session.execute(
            query.where(Variant.id.in_(wanted[start : start + CHUNK]))
        ):
            if discontinued:
                raise UserError("order.discontinued", sku=sku)
            costs[id_] = cost
    if missing := set(wanted) - set(costs):
        raise NotFound("variant.unknown", variant_id=min(missing))
    return costs


def _fill(row: PurchaseOrderLine, line: DraftLine, item: ItemRow | None, cost_so_far: int | None) -> None:
    agreed = cost_so_far if item is None else item.unit_cost(line.units)
    row.variant_id, row.units, row.expected_on = line.variant_id, line.units, line.expected_on
    row.cost_minor = (agreed or 0) if line.cost_minor is None else line.cost_minor
    row.pack_size = line.pack_size or (1 if item is None else item.pack_size)


def _note(text: str) -> str:
    if len(text.strip()) > LONGEST_NOTE:
        raise UserError("order.note", most=LONGEST_NOTE)
    return text.strip()
