"""Who the customers of imported lines are: known ones by number or contact, new ones made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.ingest.lines import SalesLines
from shopassistant.ingest.rows import insert_rows, moments
from shopassistant.ingest.sales_shape import short_hash
from shopassistant.ingest.table import Codes, Column, Ints
from shopassistant.store.bulk_lookup import next_id
from shopassistant.store.contacts import normalise_email, normalise_phone
from shopassistant.store.schema import Contact, Customer

_AT_ONCE = 900
_LEAST_LETTERS = 2  # of a name


@dataclass(frozen=True, slots=True)
class Buyer:
    """A customer as sales lines name them; `number` is empty where only a contact is known."""

    number: str
    email: str = ""
    phone: str = ""

    @property
    def given_number(self) -> str:
        """The number a new customer gets."""
        return self.number or "C-" + short_hash(f"{self.email}\x00{self.phone}", 5)


def buyers(lines: SalesLines, country: str) -> tuple[Codes, list[Buyer]]:
    """Code of the buyer of each line (-1 for a walk-in), and the buyers.

    The customer number decides; without one the e-mail address, then the telephone number, in their normal forms.
    """
    email = lines.email.mapped(lambda text: normalise_email(text) or "")
    phone = lines.phone.mapped(lambda text: normalise_phone(text, country) or "")
    numbered = lines.customer.flags(bool)
    by_email = ~numbered & email.flags(bool)
    by_phone = ~numbered & ~by_email & phone.flags(bool)
    who = np.full(len(lines), -1, dtype=np.int32)
    found: list[Buyer] = []
    for flags, column, kind in (
        (numbered, lines.customer, "number"),
        (by_email, email, "email"),
        (by_phone, phone, "phone"),
    ):
        used = np.unique(column.codes[flags])
        new_code = np.full(len(column.texts), -1, dtype=np.int32)
        new_code[used] = np.arange(len(found), len(found) + len(used), dtype=np.int32)
        who[flags] = new_code[column.codes[flags]]
        found += [Buyer(**{"number": "", kind: column.texts[code]}) for code in used.tolist()]
    return who, found


def find_customers(session: Session, people: Sequence[Buyer]) -> dict[int, int | None]:
    """Customer id of those buyers the store knows: merged ones are followed, erased ones are None for good."""
    found: dict[int, int | None] = {}
    numbers = {person.number: place for place, person in enumerate(people) if person.number}
    made = {person.given_number: place for place, person in enumerate(people) if not person.number}
    for start in range(0, len(people), _AT_ONCE):
        some = [person.given_number for person in people[start : start + _AT_ONCE]]
        query = select(Customer.number, Customer.id, Customer.status).where(Customer.number.in_(some))
        for number, customer_id, status in session.execute(query):
            place = numbers.get(number, made.get(number))
            if place is not None:
                found[place] = None if status == "erased" else resolve(session, customer_id)
    for kind, attribute in (("email", "email"), ("phone", "phone")):
        _by_contact(session, people, kind, attribute, found)
    return found


def resolve(session: Session, customer_id: int) -> int:
    """The customer that `customer_id` has become by merging."""
    for _ in range(50):
        target = session.scalar(select(Customer.merged_into_id).where(Customer.id == customer_id))
        if target is None:
            return customer_id
        customer_id = target
    return customer_id


def _by_contact(
    session: Session, people: Sequence[Buyer], kind: str, attribute: str, found: dict[int, int | None]
) -> None:
    wanted = {
        getattr(person, attribute): place
        for place, person in enumerate(people)
        if not person.number and getattr(person, attribute) and place not in found
    }
    texts = list(wanted)
    for start in range(0, len(texts), _AT_ONCE):
        query = (
            select(Contact.lookup, Contact.customer_id)
            .join(Customer, Customer.id == Contact.customer_id)
            .where(
                Contact.kind == kind, Contact.lookup.in_(texts[start : start + _AT_ONCE]), Customer.status == "active"
            )
            .order_by(Contact.customer_id.desc())
        )
        for lookup, customer_id in session.execute(query):
            found[wanted[lookup]] = customer_id  # a shared contact is the older customer's


def add_customers(
    session: Session,
    lines: SalesLines,
    who: Codes,
    people: Sequence[Buyer],
    new: Sequence[int],
    now: datetime,
    country: str,
) -> dict[int, int]:
    """Make a customer of each buyer in `new`, with what their latest lines say. Returns id by buyer."""
    if not new:
        return {}
    latest = {
        name: _latest(getattr(lines, name), lines.at, who, len(people))
        for name in ("country", "customer_name", "email", "phone")
    }
    since = np.full(len(people), np.iinfo(np.int64).max)
    known = who >= 0
    np.minimum.at(since, who[known], lines.at[known])
    first = next_id(session, Customer)
    ids = {place: first + offset for offset, place in enumerate(new)}
    made = moments(since[list(new)])
    columns = (
        "id",
        "number",
        "given_name",
        "family_name",
        "company",
        "street",
        "postcode",
        "city",
        "country",
        "status",
        "created_at",
        "updated_at",
    )
    rows = []
    for place, created in zip(new, made, strict=True):
        given, family = split_name(latest["customer_name"][place] or name_in(people[place].number))
        number = people[place].given_number
        rows.append(
            (ids[place], number, given, family, "", "", "", "", latest["country"][place], "active", created, now)
        )
    insert_rows(session, Customer, columns, rows)
    contacts = []
    for place in new:
        email, phone = latest["email"][place], latest["phone"][place]
        if email:
            normal = normalise_email(email)
            contacts.append(
                (ids[place], "email", email[:254], normal or email.lower()[:254], "", True, normal is not None)
            )
        if phone:
            normal = normalise_phone(phone, country)
            contacts.append((ids[place], "phone", phone[:254], normal or phone[:254], "", True, normal is not None))
    insert_rows(
        session, Contact, ("customer_id", "kind", "value", "lookup", "label", "is_primary", "is_valid"), contacts
    )
    return ids


def name_in(number: str) -> str:
    """The name that stands where a number was expected, as many tills write it; empty for what is a number.

    It stays the customer's number as well, so that the same file names the same customer again.
    """
    has_digit = any(letter.isdecimal() for letter in number)
    return "" if has_digit or sum(letter.isalpha() for letter in number) < _LEAST_LETTERS else number


def split_name(name: str) -> tuple[str, str]:
    """Given and family name: ``"Smith, Zoe"`` and ``"Zoe Smith"`` are the same person."""
    if "," in name:
        family, _, given = name.partition(",")
        return given.strip()[:80], family.strip()[:80]
    given, _, family = name.rpartition(" ")
    return given.strip()[:80], family.strip()[:80]


def _latest(column: Column, at: Ints, who: Codes, size: int) -> list[str]:
    """The text of each buyer's latest line that has one."""
    rows = np.flatnonzero((who >= 0) & column.flags(bool))
    rows = rows[np.argsort(at[rows], kind="stable")]
    code = np.full(size, -1, dtype=np.int64)
    code[who[rows]] = column.codes[rows]
    return [column.texts[number] if number >= 0 else "" for number in code.tolist()]
