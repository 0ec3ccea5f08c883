"""A new customer at the counter: one line typed, one row written, and a warning if the person seems known."""

from dataclasses import dataclass

from sqlalchemy import select

from shopassistant.core.changes import Changes
from shopassistant.core.errors import UserError
from shopassistant.customers.contacts import fresh_contact
from shopassistant.customers.duplicate_check import Duplicate, likely_duplicates
from shopassistant.customers.line import NewCustomer, parse_line
from shopassistant.customers.lookup import OWN_NUMBER
from shopassistant.customers.search import CustomerSearch
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Customer
from shopassistant.store.shop import load_shop
from shopassistant.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Created:
    """A customer just written.

    Attributes:
        customer_id: the new id.
        number: the new customer number.
        customer: what was understood of the line.
        likely_duplicates: who may be the same person, likeliest first; for an offer to merge.
        changes: what to show anew.
    """

    customer_id: int
    number: str
    customer: NewCustomer
    likely_duplicates: tuple[Duplicate, ...]
    changes: Changes


def create_from_line(store: Store, actor: Actor, line: str, search: CustomerSearch | None = None) -> Created:
    """Write the customer that `line` describes, see `parse_line`.

    Args:
        line: such as ``Anna Müller 0171 2345678 anna@x.de Berlin``.
        search: the window's own search; without one the index is built for this one question.

    Raises:
        UserError: ``customers.line_empty``, nothing to call the customer by and no way to reach them;
            ``customers.text_long``.
        NotAllowed: the actor is no staff.
    """
    with store.read() as session:
        country = load_shop(session).country
        new = parse_line(line, country)
        duplicates = likely_duplicates(session, new, country, search or CustomerSearch(store))
    with store.begin(actor) as unit:
        customer = add_customer(unit, new)
        unit.commit()
    changes = Changes(customers=frozenset({customer.id}))
    return Created(customer.id, customer.number, new, duplicates, changes)


def add_customer(unit: UnitOfWork, new: NewCustomer) -> Customer:
    """Add a customer with the next number and the contacts given; associates and above.

    Raises:
        UserError: ``customers.line_empty``.
        NotAllowed: the actor is no staff.
    """
    unit.actor.require("associate")
    if not (new.has_name or new.phones or new.emails):
        raise UserError("customers.line_empty")
    country = load_shop(unit.session).country
    now = unit.clock.now()
    customer = Customer(
        number=next_customer_number(unit),
        given_name=new.given_name[:80],
        family_name=new.family_name[:80],
        company=new.company[:120],
        street=new.street[:200],
        postcode=new.postcode[:20],
        city=new.city[:80],
        created_at=now,
        updated_at=now,
    )
    unit.session.add(customer)
    unit.session.flush()
    for kind, values in (("phone", new.phones), ("email", new.emails)):
        for at, value in enumerate(values):
            unit.session.add(fresh_contact(customer.id, kind, value, country, is_primary=at == 0))
    unit.audit("customer.added", "customer", customer.id, number=customer.number)
    return customer


def next_customer_number(unit: UnitOfWork) -> str:
    """The next free number of our own series; imported customers may have taken some."""
    while True:
        number = OWN_NUMBER.format(unit.next_number("customer"))
        if unit.session.scalar(select(Customer.id).where(Customer.number == number)) is None:
            return number
