"""A new customer from one typed line, in the order people say it: name, telephone, e-mail, town."""

import re
from dataclasses import dataclass
from itertools import accumulate, takewhile

from shopassistant.core.errors import UserError
from shopassistant.core.text import digits, fold
from shopassistant.store.contacts import normalise_email, normalise_phone

# Characters; more is no line somebody typed but a text pasted into the wrong box.
LONGEST_LINE = 500
# Digits of the longest number anywhere (E.164 has 15), with an international prefix before it.
_MOST_DIGITS = 20
_DIGITS = re.compile(r"\+?[\d().\-/]*\d[\d().\-/]*")
_POSTCODE = re.compile(
    r"(?i)\b(?:[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|\d{4} ?[a-z]{2}\b(?! [a-z])"
    r"|[a-z]{1,2}-\d{4,5}|\d{2}-\d{3}|\d{3} \d{2}|\d{4,6})\b"
)
# Words that begin a family name of several words.
_PARTICLES = frozenset((
    "von", "van", "vom", "zu", "zum", "zur", "de", "del", "della", "der", "den", "di", "da", "do", "dos", "das", "du",
    "le", "la", "los", "ten", "ter", "ben", "bin", "ibn", "al", "el", "af", "av", "st",
))  # fmt: skip
_COMPANY = frozenset((
    "gmbh", "ag", "kg", "ohg", "ug", "ek", "ev", "ltd", "limited", "plc", "llp", "llc", "inc", "corp", "co", "company",
    "sa", "sas", "sarl", "srl", "spa", "bv", "nv", "ab", "oy", "as", "aps",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """What a line says; empty where it says nothing.

    Attributes:
        phones, emails: as typed, each of a valid form.
    """

    given_name: str = ""
    family_name: str = ""
    company: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    street: str = ""
    postcode: str = ""
    city: str = ""

    @property
    def has_name(self) -> bool:
        """Whether there is something to call the customer by."""
        return bool(self.given_name or self.family_name or self.company)


def parse_line(text: str, country: str) -> NewCustomer:
    """Take a line such as ``Anna Müller 0171 2345678 anna@x.de Berlin`` apart.

    E-mail addresses and telephone numbers are recognised by their form; what stands first beside them is the name (or,
    with a legal form in it, the company), what stands later or after a comma is the address. ``Müller, Anna`` is
    turned round.

    Args:
        text: what was typed.
        country: ISO 3166 code of two letters, for telephone numbers without a country code.

    Raises:
        UserError: ``customers.text_long``, more than `LONGEST_LINE` characters.
    """
    if len(text) > LONGEST_LINE:
        raise UserError("customers.text_long", most=LONGEST_LINE)
    emails: list[str] = []
    phones: list[str] = []
    rest: list[list[str]] = [[]]
    tokens = text.replace(",", " , ").replace(";", " , ").split()
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if "@" in token and (address := token.strip("<>()[]")) and normalise_email(address):
            emails.append(address)
            rest.append([])
        elif taken := _phone_tokens(tokens[at:], country):
            phones.append(" ".join(tokens[at : at + taken]))
            rest.append([])
            at += taken - 1
        else:
            rest[-1].append(token)
        at += 1
    parts = [" ".join(part).strip(" ,") for part in rest]
    parts = [part for part in parts if part]
    name, place = _name_and_place(parts)
    street, postcode, city = _address(place)
    given, family, company = _names(name)
    return NewCustomer(given, family, company, tuple(phones), tuple(emails), street, postcode, city)


def _phone_tokens(tokens: list[str], country: str) -> int:
    """How many of the leading tokens make one telephone number; a number in service's form wins over a longer one."""
    import phonenumbers

    lengths = accumulate(len(digits(token)) for token in tokens)
    leading = takewhile(lambda one: one[1] <= _MOST_DIGITS, zip(tokens, lengths, strict=False))
    run = list(takewhile(lambda token: _DIGITS.fullmatch(token) is not None, (token for token, _sum in leading)))
    possible = 0
    for count in range(len(run), 0, -1):
        number = normalise_phone(" ".join(run[:count]), country)
        if number is None:
            continue
        if phonenumbers.is_valid_number(phonenumbers.parse(number)):
            return count
        possible = possible or count
    return possible if sum(map(len, run[:possible])) >= 7 else 0


def _name_and_place(parts: list[str]) -> tuple[str, str]:
    if not parts:
        return "", ""
    pieces = [piece.strip() for piece in parts[0].split(",") if piece.strip()]
    later = [part.strip(" ,") for part in parts[1:]]
    if len(pieces) > 1 and len(pieces[0].split()) == 1 and len(pieces[1].split()) == 1 and not _has_digit(pieces[1]):
        pieces = [f"{pieces[1]} {pieces[0]}", *pieces[2:]]
    return (pieces[0] if pieces else ""), ", ".join([*pieces[1:], *later])


def _names(name: str) -> tuple[str, str, str]:
    tokens = name.split()
    if name.islower():
        tokens = [_capital(token) for token in tokens]
    if any(fold(token).strip(".") in _COMPANY for token in tokens[1:]):
        return "", "", " ".join(name.split())
    if len(tokens) < 2:
        return (tokens[0] if tokens else ""), "", ""
    for at, token in enumerate(tokens[1:-1], 1):
        if fold(token) in _PARTICLES:
            return " ".join(tokens[:at]), " ".join(tokens[at:]), ""
    return " ".join(tokens[:-1]), tokens[-1], ""


def _capital(token: str) -> str:
    if fold(token) in _PARTICLES:
        return token
    return re.sub(r"(^|[-'\u2019])(\w)", lambda match: match[1] + match[2].upper(), token)


def _address(place: str) -> tuple[str, str, str]:
    """Street, postcode and town."""
    postcode = ""
    found = list(_POSTCODE.finditer(place))
    if found:
        postcode = found[-1][0].upper()
        place = place[: found[-1].start()] + "," + place[found[-1].end() :]
    pieces = [" ".join(piece.split()) for piece in place.split(",")]
    pieces = [piece for piece in pieces if piece]
    streets = [piece for piece in pieces if _has_digit(piece)]
    cities = [piece for piece in pieces if not _has_digit(piece)]
    city = " ".join(cities)
    return ", ".join(streets), postcode, _capital_words(city) if city.islower() else city


def _capital_words(text: str) -> str:
    return " ".join(_capital(token) for token in text.split())


def _has_digit(text: str) -> bool:
    return any(letter.isdecimal() for letter in text)
