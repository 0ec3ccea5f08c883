"""Units of a variant into an open basket, inside its unit of work: what a scan and a hold have in common."""

from sqlalchemy import select

from shopassistant.core.errors import NotFound
from shopassistant.sales.basket_change import Change
from shopassistant.sales.basket_discount import requantify
from shopassistant.sales.quantity import check_quantity
from shopassistant.store.schema import BasketLine, Variant


def put_in(change: Change, variant_id: int, quantity: int, origin: str) -> None:
    """Put units in: onto the line that has the variant at today's price, or else on a line of their own.

    Raises:
        UserError: ``basket.quantity``, ``basket.quantity_is_code``.
        NotFound: ``variant.unknown``.
    """
    session = change.unit.session
    price = session.scalar(select(Variant.price_minor).where(Variant.id == variant_id))
    if price is None:
        raise NotFound("variant.unknown", variant_id=variant_id)
    line = session.scalar(
        select(BasketLine)
        .where(
            BasketLine.basket_id == change.basket.id,
            BasketLine.variant_id == variant_id,
            BasketLine.unit_price_minor == price,
            BasketLine.removed_at.is_(None),
            BasketLine.returns_line_id.is_(None),
        )
        .limit(1)
    )
    if line is not None:
        requantify(change, line, check_quantity(line.quantity + quantity), None)
        return
    session.add(
        BasketLine(
            basket_id=change.basket.id,
            position=change.next_position(),
            variant_id=variant_id,
            quantity=quantity,
            unit_price_minor=price,
            origin=origin,
        )
    )
