"""The table of all customers: ids in the order asked for, and the rows of those in sight; a million are no matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, SQLColumnExpression, Subquery, func, select
from sqlalchemy.orm import Session, aliased

from shopassistant.core.errors import UserError
from shopassistant.store.schema import Contact, Customer, CustomerMerge, FollowUp, Sale, Staff

SORTS = ("last_visit", "spend", "orders", "name", "city", "number", "created")
# SQLite takes at most 32,766 parameters in one statement.
_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One line of the table.

    Attributes:
        name: given and family name, the company where there is no person, else empty.
        phone, email: the primary one as it was given, else the first, else empty.
        orders: sales, returns not counted.
        spend_minor: sales less returns.
        last_visit_at: of the last sale or return, UTC.
    """

    id: int
    number: str
    name: str
    company: str
    city: str
    phone: str
    email: str
    orders: int
    spend_minor: int
    last_visit_at: datetime | None


@dataclass(frozen=True, slots=True)
class DueFollowUp:
    """A promise with the name of the one it was made to."""

    id: int
    customer_id: int
    name: str
    number: str
    text: str
    due_on: date
    staff: str


@dataclass(frozen=True, slots=True)
class PastMerge:
    """Two customers that were made one, newest first; undone ones stay on the list.

    Attributes:
        staff: who did it, empty for the system.
    """

    id: int
    kept_id: int
    kept_name: str
    absorbed_id: int
    absorbed_name: str
    at: datetime
    staff: str
    undone_at: datetime | None


def list_ids(session: Session, sort: str = "last_visit", *, descending: bool = True) -> list[int]:
    """Ids of all active customers in order; who has no value to sort by comes last either way.

    Args:
        sort: one of `SORTS`; ``name`` goes by family name.

    Raises:
        UserError: ``list.sort``, an order that is not known.
    """
    if sort not in SORTS:
        raise UserError("list.sort", sort=sort, known=", ".join(SORTS))
    query: Select[int] = select(Customer.id).where(Customer.status == "active")
    if sort in ("last_visit", "spend", "orders"):
        value = _value()
        query = query.outerjoin(value, value.c.customer_id == Customer.id)
        keys: list[SQLColumnExpression[Any]] = [value.c[sort]]
    else:
        keys = _plain_keys(sort)
    ordered = [(key.desc() if descending else key.asc()).nulls_last() for key in keys]
    return list(session.scalars(query.order_by(*ordered, Customer.id)))


def load_rows(session: Session, ids: Sequence[int]) -> dict[int, CustomerRow]:
    """The rows of `ids`; an id that is gone is left out."""
    rows: dict[int, CustomerRow] = {}
    for start in range(0, len(ids), _CHUNK):
        rows |= _chunk(session, ids[start : start + _CHUNK])
    return rows


def follow_ups_due(session: Session, until: date) -> tuple[DueFollowUp, ...]:
    """Open follow-ups of all customers due on or before `until`, the oldest first."""
    query = (
        select(FollowUp, Customer, Staff.name)
        .join(Customer, Customer.id == FollowUp.customer_id)
        .outerjoin(Staff, Staff.id == FollowUp.staff_id)
        .where(FollowUp.done_at.is_(None), FollowUp.due_on <= until, Customer.status == "active")
        .order_by(FollowUp.due_on, FollowUp.id)
    )
    return tuple(
        DueFollowUp(one.id, who.id, display_name(who), who.number, one.text, one.due_on, staff or "")
        for one, who, staff in session.execute(query)
    )


def past_merges(session: Session, limit: int = 200) -> tuple[PastMerge, ...]:
    """The newest merges."""
    kept, absorbed = aliased(Customer), aliased(Customer)
    query = (
        select(CustomerMerge, kept, absorbed, Staff.name)
        .join(kept, kept.id == CustomerMerge.kept_id)
        .join(absorbed, absorbed.id == CustomerMerge.absorbed_id)
        .outerjoin(Staff, Staff.id == CustomerMerge.staff_id)
        .order_by(CustomerMerge.at.desc(), CustomerMerge.id.desc())
        .limit(limit)
    )
    return tuple(
        PastMerge(
            one.id,
            one.kept_id,
            display_name(left),
            one.absorbed_id,
            display_name(right),
            one.at,
            staff or "",
            one.undone_at,
        )
        for one, left, right, staff in session.execute(query)
    )


def display_name(customer: Customer) -> str:
    """Given and family name, else the company, else the number."""
    return f"{customer.given_name} {customer.family_name}".strip() or customer.company or customer.number


def _value() -> Subquery:
    """Last visit, orders and spend per customer, from one covering index."""
    return (
        select(
            Sale.customer_id,
            func.max(Sale.sold_at).label("last_visit"),
            func.count().filter(Sale.kind == "sale").label("orders"),
            func.sum(Sale.total_minor).label("spend"),
        )
        .where(Sale.customer_id.is_not(None))
        .group_by(Sale.customer_id)
        .subquery()
    )


def _plain_keys(sort: str) -> list[SQLColumnExpression[Any]]:
    if sort == "name":
        # An empty family name is no name to sort by: the company stands in.
        family = func.lower(func.coalesce(func.nullif(Customer.family_name, ""), func.nullif(Customer.company, "")))
        return [family, func.lower(Customer.given_name)]
    if sort == "city":
        return [func.lower(func.nullif(Customer.city, "")), func.lower(Customer.family_name)]
    if sort == "number":
        # Numbers of one series sort by length first, so that 9 comes before 10.
        return [func.length(Customer.number), Customer.number]
    return [Customer.created_at]


def _chunk(session: Session, ids: Sequence[int]) -> dict[int, CustomerRow]:
    people = session.scalars(select(Customer).where(Customer.id.in_(ids)))
    reach = _contacts(session, ids)
    values = {
        customer_id: (last, orders, spend)
        for customer_id, last, orders, spend in session.execute(
            select(
                Sale.customer_id,
                func.max(Sale.sold_at),
                func.count().filter(Sale.kind == "sale"),
                func.sum(Sale.total_minor),
            )
            .where(Sale.customer_id.in_(ids))
            .group_by(Sale.customer_id)
        )
    }
    rows = {}
    for one in people:
        last, orders, spend = values.get(one.id, (None, 0, 0))
        rows[one.id] = CustomerRow(
            id=one.id,
            number=one.number,
            name=f"{one.given_name} {one.family_name}".strip() or one.company,
            company=one.company,
            city=one.city,
            phone=reach.get((one.id, "phone"), ""),
            email=reach.get((one.id, "email"), ""),
            orders=orders,
            spend_minor=spend,
            last_visit_at=last,
        )
    return rows


def _contacts(session: Session, ids: Sequence[int]) -> dict[tuple[int, str], str]:
    """(customer id, kind) to the value to show."""
    found: dict[tuple[int, str], str] = {}
    query = (
        select(Contact.customer_id, Contact.kind, Contact.value)
        .where(Contact.customer_id.in_(ids), Contact.kind.in_(("phone", "email")))
        .order_by(Contact.is_primary.desc(), Contact.id)
    )
    for customer_id, kind, value in session.execute(query):
        found.setdefault((customer_id, kind), value)
    return found
