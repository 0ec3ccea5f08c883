"""Finding customers by what identifies them: telephone, e-mail, card, number, receipt. Plain index look-ups."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from shopassistant.core.text import digits
from shopassistant.customers.details import Row
from shopassistant.store.contacts import normalise_card, normalise_phone
from shopassistant.store.search_sqlite import by_contact_prefix, by_number_prefix, by_phone_tail, by_receipt_prefix

# Families and companies share a number; beyond this many it is a placeholder such as 0000.
MOST = 200
SHORTEST_TAIL = 4
# A million customers share each ending with about a hundred others.
MOST_TAILS = 1_000
# Fewer digits are the beginning or the end of a number, and one of them changed makes another one.
_SHORTEST_WHOLE = 8
_SLIP = 8
_SHORTEST_START = 3
_SHORTEST_RECEIPT = 5
# Our own customer numbers, see `shopassistant.customers.create`.
OWN_NUMBER = "C{:06d}"

# Codes that are E.164 country codes without the national trunk zero being dropped.
_KEEPS_ZERO = frozenset({"IT", "SM", "VA"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A customer (perhaps merged away since) and why.

    Attributes:
        cost: lower is likelier; 0 is exactly what was typed.
        kind: ``phone``, ``email``, ``card``, ``number``, ``receipt`` or ``name``.
        reason: last part of the message code.
        values: what its sentence needs.
    """

    customer_id: int
    cost: int
    kind: str = "name"
    reason: str = "name"
    values: Mapping[str, object] = field(default_factory=dict)

    def why(self, _row: Row) -> tuple[str, str, Mapping[str, object]]:
        """Kind, reason and values, for the row that matched."""
        return self.kind, self.reason, self.values


def by_phone(session: Session, typed: str, country: str) -> Iterator[Hit]:
    """Customers with this telephone number in any format, with its beginning or its last four or more digits."""
    number = digits(typed)
    whole = normalise_phone(typed, country)
    if whole:
        for customer_id, lookup in by_contact_prefix(session, "phone", whole, MOST):
            exactly = lookup == whole
            yield Hit(
                customer_id, 0 if exactly else 3, "phone", "phone" if exactly else "phone_start", {"phone": lookup}
            )
    if len(number) >= _SHORTEST_START:
        for start in _starts(typed, number, country):
            for customer_id, lookup in by_contact_prefix(session, "phone", start, MOST):
                yield Hit(customer_id, 4, "phone", "phone_start", {"phone": lookup})
    if len(number) >= SHORTEST_TAIL:
        for customer_id, _lookup in by_phone_tail(session, number, MOST):
            yield Hit(customer_id, 1 if len(number) > 5 else 2, "phone", "phone_tail", {"tail": number})


def by_phone_slip(session: Session, typed: str, country: str) -> Iterator[Hit]:
    """Customers whose telephone number differs from the whole one typed by a wrong, a missing, one more or two swapped
    digits. A single slip leaves the last four digits or all before them as they are, and both are indexed.
    """
    from rapidfuzz.distance import OSA

    number = digits(typed)
    if len(number) < _SHORTEST_WHOLE:
        return
    near: dict[int, str] = {}
    whole = normalise_phone(typed, country)
    for start in [whole] if whole else _starts(typed, number, country):
        near |= dict(by_contact_prefix(session, "phone", start[:-SHORTEST_TAIL], MOST_TAILS))
        near |= dict(by_phone_tail(session, start[-SHORTEST_TAIL:], MOST_TAILS))
        for customer_id, lookup in near.items():
            if OSA.distance(start, lookup, score_cutoff=1) == 1:
                yield Hit(customer_id, _SLIP, "phone", "phone_slip", {"phone": lookup})


def by_email(session: Session, typed: str, limit: int = MOST) -> Iterator[Hit]:
    """Customers whose e-mail address is, or begins with, what was typed."""
    start = typed.strip().lower()
    for customer_id, lookup in by_contact_prefix(session, "email", start, limit):
        exactly = lookup == start
        yield Hit(customer_id, 0 if exactly else 3, "email", "email" if exactly else "email_start", {"email": lookup})


def by_code(session: Session, code: str) -> Iterator[Hit]:
    """Customers by card number, customer number or a receipt's number; whole, or as it is being typed."""
    card = normalise_card(code)
    for customer_id, lookup in by_contact_prefix(session, "card", card, MOST) if card else ():
        exactly = lookup == card
        if exactly or len(card) >= _SHORTEST_START:
            yield Hit(customer_id, 0 if exactly else 6, "card", "card" if exactly else "card_start", {"card": lookup})
    for start in _spellings(code):
        for customer_id, number in by_number_prefix(session, start, 20):
            exactly = number == start
            reason = "number" if exactly else "number_start"
            yield Hit(customer_id, 0 if exactly else 7, "number", reason, {"number": number})
        for customer_id, number in by_receipt_prefix(session, start, 20):
            exactly = number == start
            if not exactly and len(start) < _SHORTEST_RECEIPT:
                continue
            reason = "receipt" if exactly else "receipt_start"
            yield Hit(customer_id, 1 if exactly else 9, "receipt", reason, {"receipt": number})


def _spellings(code: str) -> list[str]:
    spellings = dict.fromkeys((code, code.upper(), code.lower()))
    plain = code[1:] if code[:1] in "cC" else code
    if plain.isascii() and plain.isdecimal() and len(plain) <= 6:
        spellings[OWN_NUMBER.format(int(plain))] = None
    return list(spellings)


def _starts(typed: str, number: str, country: str) -> list[str]:
    """How the E.164 form of a number that begins with `number` may begin."""
    import phonenumbers

    if typed.lstrip().startswith("+"):
        return ["+" + number]
    if number.startswith("00"):
        return ["+" + number[2:]] if len(number) > 4 else []
    calling = phonenumbers.country_code_for_region(country.upper())
    if number.startswith("0"):
        national = number if country.upper() in _KEEPS_ZERO else number[1:]
        return [f"+{calling}{national}"] if len(national) >= 2 else []
    starts = [f"+{calling}{number}"]
    return [*starts, "+" + number] if number.startswith(str(calling)) and len(number) > 4 else starts
