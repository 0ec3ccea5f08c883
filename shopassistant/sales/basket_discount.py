"""Discounts on a basket's lines, and the manager's word for what goes below cost."""

from sqlalchemy import select

from shopassistant.core.errors import UserError
from shopassistant.core.money import allocate
from shopassistant.sales.amounts import discount_amount, is_below_cost
from shopassistant.sales.basket_change import Change, changing
from shopassistant.sales.basket_view import BasketView
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import BasketLine, Product, Variant


def set_discount(
    store: Store,
    actor: Actor,
    basket_id: int,
    line_id: int,
    *,
    percent_bp: int | None = None,
    amount_minor: int | None = None,
    approval: Actor | None = None,
) -> BasketView:
    """Give a discount on one line, as a share or as an amount for the whole line; 0 takes it away.

    Args:
        percent_bp: hundredths of a percent, 0 to 10,000.
        amount_minor: minor units, 0 to the line's gross.
        approval: a manager who allows what is below cost; not needed where the actor is one.

    Raises:
        UserError: ``sale.below_cost`` with ``name``, ``cost_minor``, ``total_minor``, ``count`` (units), ``line_id``;
            ``basket.discount_share``, ``basket.discount_amount``, ``basket.line_is_return``.
        NotAllowed: ``role.required``, `approval` is no manager.
        NotFound, Conflict: as in `set_quantity`.
    """
    with changing(store, actor, basket_id) as change:
        line = change.sold_line(line_id)
        discount = discount_amount(line.quantity * line.unit_price_minor, percent_bp, amount_minor)
        apply_discount(change, line, discount, percent_bp or None, approval)
        change.unit.audit("basket.discount", "basket", basket_id, variant_id=line.variant_id, discount_minor=discount)
        view = change.view()
        change.unit.commit()
    return view


def set_basket_discount(
    store: Store,
    actor: Actor,
    basket_id: int,
    *,
    percent_bp: int | None = None,
    amount_minor: int | None = None,
    approval: Actor | None = None,
) -> BasketView:
    """Give a discount on everything in the basket, in place of what its lines had; an amount is shared out by price.

    Raises:
        UserError, NotAllowed, NotFound, Conflict: as in `set_discount`, and ``basket.empty``.
    """
    with changing(store, actor, basket_id) as change:
        lines = [line for line in change.lines() if line.returns_line_id is None]
        if not lines:
            raise UserError("basket.empty")
        grosses = [line.quantity * line.unit_price_minor for line in lines]
        whole = discount_amount(sum(grosses), percent_bp, amount_minor)
        parts = allocate(whole, grosses) if sum(grosses) else [0] * len(lines)
        for line, gross, part in zip(lines, grosses, parts, strict=True):
            discount = part if percent_bp is None else discount_amount(gross, percent_bp, None)
            apply_discount(change, line, discount, percent_bp or None, approval)
        change.unit.audit("basket.discount", "basket", basket_id, discount_minor=whole)
        view = change.view()
        change.unit.commit()
    return view


def take_shelf_price(
    store: Store, actor: Actor, basket_id: int, line_id: int, approval: Actor | None = None
) -> BasketView:
    """Give a line the price the shelf says now, in place of the one from when it was added.

    Raises:
        UserError, NotAllowed, NotFound, Conflict: as in `set_quantity`.
    """
    with changing(store, actor, basket_id) as change:
        line = change.sold_line(line_id)
        before = line.unit_price_minor
        line.unit_price_minor = change.unit.session.get_one(Variant, line.variant_id).price_minor
        if line.unit_price_minor < before:  # what a manager allowed was a price, and this one is lower
            line.approved_by_id = None
        requantify(change, line, line.quantity, approval)
        now = line.unit_price_minor
        change.unit.audit("basket.price_taken", "basket", basket_id, variant_id=line.variant_id, before=before, now=now)
        view = change.view()
        change.unit.commit()
    return view


def requantify(change: Change, line: BasketLine, quantity: int, approval: Actor | None) -> None:
    """Give a line another quantity; its discount follows if it is a share, stays if it is an amount.

    Raises:
        UserError: ``basket.discount_amount``, the fixed discount is more than what is left; ``sale.below_cost``.
    """
    gross = quantity * line.unit_price_minor
    was_unit = (line.quantity, line.quantity * line.unit_price_minor - line.discount_minor)
    line.quantity = quantity
    if line.discount_bp is not None:
        approved = line.approved_by_id
        discount = discount_amount(gross, line.discount_bp, None)
        if approved is not None:  # the same share of the same price: what was allowed for one is allowed for two
            line.discount_minor = discount
            return
        apply_discount(change, line, discount, line.discount_bp, approval)
    elif line.discount_minor:
        apply_discount(change, line, discount_amount(gross, None, line.discount_minor), None, approval, was_unit)


def apply_discount(
    change: Change,
    line: BasketLine,
    discount_minor: int,
    percent_bp: int | None,
    approval: Actor | None,
    before: tuple[int, int] | None = None,
) -> None:
    """Set a line's discount; below cost it needs a manager, unless one allowed as low a price per unit before.

    Args:
        before: quantity and total that were allowed before, where the quantity has just changed.

    Raises:
        UserError: ``sale.below_cost``.
        NotAllowed: ``role.required``, `approval` is no manager.
    """
    was_quantity, was_total = before or (line.quantity, line.quantity * line.unit_price_minor - line.discount_minor)
    line.discount_minor = discount_minor
    line.discount_bp = percent_bp
    total = line.quantity * line.unit_price_minor - discount_minor
    session = change.unit.session
    cost, name = session.execute(
        select(Variant.cost_minor, Product.name).join(Product).where(Variant.id == line.variant_id)
    ).one()
    if not is_below_cost(line.quantity, total, discount_minor, cost):
        line.approved_by_id = None
        return
    # total / quantity >= was_total / was_quantity, without dividing
    if line.approved_by_id is not None and total * was_quantity >= was_total * line.quantity:
        return
    manager = manager_behind(change.unit.actor, approval)
    if manager is None:
        raise below_cost(name, line, total, cost)
    line.approved_by_id = manager.staff_id
    details = {"variant_id": line.variant_id, "total_minor": total, "approved_by": manager.name}
    change.unit.audit("basket.below_cost_approved", "basket", change.basket.id, **details)


def below_cost(name: str, line: BasketLine, total_minor: int, unit_cost_minor: int | None) -> UserError:
    """The refusal of a line below cost, with what a manager needs to know to allow it."""
    return UserError(
        "sale.below_cost",
        name=name,
        cost_minor=(unit_cost_minor or 0) * line.quantity,
        total_minor=total_minor,
        count=line.quantity,
        line_id=line.id,
    )


def manager_behind(actor: Actor, approval: Actor | None) -> Actor | None:
    """Who answers for what only a manager may allow: `approval`, or the actor; None if nobody does.

    Raises:
        NotAllowed: ``role.required``, `approval` is given and is no manager.
    """
    if approval is not None:
        approval.require("manager")
        return approval
    return actor if actor.has_role("manager") else None
