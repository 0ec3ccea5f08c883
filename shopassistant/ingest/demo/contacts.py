"""The boutique's customer records: names, numbers and addresses as people really leave them, doubles included."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from shopassistant.core.text import fold
from shopassistant.ingest.demo.catalogue import Ints, ean13
from shopassistant.ingest.demo.names import (
    LANDLINES,
    LOCALES,
    MOBILES,
    NICKNAMES,
    STREET_KINDS,
    STREETS,
    TOWNS,
)

if TYPE_CHECKING:
    pass

_DOMAINS = ("example.com", "example.org", "example.net", "mail.example.com", "post.example.org")
_LANDLINE_FORMS = (
    "0{a} {b}{c}",
    "0{a}{b}{c}",
    "(0{a}) {b}{c}",
    "+44 {a} {b}{c}",
    "+44 (0){a} {b}{c}",
    "0044 {a} {b}{c}",
    "0{a}-{b}{c}",
)
_MOBILE_FORMS = (
    "0{a} {b}{c}",
    "0{a}{b}{c}",
    "0{a} {b} {c}",
    "+44 {a} {b}{c}",
    "+44{a}{b}{c}",
    "0044 {a} {b} {c}",
    "0{a}-{b}-{c}",
    "0{a}.{b}.{c}",
)


@dataclass
class Record:
    """A customer's record as somebody typed it.

    Attributes:
        person: the shopper behind it.
        double: whether the shopper had a record already.
        contacts: (kind, value, normal form, valid).
    """

    person: int
    double: bool
    given: str
    family: str
    company: str
    street: str
    postcode: str
    city: str
    country: str
    language: str | None
    phone: tuple[str, str, str, bool] | None
    email: str
    contacts: list[tuple[str, str, str, bool]] = field(default_factory=list)


def make_records(rng: np.random.Generator, seed: int, persons: int, female: Any, doubles: Ints) -> list[Record]:
    """One record for each of `persons`, then one more for each of `doubles` (their persons)."""
    writer = _Writer(rng, seed)
    records = [writer.record(person, bool(female[person])) for person in range(persons)]
    records += [writer.double(records[person]) for person in doubles.tolist()]
    for record in records:
        writer.fill_contacts(record)
    return records


class _Writer:
    """Writes records one after the other; families come in a row."""

    def __init__(self, rng: np.random.Generator, seed: int) -> None:
        from faker import Faker

        self._rng = rng
        self._fakers: list[Faker] = [Faker(name) for name, _, _ in LOCALES]
        for place, faker in enumerate(self._fakers):
            faker.seed_instance(seed * 100 + place)
        self._shares = np.cumsum([share for _, share, _ in LOCALES])
        self._numbers: set[str] = set()
        self._last: Record | None = None

    def _chance(self, share: float) -> bool:
        return bool(self._rng.random() < share)

    def _pick(self, words: tuple[Any, ...]) -> Any:
        return words[int(self._rng.integers(len(words)))]

    def record(self, person: int, female: bool) -> Record:
        home = self._fakers[0]
        place = min(int(np.searchsorted(self._shares, self._rng.random())), len(LOCALES) - 1)
        faker = self._fakers[place]
        given = faker.first_name_female() if female else faker.first_name_male()
        family = faker.last_name()
        if self._chance(0.02):
            family = f"{family}-{home.last_name()}"
        family_of = self._last if self._last is not None and self._last.family and self._chance(0.12) else None
        street, postcode, city = self._address()
        record = Record(
            person=person,
            double=False,
            given=given,
            family=family,
            company=home.company() if self._chance(0.015) else "",
            street=street,
            postcode=postcode,
            city=city,
            country="GB",
            language=LOCALES[place][2] if self._chance(0.5) else None,
            phone=self._phone(),
            email="",
        )
        if family_of is not None:
            record.family, record.street = family_of.family, family_of.street
            record.postcode, record.city = family_of.postcode, family_of.city
            record.phone = family_of.phone if self._chance(0.7) else record.phone
        self._last = record
        record.email = self._email(record)
        self._thin_out(record)
        return record

    def _thin_out(self, record: Record) -> None:
        """Leave out what people do not say."""
        if self._chance(0.35):
            record.street = record.postcode = ""
            record.city = record.city if self._chance(0.4) else ""
        missing = self._rng.random()
        if missing < 0.02:
            record.family = ""
        elif missing < 0.035:
            record.given = ""
        elif missing < 0.04:
            record.given = record.family = ""

    def double(self, known: Record) -> Record:
        """The same person once more, as another colleague typed it on another day."""
        given, family = known.given, known.family
        change = self._rng.random()
        if change < 0.35 and given in NICKNAMES:
            given = NICKNAMES[given]
        elif change < 0.7 and len(family) > 3:
            family = self._typo(family)
        elif change < 0.8:
            given, family = family, given
        elif change < 0.9 and given:
            given = f"{given[0]}."
        else:
            given, family = _plain(given).upper(), _plain(family).upper()
        phone = known.phone
        phone = self._again(phone) if phone is not None and self._chance(0.8) else self._phone()
        email = known.email if self._chance(0.45) else ""
        street = (
            known.street.replace("Street", "St").replace("Road", "Rd").replace("Avenue", "Ave")
            if self._chance(0.5)
            else ""
        )
        return Record(
            person=known.person,
            double=True,
            given=given,
            family=family,
            company="",
            street=street,
            postcode=known.postcode if street else "",
            city=known.city if street else "",
            country="GB",
            language=known.language,
            phone=phone,
            email=email,
        )

    def _address(self) -> tuple[str, str, str]:
        """Street with number, postcode and town; the shop is in Bath, so most live there."""
        town, area = TOWNS[0] if self._chance(0.45) else self._pick(TOWNS)
        number = int(self._rng.integers(1, 140))
        street = f"{number} {self._pick(STREETS)} {self._pick(STREET_KINDS)}"
        if self._chance(0.08):
            street = f"Flat {int(self._rng.integers(1, 12))}, {street}"
        letters = "".join(self._pick(tuple("ABDEFGHJLNPQRSTUWXYZ")) for _ in range(2))
        return street, f"{area}{int(self._rng.integers(1, 16))} {int(self._rng.integers(1, 10))}{letters}", town

    def _typo(self, word: str) -> str:
        at = int(self._rng.integers(1, len(word) - 1))
        kind = int(self._rng.integers(4))
        if kind == 0:
            return word[:at] + word[at + 1 :]
        if kind == 1:
            return word[:at] + word[at] + word[at:]
        if kind == 2 and word[at] != word[at + 1]:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return f"{word[:at]}{self._pick(tuple('aeiourn'))}{word[at + 1 :]}"

    def _phone(self) -> tuple[str, str, str, bool]:
        while True:
            if self._chance(0.3):
                a, start = self._pick(LANDLINES)
                b, c = start, f"{self._rng.integers(1000):03d}"
            else:
                a, b, c = self._pick(MOBILES), f"{self._rng.integers(100, 900)}", f"{self._rng.integers(1000):03d}"
            lookup = f"+44{a}{b}{c}".replace(" ", "")
            if lookup not in self._numbers:
                break
        self._numbers.add(lookup)
        return self._format(a, b, c, lookup)

    def _format(self, a: str, b: str, c: str, lookup: str) -> tuple[str, str, str, bool]:
        forms = _LANDLINE_FORMS if len(a) < 4 else _MOBILE_FORMS
        return ("phone", self._pick(forms).format(a=a, b=b, c=c), lookup, True)

    def _again(self, phone: tuple[str, str, str, bool]) -> tuple[str, str, str, bool]:
        """The same number in another form."""
        national = phone[2][3:]
        if national[0] == "7":
            return self._format(national[:4], national[4:7], national[7:], phone[2])
        area, start = next((a, b) for a, b in LANDLINES if national.startswith(a + b.replace(" ", "")))
        return self._format(area, start, national[-3:], phone[2])

    def _email(self, record: Record) -> str:
        given, family = _plain(record.given).lower(), _plain(record.family).lower()
        number = int(self._rng.integers(1, 99))
        forms = (
            f"{given}.{family}",
            f"{given[:1]}{family}",
            f"{given}{number}",
            f"{given}_{family}{number}",
            f"{family}.{given[:1]}",
        )
        return f"{self._pick(forms)}@{self._pick(_DOMAINS)}"

    def fill_contacts(self, record: Record) -> None:
        nameless = not record.given and not record.family
        if record.phone is not None and (record.double or nameless or self._chance(0.8)):
            record.contacts.append(record.phone)
            if self._chance(0.05):
                record.contacts.append(self._phone())
        if self._chance(0.008):
            short = f"07{self._rng.integers(1_000_000)}"
            record.contacts.append(("phone", short, short, False))
        if record.email and (record.double or self._chance(0.72)):
            record.contacts.append(self._written_email(record.email))

    def _written_email(self, email: str) -> tuple[str, str, str, bool]:
        if self._chance(0.025):
            wrong = self._pick(
                (
                    email.replace("@", "@@"),
                    email.replace("@", "."),
                    email.split(".")[0] + "@",
                    "none",
                    email.replace("@", " at "),
                )
            )
            return ("email", wrong, wrong.lower(), False)
        shown = email.title() if self._chance(0.05) else email
        return ("email", shown, email.lower(), True)


def card_number(record_id: int) -> str:
    """The number on the card of a customer: an EAN-13 of the range that shops keep to themselves."""
    return ean13(f"29{record_id:010d}")


def _plain(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isascii() and (letter.isalnum() or letter == "-"))
