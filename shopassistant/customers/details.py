"""What a row of the customer list shows beside the name: the few facts that tell namesakes apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.store.schema import Contact, Customer, Sale

# Merges of merges of merges: longer chains than this do not occur by hand.
_LONGEST_CHAIN = 50


@dataclass(frozen=True, slots=True)
class Details:
    """Facts beside a name; empty or None where unknown.

    Attributes:
        phone_tail: last four digits of the main telephone number.
        email_hint: beginning and domain of the main address, such as ``ann…@x.org``.
        last_visit_at: moment of the latest sale or return.
        orders: sales, without returns.
        spend_minor: paid in all, returns deducted.
    """

    company: str = ""
    city: str = ""
    postcode: str = ""
    phone_tail: str = ""
    email_hint: str = ""
    last_visit_at: datetime | None = None
    orders: int = 0
    spend_minor: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """A customer as a row."""

    id: int
    number: str
    name: str
    details: Details

    def sort_key(self) -> tuple[float, int]:
        """Latest visit first, then the newest customer."""
        visited = self.details.last_visit_at
        return (-visited.timestamp() if visited else 0.0, -self.id)


def display_name(given_name: str, family_name: str, company: str, number: str) -> str:
    """How a customer is called on the screen."""
    return f"{given_name} {family_name}".strip() or company or number


def kept_ids(session: Session, customer_ids: Sequence[int]) -> dict[int, int]:
    """For each id the customer it leads to: itself, or the one it was merged into. Erased and unknown ones lack one."""
    leads_to: dict[int, int] = {}
    pending = {customer_id: customer_id for customer_id in customer_ids}
    for _step in range(_LONGEST_CHAIN):
        if not pending:
            break
        rows = session.execute(
            select(Customer.id, Customer.status, Customer.merged_into_id).where(Customer.id.in_(set(pending.values())))
        )
        state = {row.id: row for row in rows}
        following = {}
        for start, at in pending.items():
            row = state.get(at)
            if row is not None and row.status == "active":
                leads_to[start] = at
            elif row is not None and row.status == "merged":
                following[start] = row.merged_into_id
        pending = following
    return leads_to


def load(session: Session, customer_ids: Sequence[int]) -> dict[int, Person]:
    """Rows for `customer_ids` (a few dozen), by id."""
    if not customer_ids:
        return {}
    values = _values(session, customer_ids)
    contacts = _contacts(session, customer_ids)
    found = session.execute(
        select(
            Customer.id,
            Customer.number,
            Customer.given_name,
            Customer.family_name,
            Customer.company,
            Customer.city,
            Customer.postcode,
        ).where(Customer.id.in_(customer_ids))
    )
    people = {}
    for row in found:
        orders, spend, last = values.get(row.id, (0, 0, None))
        phone, email = contacts.get((row.id, "phone"), ""), contacts.get((row.id, "email"), "")
        name = display_name(row.given_name, row.family_name, row.company, row.number)
        company = "" if name == row.company else row.company
        detail = Details(company, row.city, row.postcode, phone[-4:], email_hint(email), last, orders, spend)
        people[row.id] = Person(row.id, row.number, name, detail)
    return people


def email_hint(address: str) -> str:
    """Enough of an address to recognise it and not to copy it."""
    local, at, domain = address.partition("@")
    return f"{local[:3]}…@{domain}" if at else ""


def _values(session: Session, customer_ids: Sequence[int]) -> dict[int, tuple[int, int, datetime]]:
    found = session.execute(
        select(
            Sale.customer_id,
            func.count().filter(Sale.kind == "sale"),
            func.sum(Sale.total_minor),
            func.max(Sale.sold_at),
        )
        .where(Sale.customer_id.in_(customer_ids))
        .group_by(Sale.customer_id)
    )
    return {customer_id: (orders, spend, last) for customer_id, orders, spend, last in found if customer_id is not None}


def _contacts(session: Session, customer_ids: Sequence[int]) -> dict[tuple[int, str], str]:
    """The main contact of each kind, else the oldest."""
    found = session.execute(
        select(Contact.customer_id, Contact.kind, Contact.lookup)
        .where(Contact.customer_id.in_(customer_ids), Contact.kind.in_(("phone", "email")))
        .order_by(Contact.is_primary, Contact.id.desc())
    )
    return {(customer_id, kind): value for customer_id, kind, value in found}
