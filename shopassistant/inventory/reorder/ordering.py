"""Advice becomes purchase orders: one draft per supplier and place, and the answers that belong to them, at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select

from shopassistant.core.changes import Changes
from shopassistant.core.errors import UserError
from shopassistant.inventory.purchasing.drafts import DraftLine, OrderDraft, write_order
from shopassistant.inventory.purchasing.sending import cancel_order
from shopassistant.inventory.purchasing.state import OrderResult, lines_of, order_row, result
from shopassistant.inventory.reorder.decisions import ROLE, Answer, record
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import AdviceDecision, PurchaseOrderLine


@dataclass(frozen=True, slots=True)
class Ordered:
    """The drafts, in the order of their numbers."""

    orders: tuple[OrderResult, ...]
    changes: Changes


def order_lines(store: Store, actor: Actor, answers: Sequence[Answer]) -> Ordered:
    """Write drafts for what was chosen, with the quantities as edited; managers only. All of them, or none.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``reorder.nothing``, ``order.discontinued``, ``stock.quantity``, ``location.inactive``.
        NotFound: ``supplier.unknown``, ``variant.unknown``, ``location.unknown``.
        Conflict: ``supplier.stopped``.
    """
    actor.require(ROLE)
    groups: dict[tuple[int, int], list[Answer]] = {}
    for one in answers:
        if one.units > 0:
            groups.setdefault((one.supplier_id, one.location_id), []).append(one)
    if not groups:
        raise UserError("reorder.nothing")
    changes, made = Changes(), []
    with store.begin(actor) as unit:
        for (supplier_id, location_id), chosen in groups.items():
            lines = tuple(DraftLine(one.variant_id, one.units) for one in chosen)
            order = write_order(unit, OrderDraft(supplier_id, location_id, lines))
            rows = {row.variant_id: row.id for row in lines_of(unit, order.id)}
            for one in chosen:
                record(unit, one, "ordered", None, "", None, rows[one.variant_id])
            made.append(result(order))
            changes |= made[-1].changes | Changes(variants=frozenset(rows))
        unit.commit()
    return Ordered(tuple(made), changes)


def take_back_orders(store: Store, actor: Actor, order_ids: Sequence[int]) -> Changes:
    """Undo `order_lines` while the drafts are drafts: they are cancelled, and the advice is open again.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``order.unknown``.
        Conflict: ``order.state``, it was sent meanwhile.
    """
    actor.require(ROLE)
    changes = Changes()
    for order_id in order_ids:
        with store.begin(actor) as unit:
            order_row(unit, order_id, "draft")
        changes |= cancel_order(store, actor, order_id).changes
        with store.begin(actor) as unit:
            lines = select(PurchaseOrderLine.id).where(PurchaseOrderLine.order_id == order_id)
            unit.session.execute(delete(AdviceDecision).where(AdviceDecision.order_line_id.in_(lines)))
            unit.audit("advice.taken_back", "purchase_order", order_id)
            unit.commit()
    return changes
