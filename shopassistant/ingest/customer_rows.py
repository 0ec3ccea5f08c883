"""Reads rows of a customer list: names taken apart, contacts checked, consents and days understood."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

import numpy as np

from shopassistant.core.text import fold
from shopassistant.ingest import dates
from shopassistant.ingest.people import split_name
from shopassistant.ingest.presets import clean, clean_number
from shopassistant.ingest.record_rows import Rows, day_of, kept, texts_of, yes_or_no
from shopassistant.ingest.rejects import Rejects, Verdict
from shopassistant.ingest.report import KEPT, SKIPPED, RuleBook
from shopassistant.ingest.sales_read import Reading
from shopassistant.ingest.sales_shape import short_hash
from shopassistant.ingest.table import Table
from shopassistant.store.contacts import normalise_card, normalise_email, normalise_phone

PURPOSES = ("personalisation", "email", "sms", "phone", "post")
DAYS = ("birthday", "since")
_ADDRESS: Mapping[str, int] = {"company": 120, "street": 200, "postcode": 20, "city": 80, "country": 60, "language": 10}
_TEXTS: Mapping[str, int | None] = {
    "number": None, "given_name": 80, "family_name": 80, "name": 161, **_ADDRESS, "email": 254, "phone": 254,
    "mobile": 254, "card": 254, "birthday": 40, "since": 40, "note": 4000,
    **{f"consent_{purpose}": 40 for purpose in PURPOSES},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ContactGiven:
    """A contact of a row; `lookup` is its normal form, `valid` whether it has one."""

    kind: str
    value: str
    lookup: str
    label: str
    valid: bool


@dataclass(frozen=True, slots=True)
class Person:
    """One row of a customer list.

    Attributes:
        number: as given, or made of name and contacts, so that the same row is the same customer again.
        has_number: whether the list gave it.
        fields: columns of `Customer`, only what is filled.
        consents: purpose to yes or no, only what is clearly said.
        birthday: moment at midnight, None where unknown.
    """

    row: int
    number: str
    has_number: bool
    fields: Mapping[str, str]
    contacts: tuple[ContactGiven, ...]
    consents: Mapping[str, bool]
    birthday: datetime | None
    since: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class CustomerRows:
    """Customers of one table."""

    rows: Rows
    people: tuple[Person, ...]


def read_customers(
    table: Table,
    columns: Mapping[str, int],
    reading: Reading,
    zone: tzinfo,
    country: str,
    rejects: Rejects,
    before: datetime | None,
    book: RuleBook,
) -> CustomerRows:
    """Rows that name a customer; rows with neither number, name nor contact are refused, as are second ones."""
    texts = texts_of(table, columns, _TEXTS, {"number": clean_number, "note": lambda text: text.strip()})
    verdict = Verdict(len(table))
    named = texts["number"].flags(bool)
    for name in ("given_name", "family_name", "name", "company", "email", "phone", "mobile", "card"):
        named |= texts[name].flags(bool)
    verdict.refuse(~named, "customer_empty")
    verdict.refuse(texts["number"].flags(lambda text: len(text) > 40), "code_too_long")
    rows = kept(verdict, texts, columns, rejects, before)
    people: list[Person] = []
    seen: dict[str, tuple[str, ...]] = {}
    twice: list[int] = []
    same = 0
    for place in range(len(rows)):
        content = tuple(rows.texts[name].at(place) for name in _TEXTS)
        person = _person(rows, place, reading, zone, country)
        if person.number in seen:
            same += seen[person.number] == content
            twice += [] if seen[person.number] == content else [int(rows.row[place])]
            continue
        seen[person.number] = content
        people.append(person)
        _tell(rows, person, place, book)
    rejects.refuse(np.array(twice, dtype=np.int64), "number_twice")
    book.add("exact_duplicate", SKIPPED, same)
    return CustomerRows(rows, tuple(people))


def _person(rows: Rows, place: int, reading: Reading, zone: tzinfo, country: str) -> Person:
    given, family = _names(rows, place)
    fields = {"given_name": given, "family_name": family} | {name: rows.at(name, place) for name in _ADDRESS}
    contacts = _contacts(rows, place, _country(rows.at("country", place), country))
    number = rows.at("number", place)
    consents = {}
    for purpose in PURPOSES:
        said = yes_or_no(rows.at(f"consent_{purpose}", place))
        if said is not None:
            consents[purpose] = said
    return Person(
        row=int(rows.row[place]),
        number=number or _made_number(given, family, fields["company"], contacts),
        has_number=bool(number),
        fields={name: value for name, value in fields.items() if value},
        contacts=contacts,
        consents=consents,
        birthday=day_of(rows.at("birthday", place), reading, zone),
        since=day_of(rows.at("since", place), reading, zone),
        note=rows.at("note", place),
    )


def _names(rows: Rows, place: int) -> tuple[str, str]:
    """Given and family name; a single name column beside the other part is the part that is missing."""
    given, family, name = (rows.at(part, place) for part in ("given_name", "family_name", "name"))
    if not name:
        alone = "family_name" not in rows.given and " " in given
        return split_name(given) if alone else (given, family)
    if "given_name" in rows.given and "family_name" not in rows.given:
        return given, name[:80]
    if "family_name" in rows.given and "given_name" not in rows.given:
        return name[:80], family
    return (given, family) if given or family else split_name(name)


def _country(text: str, default: str) -> str:
    """The region in which a row's telephone numbers are read: the country's two letters where it has them."""
    return text.upper() if len(text) == 2 and text.isalpha() else default


def _contacts(rows: Rows, place: int, country: str) -> tuple[ContactGiven, ...]:
    found: dict[tuple[str, str], ContactGiven] = {}
    for name, kind, label in (
        ("email", "email", ""),
        ("phone", "phone", ""),
        ("mobile", "phone", "mobile"),
        ("card", "card", ""),
    ):
        value = rows.at(name, place)
        if not value:
            continue
        if kind == "card":
            normal: str | None = normalise_card(value)
        else:
            normal = normalise_email(value) if kind == "email" else normalise_phone(value, country)
        lookup = normal or value.lower()
        found.setdefault((kind, lookup), ContactGiven(kind, value, lookup[:254], label, bool(normal)))
    return tuple(found.values())


def _made_number(given: str, family: str, company: str, contacts: tuple[ContactGiven, ...]) -> str:
    parts = [fold(given), fold(family), fold(company), *sorted(contact.lookup for contact in contacts)]
    return "C-" + short_hash("\x00".join(parts), 5)


def _tell(rows: Rows, person: Person, place: int, book: RuleBook) -> None:
    example = [rows.rejects.example(person.row)]
    for contact in person.contacts:
        book.add(f"{contact.kind}_invalid", KEPT, int(not contact.valid), example)
    if not person.contacts:
        book.add("no_contact", KEPT, 1, example)
    for name, value in (("birthday", person.birthday), ("since", person.since)):
        if rows.at(name, place) and value is None:
            book.add("day_unreadable", KEPT, 1, example)
    for purpose in PURPOSES:
        if rows.at(f"consent_{purpose}", place) and purpose not in person.consents:
            book.add("consent_unclear", KEPT, 1, example)


def order_of(table: Table, columns: Mapping[str, int], day_first: bool | None, file: str) -> dates.Order:
    """How the days of a customer list are written. Raises UserError where that cannot be known."""
    texts = {clean(text) for name in DAYS if name in columns for text in table.columns[columns[name]].texts}
    return dates.find_order(texts - {""}, day_first, file)
