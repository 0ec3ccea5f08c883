"""A basket in the making. Every change is saved before it is shown, so a power cut loses nothing."""

from shopassistant.core.errors import NotFound, UserError
from shopassistant.sales.basket_change import changing, living_customer, new_basket, open_at
from shopassistant.sales.basket_discount import requantify, set_basket_discount, set_discount, take_shelf_price
from shopassistant.sales.basket_view import BasketLineView, BasketView, BasketWarning, load_basket, view_of
from shopassistant.sales.held import HeldBasket, drop, held_baskets, hold, resume
from shopassistant.sales.putting_in import put_in
from shopassistant.sales.quantity import check_quantity
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import BasketLine

__all__ = [
    "BasketLineView",
    "BasketView",
    "BasketWarning",
    "HeldBasket",
    "add_variant",
    "drop",
    "held_baskets",
    "hold",
    "load_basket",
    "open_basket",
    "remove_line",
    "restore_line",
    "resume",
    "set_basket_discount",
    "set_customer",
    "set_discount",
    "set_quantity",
    "take_shelf_price",
]


def open_basket(store: Store, actor: Actor, terminal: str, location_id: int) -> BasketView:
    """The open basket of a terminal, as it was left, or a new one.

    Args:
        terminal: name of the window, different for every window of the shop.
        location_id: where the goods leave from; a found basket keeps its own.

    Raises:
        NotAllowed: ``role.required``, the actor is no staff; so with every change of a basket.
        UserError: ``basket.terminal_missing``.
        NotFound: ``location.unknown``.
    """
    actor.require("associate")
    if not terminal.strip():
        raise UserError("basket.terminal_missing")
    with store.read() as session:
        found = open_at(session, terminal)
        if found is not None:
            return view_of(session, found)
    with store.begin(actor) as unit:
        basket = open_at(unit.session, terminal) or new_basket(unit, terminal, location_id)
        view = view_of(unit.session, basket)
        unit.commit()
    return view


def add_variant(
    store: Store, actor: Actor, basket_id: int, variant_id: int, quantity: int = 1, origin: str = "scan"
) -> BasketView:
    """Put units of a variant in; two quick scans of one item are one line of two. Zero stock only warns.

    A variant whose shelf price has changed since gets a line of its own, at the new price.

    Args:
        quantity: 1 to `MOST_QUANTITY`.
        origin: ``scan``, ``typed`` or where the recommendation came from; kept on the line.

    Raises:
        UserError: ``basket.quantity``, ``basket.quantity_is_code``.
        NotFound: ``variant.unknown``, ``basket.unknown``.
        Conflict: ``basket.not_open``.
    """
    check_quantity(quantity)
    with changing(store, actor, basket_id) as change:
        put_in(change, variant_id, quantity, origin)
        view = change.view()
        change.unit.commit()
    return view


def set_quantity(
    store: Store, actor: Actor, basket_id: int, line_id: int, quantity: int, approval: Actor | None = None
) -> BasketView:
    """Change how many; 0 removes the line. A discount given as a share follows, one given as an amount stays.

    Args:
        approval: a manager, where the fixed discount on fewer units goes below cost.

    Raises:
        UserError: ``basket.quantity``, ``basket.quantity_is_code``, ``basket.discount_amount``, ``sale.below_cost``,
            ``basket.line_is_return``.
        NotFound: ``basket.line_gone``, ``basket.unknown``.
        Conflict: ``basket.not_open``.
    """
    if quantity == 0:
        return remove_line(store, actor, basket_id, line_id)
    check_quantity(quantity)
    with changing(store, actor, basket_id) as change:
        line = change.sold_line(line_id)
        before = line.quantity
        requantify(change, line, quantity, approval)
        if quantity < before:
            change.unit.audit(
                "basket.reduced", "basket", basket_id, variant_id=line.variant_id, before=before, now=quantity
            )
        view = change.view()
        change.unit.commit()
    return view


def remove_line(store: Store, actor: Actor, basket_id: int, line_id: int) -> BasketView:
    """Take a line out; the view lists it under ``removed`` and `restore_line` brings it back as it was.

    Raises:
        NotFound: ``basket.line_gone``, ``basket.unknown``.
        Conflict: ``basket.not_open``.
    """
    with changing(store, actor, basket_id) as change:
        line = change.line(line_id)
        line.removed_at = change.unit.clock.now()
        change.unit.audit("basket.removed", "basket", basket_id, variant_id=line.variant_id, quantity=line.quantity)
        view = change.view()
        change.unit.commit()
    return view


def restore_line(store: Store, actor: Actor, basket_id: int, line_id: int) -> BasketView:
    """Undo `remove_line`: the line comes back to its place, with its price and discount.

    Raises:
        NotFound: ``basket.line_gone``, ``basket.unknown``.
        Conflict: ``basket.not_open``.
    """
    with changing(store, actor, basket_id) as change:
        line = change.unit.session.get(BasketLine, line_id)
        if line is None or line.basket_id != basket_id:
            raise NotFound("basket.line_gone")
        line.removed_at = None
        change.unit.audit("basket.restored", "basket", basket_id, variant_id=line.variant_id, quantity=line.quantity)
        view = change.view()
        change.unit.commit()
    return view


def set_customer(store: Store, actor: Actor, basket_id: int, customer_id: int | None) -> BasketView:
    """Say whose basket it is; None for a walk-in.

    Raises:
        NotFound: ``customer.unknown`` (or erased), ``basket.unknown``.
        Conflict: ``basket.not_open``.
    """
    with changing(store, actor, basket_id) as change:
        change.basket.customer_id = None if customer_id is None else living_customer(change.unit, customer_id)
        view = change.view()
        change.unit.commit()
    return view
