"""An open basket inside a unit of work: what every change of a basket starts from."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.core.errors import Conflict, NotFound, UserError
from shopassistant.sales.basket_view import BasketView, view_of
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Basket, BasketLine, Customer, Location
from shopassistant.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Change:
    """An open basket inside a unit of work; `view` is what it looks like after everything so far."""

    unit: UnitOfWork
    basket: Basket

    def view(self) -> BasketView:
        """What the basket looks like now."""
        self.unit.session.flush()
        return view_of(self.unit.session, self.basket)

    def next_position(self) -> int:
        """The position after the last line, removed ones included."""
        last = select(func.max(BasketLine.position)).where(BasketLine.basket_id == self.basket.id)
        return (self.unit.session.scalar(last) or 0) + 1

    def lines(self) -> list[BasketLine]:
        """The lines that are not removed, in order."""
        query = select(BasketLine).where(BasketLine.basket_id == self.basket.id, BasketLine.removed_at.is_(None))
        return list(self.unit.session.scalars(query.order_by(BasketLine.position, BasketLine.id)))

    def sold_line(self, line_id: int) -> BasketLine:
        """A line that sells something. Raises NotFound, or UserError (``basket.line_is_return``)."""
        line = self.line(line_id)
        if line.returns_line_id is not None:
            raise UserError("basket.line_is_return")
        return line

    def line(self, line_id: int) -> BasketLine:
        """A line of this basket that is not removed. Raises NotFound (``basket.line_gone``)."""
        line = self.unit.session.get(BasketLine, line_id)
        if line is None or line.basket_id != self.basket.id or line.removed_at is not None:
            raise NotFound("basket.line_gone")
        return line


@contextmanager
def changing(store: Store, actor: Actor, basket_id: int) -> Iterator[Change]:
    """A unit of work of a member of staff on an open basket; commit it through ``change.unit``.

    Raises:
        NotAllowed: ``role.required``, the actor is no staff.
        NotFound: ``basket.unknown``.
        Conflict: ``basket.not_open``, it was sold, held or dropped meanwhile.
    """
    actor.require("associate")
    with store.begin(actor) as unit:
        basket = unit.session.get(Basket, basket_id)
        if basket is None:
            raise NotFound("basket.unknown")
        if basket.status != "open":
            raise Conflict("basket.not_open", status=basket.status)
        basket.changed_at = unit.clock.now()
        yield Change(unit, basket)


def open_at(session: Session, terminal: str) -> Basket | None:
    """The open basket of a terminal, if it has one."""
    return session.scalar(select(Basket).where(Basket.status == "open", Basket.terminal == terminal))


def new_basket(unit: UnitOfWork, terminal: str, location_id: int) -> Basket:
    """An empty open basket for a terminal that has none. Raises NotFound (``location.unknown``)."""
    if unit.session.get(Location, location_id) is None:
        raise NotFound("location.unknown", location_id=location_id)
    now = unit.clock.now()
    basket = Basket(
        status="open",
        terminal=terminal,
        location_id=location_id,
        staff_id=unit.actor.staff_id,
        created_at=now,
        changed_at=now,
    )
    unit.session.add(basket)
    unit.session.flush()
    return basket


def living_customer(unit: UnitOfWork, customer_id: int) -> int:
    """The customer with `customer_id`, or whom they were merged into. Raises NotFound (``customer.unknown``)."""
    customer = unit.session.get(Customer, customer_id)
    while customer is not None and customer.merged_into_id is not None:
        customer = unit.session.get(Customer, customer.merged_into_id)
    if customer is None or customer.status != "active":
        raise NotFound("customer.unknown")
    return customer.id
