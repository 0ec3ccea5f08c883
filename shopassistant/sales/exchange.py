"""Goods given back inside a basket: an exchange is one receipt, and only the difference is paid."""

from collections.abc import Mapping

from sqlalchemy import select

from shopassistant.core.errors import UserError
from shopassistant.sales.basket_change import Change, changing
from shopassistant.sales.basket_view import BasketView
from shopassistant.sales.returning import LineGivenBack, give_back
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import BasketLine

RETURNED, RETURNED_DAMAGED = "return", "return:damaged"


def add_return(
    store: Store, actor: Actor, basket_id: int, sale_line_id: int, quantity: int, *, restock: bool = True
) -> BasketView:
    """Put units of one sold line into the basket as given back; 0 takes them out. Otherwise as `add_returns`."""
    return add_returns(store, actor, basket_id, {sale_line_id: quantity}, restock=restock)


def add_returns(
    store: Store, actor: Actor, basket_id: int, units: Mapping[int, int], *, restock: bool = True
) -> BasketView:
    """Put units of sold lines into the basket as given back, for what was paid for them: all of them, or none.

    Saying another number for a line replaces the one before.

    Args:
        units: sale line id to units that come back; 0 takes them out of the basket.
        restock: they go on the shelf again when the basket is completed; otherwise they are written off as damaged.

    Raises:
        NotAllowed: ``role.required``, the actor is no staff.
        UserError: ``return.quantity``, ``return.too_many``, ``return.not_a_product``.
        NotFound: ``return.line_unknown``, ``basket.unknown``.
        Conflict: ``basket.not_open``.
    """
    actor.require("associate")
    with changing(store, actor, basket_id) as change:
        session = change.unit.session
        given = give_back(session, {line_id: count for line_id, count in units.items() if count})
        for line_id, count in units.items():
            query = select(BasketLine).where(BasketLine.basket_id == basket_id, BasketLine.returns_line_id == line_id)
            known = session.scalar(query)
            if count:
                _put_in(change, known, given[line_id], RETURNED if restock else RETURNED_DAMAGED)
            elif known is not None:
                session.delete(known)
            details = {"sale_line_id": line_id, "quantity": count}
            change.unit.audit("basket.return_added", "basket", basket_id, **details)
        view = change.view()
        change.unit.commit()
    return view


def _put_in(change: Change, known: BasketLine | None, given: LineGivenBack, origin: str) -> None:
    if given.line.variant_id is None:
        raise UserError("return.not_a_product", name=given.line.description)
    if known is None:
        known = BasketLine(
            basket_id=change.basket.id,
            position=change.next_position(),
            variant_id=given.line.variant_id,
            unit_price_minor=given.line.unit_price_minor,
            returns_line_id=given.line.line_id,
        )
        change.unit.session.add(known)
    known.quantity = -given.units
    known.discount_minor = given.discount_minor
    known.origin = origin
    known.removed_at = None
