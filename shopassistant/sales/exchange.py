"""Goods given back inside a basket: an exchange is one receipt, and only the difference is paid."""

from sqlalchemy import select

from shopassistant.core.errors import UserError
from shopassistant.sales.basket_change import changing
from shopassistant.sales.basket_view import BasketView
from shopassistant.sales.returning import give_back
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import BasketLine


def add_return(store: Store, actor: Actor, basket_id: int, sale_line_id: int, quantity: int) -> BasketView:
    """Put units of a sold line into the basket as given back, for what was paid for them; 0 takes them out.

    They go on the shelf again when the basket is completed. Saying another quantity replaces the one before.

    Raises:
        NotAllowed: ``role.required``, the actor is no staff.
        UserError: ``return.quantity``, ``return.too_many``, ``return.not_a_product``.
        NotFound: ``return.line_unknown``, ``basket.unknown``.
        Conflict: ``basket.not_open``.
    """
    actor.require("associate")
    with changing(store, actor, basket_id) as change:
        session = change.unit.session
        known = session.scalar(
            select(BasketLine).where(BasketLine.basket_id == basket_id, BasketLine.returns_line_id == sale_line_id)
        )
        if quantity == 0:
            if known is not None:
                session.delete(known)
        else:
            given = give_back(session, {sale_line_id: quantity})[sale_line_id]
            if given.line.variant_id is None:
                raise UserError("return.not_a_product", name=given.line.description)
            if known is None:
                known = BasketLine(
                    basket_id=basket_id,
                    position=change.next_position(),
                    variant_id=given.line.variant_id,
                    unit_price_minor=given.line.unit_price_minor,
                    returns_line_id=sale_line_id,
                    origin="return",
                )
                session.add(known)
            known.quantity = -quantity
            known.discount_minor = given.discount_minor
            known.removed_at = None
        change.unit.audit("basket.return_added", "basket", basket_id, sale_line_id=sale_line_id, quantity=quantity)
        view = change.view()
        change.unit.commit()
    return view
