"""Putting a basket aside and taking it up again, here or at another terminal; only one of two who try gets it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.errors import Conflict, NotFound, UserError
from shopassistant.sales.basket_change import changing, open_at
from shopassistant.sales.basket_view import BasketView, view_of
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Basket
from shopassistant.store.unit_of_work import UnitOfWork

_LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class HeldBasket:
    """A basket put aside.

    Attributes:
        label: what staff wrote on it; may be empty.
        terminal: where it was put aside.
        units: pieces in it.
        total_minor: what they come to, in minor units.
    """

    basket_id: int
    label: str
    terminal: str
    customer_id: int | None
    staff_id: int | None
    location_id: int
    units: int
    total_minor: int
    changed_at: datetime


def hold(store: Store, actor: Actor, basket_id: int, label: str = "") -> BasketView:
    """Put an open basket aside under a label (at most 80 letters are kept).

    Raises:
        UserError: ``basket.empty``, there is nothing to hold.
        NotFound: ``basket.unknown``.
        Conflict: ``basket.not_open``.
    """
    with changing(store, actor, basket_id) as change:
        if not change.lines():
            raise UserError("basket.empty")
        _hold(change.unit, change.basket, label)
        view = change.view()
        change.unit.commit()
    return view


def held_baskets(session: Session, location_id: int | None = None) -> tuple[HeldBasket, ...]:
    """All baskets put aside, the newest first; of one location where `location_id` is given."""
    query = select(Basket).where(Basket.status == "held").order_by(Basket.changed_at.desc(), Basket.id.desc())
    if location_id is not None:
        query = query.where(Basket.location_id == location_id)
    return tuple(_held(basket, view_of(session, basket)) for basket in session.scalars(query))


def _held(basket: Basket, view: BasketView) -> HeldBasket:
    """A held basket with what it comes to now: the offers on it are those of today."""
    return HeldBasket(
        basket_id=basket.id,
        label=basket.label,
        terminal=basket.terminal,
        customer_id=basket.customer_id,
        staff_id=basket.staff_id,
        location_id=basket.location_id,
        units=sum(line.quantity for line in view.lines),
        total_minor=view.total_minor,
        changed_at=basket.changed_at,
    )


def resume(store: Store, actor: Actor, basket_id: int, terminal: str, location_id: int | None = None) -> BasketView:
    """Take a held basket up at a terminal, or a dropped one (which undoes dropping it).

    What is open at the terminal is put aside first if anything is in it.

    Args:
        location_id: where the goods leave from now; where it was held, by default.

    Raises:
        NotAllowed: ``role.required``, the actor is no staff.
        UserError: ``basket.terminal_missing``.
        NotFound: ``basket.unknown``.
        Conflict: ``basket.resumed_elsewhere`` with the ``terminal``, or ``basket.not_held`` with the ``status``.
    """
    actor.require("associate")
    if not terminal.strip():
        raise UserError("basket.terminal_missing")
    with store.begin(actor) as unit:
        basket = unit.session.get(Basket, basket_id)
        if basket is None:
            raise NotFound("basket.unknown")
        if basket.status == "open":
            raise Conflict("basket.resumed_elsewhere", terminal=basket.terminal)
        if basket.status == "sold":
            raise Conflict("basket.not_held", status=basket.status)
        _clear_terminal(unit, terminal)
        basket.status = "open"
        basket.terminal = terminal
        if location_id is not None:
            basket.location_id = location_id
        basket.changed_at = unit.clock.now()
        unit.audit("basket.resumed", "basket", basket_id, terminal=terminal)
        unit.session.flush()
        view = view_of(unit.session, basket)
        unit.commit()
    return view


def drop(store: Store, actor: Actor, basket_id: int) -> BasketView:
    """Give a basket up, open or held; `resume` undoes it.

    Raises:
        NotAllowed: ``role.required``, the actor is no staff.
        NotFound: ``basket.unknown``.
        Conflict: ``basket.not_open``, it is sold or dropped already.
    """
    actor.require("associate")
    with store.begin(actor) as unit:
        basket = unit.session.get(Basket, basket_id)
        if basket is None:
            raise NotFound("basket.unknown")
        if basket.status not in ("open", "held"):
            raise Conflict("basket.not_open", status=basket.status)
        basket.status = "dropped"
        basket.changed_at = unit.clock.now()
        unit.session.flush()
        view = view_of(unit.session, basket)
        unit.audit("basket.dropped", "basket", basket_id, lines=len(view.lines), total_minor=view.total_minor)
        unit.commit()
    return view


def _clear_terminal(unit: UnitOfWork, terminal: str) -> None:
    present = open_at(unit.session, terminal)
    if present is None:
        return
    if view_of(unit.session, present).lines:
        _hold(unit, present, present.label)
    else:
        present.status = "dropped"
    unit.session.flush()


def _hold(unit: UnitOfWork, basket: Basket, label: str) -> None:
    basket.status = "held"
    basket.label = label.strip()[:_LONGEST_LABEL]
    basket.changed_at = unit.clock.now()
    unit.audit("basket.held", "basket", basket.id)  # a label is often a name: none in the audit trail
