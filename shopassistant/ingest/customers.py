"""Customer lists in: new customers are made, blanks of known ones filled; what staff wrote is never overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.text import fold
from shopassistant.ingest.customer_rows import CustomerRows, Person
from shopassistant.ingest.people import resolve
from shopassistant.ingest.record_rows import Done
from shopassistant.ingest.report import KEPT, NOTED, SKIPPED, RuleBook
from shopassistant.ingest.rows import insert_rows
from shopassistant.store.bulk_lookup import AT_ONCE, next_id
from shopassistant.store.schema import Consent, Contact, Customer, ImportantDate, Note
from shopassistant.store.unit_of_work import UnitOfWork

_FIELDS = ("given_name", "family_name", "company", "street", "postcode", "city", "country")


@dataclass
class _New:
    """Rows to insert, by table."""

    customers: list[tuple[Any, ...]] = field(default_factory=list)
    contacts: list[tuple[Any, ...]] = field(default_factory=list)
    consents: list[tuple[Any, ...]] = field(default_factory=list)
    dates: list[tuple[Any, ...]] = field(default_factory=list)
    notes: list[tuple[Any, ...]] = field(default_factory=list)


def write_customers(unit: UnitOfWork, found: CustomerRows, now: datetime, book: RuleBook) -> Done:
    """Make the customers the shop does not know, and add to known ones what is missing.

    A customer is known by number; one without, by e-mail address or telephone together with the family name, since
    families share them.
    """
    session, done, new = unit.session, Done(), _New()
    known = _known(session, found.people)
    free = next_id(session, Customer)
    for person in found.people:
        customer = known.get(person.number)
        if customer is None:
            _add(new, person, free, now)
            free += 1
            done.customers += 1
            done.lines += 1
        elif customer.status == "erased":
            book.add("customer_erased", SKIPPED, 1)
            done.known += 1
        else:
            changed = found.rows.before is None and _complete(session, new, customer, person, now, book)
            done.lines += changed
            done.known += not changed
    _insert(session, new)
    return done


def _insert(session: Session, new: _New) -> None:
    session.flush()
    insert_rows(
        session, Customer, ("id", "number", *_FIELDS, "language", "status", "created_at", "updated_at"), new.customers
    )
    insert_rows(
        session, Contact, ("customer_id", "kind", "value", "lookup", "label", "is_primary", "is_valid"), new.contacts
    )
    insert_rows(session, Consent, ("customer_id", "purpose", "granted", "at", "source"), new.consents)
    insert_rows(session, ImportantDate, ("customer_id", "label", "month", "day", "year"), new.dates)
    insert_rows(session, Note, ("customer_id", "text", "at"), new.notes)


def _add(new: _New, person: Person, customer_id: int, now: datetime) -> None:
    values = [person.fields.get(name, "") for name in _FIELDS]
    language = person.fields.get("language")
    new.customers.append((customer_id, person.number, *values, language, "active", person.since or now, now))
    _add_contacts(new, person, customer_id, set(), now)
    new.consents += [(customer_id, purpose, said, now, "import") for purpose, said in person.consents.items()]
    _add_birthday(new, person, customer_id)
    if person.note:
        new.notes.append((customer_id, person.note, now))


def _add_contacts(new: _New, person: Person, customer_id: int, present: set[tuple[str, str]], now: datetime) -> int:
    kinds = {kind for kind, _ in present}
    added = 0
    for contact in person.contacts:
        if (contact.kind, contact.lookup) in present:
            continue
        is_first = contact.kind not in kinds
        kinds.add(contact.kind)
        new.contacts.append(
            (customer_id, contact.kind, contact.value, contact.lookup, contact.label, is_first, contact.valid)
        )
        added += 1
    return added


def _add_birthday(new: _New, person: Person, customer_id: int) -> None:
    if person.birthday is not None:
        day = person.birthday
        new.dates.append((customer_id, "birthday", day.month, day.day, day.year))


def _complete(session: Session, new: _New, customer: Customer, person: Person, now: datetime, book: RuleBook) -> bool:
    """Fill what the store does not know of a customer. Returns whether anything was added."""
    changed = 0
    for name, value in person.fields.items():
        stored = getattr(customer, name)
        if not stored:
            setattr(customer, name, value)
            changed += 1
        elif stored != value:
            book.add("customer_differs", KEPT, 1)
    contacts = session.execute(select(Contact.kind, Contact.lookup).where(Contact.customer_id == customer.id))
    changed += _add_contacts(new, person, customer.id, {(kind, lookup) for kind, lookup in contacts}, now)
    changed += _add_missing(session, new, customer.id, person, now)
    if changed:
        customer.updated_at = now
        book.add("customer_completed", NOTED, 1)
    return bool(changed)


def _add_missing(session: Session, new: _New, customer_id: int, person: Person, now: datetime) -> int:
    """Consents to purposes never asked, a birthday, a note: only where the store has none."""
    asked = set(session.scalars(select(Consent.purpose).where(Consent.customer_id == customer_id)))
    fresh = [
        (customer_id, purpose, said, now, "import") for purpose, said in person.consents.items() if purpose not in asked
    ]
    new.consents += fresh
    changed = len(fresh)
    if person.birthday is not None:
        has_one = select(ImportantDate.id).where(
            ImportantDate.customer_id == customer_id, ImportantDate.label == "birthday"
        )
        if session.scalar(has_one.limit(1)) is None:
            _add_birthday(new, person, customer_id)
            changed += 1
    if person.note:
        has_it = select(Note.id).where(Note.customer_id == customer_id, Note.text == person.note)
        if session.scalar(has_it.limit(1)) is None:
            new.notes.append((customer_id, person.note, now))
            changed += 1
    return changed


def _known(session: Session, people: Sequence[Person]) -> dict[str, Customer]:
    """The stored customer of each person, by the person's number."""
    found: dict[str, Customer] = {}
    numbers = [person.number for person in people]
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        for customer in session.scalars(select(Customer).where(Customer.number.in_(some))):
            found[customer.number] = session.get_one(Customer, resolve(session, customer.id))
    nameless = [person for person in people if not person.has_number and person.number not in found]
    lookups: dict[tuple[str, str], list[Person]] = {}
    for person in nameless:
        for contact in person.contacts:
            lookups.setdefault((contact.kind, contact.lookup), []).append(person)
    for kind in ("email", "phone", "card"):
        texts = [text for of_kind, text in lookups if of_kind == kind]
        for start in range(0, len(texts), AT_ONCE):
            query = (
                select(Contact.lookup, Customer)
                .join(Customer, Customer.id == Contact.customer_id)
                .where(Contact.kind == kind, Contact.lookup.in_(texts[start : start + AT_ONCE]))
                .where(Customer.status == "active")
                .order_by(Customer.id)
            )
            for lookup, customer in session.execute(query):
                for person in lookups[kind, lookup]:
                    if _same_family(customer, person):
                        found.setdefault(person.number, customer)
    return found


def _same_family(customer: Customer, person: Person) -> bool:
    """Whether a shared contact means the same person: given and family name agree or are unknown on one side."""
    for stored, given in (
        (customer.family_name, person.fields.get("family_name", "")),
        (customer.given_name, person.fields.get("given_name", "")),
    ):
        if stored and given and fold(stored) != fold(given):
            return False
    return True
