"""What a row of the customer list shows beside the name: the few facts that tell namesakes apart."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, func, select
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
class Row:
    """A customer's row as far as a list needs it."""

    id: int
    number: str
    given_name: str
    family_name: str
    company: str
    city: str
    postcode: str
    status: str
    merged_into_id: int | None

    @property
    def name(self) -> str:
        """How the customer is called on the screen."""
        return display_name(self.given_name, self.family_name, self.company, self.number)


@dataclass(frozen=True, slots=True)
class Person:
    """A customer as a line of a list."""

    id: int
    number: str
    name: str
    details: Details

    def sort_key(self) -> tuple[float, int]:
        """Latest visit first, then the newest customer."""
        visited = self.details.last_visit_at
        return (-visited.timestamp() if visited else 0.0, -self.id)


# Built once: making a statement takes longer than running it. Tables instead of classes, because these are the
# queries behind every letter typed.
_customer, _contact, _sale = Customer.__table__.c, Contact.__table__.c, Sale.__table__.c
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_ROWS = select(
    _customer.id,
    _customer.number,
    _customer.given_name,
    _customer.family_name,
    _customer.company,
    _customer.city,
    _customer.postcode,
    _customer.status,
    _customer.merged_into_id,
).where(_customer.id.in_(_IDS))
_VALUES = (
    select(
        _sale.customer_id,
        func.count().filter(_sale.kind == "sale"),
        func.sum(_sale.total_minor),
        func.max(_sale.sold_at),
    )
    .where(_sale.customer_id.in_(_IDS))
    .group_by(_sale.customer_id)
)
# The kind is not asked for in SQL, where it would tempt the planner to read every e-mail address of the shop.
_CONTACTS = (
    select(_contact.customer_id, _contact.kind, _contact.lookup)
    .where(_contact.customer_id.in_(_IDS))
    .order_by(_contact.is_primary, _contact.id.desc())
)


def display_name(given_name: str, family_name: str, company: str, number: str) -> str:
    """How a customer is called on the screen."""
    return f"{given_name} {family_name}".strip() or company or number


def load_rows(session: Session, customer_ids: Collection[int]) -> dict[int, Row]:
    """Rows of `customer_ids`, and of all that merged ones among them lead to, by id."""
    rows: dict[int, Row] = {}
    wanted = set(customer_ids)
    for _step in range(_LONGEST_CHAIN):
        if not wanted:
            break
        found = session.connection().execute(_ROWS, {"ids": list(wanted)})
        rows |= {row[0]: Row(*row) for row in found}
        wanted = {row.merged_into_id for row in rows.values() if row.merged_into_id is not None} - rows.keys()
    return rows


def kept_id(rows: Mapping[int, Row], customer_id: int) -> int | None:
    """The customer that `customer_id` leads to: itself, or the one it was merged into; None for an erased one."""
    for _step in range(_LONGEST_CHAIN):
        row = rows.get(customer_id)
        if row is None or row.status == "erased":
            return None
        if row.merged_into_id is None:
            return customer_id
        customer_id = row.merged_into_id
    return None


def kept_ids(session: Session, customer_ids: Collection[int]) -> dict[int, int]:
    """For each id the customer it leads to; erased and unknown ones are left out."""
    rows = load_rows(session, customer_ids)
    leads = {customer_id: kept_id(rows, customer_id) for customer_id in customer_ids}
    return {customer_id: kept for customer_id, kept in leads.items() if kept is not None}


def load(session: Session, rows: Collection[Row]) -> dict[int, Person]:
    """Lines for `rows` (a few dozen), by id."""
    if not rows:
        return {}
    ids = {"ids": [row.id for row in rows]}
    values = {row[0]: tuple(row)[1:] for row in session.connection().execute(_VALUES, ids)}
    # The main contact of each kind, else the oldest.
    contacts = {(row[0], row[1]): row[2] for row in session.connection().execute(_CONTACTS, ids)}
    people = {}
    for row in rows:
        orders, spend, last = values.get(row.id, (0, 0, None))
        phone, email = contacts.get((row.id, "phone"), ""), contacts.get((row.id, "email"), "")
        company = "" if row.name == row.company else row.company
        detail = Details(company, row.city, row.postcode, phone[-4:], email_hint(email), last, orders, spend)
        people[row.id] = Person(row.id, row.number, row.name, detail)
    return people


def email_hint(address: str) -> str:
    """Enough of an address to recognise it and not to copy it."""
    local, at, domain = address.partition("@")
    return f"{local[:3]}…@{domain}" if at else ""
